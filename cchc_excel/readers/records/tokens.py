"""Writes a formula's stored tokens out as Excel shows them; what it does not know becomes a text that nobody takes for a formula."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from dataclasses import dataclass

from ..formulas.formula_syntax import MAX_LENGTH
from ..grid import Position, column_letters
from .functions import ARGUMENTS, BY_NAME, NAMES
from .references import OUTSIDE, References

UNKNOWN = "?"
"""In place of a formula that was not made out."""
MAX_TOKENS = 16_384
"""Bytes of one formula's tokens: what the younger format allows."""
ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
"""Error values by their stored number."""
NO_NUMBER = 0x24
"""What stands in a cell whose number is none."""
EXPRESSION = 0x01
"""The token that stands alone in a member of a shared or array formula."""

_BINARY = dict(enumerate(("+", "-", "*", "/", "^", "&", "<", "<=", "=", ">=", ">", "<>", " ", ",", ":"), 3))
_CALLABLE = re.compile(r"[A-Za-z_][\w.]*")
_ROW_RELATIVE, _COLUMN_RELATIVE = 0x8000, 0x4000


class Undecodable(Exception):
    """The tokens hold something unknown, or end too early."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a format lays its tokens out."""

    row: str
    """The struct code of a row's number."""
    last_row: int
    last_column: int
    wide_texts: bool
    """Texts always take two bytes a letter and have no flags."""
    array: int
    """Bytes of an array constant's token."""

    @property
    def row_size(self) -> int:
        """Bytes of a row's number."""
        return struct.calcsize(self.row)


BIFF8 = Layout(row="<H", last_row=0xFFFF, last_column=0xFF, wide_texts=False, array=7)
BIFF12 = Layout(row="<I", last_row=0xFFFFF, last_column=0x3FFF, wide_texts=True, array=14)


class TokenReader:
    """Writes out the formulas of one workbook."""

    def __init__(self, layout: Layout, references: References) -> None:
        self._layout = layout
        self._references = references

    def text(self, tokens: bytes, base: Position = (0, 0)) -> str:
        """The formula, without "="; `base` is the cell that tokens of a shared formula count from."""
        if len(tokens) > MAX_TOKENS:
            return UNKNOWN
        try:
            return _Formula(self._layout, self._references, tokens, base).text()
        except (Undecodable, struct.error, IndexError, UnicodeDecodeError):
            return UNKNOWN


