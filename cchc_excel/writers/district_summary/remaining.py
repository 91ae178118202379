"""Words section V: whose reports still lack a remedy, and what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...model.audited import AuditedDistrict
from ...model.finding import Finding, Severity
from ..report.head import authority
from ..report.notes import NBSP
from ..report.wording import counted
from .issuer import committees
from .overall import weakest
from .phrasing import joined, number, quoted, units

MOST_ROWS = 60
"""Communes in the table."""
_MOST_CODES = 20
_DAY = "ngày     tháng     năm"


@dataclass(frozen=True, slots=True)
class OpenRow:
    """A commune whose report has reminders in place of remedies; attributes are the tags' names."""

    don_vi: str
    so_cho: str
    cac_ma: str


def open_rows(district: AuditedDistrict) -> list[OpenRow]:
    """Most open places first; equal ones in the order of the workbooks."""
    found = [(c.name.display, [n.code for n in c.without_remedy()]) for c in district.communes]
    found = sorted((pair for pair in found if pair[1]), key=lambda pair: -len(pair[1]))
    return [OpenRow(name, number(len(codes)), _listed(codes)) for name, codes in found]


def _listed(codes: Sequence[str]) -> str:
    shown = ", ".join(codes[:_MOST_CODES])
    return f"{shown} và {len(codes) - _MOST_CODES} mã khác" if len(codes) > _MOST_CODES else shown


def on_remedies(district: AuditedDistrict, rows: Sequence[OpenRow]) -> str:
    """How many places are open, or why there is none."""
    deducted = sum(len(c.deducted()) for c in district.communes)
    if not deducted:
        return "Không đơn vị nào bị trừ điểm nên không phải bổ sung biện pháp khắc phục."
    if not rows:
        every = "tất cả " if deducted > 1 else ""
        return f"Sổ biện pháp đã có biện pháp khắc phục cho {every}{number(deducted)}{NBSP}lượt trừ điểm."
    places = sum(len(c.without_remedy()) for c in district.communes)
    who = "đơn vị" if len(rows) == 1 else "các đơn vị"
    marked = f"báo cáo của {who} này đã đánh dấu chỗ phải bổ sung"
    if places == deducted:
        return (
            f"Chưa có biện pháp khắc phục nào cho {number(places)}{NBSP}lượt trừ điểm của {units(len(rows))}; {marked}."
        )
    return (
        f"Còn {number(places)}/{number(deducted)}{NBSP}lượt trừ điểm của {units(len(rows))} chưa có biện pháp khắc phục trong sổ "
        f"biện pháp; {marked}."
    )


def left_out(rows: Sequence[OpenRow]) -> str:
    """How many communes the table does not hold; "" where it holds all."""
    rest = len(rows) - MOST_ROWS
    return (
        f"Bảng trên nêu {units(MOST_ROWS)} còn thiếu nhiều nhất; {units(rest)} khác còn thiếu ít hơn."
        if rest > 0
        else ""
    )


def proposals(district: AuditedDistrict, found: Sequence[Finding]) -> list[str]:
    """What comes next, numbered by the template."""
    return [*filter(None, (_mending(found), _own_remedies(district), _weak_fields(district), _next_time(district)))]


def _mending(found: Sequence[Finding]) -> str:
    errors = sum(f.severity is Severity.ERROR for f in found)
    if not found:
        return ""
    if not errors:
        return f"Xem lại {counted(len(found), 'nội dung')} nêu tại mục IV, kết luận rõ từng nội dung và lưu kết quả vào hồ sơ thẩm định."
    more = f" và xem lại {counted(len(found) - errors, 'nội dung')}" if len(found) > errors else ""
    return (
        f"Xử lý dứt điểm {counted(errors, 'sai lệch')}{more} nêu tại mục IV; sai ở bảng điểm thì sửa bảng điểm, sai ở quyết định "
        "thì sửa hoặc lập văn bản đính chính theo quy định; kiểm tra lại toàn bộ số liệu sau khi sửa."
    )


def _own_remedies(district: AuditedDistrict) -> str:
    who = committees(district)
    if not any(c.deducted() for c in district.communes):
        return f"{who} tiếp tục duy trì kết quả đã đạt được, lưu giữ đầy đủ tài liệu kiểm chứng."
    body = authority(district)
    to = f"báo cáo kết quả về {body}" if body else "báo cáo kết quả"
    missing = any(c.without_remedy() for c in district.communes)
    added = "bổ sung đầy đủ biện pháp khắc phục còn thiếu, " if missing else ""
    return (
        f"{who} tổ chức khắc phục từng nội dung bị trừ điểm, {added}phân công rõ người thực hiện, thời hạn hoàn thành và {to} "
        f"trước {_blank_day(district.year + 1)}."
    )


def _blank_day(year: int) -> str:
    return f"{_DAY} {year}".replace(" ", NBSP)


def _weak_fields(district: AuditedDistrict) -> str:
    low = weakest(district)
    if not low:
        return ""
    told = joined([quoted(n.name, n.code) for n in low])
    alone = len(district.communes) == 1
    more = "" if alone else "; nhân rộng cách làm của các đơn vị đạt điểm cao ở những nội dung này"
    who = "đơn vị" if alone else "các đơn vị"
    return f"Các cơ quan, bộ phận phụ trách lĩnh vực hướng dẫn, kiểm tra, đôn đốc {who} cải thiện {told}{more}."


def _next_time(district: AuditedDistrict) -> str:
    return f"Lấy kết quả năm {district.year} làm căn cứ xây dựng kế hoạch cải cách hành chính và kiểm tra, thẩm định kỳ sau."
