"""Reads one sheet's XML: the cells by a plain scan where their spelling allows, the rest of the sheet by lxml."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from ...errors import UnreadableFile
from ..grid import Merge, position
from ..safe_xml import is_utf8, namespace, parsed
from ..sheet_cells import MAX_COLUMNS, MAX_MERGES, SheetCells, bounded_merges
from . import general
from .layout import Layouts
from .plain import scanned
from .styles import NumberFormats

MAX_GENERAL = 32 * 2**20
"""Bytes of a sheet that is not spelt plainly: such a sheet is laid out as a tree, at ten times its size."""
MAX_COLUMN_SPANS = 16_384
_OPEN, _CLOSE, _EMPTY = b"<sheetData>", b"</sheetData>", b"<sheetData/>"


@dataclass(frozen=True, slots=True)
class SheetXml:
    """What the XML of one sheet tells."""

    cells: SheetCells
    merges: tuple[Merge, ...]
    hidden_columns: frozenset[int]
    respelt: bytes | None
    """The sheet in plain spelling, where the compiled reader might not make out the original."""


def read_sheet(data: bytes, layouts: Layouts) -> SheetXml:
    """Takes the bytes of a sheet's part. Raises UnreadableFile; XMLSyntaxError, ValueError for a damaged one."""
    return plainly(data, layouts) or generally(data, layouts.formats)


def plainly(data: bytes, layouts: Layouts) -> SheetXml | None:
    """The quick way; None when the spelling is not plain."""
    start, end = data.find(_OPEN), data.rfind(_CLOSE)
    if start < 0 or end < start:
        return None
    frame = b"".join((data[:start], _EMPTY, data[end + len(_CLOSE) :]))
    if frame.count(_EMPTY) != 1:
        return None
    try:
        root = parsed(frame)
    except etree.XMLSyntaxError:
        return None
    # the cells' tags have no prefix, so theirs is the namespace that sheetData has without one
    if not is_utf8(root) or root.prefix is not None or root.find(f"{{{namespace(root)}}}sheetData") is None:
        return None
    cells = scanned(data[start + len(_OPEN) : end], layouts)
    return SheetXml(cells, _merges(root), _hidden_columns(root), None) if cells is not None else None


def generally(data: bytes, formats: NumberFormats) -> SheetXml:
    """The way for every spelling that XML allows."""
    if len(data) > MAX_GENERAL:
        raise UnreadableFile(f"trang tính lớn {len(data) // 2**20} MB, quá mức {MAX_GENERAL // 2**20} MB")
    root = parsed(data)
    cells = general.walked(root, formats)
    return SheetXml(cells, _merges(root), _hidden_columns(root), general.plainly_spelt(root))


def _hidden_columns(root: etree._Element) -> frozenset[int]:
    space = namespace(root)
    spans = root.findall(f"{{{space}}}cols/{{{space}}}col")
    if len(spans) > MAX_COLUMN_SPANS:
        raise UnreadableFile(f"trang tính khai báo {len(spans)} nhóm cột, quá mức {MAX_COLUMN_SPANS}")
    found: set[int] = set()
    for span in spans:
        if span.get("hidden") in ("1", "true") or span.get("width") == "0":
            first, last = int(str(span.get("min"))) - 1, int(str(span.get("max"))) - 1
            found.update(range(max(0, first), min(last, MAX_COLUMNS) + 1))
    return frozenset(found)


def _merges(root: etree._Element) -> tuple[Merge, ...]:
    """Merged ranges. Raises UnreadableFile when they are more than a person could have made."""
    space = namespace(root)
    ranges = root.findall(f"{{{space}}}mergeCells/{{{space}}}mergeCell")
    if len(ranges) > MAX_MERGES:
        raise UnreadableFile(f"trang tính có {len(ranges)} vùng ô gộp, quá mức {MAX_MERGES}")
    found = []
    for cell in ranges:
        first, _, last = str(cell.get("ref")).partition(":")
        found.append((*position(first), *position(last or first)))
    return bounded_merges(tuple(found))
