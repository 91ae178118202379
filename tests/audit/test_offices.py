"""What offices really type: nothing of it raises a false alarm, loses a file, or blames the wrong cell."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cchc_excel.audit.loose import loose_findings
from cchc_excel.model.finding import Finding
from cchc_excel.reading import read_folder
from tests.builders.books import F, Percent, write_book
from tests.builders.districts import LEAVES, ROW, SCORES, District
from tests.conftest import above_info, audited

XA, AN, HA = "Xã Thanh Xá", "Xã Thanh An", "Thị trấn Thanh Hà"
MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


def found(district: District, folder: Path) -> list[tuple[str, str | None, str]]:
    return [(f.code, f.commune, f.place.cell) for f in above_info(audited(district.write(folder)).findings)]


def one(district: District, folder: Path) -> Finding:
    (finding,) = above_info(audited(district.write(folder)).findings)
    return finding


def renamed(names: dict[str, str]) -> District:
    """The standard district with other communes."""
    return District(scores={names.get(n, n): dict(zip(LEAVES, v, strict=True)) for n, v in SCORES.items()})


class DescribeHeadBlocks:
    def it_takes_no_commune_from_the_national_motto(self, tmp_path: Path) -> None:
        district = District()
        for rows in district.sheets.values():
            rows[0] = ["UBND HUYỆN THANH HÀ\nPHÒNG NỘI VỤ", None, None, MOTTO]
        assert found(district, tmp_path) == []
        assert audited(tmp_path).authority == "UBND huyện Thanh Hà"

    def it_takes_the_year_of_the_scores_and_not_of_a_plan(self, tmp_path: Path) -> None:
        district = District()
        for rows in district.sheets.values():
            rows[0] = ["Thực hiện Kế hoạch số 5 năm 2023 của UBND huyện Thanh Hà"]
        assert found(district, tmp_path) == [] and audited(tmp_path).year == 2022

    def it_finds_the_commune_beside_its_label(self, tmp_path: Path) -> None:
        district = District()
        for name, rows in district.sheets.items():
            rows[2] = ["Đơn vị:", None, name]
        assert found(district, tmp_path) == []


def _one_row_down(formula: F) -> F:
    """The formula after Excel has inserted a row under part B's."""

    def moved(found: re.Match[str]) -> str:
        row = int(found[2])
        return f"{found[1]}{row + 1 if row > ROW['B'] else row}"

    return F(re.sub(r"([A-Z])(\d+)", moved, formula.text), formula.value)


def _total_between(formula: F) -> F:
    """The formula after the grand total's row was moved up over part B's."""

    def moved(found: re.Match[str]) -> str:
        row = int(found[2])
        return f"{found[1]}{ROW['B'] if row == ROW['T'] else row + 1 if ROW['B'] <= row < ROW['T'] else row}"

    return F(re.sub(r"([A-Z])(\d+)", moved, formula.text), formula.value)


class DescribeTheTree:
    def it_may_have_a_row_8_above_8_1_or_not(self, tmp_path: Path) -> None:
        district = District()
        for name in (XA, AN):
            above = list(district.sheets[name][ROW["B"] - 1])
            rows = district.sheets[name]
            rows.insert(ROW["B"], ["8", "Tác động của cải cách hành chính", *above[2:]])
            for number, row in enumerate(rows):
                rows[number] = [_one_row_down(value) if isinstance(value, F) else value for value in row]
        assert found(district, tmp_path) == []

    def it_may_have_the_grand_total_between_its_parts(self, tmp_path: Path) -> None:
        district = District()
        for rows in district.sheets.values():
            rows.insert(ROW["B"] - 1, rows.pop(ROW["T"] - 1))
            for number, row in enumerate(rows):
                rows[number] = [_total_between(value) if isinstance(value, F) else value for value in row]
        assert found(district, tmp_path) == []
        assert {"B", "8.1", "8.2"} <= {n.code for n in audited(tmp_path).communes[0].nodes}

    def it_may_have_a_row_for_deductions(self, tmp_path: Path) -> None:
        district = District()
        for rows in district.sheets.values():
            for code, lost in (("8.1", -2), ("B", 8), ("T", 28)):
                rows[ROW[code] - 1][2] = lost
            rows[ROW["8.1"] - 1][3:6] = [-1, -1, 50]
        assert not [f for f in found(district, tmp_path) if f[0] in ("V01", "V02")]

    def it_has_parts_in_roman_numerals(self, tmp_path: Path) -> None:
        district = District()
        for rows in district.sheets.values():
            rows[ROW["A"] - 1][0], rows[ROW["B"] - 1][0] = "I", "II"
        assert found(district, tmp_path) == []
        assert {"A", "B"} <= {n.code for n in audited(tmp_path).communes[0].nodes}


