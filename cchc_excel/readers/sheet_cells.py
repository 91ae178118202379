"""What a sheet's cells carry beside their values, and how much of it a workbook may lay out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from ..errors import UnreadableFile
from .formulas.formula_syntax import MAX_LENGTH
from .formulas.shared_formula import SharedFormula
from .grid import LARGEST_MERGE, Merge, Position, a1

MAX_SHEETS = 600
MAX_ROWS = 20_000
MAX_COLUMNS = 1_000
MAX_AREA = 2_000_000
"""Rows times columns: what is laid out in memory, however few cells of it are filled."""
MAX_WORKBOOK_AREA = 5 * MAX_AREA
"""All sheets together: many tabs may show one and the same part."""
MAX_MERGES = 100_000
MAX_SHARED_TEXT = 32_000_000
"""Letters that a workbook's shared formulas come to when each member has its own text."""

_BATCH = 1000

_row, _column = itemgetter(0), itemgetter(1)


@dataclass(slots=True)
class SheetCells:
    """What calamine does not tell of a sheet's cells; filled by whoever reads the sheet's XML."""

    formulas: dict[Position, str] = field(default_factory=dict)
    uncached: set[Position] = field(default_factory=set)
    errors: dict[Position, str] = field(default_factory=dict)
    formats: dict[Position, str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    _deepest: int = field(default=0, compare=False)
    _widest: int = field(default=0, compare=False)
    heads: dict[str, Position] = field(default_factory=dict)
    """The cells whose texts shared formulas' members share, by the formulas' numbers."""
    members: defaultdict[str, list[Position]] = field(default_factory=lambda: defaultdict(list))

    def has_room(self, deepest: int, widest: int) -> bool:
        """Counts cells down to a row and a column (from 1) as filled, if they may be; says whether they may."""
        deepest, widest = max(self._deepest, deepest), max(self._widest, widest)
        if deepest > MAX_ROWS or widest > MAX_COLUMNS or deepest * widest > MAX_AREA:
            return False
        self._deepest, self._widest = deepest, widest
        return True

    @property
    def area(self) -> int:
        """Rows times columns down to the last cell that counts as filled."""
        return self._deepest * self._widest

    def add_filled(self, filled: Sequence[Position]) -> None:
        """Counts cells that hold something, in any order. Raises UnreadableFile for what nobody could lay out."""
        if not filled:
            return
        deepest, widest = max(map(_row, filled)) + 1, max(map(_column, filled)) + 1
        if self.has_room(deepest, widest):
            return
        if deepest > MAX_ROWS or widest > MAX_COLUMNS:
            far = next(a1(*where) for where in filled if where[0] >= MAX_ROWS or where[1] >= MAX_COLUMNS)
            raise UnreadableFile(
                f"trang tính có ô {far}, vượt mức {MAX_ROWS} dòng, {MAX_COLUMNS} cột",
                f"Mở tệp bằng Excel, bấm Ctrl+G, gõ {far} để tới ô ấy; ô để nhầm thì xóa cả dòng hoặc cột của nó rồi lưu lại và chạy lại",
            )
        told = f"{max(self._deepest, deepest)} dòng, {max(self._widest, widest)} cột"
        raise UnreadableFile(f"trang tính trải {told}, vượt mức diện tích {MAX_AREA} ô")

    def add_formats(self, formats: Iterable[tuple[Position, str]]) -> None:
        """Takes number formats; "" is none. Those of blank cells far away are of no use and left out."""
        self.formats.update(
            {where: code for where, code in formats if code and where[0] < MAX_ROWS and where[1] < MAX_COLUMNS}
        )
        if len(self.formats) > MAX_AREA:
            raise UnreadableFile(f"trang tính có quá {MAX_AREA} ô mang định dạng số")

    def expand(self, letters: int) -> int:
        """Gives every member of a shared formula its own text. Takes and gives how many letters may still be laid out.

        Raises UnreadableFile when they do not suffice.
        """
        for group, members in self.members.items():
            if group not in self.heads:
                continue
            top, left = self.heads[group]
            formula = SharedFormula(_bounded(self.formulas[top, left]))
            for start in range(0, len(members), _BATCH):
                batch = members[start : start + _BATCH]
                texts = [formula.at(row - top, column - left) for row, column in batch]
                self.formulas.update(zip(batch, texts, strict=True))
                letters -= sum(map(len, texts))
                if letters < 0:
                    raise UnreadableFile(f"công thức dùng chung nở ra quá {MAX_SHARED_TEXT} ký tự")
        self.members.clear()
        return letters


def _bounded(text: str) -> str:
    if len(text) > MAX_LENGTH:
        raise UnreadableFile(f"có công thức dài {len(text)} ký tự, quá mức {MAX_LENGTH} của Excel")
    return text


def area_left(left: int, area: int) -> int:
    """Takes how much all sheets may still lay out and how much one does. Raises UnreadableFile when it is too much."""
    if area > left:
        raise UnreadableFile(f"các trang tính cộng lại vượt mức diện tích {MAX_WORKBOOK_AREA} ô")
    return left - area


def bounded_merges(merges: tuple[Merge, ...]) -> tuple[Merge, ...]:
    """The same merges. Raises UnreadableFile when they cover more cells than may be laid out."""
    areas = (max(0, bottom - top + 1) * max(0, right - left + 1) for top, left, bottom, right in merges)
    if sum(area for area in areas if area <= LARGEST_MERGE) > MAX_AREA:
        raise UnreadableFile(f"các vùng ô gộp phủ quá {MAX_AREA} ô")
    return merges
