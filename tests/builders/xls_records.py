"""Puts .xls workbooks together record by record, for what LibreOffice writes none of."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass

from cchc_excel.files.compound import packed

WORKSHEET, MACRO_SHEET, CHART = 0, 1, 2


def record(number: int, code: str = "", *values: object, more: bytes = b"") -> bytes:
    """A record of packed values, `more` behind them."""
    data = struct.pack("<" + code, *values) + more
    return struct.pack("<HH", number, len(data)) + data


def text(letters: str) -> bytes:
    """Flags and letters, two bytes each where one does not do."""
    try:
        return b"\0" + letters.encode("latin-1")
    except UnicodeEncodeError:
        return b"\1" + letters.encode("utf-16-le")


@dataclass(frozen=True)
class Tab:
    """A tab with the records of its cells."""

    name: str
    records: Sequence[bytes] = ()
    kind: int = WORKSHEET
    state: int = 0


def begin(kind: int = 0x10, version: int = 0x0600) -> bytes:
    """What a sub-stream begins with."""
    return record(0x0809, "HHHHII", version, kind, 0, 0, 0, 0)


END = record(0x0A)


def number(row: int, column: int, value: float, style: int = 0) -> bytes:
    """A cell with a number."""
    return record(0x0203, "HHHd", row, column, style, value)


def formula(row: int, column: int, tokens: bytes, result: float | bytes = 1.0, flags: int = 0) -> bytes:
    """A cell with a formula; a result of 8 bytes stands for what is no number."""
    stored = result if isinstance(result, bytes) else struct.pack("<d", result)
    head = struct.pack("<HHH8sHIH", row, column, 0, stored, flags, 0, len(tokens))
    return record(0x06, more=head + tokens)


def member(row: int, column: int, of: tuple[int, int], result: float = 1.0) -> bytes:
    """A cell of a shared or array formula."""
    return formula(row, column, struct.pack("<BHH", 1, *of), result)


def stream(tabs: Sequence[Tab], shared: Sequence[bytes] = ()) -> bytes:
    """The workbook's records; `shared` are further ones of the whole workbook, behind the list of tabs."""
    bodies = [begin(0x20 if tab.kind == CHART else 0x10) + b"".join(tab.records) + END for tab in tabs]
    at = len(begin(5) + b"".join(_tab(0, tab) for tab in tabs) + b"".join(shared) + END)
    listed = []
    for tab, body in zip(tabs, bodies, strict=True):
        listed.append(_tab(at, tab))
        at += len(body)
    return b"".join((begin(5), *listed, *shared, END, *bodies))


def xls(tabs: Sequence[Tab], shared: Sequence[bytes] = ()) -> bytes:
    """The workbook as a file."""
    return packed(stream(tabs, shared))


def _tab(begins: int, tab: Tab) -> bytes:
    return record(0x85, "IBBB", begins, tab.state, tab.kind, len(tab.name), more=text(tab.name))
