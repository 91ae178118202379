"""Finds cells, boxes and tables that a report could be left without any paragraph or row in: Word calls such a file damaged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from lxml import etree

from .block_pairs import Opened
from .part_source import PartSource
from .run_joining import CELL, names

_NEEDS_PARAGRAPH = CELL | names("txbxContent", "hdr", "ftr", "footnote", "endnote")
_Told = tuple[int, str, str]
_Span = tuple[int, int]


def emptied(source: PartSource, pairs: Sequence[tuple[Opened, Opened]]) -> Iterator[_Told]:
    """The index of a block, what is wrong there, and the way out; for a part without other faults."""
    taken = {id(t) for b in source.blocks for t in b.taken if t is not None}
    for holder, spans in _spans(source, pairs, "p"):
        own = [i for i, b in enumerate(source.blocks) if b.holder is holder and id(b.element) not in taken]
        if holder.tag in _NEEDS_PARAGRAPH and not _always_one(own, spans):
            yield (
                spans[0][0],
                "ô, khung hoặc đầu trang này có thể không còn đoạn nào khi thẻ để trống",
                "thêm một đoạn trống ở cuối, ngoài các thẻ {%p … %}",
            )
    for holder, spans in _spans(source, pairs, "tr"):
        own = [
            i for i, b in enumerate(source.blocks)
            if b.row is not None and b.row.getparent() is holder and id(b.row) not in taken
        ]  # fmt: skip
        if not _always_one(own, spans):
            yield (
                spans[0][0],
                "bảng này có thể không còn dòng nào khi danh sách trống",
                "thêm một dòng ngoài vòng lặp, ví dụ dòng tiêu đề",
            )


def _spans(
    source: PartSource, pairs: Sequence[tuple[Opened, Opened]], marker: str
) -> list[tuple[etree._Element, list[_Span]]]:
    """By holder, from where to where loops and conditions go."""
    found: dict[int, tuple[etree._Element, list[_Span]]] = {}
    for opened, closed in pairs:
        holder = source.blocks[opened.block].holders[opened.number]
        if opened.tag.marker == marker and holder is not None:
            found.setdefault(id(holder), (holder, []))[1].append((opened.block, closed.block))
    return list(found.values())


def _always_one(own: Sequence[int], spans: Sequence[_Span]) -> bool:
    """Whether a paragraph or row stands outside all spans, or one in each branch of a condition that has an else."""
    if any(not any(start < i < end for start, end in spans) for i in own):
        return True
    branches: dict[int, list[int]] = {}
    for start, end in spans:
        branches.setdefault(start, []).append(end)
    for start, ends in branches.items():
        marks = [start, *sorted(ends)]
        if len(ends) > 1 and all(any(a < i < b for i in own) for a, b in pairwise(marks)):
            return True
    return False
