"""Reads the text layer of a PDF: lines outside of ruled tables, and the tables' cells, page by page."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from typing import Any

from ...errors import UnreadableFile
from ...model.statement import TextBlock, WrittenDocument
from .limits import MOST_PAGES, bounded, too_long
from .overleaf import rejoined

_DAMAGED = "tệp PDF hỏng, không mở được"
_AGAIN = "Mở thử tệp bằng trình đọc PDF; nếu không mở được thì xin lại tệp, hoặc xuất lại PDF từ Word"
_PASSWORD = UnreadableFile(
    "tệp PDF được bảo vệ bằng mật khẩu", "Xin bản không có mật khẩu hoặc tệp Word (.docx) rồi chạy lại"
)
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
_MOST_RULES = 4000
"""Lines and boxes of a page in which tables are looked for; a drawing has more."""
_CID = re.compile(r"\(cid:\d+\)")


def read_pdf(file: str, data: bytes) -> WrittenDocument:
    """The document's lines. May take for ever or use up the memory on a hostile file: run it in a process of its own.

    Raises UnreadableFile.
    """
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect, PDFTextExtractionNotAllowed

    logging.disable(logging.CRITICAL)
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            if len(pdf.pages) > MOST_PAGES:
                raise too_long()
            blocks = tuple(bounded(_blocks(pdf)))
            facts = pdf.metadata or {}
    except UnreadableFile:
        raise
    except (PDFPasswordIncorrect, PDFTextExtractionNotAllowed) as error:
        raise _PASSWORD from error
    except Exception as error:
        if any(isinstance(e, PDFPasswordIncorrect) for e in (error.__cause__, error.__context__, *error.args)):
            raise _PASSWORD from error
        raise UnreadableFile(_DAMAGED, _AGAIN) from error
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
        found = _tables(page)
        boxes = [t.bbox for t in found]
        pieces: list[tuple[float, list[TextBlock]]] = []
        for table in sorted(found, key=lambda t: float(t.bbox[1])):
            tables += 1
            pieces.append((float(table.bbox[1]), list(_cells(table, number, tables))))
        outside = page.filter(lambda o, boxes=boxes: not _inside(o, boxes)) if boxes else page
        for line in outside.extract_text_lines(return_chars=False):
            pieces.append((float(line["top"]), [TextBlock(text=line["text"], page=number)]))
        for _, blocks in sorted(pieces, key=lambda p: p[0]):
            yield from blocks
        page.close()


def _tables(page: Any) -> list[Any]:
    """Ruled tables of two columns or more; a frame around a text is none."""
    rules = len(page.lines) + len(page.rects)
    if not 4 <= rules <= _MOST_RULES:
        return []
    return [t for t in page.find_tables() if len(t.rows) >= 2 and max(len(r.cells) for r in t.rows) >= 2]


def _inside(thing: dict[str, Any], boxes: list[tuple[float, float, float, float]]) -> bool:
    if thing.get("object_type") != "char":
        return False
    across, down = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
    return any(x0 <= across <= x1 and top <= down <= bottom for x0, top, x1, bottom in boxes)


def _cells(table: Any, page: int, number: int) -> Iterator[TextBlock]:
    for row, cells in enumerate(table.extract(), 1):
        for column, text in enumerate(cells, 1):
            if text and text.strip():
                yield TextBlock(text=" ".join(text.split("\n")), page=page, table=number, row=row, column=column)
