"""Reads a Word document into its lines: paragraphs and table cells in reading order, straight from the XML."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from ...errors import UnreadableFile
from ...files.archive import open_document_archive
from ...model.statement import TextBlock, WrittenDocument
from .limits import bounded

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_P, _TBL, _TR, _TC, _T, _R = (_W + name for name in ("p", "tbl", "tr", "tc", "t", "r"))
_TEXTS = {_W + "tab": " ", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "-"}
_LEFT_OUT = frozenset(
    {_W + "del", _W + "moveFrom", _W + "pPr", _W + "rPr", _W + "instrText", _W + "txbxContent"}
    | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
)
"""Deleted text and what is no text; a drawing's second form, which says the same again."""
_BOX = _W + "txbxContent"
_LARGEST = 64 * 2**20
"""Bytes of the XML that is parsed."""
_DEEPEST = 40
_MAIN = re.compile(r'PartName="/?([^"]+)"[^>]*ContentType="[^"]*(?:document|template)\.main\+xml"')
_MAIN_TURNED = re.compile(r'ContentType="[^"]*(?:document|template)\.main\+xml"[^>]*PartName="/?([^"]+)"')
_DAMAGED = UnreadableFile(
    "tệp Word hỏng, nội dung bên trong không đọc được",
    "Mở tệp bằng Word; nếu Word sửa được thì lưu lại thành .docx rồi chạy lại, nếu không thì xin lại tệp từ nơi gửi",
)


def read_docx(file: str, data: bytes) -> WrittenDocument:
    """The document's lines. Raises UnreadableFile."""
    try:
        with open_document_archive(data) as archive:
            body = _part(archive, _main_part(archive))
            core = _part(archive, "docProps/core.xml") if "docProps/core.xml" in archive.namelist() else b""
        return WrittenDocument(file=file, blocks=body_blocks(body), properties=_properties(core))
    except (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, KeyError, EOFError, RuntimeError, OSError) as error:
        raise _DAMAGED from error


def body_blocks(xml: bytes) -> tuple[TextBlock, ...]:
    """The lines of a document's main part. Raises UnreadableFile, and etree.XMLSyntaxError."""
    root = _parsed(xml)
    body = root.find(_W + "body")
    if body is None:
        raise _DAMAGED
    return tuple(bounded(_Walk(body).blocks(body)))


class _Walk:
    """Counts tables while walking through a body, and knows the number of each of its paragraphs."""

    def __init__(self, body: etree._Element) -> None:
        self.number = {paragraph: number for number, paragraph in enumerate(body.iter(_P), 1)}
        self.table = 0

    def blocks(self, parent: etree._Element, depth: int = 0) -> Iterator[TextBlock]:
        """What stands below an element, outside of a table."""
        if depth > _DEEPEST:
            raise _DAMAGED
        for child in parent:
            if child.tag == _P:
                yield from self._lines(child)
            elif child.tag == _TBL:
                yield from self._table(child, depth)
            elif isinstance(child.tag, str) and child.tag not in _LEFT_OUT:
                yield from self.blocks(child, depth + 1)

    def _lines(self, paragraph: etree._Element, table: int = 0, row: int = 0, column: int = 0) -> Iterator[TextBlock]:
        inside = _box_paragraphs(paragraph) if paragraph.find(".//" + _BOX) is not None else ()
        for one in (paragraph, *inside):
            for line in "".join(_text(one, 0)).split("\n"):
                if line.strip():
                    yield TextBlock(text=line, paragraph=self.number[one], table=table, row=row, column=column)

    def _table(self, table: etree._Element, depth: int) -> Iterator[TextBlock]:
        if _is_layout(table):
            for cell in table.iterchildren(_TR):
                yield from self.blocks(cell, depth + 1)
            return
        self.table += 1
        number = self.table
        for row, line in enumerate(table.iter(_TR), 1):
            if next(line.iterancestors(_TBL)) is not table:
                continue
            column = 0
            for cell in line.iterchildren(_TC, _W + "sdt"):
                column += 1
                for paragraph in cell.iter(_P):
                    if any(a.tag in _LEFT_OUT for a in _between(paragraph, cell)):
                        continue
                    yield from self._lines(paragraph, number, row, column)
                column += _span(cell) - 1
        if depth > _DEEPEST:
            raise _DAMAGED


def _is_layout(table: etree._Element) -> bool:
    """Whether a table only holds text or other tables in their places."""
    return table.find(f".//{_TC}//{_TBL}") is not None or all(
        len(row.findall(_TC)) == 1 and len(row.findall(f"{_TC}/{_P}")) > 1 for row in table.iterchildren(_TR)
    )


def _between(element: etree._Element, top: etree._Element) -> Iterator[etree._Element]:
    for ancestor in element.iterancestors():
        if ancestor is top:
            return
        yield ancestor


def _span(cell: etree._Element) -> int:
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    value = span.get(_W + "val", "1") if span is not None else "1"
    return min(int(value), 100) if value.isdecimal() and int(value) > 0 else 1


def _box_paragraphs(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs of text boxes anchored here, each once."""
    for inner in paragraph.iter(_P):
        if inner is not paragraph and not any("Fallback" in str(a.tag) for a in _between(inner, paragraph)):
            yield inner


def _text(element: etree._Element, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        raise _DAMAGED
    for child in element:
        tag = child.tag
        if tag == _R:
            yield from _run(child, depth)
        elif isinstance(tag, str) and tag not in _LEFT_OUT:
            yield from _text(child, depth + 1)


def _run(run: etree._Element, depth: int) -> Iterator[str]:
    for child in run:
        tag = child.tag
        if tag == _T:
            yield child.text or ""
        elif tag in _TEXTS:
            yield _TEXTS[tag]


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
    if archive.getinfo(name).file_size > _LARGEST:
        raise UnreadableFile("tệp nở ra quá lớn khi mở, không an toàn", _DAMAGED.way_out)
    with archive.open(name) as stream:
        data = stream.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise UnreadableFile("tệp nở ra quá lớn khi mở, không an toàn", _DAMAGED.way_out)
    return data


def _parsed(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _properties(core: bytes) -> tuple[str, ...]:
    """Title and subject of the file; a damaged list of properties harms nothing."""
    try:
        root = _parsed(core)
    except etree.XMLSyntaxError:
        return ()
    found = {str(e.tag).rpartition("}")[2]: (e.text or "").strip() for e in root}
    return tuple(text for name in ("title", "subject", "creator") if (text := found.get(name, "")))
