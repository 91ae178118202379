"""Walks the records of one .xls sheet: where its cells stand, their values' records, formulas, and what is hidden."""

from __future__ import annotations

from collections.abc import Callable

from ..grid import Position
from .biff8 import record, records
from .facts import Damaged, SheetFacts, is_finite, is_member, unpacked
from .tokens import ERRORS, NO_NUMBER
from .xls_globals import XlsGlobals

_FORMULA, _NUMBER, _LABEL, _BOOL_OR_ERROR, _STRING = 0x06, 0x0203, 0x0204, 0x0205, 0x0207
_RK, _MANY_RK, _RICH_LABEL, _SHARED_LABEL = 0x027E, 0xBD, 0xD6, 0xFD
_ROW, _COLUMNS, _MERGES, _SHARED, _ARRAY = 0x0208, 0x7D, 0xE5, 0x04BC, 0x0221
_LEAST = {_NUMBER: 14, _LABEL: 10, _RICH_LABEL: 10, _BOOL_OR_ERROR: 8, _RK: 10, _SHARED_LABEL: 10}
"""Bytes that a cell's record holds at least."""
_LAST_COLUMN = 0xFF
_CALCULATE_ALWAYS_AND_ON_LOADING = 3


class XlsSheetWalk:
    """One sheet."""

    def __init__(self, facts: SheetFacts, workbook: XlsGlobals) -> None:
        self._facts = facts
        self._number_format = workbook.number_format
        self._text_lengths = workbook.text_lengths
        self._awaits_text: tuple[Position, bytes] | None = None
        self._handlers: dict[int, Callable[[bytes], None]] = {
            _FORMULA: self._formula,
            _STRING: self._string,
            _NUMBER: lambda data: self._number(_NUMBER, data, data[6:14]),
            _RK: lambda data: self._number(_RK, data, data[6:10]),
            _MANY_RK: self._many_rk,
            _BOOL_OR_ERROR: self._bool_or_error,
            _SHARED_LABEL: self._shared_label,
            _ROW: self._row,
            _COLUMNS: self._columns,
            _MERGES: self._merges,
            _SHARED: lambda data: self._group(data, 8, is_array=False),
            _ARRAY: lambda data: self._group(data, 12, is_array=True),
        }

    def walk(self, stream: bytes, begins: int) -> None:
        """Takes everything from the sheet's own records. Raises Damaged, UnreadableFile."""
        for number, data in records(stream, begins):
            handler = self._handlers.get(number)
            if handler is not None:
                handler(data)
            elif number in _LEAST:
                self._value(_LABEL if number == _RICH_LABEL else number, data)
        self._facts.finish()

    def _value(self, number: int, data: bytes) -> None:
        if len(data) < _LEAST[number]:
            raise Damaged("cell")
        row, column, style = unpacked("<HHH", data)
        self._facts.add_value((row, column), self._number_format(style), record(number, data))

    def _number(self, number: int, data: bytes, stored: bytes) -> None:
        if len(data) < _LEAST[number]:
            raise Damaged("cell")
        is_whole = number == _RK and stored[0] & 2
        if is_whole or is_finite(stored):
            self._value(number, data)
        else:
            self._bool_or_error(data[:6] + bytes((NO_NUMBER, 1)))

    def _shared_label(self, data: bytes) -> None:
        (index,) = unpacked("<I", data, 6)
        if index >= len(self._text_lengths):
            raise Damaged("text")
        self._facts.budget.take_letters(self._text_lengths[index])
        self._value(_SHARED_LABEL, data)

    def _bool_or_error(self, data: bytes) -> None:
        row, column, _, value, is_error = unpacked("<HHHBB", data)
        if is_error:
            self._facts.cells.errors[row, column] = ERRORS.get(value, "#LỖI")
            # the compiled reader gives up on an error value that it does not know
            data = data[:6] + bytes((value if value in ERRORS else 0x0F, 1))
        self._value(_BOOL_OR_ERROR, data)

    def _many_rk(self, data: bytes) -> None:
        (first,) = unpacked("<H", data, 2)
        count, rest = divmod(len(data) - 6, 6)
        if rest or count < 1 or unpacked("<H", data, len(data) - 2) != (first + count - 1,):
            raise Damaged("cells")
        for n in range(count):
            at = 4 + 6 * n
            self._handlers[_RK](data[:2] + (first + n).to_bytes(2, "little") + data[at : at + 6])

    def _formula(self, data: bytes) -> None:
        row, column, _, flags, _, size = unpacked("<HHH8xHIH", data)
        where, tokens = (row, column), data[22 : 22 + size]
        if len(tokens) < size:
            raise Damaged("formula")
        group = unpacked("<HH", tokens, 1) if is_member(tokens) else None
        self._facts.add_formula(where, tokens, group)  # type: ignore[arg-type]
        self._awaits_text = None
        if data[12:14] == b"\xff\xff":
            self._special_result(where, data)
            return
        if flags & _CALCULATE_ALWAYS_AND_ON_LOADING == _CALCULATE_ALWAYS_AND_ON_LOADING and not any(data[6:14]):
            # how libraries that cannot calculate write a formula: with 0 for a result
            self._facts.cells.uncached.add(where)
        elif not any(data[6:14]):
            self._facts.zeros.append(where)
        self._number(_NUMBER, data[:14], data[6:14])

    def _special_result(self, where: Position, data: bytes) -> None:
        """The result is a text, which follows; a truth value; an error; or an empty text."""
        kind, value = data[6], data[8]
        if kind == 0:
            self._awaits_text = where, data[:6]
        elif kind in (1, 2):
            self._bool_or_error(data[:6] + bytes((value, kind - 1)))

    def _string(self, data: bytes) -> None:
        if self._awaits_text is not None:
            _, head = self._awaits_text
            self._value(_LABEL, head + data + bytes(max(0, 4 - len(data))))
            self._awaits_text = None

    def _group(self, data: bytes, at: int, *, is_array: bool) -> None:
        (size,) = unpacked("<H", data, at)
        self._facts.add_group(data[at + 2 : at + 2 + size], is_array=is_array)

    def _row(self, data: bytes) -> None:
        row, height, flags = unpacked("<H4xH4xH", data)
        if flags & 0x20 or not height:
            self._facts.add_hidden_row(row)

    def _columns(self, data: bytes) -> None:
        first, last, width, _, flags = unpacked("<HHHHH", data)
        if flags & 1 or not width:
            self._facts.hidden_columns.update(range(first, min(last, _LAST_COLUMN) + 1))

    def _merges(self, data: bytes) -> None:
        (count,) = unpacked("<H", data)
        for n in range(count):
            top, bottom, left, right = unpacked("<HHHH", data, 2 + 8 * n)
            self._facts.add_merge((top, left, bottom, right))
