"""Finds a table's header block: one to four rows, merged or not, right above the data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from .grid import CellValue, Grid, value_text
from .headings import Column, meaning

MAX_DEPTH = 4
SEARCHED_ROWS = 80
SEARCHED_COLUMNS = 60
LONGEST_HEADING = 110


@dataclass(frozen=True, slots=True)
class Header:
    """Where a header stands and what its columns are."""

    top: int
    bottom: int
    """First and last header row, from 0; a row of column numbers below it is not part of it."""
    columns: dict[Column, int]
    """The first column of each meaning."""
    data: int
    """First row under the header."""


def column_texts(grid: Grid, top: int, bottom: int, column: int) -> list[str]:
    """The header cells over a column, lowest first, a merged cell once."""
    texts: list[str] = []
    for row in range(bottom, top - 1, -1):
        text = grid.merged_text(row, column)
        if text and (not texts or texts[-1] != text):
            texts.append(text)
    return texts


def find_header(grid: Grid, table: str, enough: Callable[[dict[Column, int]], bool]) -> Header | None:
    """The best header of a kind of table: most columns told, then shortest, then highest; None when none is enough."""
    best: tuple[tuple[int, int, int], Header] | None = None
    for top in range(min(len(grid.rows), SEARCHED_ROWS)):
        for bottom in _bottoms(grid, top):
            columns = _columns(grid, table, top, bottom)
            if not enough(columns):
                continue
            key = (-len(columns), bottom - top, top)
            if best is None or key < best[0]:
                best = (key, Header(top, bottom, columns, after_numbering(grid, bottom + 1)))
    return best[1] if best else None


def _bottoms(grid: Grid, top: int) -> Iterator[int]:
    """Rows down to which a header beginning at `top` may reach: none of its rows holds a number.

    A row with one text only is a title, not a header.
    """
    if len({v for v in grid.rows[top] if v != ""}) < 2:
        return
    for row in range(top, min(top + MAX_DEPTH, len(grid.rows))):
        if any(_is_data(v) for v in grid.rows[row]):
            return
        if is_numbering(grid, row):
            return
        if not any(v != "" for v in grid.rows[row]):
            continue
        yield row


def _is_data(value: CellValue) -> bool:
    """Whether a cell can stand in no header: a number, or a text too long for a heading."""
    if isinstance(value, str):
        return len(value) > LONGEST_HEADING
    return isinstance(value, int | float) and not isinstance(value, bool)


def _columns(grid: Grid, table: str, top: int, bottom: int) -> dict[Column, int]:
    columns: dict[Column, int] = {}
    for column in range(min(grid.width, SEARCHED_COLUMNS)):
        found = meaning(column_texts(grid, top, bottom, column), table)
        if found is not None and found is not Column.OTHER:
            columns.setdefault(found, column)
    return columns


def is_numbering(grid: Grid, row: int) -> bool:
    """Whether a row only numbers the columns: (1) (2) (3), or A B 1 2 3, or 5=4/3x100 among such."""
    texts = [value_text(v).strip("() []") for v in grid.rows[row] if v != ""]
    if len(texts) < 3 or any(len(t) > 24 for t in texts):
        return False
    heads = [t.split("=")[0].strip("() ") for t in texts]
    numbers = [int(h) for h in heads if h.isdigit()]
    rest = [h for h in heads if not h.isdigit()]
    rising = all(b == a + 1 for a, b in pairwise(numbers))
    return len(numbers) >= 2 and numbers[0] <= 3 and rising and all(len(h) == 1 and h.isalpha() for h in rest)


def after_numbering(grid: Grid, row: int) -> int:
    """`row`, or the one below a row of column numbers (and blank rows before it)."""
    ahead = row
    while ahead < len(grid.rows) and ahead < row + 2 and not any(v != "" for v in grid.rows[ahead]):
        ahead += 1
    return ahead + 1 if ahead < len(grid.rows) and is_numbering(grid, ahead) else row
