"""Parts a sheet on which tables of communes stand one below the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..grid import Grid
from ..pins.pins import SheetPins
from ..wordings.headings import is_commune_heading
from .commune_table import TableColumns, find_columns

_MOST = 60
"""Tables of one sheet."""


def stacked_tables(grid: Grid, pins: SheetPins) -> Iterator[tuple[Grid, TableColumns]]:
    """Each table of communes with its columns, on a view of the sheet that shows it and what stands above it alone.

    A sheet whose rows are laid down by pins holds one table.
    """
    columns = find_columns(grid, pins)
    if pins.header is not None or pins.first is not None or pins.last is not None:
        if columns is not None:
            yield grid, columns
        return
    for _ in range(_MOST):
        if columns is None:
            return
        end = _next_heading(grid, columns)
        if end is None:
            yield grid, columns
            return
        last = _last_line(grid, columns, end)
        yield _between(grid, 0, last + 1), columns
        grid = _between(grid, last + 1, len(grid.rows))
        columns = find_columns(grid, pins)


def _next_heading(grid: Grid, columns: TableColumns) -> int | None:
    """The row in which the column of communes is headed again, over other headings than before."""
    head = {tuple(grid.text(row, c) for c in range(grid.width)) for row in range(columns.top, columns.data)}
    for row in range(columns.data + 1, len(grid.rows)):
        again = is_commune_heading(grid.text(row, columns.commune))
        if again and tuple(grid.text(row, c) for c in range(grid.width)) not in head:
            return row
    return None


def _last_line(grid: Grid, columns: TableColumns, end: int) -> int:
    """The last row above `end` with a figure under one of the table's headings."""
    places = [*columns.figures.values(), *(c for c in (columns.rank, columns.commune) if c is not None)]
    for row in range(end - 1, columns.data, -1):
        if sum(1 for c in places if grid.text(row, c)) > 1:
            return row
    return columns.data


def _between(grid: Grid, first: int, end: int) -> Grid:
    """The sheet with only these rows shown; each keeps its number."""
    rows = [row if first <= number < end else [] for number, row in enumerate(grid.rows[:end])]
    formulas = {place: text for place, text in grid.formulas.items() if first <= place[0] < end}
    return replace(grid, rows=rows, formulas=formulas)