class _Formula:
    """One formula, token by token, on a stack of texts."""

    def __init__(self, layout: Layout, references: References, tokens: bytes, base: Position) -> None:
        self._layout, self._references, self._tokens, self._base = layout, references, tokens, base
        self._at = 0
        self._stack: list[str] = []

    def text(self) -> str:
        """The whole formula. Raises Undecodable, IndexError, struct.error."""
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            # references and calls come in three classes that read the same
            kind = token if token < 0x20 else 0x20 | (token & 0x1F)
            if kind in _BINARY:
                right, left = self._stack.pop(), self._stack.pop()
                self._push(left + _BINARY[kind] + right)
            elif kind in _HANDLERS:
                _HANDLERS[kind](self)
            else:
                raise Undecodable(kind)
        (found,) = self._stack if len(self._stack) == 1 else (None,)
        if found is None:
            raise Undecodable
        return found

    def _push(self, text: str) -> None:
        if len(text) > MAX_LENGTH:
            raise Undecodable
        self._stack.append(text)

    def _take(self, size: int) -> bytes:
        taken = self._tokens[self._at : self._at + size]
        if len(taken) < size:
            raise Undecodable
        self._at += size
        return taken

    def _number(self, code: str) -> int:
        (number,) = struct.unpack(code, self._take(struct.calcsize(code)))
        return int(number)

    def _signed(self, sign: str) -> None:
        self._push(sign + self._stack.pop())

    def _percent(self) -> None:
        self._push(self._stack.pop() + "%")

    def _brackets(self) -> None:
        self._push(f"({self._stack.pop()})")

    def _missing(self) -> None:
        self._push("")

    def _string(self) -> None:
        length = self._number("<H" if self._layout.wide_texts else "<B")
        wide = self._layout.wide_texts or self._number("<B") & 1
        text = self._take(length * 2).decode("utf-16-le") if wide else self._take(length).decode("latin-1")
        self._push('"' + text.replace('"', '""') + '"')

    def _attribute(self) -> None:
        """Hints for whoever recalculates; one of them is a sum of one argument."""
        flags = self._number("<B")
        data = self._number("<H")
        if flags & 0x04:
            self._take((data + 1) * 2)
        elif flags & 0x10:
            self._push(f"SUM({self._stack.pop()})")

    def _error(self) -> None:
        self._push(ERRORS.get(self._number("<B"), OUTSIDE))

    def _boolean(self) -> None:
        self._push("TRUE" if self._number("<B") else "FALSE")

    def _integer(self) -> None:
        self._push(str(self._number("<H")))

    def _real(self) -> None:
        (number,) = struct.unpack("<d", self._take(8))
        self._push(f"{number:.15G}")

    def _array(self) -> None:
        self._take(self._layout.array)
        self._push("{?}")

    def _call(self) -> None:
        number = self._number("<H")
        if number not in ARGUMENTS:
            raise Undecodable(number)
        self._push_call(NAMES[number], ARGUMENTS[number])

    def _call_of_any(self) -> None:
        count, number = self._number("<B") & 0x7F, self._number("<H") & 0x7FFF
        if number != BY_NAME:
            self._push_call(NAMES.get(number, f"_{number}"), count)
            return
        if not 1 <= count <= len(self._stack):
            raise Undecodable
        name = self._stack.pop(-count).removeprefix("_xlfn.").removeprefix("_xlws.")
        if not _CALLABLE.fullmatch(name):
            raise Undecodable(name)
        self._push_call(name, count - 1)

    def _push_call(self, name: str, count: int) -> None:
        if count > len(self._stack):
            raise Undecodable
        first = len(self._stack) - count
        arguments = self._stack[first:]
        del self._stack[first:]
        self._push(f"{name}({','.join(arguments)})")

    def _name(self) -> None:
        self._push(self._references.name(self._number("<I")))

    def _name_elsewhere(self) -> None:
        self._push("".join(self._references.name_elsewhere(self._number("<H"), self._number("<I"))))

    def _subexpression(self) -> None:
        """The tokens that follow give the same operand."""
        self._take(6)

    def _subexpression_of_function(self) -> None:
        self._take(2)

    def _cell(self, prefix: str = "", *, moved: bool = False) -> None:
        row, column = self._number(self._layout.row), self._number("<H")
        self._push(prefix + self._column(column, moved) + self._row(row, column, moved))

    def _area(self, prefix: str = "", *, moved: bool = False) -> None:
        top, bottom = self._number(self._layout.row), self._number(self._layout.row)
        left, right = self._number("<H"), self._number("<H")
        columns = self._column(left, moved), self._column(right, moved)
        rows = self._row(top, left, moved), self._row(bottom, right, moved)
        if (top, bottom) == (0, self._layout.last_row):
            rows = "", ""
        elif (left & 0x3FFF, right & 0x3FFF) == (0, self._layout.last_column):
            columns = "", ""
        self._push(f"{prefix}{columns[0]}{rows[0]}:{columns[1]}{rows[1]}")

    def _column(self, stored: int, moved: bool) -> str:
        relative = stored & _COLUMN_RELATIVE
        column = (stored + (self._base[1] if moved and relative else 0)) & self._layout.last_column
        return ("" if relative else "$") + column_letters(column)

    def _row(self, row: int, flags: int, moved: bool) -> str:
        relative = flags & _ROW_RELATIVE
        row = (row + (self._base[0] if moved and relative else 0)) & self._layout.last_row
        return f"{'' if relative else '$'}{row + 1}"

    def _gone(self, cells: int) -> None:
        self._take(cells * (self._layout.row_size + 2))
        self._push(OUTSIDE)

    def _of_sheet(self, write: Callable[[str], None], cells: int) -> None:
        prefix = self._references.sheet_prefix(self._number("<H"))
        if prefix is None:
            self._gone(cells)
        else:
            write(prefix)

    def _gone_of_sheet(self, cells: int) -> None:
        prefix = self._references.sheet_prefix(self._number("<H"))
        self._gone(cells)
        self._push((prefix or "") + self._stack.pop())


_HANDLERS: dict[int, Callable[[_Formula], None]] = {
    0x12: lambda f: f._signed("+"),
    0x13: lambda f: f._signed("-"),
    0x14: _Formula._percent,
    0x15: _Formula._brackets,
    0x16: _Formula._missing,
    0x17: _Formula._string,
    0x19: _Formula._attribute,
    0x1C: _Formula._error,
    0x1D: _Formula._boolean,
    0x1E: _Formula._integer,
    0x1F: _Formula._real,
    0x20: _Formula._array,
    0x21: _Formula._call,
    0x22: _Formula._call_of_any,
    0x23: _Formula._name,
    0x24: _Formula._cell,
    0x25: _Formula._area,
    0x26: _Formula._subexpression,
    0x27: _Formula._subexpression,
    0x28: _Formula._subexpression,
    0x29: _Formula._subexpression_of_function,
    0x2A: lambda f: f._gone(1),
    0x2B: lambda f: f._gone(2),
    0x2C: lambda f: f._cell(moved=True),
    0x2D: lambda f: f._area(moved=True),
    0x39: _Formula._name_elsewhere,
    0x3A: lambda f: f._of_sheet(f._cell, 1),
    0x3B: lambda f: f._of_sheet(f._area, 2),
    0x3C: lambda f: f._gone_of_sheet(1),
    0x3D: lambda f: f._gone_of_sheet(2),
}
