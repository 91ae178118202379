"""Records how a sheet was understood, in the words that an officer reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from ...model import codes
from ...model.decision import CommuneTable, Quantity
from ...model.names import composed
from ...model.score_sheet import SchemeSheet, ScoreRow, ScoreSheet
from ...model.understanding import ColumnRead, Role, SheetUnderstanding
from ..grid import Grid, a1, column_letters
from ..pins.pins import FigureKey, SheetPins
from ..score_sheets.matrix_header import Matrix
from ..score_sheets.score_commune import Owner
from ..tables.commune_table import TableColumns
from ..tables.header import SEARCHED_COLUMNS, Header, column_texts
from ..wordings.headings import Column

_LONGEST_HEADING = 80
_NONE: Mapping[Column, tuple[int, ...]] = MappingProxyType({})
_EXCEL_CELL = re.compile(r"^[A-Z]+(\d+)$")


def column_name(grid: Grid, column: int) -> str:
    """How an officer finds a column: "E"; of a document's table "C5"."""
    return column_letters(column) if grid.address(0, 0) == a1(0, 0) else f"C{column + 1}"


def row_name(cell: str) -> str:
    """The row of a cell: "41" of "E41", "T1R5" of "T1R5C3"."""
    found = _EXCEL_CELL.match(cell)
    return found[1] if found else cell.rpartition("C")[0]


def _span(first: str, last: str) -> str:
    return first if first == last else f"{first}-{last}"


def plain(grid: Grid, role: Role, pins: SheetPins, *, why: str = "", holds: str = "") -> SheetUnderstanding:
    """A sheet of which no more is to be told."""
    return SheetUnderstanding(
        file=grid.file,
        sheet=grid.name,
        role=role,
        why=why,
        holds=holds,
        is_hidden=grid.is_hidden,
        pins=tuple(p.shown for p in pins.applied(role)),
    )


def _columns(grid: Grid, top: int, bottom: int, meanings: Mapping[int, str]) -> tuple[ColumnRead, ...]:
    """Every column that has a heading or is in use."""
    found = []
    for column in range(min(grid.width, SEARCHED_COLUMNS)):
        heading = " / ".join(reversed(column_texts(grid, max(top, 0), bottom, column)))[:_LONGEST_HEADING]
        if heading or column in meanings:
            found.append(ColumnRead(column_name(grid, column), meanings.get(column, ""), composed(heading)))
    return tuple(found)


def _meanings(columns: Mapping[Column, int]) -> dict[int, str]:
    return {place: column.value for column, place in columns.items()}


def _header_rows(grid: Grid, top: int, bottom: int) -> str:
    if bottom < top:
        return ""
    rows = [row_name(grid.address(row, 0)) for row in (top, bottom)]
    return _span(rows[0] or rows[1], rows[1])


def _data_rows(cells: Sequence[str]) -> str:
    return _span(row_name(cells[0]), row_name(cells[-1])) if cells else ""


def partial(
    grid: Grid, header: Header | None, pins: SheetPins, why: str, rivals: Mapping[Column, tuple[int, ...]] = _NONE
) -> SheetUnderstanding:
    """A sheet that was not understood, with what was told of its columns, those in doubt with a question mark."""
    told = plain(grid, Role.UNKNOWN, pins, why=why)
    if header is None:
        return told
    doubtful = {place: f"{column.value} ?" for column, places in rivals.items() for place in places}
    return _with_header(told, grid, header, _meanings(header.columns) | doubtful)


def _with_header(
    told: SheetUnderstanding, grid: Grid, header: Header, meanings: Mapping[int, str]
) -> SheetUnderstanding:
    return replace(
        told,
        header=_header_rows(grid, header.top, header.bottom),
        columns=_columns(grid, header.top, header.bottom, meanings),
    )


def scores(grid: Grid, header: Header, sheet: ScoreSheet, owner: Owner, pins: SheetPins) -> SheetUnderstanding:
    """One commune's scores."""
    return replace(
        _with_header(plain(grid, Role.SCORES, pins), grid, header, _meanings(header.columns)),
        data=_data_rows([row.cell for row in sheet.rows]),
        holds=_codes(sheet.rows),
        commune=sheet.commune.display,
        commune_from=owner.source,
        year=sheet.year,
        authority=sheet.authority or "",
    )


def matrix(grid: Grid, found: Matrix, sheets: Sequence[ScoreSheet], pins: SheetPins) -> SheetUnderstanding:
    """The scores of many communes beside each other."""
    meanings = _meanings(found.header.columns)
    for one in found.communes:
        meanings |= {place: f"{column.value}, {one.commune.display}" for column, place in one.columns.items()}
    return replace(
        _with_header(plain(grid, Role.MATRIX, pins), grid, found.header, meanings),
        data=_data_rows([row.cell for row in sheets[0].rows]),
        holds=f"{len(sheets)} đơn vị, {_codes(sheets[0].rows)}",
        year=sheets[0].year,
        authority=sheets[0].authority or "",
    )


def scheme(grid: Grid, sheet: SchemeSheet, pins: SheetPins) -> SheetUnderstanding:
    """The scheme."""
    return replace(
        plain(grid, Role.SCHEME, pins, holds=_codes(sheet.rows)),
        data=_data_rows([row.cell for row in sheet.rows]),
        year=sheet.year,
        authority=sheet.authority or "",
    )


def table(grid: Grid, columns: TableColumns, found: CommuneTable, pins: SheetPins) -> SheetUnderstanding:
    """A decision's table, or a summary."""
    role = Role.DECISION if found.official else Role.SUMMARY
    meanings = {columns.commune: Column.COMMUNE.value}
    meanings |= {place: figure_name(key) for key, place in columns.figures.items()}
    meanings |= {
        place: column.value
        for column, place in ((Column.RANK, columns.rank), (Column.GRADE, columns.grade))
        if place is not None
    }
    bottom = columns.data - 1
    return replace(
        plain(grid, role, pins, holds=f"{len(found.rows)} đơn vị"),
        header=_header_rows(grid, columns.top, bottom),
        columns=_columns(grid, columns.top, bottom, meanings),
        data=_data_rows([row.cell for row in found.rows]),
        year=found.year,
        authority=found.authority or "",
    )


def _codes(rows: Iterable[ScoreRow]) -> str:
    return f"{sum(1 for row in rows if codes.is_numbered(row.code))} mã tiêu chí"


def figure_name(key: FigureKey) -> str:
    """ "Điểm tiêu chí 5", "Chỉ số phần A", "Tổng điểm", "Xếp hạng": what a pin for the column would say."""
    if isinstance(key, Column):
        return key.value
    code, quantity = key
    start = "Chỉ số" if quantity is Quantity.INDEX else "Điểm"
    if code == codes.TOTAL:
        return "Chỉ số tổng" if quantity is Quantity.INDEX else "Tổng điểm"
    if code.startswith("name:"):
        return f"{start} của tiêu chí nêu tên"
    return f"{start} {'phần' if codes.is_part(code) else 'tiêu chí'} {code}"
