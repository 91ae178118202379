"""Makes a part of a template ready for compiling: its tags whole and tidy, each paragraph on a line of its own."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from .part_places import paragraphs
from .run_joining import CELL, PARAGRAPH, ROW, RunText, drop_spelling_marks, names
from .template_fault import Fault
from .written_tags import Kind, Stray, WrittenTag, may_have_tags, strays_in, tags_in

_SLOT_TEXT = re.compile("\ue000\\d+\ue001")
_SLOT = re.compile("\ue000(\\d+)\ue001")
_MARKS = frozenset("\ue000\ue001")
_SLOT_SIGNS = re.compile("[\ue000\ue001]")
_TAKEN = {"p": PARAGRAPH, "tr": ROW, "tc": CELL}
_TEXT = names("t")
_FLOWING = names("document", "hdr", "ftr", "footnotes", "endnotes")
_OPENERS = ("{{", "{%", "{#")
_LONGEST = 60
_LONG = 20_000
"""Letters of a paragraph that is not looked through for every fault in it."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or whatever else holds a text of its own."""

    place: str
    text: str
    """As Word shows it, tags included."""
    tags: tuple[WrittenTag, ...]
    strays: tuple[Stray, ...]
    element: etree._Element
    taken: tuple[etree._Element | None, ...]
    """For each tag what gives way to it: the paragraph, row or cell; None for nothing."""
    holders: tuple[etree._Element | None, ...]
    """The parents of those."""
    holder: etree._Element | None
    """The parent of `element`."""
    row: etree._Element | None
    """The table row it stands in."""
    is_flowing: bool = True
    """Whether it is a paragraph, so that a control tag may stand in it."""


