"""Words section II: the ranking, a line for each commune."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ...model.audited import AuditedCommune, AuditedDistrict
from ...model.finding import Finding, Severity
from ...model.names import composed
from ...model.numbers import written
from ..report.notes import NBSP
from ..report.results import rank_is_known
from .overall import common_maximum
from .phrasing import MOST_NAMES, joined, units

_LEADERS = 3
"""Communes told at either end of the ranking."""


@dataclass(frozen=True, slots=True)
class RankedRow:
    """A row of the ranking; attributes are the tags' names."""

    hang: str
    don_vi: str
    diem: str
    ket_qua: str
    ghi_chu: str


def opening(district: AuditedDistrict) -> str:
    """How the ranking was made, and what it may differ from."""
    count = len(district.communes)
    if count == 1:
        return f"Chỉ có {units(1)} có bảng điểm nên không xếp hạng."
    text = (
        f"Thứ hạng của {units(count)} xác định theo tổng điểm tính lại từ bảng điểm thẩm định, chưa làm tròn; các đơn vị "
        "bằng điểm xếp cùng hạng."
    )
    if not rank_is_known(district):
        text += " Quyết định công bố có đơn vị chưa có bảng điểm, nên thứ hạng dưới đây mới xếp trong số các đơn vị có bảng điểm."
    elif any(c.decision_place for c in district.comparisons):
        text += " Chỗ khác với quyết định công bố (nếu có) nêu tại mục IV."
    if any(c.ranked_by is not None for c in district.communes):
        text += (
            " Đơn vị có điểm còn sai hoặc chưa đọc được xếp theo tổng điểm đúng hoặc đã ghi, nêu ở cột ghi chú, nên thứ hạng có "
            "thể không theo thứ tự của cột tổng điểm."
        )
    return text


def leaders(district: AuditedDistrict) -> str:
    """Who stands first and last; "" where the table is as short as that sentence."""
    ranked = district.ranking
    if len(ranked) <= 2 * _LEADERS or ranked[0].rank == ranked[-1].rank:
        return ""
    first = [c for c in ranked if c.rank <= ranked[_LEADERS - 1].rank]
    last = [c for c in ranked if c.rank >= ranked[-_LEADERS].rank]
    if len(first) > MOST_NAMES or len(last) > MOST_NAMES or first[-1].rank == last[0].rank:
        return ""
    return f"Dẫn đầu là {joined([_with_rank(c) for c in first])}; xếp cuối là {joined([_with_rank(c) for c in last])}."


def _with_rank(commune: AuditedCommune) -> str:
    points = written(commune.total.score if commune.ranked_by is None else commune.ranked_by)
    return f"{composed(commune.name.inline)} (hạng{NBSP}{commune.rank}, {points}{NBSP}điểm)"


def result_heading(district: AuditedDistrict) -> str:
    """What the column after the points holds: the index only where it says more than the points."""
    graded = any(c.grade for c in district.communes)
    if not graded:
        return "Chỉ số (%)"
    return "Xếp loại" if common_maximum(district) == 100 else "Chỉ số (%), xếp loại"


def ranked_rows(district: AuditedDistrict, findings: Iterable[Finding]) -> list[RankedRow]:
    """Best first."""
    errors = Counter(f.commune for f in findings if f.severity is Severity.ERROR)
    heading = result_heading(district)
    return [_row(district, commune, heading, errors) for commune in district.ranking]


def _row(district: AuditedDistrict, commune: AuditedCommune, heading: str, errors: Counter[str | None]) -> RankedRow:
    index = written(commune.total.index)
    grade = composed(commune.grade or "–")
    result = grade if heading == "Xếp loại" else index if heading == "Chỉ số (%)" else f"{index}; {grade}"
    wrong = errors[commune.name.display]
    by = commune.ranked_by
    notes = (
        f"Xếp theo tổng điểm {written(by)}" if by is not None and len(district.communes) > 1 else "",
        _last_year(district, commune),
        f"{wrong}{NBSP}sai lệch (mục{NBSP}IV)" if wrong else "",
    )
    return RankedRow(
        hang=str(commune.rank) if len(district.communes) > 1 else "–",
        don_vi=commune.name.display,
        diem=written(commune.total.score),
        ket_qua=result,
        ghi_chu="; ".join(filter(None, notes)),
    )


def _last_year(district: AuditedDistrict, commune: AuditedCommune) -> str:
    """ "Năm 2021: hạng 9"; "" where it is not known."""
    before = district.previous
    last = before.commune_of(commune.name) if before is not None else None
    if before is None or last is None or not rank_is_known(before):
        return ""
    return f"Năm{NBSP}{before.year}: hạng{NBSP}{last.rank}"
