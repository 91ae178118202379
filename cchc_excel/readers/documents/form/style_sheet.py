"""Styles with all that they inherit, worked out once each."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from lxml import etree

from ..word_xml import W
from .measures import is_off, value
from .properties import Marks, laid_over, paragraph_marks, run_marks

_DEEPEST = 30
"""Styles one may be based on in a row; Word itself stops at a dozen."""


@dataclass(frozen=True, slots=True)
class StyleMarks:
    """What a style and those it is based on say."""

    paragraph: Marks = field(default_factory=dict)
    run: Marks = field(default_factory=dict)
    name: str = ""


class StyleSheet:
    """A document's styles by their identifiers."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._defaults: dict[str, str] = {}
        for style in root.iterchildren(W + "style") if root is not None else ():
            identifier, kind = style.get(W + "styleId", ""), style.get(W + "type", "")
            self._styles.setdefault(identifier, style)
            if not is_off(style.get(W + "default", "0")):
                self._defaults.setdefault(kind, identifier)
        base = root.find(W + "docDefaults") if root is not None else None
        self.run_defaults = run_marks(_inside(base, "rPrDefault", "rPr"))
        self.paragraph_defaults = paragraph_marks(_inside(base, "pPrDefault", "pPr"))
        self.marks = cache(self._marks)

    def paragraph(self, identifier: str | None) -> StyleMarks:
        """A paragraph style; the document's usual one where none is named or it is unknown."""
        return self._known(identifier, "paragraph")

    def character(self, identifier: str | None) -> StyleMarks:
        """A character style; nothing where none is named."""
        return self.marks(identifier) if identifier in self._styles and identifier else StyleMarks()

    def table(self, identifier: str | None) -> StyleMarks:
        """A table style's marks on its text."""
        return self._known(identifier, "table")

    def table_properties(self, identifier: str | None) -> list[etree._Element]:
        """The w:tblPr of a table style and of those it is based on, nearest first."""
        chosen = identifier if identifier in self._styles else self._defaults.get("table")
        found = (style.find(W + "tblPr") for style in self._line(chosen))
        return [properties for properties in found if properties is not None]

    def _known(self, identifier: str | None, kind: str) -> StyleMarks:
        chosen = identifier if identifier in self._styles else self._defaults.get(kind)
        return self.marks(chosen) if chosen is not None else StyleMarks()

    def _marks(self, identifier: str) -> StyleMarks:
        line = self._line(identifier)[::-1]
        return StyleMarks(
            laid_over(*(paragraph_marks(style.find(W + "pPr")) for style in line)),
            laid_over(*(run_marks(style.find(W + "rPr")) for style in line)),
            value(line[-1], "name") or identifier,
        )

    def _line(self, identifier: str | None) -> list[etree._Element]:
        """The style and those it is based on; a circle ends where it closes."""
        line: list[etree._Element] = []
        while identifier is not None and identifier in self._styles and len(line) < _DEEPEST:
            style = self._styles[identifier]
            if style in line:
                break
            line.append(style)
            identifier = value(style, "basedOn")
        return line


def _inside(element: etree._Element | None, *names: str) -> etree._Element | None:
    for name in names:
        element = element.find(W + name) if element is not None else None
    return element
