"""Runs as they are printed: letters with the look that all layers of formatting give them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from ....model.form import FormRun
from ..word_xml import DEEPEST, LEFT_OUT, TBL, P, R, W, damaged
from .measures import points
from .properties import TOGGLES, Marks, laid_over, run_marks
from .style_sheet import StyleSheet
from .theme import Theme, black

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATIVES, CHOICE, FALLBACK = (_MC + name for name in ("AlternateContent", "Choice", "Fallback"))
_SHOWN = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
_PAGE = re.compile(r"\s*PAGE\b", re.IGNORECASE)
_SIZE = 10.0
"""Points, where nothing says."""


@dataclass(slots=True)
class _Field:
    """A complex field that has begun."""

    instruction: list[str] = field(default_factory=list)
    shows: bool = False
    """Whether its result is being read."""
    shown: bool = False
    look: etree._Element | None = None


def inner(element: etree._Element) -> Iterator[etree._Element]:
    """An element's children, only one of each pair that says the same in two ways."""
    for child in element:
        if child.tag == ALTERNATIVES:
            chosen = child.find(CHOICE)
            chosen = child.find(FALLBACK) if chosen is None or len(chosen) == 0 else chosen
            yield from chosen if chosen is not None else ()
        elif isinstance(child.tag, str):
            yield child


class Runs:
    """Reads the runs of paragraphs of one document."""

    def __init__(self, styles: StyleSheet, theme: Theme) -> None:
        self._styles = styles
        self._theme = theme

    def read(self, paragraph: etree._Element, style: Marks, table: Marks) -> tuple[FormRun, ...]:
        """The runs of a paragraph whose style, and table style, say this about its letters."""
        self._style, self._table = style, table
        self._fields: list[_Field] = []
        return tuple(self._below(paragraph, "", 0))

    def _below(self, parent: etree._Element, page: str, depth: int) -> Iterator[FormRun]:
        if depth > DEEPEST:
            raise damaged()
        for child in inner(parent):
            if child.tag == R:
                yield from self._run(child, page)
            elif child.tag == W + "fldSimple":
                instruction = child.get(W + "instr", "")
                page = instruction.strip().upper() if _PAGE.match(instruction) else ""
                shown = list(self._below(child, page, depth + 1))
                yield from shown or ([self._look(child, "2", page)] if page else [])
            elif child.tag not in LEFT_OUT and child.tag not in (P, TBL):
                yield from self._below(child, page, depth + 1)

    def _run(self, run: etree._Element, page: str) -> Iterator[FormRun]:
        texts: list[str] = []
        for child in inner(run):
            if child.tag == W + "fldChar":
                ended = self._mark(child.get(W + "fldCharType", ""), run)
                if ended is not None:
                    yield ended
            elif child.tag == W + "instrText" and self._fields:
                self._fields[-1].instruction.append(child.text or "")
            elif child.tag == W + "t":
                texts.append(child.text or "")
            elif child.tag in _SHOWN:
                texts.append(_SHOWN[child.tag])
            elif child.tag == W + "pgNum":
                yield self._look(run, "2", "PAGE")
        if texts and (not self._fields or self._fields[-1].shows):
            instruction = page or self._page()
            if self._fields:
                self._fields[-1].shown = True
            yield self._look(run, "".join(texts), instruction)

    def _mark(self, kind: str, run: etree._Element) -> FormRun | None:
        """Notes a field's begin, middle or end; a page number that was never worked out is shown all the same."""
        if kind == "begin" and len(self._fields) < DEEPEST:
            self._fields.append(_Field(look=run))
        elif kind == "separate" and self._fields:
            self._fields[-1].shows = True
        elif kind == "end" and self._fields:
            instruction, ended = self._page(), self._fields.pop()
            if instruction and not ended.shown and ended.look is not None:
                return self._look(ended.look, "2", instruction)
        return None

    def _page(self) -> str:
        """The instruction of the innermost field, if it shows the page's number."""
        instruction = "".join(self._fields[-1].instruction) if self._fields else ""
        return instruction.strip().upper() if _PAGE.match(instruction) else ""

    def _look(self, run: etree._Element, text: str, page: str) -> FormRun:
        direct = run_marks(run.find(W + "rPr"))
        character = self._styles.character(direct.get("rStyle")).run
        marks = laid_over(self._styles.run_defaults, self._table, self._style, character, direct)
        on = {name: self._is_on(name, direct, character) for name in TOGGLES}
        if on["vanish"]:
            text = ""
        shown = text.upper() if on["caps"] else text
        colour = self._theme.colour(marks)
        return FormRun(
            text=shown, fonts=self._fonts(marks, shown), size=points(marks.get("sz"), 1 / 2) or _SIZE, bold=on["b"],
            italic=on["i"], underline=marks.get("u", "none") != "none", colour="" if black(colour) else colour, field=page,
        )  # fmt: skip

    def _is_on(self, name: str, direct: Marks, character: Marks) -> bool:
        if name in direct:
            return direct[name] == "1"
        layers = (self._table, self._style, character)
        turned = sum(layer.get(name) == "1" for layer in layers) % 2 == 1
        return turned or self._styles.run_defaults.get(name) == "1"

    def _fonts(self, marks: Marks, text: str) -> tuple[str, ...]:
        letters = [c for c in text if not c.isspace()]
        slots = dict.fromkeys("ascii" if c.isascii() else "hAnsi" for c in letters)
        return tuple(dict.fromkeys(self._theme.font(marks, slot) for slot in slots))
