"""Puts a document's lines together again: sentences torn by the page's edge, without page numbers and running heads."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...model.statement import TextBlock, WrittenDocument
from .plain import bare, readable

_PAGE_NUMBER = re.compile(r"^[-–—\s]*(?:trang\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?[-–—\s]*$", re.IGNORECASE)
_DASHED = re.compile(r"[-–—+•*·●○▪■◦‣]\s*(?!\d+[.,]\d)")
_NUMBERED = re.compile(r"\(?\d{1,2}(?:\.\d{1,2}){0,4}\s*[.):]?(?!\d)\s*[\"“]?")
_LETTERED = re.compile(
    r"(?:[a-zđ]\)|(?:[IVX]{1,5}|[A-E])\s*[.)/:-])\s|(?:Tiêu chí|Phần|TCTP|Điều|Mục|Căn cứ|Nơi nhận)\s"
)
_ENDED = re.compile(r"[.;:!?…][\"”’')]?$")
_OPEN = re.compile(
    r"(?:[,(/“]|\b(?:và|của|là|đạt|được|xã|phường|trấn|huyện|tỉnh|số|các|trong|với|về|theo|do|còn|gồm|chưa|bị|trừ|điểm là))$"
)
"""How a line ends that cannot be the end."""
_MEASURED = (
    r"(?:Chỉ số|Tỷ lệ|Tỉ lệ|Đạt|Xếp|Bị trừ|Còn|Thiếu|Chưa đạt|Số điểm|Điểm (?:số|đạt|trừ|bị trừ|chưa đạt|còn thiếu))"
)
_MEASURE = re.compile(rf"{_MEASURED}[^:.\d]{{0,12}}[:\d]")
_DASHED_MEASURE = re.compile(rf"[-–—]\s*{_MEASURED}")
"""How the rest of a torn sentence begins that states one figure after another."""
_FIGURE = re.compile(r"\d+(?:[.,]\d+)?\s*(?:%|điểm|/|[;,–-]|$)")
_FIGURE_ENDED = re.compile(r"(?:%|điểm|\d[.,]\d+)$")
_FULL = 0.75
_POINTS = re.compile(r"\d.*(?:điểm|%)|(?:điểm|%).*\d", re.IGNORECASE)
_LONG = 500
_ITEM_INSIDE = re.compile(
    r"\s(?=(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]|\d{1,2}(?:\.\d{1,2}){1,3}|[a-zđ]\)|[IVX]{1,4}\.|[-+•])\s+[A-ZĐÀ-Ỹ])"
)
_HEAD_PAGES = 2
_EDGE_LINES = 2


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, put together from its lines."""

    text: str
    starts: tuple[int, ...]
    blocks: tuple[TextBlock, ...]

    def block_at(self, position: int) -> TextBlock:
        """The line in which a position of the text stands."""
        return self.blocks[max(0, bisect_right(self.starts, position) - 1)]


@dataclass(frozen=True, slots=True)
class TablePassage:
    """A table: its rows, each cell by its column."""

    rows: tuple[dict[int, Passage], ...]

    def as_prose(self) -> Iterator[Passage]:
        """Each row that tells points as one sentence; a cell of several paragraphs as so many."""
        for row in self.rows:
            if not any(_POINTS.search(cell.text) for cell in row.values()):
                continue
            lines = [(b, t) for cell in row.values() for b in cell.blocks if (t := readable(b.text))]
            if len(lines) > len(row):
                yield from (one_passage([line]) for line in lines)
            elif lines:
                yield one_passage(lines)


def passages(document: WrittenDocument) -> Iterator[Passage | TablePassage]:
    """The document's paragraphs and tables in order."""
    lines: list[_Line] = []
    table: list[TextBlock] = []
    width = _width(document)
    for block, text in _without_furniture(document.blocks):
        if table and block.table != table[0].table:
            yield _table(table)
            table = []
        if block.table:
            if lines:
                yield from _joined(lines, width)
                lines = []
            table.append(block)
        else:
            lines.append((block, text))
    yield from _joined(lines, width)
    if table:
        yield _table(table)


