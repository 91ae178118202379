"""D18, D30: days and months, in the head and in the text."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator

from ...model.finding import Finding, Severity
from ...model.form import FormParagraph
from ..rules import form_body
from .elements import Layout
from .telling import Fault, missing, told

_BLANK = r"[\s.…_]*"
_HEAD = re.compile(rf"(?P<place>\S.*?)(?P<comma>,?)\s*ngày(?P<day>{_BLANK}\d{{0,2}}{_BLANK})tháng(?P<month>{_BLANK}\d{{0,2}}{_BLANK})"
                   rf"năm(?P<year>{_BLANK}\d{{0,4}}{_BLANK})")  # fmt: skip
_WRITTEN = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})(?:\s+năm\s+(\d{4}))?", re.IGNORECASE)
_SHORT = re.compile(r"(?<![\d/.\-])(\d{1,2})([/.\-])(\d{1,2})\2((?:19|20)\d{2})(?![\d/])")
_BASIS = re.compile(r"\s*(?:[-–]\s*)?(?:căn cứ|thực hiện)\b", re.IGNORECASE)
_MODEL = "viết theo mẫu “ngày 05 tháng 4 năm 2023”"


def head_date_faults(layout: Layout) -> Iterator[Fault]:
    """What is wrong with the text of place and date."""
    line = layout.head.place_date
    if line is None:
        above = layout.head.motto or layout.head.national
        yield missing(layout.after(above), "không thấy địa danh và thời gian", _MODEL)
        return
    wrong = _wrong_in_head(line.text)
    if wrong:
        yield Fault(
            paragraph=line.paragraph, what="Địa danh, thời gian", quote=line.text, actual=wrong,
            expected="viết theo mẫu “Thanh Xá, ngày 05 tháng 4 năm 2023”",
        )  # fmt: skip


def _wrong_in_head(text: str) -> str:
    found = _HEAD.fullmatch(text)
    if found is None:
        return "không đúng dạng “Địa danh, ngày ... tháng ... năm ...”"
    if not found["comma"]:
        return "thiếu dấu phẩy sau địa danh"
    if not found["place"][:1].isupper() and not found["place"][:1].isdigit():
        return "địa danh không viết hoa"
    return _wrong_date(*(found[name].strip(" .…_\u00a0") for name in ("day", "month", "year")))


def _wrong_date(day: str, month: str, year: str) -> str:
    """What is wrong with a date whose parts may be blank; "" for nothing."""
    if day and not _exists(int(day), int(month or 1), int(year or 2024)):
        return f"không có ngày {int(day)} tháng {int(month or 1)}" + (f" năm {year}" if year else "")
    if month and not 1 <= int(month) <= 12:
        return f"không có tháng {int(month)}"
    if day and len(day) == 1:
        return f"ngày {day} không có số 0 phía trước"
    if month in ("1", "2"):
        return f"tháng {month} không có số 0 phía trước"
    return f"tháng {month} thừa số 0" if len(month) == 2 and month[0] == "0" and int(month) > 2 else ""


def _exists(day: int, month: int, year: int) -> bool:
    return 1 <= month <= 12 and 1 <= year <= 9999 and 1 <= day <= monthrange(year, month)[1]


def date_findings(layout: Layout) -> Iterator[Finding]:
    """D30: dates in the text, the annexes and the tables."""
    head = layout.head.place_date
    own = head.paragraph.number if head is not None else 0
    texts = (p for p in layout.form.paragraphs if p.number != own)
    yield from told(layout.form.file, form_body.DATES, (fault for p in texts for fault in _in_text(p)))


def _in_text(paragraph: FormParagraph) -> Iterator[Fault]:
    text = paragraph.text
    for found in _WRITTEN.finditer(text):
        day, month, year = found[1], found[2], found[3] or ""
        wrong = _wrong_date(day, month, year)
        if wrong:
            grave = Severity.ERROR if wrong.startswith(("không có ngày", "không có tháng ")) else None
            yield Fault(
                paragraph=paragraph, what="Ngày", quote=found[0], actual=wrong, severity=grave,
                expected="là ngày có thật" if grave else _MODEL,
            )  # fmt: skip
    for found in _SHORT.finditer(text):
        day, month, year = int(found[1]), int(found[3]), int(found[4])
        if not _exists(day, month, year):
            yield Fault(
                paragraph=paragraph, what="Ngày", quote=found[0], expected="là ngày có thật", severity=Severity.ERROR,
                actual=f"không có ngày {day} tháng {month} năm {year}",
            )  # fmt: skip
        elif paragraph.cell is None:
            yield Fault(
                paragraph=paragraph, what="Ngày", quote=found[0], actual="viết bằng số và dấu gạch", expected=_MODEL,
                severity=None if _BASIS.match(text) else Severity.INFO,
            )  # fmt: skip
