"""Walks the records of one .xlsb sheet: where its cells stand, their values' records, formulas, and what is hidden."""

from __future__ import annotations

import struct
from collections.abc import Callable

from ..grid import Position
from ..sheet_cells import MAX_COLUMNS
from .biff12 import record, records, text_end
from .facts import Damaged, SheetFacts, is_finite, is_member, unpacked
from .tokens import ERRORS, NO_NUMBER
from .xlsb_workbook import XlsbWorkbook

_ROW, _RK, _ERROR, _BOOL, _REAL, _TEXT, _SHARED_TEXT = 0, 2, 3, 4, 5, 6, 7
_FORMULA_TEXT, _FORMULA_REAL, _FORMULA_BOOL, _FORMULA_ERROR, _RICH_TEXT = 8, 9, 10, 11, 62
_COLUMNS, _MERGE, _ARRAY, _SHARED = 60, 176, 426, 427
_HEAD = 8
"""Bytes before a cell's value: its column and style."""


class XlsbSheetWalk:
    """One sheet."""

    def __init__(self, facts: SheetFacts, workbook: XlsbWorkbook) -> None:
        self._facts = facts
        self._number_format = workbook.number_format
        self._strings = workbook.strings
        self._row = 0
        self._handlers: dict[int, Callable[[bytes], None]] = {
            _ROW: self._begin_row,
            _RK: lambda data: self._number(data, _real(data)),
            _ERROR: self._error,
            _BOOL: lambda data: self._value(_BOOL, data[:_HEAD] + _taken(data, _HEAD, 1)),
            _REAL: lambda data: self._number(data, _taken(data, _HEAD, 8)),
            _TEXT: lambda data: self._value(_TEXT, data[: text_end(data, _HEAD)]),
            _RICH_TEXT: lambda data: self._value(_TEXT, data[:_HEAD] + data[_HEAD + 1 : text_end(data, _HEAD + 1)]),
            _SHARED_TEXT: self._shared_text,
            _FORMULA_TEXT: self._formula_text,
            _FORMULA_REAL: self._formula_real,
            _FORMULA_BOOL: self._formula_bool,
            _FORMULA_ERROR: self._formula_error,
            _SHARED: lambda data: self._group(data, 16, is_array=False),
            _ARRAY: lambda data: self._group(data, 17, is_array=True),
            _COLUMNS: self._columns,
            _MERGE: self._merge,
        }

    def walk(self, part: bytes) -> None:
        """Takes everything from the sheet's part. Raises Damaged, UnreadableFile."""
        for number, data in records(part):
            handler = self._handlers.get(number)
            if handler is not None:
                handler(data)
        self._facts.finish()

    def _begin_row(self, data: bytes) -> None:
        self._row, height, flags = unpacked("<I4xHxB", data)
        if flags & 0x10 or not height:
            self._facts.add_hidden_row(self._row)

    def _where(self, data: bytes) -> Position:
        return self._row, unpacked("<I", data)[0]

    def _value(self, number: int, data: bytes) -> None:
        column, style = unpacked("<II", data)
        self._facts.add_value((self._row, column), self._number_format(style & 0xFFFFFF), record(number, data))

    def _number(self, data: bytes, real: bytes) -> None:
        if is_finite(real):
            self._value(_REAL, data[:_HEAD] + real)
        else:
            self._error(data[:_HEAD] + bytes([NO_NUMBER]))

    def _shared_text(self, data: bytes) -> None:
        (index,) = unpacked("<I", data, _HEAD)
        if index >= len(self._strings):
            raise Damaged("text")
        self._facts.budget.take_letters(len(self._strings[index]) // 2)
        self._value(_SHARED_TEXT, data[: _HEAD + 4])

    def _error(self, data: bytes) -> None:
        (value,) = unpacked("<B", data, _HEAD)
        self._facts.cells.errors[self._where(data)] = ERRORS.get(value, "#LỖI")
        # for the compiled reader any error is as good as another, but for those that it does not know
        self._value(_ERROR, data[:_HEAD] + b"\x0f")

    def _formula_text(self, data: bytes) -> None:
        end = text_end(data, _HEAD)
        self._value(_TEXT, data[:end])
        self._formula(data, end)

    def _formula_real(self, data: bytes) -> None:
        self._number(data, _taken(data, _HEAD, 8))
        self._formula(data, _HEAD + 8)

    def _formula_bool(self, data: bytes) -> None:
        self._value(_BOOL, data[:_HEAD] + _taken(data, _HEAD, 1))
        self._formula(data, _HEAD + 1)

    def _formula_error(self, data: bytes) -> None:
        self._error(data)
        self._formula(data, _HEAD + 1)

    def _formula(self, data: bytes, at: int) -> None:
        """Behind the stored result: flags, the tokens, and what belongs to single tokens."""
        (size,) = unpacked("<I", data, at + 2)
        tokens = _taken(data, at + 6, size)
        group = None
        if is_member(tokens):
            (row,) = unpacked("<I", tokens, 1)
            (column,) = unpacked("<I", data, at + 6 + size + 4)
            group = row, column
        self._facts.add_formula(self._where(data), tokens, group)

    def _group(self, data: bytes, at: int, *, is_array: bool) -> None:
        (size,) = unpacked("<I", data, at)
        self._facts.add_group(_taken(data, at + 4, size), is_array=is_array)

    def _columns(self, data: bytes) -> None:
        first, last, width, flags = unpacked("<III4xH", data)
        if flags & 1 or not width:
            self._facts.hidden_columns.update(range(first, min(last, MAX_COLUMNS) + 1))

    def _merge(self, data: bytes) -> None:
        top, bottom, left, right = unpacked("<IIII", data)
        self._facts.add_merge((top, left, bottom, right))


def _taken(data: bytes, at: int, size: int) -> bytes:
    taken = data[at : at + size]
    if len(taken) < size:
        raise Damaged("record")
    return taken


def _real(data: bytes) -> bytes:
    """A number stored short, as a whole one of 30 bits or the upper half of a real one, in full."""
    (stored,) = unpacked("<i", data, _HEAD)
    if stored & 2:
        number = float(stored >> 2)
    else:
        (number,) = struct.unpack("<d", bytes(4) + struct.pack("<i", stored & ~3))
    return struct.pack("<d", number / 100 if stored & 1 else number)
