"""Writes an .xls stream that holds values and nothing else, for the compiled reader, which checks little."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence

from ..grid import Position
from .biff8 import BOF, EOF, record

_TAB = 0x85
_WORKBOOK, _SHEET = 5, 0x10
_END = record(EOF, b"")


def values_only(globals_: Sequence[bytes], sheets: Sequence[Iterable[tuple[Position, bytes]]]) -> bytes:
    """Takes the records that decide what values mean, and the values' own of each sheet. Its tabs are "0", "1" ..."""
    head = _begin(_WORKBOOK) + b"".join(globals_)
    bodies = [_begin(_SHEET) + b"".join(value for _, value in values) + _END for values in sheets]
    names = [str(number).encode() for number in range(len(sheets))]
    at = len(head) + sum(len(_tab(0, name)) for name in names) + len(_END)
    tabs = []
    for name, body in zip(names, bodies, strict=True):
        tabs.append(_tab(at, name))
        at += len(body)
    return b"".join((head, *tabs, _END, *bodies))


def _begin(kind: int) -> bytes:
    return record(BOF, struct.pack("<HHHHII", 0x0600, kind, 0, 0, 0, 0))


def _tab(begins: int, name: bytes) -> bytes:
    return record(_TAB, struct.pack("<IBBBB", begins, 0, 0, len(name), 0) + name)
