"""Automatic numbers and bullets: what they show in front of a paragraph and how far they indent it."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from ..word_xml import W
from .measures import value, whole
from .properties import NO_MARKS, Marks, paragraph_marks


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list."""

    marks: Marks
    label: str
    """ "-" for a bullet, else the number's pattern, as "%1."."""


class Numbering:
    """A document's lists."""

    def __init__(self, root: etree._Element | None) -> None:
        self._lists: dict[str, etree._Element] = {}
        abstract: dict[str, etree._Element] = {}
        for one in root.iterchildren(W + "abstractNum") if root is not None else ():
            abstract[one.get(W + "abstractNumId", "")] = one
        for one in root.iterchildren(W + "num") if root is not None else ():
            found = abstract.get(value(one, "abstractNumId") or "")
            if found is not None:
                self._lists[one.get(W + "numId", "")] = found

    def level(self, marks: Marks) -> Level | None:
        """The level that a paragraph's marks put it on; None outside of lists."""
        found = self._lists.get(marks.get("numId", ""))
        wanted = whole(marks.get("ilvl"))
        for level in found.iterchildren(W + "lvl") if found is not None else ():
            if whole(level.get(W + "ilvl")) == wanted:
                return Level(_indents(paragraph_marks(level.find(W + "pPr"))), _label(level))
        return Level(NO_MARKS, "-") if found is not None else None


def _indents(marks: Marks) -> Marks:
    return {name: mark for name, mark in marks.items() if name.startswith(("ind.", "tab."))}


def _label(level: etree._Element) -> str:
    kind = value(level, "numFmt") or "decimal"
    return "" if kind == "none" else "-" if kind == "bullet" else value(level, "lvlText") or "%1."
