"""D31-D36, D40: signature, recipients, annexes, long tables."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from ...model.finding import Finding
from ...model.form import DocumentForm, FormParagraph, FormTable
from ..rules import form_body
from ..rules import form_foot as rules
from .elements import Layout, Spot
from .lines import Line
from .look import Look, column_middle, faults
from .signs import is_annex, is_authority, is_position
from .telling import Fault, missing, number_text, told
from .times import height

_CAPITALS = Look(sizes=(13, 14), bold=True, capitals=True)
_NAME = Look(sizes=(13, 14), bold=True, capitals=False)
_RECIPIENTS = Look(sizes=(12, 12), bold=True, italic=True, centred=False, left=True)
_LISTED = Look(sizes=(11, 11), bold=False, centred=False, left=True)
_ANNEX = Look(sizes=(13, 14), bold=True)
_WITH = Look(sizes=(13, 14), italic=None)
_PREFIX = re.compile(r"(TM|KT|TL|TUQ|Q)\. \S")
_KEPT = re.compile(r"-?\s*Lưu\s*:\s*VT\b.*\.$")
_COMMITTEE = ("ubnd", "uy ban nhan dan")
_PAGE = 240.0
"""Millimetres of a page that a table can fill."""


def foot_findings(layout: Layout) -> Iterator[Finding]:
    """All of them."""
    file, foot = layout.form.file, layout.foot
    yield from told(file, rules.SIGNATURE_TEXT, _signature_text(layout))
    yield from told(file, rules.SIGNATURE_FORM, _signature_form(layout))
    yield from told(file, rules.RECIPIENTS, _recipients(layout))
    yield from told(file, rules.LISTED_FORM, (f for x in foot.listed for f in faults(x, "Nơi nhận", _LISTED)))
    if foot.recipients is not None:
        yield from told(file, rules.LISTED_TEXT, _listed_text(foot.recipients, foot.listed))
    yield from told(file, rules.ANNEX, _annexes(layout))
    yield from told(file, form_body.TABLE, _tables(layout.form))


def _bare(text: str) -> str:
    """Capitals, with one of the two ways to place tones."""
    return unicodedata.normalize("NFC", text).upper().replace("UỶ", "ỦY")


def _signature_text(layout: Layout) -> Iterator[Fault]:
    signature = layout.foot.signature
    signed = [x for x in signature if is_authority(x) or is_position(x)]
    if not any(is_position(x) or x.plain.startswith(("kt ", "tl ", "tuq ", "q ")) for x in signed):
        spot = layout.after(signature[0]) if signature else layout.end_of_text
        where = "Cạnh" if signature else "Dưới"
        yield missing(spot, "không thấy chức vụ người ký", "có quyền hạn, chức vụ, ví dụ “CHỦ TỊCH”", where)
        return
    for line in signed:
        wrong = _wrong_authority(line)
        if wrong:
            yield Fault(
                paragraph=line.paragraph, what="Quyền hạn ký", quote=line.text, actual=wrong[0], expected=wrong[1]
            )
    issuing = " ".join(x.plain for x in layout.head.issuing)
    kind = layout.title.kind
    by_body = issuing.startswith(_COMMITTEE) and not (kind is not None and kind.personal)
    if by_body and not any(is_authority(x) and not x.plain.startswith("kt ") for x in signed):
        yield Fault(
            paragraph=signed[0].paragraph, what="Khối chữ ký", quote=signed[0].text, actual="thiếu dòng quyền hạn ở trên",
            expected="có dòng “TM. ỦY BAN NHÂN DÂN”",
        )  # fmt: skip


def _wrong_authority(line: Line) -> tuple[str, str] | None:
    if not is_authority(line):
        return None
    text = _bare(line.text)
    if not _PREFIX.match(text):
        return "chữ viết tắt quyền hạn không đúng dạng", "có dạng “TM. ỦY BAN NHÂN DÂN”, “KT. CHỦ TỊCH”"
    rest = text.partition(".")[2].strip()
    if text.startswith("TM.") and (rest == "UBND" or rest.startswith("UBND ")):
        return "viết tắt “UBND”", "ghi “TM. ỦY BAN NHÂN DÂN”"
    return None


def _signature_form(layout: Layout) -> Iterator[Fault]:
    signature = layout.foot.signature
    centred = [x for x in signature if x.align == "center"]
    widest = max((x for x in signature if x.centre is not None), key=lambda x: x.width, default=None)
    middle = column_middle(centred[0] if centred else widest)
    begun = False
    for line in signature:
        formal = is_authority(line) or is_position(line)
        begun = begun or formal
        if formal or (line.text.isupper() and len(line.text) < 60):
            yield from faults(line, "Chức vụ, quyền hạn ký", _CAPITALS, middle)
        elif begun and len(line.text) < 60:
            yield from faults(line, "Họ tên người ký", _NAME, middle)


def _recipients(layout: Layout) -> Iterator[Fault]:
    line = layout.foot.recipients
    if line is None:
        yield missing(layout.end_of_text, "không thấy nơi nhận", "có “Nơi nhận:” và danh sách")
        return
    if line.text != "Nơi nhận:":
        yield Fault(
            paragraph=line.paragraph,
            what="Nơi nhận",
            quote=line.text,
            actual="sai chữ hoặc dấu",
            expected="ghi “Nơi nhận:”",
        )
    yield from faults(line, "Nơi nhận", _RECIPIENTS)


def _listed_text(title: Line, listed: Sequence[Line]) -> Iterator[Fault]:
    if not listed:
        yield missing(Spot(title.paragraph, title.text), "không có danh sách nơi nhận", "có “- Lưu: VT, ...”")
        return
    entries = _entries(listed)
    for line, text in entries[:-1]:
        if text.startswith(("-", "–")) is False and not line.paragraph.label:
            yield Fault(
                paragraph=line.paragraph,
                what="Nơi nhận",
                quote=text,
                actual="đầu dòng không có gạch",
                expected="bắt đầu bằng “-”",
            )
        if not text.endswith(";"):
            yield Fault(paragraph=line.paragraph, what="Nơi nhận", quote=text, actual="cuối dòng không có dấu chấm phẩy",
                        expected="kết thúc bằng “;”")  # fmt: skip
    line, text = entries[-1]
    if not _KEPT.fullmatch(text) or not (text.startswith("-") or line.paragraph.label):
        yield Fault(
            paragraph=line.paragraph, what="Nơi nhận", quote=text, actual="dòng cuối không đúng dạng dòng lưu",
            expected="có dạng “- Lưu: VT, VP.”",
        )  # fmt: skip


def _entries(listed: Sequence[Line]) -> list[tuple[Line, str]]:
    """Each recipient with its text; one that goes on below without a dash is one."""
    entries: list[tuple[Line, str]] = []
    for line in listed:
        begins = line.text.startswith(("-", "–")) or bool(line.paragraph.label) or not entries
        if begins or entries[-1][1].endswith((";", ".")):
            entries.append((line, line.text))
        else:
            entries[-1] = (entries[-1][0], f"{entries[-1][1]} {line.text}")
    return entries


def _annexes(layout: Layout) -> Iterator[Fault]:
    for line in layout.annex:
        middle = layout.page_middle(line.paragraph)
        look = _WITH if line.text.startswith("(") else _ANNEX
        what = "Phụ lục" if is_annex(line.plain) else "Đầu đề phụ lục"
        yield from faults(line, what, look, middle)


def _tables(form: DocumentForm) -> Iterator[Fault]:
    inside: dict[int, list[FormParagraph]] = {}
    for paragraph in form.paragraphs:
        if paragraph.cell is not None:
            inside.setdefault(paragraph.cell.table, []).append(paragraph)
    for table in form.tables:
        yield from _table(table, inside.get(table.number, []))


def _table(table: FormTable, own: Sequence[FormParagraph]) -> Iterator[Fault]:
    """Only tables that are longer than a page can break."""
    if not table.ruled or table.rows < 3:
        return
    tall = _height(own)
    if tall <= _PAGE:
        return
    what = f"Bảng {table.number} dài khoảng {number_text(tall / _PAGE)} trang"
    if not table.header_rows:
        yield Fault(
            paragraph=own[0], what=what, actual="không lặp hàng tiêu đề", expected="lặp hàng tiêu đề ở mỗi trang"
        )
    if table.breaking_rows > 1:
        yield Fault(
            paragraph=own[0], what=what, actual=f"{table.breaking_rows} hàng có thể bị ngắt qua trang",
            expected="bỏ “Cho phép ngắt hàng qua trang”",
        )  # fmt: skip


def _height(paragraphs: Sequence[FormParagraph]) -> float:
    rows: dict[int, dict[int, float]] = {}
    for paragraph in paragraphs:
        if paragraph.cell is not None:
            row = rows.setdefault(paragraph.cell.row, {})
            row[paragraph.cell.column] = row.get(paragraph.cell.column, 0.0) + height(paragraph)
    return sum(max(row.values()) for row in rows.values())
