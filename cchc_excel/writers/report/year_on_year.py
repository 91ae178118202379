"""Words how a commune stands against the year before, where that year's workbook is there, too."""

from __future__ import annotations

from fractions import Fraction

from ...model.audited import AuditedCommune, AuditedDistrict
from ...model.numbers import written
from .results import rank_is_known
from .wording import counted, out_of


def compared_with_last_year(district: AuditedDistrict, commune: AuditedCommune) -> str:
    """One sentence; "" where the commune was not scored the year before.

    Points are compared where both years have the same maximum, indices elsewhere; exact figures first, then printed.
    """
    before = district.previous
    last = before.commune_of(commune.name) if before else None
    if before is None or last is None or not last.total.max_points or not commune.total.max_points:
        return ""
    change, was = _change(commune, last)
    ranked = rank_is_known(district) and rank_is_known(before)
    if ranked:
        was += f", xếp thứ {last.rank}/{counted(len(before.communes), 'đơn vị')}"
        if len(before.communes) == len(district.communes):
            change += f", {_places(last.rank - commune.rank)}"
    return f"So với năm {before.year} (đạt {was}), kết quả năm {district.year} {change}."


def _change(commune: AuditedCommune, last: AuditedCommune) -> tuple[str, str]:
    """The change, and what was reached the year before."""
    if commune.total.max_points == last.total.max_points:
        points = Fraction(commune.total.score) - Fraction(last.total.score)
        return _moved(points, "điểm"), out_of(last.total)
    return _moved(
        commune.total.index - last.total.index, "điểm phần trăm về chỉ số"
    ), f"chỉ số {written(last.total.index)}%"


def _moved(change: Fraction, unit: str) -> str:
    if not change:
        return "không thay đổi"
    return f"{'tăng' if change > 0 else 'giảm'} {counted(abs(change), unit)}"


def _places(up: int) -> str:
    if not up:
        return "giữ nguyên thứ hạng"
    return f"{'tăng' if up > 0 else 'giảm'} {counted(abs(up), 'bậc')}"
