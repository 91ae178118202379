"""Says where a paragraph of a Word document stands, as an officer would find it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from .run_joining import CELL, PARAGRAPH, ROW, TABLE, names

_BOX = names("txbxContent")
_NOTE = {
    **dict.fromkeys(names("footnote"), "chú thích cuối trang"),
    **dict.fromkeys(names("endnote"), "chú thích cuối văn bản"),
}
_NO_TEXT = names("pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr")
_ID = names("id")


@dataclass(slots=True)
class _Counted:
    """How many paragraphs and tables there were so far."""

    paragraphs: int = 0
    tables: int = 0


def paragraphs(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Every paragraph in the document's order, with its place: "đoạn 12", "bảng 1, dòng 2, cột 3"."""
    yield from _in(root, "", _Counted())


def _in(holder: etree._Element, inside: str, counted: _Counted) -> Iterator[tuple[etree._Element, str]]:
    for child in holder:
        if child.tag in PARAGRAPH:
            counted.paragraphs += 1
            place = inside or f"đoạn {counted.paragraphs}"
            yield child, place
            yield from _boxes(child, place)
        elif child.tag in TABLE:
            counted.tables += 1
            yield from _cells(child, f"{inside}, bảng {counted.tables} trong ô" if inside else f"bảng {counted.tables}")
        elif child.tag in _NOTE:
            number = next((child.get(name) for name in _ID if child.get(name)), "")
            yield from _in(child, f"{_NOTE[str(child.tag)]} {number}".strip(), _Counted())
        elif child.tag not in _NO_TEXT and len(child):
            yield from _in(child, inside, counted)


def _cells(table: etree._Element, inside: str) -> Iterator[tuple[etree._Element, str]]:
    for row_number, row in enumerate(_nearest(table, ROW), 1):
        for column, cell in enumerate(_nearest(row, CELL), 1):
            yield from _in(cell, f"{inside}, dòng {row_number}, cột {column}", _Counted())


def _boxes(paragraph: etree._Element, place: str) -> Iterator[tuple[etree._Element, str]]:
    for box in _nearest(paragraph, _BOX):
        yield from _in(box, f"khung chữ ở {place}", _Counted())


def _nearest(holder: etree._Element, wanted: frozenset[str]) -> Iterator[etree._Element]:
    """The wanted elements below the holder, none of them inside another."""
    for child in holder:
        if child.tag in wanted:
            yield child
        elif child.tag not in _NO_TEXT and len(child):
            yield from _nearest(child, wanted)
