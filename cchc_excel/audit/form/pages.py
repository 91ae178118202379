"""D01, D02, D06-D09: paper, margins, page numbers."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Finding
from ...model.form import FormParagraph, FormRun, FormSection
from ..rules import form_page as rules
from .elements import Layout
from .lines import lines
from .telling import Fault, number_text, told
from .times import height

_A4 = (210.0, 297.0)
_PAPER_SLACK, _SLACK = 1.5, 0.5
_MARGINS = {"top": ("trên", 20, 25), "bottom": ("dưới", 20, 25), "left": ("trái", 30, 35), "right": ("phải", 15, 20)}
_NAME = "Trang bắt đầu bằng"
_ONE_PAGE = 0.95
"""Text that fills less of a page, as estimated, needs no number."""
_FIRST_PAGE = 1.15
_DECIMAL = ("decimal", "decimalZero")
_OTHER_NUMBERS = ("ROMAN", "ALPHABETIC", "ORDINAL", "CARDTEXT", "ORDTEXT", "HEX", "DOLLARTEXT")
_OFF_CENTRE = 3.0


def page_findings(layout: Layout) -> Iterator[Finding]:
    """All of them."""
    file = layout.form.file
    yield from told(file, rules.PAPER, _paper(layout))
    yield from told(file, rules.MARGINS, _margins(layout))
    yield from told(file, rules.NUMBER_MISSING, (*_missing(layout), *_foreign(layout)))
    yield from told(file, rules.NUMBER_FORM, (*_placed_wrong(layout), *_at_foot(layout)))
    yield from told(file, rules.NUMBER_FIRST, _on_first_page(layout))
    yield from told(file, rules.NUMBER_WORDS, _with_words(layout))


def _numbered(layout: Layout) -> Iterator[tuple[str, FormSection, FormParagraph | None]]:
    """Each section with its name and first paragraph."""
    sections = layout.form.sections
    for index, section in enumerate(sections):
        first = next((p for p in layout.form.paragraphs if p.section == index), None)
        yield _NAME, section, first


def _paper(layout: Layout) -> Iterator[Fault]:
    for name, section, first in _numbered(layout):
        if any(abs(a - b) > _PAPER_SLACK for a, b in zip((section.width, section.height), _A4, strict=True)):
            turned = " (ngang)" if section.width > section.height else ""
            yield Fault(
                paragraph=first, what=name, expected="A4 đứng 210 x 297 mm",
                actual=f"khổ giấy {number_text(section.width)} x {number_text(section.height)} mm{turned}",
            )  # fmt: skip


def _margins(layout: Layout) -> Iterator[Fault]:
    for name, section, first in _numbered(layout):
        for side, (word, low, high) in _MARGINS.items():
            found = getattr(section, side)
            if not low - _SLACK <= found <= high + _SLACK:
                yield Fault(
                    paragraph=first, what=name, actual=f"lề {word} {number_text(found)} mm",
                    expected=f"từ {low} đến {high} mm",
                )  # fmt: skip


def _missing(layout: Layout) -> Iterator[Fault]:
    for index, (name, section, first) in enumerate(_numbered(layout)):
        lacking = [m for m in ("default", "even") if not _has_number(section, m)]
        if section.footers and any(list(m.numbers) for m in section.footers):
            continue
        if "even" in lacking and not any(m.kind == "even" for m in (*section.headers, *section.footers)):
            lacking.remove("even")
        if lacking and not (_pages(layout, index) <= (_FIRST_PAGE if _later_numbers(layout, index) else _ONE_PAGE)):
            pages = " chẵn" if lacking == ["even"] else ""
            yield Fault(
                paragraph=first, what=f"{name}{pages}", actual="không có số trang ở lề trên",
                expected="có số trang tự động ở giữa lề trên, từ trang thứ hai",
            )  # fmt: skip


def _has_number(section: FormSection, kind: str) -> bool:
    return any(True for m in section.headers if m.kind == kind for _ in m.numbers)


def _later_numbers(layout: Layout, index: int) -> bool:
    """Whether a section is a first page of its own, before sections with numbers."""
    later = layout.form.sections[index + 1 :]
    return index == 0 and bool(later) and all(_has_number(s, "default") for s in later)


def _pages(layout: Layout, index: int) -> float:
    """How many pages a section's text fills, as estimated."""
    section = layout.form.sections[index]
    rows: dict[tuple[int, int], dict[int, float]] = {}
    total = 0.0
    own = [p for p in layout.form.paragraphs if p.section == index]
    for position, paragraph in enumerate(own):
        if paragraph.breaks and position:
            return 2.0
        if paragraph.cell is None:
            total += height(paragraph) + (60 if paragraph.pictured else 0)
        else:
            row = rows.setdefault((paragraph.cell.table, paragraph.cell.row), {})
            row[paragraph.cell.column] = row.get(paragraph.cell.column, 0.0) + height(paragraph)
    total += sum(max(row.values()) for row in rows.values())
    return total / max(section.height - section.top - section.bottom, 50.0)


