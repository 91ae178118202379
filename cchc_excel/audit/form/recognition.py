"""Finds the elements of a document: head, title, body, foot and annexes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from ...model.form import DocumentForm, FormParagraph
from ...model.names import folded
from .elements import Foot, Head, Layout, Title
from .head import found_head, letter_subject
from .kinds import kind_of_symbol, type_line
from .lines import Line, lines
from .signs import is_annex, is_numbered, is_signature, opens_body

_SUBJECT_LINES = 5
_ANNEX_LINES = 5
_HEAD_PARAGRAPHS = 60
_HEAD_LINES = 200
_CLOSING = re.compile(r"\.\s*/\s*\.\s*$")


def recognised(form: DocumentForm) -> Layout:
    """The document with its elements."""
    ruled = {table.number for table in form.tables if table.ruled} - _layout_tables(form)
    open_air = [p for p in form.paragraphs if p.cell is None or p.cell.table not in ruled]
    named = type_line(_near(open_air, form.default_tab))
    typed = named[0] if named is not None else None
    title_at = open_air.index(typed.paragraph) if typed is not None else None
    head_end = title_at if title_at is not None else _head_end(open_air)
    above = (x for p in open_air[:head_end] for x in lines(p, form.default_tab, tabbed=True))
    head = found_head(list(islice(above, _HEAD_LINES)))
    rest = open_air[head_end:]
    kind = named[1] if named is not None else kind_of_symbol(head.number)
    letter = kind is None and _is_letter(head, rest)
    below = _subject(rest, typed, form.default_tab, resolves=kind is not None and kind.resolves)
    used = {x.paragraph.number for x in ((typed,) if typed else ()) + below}
    subject = letter_subject(head) if letter else below
    text = [p for p in rest if p.number not in used]
    foot_at = _foot_start(text, form.default_tab)
    annex_at = next((i for i, p in enumerate(text) if i >= foot_at and _is_annex(p, form.default_tab)), len(text))
    tail = [x for p in text[foot_at:annex_at] for x in lines(p, form.default_tab, tabbed=True)]
    return Layout(
        form=form, head=head, title=Title(type=typed, kind=kind, subject=subject, letter=letter),
        body=tuple(p for p in text[: min(foot_at, annex_at)] if p.cell is None and p.boxed is None),
        foot=_foot(tail), annex=_annex_heading(form, text[annex_at:]),
    )  # fmt: skip


def _layout_tables(form: DocumentForm) -> set[int]:
    """Tables that only put elements in their places, even if somebody has drawn their borders."""
    signs = ("cong hoa xa hoi", "noi nhan")
    return {
        p.cell.table for p in form.paragraphs if p.cell is not None and folded(p.text[:60]).startswith(signs)
    }  # fmt: skip


def _near(paragraphs: Sequence[FormParagraph], default_tab: float) -> list[Line]:
    """The lines among which the type may stand: those before the text begins."""
    found: list[Line] = []
    for paragraph in paragraphs[:_HEAD_PARAGRAPHS]:
        if paragraph.cell is None and paragraph.boxed is None and opens_body(paragraph.text):
            break
        found += lines(paragraph, default_tab)
    return found


def _is_letter(head: Head, rest: Sequence[FormParagraph]) -> bool:
    """A document without a type is a letter if it has its marks: "V/v ..." below the number, or "Kính gửi"."""
    first = next((p for p in rest if p.text.strip()), None)
    return bool(letter_subject(head)) or (first is not None and folded(first.text[:40]).startswith("kinh gui"))


def _head_end(paragraphs: Sequence[FormParagraph]) -> int:
    """Where the head ends in a document without a title: before the first justified or long paragraph."""
    for index, paragraph in enumerate(paragraphs[:_HEAD_PARAGRAPHS]):
        if paragraph.cell is None and (len(paragraph.text) > 120 or opens_body(paragraph.text)):
            return index
    return min(len(paragraphs), _HEAD_PARAGRAPHS)


def _subject(
    paragraphs: Sequence[FormParagraph], kind: Line | None, default_tab: float, *, resolves: bool
) -> tuple[Line, ...]:
    """Lines below the type, as long as they look like a title; the first one even if only half does."""
    if kind is None:
        return ()
    all_lines = [x for p in paragraphs[: _SUBJECT_LINES + 6] for x in lines(p, default_tab)]
    after = all_lines[[x.raw for x in all_lines].index(kind.raw) + 1 :]
    found: list[Line] = []
    for line in after:
        bold, centred = all(run.bold for run in line.letters), line.align == "center"
        is_text = opens_body(line.text) and (is_numbered(line.text) or not (bold and centred))
        if line.is_filler or is_text or len(found) == _SUBJECT_LINES or not (bold or centred):
            break
        if resolves and found and line.text.isupper() and not found[-1].text.isupper():
            break
        if found and (found[-1].paragraph.lines or line.paragraph.number > found[-1].paragraph.number + 1):
            break
        found.append(line)
    return tuple(found)


def _foot_start(paragraphs: Sequence[FormParagraph], default_tab: float) -> int:
    """The index of the first paragraph below the text."""
    recipients = next((i for i, p in enumerate(paragraphs) if _starts(p, "noi nhan", default_tab)), None)
    end = recipients if recipients is not None else len(paragraphs)
    if recipients is not None and (cell := paragraphs[recipients].cell) is not None:
        return next(i for i, p in enumerate(paragraphs) if p.cell is not None and p.cell.table == cell.table)
    closed = [i for i, p in enumerate(paragraphs[:end]) if p.cell is None and _CLOSING.search(p.text)]
    if closed:
        return closed[-1] + 1
    signed = (
        i for i, p in enumerate(paragraphs[:end]) if any(is_signature(x) for x in lines(p, default_tab, tabbed=True))
    )
    return next(signed, end)


def _starts(paragraph: FormParagraph, plain: str, default_tab: float) -> bool:
    return any(x.plain.startswith(plain) and len(x.text) < 60 for x in lines(paragraph, default_tab, tabbed=True))


def _is_annex(paragraph: FormParagraph, default_tab: float) -> bool:
    first = next(lines(paragraph, default_tab), None)
    return first is not None and is_annex(first.plain)


def _foot(tail: Sequence[Line]) -> Foot:
    """Recipients stand in the column of "Nơi nhận:", or begin with a dash; the rest is the signature."""
    title = next((x for x in tail if x.plain.startswith("noi nhan")), None)
    listed: list[Line] = []
    signature: list[Line] = []
    begun = False
    for line in tail:
        if line is title:
            begun = True
        elif line.is_filler or line.text.startswith("(") or (title is None and _is_dashed(line)):
            continue
        elif begun and title is not None and _is_listed(line, title, bool(listed)):
            listed.append(line)
        else:
            signature.append(line)
    return Foot(recipients=title, listed=tuple(listed), signature=tuple(signature))


def _is_listed(line: Line, title: Line, begun: bool) -> bool:
    own, its = line.paragraph.cell, title.paragraph.cell
    if own is not None and its is not None:
        return (own.table, own.column) == (its.table, its.column)
    return _is_dashed(line) or (
        begun and line.align in ("left", "both") and not is_signature(line) and line.text[:1].islower()
    )


def _is_dashed(line: Line) -> bool:
    return line.text.startswith(("-", "–", "+", "•")) or bool(line.paragraph.label)


def _annex_heading(form: DocumentForm, paragraphs: Sequence[FormParagraph]) -> tuple[Line, ...]:
    """The lines of each annex's heading: "Phụ lục", its title, "(Kèm theo ...)"."""
    found: list[Line] = []
    left = 0
    for paragraph in paragraphs:
        if paragraph.cell is not None:
            left = 0
            continue
        for line in lines(paragraph, form.default_tab):
            if is_annex(line.plain):
                left = _ANNEX_LINES
            closed = bool(found) and found[-1].text.startswith("(") and not is_annex(line.plain)
            titled = line.align == "center" or line.text.isupper() or line.text.startswith("(")
            if left and not closed and (is_annex(line.plain) or titled):
                found.append(line)
                left -= 1
            else:
                left = 0
    return tuple(found)
