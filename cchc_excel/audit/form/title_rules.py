"""D20-D22: the type of the document, its subject, the line below."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Finding
from ...model.names import tone_key
from ..rules import form_head as rules
from .drawn import borders_below, line_fault, shapes_near
from .elements import Layout, Spot
from .kinds import REPORT
from .lines import Line
from .look import Look, column_middle, faults
from .telling import Fault, missing, told

_TYPE = Look(sizes=(13, 14), bold=True, capitals=True)
_SUBJECT = Look(sizes=(13, 14), bold=True)
_SHOUTED = Look(sizes=(13, 14), bold=True, capitals=False)
_THIRD = (0.30, 0.54)
_ABOUT = Look(sizes=(12, 13), bold=False)
_NOTE = "("


def title_findings(layout: Layout) -> Iterator[Finding]:
    """All of them."""
    file, title = layout.form.file, layout.title
    if title.letter:
        yield from told(file, rules.SUBJECT, _about(layout))
        return
    yield from told(file, rules.TYPE, _type(layout))
    if title.type is None:
        return
    yield from told(file, rules.SUBJECT, _subject(layout, title.type))
    if title.subject:
        yield from told(file, rules.SUBJECT_LINE, _line(layout, title.type))


def _type(layout: Layout) -> Iterator[Fault]:
    line = layout.title.type
    if line is None:
        first = next((p for p in layout.body if not p.is_blank), None)
        spot = Spot(first, first.text) if first else layout.after(None)
        name = (layout.title.kind or REPORT).name
        yield missing(spot, "không thấy tên loại", f"có “{name}” ở một dòng riêng", "Trên")
        return
    if layout.title.kind is not None and tone_key(line.text) != tone_key(layout.title.kind.name):
        yield Fault(
            paragraph=line.paragraph, what="Tên loại", quote=line.text, actual="sai chữ hoặc thừa dấu",
            expected=f"ghi “{layout.title.kind.name}”",
        )  # fmt: skip
    yield from faults(line, "Tên loại", _TYPE, _middle(layout, line))


def _about(layout: Layout) -> Iterator[Fault]:
    """What a letter is about."""
    subject, number = layout.title.subject, layout.head.number
    if not subject:
        spot = layout.after(number or next(iter(layout.head.issuing), None))
        yield missing(spot, "không thấy trích yếu nội dung", "có “V/v ...”")
        return
    if not subject[0].text.startswith("V/v "):
        yield Fault(
            paragraph=subject[0].paragraph, what="Trích yếu", quote=subject[0].text, actual="không bắt đầu bằng “V/v”",
            expected="ghi “V/v ...”",
        )  # fmt: skip
    for line in subject:
        yield from faults(line, "Trích yếu", _ABOUT, column_middle(number))


def _middle(layout: Layout, line: Line) -> float | None:
    return column_middle(line) if line.paragraph.cell is not None else layout.page_middle(line.paragraph)


def _subject(layout: Layout, kind: Line) -> Iterator[Fault]:
    if not layout.title.subject:
        yield missing(layout.after(kind), "không thấy trích yếu nội dung", "có trích yếu, đậm, canh giữa")
    lines = [line for line in layout.title.subject if not line.text.startswith(_NOTE)]
    look = _SHOUTED if " ".join(line.text for line in lines).isupper() else _SUBJECT
    for line in lines:
        yield from faults(line, "Trích yếu", look, _middle(layout, line))


def _line(layout: Layout, kind: Line) -> Iterator[Fault]:
    subject = layout.title.subject
    last = subject[-1]
    found = borders_below(layout, last) or shapes_near(layout, kind.paragraph, last.paragraph)
    yield from line_fault(
        layout, "Trích yếu", subject, _middle(layout, last), found, _THIRD, "dài từ 1/3 đến 1/2 dòng chữ"
    )