_Line = tuple[TextBlock, str]
"""A line with its readable text."""


def one_passage(lines: Sequence[_Line]) -> Passage:
    """Lines put together with blanks between them."""
    if len(lines) == 1:
        return Passage(lines[0][1], (0,), (lines[0][0],))
    starts, length = [], 0
    for _, text in lines:
        starts.append(length)
        length += len(text) + 1
    return Passage(" ".join(text for _, text in lines), tuple(starts), tuple(block for block, _ in lines))


def _table(blocks: Sequence[TextBlock]) -> TablePassage:
    rows: dict[int, dict[int, list[_Line]]] = {}
    for block in blocks:
        rows.setdefault(block.row, {}).setdefault(block.column, []).append((block, readable(block.text)))
    return TablePassage(tuple({c: one_passage(cell) for c, cell in cells.items()} for cells in rows.values()))


def _width(document: WrittenDocument) -> int | None:
    """How long a full line is; None where lines are whole paragraphs."""
    lengths = sorted(len(b.text) for b in document.blocks if not b.table)
    return lengths[len(lengths) * 9 // 10] if document.wrapped and lengths else None


def _joined(lines: Sequence[_Line], width: int | None) -> Iterator[Passage]:
    pending: list[_Line] = []
    for block, text in lines:
        if pending:
            last, last_text = pending[-1]
            same = bool(block.paragraph) and block.paragraph == last.paragraph
            if not _goes_on(last_text, text, width, same_paragraph=same):
                yield one_passage(pending)
                pending = []
        pending.append((block, text))
    if pending:
        yield one_passage(pending)


def _goes_on(last: str, text: str, width: int | None, *, same_paragraph: bool) -> bool:
    """Whether a line continues the one before it."""
    is_full = width is not None and len(last) >= _FULL * width and not last.isupper()
    if is_item(text):
        return is_full and not _ENDED.search(last) and _DASHED_MEASURE.match(text) is not None
    if same_paragraph:
        return True
    begins_small = text[0].islower() or text[0] in "%/,.;:)(=" or text[0].isdigit()
    if _ENDED.search(last):
        if last[-1] in ":;," and (text[0].islower() or _FIGURE.match(text)):
            return True
        return is_full and _MEASURE.match(text) is not None
    if begins_small or _OPEN.search(last):
        return True
    return is_full and not _FIGURE_ENDED.search(last)


def is_item(text: str) -> bool:
    """Whether a line begins an item of its own: with a dash, a number before a capital, "Tiêu chí"."""
    if _DASHED.match(text) or _LETTERED.match(text):
        return True
    number = _NUMBERED.match(text)
    return number is not None and text[number.end() : number.end() + 1].isupper()


def _without_furniture(blocks: Sequence[TextBlock]) -> Iterator[_Line]:
    """Leaves out empty lines, page numbers, and lines that stand again and again at the edge of pages."""
    heads = _running_heads(blocks)
    for block in blocks:
        if block.table:
            yield block, ""
            continue
        text = readable(block.text)
        if text and not (len(text) < 20 and _PAGE_NUMBER.match(text)) and not (heads and _head_key(text) in heads):
            # a text without its line breaks is one long line
            yield from ((block, piece) for piece in (_ITEM_INSIDE.split(text) if len(text) > _LONG else (text,)))


def _running_heads(blocks: Sequence[TextBlock]) -> frozenset[str]:
    pages: dict[int, list[str]] = {}
    for block in blocks:
        if block.page and not block.table:
            pages.setdefault(block.page, []).append(readable(block.text))
    edges: Counter[str] = Counter()
    for lines in pages.values():
        edges.update({_head_key(line) for line in (*lines[:_EDGE_LINES], *lines[-_EDGE_LINES:])})
    return frozenset(k for k, n in edges.items() if k and n > _HEAD_PAGES)


def _head_key(text: str) -> str:
    return re.sub(r"\d+", "#", bare(text)) if len(text) < 120 and "điểm" not in text else ""
