"""Words section I: the total, then each part with the figures of its lines."""

from __future__ import annotations

from dataclasses import dataclass

from ...model.audited import AuditedCommune, AuditedDistrict, AuditedNode
from ...model.codes import TOTAL, depth, is_part
from ...model.numbers import PRINTED_PLACES, places_of
from ...model.scheme import Scheme
from .fields import known_nodes
from .head import full_unit
from .notes import in_quotes
from .wording import counted, heading, index_of, missing_of, out_of

ONLY_IN_DECISION = "R11"
"""The finding that a commune of the decision has no scores: then ranks computed here are not the "
"district's."""


@dataclass(frozen=True, slots=True)
class PartResult:
    """A part as the template shows it; attributes are the tags' names."""

    so: str
    ten: str
    quy_mo: str
    cac_dong: list[str]
    tong_ket: str


def overall_sentence(district: AuditedDistrict, commune: AuditedCommune) -> str:
    """Total and missing points; rank and grade where they are known."""
    total = commune.total
    index = "" if total.max_points == 100 else index_of(total)
    known = [f"đạt {out_of(total)}{missing_of(total)}{index}"]
    communes = len(district.communes)
    if rank_is_known(district):
        known.append(f"xếp thứ {commune.rank}/{counted(communes, 'đơn vị')}")
    if commune.grade:
        known.append(f"xếp loại {commune.grade}")
    subject = f"Chỉ số cải cách hành chính năm {district.year} của {full_unit(commune.name)}"
    return f"{subject} {'; '.join(known)}."


def rounding_note(commune: AuditedCommune) -> str:
    """Why printed points may not add up to the last digit; "" where every score is printed as it is."""
    if all(places_of(node.score) <= PRINTED_PLACES for node in commune.nodes):
        return ""
    return (
        "Các số điểm trong báo cáo được tính từ điểm chính xác và ghi đến hai chữ số thập phân; khi cộng, trừ các số đã "
        "làm tròn có thể có chênh lệch ở chữ số cuối."
    )


def rank_is_known(district: AuditedDistrict) -> bool:
    """Whether places among these communes are the district's places."""
    return len(district.communes) > 1 and ONLY_IN_DECISION not in district.finding_codes


def part_results(scheme: Scheme, commune: AuditedCommune) -> list[PartResult]:
    """Each part with its lines; criteria outside any part stand together under one heading."""
    results: list[PartResult] = []
    loose = [code for code in scheme.children(TOTAL) if not is_part(code)]
    if loose:
        results.append(_criteria_alone(known_nodes(loose, commune), len(results) + 1))
    for part in scheme.parts():
        node = commune.totals.get(part.code)
        if node is not None:
            lines = known_nodes([n.code for n in scheme.reported(part.code)], commune)
            results.append(_part(node, lines, len(results) + 1))
    return results


def _part(node: AuditedNode, lines: list[AuditedNode], number: int) -> PartResult:
    total = f"Điểm thẩm định đạt {out_of(node)}{missing_of(node)}{index_of(node)}."
    size = f"tối đa {counted(node.max_points, 'điểm')}"
    kind = "tiêu chí" if all(depth(n.code) == 1 for n in lines) else "tiêu chí thành phần"
    extent = f"({counted(len(lines), kind)}, {size})" if lines else f"({size})"
    return PartResult(str(number), heading(node.name) or f"Phần {node.code}", extent, _lines(lines), total)


def _criteria_alone(lines: list[AuditedNode], number: int) -> PartResult:
    extent = f"({counted(len(lines), 'tiêu chí')})"
    return PartResult(str(number), "Kết quả theo từng tiêu chí", extent, _lines(lines), "")


def _lines(nodes: list[AuditedNode]) -> list[str]:
    return [f"{_name(n)}: đạt {out_of(n)}{index_of(n)}{'.' if n is nodes[-1] else ';'}" for n in nodes]


def _name(node: AuditedNode) -> str:
    """The name that begins a line; in quotes where it has marks of its own ("từ 90%: 2 điểm; dưới 90%: 0 điểm")."""
    name = heading(node.name)
    return in_quotes(name) if ":" in name or ";" in name else name or f"Tiêu chí {node.code}"
