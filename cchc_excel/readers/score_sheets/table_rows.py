"""The rows under the header of a table of criteria, as cells: what stands where a name, a maximum, a score belongs."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from ...model.names import folded
from ..cells.numerals import figure
from ..grid import Grid
from ..tables.header import Header
from ..wordings.headings import Column

_BESIDE_THE_TABLE = re.compile(
    r"^(?:diem |chi so |ty le |ti le )?(?:xep |trung binh|binh quan|cao nhat|thap nhat|chi so|ty le|ti le|tong|cong(?:$| (?:diem|phan|muc|lai|don|so|[ab])\b)|diem tru|bi tru|con thieu"
    r"|diem chua dat|so voi|tang|giam|nam truoc|ghi chu)"
)
"""How lines under a table begin that state something about its totals."""


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A row of the tree and where it stands."""

    number: int
    """From 0."""
    code: str
    name: str
    where: int
    """The column of its code, or of the name that bears it."""
    repeats: bool = False


class TableRows:
    """A table's cells by the number of a row, from 0; `points` are the columns that hold points or indices."""

    def __init__(self, grid: Grid, header: Header, points: Collection[int]) -> None:
        self.grid = grid
        self.start = header.data
        self.code = header.columns.get(Column.CODE)
        """The column of codes; None where the names bear them."""
        name = header.columns.get(Column.NAME, self.code)
        assert name is not None
        self.name = name
        self.max = header.columns.get(Column.MAX)
        self.points = tuple(points)
        self.scores = tuple(c for c in points if c != self.max)

    def named(self, number: int) -> str:
        """What stands in the column of names."""
        return self.grid.text(number, self.name)

    def typed(self, number: int) -> str:
        """What stands in the column of codes; "" where there is none."""
        return self.grid.text(number, self.code) if self.code is not None else ""

    def value(self, number: int, column: int | None) -> Decimal | None:
        """The number that a cell states, if any."""
        return figure(self.grid, number, column).value if column is not None else None

    def is_number(self, number: int, column: int) -> bool:
        """Whether a cell holds a number, not text that reads as one."""
        value = self.grid.value(number, column)
        return isinstance(value, int | float) and not isinstance(value, bool)

    def is_filled(self, number: int) -> bool:
        """Whether anything stands in the columns of points."""
        return any(
            self.grid.text(number, c) != "" or (number, c) in self.grid.uncached or (number, c) in self.grid.errors
            for c in self.points
        )

    def is_totalled(self, number: int) -> bool:
        """Whether a figure or a formula stands in the columns of points."""
        figures = (figure(self.grid, number, c) for c in self.points)
        return any(f.is_stated or f.formula is not None for f in figures)

    def counts(self, number: int) -> bool:
        """Whether a row has a maximum and a score."""
        return (self.max is None or self.is_number(number, self.max)) and self.has_score(number)

    def has_score(self, number: int) -> bool:
        """Whether a row states a score."""
        return any(figure(self.grid, number, c).is_stated for c in self.scores)

    def is_named(self, number: int) -> bool:
        """Whether a row's name is one of a criterion or an item, not the beginning of a line about the totals."""
        name = self.named(number)
        return has_letters(name) and not _BESIDE_THE_TABLE.match(folded(name))


def has_letters(text: str) -> bool:
    """Whether a text holds a letter at all."""
    return any(c.isalpha() for c in text)
