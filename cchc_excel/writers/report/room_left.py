"""Gives cells, boxes and tables that a report leaves empty what Word asks for: without it, a file is called damaged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from lxml import etree

from .block_pairs import Opened
from .opening import DECLARATION, parsed
from .part_source import PartSource
from .run_joining import CELL, PARAGRAPH, ROW, TABLE, names

_BOXES = names("txbxContent", "hdr", "ftr", "footnote", "endnote")
_LOOKS = names("tcPr")
_BLOCKS = PARAGRAPH | TABLE | names("sdt", "customXml")
_Span = tuple[int, int]


def may_be_emptied(source: PartSource, pairs: Sequence[tuple[Opened, Opened]]) -> bool:
    """Whether a report may be left with a cell or box without a paragraph, or a table without a row."""
    if any(opened.tag.marker == "tc" for opened, _ in pairs):
        return True
    taken = {id(t) for b in source.blocks for t in b.taken if t is not None}
    for holder, spans in _spans(source, pairs, "p"):
        own = [i for i, b in enumerate(source.blocks) if b.holder is holder and id(b.element) not in taken]
        if holder.tag in CELL | _BOXES and (not _always_one(own, spans) or any(c.tag in TABLE for c in holder)):
            return True
    for holder, spans in _spans(source, pairs, "tr"):
        own = [
            i for i, b in enumerate(source.blocks)
            if b.row is not None and b.row.getparent() is holder and id(b.row) not in taken
        ]  # fmt: skip
        if not _always_one(own, spans):
            return True
    return False


def with_room(data: bytes) -> bytes:
    """The filled part with an empty paragraph where one has to be, without rows and tables that hold nothing."""
    root = parsed(data)
    for row in list(_emptied(root, ROW, CELL)):
        _drop(row)
    for table in list(_emptied(root, TABLE, ROW))[::-1]:
        _drop(table)
    for holder in root.iter(*CELL, *_BOXES):
        last = next((c for c in reversed(holder) if c.tag not in _LOOKS), None)
        if last is None or last.tag not in _BLOCKS or (holder.tag in CELL and last.tag in TABLE):
            name = str(holder.tag).partition("}")[0] + "}p"
            etree.SubElement(holder, name)
    return (DECLARATION + etree.tostring(root, encoding="unicode")).encode()


def _emptied(root: etree._Element, holders: frozenset[str], wanted: frozenset[str]) -> Iterator[etree._Element]:
    return (holder for holder in root.iter(*holders) if next(holder.iter(*wanted), None) is None)


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


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
