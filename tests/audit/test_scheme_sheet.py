"""A scheme sheet lays the scheme down; who departs from it is told, and told once where most do."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import pytest

from cchc_excel.reading import read_folder
from tests.builders.books import F, write_book
from tests.builders.districts import ROW, TREE, District
from tests.builders.matrices import AT, SCHEME_AT, SCHEME_ROWS, Matrix
from tests.conftest import above_info, audited

XA, AN = "Xã Thanh Xá", "Xã Thanh An"


def scheme(**cells: object) -> list[list[object]]:
    """The scheme sheet with cells changed."""
    rows = deepcopy(SCHEME_ROWS)
    for cell, value in cells.items():
        rows[int(cell[1:]) - 1][ord(cell[0]) - 65] = value
    return rows


def told(
    district: District, folder: Path, *schemes: list[list[object]], hidden: bool = False
) -> list[tuple[str, str | None, str, str]]:
    district.write(folder)
    for number, rows in enumerate(schemes, 1):
        name = f"Bộ tiêu chí {number}"
        write_book(folder / f"bo tieu chi {number}.xlsx", {name: rows}, hidden={name: [""]} if hidden else None)
    return [(f.code, f.commune, f.place.sheet, f.place.cell) for f in above_info(audited(folder).findings)]


def changed(cell: str, value: object, communes: int = 3) -> District:
    """The standard district with a cell changed on several communes' sheets."""
    district = District()
    for name in list(district.sheets)[:communes]:
        district.set(name, cell, value)
    return district


class DescribeASchemeThatAllKeepTo:
    @pytest.mark.parametrize("hidden", [False, True])
    def it_is_no_finding(self, tmp_path: Path, *, hidden: bool) -> None:
        assert told(District(), tmp_path, scheme(), hidden=hidden) == []
        assert len(read_folder(tmp_path).groups[0].schemes) == 1

    def it_may_leave_out_headings_and_what_is_further_down(self, tmp_path: Path) -> None:
        rows = [row for row in scheme() if row[0] not in ("A", "B", "2.1.1", "2.1.2")]
        assert told(District(), tmp_path, rows) == []
        assert [n.code for n in audited(tmp_path).communes[0].nodes if n.parent == "T"] == ["A", "B"]

    def it_may_have_a_heading_that_no_sheet_has(self, tmp_path: Path) -> None:
        rows = scheme()
        rows.insert(SCHEME_AT["8.1"] - 1, ["8", "Tác động", 12])
        assert told(District(), tmp_path, rows) == []

    def it_may_come_twice(self, tmp_path: Path) -> None:
        rows = [row for row in scheme() if row[0] not in ("2.1.1", "2.1.2")]
        assert told(District(), tmp_path, scheme(), rows) == []

    def it_gives_the_maxima_that_a_matrix_lacks(self, tmp_path: Path) -> None:
        matrix = Matrix(scheme=scheme())
        matrix.column("G", {"": "Cao nhất"} | dict.fromkeys(AT, 1))
        for row in matrix.rows[3:]:
            row[2:3] = []
        for row in matrix.rows:
            row[2:] = [v.value if isinstance(v, F) else v for v in row[2:]]
        district = audited(matrix.write(tmp_path))
        assert above_info(district.findings) == []
        assert {n.code: n.max_points for n in district.communes[0].nodes}["2.1"] == 5


class DescribeADepartureFromTheScheme:
    def it_is_the_communes_even_against_the_majority(self, tmp_path: Path) -> None:
        district = District(scores={XA: District().scores[XA]})
        found = told(district.set(XA, f"C{ROW['1.1']}", 3.75), tmp_path, scheme())
        assert found == [("S03", XA, "Thanh Xá", f"C{ROW['1.1']}")]

    def it_tells_a_missing_and_an_unknown_code_where_they_are(self, tmp_path: Path) -> None:
        found = told(District().set(XA, f"A{ROW['8.2']}", "8.9"), tmp_path, scheme())
        assert found == [("S02", XA, "Thanh Xá", f"A{ROW['8.2']}")]


