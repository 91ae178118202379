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
_LONGEST_PAGE_NUMBER = 20
_DASHED = re.compile(r"[-–—+•*·●○▪■◦‣]\s*(?!\d+[.,]\d)")
_NUMBERED = re.compile(r"\(?\d{1,2}(?:\.\d{1,2}){0,4}\s*[.):]?(?!\d)\s*[\"“]?")
_LETTERED = re.compile(
    r"(?:[a-zđ]\)|(?:[IVX]{1,5}|[A-E])\s*[.)/:-])\s|(?:Tiêu chí|Phần|TCTP|Điều|Mục|Căn cứ|Nơi nhận)\s"
)
_ENDED = re.compile(r"[.;:!?…][\"”’')]?$")
_OPEN = re.compile(
    r"(?:[,(/“]|\b(?:và|của|là|đạt|được|xã|phường|trấn|huyện|tỉnh|(?<!đổi )(?<!quyền )(?<!nghệ )(?<!thuật )(?<!tế )(?<!hội )(?<!chỉ )số|các|trong|với|về|theo|do|còn|gồm|chưa|bị|(?<!Điểm )trừ|điểm là))$"
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
_TAIL = 16
"""The last characters of a line, among which all stands that tells whether it is open."""
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


@dataclass(frozen=True, slots=True)
class Edges:
    """How a line begins and ends, as far as it tells whether lines belong together."""

    is_item: bool
    begins_small: bool
    begins_lower: bool
    begins_with_figure: bool
    is_ended: bool
    is_listed: bool
    """Whether it ends as one of several, or announces them: ":", ";", ","."""
    is_open: bool

    @classmethod
    def of(cls, text: str) -> Edges:
        """The edges of a readable line that is not empty."""
        first, tail = text[0], text[-_TAIL:]
        return cls(
            is_item=is_item(text),
            begins_small=first.islower() or first in "%/,.;:)(=" or first.isdigit(),
            begins_lower=first.islower(),
            begins_with_figure=_FIGURE.match(text) is not None,
            is_ended=_ENDED.search(tail) is not None,
            is_listed=text[-1] in ":;,",
            is_open=_OPEN.search(tail) is not None,
        )


def goes_on(last: Edges, line: Edges) -> bool:
    """Whether a paragraph continues the one before it."""
    if line.is_item:
        return False
    if last.is_ended:
        return last.is_listed and (line.begins_lower or line.begins_with_figure)
    return line.begins_small or last.is_open


def _goes_on(last: str, text: str, width: int | None, *, same_paragraph: bool) -> bool:
    """Whether a line continues the one before it."""
    before, line = Edges.of(last), Edges.of(text)
    is_full = width is not None and len(last) >= _FULL * width and not last.isupper()
    if line.is_item:
        return is_full and not before.is_ended and _DASHED_MEASURE.match(text) is not None
    if same_paragraph or goes_on(before, line):
        return True
    ends_torn = _MEASURE.match(text) if before.is_ended else not _FIGURE_ENDED.search(last)
    return is_full and bool(ends_torn)


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
        if text and not is_page_number(text) and not (heads and _head_key(text) in heads):
            yield from ((block, piece) for piece in items_of(text))


def is_page_number(text: str) -> bool:
    """Whether a readable line holds nothing but the number of its page."""
    return len(text) < _LONGEST_PAGE_NUMBER and _PAGE_NUMBER.match(text) is not None


def items_of(text: str) -> Sequence[str]:
    """A readable line; a text that lost its line breaks is one long line and falls into its items."""
    return _ITEM_INSIDE.split(text) if len(text) > _LONG else (text,)


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
