"""Opens a Word package safely, and tells which text of its XML is shown."""

from __future__ import annotations

import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import NoReturn

from lxml import etree

from ...errors import UnreadableFile
from ...files.archive import open_document_archive
from ..safe_xml import parsed

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
P, TBL, TR, TC, R = (W + name for name in ("p", "tbl", "tr", "tc", "r"))
_T = W + "t"
_TEXTS = {W + "tab": " ", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
LEFT_OUT = frozenset(
    {W + "del", W + "moveFrom", W + "pPr", W + "rPr", W + "instrText", W + "txbxContent"}
    | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
)
"""Deleted text and what is no text; a drawing's second form, which says the same again."""
DEEPEST = 40
"""How far elements may be nested in one another."""
WIDEST_SPAN = 100
"""Columns of one cell; Word itself allows 63."""
_LARGEST = 64 * 2**20
"""Bytes of the XML that is parsed."""
_MAIN = re.compile(r'PartName="/?([^"]+)"[^>]*ContentType="[^"]*(?:document|template)\.main\+xml"')
_MAIN_TURNED = re.compile(r'ContentType="[^"]*(?:document|template)\.main\+xml"[^>]*PartName="/?([^"]+)"')
_DAMAGED = (
    "tệp Word hỏng, nội dung bên trong không đọc được",
    "Mở tệp bằng Word; nếu Word sửa được thì lưu lại thành .docx rồi chạy lại, nếu không thì xin lại tệp từ nơi gửi",
)
_TOO_LARGE = "tệp nở ra quá lớn khi mở, không an toàn"
_BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, etree.XMLSyntaxError,
    KeyError, ValueError, IndexError, OverflowError, struct.error, EOFError, RuntimeError, OSError,
)  # fmt: skip


def damaged() -> UnreadableFile:
    """What is said of a package whose content is not what a Word document holds."""
    return UnreadableFile(*_DAMAGED)


def open_package(data: bytes) -> tuple[bytes, bytes]:
    """The XML of a document's main part, and of its properties (empty where it has none). Raises UnreadableFile."""
    try:
        with open_document_archive(data) as archive:
            body = _part(archive, _main_part(archive))
            core = _part(archive, "docProps/core.xml") if "docProps/core.xml" in archive.namelist() else b""
        return body, core
    except _BROKEN as error:
        _give_up(error)


def open_parts(data: bytes, wanted: Callable[[str], bool], most: int) -> tuple[str, dict[str, bytes]]:
    """The main part's name, and by name the parts that are wanted, `most` at most. Raises UnreadableFile."""
    try:
        with open_document_archive(data) as archive:
            main = _main_part(archive)
            names = [main, *(n for n in archive.namelist() if n != main and wanted(n))][:most]
            parts: dict[str, bytes] = {}
            for name in names:
                parts[name] = _part(archive, name)
                if sum(map(len, parts.values())) > _LARGEST:
                    raise UnreadableFile(_TOO_LARGE, _DAMAGED[1])
        return main, parts
    except _BROKEN as error:
        _give_up(error)


def body_of(xml: bytes) -> etree._Element:
    """The body of a main part. Raises UnreadableFile."""
    try:
        body = parsed(xml).find(W + "body")
    except etree.XMLSyntaxError as error:
        _give_up(error)
    if body is None:
        raise damaged()
    return body


def _give_up(error: Exception) -> NoReturn:
    raise damaged() from error


def shown_text(element: etree._Element, *, raised: bool = True, depth: int = 0) -> Iterator[str]:
    """The pieces of text in an element, what is deleted left out, and what is raised, too, unless `raised`."""
    if depth > DEEPEST:
        raise damaged()
    for child in element:
        tag = child.tag
        if tag == R:
            if raised or not _is_raised_or_hidden(child):
                yield from _run(child)
        elif isinstance(tag, str) and tag not in LEFT_OUT:
            yield from shown_text(child, raised=raised, depth=depth + 1)


def _run(run: etree._Element) -> Iterator[str]:
    for child in run:
        tag = child.tag
        if tag == _T:
            yield child.text or ""
        elif tag in _TEXTS:
            yield _TEXTS[tag]


def _is_raised_or_hidden(run: etree._Element) -> bool:
    """Whether a run is a footnote's mark, or is not shown at all."""
    properties = run.find(W + "rPr")
    if properties is None:
        return False
    aligned = properties.find(W + "vertAlign")
    return (aligned is not None and aligned.get(W + "val") == "superscript") or is_on(properties, "vanish")


def is_on(properties: etree._Element | None, name: str) -> bool:
    """Whether a switch such as w:vanish is there and not turned off."""
    switch = properties.find(W + name) if properties is not None else None
    return switch is not None and switch.get(W + "val", "1") not in ("0", "false", "off")


def number_of(properties: etree._Element | None, name: str, default: int) -> int:
    """A property's number, as of w:gridSpan; the default where it is missing, and never more than WIDEST_SPAN."""
    found = properties.find(W + name) if properties is not None else None
    value = found.get(W + "val", "") if found is not None else ""
    return min(int(value), WIDEST_SPAN) if value.isascii() and value.isdecimal() and len(value) < 10 else default


def between(element: etree._Element, top: etree._Element) -> Iterator[etree._Element]:
    """The elements around one, up to `top`."""
    for ancestor in element.iterancestors():
        if ancestor is top:
            return
        yield ancestor


def _main_part(archive: zipfile.ZipFile) -> str:
    """The name of the part that holds the body."""
    types = _part(archive, "[Content_Types].xml")[:200_000].decode("utf-8", "replace")
    found = _MAIN.search(types) or _MAIN_TURNED.search(types)
    name = found[1] if found else "word/document.xml"
    if name not in archive.namelist():
        raise UnreadableFile(
            "tệp không phải văn bản Word dạng .docx",
            "Mở tệp bằng Word, chọn Lưu thành dạng “Tài liệu Word (.docx)” rồi chạy lại",
        )
    return name


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    too_large = UnreadableFile(_TOO_LARGE, _DAMAGED[1])
    if archive.getinfo(name).file_size > _LARGEST:
        raise too_large
    with archive.open(name) as stream:
        data = stream.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise too_large
    return data
