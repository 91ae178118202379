"""A sheet on paper: cells, merges, and where each figure of the district stands in it."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from cchc_excel.readers.grid import a1

Position = tuple[int, int]
Spot = tuple[str, str, str]
"""Commune, code, and "score", "index", "rank" or "grade"."""


@dataclass(frozen=True)
class Formula:
    """A formula without "=", with the result the file stores."""

    text: str
    result: float
    number_format: str = ""


@dataclass(frozen=True)
class Shown:
    """A number or date with its number format."""

    value: float | datetime.date
    number_format: str


Value = str | float | int | Formula | Shown | None


@dataclass
class Sheet:
    """Cells by row and column from 0."""

    name: str
    cells: dict[Position, Value] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    figures: dict[Spot, Position] = field(default_factory=dict)
    header: tuple[int, int] = (0, 0)
    """First and last header row."""
    bottom: int = 0
    """Last row of the table."""
    hidden_columns: set[int] = field(default_factory=set)
    is_hidden: bool = False

    @cached_property
    def digest(self) -> bytes:
        """Equal for equal sheets; for sheets that are finished only."""
        shown = (self.name, sorted(self.cells.items()), self.merges, sorted(self.hidden_columns), self.is_hidden)
        return hashlib.sha256(repr(shown).encode()).digest()

    def put(self, row: int, column: int, value: Value) -> None:
        """Sets a cell; None leaves it empty."""
        if value is not None:
            self.cells[row, column] = value

    def line(self, row: int, column: int, values: Iterable[Value]) -> None:
        """Sets cells to the right of each other."""
        for offset, value in enumerate(values):
            self.put(row, column + offset, value)

    def cell_of(self, spot: Spot) -> str:
        """How a spreadsheet names the figure's cell."""
        return a1(*self.figures[spot])

    def with_texts(self, change: Callable[[str], str]) -> Sheet:
        """Every text of the sheet, and its name, changed."""
        cells = {at: change(v) if isinstance(v, str) else v for at, v in self.cells.items()}
        return replace(self, name=change(self.name), cells=cells)


def printed(number: Decimal | Fraction, places: int = 2) -> Decimal:
    """Half away from zero, done with integers."""
    top, under = Fraction(number).as_integer_ratio()
    return Decimal((2 * top * 10**places + under) // (2 * under)).scaleb(-places)


def comma(number: Decimal) -> str:
    """ "12,2": as a Vietnamese office types it."""
    text = format(number.normalize(), "f") if number else "0"
    return text.replace(".", ",")


def as_decimal(number: float) -> Decimal:
    """What the number prints as, binary noise left out."""
    return Decimal(format(number, ".12g"))