class DescribeASchemeAgainstMostSheets:
    def it_tells_another_maximum_once_with_the_count(self, tmp_path: Path) -> None:
        found = told(District(), tmp_path, scheme(**{f"C{SCHEME_AT['1.1']}": 5}))
        assert found == [("S03", None, "Bộ tiêu chí 1", f"C{SCHEME_AT['1.1']}")]
        (finding,) = [f for f in audited(tmp_path).findings if f.code == "S03"]
        assert "3/3" in finding.message and (finding.expected, finding.actual) == ("4", "5")
        assert audited(tmp_path).communes[0].totals["1.1"].max_points == 4, "4 and 5 make 9, 5 and 5 do not"

    def it_tells_a_code_that_no_sheet_has_once(self, tmp_path: Path) -> None:
        rows = scheme()
        rows.insert(SCHEME_AT["2"] - 1, ["1.3", "Tuyên truyền", 1])
        assert told(District(), tmp_path, rows) == [("S01", None, "Bộ tiêu chí 1", f"A{SCHEME_AT['2']}")]

    def it_tells_a_code_that_only_the_sheets_have_once(self, tmp_path: Path) -> None:
        rows = [row for row in scheme() if row[0] != "2.2"]
        found = told(District(), tmp_path, rows)
        assert ("S02", None, "Thanh Xá", f"A{ROW['2.2']}") in found or (
            "S02",
            XA,
            "Thanh Xá",
            f"A{ROW['2.2']}",
        ) in found
        assert len([f for f in found if f[0] == "S02"]) == 1

    def it_finds_what_does_not_add_up_in_the_scheme_itself(self, tmp_path: Path) -> None:
        found = told(changed(f"C{ROW['1']}", 8.5), tmp_path, scheme(**{f"C{SCHEME_AT['1']}": 8.5}))
        assert [f for f in found if f[0][0] == "S"] == [("S04", None, "Bộ tiêu chí 1", f"C{SCHEME_AT['1']}")]


class DescribeTwoSchemes:
    def it_asks_which_one_holds(self, tmp_path: Path) -> None:
        found = told(District(), tmp_path, scheme(), scheme(**{f"C{SCHEME_AT['1.1']}": 5}))
        assert found == [("S03", None, "Bộ tiêu chí 2", f"C{SCHEME_AT['1.1']}")]

    def it_asks_when_one_has_a_code_more(self, tmp_path: Path) -> None:
        rows = scheme()
        rows.insert(SCHEME_AT["2"] - 1, ["1.3", "Tuyên truyền", 1])
        assert told(District(), tmp_path, scheme(), rows) == [("S03", None, "Bộ tiêu chí 2", f"A{SCHEME_AT['2']}")]


class DescribeBlankForms:
    @pytest.mark.parametrize("title", ["XÃ ............", "Đơn vị: UBND xã ………………", "XÃ ABC", "BẢNG ĐIỂM CỦA XÃ"])
    @pytest.mark.parametrize("hidden", [False, True])
    def it_passes_over_a_form_of_nobody(self, tmp_path: Path, title: str, *, hidden: bool) -> None:
        district = District()
        form = deepcopy(district.sheets[XA])
        form[2] = [title]
        for row in form[6:]:
            row[3:] = [None, F(row[4].text, 0) if isinstance(row[4], F) else None, F("1/0", "#DIV/0!"), None]
        district.write(tmp_path)
        write_book(tmp_path / "mau.xlsx", {"Mẫu": form}, hidden={"Mẫu": [""]} if hidden else None)
        assert above_info(audited(tmp_path).findings) == []
        assert len(audited(tmp_path).communes) == 3

    def but_a_named_commune_without_scores_is_told(self, tmp_path: Path) -> None:
        district = District()
        for code in TREE:
            district.set(XA, f"E{ROW[code]}", None)
        assert ("R05", XA) in {(f.code, f.commune) for f in audited(district.write(tmp_path)).findings}


class DescribeWhatIsNoScheme:
    def it_is_no_sheet_whose_scores_have_another_heading(self, tmp_path: Path) -> None:
        rows = [*deepcopy(SCHEME_ROWS)]
        rows[2] = [*rows[2], "Kết quả XYZ"]
        rows[3:] = [[*row, 1.5] for row in rows[3:]]
        assert ("R02", "Bộ tiêu chí 1") in {(code, sheet) for code, _, sheet, _ in told(District(), tmp_path, rows)}

    def it_is_no_sheet_that_names_one_commune(self, tmp_path: Path) -> None:
        found = told(District(), tmp_path, [["BẢNG ĐIỂM CỦA UBND XÃ THANH SƠN NĂM 2022"], *scheme()[1:]])
        assert ("R02", "Bộ tiêu chí 1") in {(code, sheet) for code, _, sheet, _ in found}
