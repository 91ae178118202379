"""What the records of one sheet tell, kept within bounds that hold for the whole workbook."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from ...errors import UnreadableFile
from ..grid import CellValue, Grid, Merge, Position
from ..sheet_cells import MAX_AREA, MAX_MERGES, MAX_ROWS, MAX_WORKBOOK_AREA, SheetCells, area_left, bounded_merges
from .text_results import gives_text
from .tokens import EXPRESSION, TokenReader

MAX_COPY = 128 * 2**20
"""Bytes of the values' records, all sheets together, as the compiled reader gets them."""
MAX_LETTERS = 64 * 2**20
"""Of the texts in cells, each counted as often as it is shown."""
MAX_SHARED_TOKENS = 16 * 2**20
"""Bytes of tokens that are written out for the members of shared formulas."""


@dataclass(slots=True)
class Budget:
    """What may still be laid out."""

    area: int = MAX_WORKBOOK_AREA
    copy: int = MAX_COPY
    letters: int = MAX_LETTERS
    shared_tokens: int = MAX_SHARED_TOKENS

    def take_area(self, cells: int) -> None:
        """Raises UnreadableFile when the sheets together are too large."""
        self.area = area_left(self.area, cells)

    def take_copy(self, size: int) -> None:
        """Raises UnreadableFile when the values together are too many."""
        self.copy -= size
        if self.copy < 0:
            raise UnreadableFile("tệp chứa quá nhiều dữ liệu")

    def take_letters(self, letters: int) -> None:
        """Raises UnreadableFile when a few texts in many cells would fill the memory."""
        self.letters -= letters
        if self.letters < 0:
            raise UnreadableFile(f"các ô chứa quá {MAX_LETTERS} ký tự")

    def take_tokens(self, size: int) -> None:
        """Raises UnreadableFile when shared formulas would grow beyond measure."""
        self.shared_tokens -= size
        if self.shared_tokens < 0:
            raise UnreadableFile("công thức dùng chung nở ra quá lớn")


@dataclass(slots=True)
class SheetFacts:
    """One sheet."""

    budget: Budget
    tokens: TokenReader
    cells: SheetCells = field(default_factory=SheetCells)
    merges: list[Merge] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)
    zeros: list[Position] = field(default_factory=list)
    """Formulas with 0 for a result, which may stand for none."""
    _values: list[bytes] = field(default_factory=list)
    _filled: list[Position] = field(default_factory=list)
    _formats: list[tuple[Position, str]] = field(default_factory=list)
    _members: list[tuple[Position, Position]] = field(default_factory=list)
    _shared: dict[Position, bytes] = field(default_factory=dict)
    _arrays: dict[Position, bytes] = field(default_factory=dict)

    def add_value(self, where: Position, number_format: str, record: bytes) -> None:
        """Takes a cell that holds something, with the record that tells its value."""
        self._filled.append(where)
        if len(self._filled) > MAX_AREA:
            raise UnreadableFile(f"trang tính có quá {MAX_AREA} ô")
        if number_format:
            self._formats.append((where, number_format))
        self.budget.take_copy(len(record))
        self._values.append(record)

    def values(self) -> Iterator[tuple[Position, bytes]]:
        """Records of nothing but values, for the compiled reader."""
        return zip(self._filled, self._values, strict=True)

    def add_formula(self, where: Position, tokens: bytes, group: Position | None) -> None:
        """Takes a formula; `group` is the cell that a member of a shared or array formula points at."""
        if group is not None:
            self.cells.formulas[where] = ""
            self._members.append((where, group))
        else:
            self.cells.formulas[where] = self.tokens.text(tokens)

    def add_group(self, tokens: bytes, *, is_array: bool) -> None:
        """Takes the tokens that the last formula, which must be a member, points at."""
        if self._members:
            _, group = self._members[-1]
            (self._arrays if is_array else self._shared)[group] = tokens

    def add_hidden_row(self, row: int) -> None:
        """Takes a row that is not shown."""
        if row < MAX_ROWS:
            self.cells.hidden_rows.add(row)

    def add_merge(self, merge: Merge) -> None:
        """Takes a merged range. Raises UnreadableFile when they are more than a person could have made."""
        self.merges.append(merge)
        if len(self.merges) > MAX_MERGES:
            raise UnreadableFile(f"trang tính có quá {MAX_MERGES} vùng ô gộp")

    def finish(self) -> None:
        """Bounds the sheet's extent and writes the shared formulas out. Raises UnreadableFile."""
        self.cells.add_filled(self._filled)
        if self._filled:
            deepest, widest = (1 + max(where[axis] for where in self._filled) for axis in (0, 1))
            self.budget.take_area(deepest * widest)
        self.cells.add_formats(self._formats)
        bounded_merges(tuple(self.merges))
        for where, group in self._members:
            if group in self._shared:
                self.budget.take_tokens(len(self._shared[group]))
                self.cells.formulas[where] = self.tokens.text(self._shared[group], where)
            elif group in self._arrays and where == group:
                self.cells.formulas[where] = self.tokens.text(self._arrays[group])
            elif group in self._arrays:
                # as in .xlsx, a formula of several cells stands in the first of them
                del self.cells.formulas[where]
        self.cells.uncached.update(where for where in self.zeros if gives_text(self.cells.formulas.get(where, "")))

    def grid(self, file: str, name: str, rows: list[list[CellValue]], is_hidden: bool) -> Grid:
        """The sheet with the values that the compiled reader found; what stands for no result is none."""
        for row, column in self.cells.uncached:
            if row < len(rows) and column < len(rows[row]):
                rows[row][column] = ""
        return Grid(
            file=file,
            name=name,
            rows=rows,
            formulas=self.cells.formulas,
            uncached=self.cells.uncached,
            errors=self.cells.errors,
            formats=self.cells.formats,
            merges=tuple(self.merges),
            hidden_rows=frozenset(self.cells.hidden_rows),
            hidden_columns=frozenset(self.hidden_columns),
            is_hidden=is_hidden,
        )


def is_member(tokens: bytes) -> bool:
    """Whether a formula's tokens only point at those of a shared or array formula."""
    return tokens[:1] == bytes([EXPRESSION])


def is_finite(real: bytes) -> bool:
    """Whether the eight bytes of a real number, or their upper half, stand for a number; Excel stores no other."""
    return real[-1] & 0x7F != 0x7F or real[-2] & 0xF0 != 0xF0


class Damaged(ValueError):
    """A record is shorter than what it must hold, or points nowhere."""


def unpacked(code: str, data: bytes, at: int = 0) -> tuple[int, ...]:
    """Numbers out of a record. Raises Damaged when it is too short."""
    try:
        return struct.unpack_from(code, data, at)
    except struct.error as error:
        raise Damaged(code) from error
