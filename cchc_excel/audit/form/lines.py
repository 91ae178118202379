"""Lines that a hand has set: pieces of paragraphs between line breaks and tabs, with their place across the page."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ...model.form import FormParagraph, FormRun, TabStop
from ...model.names import folded
from .times import width

_FILLERS = frozenset("-_–—─━=*.…•~ ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line as it was typed."""

    paragraph: FormParagraph
    runs: tuple[FormRun, ...]
    align: str
    """As the paragraph, or the tab stop before it; "" where it cannot be told."""
    centre: float | None
    """Millimetres from the left edge of the page's text; None where it cannot be told."""
    room: float | None
    """What the column has for one line of it, in millimetres."""

    @property
    def raw(self) -> str:
        """Its letters as they stand."""
        return "".join(run.text for run in self.runs).strip()

    @property
    def text(self) -> str:
        """Its letters composed, blanks made one."""
        return " ".join(unicodedata.normalize("NFC", self.raw).split())

    @property
    def plain(self) -> str:
        """Without tones, in small letters."""
        return " ".join(folded(self.text).split())

    @property
    def letters(self) -> tuple[FormRun, ...]:
        """Runs that show something."""
        return tuple(run for run in self.runs if run.text.strip())

    @property
    def width(self) -> float:
        """In millimetres, if it were printed in one line."""
        return width(self.letters) if len(self.letters) == 1 else width(_trimmed(self.runs))

    @property
    def is_filler(self) -> bool:
        """Whether it is only dashes, dots and the like."""
        return bool(self.raw) and set(self.raw) <= _FILLERS


def _trimmed(runs: Sequence[FormRun]) -> list[FormRun]:
    shown = [i for i, run in enumerate(runs) if run.text.strip()]
    return list(runs[shown[0] : shown[-1] + 1]) if shown else []


def lines(paragraph: FormParagraph, default_tab: float, *, tabbed: bool = False) -> Iterator[Line]:
    """The lines of a paragraph that show something; with `tabbed` tabs part them, too."""
    for number, pieces in enumerate(_parted(paragraph.runs, "\n")):
        first = paragraph.first if number == 0 else 0.0
        if not tabbed or not _is_tabbed(pieces):
            if any(run.text.strip() for run in pieces):
                yield _whole(paragraph, pieces, first, default_tab)
            continue
        yield from _tabbed(paragraph, pieces, first, default_tab)


def _parted(runs: Sequence[FormRun], mark: str) -> list[tuple[FormRun, ...]]:
    parts: list[list[FormRun]] = [[]]
    for run in runs:
        for number, piece in enumerate(run.text.split(mark)):
            if number:
                parts.append([])
            if piece:
                parts[-1].append(replace(run, text=piece))
    return [tuple(part) for part in parts]


def _is_tabbed(runs: Sequence[FormRun]) -> bool:
    """Whether text stands on both sides of a tab, or a tab leads to it."""
    return "\t" in "".join(run.text for run in runs).rstrip()


def _room(paragraph: FormParagraph) -> float | None:
    wide = paragraph.column_width
    return None if wide is None else wide - paragraph.left - paragraph.right - max(0.0, paragraph.first)


def _whole(paragraph: FormParagraph, runs: tuple[FormRun, ...], first: float, default_tab: float) -> Line:
    line = Line(paragraph=paragraph, runs=runs, align=paragraph.align, centre=None, room=_room(paragraph))
    if paragraph.boxed is not None:
        known = paragraph.boxed == "center" or paragraph.align == "center"
        return replace(line, align="center" if known else "", centre=None, room=None)
    start, wide = paragraph.left + first, paragraph.column_width
    if paragraph.align == "center" and wide is not None:
        centre: float | None = paragraph.column_left + (start + wide - paragraph.right) / 2
    elif paragraph.align in ("right", "end") and wide is not None:
        centre = paragraph.column_left + wide - paragraph.right - line.width / 2
    elif paragraph.align in ("left", "both"):
        blank = _leading(runs)
        centre = paragraph.column_left + start + blank + line.width / 2
    else:
        centre = None
    return replace(line, centre=centre)


def _leading(runs: Sequence[FormRun]) -> float:
    """Width of the blanks in front, with which some centre by hand."""
    text = "".join(run.text for run in runs)
    blanks = text[: len(text) - len(text.lstrip())]
    return width([replace(runs[0], text=blanks)]) if blanks and runs else 0.0


def _tabbed(paragraph: FormParagraph, runs: Sequence[FormRun], first: float, default_tab: float) -> Iterator[Line]:
    at, kind = paragraph.left + first, "left"
    for number, part in enumerate(_parted(runs, "\t")):
        if number:
            stop = next_stop(paragraph.tabs, at, default_tab)
            at, kind = stop.at, stop.kind
        if not any(run.text.strip() for run in part):
            continue
        made = Line(paragraph=paragraph, runs=part, align="left", centre=None, room=None)
        wide = made.width
        shift = {"center": 0.0, "right": -wide / 2}.get(kind, wide / 2)
        yield replace(made, align=kind, centre=paragraph.column_left + at + shift + _leading(part))
        at += {"center": wide / 2, "right": 0.0}.get(kind, wide)


def next_stop(tabs: Sequence[TabStop], at: float, default_tab: float) -> TabStop:
    """Where a tab leads from there."""
    own = next((stop for stop in tabs if stop.at > at + 0.2), None)
    if own is not None:
        return own
    step = default_tab if default_tab > 0.5 else 12.7
    return TabStop("left", (int((at + 0.2) / step) + 1) * step)


def first_letter(paragraph: FormParagraph, default_tab: float) -> float:
    """Millimetres from the left edge of the column to the paragraph's first letter or number, leading tabs followed."""
    at = paragraph.left + paragraph.first
    if not paragraph.label:
        text = paragraph.text
        for _ in range(len(text) - len(text.lstrip("\t"))):
            at = next_stop(paragraph.tabs, at, default_tab).at
    return at
