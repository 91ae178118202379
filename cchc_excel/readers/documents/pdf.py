"""Reads the text layer of a PDF: lines outside of ruled tables, and the tables' cells, page by page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ...errors import UnreadableFile
from ...model.statement import TextBlock, WrittenDocument
from .limits import MOST_PAGES, bounded, too_long
from .overleaf import rejoined
from .pdf_file import opened, outside, ruled_tables

_SCANNED = UnreadableFile(
    "tệp PDF là bản chụp (quét), không có chữ để đọc",
    "Xin tệp Word (.docx) của báo cáo, hoặc nhận dạng chữ (OCR) thành PDF có chữ rồi chạy lại",
)
_UNMAPPED = UnreadableFile(
    "chữ trong tệp PDF không có bảng mã nên không đọc được",
    "Xin tệp Word (.docx) của báo cáo, hoặc xuất lại PDF từ Word rồi chạy lại",
)
_FEWEST_LETTERS = 20
"""A page number or a stamp is no text layer."""
_CID = re.compile(r"\(cid:\d+\)")


def read_pdf(file: str, data: bytes) -> WrittenDocument:
    """The document's lines. May take for ever or use up the memory on a hostile file: run it in a process of its own.

    Raises UnreadableFile.
    """
    with opened(data) as pdf:
        if len(pdf.pages) > MOST_PAGES:
            raise too_long()
        blocks = tuple(bounded(_blocks(pdf)))
        facts = pdf.metadata or {}
    _check_letters(blocks)
    told = (facts.get(name) for name in ("Title", "Subject", "Author"))
    return WrittenDocument(
        file=file, blocks=blocks, properties=tuple(t for t in told if isinstance(t, str)), wrapped=True
    )


def _check_letters(blocks: tuple[TextBlock, ...]) -> None:
    text = "".join(b.text for b in blocks)
    letters = sum(1 for c in _CID.sub("", text) if c.isalpha())
    if letters < _FEWEST_LETTERS:
        raise _UNMAPPED if _CID.search(text) else _SCANNED


def _blocks(pdf: Any) -> Iterator[TextBlock]:
    return rejoined(_page_blocks(pdf))


def _page_blocks(pdf: Any) -> Iterator[TextBlock]:
    tables = 0
    for number, page in enumerate(pdf.pages, 1):
        found = ruled_tables(page)
        pieces: list[tuple[float, list[TextBlock]]] = []
        for table in found:
            tables += 1
            pieces.append((float(table.bbox[1]), list(_cells(table, number, tables))))
        for line in outside(page, found).extract_text_lines(return_chars=False):
            pieces.append((float(line["top"]), [TextBlock(text=line["text"], page=number)]))
        for _, blocks in sorted(pieces, key=lambda p: p[0]):
            yield from blocks
        page.close()


def _cells(table: Any, page: int, number: int) -> Iterator[TextBlock]:
    for row, cells in enumerate(table.extract(), 1):
        for column, text in enumerate(cells, 1):
            if text and text.strip():
                yield TextBlock(text=" ".join(text.split("\n")), page=page, table=number, row=row, column=column)
