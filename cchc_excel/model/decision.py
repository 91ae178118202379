"""A table with communes down and figures across: the decision's, or a workbook's own summary."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .figures import Figure
from .finding import Place
from .names import CommuneName
from .score_sheet import Label


class Quantity(StrEnum):
    """What a figure measures."""

    SCORE = "score"
    INDEX = "index"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommuneRow:
    """One commune's line."""

    commune: CommuneName
    cell: str
    figures: dict[tuple[str, Quantity], Figure]
    """By node code and quantity; the total's code is "T"."""
    rank: Figure | None = None
    grade: Label | None = None
    is_hidden: bool = False
    """Whether the sheet does not show the line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommuneTable:
    """One such table."""

    file: str
    sheet: str
    year: int | None
    authority: str | None
    official: bool
    """True for a decision's table, False for a summary inside the scoring workbook."""
    rows: tuple[CommuneRow, ...]
    maxima: dict[str, Figure]
    """The row of maximum points, where the table has one; by node code."""

    hidden_columns: tuple[str, ...] = ()
    """Columns with figures that the sheet does not show, as "E"."""
    is_hidden: bool = False
    """Whether the tab itself is hidden."""
    asides: tuple[CommuneRow, ...] = ()
    """Lines that look like a mean or a total, though a commune may bear such a name (Trung Bình)."""

    def place(self, cell: str = "") -> Place:
        """A cell of this table."""
        return Place(self.file, self.sheet, cell)
