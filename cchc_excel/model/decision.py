"""A table with communes down and figures across: the decision's, or a workbook's own summary."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from .figures import Figure
from .finding import Place
from .names import CommuneName
from .score_sheet import Label

_DOCUMENT_CELL = re.compile(r"(?:P(?P<page>\d+))?T(?P<table>\d+)R")


TableKey = tuple[str, str, str]


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

    @property
    def _first_cell(self) -> str:
        return self.rows[0].cell if self.rows else ""

    @property
    def start(self) -> Place:
        """Where to look when the whole table is meant."""
        return self.place("A1" if self.sheet else self._first_cell)

    @property
    def key(self) -> TableKey:
        """Tells it from every other table, of the same document or sheet too."""
        return self.file, self.sheet, self._first_cell

    @property
    def title(self) -> str:
        """How findings call it inside a sentence: "trang “Phụ lục I”", "bảng 2" of a Word document."""
        if self.sheet:
            return f"trang “{self.sheet}”"
        found = _DOCUMENT_CELL.match(self._first_cell)
        page = f" ở trang {found['page']}" if found and found["page"] else ""
        return f"bảng {found['table']}{page}" if found else "bảng"
