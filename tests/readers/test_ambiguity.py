"""Where a sheet leaves open what it means it is asked, not guessed; what only looks open is settled."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from cchc_excel.model.finding import Finding, Severity
from tests.audit.test_offices import found, renamed
from tests.builders.books import F, write_book
from tests.builders.districts import LEAVES, ROW, District
from tests.conftest import above_info, audited

XA, AN, HA = "Xã Thanh Xá", "Xã Thanh An", "Thị trấn Thanh Hà"
HEAD = 5
"""The lower header row, from 0."""


def values(district: District) -> District:
    """Figures instead of formulas, so that columns may be moved."""
    for rows in (*district.sheets.values(), district.decision):
        for row in rows:
            row[:] = [v.value if isinstance(v, F) else v for v in row]
    return district


def beside(
    district: District, heading: str, figure: Callable[[str, float], object], commune: str = XA, column: int = 7
) -> District:
    """A further column on one sheet; `figure` gives what stands there by code and appraised score."""
    rows = district.sheets[commune]
    for row in rows:
        row += [None] * (column + 1 - len(row))
    rows[HEAD][column] = heading
    for code, number in ROW.items():
        score = rows[number - 1][4]
        rows[number - 1][column] = figure(code, score.value if isinstance(score, F) else score)  # type: ignore[arg-type]
    return district


def asked(district: District, folder: Path) -> Finding:
    """The one error that asks; the commune it is about is missing on one side only because of it."""
    errors = [f for f in above_info(audited(district.write(folder)).findings) if f.code != "R11"]
    (finding,) = errors
    assert (finding.code, finding.severity) == ("R02", Severity.ERROR)
    return finding


def same(code: str, score: float) -> float:
    return score


def other(code: str, score: float) -> float:
    return score - 0.25


class DescribeTwoColumnsOfOneMeaning:
    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ("Thẩm định lần 1", "Điểm thẩm định lần 2"), ("Điểm thẩm định", "Điểm sau phúc tra"), ("Điểm thẩm định", "Điểm đạt"),
            ("Điểm Phòng Nội vụ thẩm định", "Điểm Hội đồng thẩm định"),
        ],
    )  # fmt: skip
    def it_asks_which_score_counts_and_reads_neither(self, first: str, second: str, tmp_path: Path) -> None:
        district = beside(District().set(XA, "E6", first), second, other)
        finding = asked(district, tmp_path)
        assert finding.place.sheet == "Thanh Xá" and finding.place.cell == "H6"
        assert f"cột E “{first}”, cột H “{second}”" in finding.message
        assert "“Cột điểm thẩm định (trang Thanh Xá)” với giá trị E hoặc H" in finding.advice
        assert XA not in [c.name.display for c in audited(tmp_path).communes]

    def it_asks_of_maxima_too_where_neither_column_has_all(self, tmp_path: Path) -> None:
        district = values(District())
        beside(
            district, "Điểm chuẩn", lambda code, _: None if code in LEAVES else district.sheets[XA][ROW[code] - 1][2]
        )
        for code in ROW:
            if code not in LEAVES:
                district.set(XA, f"C{ROW[code]}", None)
        assert "“Điểm tối đa”" in asked(district, tmp_path).message

    @pytest.mark.parametrize(
        ("heading", "figure"),
        [
            ("Điểm thẩm định lần 2", same), ("Điểm đạt", same), ("Điểm thẩm định (làm tròn)", lambda c, s: round(s + 1e-9, 1)),
            ("Điểm đạt", lambda c, s: round(s + 1e-9, 1)), ("Điểm thẩm định năm 2021", other), ("Điểm thẩm định năm trước", other),
            ("Kết quả thẩm định", lambda c, s: "Đạt"), ("Điểm đạt", lambda c, s: None), ("Điểm đạt", lambda c, s: s if c == "T" else None),
            ("Thang điểm", lambda c, s: "Đủ: 2 điểm; thiếu: 1 điểm"), ("Điểm trừ", lambda c, s: 0.25), ("Điểm thưởng", lambda c, s: 0.1),
            ("Chênh lệch điểm thẩm định", lambda c, s: 0.25), ("Người thẩm định", lambda c, s: "Phòng Nội vụ"),
            ("Cơ quan thẩm định", lambda c, s: "Phòng Nội vụ"), ("Chỉ số tự đánh giá (%)", lambda c, s: 99), ("Tài liệu kiểm chứng", lambda c, s: "QĐ 12"),
            ("Điểm chênh lệch so với năm trước", lambda c, s: 0.5), ("Điểm chưa đạt", lambda c, s: 0.5),
        ],
    )  # fmt: skip
    def but_what_agrees_or_is_plainly_something_else_is_no_question(
        self, heading: str, figure: Callable[[str, float], object], tmp_path: Path
    ) -> None:
        district = District()
        for commune in district.sheets:
            beside(district, heading, figure, commune)
        result = audited(district.write(tmp_path))
        assert above_info(result.findings) == [] and not [f for f in result.findings if f.code == "R02"]
        (xa,) = [c for c in result.communes if c.name.display == XA]
        assert str(xa.total.score) == "27.641"

    def it_takes_the_more_precise_one_wherever_it_stands(self, tmp_path: Path) -> None:
        district = District()
        for name, rows in district.sheets.items():
            beside(district, "Điểm thẩm định", same, name)
            district.set(name, "E6", "Điểm đạt")
            for code in ROW:
                district.set(name, f"E{ROW[code]}", lambda v: round((v.value if isinstance(v, F) else v) + 1e-9, 1))
            assert rows
        (xa,) = [c for c in audited(district.write(tmp_path)).communes if c.name.display == XA]
        assert str(xa.total.score) == "27.641"

    def it_only_mentions_two_self_scores_and_two_indices(self, tmp_path: Path) -> None:
        district = beside(District(), "Điểm tự chấm của đơn vị", other)
        beside(district, "Tỷ lệ %", lambda c, s: 12.5, AN)
        result = audited(district.write(tmp_path))
        assert above_info(result.findings) == []
        infos = {f.place.sheet: f.message for f in result.findings if f.code == "R02"}
        assert set(infos) == {"Thanh Xá", "Thanh An"} and all("chưa dùng cột nào" in m for m in infos.values())

    def it_prefers_the_plainest_reason(self, tmp_path: Path) -> None:
        district = District()
        district.set(XA, "G6", "Ghi chú").set(XA, "G5", None).set(XA, f"G{ROW['1.1']}", "xem phụ lục")
        beside(district, "Lý do điểm trừ", lambda c, s: "Nộp muộn" if c == "1.1" else None)
        (xa,) = [c for c in audited(district.write(tmp_path)).communes if c.name.display == XA]
        assert xa.totals["1.1"].reason == "Nộp muộn"


class DescribeCodesUnderOtherHeadings:
    def it_takes_codes_and_not_a_count_of_the_lines(self, tmp_path: Path) -> None:
        district = District()
        for name, rows in district.sheets.items():
            beside(district, "Mã tiêu chí", lambda c, s, rows=rows: c if c != "T" else None, name)  # type: ignore[misc]
            for number, code in enumerate(ROW, 1):
                district.set(name, f"A{ROW[code]}", number)
        assert found(district, tmp_path) == []

    @pytest.mark.parametrize(
        ("code", "name"), [("Tiêu chí", "Nội dung"), (None, "Tiêu chí"), ("Số", "Tiêu chí"), ("", "Nội dung")]
    )
    def it_finds_them_by_what_they_are(self, code: str | None, name: str, tmp_path: Path) -> None:
        district = District()
        for commune in district.sheets:
            district.set(commune, "A5", code).set(commune, "B5", name)
        assert found(district, tmp_path) == []


class DescribeAnAbbreviationOfTwoThings:
    @pytest.mark.parametrize(
        ("most", "score"), [("Điểm TĐ", "Điểm thẩm định"), ("Điểm tối đa", "Điểm TĐ"), ("ĐTĐ", "Huyện chấm")]
    )
    def it_is_told_by_the_other_columns(self, most: str, score: str, tmp_path: Path) -> None:
        district = District()
        for commune in district.sheets:
            district.set(commune, "C5", None).set(commune, "C6", most).set(commune, "E6", score)
        assert found(district, tmp_path) == []

    def but_two_of_them_are_asked(self, tmp_path: Path) -> None:
        district = District().set(XA, "C5", None).set(XA, "C6", "Điểm TĐ").set(XA, "E6", "ĐTĐ")
        message = asked(district, tmp_path).message
        assert "“Điểm tối đa”, “Điểm thẩm định”" in message and "cột C “Điểm TĐ”, cột E “ĐTĐ”" in message

    def but_one_says_nothing_where_both_are_open(self, tmp_path: Path) -> None:
        district = District().set(XA, "C5", None).set(XA, "C6", "Điểm TĐ").set(XA, "E6", "Cột 5")
        assert "“Điểm tối đa”, “Điểm thẩm định”" in asked(district, tmp_path).message


class DescribeMissingHeadings:
    def it_names_just_those_and_what_it_did_not_understand(self, tmp_path: Path) -> None:
        finding = asked(District().set(XA, "E6", "Cột 5").set(XA, "G5", "Hồ sơ"), tmp_path)
        assert "không nhận ra cột “Điểm thẩm định”;" in finding.message
        assert "cột E “Cột 5”, cột G “Hồ sơ”" in finding.message
        assert "“Điểm tối đa”" not in finding.message

    def it_takes_words_for_no_score(self, tmp_path: Path) -> None:
        district = District().set(XA, "E6", "Cột 5")
        finding = asked(beside(district, "Cơ quan thẩm định", lambda c, s: "Phòng Nội vụ"), tmp_path)
        assert "không nhận ra cột “Điểm thẩm định”; không hiểu cột E “Cột 5”" in finding.message

    def but_a_table_of_means_is_no_scoring_table(self, tmp_path: Path) -> None:
        district = District()
        head = ["TT", "Tiêu chí", "Điểm tối đa", "Điểm trung bình", "Cao nhất", "Thấp nhất"]
        lines = [[code, "Tên", 5, 3.25, 4.5, 1.25] for code in ROW]
        district.sheets["Thống kê"] = [["THỐNG KÊ CHUNG"], head, *lines]
        assert found(district, tmp_path / "means") == []
        district = District().set(XA, "E6", "Cột 5")
        assert asked(beside(district, "Điểm trung bình toàn huyện", other), tmp_path / "beside scores")

    def it_names_all_where_there_are_none(self, tmp_path: Path) -> None:
        district = District()
        district.sheets[XA][4:6] = [[], []]
        message = asked(district, tmp_path).message
        assert all(f"“{heading}”" in message for heading in ("TT (mã tiêu chí)", "Điểm tối đa", "Điểm thẩm định"))


class DescribeHeadersAsOfficesLayThemOut:
    def it_may_begin_in_column_c_far_down_with_units_and_numbers_below(self, tmp_path: Path) -> None:
        district = values(District())
        for rows in district.sheets.values():
            rows[HEAD + 1 : HEAD + 1] = [
                [None, None, "(điểm)", "(điểm)", "(điểm)", "(%)"],
                ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)=(5)/(3)x100", "(7)"],
            ]
            rows[3:3] = [[] for _ in range(25)]
            rows[:] = [[None, None, *row] for row in rows]
        assert found(district, tmp_path) == []

    def it_may_have_its_columns_in_any_order_and_further_ones_between(self, tmp_path: Path) -> None:
        district = values(District())
        order = (6, 4, None, 1, 5, 2, None, 0, 3)
        for rows in district.sheets.values():
            for number, row in enumerate(rows[4:], 4):
                row += [None] * (7 - len(row))
                heading = {4: "Tài liệu kiểm chứng"}.get(number)
                moved = [heading if c is None else row[c] for c in order]
                if number == 4:
                    moved[1], moved[5], moved[8] = "Điểm", "Điểm", "Điểm"
                row[:] = moved
        assert found(district, tmp_path) == []

    @pytest.mark.parametrize("form", ["NFD", "NFC"])
    def it_may_be_typed_in_capitals_with_line_breaks_and_in_either_form_of_unicode(
        self, form: str, tmp_path: Path
    ) -> None:
        district = District()
        for rows in district.sheets.values():
            for row in rows[4:6]:
                row[:] = [
                    unicodedata.normalize(form, v.upper().replace(" ", "\n", 1) + "  ") if isinstance(v, str) else v  # type: ignore[arg-type]
                    for v in row
                ]
        assert found(district, tmp_path) == []


class DescribeSeveralCommunesOrYears:
    def it_asks_whose_a_table_under_two_names_is(self, tmp_path: Path) -> None:
        for number, line in enumerate(("Đơn vị: UBND xã Thanh An", "Của UBND xã Thanh Xá và UBND xã Thanh An")):
            district = District()
            district.sheets[XA][3] = [line]
            finding = asked(district, tmp_path / str(number))
            assert "Xã Thanh Xá (ô A3)" in finding.message and "Xã Thanh An (ô A4)" in finding.message
            assert "“Đơn vị (trang Thanh Xá)”" in finding.advice

    def but_the_same_name_twice_or_other_bodies_are_no_question(self, tmp_path: Path) -> None:
        district = District()
        for name, rows in district.sheets.items():
            rows[0] = [f"ỦY BAN NHÂN DÂN\n{name.upper()}", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]
            rows[3] = [
                "Đơn vị thẩm định: P. NỘI VỤ; các xã, thị trấn của huyện Thanh Hà",
                None,
                "Đơn vị: Khối Chính quyền",
            ]
        assert found(district, tmp_path) == []

    def it_asks_when_tab_and_title_name_two_communes_of_the_folder(self, tmp_path: Path) -> None:
        district = District()
        district.sheets[XA][2] = ["Đơn vị: UBND xã Thanh An"]
        findings = above_info(audited(district.write(tmp_path)).findings)
        (finding,) = [f for f in findings if f.code == "R02"]
        assert (finding.place.sheet, finding.place.cell, finding.commune) == ("Thanh Xá", "A3", AN)
        assert "“Đơn vị (trang Thanh Xá)” với giá trị là xã Thanh An hoặc xã Thanh Xá" in finding.advice
        assert {f.code for f in findings} == {"R02", "R11"}

    def but_a_tab_that_is_no_commune_of_the_folder_says_nothing(self, tmp_path: Path) -> None:
        district = renamed({XA: "Xã Cẩm Chế"})
        sheets = {
            "Chấm lại": district.sheets["Xã Cẩm Chế"],
            "Thanh An": district.sheets[AN],
            "TT Thanh Hà": district.sheets[HA],
        }
        write_book(tmp_path / "diem.xlsx", {"Thông tin": district.information, **sheets})
        write_book(tmp_path / "qd.xlsx", {"Phụ lục": district.decision})
        assert above_info(audited(tmp_path).findings) == []

    def it_asks_for_the_year_where_a_title_names_two(self, tmp_path: Path) -> None:
        district = District()
        del district.information[3]
        district.sheets[XA][1] = ["BẢNG ĐIỂM CHỈ SỐ CCHC NĂM 2021, ĐÁNH GIÁ NĂM 2022"]
        assert found(district, tmp_path / "asked") == [("R13", None, "A2")]
        district.information.append(("Năm đánh giá", 2022))
        assert found(district, tmp_path / "told") == []

    @pytest.mark.parametrize(
        "line",
        [
            "so sánh với năm 2021",
            "Kết quả thẩm định so với năm 2021",
            "Thanh Hà, năm 2023",
            "(Kèm theo Quyết định ngày 14 tháng 3 năm 2023)",
            "Thực hiện Kế hoạch năm 2021",
        ],
    )
    def but_another_year_beside_the_scored_one_is_no_question(self, line: str, tmp_path: Path) -> None:
        district = District()
        del district.information[3]
        for rows in district.sheets.values():
            rows[3] = [line]
        assert found(district, tmp_path) == []

    def it_asks_whom_a_line_of_the_decision_means(self, tmp_path: Path) -> None:
        district = renamed({XA: "Xã Thanh Hà"})
        for row in district.decision[5:]:
            row[1] = str(row[1]).removeprefix("Xã ").removeprefix("Thị trấn ")
        codes = {c for c, _, _ in found(district, tmp_path)}
        assert "R11" in codes and codes <= {"R11", "R10", "R12", "Q04"}


class DescribeADecisionWithTwoColumnsOfOneMeaning:
    def it_asks_which_is_published_and_compares_neither(self, tmp_path: Path) -> None:
        district = District()
        for number, row in enumerate(district.decision[4:]):
            row.append("Tổng điểm 7 lĩnh vực" if number == 0 else 12.5)
        (finding,) = above_info(audited(district.write(tmp_path)).findings)
        assert finding.code == "R02" and "2 cột cùng là “Tổng điểm”" in finding.message
        assert "“Cột tổng điểm (trang Phụ lục)” với giá trị I hoặc S" in finding.advice

    @pytest.mark.parametrize(
        ("heading", "value"),
        [
            ("Tổng điểm năm 2021", 11.0), ("Xếp hạng năm 2021", 7), ("Tổng điểm (làm tròn)", 28), ("Tăng, giảm hạng", 1), ("Xếp hạng tiêu chí 1", 2),
            ("Xếp hạng phần A", 3), ("Ghi chú", "x"), ("Điểm tự chấm", 30), ("Xếp hạng năm trước", 9), ("Tổng điểm", None),
        ],
    )  # fmt: skip
    def but_it_knows_what_is_something_else(self, heading: str, value: object, tmp_path: Path) -> None:
        district = District()
        for number, row in enumerate(district.decision[4:]):
            row.insert(2, heading if number == 0 else value)
        for row in district.decision[5:]:
            row[:] = [v.value if isinstance(v, F) else v for v in row]
        assert found(district, tmp_path) == []
