"""D03-D05, D38, D39: typeface, colour, composition of letters, blanks, what a template has left behind."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ...model.finding import Finding
from ...model.form import FormParagraph, FormRun
from ..rules import form_body, form_page
from .elements import Layout
from .telling import Fault, short, told

_FONT = "times new roman"
_TWO_BLANKS = re.compile(r"(?<=[^\W\d_])[,;:.]? {2,}(?=[^\W\d_])")
_BEFORE_MARK = re.compile(r"(?<=\w) +(?=[,;:.!?](?:\s|$))")
_TAG = re.compile(r"\{\{[^{}\n]{0,200}\}\}|\{%[^{}\n]{0,200}%\}|\[[^\]\n]{0,60}bổ sung[^\]\n]{0,80}\]", re.IGNORECASE)
_QUOTE_BEFORE = 12


def letter_findings(layout: Layout) -> Iterator[Finding]:
    """All of them."""
    file = layout.form.file
    yield from told(file, form_page.FONT, _fonts(layout))
    yield from told(file, form_page.COLOUR, _colours(layout))
    yield from told(file, form_page.UNICODE, _decomposed(layout))
    yield from told(file, form_body.BLANKS, _blanks(layout))
    yield from told(file, form_body.LEFTOVER, _leftovers(layout))


def _everywhere(layout: Layout) -> Iterator[tuple[str, FormParagraph, FormParagraph | None]]:
    """Paragraphs of the text, then those of the margins, each with the paragraph at which to tell of it."""
    for paragraph in layout.form.paragraphs:
        yield "Chữ", paragraph, paragraph
    seen: set[int] = set()
    for index, section in enumerate(layout.form.sections):
        first = next((p for p in layout.form.paragraphs if p.section == index), None)
        for margin in (*section.headers, *section.footers):
            for paragraph in margin.paragraphs:
                if hash(paragraph) not in seen:
                    seen.add(hash(paragraph))
                    yield "Chữ ở lề trên hoặc chân trang", paragraph, first


def _runs(layout: Layout) -> Iterator[tuple[str, FormParagraph | None, FormRun]]:
    for what, paragraph, place in _everywhere(layout):
        for run in paragraph.runs:
            if run.text.strip():
                yield what, place, run


def _fonts(layout: Layout) -> Iterator[Fault]:
    for what, paragraph, run in _runs(layout):
        other = [font for font in run.fonts if " ".join(font.lower().split()) != _FONT]
        if other:
            yield Fault(
                paragraph=paragraph, what=what, quote=run.text, actual=f"phông {short(', '.join(other))}",
                expected="phông Times New Roman",
            )  # fmt: skip


def _colours(layout: Layout) -> Iterator[Fault]:
    for what, paragraph, run in _runs(layout):
        if run.colour:
            yield Fault(
                paragraph=paragraph, what=what, quote=run.text, actual=f"màu {short(run.colour)}", expected="màu đen"
            )


def _decomposed(layout: Layout) -> Iterator[Fault]:
    for what, paragraph, place in _everywhere(layout):
        text = paragraph.text
        if not text.isascii() and not unicodedata.is_normalized("NFC", text):
            yield Fault(
                paragraph=place, what=what, quote=unicodedata.normalize("NFC", text),
                actual="Unicode tổ hợp", expected="Unicode dựng sẵn (NFC)",
            )  # fmt: skip


def _blanks(layout: Layout) -> Iterator[Fault]:
    for paragraph in layout.body:
        text = paragraph.text
        for pattern, actual in (
            (_TWO_BLANKS, "hai khoảng trắng liền nhau"),
            (_BEFORE_MARK, "khoảng trắng trước dấu câu"),
        ):
            found = pattern.search(text)
            if found:
                quote = text[max(0, found.start() - _QUOTE_BEFORE) : found.end() + _QUOTE_BEFORE]
                yield Fault(
                    paragraph=paragraph, what="Đoạn", quote=quote, actual=actual, expected="bỏ khoảng trắng thừa"
                )


def _leftovers(layout: Layout) -> Iterator[Fault]:
    for paragraph in layout.form.paragraphs:
        found = _TAG.search(paragraph.text)
        if found:
            yield Fault(
                paragraph=paragraph, what="Chỗ", quote=found[0], actual="còn chờ bổ sung hoặc còn thẻ của mẫu",
                expected="thay bằng nội dung thật",
            )  # fmt: skip