def _numbers(layout: Layout, first_too: bool = True) -> Iterator[tuple[str, FormSection, FormParagraph, FormRun]]:
    """Every page number at the top; the same header of a later section once."""
    seen: set[int] = set()
    for name, section, _ in _numbered(layout):
        for margin in section.headers:
            for paragraph, run in margin.numbers:
                if hash((paragraph, run)) not in seen and (first_too or margin.kind != "first"):
                    seen.add(hash((paragraph, run)))
                    yield name, section, paragraph, run


def _foreign(layout: Layout) -> Iterator[Fault]:
    expected = "chữ số Ả Rập, đánh từ 1"
    for name, section, first in _numbered(layout):
        shown = [run for m in section.headers for _, run in m.numbers]
        if shown and (
            section.number_format not in _DECIMAL or any(w in r.field for r in shown for w in _OTHER_NUMBERS)
        ):
            yield Fault(paragraph=first, what=name, actual="số trang không phải chữ số Ả Rập", expected=expected)
    start = layout.form.sections[0].number_start
    if start not in (None, 1):
        first = next(iter(layout.form.paragraphs), None)
        yield Fault(paragraph=first, what=_NAME, actual=f"số trang bắt đầu từ {start}", expected=expected)


def _placed_wrong(layout: Layout) -> Iterator[Fault]:
    body = layout.form.paragraphs[0] if layout.form.paragraphs else None
    for name, section, paragraph, run in _numbers(layout):
        wrong = []
        if not _is_centred(layout, section, paragraph):
            wrong.append(("không ở giữa", "canh giữa"))
        if not 13 <= run.size <= 14:
            wrong.append((f"cỡ {number_text(run.size)}", "cỡ 13 đến 14"))
        if run.italic or run.underline:
            wrong.append(("in nghiêng hoặc gạch chân", "chữ đứng"))
        if wrong:
            yield Fault(
                paragraph=body if section is layout.form.sections[0] else _first(layout, section),
                what=name, actual="số trang " + ", ".join(a for a, _ in wrong), expected=", ".join(e for _, e in wrong),
            )  # fmt: skip


def _first(layout: Layout, section: FormSection) -> FormParagraph | None:
    return next((first for _, one, first in _numbered(layout) if one is section), None)


def _is_centred(layout: Layout, section: FormSection, paragraph: FormParagraph) -> bool:
    if paragraph.boxed is not None:
        return paragraph.boxed == "center" or (paragraph.align == "center" and paragraph.boxed == "")
    if paragraph.align == "center":
        return abs(paragraph.left + paragraph.first - paragraph.right) <= 2 * _OFF_CENTRE
    for line in lines(paragraph, layout.form.default_tab, tabbed=True):
        if any(run.field for run in line.runs) and line.centre is not None:
            return abs(line.centre - section.text_width / 2) <= _OFF_CENTRE
    return False


def _at_foot(layout: Layout) -> Iterator[Fault]:
    for name, section, first in _numbered(layout):
        if any(True for m in section.footers for _ in m.numbers):
            yield Fault(paragraph=first, what=name, actual="số trang ở chân trang", expected="ở giữa lề trên")


def _on_first_page(layout: Layout) -> Iterator[Fault]:
    for index, (name, section, first) in enumerate(_numbered(layout)):
        if index and (section.number_start is None or not section.new_page):
            continue
        kind = "first" if section.title_page else "default"
        if any(True for m in (*section.headers, *section.footers) if m.kind == kind for _ in m.numbers):
            yield Fault(
                paragraph=first, what=name, actual="trang thứ nhất hiện số trang",
                expected="không hiện số ở trang thứ nhất",
            )  # fmt: skip


def _with_words(layout: Layout) -> Iterator[Fault]:
    for name, section, paragraph, _ in _numbers(layout):
        beside = "".join(" " if run.field else run.text for run in paragraph.runs).strip()
        if beside:
            yield Fault(
                paragraph=_first(layout, section), what=name, actual=f"cạnh số trang có “{beside[:30]}”",
                expected="chỉ có số",
            )  # fmt: skip
