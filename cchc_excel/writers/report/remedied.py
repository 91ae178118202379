"""Words section II: field by field what was lost, why, and what is done about it, by whom, until when."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import groupby

from ...model.audited import AuditedCommune, AuditedNode
from ...model.codes import is_part
from ...model.facts import Remedy
from .head import unit
from .wording import (
    PLACEHOLDER,
    assignment,
    clean,
    counted,
    deduction_sentence,
    heading,
    missing_of,
    out_of,
    sentence,
    soft,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RemediedGroup:
    """Deducted sub-criteria with one remedy; attributes are the tags' names."""

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


def remedy_for(node: AuditedNode, commune: AuditedCommune) -> Remedy | None:
    """The remedy noted for the sub-criterion, or for the nearest node above it."""
    here: AuditedNode | None = node
    while here is not None and not is_part(here.code):
        if here.code in commune.remedies:
            return commune.remedies[here.code]
        here = commune.totals.get(here.parent) if here.parent else None
    return None


def _field(node: AuditedNode, deducted: list[AuditedNode], commune: AuditedCommune, number: int) -> RemediedField:
    committee = unit(commune.name)
    result = _deducted_result(node, len(deducted)) if deducted else _full_result(node, committee)
    groups = [
        _group(list(members), commune, committee) for _, members in groupby(deducted, key=lambda n: _shared(n, commune))
    ]
    return RemediedField(str(number), heading(node.name) or f"Tiêu chí {node.code}", result, groups)


def _shared(node: AuditedNode, commune: AuditedCommune) -> tuple[str, ...]:
    """Equal for neighbours that one remedy serves; a sub-criterion without a remedy stands alone."""
    remedy = remedy_for(node, commune)
    if remedy is None or not clean(remedy.action):
        return (node.code,)
    return clean(remedy.action), clean(remedy.who), clean(remedy.until)


def _deducted_result(node: AuditedNode, deductions: int) -> str:
    of = counted(deductions, "tiêu chí thành phần")
    return f"Kết quả đạt {out_of(node)}{missing_of(node)} do {of} bị trừ điểm:"


def _full_result(node: AuditedNode, committee: str) -> str:
    return (
        f"Kết quả đạt điểm tối đa {out_of(node)}, không có nội dung bị trừ điểm. {committee} tiếp tục duy "
        "trì kết quả đã đạt được, thực hiện đầy đủ, đúng thời hạn các nhiệm vụ thuộc lĩnh vực này."
    )


def _group(members: list[AuditedNode], commune: AuditedCommune, committee: str) -> RemediedGroup:
    remedy = remedy_for(members[0], commune)
    action = clean(remedy.action) if remedy else ""
    subject = "Để khắc phục" if len(members) == 1 else f"Để khắc phục {len(members)} nội dung trên"
    done = f"{subject}, {committee} đã chỉ đạo: {sentence(soft(action)) if action else ''}"
    after = assignment(remedy)
    return RemediedGroup(
        cac_tieu_chi=[deduction_sentence(n, remedy_for(n, commune)) for n in members],
        khac_phuc=done,
        can_bo_sung="" if action else PLACEHOLDER,
        phan_cong=f"{'' if action else '.'}{' ' if after else ''}{after}",
    )
