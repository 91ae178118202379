"""D10-D19: national name, motto, bodies, number, place and date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.finding import Finding
from ...model.form import DrawnLine, FormCell
from ..rules import form_head as rules
from .dates import head_date_faults
from .drawn import borders_below, line_fault
from .elements import Head, Layout
from .head import MOTTO, NATIONAL
from .kinds import REPORT, Kind
from .lines import Line
from .look import Look, column_middle, faults
from .telling import Fault, missing, told

_NATIONAL = Look(sizes=(12, 13), bold=True, capitals=True, one_line=True)
_MOTTO = Look(sizes=(13, 14), bold=True, capitals=False, one_line=True)
_PARENT = Look(sizes=(12, 13), bold=False, capitals=True)
_ISSUING = Look(sizes=(12, 13), bold=True, capitals=True)
_NUMBER = Look(sizes=(13, 13), bold=False, one_line=True)
_DATE = Look(sizes=(13, 14), bold=False, italic=True, one_line=True)
_FULL, _THIRD = (0.85, 1.15), (0.30, 0.54)
"""Of the text's width: its length, and 1/3 to 1/2 of it, as far as a clerk's ruler and our estimate go."""
_SYMBOL = re.compile(r"Số: ?(?P<number>[\d.…_ ]*?) ?/ ?(?P<symbol>.+)")
_GOOD_SYMBOL = re.compile(r"(?:[A-ZĐ]{1,6}|[A-ZĐ]{1,2}[a-z][A-ZĐ]?)(?: ?[-–] ?[A-ZĐƯƠÂÊÔ0-9.&]+)+")
_YEAR = re.compile(r"[0-9]{4} ?/ ?")


def head_findings(layout: Layout) -> Iterator[Finding]:
    """All of them."""
    file, head = layout.form.file, layout.head
    yield from told(file, rules.NATIONAL_TEXT, _national_text(layout))
    yield from told(file, rules.MOTTO_TEXT, _motto_text(layout))
    if head.national is not None:
        yield from told(file, rules.NATIONAL_FORM, _national_form(layout, head.national))
    if head.motto is not None:
        yield from told(file, rules.MOTTO_FORM, faults(head.motto, "Tiêu ngữ", _MOTTO, _right_middle(head)))
        yield from told(file, rules.MOTTO_LINE, _line_below(layout, "Tiêu ngữ", (head.motto,), right=True))
    yield from told(file, rules.BODY_FORM, _bodies(layout))
    if head.issuing:
        yield from told(file, rules.BODY_LINE, _line_below(layout, "Tên cơ quan ban hành", head.issuing, right=False))
    yield from told(file, rules.NUMBER, _number(layout))
    yield from told(file, rules.DATE_TEXT, head_date_faults(layout))
    if head.place_date is not None:
        yield from told(
            file, rules.DATE_FORM, faults(head.place_date, "Địa danh, thời gian", _DATE, _right_middle(head))
        )


def _same(text: str) -> str:
    """One of the two ways to place the tone in "HÒA"."""
    return text.replace("HOÀ", "HÒA").replace("Hoà", "Hòa")


def _national_text(layout: Layout) -> Iterator[Fault]:
    line = layout.head.national
    if line is None:
        yield missing(layout.after(None), "không thấy Quốc hiệu", f"có “{NATIONAL}”", "Cạnh")
    elif _same(line.text).upper() != NATIONAL:
        yield Fault(
            paragraph=line.paragraph, what="Quốc hiệu", quote=line.text, actual="sai chữ", expected=f"ghi “{NATIONAL}”"
        )


def _motto_text(layout: Layout) -> Iterator[Fault]:
    line = layout.head.motto
    if line is None:
        yield missing(layout.after(layout.head.national), "không thấy Tiêu ngữ", f"có “{MOTTO}”")
    elif line.text not in (MOTTO, MOTTO.upper()):
        yield Fault(
            paragraph=line.paragraph, what="Tiêu ngữ", quote=line.text, actual="sai chữ, dấu gạch nối hoặc chữ hoa",
            expected=f"ghi “{MOTTO}”",
        )  # fmt: skip


def _national_form(layout: Layout, line: Line) -> Iterator[Fault]:
    motto = layout.head.motto
    middle = column_middle(line) if line.paragraph.cell is not None else motto.centre if motto else line.centre
    yield from faults(line, "Quốc hiệu", _NATIONAL, middle)
    page = layout.section(line.paragraph).text_width
    if line.paragraph.boxed is None and line.centre is not None and line.centre < page / 2 + 5:
        yield Fault(
            paragraph=line.paragraph, what="Quốc hiệu", quote=line.text, actual="không ở bên phải trang",
            expected="ở phía trên, bên phải",
        )  # fmt: skip


def _right_middle(head: Head) -> float | None:
    """The middle of what stands on the right."""
    centred = [x for x in (head.national, head.motto) if x is not None and x.align == "center"]
    return column_middle(centred[0]) if centred else column_middle(head.national or head.motto)


def _left_middle(head: Head) -> float | None:
    return column_middle(head.issuing[0]) if head.issuing else None


def _bodies(layout: Layout) -> Iterator[Fault]:
    head = layout.head
    if not head.issuing:
        yield missing(layout.after(None), "không thấy tên cơ quan ban hành", "có ở phía trên, bên trái", "Cạnh")
    middle = _left_middle(head)
    for line in head.parent:
        yield from faults(line, "Tên cơ quan chủ quản", _PARENT, middle)
    for line in head.issuing:
        yield from faults(line, "Tên cơ quan ban hành", _ISSUING, middle if line.paragraph.cell else line.centre)


def _number(layout: Layout) -> Iterator[Fault]:
    line, kind = layout.head.number, layout.title.kind
    symbol = "UBND-NV" if layout.title.letter else f"{(kind or REPORT).symbol}-UBND"
    if line is None:
        issuing = layout.head.issuing
        yield missing(
            layout.after(issuing[-1] if issuing else None), "không thấy số, ký hiệu", f"có “Số: .../{symbol}”"
        )
        return
    wrong = _number_text(line.text, kind)
    if wrong:
        yield Fault(
            paragraph=line.paragraph, what="Số, ký hiệu", quote=line.text, actual=wrong,
            expected=f"có dạng “Số: 05/{symbol}”",
        )  # fmt: skip
    yield from faults(line, "Số, ký hiệu", _NUMBER, _left_middle(layout.head))


def _number_text(text: str, kind: Kind | None) -> str:
    """What is wrong with it; "" for nothing."""
    found = _SYMBOL.fullmatch(text)
    if found is None:
        return "thiếu dấu hai chấm" if text.startswith("Số") and ":" not in text else "không đúng dạng"
    number = found["number"].strip(" ._…")
    if number.isdecimal() and int(number) < 10 and len(number) < 2:
        return "số dưới 10 không có số 0 phía trước"
    symbol = found["symbol"]
    if kind is not None and kind.resolves:
        symbol = _YEAR.sub("", symbol, count=1)
    begins = re.split(" ?[-–]", symbol)[0]
    if kind is not None and begins.upper() != kind.symbol.upper():
        return f"ký hiệu không bắt đầu bằng {kind.symbol}-"
    fine = _GOOD_SYMBOL.fullmatch(symbol) and (kind is None or begins == kind.symbol)
    return "" if fine else "ký hiệu không đúng dạng, chữ in hoa"


def _line_below(layout: Layout, what: str, above: tuple[Line, ...], *, right: bool) -> Iterator[Fault]:
    bounds = _FULL if right else _THIRD
    found = borders_below(layout, above[-1]) or _shapes(layout, right=right)
    middle = _right_middle(layout.head) if right else _left_middle(layout.head)
    expected = "dài bằng dòng chữ" if right else "dài từ 1/3 đến 1/2 dòng chữ"
    yield from line_fault(layout, what, above, middle, found, bounds, expected)


def _shapes(layout: Layout, *, right: bool) -> list[DrawnLine]:
    """Lines drawn over the head on one of its sides."""
    head = layout.head
    national, issuing = head.national or head.motto, head.issuing[-1] if head.issuing else None
    end = layout.title.type.paragraph.number if layout.title.type else 1 << 30
    sides = (column_middle(issuing), column_middle(national))
    found = []
    for paragraph in layout.form.paragraphs:
        if paragraph.number > end:
            break
        for shape in paragraph.lines:
            if (
                shape.kind == "shape"
                and paragraph.number < end
                and _side(shape, paragraph.cell, national, sides, right)
            ):
                found.append(shape)
    return found


def _side(
    shape: DrawnLine,
    cell: FormCell | None,
    national: Line | None,
    sides: tuple[float | None, float | None],
    right: bool,
) -> bool:
    """Whether a line belongs to this side: by its place, else by the cell it is anchored in; else to both."""
    left_middle, right_middle = sides
    if shape.centre is not None and left_middle is not None and right_middle is not None:
        nearer = abs(shape.centre - right_middle) < abs(shape.centre - left_middle)
        return nearer is right
    if cell is not None and national is not None and national.paragraph.cell is not None:
        return (cell.column >= national.paragraph.cell.column) is right
    return True