@dataclass(frozen=True)
class PartSource:
    """A part as the template's language has it."""

    where: str
    """What an officer calls the part; "" for the document's own text."""
    text: str
    """Line 1 is what precedes the first block; then a line for each block."""
    blocks: tuple[Block, ...]
    out_of_reach: tuple[tuple[str, str, str], ...]
    """Tags where none can be filled: the element's local name, its text, its place."""

    @cached_property
    def has_tags(self) -> bool:
        """Whether anything is to be filled in, or looks as if it were meant to be."""
        return bool(self.out_of_reach) or any(b.tags or b.strays for b in self.blocks)

    def fault(self, what: str, line: int) -> Fault:
        """What comes to light only when the part is filled, at a line of its text (from 1)."""
        index = max(0, min(line - 2, len(self.blocks) - 1))
        return Fault(self.place(index), what, "sửa lại thẻ ở đó", self.near(index))

    def near(self, index: int, at: int = 0) -> str:
        """The document's text around a place in a block; the text before it where it has none of its own."""
        for number in (index, index - 1, index + 1, index - 2, index + 2):
            if 0 <= number < len(self.blocks):
                block = self.blocks[number]
                text = _without_controls(block) if len(block.text) <= _LONG else ""
                if len(block.text) > _LONG:
                    begin = max(0, at - _LONGEST // 2) if number == index else 0
                    return _cut(" ".join(block.text[begin : begin + _LONGEST + 1].split()), 0)
                if text:
                    return _cut(text, len(_without_controls(block, at)) if number == index else 0)
        return ""

    def place(self, index: int) -> str:
        """Where a block is."""
        return ", ".join(filter(None, (self.where, self.blocks[index].place)))


def source_of(root: etree._Element, where: str) -> PartSource:
    """The source of a parsed part; changes the tree. `where` is what an officer calls the part."""
    drop_spelling_marks(root)
    _unfold(root)
    _unbind(root)
    blocks = tuple(_blocks(root))
    slots: list[str] = []
    for block in blocks:
        _put_slots(block, slots)
    filled = _TEXT if root.tag in _FLOWING else {b.element.tag for b in blocks}
    places = {b.element: ", ".join(filter(None, (where, b.place))) for b in blocks}
    out_of_reach = tuple(_out_of_reach(root, filled, places))
    _break_lines(root, blocks)
    xml: str = etree.tostring(root, encoding="unicode")
    text = _SLOT.sub(lambda slot: slots[int(slot[1])], xml)
    return PartSource(where, text, blocks, out_of_reach)


def _unfold(root: etree._Element) -> None:
    """Takes line breaks out of the XML, where they mean no more than a blank, and signs that slots are marked with."""
    for element in root.iter(etree.Element):
        if element.text and ("\n" in element.text or "\r" in element.text):
            element.text = element.text.replace("\r", "").replace("\n", " ") if element.text.strip() else None
        if element.text and not _MARKS.isdisjoint(element.text):
            element.text = _SLOT_SIGNS.sub("", element.text)
        for name, value in element.attrib.items():
            if not _MARKS.isdisjoint(str(value)):
                element.set(name, _SLOT_SIGNS.sub("", str(value)))
        if element.tail:
            element.tail = None  # Word puts no text between elements


def _unbind(root: etree._Element) -> None:
    """Frees content controls with tags from the data that Word would show in them instead."""
    for binding in list(root.iter("{*}dataBinding")):
        looks = binding.getparent()
        control = looks.getparent() if looks is not None else None
        if looks is not None and control is not None and any(may_have_tags(str(t)) for t in control.itertext()):
            looks.remove(binding)


def _blocks(root: etree._Element) -> Iterator[Block]:
    if root.tag not in _FLOWING:
        for element in root.iter(etree.Element):
            if element.text and not len(element):
                yield _block(element, "", RunText.of(element).text, is_flowing=False)
        return
    for paragraph, place in paragraphs(root):
        yield _block(paragraph, place, RunText.of(paragraph).text)


def _block(element: etree._Element, place: str, text: str, *, is_flowing: bool = True) -> Block:
    tags = tags_in(text) if may_have_tags(text) else []
    strays = strays_in(text, tags) if may_have_tags(text) else []
    taken = tuple(_taken(tag, element) for tag in tags)
    return Block(
        place, text, tuple(tags), tuple(strays), element, taken,
        holders=tuple(t.getparent() if t is not None else None for t in taken),
        holder=element.getparent(),
        row=next((a for a in element.iterancestors() if a.tag in ROW), None),
        is_flowing=is_flowing,
    )  # fmt: skip


def _taken(tag: WrittenTag, element: etree._Element) -> etree._Element | None:
    wanted = _TAKEN.get(tag.marker)
    if wanted is None or element.tag in wanted:
        return element if wanted else None
    return next((a for a in element.iterancestors() if a.tag in wanted), None)


def _put_slots(block: Block, slots: list[str]) -> None:
    """Puts a slot in the place of each tag, whatever element it takes with it left for `_break_lines`."""
    if not block.tags:
        return
    changes = []
    for tag in block.tags:
        changes.append((tag.start, tag.end, f"\ue000{len(slots)}\ue001"))
        slots.append(tag.text)
    RunText.of(block.element).put(changes)


def _out_of_reach(
    root: etree._Element, filled: Container[object], places: Mapping[etree._Element, str]
) -> Iterator[tuple[str, str, str]]:
    for element in root.iter(etree.Element):
        texts = [element.text] if element.text and element.tag not in filled else []
        for text in (*texts, *map(str, element.attrib.values())):
            if any(sign in text for sign in _OPENERS):
                place = next((places[a] for a in (element, *element.iterancestors()) if a in places), "")
                yield etree.QName(element).localname, text, place


def _break_lines(root: etree._Element, blocks: tuple[Block, ...]) -> None:
    """Puts a line break before each block, and lets elements give way to the tags that take them along."""
    leaving: dict[etree._Element, str] = {}
    for block in blocks:
        for element in block.taken:
            if element is not None:
                leaving[element] = ""
    for block in blocks:
        within = next((a for a in (block.element, *block.element.iterancestors()) if a in leaving), None)
        if within is None:
            _insert_before(block.element, "\n")
        else:
            leaving[within] += "\n" + "".join(_SLOT_TEXT.findall(RunText.of(block.element).text))
    for element, text in leaving.items():
        if element.getparent() is not None:
            _give_way(element, text)


def _give_way(element: etree._Element, text: str) -> None:
    _insert_before(element, text + (element.tail or ""))
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _insert_before(element: etree._Element, text: str) -> None:
    parent, before = element.getparent(), element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + text
    elif parent is not None:
        parent.text = (parent.text or "") + text


def _without_controls(block: Block, end: int | None = None) -> str:
    pieces, at = [], 0
    stop = len(block.text) if end is None else end
    for tag in block.tags:
        if tag.kind is not Kind.VALUE and tag.start < stop:
            pieces.append(block.text[at : tag.start])
            at = tag.end
    return " ".join("".join([*pieces, block.text[at:stop]]).split())


def _cut(text: str, at: int) -> str:
    """At most so much of a text, around a place in it."""
    if len(text) <= _LONGEST:
        return text
    start = max(0, min(at - _LONGEST // 2, len(text) - _LONGEST))
    start = 0 if at < _LONGEST * 2 // 3 else text.find(" ", start) + 1
    end = start + _LONGEST
    piece = text[start : end - 1].rstrip() + "…" if end < len(text) else text[start:]
    return f"…{piece}" if start else piece
