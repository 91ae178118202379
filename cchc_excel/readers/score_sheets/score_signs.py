"""Tells whether a sheet looks like a scoring table, even where it cannot be read as one."""

from __future__ import annotations

import re

from ...model.names import folded
from ..cells.code_cells import row_code
from ..cells.numerals import figure
from ..grid import Grid
from ..tables.header import SEARCHED_COLUMNS, Header, column_texts, is_numbering
from ..wordings.titles import communes_in, lines_above

_TREE_ROWS = 6
"""So many rows with dotted codes make a score table without any heading that says so."""
_FEW_ROWS = 2
"""So many do under headings of one."""
_CODE_COLUMNS = 3
_SEARCHED_ROWS = 400
_STATISTIC = re.compile(r"trung binh|binh quan|thap nhat|cao nhat|so (?:don vi|xa|phuong)\b")


def coded_rows(grid: Grid) -> int:
    """How many rows carry a sub-criterion's code in one of the first columns."""
    best = 0
    rows = [row for row in range(len(grid.rows)) if not is_numbering(grid, row)]
    first = _first_column(grid)
    for column in range(first, min(grid.width, first + _CODE_COLUMNS)):
        seen: set[str] = set()
        for row in rows:
            code = row_code(grid.value(row, column), seen)
            if code is not None and "." in code:
                seen.add(code)
        best = max(best, len(seen))
    return best


def _is_numeric(grid: Grid) -> bool:
    """Whether figures stand beside the codes."""
    rows = [r for r in range(len(grid.rows)) if any(figure(grid, r, c).is_stated for c in range(2, len(grid.rows[r])))]
    return len(rows) >= _FEW_ROWS


def looks_scored(grid: Grid, *, headed: bool) -> bool:
    """Whether codes with figures beside them make it a scoring table; `headed`: some headings of one are there."""
    return coded_rows(grid) >= (_FEW_ROWS if headed else _TREE_ROWS) and _is_numeric(grid)


def is_coded(grid: Grid) -> bool:
    """Whether there are codes enough to make a table under headings of one a scoring table."""
    return coded_rows(grid) >= _FEW_ROWS


def _first_column(grid: Grid) -> int:
    """The first column that holds more than a stray cell; a table need not begin at the sheet's edge."""
    rows = range(min(len(grid.rows), _SEARCHED_ROWS))
    columns = range(min(grid.width, SEARCHED_COLUMNS))
    return next((c for c in columns if sum(grid.value(r, c) != "" for r in rows) > _FEW_ROWS), 0)


def is_statistics(grid: Grid, header: Header) -> bool:
    """Whether a table of criteria tells of all communes together, their mean, their best and worst, and names none."""
    told = [
        c
        for c in range(min(grid.width, SEARCHED_COLUMNS))
        if any(_STATISTIC.search(folded(t)) for t in column_texts(grid, max(header.top, 0), header.bottom, c)[:1])
    ]
    return len(told) >= _FEW_ROWS and not any(communes_in(text) for _, text in lines_above(grid, header.top))
