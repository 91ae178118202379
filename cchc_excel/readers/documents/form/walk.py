"""Walks through a body: every paragraph with its place, and the tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from ....model.form import DrawnLine, FormCell, FormParagraph, FormTable
from ..limits import too_long
from ..word_xml import DEEPEST, LEFT_OUT, TBL, TR, P, W, damaged
from .columns import CellRoom, Column, cell_rooms, is_ruled, repeats
from .measures import value
from .paragraphs import Paragraphs, Place
from .runs import inner
from .shapes import box_place
from .style_sheet import StyleSheet

_BOX = W + "txbxContent"
_MOST_PARAGRAPHS = 20_000
_MOST_CHARACTERS = 1_500_000
"""A report of 40 deductions has 500 paragraphs."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A paragraph with what its neighbours must know."""

    form: FormParagraph
    style: str
    close: bool
    """Whether it keeps no space to paragraphs of its own style."""


class Walk:
    """Reads one body, or the text of one margin."""

    def __init__(self, styles: StyleSheet, paragraphs: Paragraphs) -> None:
        self._styles = styles
        self._paragraphs = paragraphs
        self.tables: list[FormTable] = []

    def read(self, body: etree._Element, widths: list[float], *, numbered: bool = True) -> tuple[FormParagraph, ...]:
        """The paragraphs of a body whose sections' texts are so wide (mm). Raises UnreadableFile."""
        self._number = {p: n for n, p in enumerate(body.iter(P), 1)} if numbered else {}
        self._widths = widths
        self._section = 0
        self._characters = 0
        self._found: list[_Found] = []
        room = Column(0.0, widths[0])
        for child in self._below(body, Place(column=room), 0):
            self._found.append(child)
            self._characters += sum(len(r.text) for r in child.form.runs)
            if len(self._found) > _MOST_PARAGRAPHS or self._characters > _MOST_CHARACTERS:
                raise too_long()
        return tuple(_spaced(self._found))

    def _below(self, parent: etree._Element, place: Place, depth: int) -> Iterator[_Found]:
        if depth > DEEPEST:
            raise damaged()
        for child in inner(parent):
            if child.tag == P:
                yield from self._paragraph(child, place, depth)
            elif child.tag == TBL:
                yield from self._table(child, place, depth)
            elif child.tag not in LEFT_OUT:
                yield from self._below(child, place, depth + 1)

    def _paragraph(self, paragraph: etree._Element, place: Place, depth: int) -> Iterator[_Found]:
        here = replace(place, number=self._number.get(paragraph, 0), section=self._section)
        if place.cell is None and place.boxed is None:
            here = replace(here, column=Column(0.0, self._widths[self._section]))
        yield _Found(self._paragraphs.read(paragraph, here), *self._paragraphs.style_of(paragraph))
        for box in paragraph.iter(_BOX) if depth < DEEPEST else ():
            if _is_first(box, paragraph):
                yield from self._below(box, Place(section=self._section, boxed=box_place(box)), depth + 2)
        if paragraph.find(f"{W}pPr/{W}sectPr") is not None:
            self._section = min(self._section + 1, len(self._widths) - 1)

    def _table(self, table: etree._Element, place: Place, depth: int) -> Iterator[_Found]:
        identifier = value(table.find(W + "tblPr"), "tblStyle")
        style = self._styles.table(identifier)
        around = place.column if place.cell or place.boxed is not None else Column(0.0, self._widths[self._section])
        rooms = list(cell_rooms(table, self._styles, around))
        number = len(self.tables) + 1
        self.tables.append(_table(table, number, rooms, self._styles))
        for cell in rooms:
            inside = Place(
                cell=FormCell(table=number, row=cell.row, column=cell.column), column=cell.room, table=style,
                boxed=place.boxed, section=self._section,
            )  # fmt: skip
            found = list(self._below(cell.element, inside, depth + 1))
            yield from _ruled(found, cell)


def _is_first(box: etree._Element, paragraph: etree._Element) -> bool:
    """Whether a text box is anchored in this very paragraph, and is not the second form of another."""
    for ancestor in box.iterancestors():
        if ancestor is paragraph:
            return True
        if ancestor.tag in (P, _BOX) or "Fallback" in str(ancestor.tag):
            return False
    return False


def _table(table: etree._Element, number: int, cells: list[CellRoom], styles: StyleSheet) -> FormTable:
    rows = [row for row in table.iter(TR) if next(row.iterancestors(TBL)) is table]
    header = 0
    while header < len(rows) and repeats(rows[header], "tblHeader"):
        header += 1
    return FormTable(
        number=number, rows=len(rows), columns=max((c.column for c in cells), default=0), header_rows=header,
        breaking_rows=sum(1 for row in rows if not repeats(row, "cantSplit")), ruled=is_ruled(table, styles),
    )  # fmt: skip


def _ruled(found: list[_Found], cell: CellRoom) -> list[_Found]:
    """A cell's own borders are lines above its first and below its last paragraph."""
    wide = cell.whole.width
    centre = None if wide is None else cell.whole.left + wide / 2
    for kind, spot, below in ((cell.above, 0, False), (cell.below, -1, True)):
        if kind and found:
            line = DrawnLine(kind="cell", length=wide, below=below, solid=kind == "solid", centre=centre)
            form = found[spot].form
            found[spot] = replace(found[spot], form=replace(form, lines=(*form.lines, line)))
    return found


def _spaced(found: list[_Found]) -> Iterator[FormParagraph]:
    """Takes the space away between paragraphs that stand close to others of their style."""
    for index, one in enumerate(found):
        form = one.form
        if one.close:
            before = found[index - 1] if index else None
            after = found[index + 1] if index + 1 < len(found) else None
            if before is not None and _same_column(before, one):
                form = replace(form, before=0.0)
            if after is not None and _same_column(one, after):
                form = replace(form, after=0.0)
        yield form


def _same_column(one: _Found, other: _Found) -> bool:
    return one.style == other.style and one.form.cell == other.form.cell