class DescribeHardNames:
    @pytest.mark.parametrize(
        "name",
        [
            "Xã Cộng Hòa",
            "Xã Trung Bình",
            "Xã Tân Phú - Đông",
            "Xã Quý Lộc",
            "Phường 12",
            "Xã Điềm He",
            "Xã Hội Sơn",
            "Thị trấn Năm Căn",
        ],
    )
    def it_reads_them_on_both_sides(self, name: str, tmp_path: Path) -> None:
        district = renamed({XA: name})
        assert found(district, tmp_path) == []
        assert name in [c.name.display for c in audited(tmp_path).communes]

    def it_reads_them_without_their_kind(self, tmp_path: Path) -> None:
        district = renamed({XA: "Xã Trung Bình", AN: "Xã Cộng Hòa"})
        for row in district.decision[5:]:
            row[1] = str(row[1]).removeprefix("Xã ").removeprefix("Thị trấn ") + " (*)"
        assert found(district, tmp_path) == []

    def it_keeps_a_commune_and_a_town_of_one_name_apart(self, tmp_path: Path) -> None:
        district = renamed({XA: "Xã Thanh Hà"})
        assert found(district, tmp_path) == []
        assert len(audited(tmp_path).communes) == 3


class DescribeADecision:
    def it_has_lines_that_are_no_commune(self, tmp_path: Path) -> None:
        district = District()
        district.decision.insert(5, ["Điểm tối đa", None, 9, 11, 20, 2, 10, 12, 32])
        district.decision += [
            [None, "Trung bình", 7.5, 9.9, 17.4, 1.5, 8.2, 9.7, 27.1, 84.8],
            [],
            [None, "Nơi nhận:", None, None, "TM. ỦY BAN NHÂN DÂN"],
            [None, "- Như trên;", None, None, "CHỦ TỊCH"],
        ]
        assert found(district, tmp_path) == []

    def it_has_another_maximum_than_the_scheme(self, tmp_path: Path) -> None:
        district = District()
        district.decision.insert(5, ["Điểm tối đa", None, 9, 12, 20, 2, 10, 12, 32])
        assert found(district, tmp_path) == [("S03", None, "D6")]

    def it_may_print_one_decimal_and_still_shows_a_slip(self, tmp_path: Path) -> None:
        scores = {"Xã A": ("3.51", "4.24", "1.97", "2.88", "5.13", "1.52", "8.52"), "Xã B": ("3.91", "4.94", "1.87", "2.18", "5.53", "1.32", "7.13"),
                  "Xã C": ("2.51", "3.24", "1.47", "1.88", "4.13", "1.02", "6.44"), "Xã D": ("2.21", "3.33", "1.17", "1.78", "4.03", "0.92", "6.07")}  # fmt: skip
        district = District(scores={n: dict(zip(LEAVES, v, strict=True)) for n, v in scores.items()})
        for row in district.decision[5:]:
            for column in (*range(2, 10), *range(12, 18)):
                row[column] = float(f"{row[column] + 1e-9:.1f}")  # type: ignore[operator]
        assert found(district, tmp_path / "clean") == []
        district.set_decision("C7", 7.95)
        assert [code for code, _, _ in found(district, tmp_path / "slip")] == ["Q01"]

    def it_may_show_indices_as_shares_of_one(self, tmp_path: Path) -> None:
        for shares in (lambda v: Percent(v / 100), lambda v: round(v / 100, 4)):
            district = District()
            for row in district.decision[5:]:
                for column in (9, *range(12, 18)):
                    row[column] = shares(row[column])
            assert found(district, tmp_path / shares(50.0).__class__.__name__) == []

    @pytest.mark.parametrize(
        ("value", "code"),
        [("1O,5", "R03"), (F("1/0", "#REF!"), "R06"), (None, "R05")],
    )
    def it_tells_cells_that_hold_no_number(self, value: object, code: str, tmp_path: Path) -> None:
        assert found(District().set_decision("D7", value), tmp_path) == [(code, XA, "D7")]

    def it_may_name_parts_and_totals_in_other_words(self, tmp_path: Path) -> None:
        district = District()
        heads = district.decision[4]
        heads[4], heads[7], heads[8] = "Tổng A", "Cộng phần B", "Điểm thẩm định"
        assert found(district, tmp_path / "clean") == []
        district.set_decision("E7", 99).set_decision("I7", 88)
        assert [(c, cell) for c, _, cell in found(district, tmp_path / "spoilt")] == [("Q02", "E7"), ("Q02", "I7")]

    def it_may_name_criteria_by_their_names_only(self, tmp_path: Path) -> None:
        district = District()
        district.decision[4][2:4] = ["Công tác chỉ đạo, điều hành", "Cải cách chế độ công vụ"]
        district.decision[4][12:14] = [None, None]
        district.set_decision("D7", 9.98)
        assert found(district, tmp_path) == [("Q01", XA, "D7")]

    def it_says_which_columns_it_did_not_understand(self, tmp_path: Path) -> None:
        district = District()
        district.decision[4][2] = "Cột lạ"
        result = audited(district.write(tmp_path))
        (finding,) = [f for f in result.findings if f.code == "R02"]
        assert "cot la" in finding.message and finding.severity.value == "info"

    def it_may_leave_a_commune_out_without_spoiling_the_other_ranks(self, tmp_path: Path) -> None:
        district = District()
        del district.decision[5]
        assert found(district, tmp_path) == [("R12", AN, "A3")]


