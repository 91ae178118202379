"""Reads a Word document into its lines: paragraphs and table cells in reading order, straight from the XML."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ...model.statement import TextBlock, WrittenDocument
from ..safe_xml import parsed
from .limits import bounded
from .word_xml import (
    DEEPEST,
    LEFT_OUT,
    TBL,
    TC,
    TR,
    P,
    W,
    between,
    body_of,
    damaged,
    number_of,
    open_package,
    shown_text,
)

_BOX = W + "txbxContent"


def read_docx(file: str, data: bytes) -> WrittenDocument:
    """The document's lines. Raises UnreadableFile."""
    body, core = open_package(data)
    return WrittenDocument(file=file, blocks=body_blocks(body), properties=_properties(core))


def body_blocks(xml: bytes) -> tuple[TextBlock, ...]:
    """The lines of a document's main part. Raises UnreadableFile."""
    body = body_of(xml)
    return tuple(bounded(_Walk(body).blocks(body)))


class _Walk:
    """Counts tables while walking through a body, and knows the number of each of its paragraphs."""

    def __init__(self, body: etree._Element) -> None:
        self.number = {paragraph: number for number, paragraph in enumerate(body.iter(P), 1)}
        self.table = 0

    def blocks(self, parent: etree._Element, depth: int = 0) -> Iterator[TextBlock]:
        """What stands below an element, outside of a table."""
        if depth > DEEPEST:
            raise damaged()
        for child in parent:
            if child.tag == P:
                yield from self._lines(child)
            elif child.tag == TBL:
                yield from self._table(child, depth)
            elif isinstance(child.tag, str) and child.tag not in LEFT_OUT:
                yield from self.blocks(child, depth + 1)

    def _lines(self, paragraph: etree._Element, table: int = 0, row: int = 0, column: int = 0) -> Iterator[TextBlock]:
        inside = _box_paragraphs(paragraph) if paragraph.find(".//" + _BOX) is not None else ()
        for one in (paragraph, *inside):
            for line in "".join(shown_text(one)).split("\n"):
                if line.strip():
                    yield TextBlock(text=line, paragraph=self.number[one], table=table, row=row, column=column)

    def _table(self, table: etree._Element, depth: int) -> Iterator[TextBlock]:
        if _is_layout(table):
            for cell in table.iterchildren(TR):
                yield from self.blocks(cell, depth + 1)
            return
        self.table += 1
        number = self.table
        for row, line in enumerate(table.iter(TR), 1):
            if next(line.iterancestors(TBL)) is not table:
                continue
            column = 0
            for cell in line.iterchildren(TC, W + "sdt"):
                column += 1
                for paragraph in cell.iter(P):
                    if any(a.tag in LEFT_OUT for a in between(paragraph, cell)):
                        continue
                    yield from self._lines(paragraph, number, row, column)
                column += _span(cell) - 1
        if depth > DEEPEST:
            raise damaged()


def _is_layout(table: etree._Element) -> bool:
    """Whether a table only holds text or other tables in their places."""
    return table.find(f".//{TC}//{TBL}") is not None or all(
        len(row.findall(TC)) == 1 and len(row.findall(f"{TC}/{P}")) > 1 for row in table.iterchildren(TR)
    )


def _span(cell: etree._Element) -> int:
    return max(1, number_of(cell.find(W + "tcPr"), "gridSpan", 1))


def _box_paragraphs(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs of text boxes anchored here, each once."""
    for inner in paragraph.iter(P):
        if inner is not paragraph and not any("Fallback" in str(a.tag) for a in between(inner, paragraph)):
            yield inner


def _properties(core: bytes) -> tuple[str, ...]:
    """Title and subject of the file; a damaged list of properties harms nothing."""
    try:
        root = parsed(core)
    except etree.XMLSyntaxError:
        return ()
    found = {str(e.tag).rpartition("}")[2]: (e.text or "").strip() for e in root}
    return tuple(text for name in ("title", "subject", "creator") if (text := found.get(name, "")))
