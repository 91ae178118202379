"""Codes typed as numbers, turned into dates, written with stray marks, or missing: read, or told, never guessed."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_excel.model import codes
from cchc_excel.readers.cells.code_cells import leading_code, text_code
from cchc_excel.readers.grid import CellValue, Grid
from cchc_excel.readers.score_sheets.code_column import read_codes
from tests.builders.books import F
from tests.builders.districts import ROW, TREE, District
from tests.builders.matrices import AT, Matrix
from tests.conftest import above_info, audited

XA = "Xã Thanh Xá"
TEN = [f"1.{n}" for n in range(1, 13)]


def read(values: Sequence[CellValue], formats: dict[int, str] | None = None) -> list[str | None]:
    """The codes of a column, None where none is told."""
    grid = Grid("f", "s", [[v] for v in values], formats={(r, 0): f for r, f in (formats or {}).items()})
    found = read_codes(grid, 0, 0).codes
    return [found.get(row) for row in range(len(values))]


def day(day: int, month: int, year: int = 2023) -> datetime.date:
    return datetime.date(year, month, day)


@st.composite
def columns(draw: st.DrawFn) -> list[str]:
    """The codes of a scheme: criteria from 1 on, below each some, below some of them some more."""
    found: list[str] = []
    for top in range(1, draw(st.integers(1, 4)) + 1):
        found.append(str(top))
        for sub in range(1, draw(st.integers(1, 13)) + 1):
            found.append(f"{top}.{sub}")
            found += [f"{top}.{sub}.{last}" for last in range(1, draw(st.sampled_from([0, 0, 2, 3, 11])) + 1)]
    return found


class DescribeCodesTypedAsNumbers:
    def it_reads_1_1_after_1_9_as_1_10(self) -> None:
        assert read([1, *(float(c) for c in TEN), 2]) == ["1", *TEN, "2"]

    def it_reads_it_so_after_a_parent_1_1_with_children(self) -> None:
        values: list[CellValue] = [1, 1.1, "1.1.1", "1.1.2", *(float(f"1.{n}") for n in range(2, 10)), 1.1, 1.11]
        assert read(values) == ["1", "1.1", "1.1.1", "1.1.2", *TEN[1:11]]

    def it_reads_1_2_after_1_19_as_1_20(self) -> None:
        assert read([float(f"1.{n}") for n in range(10, 22)], {0: "0.00"})[-2:] == ["1.20", "1.21"]

    def it_reads_it_so_before_1_11_where_1_9_is_missing(self) -> None:
        assert read([1.7, 1.8, 1.1, 1.11]) == ["1.7", "1.8", "1.10", "1.11"]

    def it_believes_a_format_that_shows_the_zero(self) -> None:
        assert read([1, 1.1, 1.2, 1.8, 1.1, 2], {4: "0.00"}) == ["1", "1.1", "1.2", "1.8", "1.10", "2"]

    def but_not_one_that_shows_every_code_so(self) -> None:
        values: list[CellValue] = [1, *(float(c) for c in TEN)]
        assert read(values, dict.fromkeys(range(len(values)), "0.00")) == ["1", *TEN]

    def but_a_number_typed_twice_stays_twice(self) -> None:
        assert read([1, 1.1, 1.1, 1.3, 2]) == ["1", "1.1", "1.1", "1.3", "2"]
        assert read([1, 1.1, 1.2, 1.1, 2]) == ["1", "1.1", "1.2", "1.1", "2"]

    def it_passes_over_the_noise_of_a_formula(self) -> None:
        assert read([1, 1.1, 1.1 + 0.1, 1.1 + 0.1 + 0.1]) == ["1", "1.1", "1.2", "1.3"]

    @given(columns())
    def it_reads_any_column_of_numbers_back(self, wanted: list[str]) -> None:
        assert read([float(c) if c.count(".") < 2 else c for c in wanted]) == wanted


class DescribeCodesTurnedIntoDates:
    @pytest.mark.parametrize("day_first", [True, False])
    def it_tells_by_their_neighbours_which_is_which(self, *, day_first: bool) -> None:
        def typed(code: str) -> CellValue:
            one, two = map(int, code.split("."))
            return day(one, two) if day_first else day(two, one)

        wanted = ["1", "1.1", "1.2", "1.3", "2", "2.1", "2.2", "3", "3.1"]
        assert read([typed(c) if "." in c else int(c) for c in wanted]) == wanted

    def it_reads_three_levels_in_every_order(self) -> None:
        wanted = ["1", "1.1", "1.1.1", "1.1.2", "1.1.3", "1.2"]
        assert read(["1", "1.1", day(1, 1, 2001), day(1, 1, 2002), day(1, 1, 2003), day(1, 2)]) == wanted
        assert read(["1", "1.1", day(1, 1, 2001), day(2, 1, 2001), day(3, 1, 2001), day(2, 1)]) == wanted

    def it_reads_a_month_and_a_year(self) -> None:
        assert read(["1.11", "1.12", day(1, 1, 2013), "1.14"])[2] == "1.13"

    def it_reads_a_date_whose_format_was_taken_away(self) -> None:
        serial = (day(2, 1, 2023) - datetime.date(1899, 12, 30)).days
        assert read(["1", "1.1", serial, "1.3"]) == ["1", "1.1", "1.2", "1.3"]

    def but_it_takes_no_date_that_nothing_bears_out(self) -> None:
        grid = Grid("f", "s", [["1"], ["1.1"], [day(17, 9)], ["1.3"]])
        found = read_codes(grid, 0, 0)
        assert 2 not in found.codes and found.unclear == {2: "17/9/2023"}

    def it_says_which_cell_it_cannot_tell(self, tmp_path: Path) -> None:
        district = District()
        for rows in district.sheets.values():
            for row in rows[6:]:
                row[4:6] = [v.value if isinstance(v, F) else v for v in row[4:6]]
        district.set(XA, f"A{ROW['1.2']}", "1.?")
        (finding,) = above_info(audited(district.write(tmp_path)).findings)
        assert (finding.code, finding.place.cell, finding.expected) == ("S02", f"A{ROW['1.2']}", "1.2")


class DescribeStrayMarks:
    @pytest.mark.parametrize(
        "text",
        ["1.1", "1.1.", "1,1", "1-1", "1–1", "1.1 ", "'1.1", "\u00a01.1", "1.1)", "1 . 1", "１．１", "1/1", "TC 1.1", "Tiêu chí thành phần 1.1"],
    )  # fmt: skip
    def it_passes_them_over(self, text: str) -> None:
        assert text_code(text) == ("", "1.1")

    @pytest.mark.parametrize(
        ("text", "told"),
        [("I.1", ("A", "1")), ("A.1.2", ("A", "1.2")), ("II.8.1", ("B", "8.1")), ("B - 2", ("B", "2"))],
    )
    def it_reads_the_part_before_a_code(self, text: str, told: tuple[str, str]) -> None:
        assert text_code(text) == told

    def it_leaves_the_part_out_where_codes_go_on(self) -> None:
        assert read(["I", "I.1", "I.1.1", "I.2", "II", "II.3", "II.3.1"]) == ["A", "1", "1.1", "2", "B", "3", "3.1"]

    def but_keeps_it_where_each_part_begins_anew(self) -> None:
        assert read(["A", "A.1", "A.2", "B", "B.1", "B.2"]) == ["A", "1", "2", "B", "B.1", "B.2"]
        assert read(["I", 1, 1.1, 1.2, "II", 1, 1.1, 1.2]) == ["A", "1", "1.1", "1.2", "B", "B.1", "B.1.1", "B.1.2"]
        assert (codes.dotted_parent("B.1"), codes.depth("B.1"), codes.depth("B.1.2"), codes.is_numbered("B.1")) == (
            "B",
            1,
            2,
            True,
        )

    def it_finds_a_code_in_the_name_but_no_quantity(self) -> None:
        assert leading_code("1.1: Kế hoạch") == ("1.1", "Kế hoạch")
        assert leading_code("Tiêu chí 3. Thủ tục") == ("3", "Thủ tục")
        assert leading_code("5 thủ tục trực tuyến", marked=True) is None


class DescribeItemsWithoutACode:
    def _spelled(self, marks: tuple[str, str], *, in_name: bool) -> Matrix:
        matrix = Matrix()
        for code, mark in zip(("2.1.1", "2.1.2"), marks, strict=True):
            row = matrix.rows[AT[code] - 1]
            row[0] = None if in_name else mark
            row[1] = f"{mark} {row[1]}" if in_name else row[1]
        return matrix

    @pytest.mark.parametrize(
        ("marks", "told"),
        [(("a)", "b)"), ("2.1.a", "2.1.b")), (("-", "-"), ("2.1.1", "2.1.2")), (("+", "+"), ("2.1.1", "2.1.2"))],
    )
    @pytest.mark.parametrize("in_name", [False, True])
    def it_takes_items_that_make_up_a_maximum_for_leaves(
        self, tmp_path: Path, marks: tuple[str, str], told: tuple[str, str], *, in_name: bool
    ) -> None:
        district = audited(self._spelled(marks, in_name=in_name).write(tmp_path))
        assert above_info(district.findings) == []
        assert {code for n in district.communes[0].nodes if n.parent == "2.1" for code in [n.code]} == set(told)

    def it_passes_over_items_that_only_tell_the_ways_to_score(self, tmp_path: Path) -> None:
        matrix = Matrix()
        matrix.rows.insert(AT["8.1"], [None, "- Từ 90% trở lên: 2 điểm", 2, 2, None, None])
        matrix.rows.insert(AT["8.1"] + 1, [None, "- Dưới 90%: 1 điểm", 1, None, 2, 1])
        for row in matrix.rows:
            row[2:] = [v.value if isinstance(v, F) else v for v in row[2:]]
        for column in (3, 4, 5):
            item = matrix.rows[AT["8.1"]][column] or matrix.rows[AT["8.1"] + 1][column]
            matrix.rows[AT["8.1"]][column] = matrix.rows[AT["8.1"] - 1][column] if item else None
            matrix.rows[AT["8.1"] + 1][column] = None
        assert above_info(audited(matrix.write(tmp_path)).findings) == []

    def it_takes_no_way_to_score_nothing_for_a_leaf(self, tmp_path: Path) -> None:
        matrix = Matrix()
        below = [[None, "- Đạt: 2 điểm", 2, 2, 2, 2], [None, "- Không đạt: 0 điểm", 0, None, None, None]]
        matrix.rows[AT["8.1"] : AT["8.1"]] = below
        for row in matrix.rows:
            row[2:] = [v.value if isinstance(v, F) else v for v in row[2:]]
        matrix.rows[AT["8.1"]][3:] = matrix.rows[AT["8.1"] - 1][3:]
        district = audited(matrix.write(tmp_path))
        assert above_info(district.findings) == [] and district.communes[0].totals["8.1"].is_leaf

    def but_it_says_that_points_are_not_counted(self, tmp_path: Path) -> None:
        matrix = Matrix()
        matrix.rows.insert(AT["8.2"], [None, "Điểm thưởng sáng kiến", 3, 1, 1, 0.5])
        for row in matrix.rows:
            row[2:] = [v.value if isinstance(v, F) else v for v in row[2:]]
        found = [(f.code, f.commune, f.place.cell) for f in above_info(audited(matrix.write(tmp_path)).findings)]
        assert found == [("R02", None, f"B{AT['8.2'] + 1}")]


class DescribeWholeSheets:
    @pytest.mark.parametrize("way", ["numbers", "dates", "marks", "formulas"])
    def it_gives_the_same_points_however_the_codes_are_typed(self, tmp_path: Path, way: str) -> None:
        def typed(code: str, row: int) -> object:
            pieces = code.split(".")
            if way == "numbers" and len(pieces) < 3 and code not in "AB":
                return float(code)
            if way == "dates" and len(pieces) == 2:
                return datetime.date(2023, int(pieces[1]), int(pieces[0]))
            if way == "marks":
                return f" {code.replace('.', ',')}. "
            if way == "formulas" and code == "1.2":
                return F(f"A{row - 1}+0.1", 1.1 + 0.1)
            return code if code in "AB" or len(pieces) > 1 else int(code)

        matrix = Matrix()
        for code in TREE:
            matrix.set(f"A{AT[code]}", typed(code, AT[code]))
        district = audited(matrix.write(tmp_path))
        assert above_info(district.findings) == []
        assert [n.code for n in district.communes[0].nodes][1:] == list(TREE)
        assert district.communes[0].total.score == Decimal("27.641")
