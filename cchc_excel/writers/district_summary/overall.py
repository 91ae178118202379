"""Words section I: how the district did as a whole, by criteria, and against the year before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from ...model.audited import AuditedCommune, AuditedDistrict
from ...model.codes import TOTAL
from ...model.names import capitalised
from ...model.numbers import percent, written
from ...model.scheme import Node
from ..report.notes import NBSP
from ..report.wording import counted, heading
from .phrasing import exactly, joined, mean, median, moved, names, quoted, units

WEAKEST = 3
"""Criteria that are named as the weakest."""


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """A row of the table of criteria; attributes are the tags' names."""

    la_phan: str
    """Not empty for a part's row."""
    ma: str
    ten: str
    toi_da: str
    binh_quan: str
    chi_so: str
    cao_nhat: str
    thap_nhat: str


def common_maximum(district: AuditedDistrict) -> Decimal | None:
    """What every commune could reach; None where they differ."""
    maxima = {c.total.max_points for c in district.communes}
    return maxima.pop() if len(maxima) == 1 else None


def overall(district: AuditedDistrict) -> list[str]:
    """The section's first paragraphs."""
    communes = district.communes
    if len(communes) == 1:
        return [_alone(communes[0]), *filter(None, [_grades(district), _doubts(district)])]
    best, last = _at_top(communes, -1), _at_top(communes, 1)
    scores = [c.total.score for c in communes]
    middle = f", điểm trung vị là {counted(median(scores), 'điểm')}" if len(communes) > 2 else ""
    text = f"Điểm bình quân của {units(len(communes))} đạt {_of_maximum(district, mean(scores))}{middle}."
    if best[0].total.score == last[0].total.score:
        text += f" Các đơn vị cùng đạt {counted(scores[0], 'điểm')}."
    else:
        gap = best[0].total.score - last[0].total.score
        text += (
            f" Cao nhất là {_with_score(best)}; thấp nhất là {_with_score(last)}; chênh lệch giữa đơn vị cao nhất và "
            f"đơn vị thấp nhất là {counted(gap, 'điểm')}{exactly(gap, best[0].total.score, last[0].total.score)}."
        )
    return [text, *filter(None, [_grades(district), _doubts(district)])]


def _doubts(district: AuditedDistrict) -> str:
    """Whose points may yet be others, so that nobody takes what is told for settled."""
    who = [c for c in district.communes if c.doubtful]
    if not who:
        return ""
    return (
        f"Bảng điểm của {names(who)} có ô còn thiếu điểm, không đọc được hoặc không hợp lệ (mục{NBSP}IV); tổng điểm, số bình quân, "
        "số điểm bị trừ trong báo cáo này tạm tính theo số đọc được và phải tính lại sau khi sửa."
    )


def _alone(commune: AuditedCommune) -> str:
    total = commune.total
    missing = f", chưa đạt {counted(total.deduction, 'điểm')}" if total.deduction > 0 else ""
    reached = f"{written(total.score)}/{counted(total.max_points, 'điểm')}{missing}"
    return f"Có {units(1)} được thẩm định là {commune.name.inline}, đạt {reached}."


def _at_top(communes: Sequence[AuditedCommune], sign: int) -> list[AuditedCommune]:
    """Those with the highest score (sign -1) or the lowest (1), in the order of the workbooks."""
    edge = min(sign * c.total.score for c in communes)
    return [c for c in communes if sign * c.total.score == edge]


def _with_score(communes: Sequence[AuditedCommune]) -> str:
    together = "cùng đạt " if len(communes) > 1 else ""
    return f"{names(communes)} ({together}{counted(communes[0].total.score, 'điểm')})"


def _of_maximum(district: AuditedDistrict, points: Fraction) -> str:
    highest = common_maximum(district)
    return f"{written(points)}/{counted(highest, 'điểm')}" if highest is not None else counted(points, "điểm")


def _grades(district: AuditedDistrict) -> str:
    """How many of each grade, best first; "" where the workbook sets none."""
    counts = Counter(c.grade for c in district.communes if c.grade)
    if not counts:
        return ""
    known = [name for name, _ in district.information.grades if name in counts]
    order = [*known, *(g for g in dict.fromkeys(c.grade for c in district.ranking) if g and g not in known)]
    every = len(district.communes)
    if len(order) == 1 and counts[order[0]] == every:
        return f"Xếp loại {order[0]}." if every == 1 else f"Xếp loại: tất cả {units(every)} đạt loại {order[0]}."
    told = [f"{g} {units(counts[g])} ({written(percent(Decimal(counts[g]), Decimal(every)))}%)" for g in order]
    without = every - counts.total()
    return f"Xếp loại: {'; '.join([*told, *([f'chưa xếp loại {units(without)}'] if without else [])])}."


def criteria(district: AuditedDistrict) -> list[CriterionRow]:
    """Under each part its lines, and the total at the end."""
    rows = [_row(district, node) for node in _reported(district) if district.mean_index(node.code) is not None]
    total = district.scheme.get(TOTAL)
    return [*rows, _row(district, total)] if total is not None and rows else rows


def _reported(district: AuditedDistrict) -> list[Node]:
    scheme = district.scheme
    parts = {p.code for p in scheme.parts()}
    found: list[Node] = []
    for code in scheme.children(TOTAL):
        found.append(scheme[code])
        found += scheme.reported(code) if code in parts else ()
    return found


