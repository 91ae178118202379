"""Encodes the handful of formulas that tests need as BIFF12 tokens; shares nothing with the reader under test."""

from __future__ import annotations

import re
import struct
from collections.abc import Sequence

_WORD = re.compile(
    r"""\s*(?:(?P<text>"(?:[^"]|"")*")
    |(?P<ref>(?:(?P<sheet>'(?:[^']|'')+'|[^\W\d]\w*)!)?(?P<first>\$?[A-Z]{1,3}\$?\d+)(?::(?P<last>\$?[A-Z]{1,3}\$?\d+))?)(?![\w(])
    |(?P<number>\d+(?:\.\d+)?)
    |(?P<call>[A-Z]+)\(
    |(?P<sign><=|>=|<>|[-+*/&=<>(),%]))""",
    re.VERBOSE,
)
_SIGNS = {"+": 3, "-": 4, "*": 5, "/": 6, "&": 8, "<": 9, "<=": 10, "=": 11, ">=": 12, ">": 13, "<>": 14}
_BINDS = {"&": 2, "+": 3, "-": 3, "*": 4, "/": 4}
_FUNCTIONS = {
    "COUNT": (0, None), "IF": (1, None), "SUM": (4, None), "MAX": (7, None), "NA": (10, 0), "ROUND": (27, 2),
    "RANK": (216, None), "SUMIF": (345, None), "IFERROR": (480, 2), "SUMIFS": (482, None), "SUMPRODUCT": (228, None),
    "ROUNDDOWN": (213, 2), "SUBTOTAL": (344, None),
}  # fmt: skip
"""Number, and how many arguments where that is fixed."""
_OF_CELLS = frozenset({"SUM", "RANK", "SUMIF", "SUMIFS", "SUMPRODUCT", "SUBTOTAL", "COUNT", "MAX"})


def tokens(text: str, spans: Sequence[str], base: tuple[int, int] | None = None) -> bytes:
    """The tokens of a formula. `spans` are the sheets by the number under which other sheets refer to them.

    With `base`, references without "$" are stored as distances from that cell, as shared formulas store them.
    """
    encoder = _Encoder(text, spans, base)
    encoder.expression(0, of_cells=False)
    assert not encoder.words, text
    return bytes(encoder.out)


class _Encoder:
    def __init__(self, text: str, spans: Sequence[str], base: tuple[int, int] | None) -> None:
        self.words: list[re.Match[str]] = []
        at = 0
        while at < len(text):
            word = _WORD.match(text, at)
            assert word is not None, text[at:]
            self.words.append(word)
            at = word.end()
        self.out = bytearray()
        self._spans, self._base = list(spans), base

    def _sign(self) -> str:
        return str(self.words[0]["sign"] or "") if self.words else ""

    def expression(self, lowest: int, *, of_cells: bool) -> None:
        self._operand(of_cells=of_cells)
        while (sign := self._sign()) in _SIGNS and _BINDS.get(sign, 1) > lowest:
            self.words.pop(0)
            self.expression(_BINDS.get(sign, 1), of_cells=False)
            self.out.append(_SIGNS[sign])

    def _operand(self, *, of_cells: bool) -> None:
        self._plain_operand(of_cells=of_cells)
        if self._sign() == "%":
            self.words.pop(0)
            self.out.append(0x14)

    def _plain_operand(self, *, of_cells: bool) -> None:
        word = self.words.pop(0)
        if word["text"]:
            letters = word["text"][1:-1].replace('""', '"')
            self.out += struct.pack("<BH", 0x17, len(letters)) + letters.encode("utf-16-le")
        elif word["ref"]:
            self._reference(word, of_cells=of_cells)
        elif word["number"]:
            value = float(word["number"])
            whole = value.is_integer() and value < 65536
            self.out += struct.pack("<BH", 0x1E, int(value)) if whole else struct.pack("<Bd", 0x1F, value)
        elif word["call"]:
            self._call(word["call"])
        elif word["sign"] == "(":
            self.expression(0, of_cells=False)
            assert self.words.pop(0)["sign"] == ")"
            self.out.append(0x15)
        else:
            assert word["sign"] in "+-", word
            self._operand(of_cells=False)
            self.out.append(0x12 if word["sign"] == "+" else 0x13)

    def _call(self, name: str) -> None:
        number, fixed = _FUNCTIONS[name]
        count = 0
        while self._sign() != ")":
            if count:
                assert self.words.pop(0)["sign"] == ","
            if self._sign() in (",", ")"):
                self.out.append(0x16)
            else:
                self.expression(0, of_cells=name in _OF_CELLS)
            count += 1
        self.words.pop(0)
        self.out += struct.pack("<BH", 0x41, number) if fixed is not None else struct.pack("<BBH", 0x42, count, number)

    def _reference(self, word: re.Match[str], *, of_cells: bool) -> None:
        ends = [_cell(end) for end in (word["first"], word["last"]) if end]
        relative = 0 if self._base is None or word["sheet"] else 8
        kind = (0x25 if len(ends) == 2 else 0x24 if of_cells else 0x44) + relative
        head = b""
        if word["sheet"]:
            kind = (0x3B if len(ends) == 2 else 0x3A) + (0 if of_cells or len(ends) == 2 else 0x20)
            head = struct.pack("<H", self._spans.index(word["sheet"].strip("'").replace("''", "'")))
        rows, columns = zip(*(self._placed(end, moved=bool(relative)) for end in ends), strict=True)
        self.out += bytes([kind]) + head + struct.pack(f"<{len(ends)}I{len(ends)}H", *rows, *columns)

    def _placed(self, cell: tuple[int, int, bool, bool], *, moved: bool) -> tuple[int, int]:
        row, column, row_fixed, column_fixed = cell
        if moved and self._base is not None:
            row = row if row_fixed else (row - self._base[0]) & 0xFFFFF
            column = column if column_fixed else (column - self._base[1]) & 0x3FFF
        return row, column | (0 if column_fixed else 0x4000) | (0 if row_fixed else 0x8000)


def _cell(text: str) -> tuple[int, int, bool, bool]:
    found = re.fullmatch(r"(\$?)([A-Z]+)(\$?)(\d+)", text)
    assert found is not None
    column = 0
    for letter in found[2]:
        column = column * 26 + ord(letter) - 64
    return int(found[4]) - 1, column - 1, bool(found[3]), bool(found[1])