class DescribeFilesThatDoNotFit:
    def it_never_loses_one_silently(self, tmp_path: Path) -> None:
        District().write(tmp_path)
        (tmp_path / "bang diem.xlsx").write_bytes(b"PK\x03\x04 damaged")
        contents = read_folder(tmp_path)
        assert contents.groups == ()
        assert {(f.code, f.place.file) for f in loose_findings(contents.loose)} == {
            ("R01", "bang diem.xlsx"),
            ("R13", "quyet dinh.xlsx"),
        }

    def it_tells_a_decision_of_another_year(self, tmp_path: Path) -> None:
        district = District()
        district.decision[1] = ["KẾT QUẢ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2021"]
        assert found(district, tmp_path) == [("R13", None, "A1")]

    def it_groups_years_and_authorities_apart(self, tmp_path: Path) -> None:
        District().write(tmp_path / "2022")
        other = District()
        other.information[3] = ("Năm đánh giá", 2023)
        for rows in (*other.sheets.values(), other.decision):
            rows[1] = [str(rows[1][0]).replace("2022", "2023")]
        other.write(tmp_path / "2023")
        groups = read_folder(tmp_path).groups
        assert [(g.year, len(g.sheets), len(g.tables)) for g in groups] == [(2022, 3, 1), (2023, 3, 1)]

    def it_joins_one_authority_in_all_its_names(self, tmp_path: Path) -> None:
        district = District()
        for rows in district.sheets.values():
            rows[0] = ["ỦY BAN NHÂN DÂN TỈNH HẢI DƯƠNG\nPHÒNG NỘI VỤ HUYỆN THANH HÀ"]
        write_book(tmp_path / "diem.xlsx", dict(district.sheets))
        write_book(tmp_path / "thong tin.xlsx", {"Thông tin": district.information})
        write_book(tmp_path / "quyet dinh.xlsx", {"Sheet1": district.decision})
        assert above_info(audited(tmp_path).findings) == []
        assert audited(tmp_path).authority == "UBND huyện Thanh Hà"

    def it_takes_one_workbook_per_commune(self, tmp_path: Path) -> None:
        district = District()
        for name, rows in district.sheets.items():
            write_book(tmp_path / f"{name}.xlsx", {"Sheet1": rows})
        write_book(tmp_path / "thong tin.xlsx", {"Thông tin": district.information})
        write_book(tmp_path / "quyet dinh.xlsx", {"Sheet1": district.decision})
        assert above_info(audited(tmp_path).findings) == []
        assert [c.rank for c in audited(tmp_path).ranking] == [1, 2, 3]