def _row(district: AuditedDistrict, node: Node) -> CriterionRow:
    nodes = [c.totals[node.code] for c in district.communes if node.code in c.totals]
    indices = [n.index for n in nodes]
    maxima = {n.max_points for n in nodes}
    top = node.code == TOTAL
    return CriterionRow(
        la_phan="x" if top or node.code in {p.code for p in district.scheme.parts()} else "",
        ma="" if top else node.code,
        ten="Tổng cộng" if top else heading(node.name) or f"Tiêu chí {node.code}",
        toi_da=written(maxima.pop()) if len(maxima) == 1 else "",
        binh_quan=written(mean([n.score for n in nodes])),
        chi_so=written(mean(indices)),
        cao_nhat=written(max(indices)),
        thap_nhat=written(min(indices)),
    )


def weakest(district: AuditedDistrict) -> list[Node]:
    """The criteria with the lowest mean index, lowest first; none with full marks."""
    parts = {p.code for p in district.scheme.parts()}
    lines = [n for n in _reported(district) if n.code not in parts or not district.scheme.reported(n.code)]
    scored = [n for n in lines if any(c.totals[n.code].max_points for c in district.communes if n.code in c.totals)]
    means = [(district.mean_index(n.code), n) for n in scored]
    low = [(index, n) for index, n in means if index is not None and index < 100]
    return [n for _, n in sorted(low, key=lambda pair: pair[0])][:WEAKEST]


def on_criteria(district: AuditedDistrict) -> str:
    """What the table of criteria shows."""
    low = weakest(district)
    if not low:
        return "Tất cả các tiêu chí đạt chỉ số bình quân 100%."
    told = [f"{quoted(n.name, n.code)} ({written(district.mean_index(n.code) or Fraction(0))}%)" for n in low]
    if len(told) == 1:
        return f"Tiêu chí có chỉ số bình quân thấp nhất là {told[0]}."
    return f"Các tiêu chí có chỉ số bình quân thấp nhất lần lượt là {joined(told)}."


def against_last_year(district: AuditedDistrict) -> list[str]:
    """Two paragraphs: the means, then who rose and who fell; none without the year before.

    Points where both years have one and the same maximum, indices elsewhere; exact figures first, then printed.
    """
    before = district.previous
    if before is None or not before.communes:
        return []
    highest = common_maximum(district)
    in_points = highest is not None and highest == common_maximum(before)
    unit = "điểm" if in_points else "điểm phần trăm"
    now, then = (
        mean([_measure(c, in_points) for c in district.communes]),
        mean([_measure(c, in_points) for c in before.communes]),
    )
    what = "điểm bình quân" if in_points else "chỉ số bình quân"
    was = _of_maximum(before, then) if in_points else f"{written(then)}%"
    if len(district.communes) == len(before.communes) == 1 and _pairs(district, before):
        what = "tổng điểm" if in_points else "chỉ số"
        reached = "" if in_points else f" đạt {written(now)}%,"
        return [
            f"So với năm {before.year} (đạt {was}), {what} năm {district.year}{reached} "
            f"{moved(now - then, unit)}{exactly(now - then, now, then)}."
        ]
    reached = "" if in_points else f" đạt {written(now)}%,"
    first = (
        f"So với năm {before.year} ({what} của {units(len(before.communes))} là {was}), {what} năm {district.year}{reached} "
        f"{moved(now - then, unit)}{exactly(now - then, now, then)}."
    )
    return [first, *_each_against(district, before, in_points, unit)]


def _measure(commune: AuditedCommune, in_points: bool) -> Fraction:
    return Fraction(commune.total.score) if in_points else commune.total.index


def _each_against(district: AuditedDistrict, before: AuditedDistrict, in_points: bool, unit: str) -> list[str]:
    pairs = _pairs(district, before)
    if not pairs:
        return []
    changes = [(_measure(c, in_points) - _measure(last, in_points), c) for c, last in pairs]
    counts = Counter((change > 0) - (change < 0) for change, _ in changes)
    told = [f"{units(counts[s])} {what}" for s, what in ((1, "tăng"), (-1, "giảm"), (0, "không đổi")) if counts[s]]
    text = f"Trong {units(len(pairs))} có kết quả cả hai năm, {joined(told)}"
    if len(told) == 1:
        text = f"Cả {told[0].replace(units(len(pairs)), f'{units(len(pairs))} có kết quả cả hai năm đều')}"
    edges = [_extreme(changes, sign, unit) for sign in (1, -1) if counts[sign]] if len(pairs) > 1 else []
    return [capitalised("; ".join([text, *edges])) + "."]


def _pairs(district: AuditedDistrict, before: AuditedDistrict) -> list[tuple[AuditedCommune, AuditedCommune]]:
    """Communes that both years have."""
    return [(c, last) for c in district.communes if (last := before.commune_of(c.name)) is not None]


def _extreme(changes: Sequence[tuple[Fraction, AuditedCommune]], sign: int, unit: str) -> str:
    most = max(sign * change for change, _ in changes)
    who = [c for change, c in changes if sign * change == most]
    return f"{'tăng' if sign > 0 else 'giảm'} nhiều nhất là {names(who)} ({moved(sign * most, unit)})"
