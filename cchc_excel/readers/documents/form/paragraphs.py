"""Paragraphs as they are printed: what defaults, styles, numbering and their own marks make of each in the end."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from ....model.form import DrawnLine, FormCell, FormParagraph, TabStop
from ..word_xml import R, W
from .columns import Column
from .measures import millimetres, points, value, whole
from .numbering import Numbering
from .properties import NO_MARKS, Marks, laid_over, paragraph_marks
from .runs import Runs
from .shapes import drawn_lines
from .style_sheet import StyleMarks, StyleSheet

_AUTO_SPACE = 14.0
_LINE_SPACE = 12.0
"""Points of "automatic" spacing as on web pages, and of one line where spacing is counted in lines."""
_ALIGNED = {"start": "left", "end": "right"}
_PICTURES = frozenset({W + "drawing", W + "pict", W + "object"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands."""

    number: int = 0
    section: int = 0
    cell: FormCell | None = None
    column: Column = field(default_factory=Column)
    table: StyleMarks = field(default_factory=StyleMarks)
    boxed: str | None = None


class Paragraphs:
    """Reads paragraphs of one document."""

    def __init__(self, styles: StyleSheet, numbering: Numbering, runs: Runs) -> None:
        self._styles = styles
        self._numbering = numbering
        self._runs = runs

    def read(self, paragraph: etree._Element, place: Place) -> FormParagraph:
        """The paragraph."""
        own = paragraph.find(W + "pPr")
        direct = paragraph_marks(own)
        style = self._styles.paragraph(direct.get("pStyle"))
        marks, label = self._marks(direct, style, place.table.paragraph)
        left, right, first = (millimetres(marks.get(f"ind.{n}")) or 0.0 for n in ("left", "right", "first"))
        runs = self._runs.read(paragraph, style.run, place.table.run)
        lines = (*_borders(marks, place.column, left, right), *_shapes(paragraph, place.column))
        rule = marks.get("spacing.lineRule", "auto")
        exact = points(marks.get("spacing.line"))
        return FormParagraph(
            number=place.number, runs=runs, left=left, right=right, first=first,
            align=_ALIGNED.get(jc := marks.get("jc", "left"), jc),
            before=_space(marks, "before"), after=_space(marks, "after"),
            line=1.0 if exact is None else exact / 12 if rule == "auto" else abs(exact),
            line_rule="auto" if exact is None else rule,
            keep_next=marks.get("keepNext") == "1", tabs=_own_tabs(paragraph, place.column) or _tabs(marks),
            label=label, lines=lines, cell=place.cell,
            section=place.section, boxed=_frame(own) if place.boxed is None else place.boxed,
            column_left=place.column.left, column_width=place.column.width,
            breaks=marks.get("pageBreakBefore") == "1" or _breaks(paragraph),
            pictured=not lines and any(e.tag in _PICTURES for e in paragraph.iter(*_PICTURES)),
        )  # fmt: skip

    def _marks(self, direct: Marks, style: StyleMarks, table: Marks) -> tuple[Marks, str]:
        """All layers in Word's order, and the number in front."""
        in_style = self._numbering.level(style.paragraph)
        listed = self._numbering.level(laid_over(style.paragraph, direct))
        layers = (
            self._styles.paragraph_defaults, table, in_style.marks if in_style else NO_MARKS, style.paragraph,
            listed.marks if listed and "numId" in direct else NO_MARKS, direct,
        )  # fmt: skip
        return laid_over(*layers), listed.label if listed else ""

    def style_of(self, paragraph: etree._Element) -> tuple[str, bool]:
        """The style's name, and whether it puts no space between its own paragraphs."""
        direct = paragraph_marks(paragraph.find(W + "pPr"))
        style = self._styles.paragraph(direct.get("pStyle"))
        return style.name, laid_over(style.paragraph, direct).get("contextualSpacing") == "1"


def _space(marks: Marks, side: str) -> float:
    """Points before or after."""
    if marks.get(f"spacing.{side}Autospacing", "0") not in ("0", "false", "off"):
        return _AUTO_SPACE
    lines = whole(marks.get(f"spacing.{side}Lines"))
    return lines / 100 * _LINE_SPACE if lines > 0 else points(marks.get(f"spacing.{side}")) or 0.0


def _tabs(marks: Marks) -> tuple[TabStop, ...]:
    stops = [TabStop(kind, float(name[4:])) for name, kind in marks.items() if name.startswith("tab.")]
    return tuple(sorted((s for s in stops if s.kind not in ("clear", "bar", "num")), key=lambda s: s.at))


def _own_tabs(paragraph: etree._Element, column: Column) -> tuple[TabStop, ...]:
    """Where tabs lead that carry their own alignment to the margins; none unless all do."""
    tabs = [tab for run in paragraph.iter(R) for tab in run.iterchildren(W + "tab", W + "ptab")]
    if column.width is None or not tabs or any(tab.tag == W + "tab" for tab in tabs):
        return ()
    shares = {"center": 0.5, "right": 1.0}
    kinds = [tab.get(W + "alignment", "left") for tab in tabs]
    return tuple(TabStop(kind, column.width * shares.get(kind, 0.0)) for kind in kinds)


def _borders(marks: Marks, column: Column, left: float, right: float) -> list[DrawnLine]:
    """Borders run from indent to indent."""
    length = None if column.width is None else column.width - left - right
    centre = None if length is None else column.left + left + length / 2
    return [
        DrawnLine(kind="border", length=length, below=side == "bottom", solid=kind == "solid", centre=centre)
        for side in ("top", "bottom")
        if (kind := marks.get(f"border.{side}", ""))
    ]


def _shapes(paragraph: etree._Element, column: Column) -> list[DrawnLine]:
    return [
        DrawnLine(
            kind=line.kind, length=line.length, solid=line.solid,
            centre=None if line.centre is None else column.left + line.centre,
        )
        for line in drawn_lines(paragraph, column.width)
    ]  # fmt: skip


def _frame(own: etree._Element | None) -> str | None:
    """How a frame (Word's older box) stands; None without one."""
    frame = own.find(W + "framePr") if own is not None else None
    if frame is None or frame.get(W + "dropCap", "none") != "none":
        return None
    return value(own, "framePr", "xAlign") or ""


def _breaks(paragraph: etree._Element) -> bool:
    return any(b.get(W + "type") == "page" for b in paragraph.iterfind(f"{W}r/{W}br"))
