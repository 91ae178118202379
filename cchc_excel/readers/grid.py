"""One sheet as a grid of values with what else its cells carry; the only view readers have of a file."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from ..model.names import composed
from ..model.numbers import from_cell, plain

CellValue = str | int | float | bool | datetime.date | datetime.time | datetime.timedelta
Position = tuple[int, int]
"""Row and column, from 0."""
Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column of a merged range, from 0."""
LARGEST_MERGE = 4096
"""Cells of a merged range whose text stands for all of them; a larger one is no heading."""


def a1(row: int, column: int) -> str:
    """ "E41" for (40, 4)."""
    return f"{column_letters(column)}{row + 1}"


@lru_cache(maxsize=1024)
def column_letters(column: int) -> str:
    """ "E" for 4."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@lru_cache(maxsize=16384)
def position(cell: str) -> Position:
    """(40, 4) for "E41". Raises ValueError when it is no cell address."""
    letters = cell.rstrip("0123456789")
    if not letters.isalpha() or not letters.isascii() or len(letters) > 3:
        raise ValueError(cell)
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return int(cell[len(letters) :]) - 1, column - 1


@dataclass
class Grid:
    """A sheet. Rows may differ in length; a cell beyond its row's end is empty."""

    file: str
    name: str
    rows: list[list[CellValue]]
    """Values from A1; "" is an empty cell."""
    formulas: dict[Position, str] = field(default_factory=dict)
    """Formula texts without "=", members of a shared formula with their own cells."""
    uncached: set[Position] = field(default_factory=set)
    """Formulas whose result was never stored."""
    errors: dict[Position, str] = field(default_factory=dict)
    """Excel error values, as "#N/A"."""
    formats: Mapping[Position, str] = field(default_factory=dict)
    """Number formats of cells that have one other than General, as "0.00%"."""
    merges: tuple[Merge, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    is_hidden: bool = False
    """Whether the tab itself is hidden."""

    @property
    def width(self) -> int:
        """Columns of the widest row."""
        return max(map(len, self.rows), default=0)

    @cached_property
    def _merged_into(self) -> dict[Position, Position]:
        return {
            (r, c): (top, left)
            for top, left, bottom, right in self.merges
            if (bottom - top + 1) * (right - left + 1) <= LARGEST_MERGE
            for r in range(top, bottom + 1)
            for c in range(left, right + 1)
        }

    def address(self, row: int, column: int) -> str:
        """How findings name the cell: "E41" for (40, 4)."""
        return a1(row, column)

    def is_percent(self, where: Position) -> bool:
        """Whether the cell is shown with a percent format."""
        return "%" in self.formats.get(where, "")

    def value(self, row: int, column: int) -> CellValue:
        """The cell's own value; "" when empty or outside."""
        if 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row]):
            return self.rows[row][column]
        return ""

    def text(self, row: int, column: int) -> str:
        """The cell's own value as composed text."""
        return value_text(self.value(row, column))

    def lines(self, row: int, column: int) -> str:
        """Like `text`, of a cell that holds sentences: each of its lines on a line of its own."""
        value = self.value(row, column)
        if not isinstance(value, str):
            return value_text(value)
        return "\n".join(line for line in map(composed, value.splitlines()) if line)

    def merged_text(self, row: int, column: int) -> str:
        """Like `text`, a merged cell showing what its range shows."""
        return self.text(*self._merged_into.get((row, column), (row, column)))


def value_text(value: CellValue) -> str:
    """A value as a person would type it: whole numbers without ".0", dates as 17/3/2023."""
    if isinstance(value, str):
        return composed(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        try:
            return plain(from_cell(value)).replace(".", ",")
        except ValueError:
            return str(value)
    if isinstance(value, datetime.date):
        return f"{value.day}/{value.month}/{value.year}"
    return str(value)
