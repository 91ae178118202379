"""Reads the mark that a report carries in its properties, whoever saved the report last."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from ...errors import UnreadableFile
from ...files.archive import open_document_archive
from ...model.report_mark import AUTHORITY, COMMUNE, CONTENT, PART, PROPERTIES, YEAR, ReportMark, content_of
from ..safe_xml import parsed
from .word_xml import open_package

_LARGEST = 2**20
"""Bytes of the properties: ours take one KB."""
_BROKEN = (
    zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError,
    KeyError, ValueError, IndexError, OverflowError, struct.error, EOFError, RuntimeError, OSError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FoundMark:
    """What a report says of itself."""

    mark: ReportMark
    content: str
    """Which filling it came from, however it was edited since."""


def read_mark(data: bytes) -> FoundMark | None:
    """The mark of a Word document; None where it has none, or one that contradicts itself.

    Raises UnreadableFile where it is no sound Word document.
    """
    open_package(data)
    try:
        with open_document_archive(data) as archive:
            if archive.testzip() is not None:
                raise UnreadableFile("tệp Word hỏng, nội dung bên trong không đọc được")
            if PART not in archive.namelist():
                return None
            with archive.open(PART) as stream:
                xml = stream.read(_LARGEST + 1)
        return _found(list(_properties(parsed(xml)))) if len(xml) <= _LARGEST else None
    except _BROKEN as problem:
        raise UnreadableFile("tệp Word hỏng, nội dung bên trong không đọc được") from problem


@dataclass(frozen=True, slots=True)
class Filling:
    """What can be told of a document that may have been edited since it was filled."""

    content: str
    """Which filling it came from; "" where it does not say."""
    is_untouched: bool
    """Whether its parts are still, byte by byte, what was filled."""


def read_filling(data: bytes) -> Filling:
    """Which filling a document came from; of what is no sound Word document nothing is known."""
    try:
        with open_document_archive(data) as archive, archive.open(PART) as stream:
            texts = dict(_properties(parsed(stream.read(_LARGEST))))
            parts = [(one.filename, _packed(data, one)) for one in archive.infolist() if one.filename != PART]
    except (UnreadableFile, *_BROKEN):
        return Filling("", False)
    content = texts.get(CONTENT, "").strip()
    return Filling(content, bool(content) and content == content_of(parts))


def _packed(data: bytes, part: zipfile.ZipInfo) -> bytes:
    """A part as it is packed, behind its own header (name and extra field differ in length from those of the directory)."""
    name, extra = struct.unpack_from("<HH", data, part.header_offset + 26)
    begin = part.header_offset + 30 + name + extra
    return data[begin : begin + part.compress_size]


def _properties(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Names and texts of the mark's properties."""
    for entry in root.iterchildren("{*}property"):
        if entry.get("name") in PROPERTIES:
            yield entry.get("name", ""), "".join(map(str, entry.itertext()))


def _found(properties: list[tuple[str, str]]) -> FoundMark | None:
    texts = dict(properties)
    year = texts.get(YEAR, "").strip()
    if len(texts) != len(properties) or not (year.isascii() and year.isdecimal() and len(year) == 4):
        return None
    if not texts.get(COMMUNE):
        return None
    return FoundMark(ReportMark.of(texts.get(AUTHORITY, ""), int(year), texts[COMMUNE]), texts.get(CONTENT, "").strip())