class DescribeRoots:
    def it_blames_one_maximum_and_not_the_total_above_a_heading_without_any(self, tmp_path: Path) -> None:
        district = District()
        for name in district.sheets:
            for column in "CDEF":
                district.set(name, f"{column}{ROW['B']}", None)
            district.set(
                name, f"E{ROW['T']}", lambda old: F(f"E{ROW['A']}+SUM(E{ROW['8.1']}:E{ROW['8.2']})", old.value)
            )
        district.set(XA, f"C{ROW['8.1']}", 20).set(XA, f"C{ROW['T']}", 50)
        assert [f for f in found(district, tmp_path) if f[0] == "S03"] == [("S03", XA, f"C{ROW['8.1']}")]

    def it_blames_the_text_that_a_sum_passes_over(self, tmp_path: Path) -> None:
        district = District().set(XA, f"E{ROW['1.2']}", "4,25").set(XA, f"E{ROW['1']}", F("SUM(E9:E10)", 3.5))
        finding = one(district, tmp_path)
        assert (finding.code, finding.place.cell, finding.expected) == ("A01", f"E{ROW['1.2']}", "4.25")
        assert f"E{ROW['1']}" in {c.place.cell for c in finding.consequences}

    def it_blames_the_blank_total_and_not_the_sum_above(self, tmp_path: Path) -> None:
        district = District().set(XA, f"E{ROW['1']}", None).set(XA, f"F{ROW['1']}", None)
        district.set(XA, f"E{ROW['A']}", F("E8+E11", 9.875)).set(XA, f"E{ROW['T']}", F("E7+E16", 19.891))
        finding = one(district, tmp_path)
        assert (finding.code, finding.place.cell, finding.expected) == ("A01", f"E{ROW['1']}", "7.75")

    def it_tells_an_error_that_spreads_once(self, tmp_path: Path) -> None:
        district = District()
        for code in ("1.1", "1", "A", "T"):
            district.set(XA, f"E{ROW[code]}", F("x", "#N/A")).set(XA, f"F{ROW[code]}", F("x", "#N/A"))
        finding = one(district, tmp_path)
        assert (finding.code, finding.place.cell, len(finding.consequences)) == ("R06", f"E{ROW['1.1']}", 7)

    def it_tells_once_why_no_line_of_a_summary_has_a_rank(self, tmp_path: Path) -> None:
        district = District()
        for code in ("1.1", "1", "A", "T"):
            district.set(XA, f"E{ROW[code]}", F("x", "#N/A")).set(XA, f"F{ROW[code]}", F("x", "#N/A"))
        lines = [
            (n, name, F(f"'{name}'!E{ROW['T']}", "#N/A" if name == XA else 30.0), F(f"RANK(C{n + 2},C$3:C$5)", "#N/A"))
            for n, name in enumerate(district.scores, 1)
        ]
        district.sheets["Tổng hợp"] = [["BẢNG TỔNG HỢP"], ["TT", "Đơn vị", "Tổng điểm", "Xếp hạng"], *lines]  # type: ignore[list-item]
        errors = [f for f in audited(district.write(tmp_path)).findings if f.code == "R06"]
        assert [(f.place.sheet, f.place.cell) for f in errors] == [("Thanh Xá", f"E{ROW['1.1']}")]
        told = {(c.place.sheet, c.place.cell) for c in errors[0].consequences}
        assert {("Tổng hợp", cell) for cell in ("C3", "D3", "D4", "D5")} <= told

    def it_gives_each_slip_its_own_consequences(self, tmp_path: Path) -> None:
        district = District()
        for code, value, maximum in (("1", 8.0, 9), ("2", 8.875, 11)):
            district.set(XA, f"E{ROW[code]}", value).set(XA, f"F{ROW[code]}", F("x", value / maximum * 100))
        first, second = (f for f in above_info(audited(district.write(tmp_path)).findings) if f.code == "A01")
        assert (first.place.cell, second.place.cell) == (f"E{ROW['1']}", f"E{ROW['2']}")
        assert f"F{ROW['1']}" in {c.place.cell for c in first.consequences}
        assert {c.place.cell for c in second.consequences} == {f"F{ROW['2']}"}
