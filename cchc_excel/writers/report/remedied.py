"""Words section II: field by field what was lost, why, and what is done about it, by whom, until when."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from ...model.audited import AuditedCommune, AuditedNode
from .head import unit
from .notes import clean
from .outlook import kept_up
from .wording import (
    PLACEHOLDER,
    action_of,
    assignment,
    clause,
    counted,
    deduction_sentence,
    heading,
    kind_of,
    missing_of,
    out_of,
)


@dataclass(frozen=True, slots=True)
class RemediedGroup:
    """Deducted sub-criteria with one remedy; attributes are the tags' names."""

    rieng: str
    """The only sub-criterion's sentence; "" where one remedy serves several."""
    cac_tieu_chi: list[str]
    khac_phuc: str
    can_bo_sung: str
    phan_cong: str


@dataclass(frozen=True, slots=True)
class RemediedField:
    """A field as the template shows it; attributes are the tags' names."""

    so: str
    ten: str
    ket_qua: str
    cac_nhom: list[RemediedGroup]


def remedied_fields(fields: Sequence[AuditedNode], commune: AuditedCommune) -> list[RemediedField]:
    """Every field in order, those with full marks too."""
    deducted: dict[str, list[AuditedNode]] = {field.code: [] for field in fields}
    for node in commune.deducted():
        field = _field_of(node, deducted, commune)
        if field:
            deducted[field].append(node)
    return [_field(node, deducted[node.code], commune, number) for number, node in enumerate(fields, start=1)]


def _field_of(node: AuditedNode, fields: Container[str], commune: AuditedCommune) -> str | None:
    """The code of the field that the node is, or that stands above it."""
    here: AuditedNode | None = node
    while here is not None and here.code not in fields:
        here = commune.totals.get(here.parent) if here.parent else None
    return here.code if here else None


def _field(node: AuditedNode, deducted: list[AuditedNode], commune: AuditedCommune, number: int) -> RemediedField:
    result = _deducted_result(node, deducted) if deducted else _full_result(node, unit(commune.name))
    served: dict[tuple[str, ...], list[AuditedNode]] = {}
    for one in deducted:
        served.setdefault(_shared(one, commune), []).append(one)
    groups = [_group(members, commune) for members in served.values()]
    return RemediedField(str(number), heading(node.name) or f"Tiêu chí {node.code}", result, groups)


def _shared(node: AuditedNode, commune: AuditedCommune) -> tuple[str, ...]:
    """Equal for those that one remedy serves; a sub-criterion without a remedy stands alone."""
    remedy = commune.remedy_for(node)
    action = action_of(remedy)
    if remedy is None or not action:
        return (node.code,)
    return action, clean(remedy.who), clean(remedy.until)


def _deducted_result(node: AuditedNode, deducted: Sequence[AuditedNode]) -> str:
    reached = f"Kết quả đạt {out_of(node)}{missing_of(node)}"
    if deducted[0] is node:
        return f"{reached}:"
    kind = kind_of(deducted)
    which = kind if len(deducted) == 1 else counted(len(deducted), kind)
    return f"{reached} ở {which} sau:" if missing_of(node) else f"{reached}, còn bị trừ điểm ở {which} sau:"


def _full_result(node: AuditedNode, committee: str) -> str:
    if not node.max_points:
        return f"Nội dung này không tính điểm. {committee} tiếp tục {kept_up(node)}."
    full = "" if node.deduction else "điểm tối đa "
    return (
        f"Kết quả đạt {full}{out_of(node)}, không có nội dung bị trừ điểm. {committee} tiếp tục duy trì kết quả "
        f"đã đạt được: {kept_up(node)}."
    )


def _group(members: list[AuditedNode], commune: AuditedCommune) -> RemediedGroup:
    remedy = commune.remedy_for(members[0])
    action = action_of(remedy)
    shared = len(members) > 1
    stated = [deduction_sentence(n, commune.remedy_for(n)) for n in members]
    lead = f"Biện pháp chung cho {len(members)} nội dung trên" if shared else "Biện pháp"
    after = assignment(remedy)
    return RemediedGroup(
        rieng="" if shared else stated[0],
        cac_tieu_chi=stated,
        khac_phuc=f"{lead}: {clause(action) if action else ''}",
        can_bo_sung="" if action else PLACEHOLDER,
        phan_cong=f"{'' if action else '.'}{' ' if after else ''}{after}",
    )
