"""Gathers a commune's values for the report template: finished Vietnamese text, nothing left to compute."""

from __future__ import annotations

from ...model.audited import AuditedCommune, AuditedDistrict, AuditedNode
from . import head, legal_bases
from .annex import annex_rows
from .chart_values import chart_values
from .fields import fields_of
from .notes import NBSP
from .outlook import tasks
from .remedied import remedied_fields
from .results import overall_sentence, part_results, rounding_note
from .wording import counted, kind_of, lost
from .year_on_year import compared_with_last_year


def report_values(district: AuditedDistrict, commune: AuditedCommune) -> dict[str, object]:
    """Every tag of `tags.TAGS` with its value for this commune."""
    fields = fields_of(district.scheme, commune)
    authority = head.authority(district)
    deducted = commune.deducted()
    return {
        **head.head_values(district, commune),
        "cac_can_cu": legal_bases.legal_bases(district.information, commune),
        "ket_qua_chung": overall_sentence(district, commune),
        "so_voi_nam_truoc": compared_with_last_year(district, commune),
        "cac_phan": part_results(district.scheme, commune),
        "lam_tron": rounding_note(commune),
        "mo_dau_khac_phuc": _opening(commune, deducted),
        "cac_linh_vuc": remedied_fields(fields, commune),
        "cac_nhiem_vu": tasks(fields, authority),
        "cau_ket": _closing(district, commune, authority),
        "noi_bao_cao": head.reported_to(district),
        "phu_luc": annex_rows(deducted, commune),
        "tong_diem_tru": lost(deducted),
        **chart_values(district, commune),
    }


def _opening(commune: AuditedCommune, deducted: tuple[AuditedNode, ...]) -> str:
    unit = head.full_unit(commune.name)
    if not deducted:
        return (
            f"Qua thẩm định, {unit} không bị trừ điểm ở tiêu chí thành phần nào. Đơn vị không có tồn tại, "
            "hạn chế phải khắc phục; kết quả duy trì ở từng lĩnh vực như sau:"
        )
    return (
        f"Trên cơ sở kết quả thẩm định, {unit} đã rà soát {counted(len(deducted), kind_of(deducted))} bị "
        f"trừ điểm, tổng số điểm bị trừ là {lost(deducted)}{NBSP}điểm (tổng hợp tại Phụ lục kèm theo), làm rõ nguyên nhân và chỉ đạo các bộ "
        "phận, công chức liên quan thực hiện biện pháp khắc phục theo từng lĩnh vực như sau:"
    )


def _closing(district: AuditedDistrict, commune: AuditedCommune, authority: str) -> str:
    unit = head.full_unit(commune.name)
    text = (
        "Trên đây là báo cáo kết quả khắc phục tồn tại, hạn chế trong công tác cải cách hành chính theo kết "
        f"quả Chỉ số cải cách hành chính năm {district.year} của {unit}"
    )
    return f"{text}, kính báo cáo {authority} theo dõi, chỉ đạo" if authority else text
