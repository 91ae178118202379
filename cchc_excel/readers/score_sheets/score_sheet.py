"""Reads a scoring sheet: one commune's table of criteria."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from ...model.figures import Figure, Reading
from ...model.names import composed
from ...model.numbers import tidy
from ...model.score_sheet import Label, ScoreRow, ScoreSheet
from ..cells.code_cells import row_code
from ..cells.numerals import figure, text_number
from ..grid import Grid, column_letters
from ..pins.pins import NO_PINS, SheetPins
from ..tables.header import Header, find_header
from ..tables.rivals import Settled, settle
from ..wordings.headings import Column, is_commune_heading
from ..wordings.titles import authority_in, lines_above, year_in
from .row_plan import RowPlan, row_plan
from .score_commune import Owner
from .table_rows import PlannedRow

_POINTS = (Column.MAX, Column.SELF, Column.SCORE, Column.INDEX)
_FEW_ROWS = 3
GRADE = re.compile(r"^(?:kết quả\s+)?xếp loại\s*(?::\s*(.*))?$", re.IGNORECASE)
RANK = re.compile(r"^(?:xếp hạng|xếp thứ|thứ hạng)\s*(?::\s*(.*))?$", re.IGNORECASE)


def _enough(columns: dict[Column, int]) -> bool:
    return Column.MAX in columns and Column.SCORE in columns and (Column.NAME in columns or Column.CODE in columns)


def _partly(columns: dict[Column, int]) -> bool:
    told = {Column.MAX, Column.SCORE, Column.SELF} & set(columns)
    return bool(told) and Column.NAME in columns and Column.CODE in columns


def partial_header(grid: Grid, pins: SheetPins = NO_PINS) -> Header | None:
    """A header with some columns of a scoring table, though not enough to read it."""
    header = find_header(grid, "score", _partly, pins)
    return settle(grid, header).header if header is not None else None


def score_header(grid: Grid, pins: SheetPins = NO_PINS) -> Settled | None:
    """The header of a scoring table with its appraised scores; None when the sheet has none.

    Of two columns for one thing that nothing tells apart the header has neither, and they are told beside it.
    """
    header = find_header(grid, "score", _enough, pins)
    if header is None or _lists_communes(grid, header):
        return None
    settled = settle(grid, header)
    told = settled.header.columns | dict.fromkeys(settled.rivals, 0)
    return settled if _enough(told) else None


def _lists_communes(grid: Grid, header: Header) -> bool:
    """Whether the rows are communes rather than criteria."""
    rows = range(header.top, header.bottom + 1)
    if not any(is_commune_heading(grid.text(r, c)) for r in rows for c in range(len(grid.rows[r]))):
        return False
    column = header.columns.get(Column.CODE, header.columns.get(Column.NAME, 0))
    return not any("." in (row_code(grid.value(r, column), set()) or "") for r in range(header.data, len(grid.rows)))


def read_score_sheet(grid: Grid, header: Header, owner: Owner) -> ScoreSheet | None:
    """The sheet as a model; None when it has too few coded rows."""
    plan = row_plan(grid, header, points_in(header))
    if plan.numbered < _FEW_ROWS:
        return None
    above = [text for _, text in lines_above(grid, header.top)]
    rank, grade = _standing(grid)
    table = FilledRows(grid, plan, header)
    return ScoreSheet(
        file=grid.file,
        sheet=grid.name,
        commune=owner.commune,
        commune_cell=owner.cell,
        year=year_in([*above, grid.name]),
        authority=authority_in(above),
        rows=table.rows(header.columns),
        loose=table.loose(header.columns),
        uncounted=table.uncounted(header.columns.get(Column.NAME, header.columns.get(Column.CODE, 0))),
        hidden_columns=tuple(
            column_letters(header.columns[c])
            for c in (Column.MAX, Column.SCORE)
            if header.columns.get(c) in grid.hidden_columns
        ),
        is_hidden=grid.is_hidden,
        rank=rank,
        grade=grade,
    )


class FilledRows:
    """Fills the rows of a plan from one set of columns of points; the maxima, which several sets share, only once."""

    def __init__(self, grid: Grid, plan: RowPlan, header: Header) -> None:
        self._grid = grid
        self._plan = plan
        self._reason = header.columns.get(Column.REASON)
        self._max = header.columns.get(Column.MAX)
        self._maxima = {r.number: figure(grid, r.number, self._max) for r in plan.rows} if self._max is not None else {}

    def rows(self, columns: Mapping[Column, int]) -> tuple[ScoreRow, ...]:
        """Every row that carries a code or is a total. `columns` are those of self-score, score and index."""
        return _percent_points(tuple(self._row(row, columns) for row in self._plan.rows))

    def _row(self, row: PlannedRow, columns: Mapping[Column, int]) -> ScoreRow:
        grid, number = self._grid, row.number
        own = {c: figure(grid, number, columns[c]) for c in _POINTS[1:] if c in columns}
        return ScoreRow(
            code=row.code,
            name=row.name,
            cell=grid.address(number, row.where),
            repeats=row.repeats,
            max_points=self._maximum(number, columns),
            self_score=own.get(Column.SELF),
            score=own.get(Column.SCORE),
            index=own.get(Column.INDEX),
            reason=grid.lines(number, self._reason) if self._reason is not None else "",
            is_hidden=number in grid.hidden_rows,
        )

    def _maximum(self, number: int, columns: Mapping[Column, int]) -> Figure | None:
        if self._max is None and Column.MAX in columns:
            return figure(self._grid, number, columns[Column.MAX])
        return self._maxima.get(number)

    def loose(self, columns: Mapping[Column, int]) -> frozenset[str]:
        """Cells with numbers in the columns of points, on rows between the others that were passed over."""
        points = {columns[c] for c in _POINTS[1:] if c in columns} | ({self._max} if self._max is not None else set())
        return frozenset(
            self._grid.address(number, column)
            for number in self._plan.passed
            for column in points
            if isinstance(self._grid.value(number, column), int | float)
        )

    def uncounted(self, name_column: int) -> tuple[Label, ...]:
        """Rows with points that belong to no node, by what they are called."""
        return tuple(
            Label(text=self._grid.text(n, name_column), cell=self._grid.address(n, name_column))
            for n in self._plan.uncounted
        )


def points_in(header: Header) -> list[int]:
    """The columns of points and indices of a header."""
    return [header.columns[c] for c in _POINTS if c in header.columns]


def _percent_points(rows: tuple[ScoreRow, ...]) -> tuple[ScoreRow, ...]:
    """Indices stated as shares of 1 turned into percent points: a column without a figure above 1 is one of shares."""
    stated = [r.index.value for r in rows if r.index is not None and r.index.value is not None]
    if len(stated) < _FEW_ROWS or max(stated) > Decimal("1.001") or max(stated) <= Decimal("0.02"):
        return rows
    return tuple(
        replace(r, index=replace(r.index, value=tidy(r.index.value * 100)))
        if r.index is not None and r.index.value is not None
        else r
        for r in rows
    )


def _standing(grid: Grid) -> tuple[Figure | None, Label | None]:
    """Rank and grade where the sheet states them beside its table: "Xếp loại: Tốt", or the label and then the value."""
    rank: Figure | None = None
    grade: Label | None = None
    for r, values in enumerate(grid.rows):
        for c, value in enumerate(values):
            if not isinstance(value, str) or len(value) > 60 or "x" not in value.casefold() or "p" not in value:
                continue
            text = composed(value)
            if (found := GRADE.match(text)) and grade is None:
                grade = _label(grid, r, c, found[1])
            elif (found := RANK.match(text)) and rank is None:
                rank = _rank(grid, r, c, found[1])
    return rank, grade


def _label(grid: Grid, row: int, column: int, inside: str | None) -> Label | None:
    if inside:
        return Label(text=inside.strip(), cell=grid.address(row, column))
    beside = _beside(grid, row, column)
    return Label(text=grid.text(row, beside), cell=grid.address(row, beside)) if beside is not None else None


def _rank(grid: Grid, row: int, column: int, inside: str | None) -> Figure | None:
    if inside:
        number = text_number(inside)
        return Figure(grid.address(row, column), Reading.NUMBER, number, inside) if number is not None else None
    beside = _beside(grid, row, column)
    stated = figure(grid, row, beside) if beside is not None else None
    return stated if stated is not None and stated.is_stated else None


def _beside(grid: Grid, row: int, column: int) -> int | None:
    """The next cell to the right that holds something."""
    return next((c for c in range(column + 1, len(grid.rows[row])) if grid.value(row, c) != ""), None)
