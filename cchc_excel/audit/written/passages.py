"""Puts a document's lines together again: sentences torn by the page's edge, without page numbers and running heads."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
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
_FULL = 0.75
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


def passages(document: WrittenDocument) -> Iterator[Passage | TablePassage]:
    """The document's paragraphs and tables in order."""
    lines: list[TextBlock] = []
    table: list[TextBlock] = []
    width = _width(document)
    for block in _without_furniture(document.blocks):
        if table and block.table != table[0].table:
            yield _table(table)
            table = []
        if block.table:
            if lines:
                yield from _joined(lines, width)
                lines = []
            table.append(block)
        else:
            lines.append(block)
    yield from _joined(lines, width)
    if table:
        yield _table(table)


def one_passage(blocks: Sequence[TextBlock]) -> Passage:
    """Lines put together with blanks between them."""
    starts, texts, length = [], [], 0
    for block in blocks:
        text = readable(block.text)
        starts.append(length)
        texts.append(text)
        length += len(text) + 1
    return Passage(" ".join(texts), tuple(starts), tuple(blocks))


def _table(blocks: Sequence[TextBlock]) -> TablePassage:
    rows: dict[int, dict[int, list[TextBlock]]] = {}
    for block in blocks:
        rows.setdefault(block.row, {}).setdefault(block.column, []).append(block)
    return TablePassage(tuple({c: one_passage(cell) for c, cell in cells.items()} for cells in rows.values()))


def _width(document: WrittenDocument) -> int | None:
    """How long a full line is; None where lines are whole paragraphs."""
    lengths = sorted(len(b.text) for b in document.blocks if not b.table)
    return lengths[len(lengths) * 9 // 10] if document.wrapped and lengths else None


def _joined(lines: Sequence[TextBlock], width: int | None) -> Iterator[Passage]:
    pending: list[TextBlock] = []
    last = ""
    for block in lines:
        text = readable(block.text)
        if not text:
            continue
        same = bool(pending) and block.paragraph and block.paragraph == pending[-1].paragraph
        if pending and not _goes_on(last, text, width, same_paragraph=bool(same)):
            yield one_passage(pending)
            pending = []
        pending.append(block)
        last = text
    if pending:
        yield one_passage(pending)


def _goes_on(last: str, text: str, width: int | None, *, same_paragraph: bool) -> bool:
    """Whether a line continues the one before it."""
    if is_item(text):
        return False
    if same_paragraph:
        return True
    begins_small = text[0].islower() or text[0] in "%/,.;:)(" or text[0].isdigit()
    if _ENDED.search(last):
        return text[0].islower() and last[-1] in ":;,"
    if begins_small or _OPEN.search(last):
        return True
    return width is not None and len(last) >= _FULL * width and not last.isupper()


def is_item(text: str) -> bool:
    """Whether a line begins an item of its own: with a dash, a number before a capital, "Tiêu chí"."""
    if _DASHED.match(text) or _LETTERED.match(text):
        return True
    number = _NUMBERED.match(text)
    return number is not None and text[number.end() : number.end() + 1].isupper()


def _without_furniture(blocks: Sequence[TextBlock]) -> Iterable[TextBlock]:
    """Leaves out page numbers, and lines that stand again and again at the edge of pages."""
    heads = _running_heads(blocks)
    for block in blocks:
        if not block.table:
            text = readable(block.text)
            if _PAGE_NUMBER.match(text) or (block.page and _head_key(text) in heads):
                continue
        yield block


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
