"""Gathers a district's values for the summary template: finished Vietnamese text, nothing left to compute."""

from __future__ import annotations

from collections.abc import Sequence

from ...model.audited import AuditedDistrict
from ...model.finding import Finding
from ..report.head import authority
from ..report.legal_bases import common_bases
from . import issuer, mismatches, overall, remaining, standings
from .costs import costs
from .phrasing import bound, units


def summary_values(district: AuditedDistrict, loose: Sequence[Finding] = ()) -> dict[str, object]:
    """Every tag of `tags.TAGS` with its value; `loose` are findings that belong to no district, as a damaged file."""
    found = mismatches.told_findings(district, loose)
    section, cost, still_open = mismatches.mismatches(district, found), costs(district), remaining.open_rows(district)
    values = {
        **issuer.head_values(district),
        "cac_can_cu": common_bases(district.information),
        "mo_dau": _opening(district),
        "ket_qua_chung": overall.overall(district),
        "so_voi_nam_truoc": overall.against_last_year(district),
        "bang_tieu_chi": overall.criteria(district),
        "nhan_xet_tieu_chi": overall.on_criteria(district),
        "mo_dau_xep_hang": standings.opening(district),
        "cot_ket_qua": standings.result_heading(district),
        "dan_dau": standings.leaders(district),
        "bang_xep_hang": standings.ranked_rows(district, found),
        "mo_dau_mat_diem": cost.opening,
        "mat_diem_nhieu_nhat": cost.worst,
        "bang_mat_diem": cost.rows,
        "mat_diem_khac": cost.rest,
        "tong_mat_diem": cost.total,
        "nhan_xet_mat_diem": cost.remarks,
        "doi_chieu": section.compared,
        "nhan_xet_sai_lech": section.found,
        "bang_sai_lech": section.rows,
        "sai_lech_con_lai": section.left_out,
        "nhan_xet_bien_phap": remaining.on_remedies(district, still_open),
        "bang_bien_phap": still_open[: remaining.MOST_ROWS],
        "bien_phap_con_lai": remaining.left_out(still_open),
        "kien_nghi": remaining.proposals(district, found),
        "cau_ket": _closing(district),
    }
    return {name: bound(value) for name, value in values.items()}


def _opening(district: AuditedDistrict) -> str:
    body = authority(district)
    what = f"{body} tổng hợp kết quả thẩm định" if body else "Kết quả thẩm định"
    return f"{what}, xác định Chỉ số cải cách hành chính (CCHC) năm {district.year} của {_scored(district)} như sau:"


def _scored(district: AuditedDistrict) -> str:
    """ "20 đơn vị cấp xã (19 xã, 1 thị trấn)"."""
    communes = district.communes
    if len(communes) == 1:
        return communes[0].name.inline
    kinds = [c.name.kind for c in communes]
    counts = [(k, kinds.count(k)) for k in ("xã", "phường", "thị trấn", "đặc khu") if k in kinds]
    told = ", ".join(f"{count} {kind}" for kind, count in counts)
    return f"{units(len(communes))} cấp xã" + (f" ({told})" if len(counts) > 1 and None not in kinds else "")


def _closing(district: AuditedDistrict) -> str:
    whose = district.communes[0].name.inline if len(district.communes) == 1 else "các đơn vị cấp xã"
    text = f"Trên đây là báo cáo tổng hợp kết quả thẩm định, xác định Chỉ số cải cách hành chính năm {district.year} của {whose}"
    above = issuer.parent(district)
    return f"{text}, kính báo cáo {above} xem xét, chỉ đạo" if above else text
