"""Writes an .xlsb that holds values and nothing else, for the compiled reader, which checks little."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable, Sequence

from ..grid import Position
from .biff12 import record
from .xlsb_workbook import XlsbWorkbook

_ROW, _STRING, _FORMAT, _STYLE = 0, 19, 44, 47
_SHEET, _DIMENSION, _CELLS, _CELLS_END = 129, 148, 145, 146
_TAB, _TABS_END, _PROPERTIES, _AFTER_TABS = 156, 144, 153, 157
_STRINGS, _FORMATS, _STYLES = 159, 615, 617
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def values_only(workbook: XlsbWorkbook, sheets: Sequence[Iterable[tuple[Position, bytes]]]) -> bytes:
    """Takes the values' records of each sheet. Its tabs are "0", "1" ..."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("xl/workbook.bin", _workbook(workbook.has_dates_from_1904, len(sheets)))
        archive.writestr("xl/_rels/workbook.bin.rels", _relations(len(sheets)))
        archive.writestr("xl/styles.bin", _styles(workbook))
        archive.writestr("xl/sharedStrings.bin", _strings(workbook.strings))
        for number, values in enumerate(sheets):
            archive.writestr(f"xl/worksheets/{number}.bin", _sheet(values))
    return stream.getvalue()


def _workbook(has_dates_from_1904: bool, tabs: int) -> bytes:
    names = [str(number) for number in range(tabs)]
    return b"".join(
        (
            record(_PROPERTIES, bytes((has_dates_from_1904, 0, 0, 0))),
            *(record(_TAB, struct.pack("<II", 0, 1 + int(n)) + _text(f"r{n}") + _text(n)) for n in names),
            record(_TABS_END),
            record(_AFTER_TABS),
        )
    )


def _relations(tabs: int) -> str:
    listed = "".join(f'<Relationship Id="r{n}" Target="worksheets/{n}.bin"/>' for n in range(tabs))
    return f'<Relationships xmlns="{_RELATIONS}">{listed}</Relationships>'


def _styles(workbook: XlsbWorkbook) -> bytes:
    formats = [record(_FORMAT, stored) for stored in workbook.formats]
    styles = [record(_STYLE, struct.pack("<HH", 0, style)) for style in workbook.styles]
    return b"".join((_counted(_FORMATS, formats), _counted(_STYLES, styles)))


def _strings(strings: Sequence[bytes]) -> bytes:
    head = record(_STRINGS, struct.pack("<II", len(strings), len(strings)))
    return head + b"".join(record(_STRING, b"\0" + stored) for stored in strings)


def _counted(number: int, items: Sequence[bytes]) -> bytes:
    return record(number, struct.pack("<I", len(items))) + b"".join(items)


def _sheet(values: Iterable[tuple[Position, bytes]]) -> bytes:
    pieces = [record(_SHEET), record(_DIMENSION, bytes(16)), record(_CELLS)]
    last = -1
    for (row, _), value in values:
        if row != last:
            pieces.append(record(_ROW, struct.pack("<I", row) + bytes(13)))
            last = row
        pieces.append(value)
    return b"".join((*pieces, record(_CELLS_END)))


def _text(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")
