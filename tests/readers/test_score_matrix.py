"""A score matrix gives every commune as its own sheet would, and each slip in it is told once, at its own cell."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from cchc_excel.model.audited import AuditedDistrict
from cchc_excel.readers.grid import Grid
from cchc_excel.readers.score_sheets.matrix_header import find_matrix
from cchc_excel.readers.wordings.commune_headings import named_alone, named_with_kind
from tests.builders.books import F, write_book
from tests.builders.districts import ROW, TREE, District, exact, maximum, short
from tests.builders.matrices import AT, FIRST, SCORES_OF, Matrix, children
from tests.conftest import above_info, audited

XA, AN, HA = "Xã Thanh Xá", "Xã Thanh An", "Thị trấn Thanh Hà"


def told(matrix: Matrix, folder: Path, **options: object) -> list[tuple[str, str | None, str]]:
    findings = audited(matrix.write(folder, **options)).findings  # type: ignore[arg-type]
    return [(f.code, f.commune, f.place.cell) for f in above_info(findings)]


def scores(district: AuditedDistrict) -> dict[str, dict[str, Decimal]]:
    return {c.name.display: {n.code: n.score for n in c.nodes} for c in district.communes}


def as_sheets(tmp_path: Path) -> dict[str, dict[str, Decimal]]:
    return scores(audited(District().write(tmp_path / "sheets")))


class DescribeTheMatrix:
    def it_gives_what_a_sheet_for_each_commune_gives(self, tmp_path: Path) -> None:
        district = audited(Matrix().write(tmp_path / "matrix", decided=True))
        assert scores(district) == as_sheets(tmp_path)
        assert above_info(district.findings) == []
        assert [c.total.place.cell for c in district.communes] == [f"{c}{AT['T']}" for c in "DEF"]

    @pytest.mark.parametrize(
        "headings",
        [
            ("X. Thanh Xá", "X. Thanh An", "TT. Thanh Hà"), ("XÃ THANH XÁ", "XÃ THANH AN", "THỊ TRẤN THANH HÀ"),
            ("1. Xã Thanh Xá", "2. Xã Thanh An", "3. Thị trấn Thanh Hà"), ("Thanh Xá", "Thanh An", "TT Thanh Hà"),
            ("Thanh Xá", "Thanh An", "Thanh Hà"), ("Xã\nThanh Xá", "Xã\nThanh An", "TT\nThanh Hà"),
            ("UBND xã Thanh Xá", "UBND xã Thanh An", "UBND thị trấn Thanh Hà"), ("XÃ THANH XÁ", "THANH AN", "THANH HÀ"),
        ],
    )  # fmt: skip
    def it_knows_the_communes_in_every_spelling(self, tmp_path: Path, headings: tuple[str, ...]) -> None:
        matrix = Matrix(headings=dict(zip(SCORES_OF, headings, strict=True)))
        district = audited(matrix.write(tmp_path / "matrix", decided=True))
        by_name = {name.split()[-1]: points for name, points in scores(district).items()}
        assert by_name == {name.split()[-1]: points for name, points in as_sheets(tmp_path).items()}
        assert above_info(district.findings) == []

    def it_reads_a_self_score_and_a_score_under_each_name(self, tmp_path: Path) -> None:
        matrix = Matrix()
        rows = [[*row[:3], *(v for value in row[3:] for v in (value, value))] for row in matrix.rows]
        for row, code in zip(rows[FIRST - 1 :], (*TREE, "T"), strict=True):
            for i, name in enumerate(SCORES_OF):
                points = row[3 + 2 * i]
                row[3 + 2 * i] = row[4 + 2 * i] = points.value if isinstance(points, F) else points
                if code == "1.1":
                    row[3 + 2 * i] = float(maximum(code))
                assert name
        rows[4] = [None, None, None, XA, None, AN, None, HA, None]
        rows[3] = ["TT", "Tiêu chí", "Điểm tối đa", "Điểm của các xã"]
        rows.insert(5, [None, None, None, *["Điểm tự chấm", "Điểm thẩm định"] * 3])
        matrix.rows, matrix.merges = rows, ("D5:E5", "F5:G5", "H5:I5")
        district = audited(matrix.write(tmp_path / "matrix"))
        assert scores(district) == as_sheets(tmp_path)
        assert {c.totals["1.1"].self_score for c in district.communes} == {Decimal(4)}

    def it_takes_no_statistic_for_a_commune(self, tmp_path: Path) -> None:
        matrix = Matrix()
        for letter, heading, function in (
            ("G", "Trung bình", "AVERAGE"),
            ("H", "Cao nhất", "MAX"),
            ("I", "Tổng cộng", "SUM"),
        ):
            matrix.column(letter, {"": heading} | {c: F(f"{function}(D{r}:F{r})", 1.0) for c, r in AT.items()})
        matrix.column("J", {"": "Ghi chú", "1.1": "Đã thống nhất"})
        assert told(matrix, tmp_path) == []
        assert len(audited(tmp_path).communes) == 3

    def it_finds_the_maxima_right_of_the_communes(self, tmp_path: Path) -> None:
        matrix = Matrix()
        matrix.rows = [[*row[:2], *row[3:], *row[2:3]] for row in matrix.rows]
        matrix.rows[3] = ["TT", "Tiêu chí, tiêu chí thành phần", "Điểm thẩm định", None, None, "Điểm tối đa"]
        for row in matrix.rows[FIRST - 1 :]:
            row[2:5] = [value.value if isinstance(value, F) else value for value in row[2:5]]
        district = audited(matrix.write(tmp_path / "matrix"))
        assert scores(district) == as_sheets(tmp_path) and district.communes[0].total.max_points == 32

    def it_says_once_that_nothing_tells_the_maxima(self, tmp_path: Path) -> None:
        matrix = Matrix()
        for row in matrix.rows[3:]:
            row[2:3] = []
        for row in matrix.rows[FIRST - 1 :]:
            row[2:] = [value.value if isinstance(value, F) else value for value in row[2:]]
        assert told(matrix, tmp_path) == [("R02", None, "C5")]

    def it_reads_rank_grade_and_index_below_the_table(self, tmp_path: Path) -> None:
        matrix = Matrix()
        totals = {name: sum(map(Decimal, points.values())) for name, points in SCORES_OF.items()}
        order = sorted(totals.values(), reverse=True)
        matrix.rows += [
            [None, "Chỉ số (%)", None, *(round(float(t * 100 / 32), 2) for t in totals.values())],
            [None, "Xếp hạng", None, *(order.index(t) + 1 for t in totals.values())],
        ]
        assert told(matrix, tmp_path / "right") == []
        matrix.rows[-1][3] = 3
        matrix.rows[-2][4] = 12.5
        assert sorted(told(matrix, tmp_path / "wrong")) == [
            ("A02", AN, f"E{AT['T'] + 1}"),
            ("A03", XA, f"D{AT['T'] + 2}"),
        ]

    def it_passes_over_a_blank_one(self, tmp_path: Path) -> None:
        blank = Matrix(name="Mẫu")
        for row in blank.rows[FIRST - 1 :]:
            row[3:] = [F(value.text, 0) if isinstance(value, F) else None for value in row[3:]]
        District().write(tmp_path)
        blank.write(tmp_path)
        assert above_info(audited(tmp_path).findings) == []

    def it_reads_communes_split_over_two_sheets(self, tmp_path: Path) -> None:
        Matrix(headings={XA: XA, AN: AN}).write(tmp_path / "matrix")
        one, two = Matrix(headings={XA: XA, AN: AN}, name="Từ 1 đến 2"), Matrix(headings={HA: HA, AN: "Xã Thanh Sơn"})
        one.write(tmp_path / "split")
        (tmp_path / "split" / "ma tran.xlsx").rename(tmp_path / "split" / "phan 1.xlsx")
        two.write(tmp_path / "split")
        district = audited(tmp_path / "split")
        assert [c.name.display for c in district.communes] == [HA, "Xã Thanh Sơn", XA, AN]
        assert above_info(district.findings) == []

    def it_says_once_that_the_criteria_go_on_on_another_sheet(self, tmp_path: Path) -> None:
        first, second = Matrix(name="Phần A"), Matrix(name="Phần B")
        for matrix, keeps in ((first, range(1, AT["B"])), (second, [*range(1, FIRST), *range(AT["B"], AT["T"])])):
            matrix.rows = [row for number, row in enumerate(matrix.rows, 1) if number in keeps]
            for row in matrix.rows:
                row[2:] = [v.value if isinstance(v, F) else v for v in row[2:]]
        second.rows.append(["8.3", "Mức độ hài lòng", 1.0, 1.0, 1.0, 1.0])
        pages = {"Thông tin": District().information, "Phần A": first.rows, "Phần B": second.rows}
        write_book(tmp_path / "m.xlsx", pages)
        found = [(f.code, f.commune, f.place.sheet) for f in above_info(audited(tmp_path).findings) if f.code == "R10"]
        assert found == [("R10", None, "Phần B")]


class DescribeWhatIsNoMatrix:
    @pytest.mark.parametrize(
        "heads",
        [
            ("Tổ thẩm định 1", "Tổ thẩm định 2", "Thống nhất"), ("Phòng Nội vụ", "Phòng Tư pháp", "Văn phòng"),
            ("Lần 1", "Lần 2", "Lần 3"), ("Nội vụ", "Tư pháp", "Tài chính"), ("XÃ TỰ CHẤM", "XÃ ĐÁNH GIÁ LẠI", "HUYỆN"),
            ("Năm 2020", "Năm 2021", "Năm 2022"), ("Quý I", "Quý II", "Quý III"), ("Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Ca"),
        ],
    )  # fmt: skip
    def it_takes_no_column_of_an_ordinary_sheet_for_a_commune(self, heads: tuple[str, ...]) -> None:
        for titled in (True, False):
            rows = [list(row) for row in District().sheets[XA]]
            rows[2] = rows[2] if titled else []
            for row, values in zip(rows[4:], [heads, [None] * 3, *([0.5] * 3 for _ in rows[6:])], strict=True):
                row += [None] * (7 - len(row)) + list(values)
            plain = [[v.value if isinstance(v, F) else "" if v is None else v for v in row] for row in rows]
            assert find_matrix(Grid("f", "Thanh Xá", plain)) is None  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        "text", ["Xã Văn Hòa", "TT. Thanh Hà", "P.12", "X. Quý Lộc", "Thị trấn Năm Căn", "PHƯỜNG TỔNG"]
    )
    def it_takes_a_kind_as_proof(self, text: str) -> None:
        assert (named_with_kind(text) is not None) is (text != "PHƯỜNG TỔNG")

    @pytest.mark.parametrize(
        "text", ["Trung bình", "Cao nhất", "Tổ 1", "Lần 2", "Năm 2021", "Ghi chú", "Nội vụ", "3", "Toàn huyện"]
    )
    def but_a_name_alone_must_mean_nothing_else(self, text: str) -> None:
        assert named_alone(text) is None

    def it_asks_whose_a_column_is_that_bears_no_name(self, tmp_path: Path) -> None:
        matrix = Matrix().column("G", {"": "thanh sơn"} | {c: 1 for c in AT if not children(c)})
        assert told(matrix, tmp_path) == [("R02", None, "G5")]


class DescribeSlipsInAMatrix:
    def it_finds_a_wrong_total_in_its_own_column(self, tmp_path: Path) -> None:
        found = told(Matrix().set(f"E{AT['2.1']}", 4.5), tmp_path)
        assert ("A01", AN, f"E{AT['2.1']}") in found and {name for _, name, _ in found} == {AN}

    def it_finds_a_total_of_another_column_as_another_communes(self, tmp_path: Path) -> None:
        right = exact_total(AN, "2.1")
        matrix = Matrix().set(f"D{AT['2.1']}", F(f"E{AT['2.1.1']}+E{AT['2.1.2']}", float(right)))
        findings = above_info(audited(matrix.write(tmp_path)).findings)
        assert [(f.code, f.commune, f.place.cell) for f in findings] == [("F04", XA, f"D{AT['2.1']}")]
        assert AN in findings[0].message

    def it_finds_a_leaf_read_from_the_next_column(self, tmp_path: Path) -> None:
        matrix = Matrix().set(f"D{AT['1.1']}", F(f"E{AT['1.1']}", 4.0))
        assert ("F04", XA, f"D{AT['1.1']}") in told(matrix, tmp_path)

    def it_allows_a_formula_to_name_its_own_sheet(self, tmp_path: Path) -> None:
        matrix = Matrix()
        for column in "DEF":
            for code in ("1", "2", "2.1"):
                old = matrix.rows[AT[code] - 1][ord(column) - 65]
                assert isinstance(old, F)
                named = "+".join(f"'Tổng hợp'!{cell}" for cell in old.text.split("+"))
                matrix.set(f"{column}{AT[code]}", F(named, old.value))
        assert told(matrix, tmp_path) == []

    def it_tells_a_range_that_stops_short(self, tmp_path: Path) -> None:
        points = exact_total(XA, "1") - Decimal(SCORES_OF[XA]["1.2"])
        matrix = Matrix().set(f"D{AT['1']}", F(f"SUM(D{AT['1.1']}:D{AT['1.1']})", float(points)))
        assert told(matrix, tmp_path) == [("F01", XA, f"D{AT['1']}")]

    @pytest.mark.parametrize(
        ("value", "code"), [("2 hoặc 3", "R03"), (F("1/0", "#DIV/0!"), "R06")], ids=["text", "error"]
    )
    def it_tells_once_of_a_maximum_that_is_no_number(self, tmp_path: Path, value: object, code: str) -> None:
        found = told(Matrix().set(f"C{AT['1.2']}", value), tmp_path)
        assert found.count((code, None, f"C{AT['1.2']}")) == 1 and len([f for f in found if f[0] == code]) == 1

    def it_tells_once_of_maxima_that_do_not_add_up(self, tmp_path: Path) -> None:
        assert told(Matrix().set(f"C{AT['1']}", 9.5), tmp_path) == [("S04", None, f"C{AT['1']}")]

    def it_tells_once_of_a_code_typed_twice(self, tmp_path: Path) -> None:
        found = told(Matrix().set(f"A{AT['2.2']}", "2.1"), tmp_path)
        assert [f for f in found if f[0] == "R09"] == [("R09", None, f"A{AT['2.2']}")]

    def it_tells_once_of_a_hidden_row_and_tab(self, tmp_path: Path) -> None:
        found = told(Matrix(), tmp_path, hidden={"Tổng hợp": [str(AT["1.2"]), "C"]})
        assert [(code, cell) for code, _, cell in found] == [("R08", "C1"), ("R08", f"D{AT['1.2']}")]
        assert [f[0] for f in told(Matrix(), tmp_path, hidden={"Tổng hợp": [""]})] == ["R08"]

    def it_tells_of_a_hidden_column_whose_it_is(self, tmp_path: Path) -> None:
        assert told(Matrix(), tmp_path, hidden={"Tổng hợp": ["E"]}) == [("R08", AN, "E1")]

    def it_tells_of_a_commune_with_two_columns(self, tmp_path: Path) -> None:
        matrix = Matrix(headings={XA: XA, AN: AN, HA: "Xã Thanh An"})
        assert told(matrix, tmp_path) == [("R10", AN, "F5")]

    def it_tells_of_a_commune_that_the_decision_lacks(self, tmp_path: Path) -> None:
        matrix = Matrix(headings={XA: XA, AN: "Xã Thanh Sơn", HA: HA})
        assert {("R12", "Xã Thanh Sơn", "E5"), ("R11", AN, "B6")} <= set(told(matrix, tmp_path, decided=True))

    def it_tells_of_an_empty_and_an_impossible_score(self, tmp_path: Path) -> None:
        matrix = Matrix().set(f"E{AT['1.1']}", None).set(f"F{AT['2.2']}", 45)
        found = told(matrix, tmp_path)
        assert {("R05", AN, f"E{AT['1.1']}"), ("V01", HA, f"F{AT['2.2']}")} <= set(found)

    def it_judges_a_typed_total_by_the_other_columns(self, tmp_path: Path) -> None:
        matrix = Matrix().set(f"D{AT['1']}", float(exact_total(XA, "1")))
        assert told(matrix, tmp_path) == [("F03", XA, f"D{AT['1']}")]


def exact_total(commune: str, code: str) -> Decimal:
    """What the leaves below a node add up to."""
    below = children(code)
    if not below:
        return Decimal(SCORES_OF[commune][code])
    return sum((exact_total(commune, c) for c in below), Decimal(0))


class DescribeAMatrixBesideTheCommunesOwnSheets:
    """Most workbooks of single sheets have one, too: a summary of them."""

    def _with_matrix(self, folder: Path, wrong: float | None = None) -> AuditedDistrict:
        district = District()
        points = {name: exact(scores) for name, scores in district.scores.items()}
        rows: list[list[object]] = [["TỔNG HỢP ĐIỂM THẨM ĐỊNH NĂM 2022"], ["TT", "Tiêu chí", "Điểm tối đa", *points]]
        for code in (*TREE, "T"):
            name = "TỔNG ĐIỂM" if code == "T" else TREE[code][1]
            figures = [F(f"'{short(c)}'!E{ROW[code]}", float(p[code])) for c, p in points.items()]
            rows.append([None if code == "T" else code, name, float(maximum(code)), *figures])
        if wrong is not None:
            rows[5][4] = wrong
        district.sheets["Tổng hợp"] = rows
        return audited(district.write(folder))

    def it_is_compared_and_is_no_second_score_sheet(self, tmp_path: Path) -> None:
        district = self._with_matrix(tmp_path)
        assert not above_info(district.findings) and len(district.communes) == 3

    def it_is_told_where_it_departs(self, tmp_path: Path) -> None:
        (finding,) = above_info(self._with_matrix(tmp_path, wrong=4.75).findings)
        told = (finding.code, finding.commune, finding.criterion, finding.place.sheet, finding.place.cell)
        assert told == ("A05", "Xã Thanh An", "1.2", "Tổng hợp", "E6")
        assert (finding.expected, finding.actual) == ("5", "4.75")
