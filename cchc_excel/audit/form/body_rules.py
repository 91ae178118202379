"""D23-D29, D37: sizes, alignment, indents and spacing of the text, and how it ends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ...model.finding import Finding
from ...model.form import FormParagraph
from ..rules import form_body as rules
from .elements import Layout
from .lines import first_letter
from .telling import Fault, number_text, told
from .times import SINGLE, broken

_INDENTS, _INDENT_SLACK = (10.0, 12.7), 0.35
_LEAST_GAP, _GAP_SLACK = 6.0, 0.05
_LINES, _LINE_SLACK = (1.0, 1.5), 0.01
_EXACT_SINGLE = 15.0
"""Points that count as a single line, whatever the size."""
_CLOSING = re.compile(r"\./\.$")
_PROCLAIMED = 120
_PART = re.compile(r"\s*(phần|chương|mục|tiểu mục)\s+([0-9]+|[ivx]+|thứ\b)", re.IGNORECASE)
_CAPTION = re.compile(r"\s*(bảng|biểu|hình|đơn vị tính|đvt|biểu đồ|sơ đồ|\()", re.IGNORECASE)
_NUMBERED = re.compile(r"\s*([IVX]+|[0-9]+(\.[0-9]+)*|[a-zđ])\s*[.)]\s")


def body_findings(layout: Layout) -> Iterator[Finding]:
    """All of them."""
    file = layout.form.file
    text = [p for p in layout.body if not p.is_blank and p.text.strip()]
    addressed = _addressees(text)
    next_of = {one.number: other for one, other in pairwise(layout.form.paragraphs)}
    resolves = layout.title.kind is not None and layout.title.kind.resolves
    plain = [
        p
        for p in text
        if p.number not in addressed
        and not _is_aside(p, next_of.get(p.number))
        and not (resolves and _is_proclaimed(p))
    ]
    yield from told(file, rules.SIZE, _sizes(text))
    yield from told(file, rules.SAME_SIZE, _uneven(plain))
    yield from told(file, rules.ALIGNED, (f for p in plain for f in _aligned(p)))
    yield from told(file, rules.INDENT, (f for p in plain for f in _indented(p, layout)))
    yield from told(file, rules.SPACING, _spaced(layout, {p.number for p in plain}))
    yield from told(file, rules.LINE_SPACING, (f for p in plain for f in _line_spaced(p)))
    yield from told(file, rules.CLOSING, _closed(text))
    yield from told(file, rules.HEADING, _loose_headings(layout))


def _addressees(text: Sequence[FormParagraph]) -> set[int]:
    """The numbers of "Kính gửi: ..." and the bodies listed below it."""
    found: set[int] = set()
    listed = False
    for paragraph in text:
        begins = paragraph.text.strip().lower().startswith("kính gửi")
        listed = begins or (listed and paragraph.text.lstrip().startswith("-"))
        if listed:
            found.add(paragraph.number)
        elif found:
            break
    return found


def _is_aside(paragraph: FormParagraph, following: FormParagraph | None) -> bool:
    """Captions and names of parts: they stand in the middle or at the right by right."""
    if paragraph.align not in ("center", "right", "end"):
        return False
    return bool(_PART.match(paragraph.text) or _CAPTION.match(paragraph.text)) or _before_table(paragraph, following)


def _is_proclaimed(paragraph: FormParagraph) -> bool:
    """Who decides, and "QUYẾT ĐỊNH:", in the middle of the text of a decision."""
    text = paragraph.text.strip()
    return paragraph.align == "center" and _is_bold(paragraph) and text.isupper() and len(text) < _PROCLAIMED


def _before_table(paragraph: FormParagraph, following: FormParagraph | None) -> bool:
    beside = following is not None and (following.cell is not None or following.pictured)
    return beside and not paragraph.text.rstrip().endswith(".")


def _is_bold(paragraph: FormParagraph) -> bool:
    return all(run.bold for run in paragraph.runs if run.text.strip())


def _sizes(paragraphs: Sequence[FormParagraph]) -> Iterator[Fault]:
    for paragraph in paragraphs:
        off = [run for run in paragraph.runs if run.text.strip() and not 13 <= run.size <= 14]
        if off:
            yield Fault(
                paragraph=paragraph, what="Nội dung", quote=off[0].text, actual=f"cỡ {number_text(off[0].size)}",
                expected="cỡ 13 đến 14",
            )  # fmt: skip


def _uneven(paragraphs: Sequence[FormParagraph]) -> Iterator[Fault]:
    runs = [(p, run) for p in paragraphs if not _is_bold(p) for run in p.runs if run.text.strip() and not run.bold]
    counted: Counter[float] = Counter()
    for _, run in runs:
        counted[run.size] += len(run.text) if 13 <= run.size <= 14 else 0
    usual = counted.most_common(1)[0][0] if counted else 0.0
    for paragraph, run in runs:
        if run.size != usual and 13 <= run.size <= 14:
            yield Fault(
                paragraph=paragraph, what="Nội dung", quote=run.text, actual=f"cỡ {number_text(run.size)}",
                expected=f"cùng cỡ {number_text(usual)} với các đoạn khác",
            )  # fmt: skip


def _aligned(paragraph: FormParagraph) -> Iterator[Fault]:
    if paragraph.align == "both" or (paragraph.align == "left" and _is_short_heading(paragraph)):
        return
    names = {"left": "canh trái", "center": "canh giữa", "right": "canh phải", "end": "canh phải"}
    yield Fault(
        paragraph=paragraph,
        what="Đoạn",
        actual=names.get(paragraph.align, "không canh đều"),
        expected="canh đều hai lề",
    )


def _is_short_heading(paragraph: FormParagraph) -> bool:
    """Whether it shows the same justified or not: a bold line alone."""
    room = (paragraph.column_width or 160.0) - paragraph.left - paragraph.right
    return _is_bold(paragraph) and len(broken(paragraph.runs, room, max(0.0, paragraph.first))) == 1


def _indented(paragraph: FormParagraph, layout: Layout) -> Iterator[Fault]:
    if paragraph.align == "center":
        return
    at = first_letter(paragraph, layout.form.default_tab)
    if not any(abs(at - wanted) <= _INDENT_SLACK for wanted in _INDENTS):
        yield Fault(
            paragraph=paragraph,
            what="Đoạn",
            actual=f"dòng đầu lùi {_centimetres(at)} cm",
            expected="lùi 1 cm hoặc 1,27 cm",
        )
    elif paragraph.left - at > -_INDENT_SLACK and abs(paragraph.left) > 1 and not _hangs(paragraph):
        yield Fault(
            paragraph=paragraph, what="Đoạn", actual=f"cả đoạn thụt vào {_centimetres(paragraph.left)} cm",
            expected="chỉ lùi dòng đầu 1 cm hoặc 1,27 cm",
        )  # fmt: skip


def _hangs(paragraph: FormParagraph) -> bool:
    return bool(paragraph.label) or (paragraph.first < 0 and paragraph.text.lstrip().startswith(("-", "+", "–", "•")))


def _centimetres(millimetres: float) -> str:
    return f"{millimetres / 10:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def _spaced(layout: Layout, plain: set[int]) -> Iterator[Fault]:
    """Gaps between paragraphs that follow each other, then a mixture of spaces before and after."""
    pairs = [
        (one, other)
        for one, other in zip(layout.body, layout.body[1:], strict=False)
        if other.number == one.number + 1 and {one.number, other.number} <= plain and not other.breaks
    ]
    for one, other in pairs:
        gap = one.after + other.before if layout.form.summed_spacing else max(one.after, other.before)
        if gap < _LEAST_GAP - _GAP_SLACK:
            yield Fault(
                paragraph=one, what="Khoảng cách sau đoạn", actual=f"{number_text(gap)} pt", expected="từ 6 pt trở lên"
            )
    yield from _mixed(pairs)


def _mixed(pairs: Sequence[tuple[FormParagraph, FormParagraph]]) -> Iterator[Fault]:
    least = _LEAST_GAP - _GAP_SLACK
    only_before = [one for one, other in pairs if other.before >= least > one.after]
    only_after = [one for one, other in pairs if one.after >= least > other.before]
    if only_before and only_after:
        fewer, side = min(((only_before, "trước"), (only_after, "sau")), key=lambda x: len(x[0]))
        other = "sau" if side == "trước" else "trước"
        for paragraph in fewer:
            yield Fault(
                paragraph=paragraph, what="Khoảng cách sau đoạn", actual=f"chỉ đặt ở phía {side}, các đoạn khác đặt ở phía {other}",
                expected=f"đặt đều ở phía {other} mọi đoạn",
            )  # fmt: skip


def _line_spaced(paragraph: FormParagraph) -> Iterator[Fault]:
    low, high = _LINES
    size = max(run.size for run in paragraph.runs if run.text.strip())
    if paragraph.line_rule == "auto":
        fine, actual = low - _LINE_SLACK <= paragraph.line <= high + _LINE_SLACK, f"{_times(paragraph.line)} dòng"
    else:
        single = size * SINGLE
        enough = paragraph.line_rule == "atLeast" or paragraph.line >= min(_EXACT_SINGLE, single) - 0.1
        fine, actual = enough and paragraph.line <= high * single + 0.1, f"{number_text(paragraph.line)} pt"
    if not fine:
        yield Fault(paragraph=paragraph, what="Đoạn", actual=f"giãn dòng {actual}", expected="giãn từ 1 đến 1,5 dòng")


def _times(line: float) -> str:
    return f"{line:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def _closed(paragraphs: Sequence[FormParagraph]) -> Iterator[Fault]:
    if paragraphs and not _CLOSING.search(paragraphs[-1].text.rstrip()):
        last = paragraphs[-1].text.rstrip()
        yield Fault(
            paragraph=paragraphs[-1], what="Đoạn cuối", quote=f"… {last[-30:]}", actual="không có dấu kết thúc",
            expected="kết thúc bằng “./.”",
        )  # fmt: skip


def _loose_headings(layout: Layout) -> Iterator[Fault]:
    for one, other in zip(layout.body, layout.body[1:], strict=False):
        numbered = one.label not in ("", "-") or _NUMBERED.match(one.text)
        if one.text.strip() and numbered and _is_bold(one) and not one.keep_next and not other.breaks:
            yield Fault(
                paragraph=one,
                what="Đề mục",
                actual="chưa bật “Giữ với đoạn sau”",
                expected="không nằm một mình ở cuối trang",
            )
