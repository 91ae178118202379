"""Reads a paragraph's text over all its runs, and brings each tag that Word has split into its first run."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

_EDITIONS = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def names(*local: str) -> frozenset[str]:
    """Word's elements of these names, in both editions of the standard."""
    return frozenset(f"{{{edition}}}{name}" for edition in _EDITIONS for name in local)


PARAGRAPH, RUN, CELL, ROW, TABLE = (names(n) for n in ("p", "r", "tc", "tr", "tbl"))
_TEXT = names("t")
_RUN_LOOK = names("rPr")
_OF_THE_SPELLER = names("proofErr", "lastRenderedPageBreak", "noProof", "lang")
_PASSED_OVER = names("pPr", "rPr", "instrText", "sectPr", "tblPr", "trPr", "tcPr")
_STANDS_FOR = {
    **dict.fromkeys(names("tab", "br", "cr", "ptab"), " "),
    **dict.fromkeys(names("noBreakHyphen"), "-"),
    **dict.fromkeys(names("softHyphen"), "\u00ad"),
}
"""Elements that are a sign in the text."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of the text and the element it is from."""

    start: int
    text: str
    element: etree._Element
    is_text: bool

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class RunText:
    """The text of a paragraph, text boxes in it left out."""

    text: str
    _pieces: tuple[_Piece, ...]

    @classmethod
    def of(cls, element: etree._Element) -> RunText:
        """The text of a paragraph, or of any element whose text stands in it directly."""
        if element.tag not in PARAGRAPH:
            text = element.text or ""
            return cls(text, (_Piece(0, text, element, True),))
        pieces: list[_Piece] = []
        at = 0
        for found in _walk(element):
            text = (found.text or "") if found.tag in _TEXT else _STANDS_FOR[str(found.tag)]
            pieces.append(_Piece(at, text, found, found.tag in _TEXT))
            at += len(text)
        return cls("".join(p.text for p in pieces), tuple(pieces))

    def put(self, changes: Sequence[tuple[int, int, str]]) -> None:
        """Replaces stretches of the text (start, end, new text; in order, apart), each in the first run it touches."""
        ends = [change[1] for change in changes]
        parted: list[_Piece] = []
        split: list[tuple[_Piece, _Piece]] = []
        for piece in self._pieces:
            touching = _touching(piece, changes, bisect_right(ends, piece.start))
            if not touching:
                continue
            split += [(first, piece) for first in parted if touching[0][1] <= piece.end]
            parted = [] if touching[0][1] <= piece.end else parted
            if piece.is_text:
                _rewrite(piece, touching)
                if touching[-1][0] >= piece.start and touching[-1][1] > piece.end:
                    parted = [piece]
            else:
                _take_out(piece.element)
        for first, last in reversed(split):
            _rejoin(first.element, last.element)


def drop_spelling_marks(root: etree._Element) -> None:
    """Takes out what Word's spell-checker and paging leave between runs; nobody sees it."""
    etree.strip_elements(root, *names("proofErr", "lastRenderedPageBreak"), with_tail=False)


def _walk(element: etree._Element) -> Iterator[etree._Element]:
    """Texts and signs of the paragraph itself, in order."""
    for child in element:
        if child.tag in _TEXT or child.tag in _STANDS_FOR:
            yield child
        elif child.tag not in PARAGRAPH and child.tag not in _PASSED_OVER and len(child):
            yield from _walk(child)


def _touching(piece: _Piece, changes: Sequence[tuple[int, int, str]], first: int) -> Sequence[tuple[int, int, str]]:
    """The changes from the first on that reach into a piece."""
    last = first
    while last < len(changes) and changes[last][0] < piece.end:
        last += 1
    return changes[first:last]


def _rewrite(piece: _Piece, changes: Sequence[tuple[int, int, str]]) -> None:
    """Gives a text what is left of it, and the new text of the changes that begin in it."""
    left, at = [], piece.start
    for start, end, new in changes:
        if start >= piece.start:
            left += [piece.text[at - piece.start : start - piece.start], new]
        at = min(end, piece.end)
    left.append(piece.text[at - piece.start :])
    piece.element.text = "".join(left)
    if piece.element.tag in _TEXT:
        piece.element.set(_SPACE, "preserve")
        if not piece.element.text:
            _take_out(piece.element)


def _take_out(element: etree._Element) -> None:
    """Removes an element, and the run that it leaves empty."""
    parent = element.getparent()
    if parent is None:
        return
    parent.remove(element)
    if parent.tag in RUN and all(child.tag in _RUN_LOOK for child in parent):
        holder = parent.getparent()
        if holder is not None:
            holder.remove(parent)


def _rejoin(first: etree._Element, last: etree._Element) -> None:
    """Makes two texts one again where nothing but Word's habits had parted them."""
    run, other = first.getparent(), last.getparent()
    if run is None or other is None:
        return
    if run is not other:
        if run.getnext() is not other or run[-1] is not first or _look(run) != _look(other):
            return
        content = [child for child in other if child.tag not in _RUN_LOOK]
        if not content or content[0] is not last:
            return
        for child in content:
            run.append(child)
        holder = other.getparent()
        if holder is not None:
            holder.remove(other)
    if first.getnext() is last:
        first.text = (first.text or "") + (last.text or "")
        run.remove(last)


def _look(run: etree._Element) -> list[bytes]:
    """A run's formatting, language and proofing left out."""
    look = next((child for child in run if child.tag in _RUN_LOOK), None)
    if look is None:
        return []
    return sorted(etree.tostring(child, with_tail=False) for child in look if child.tag not in _OF_THE_SPELLER)
