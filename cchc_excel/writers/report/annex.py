"""The annex: one row for each deducted sub-criterion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ...model.audited import AuditedCommune, AuditedNode
from .deadlines import date_written
from .notes import clean
from .wording import PLACEHOLDER, action_of, figure, reason_for, written


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """A row as the template shows it; attributes are the tags' names."""

    ma: str
    ten: str
    toi_da: str
    dat: str
    tru: str
    ly_do: str
    bien_phap: str
    can_bo_sung: str
    thuc_hien: str


def annex_rows(deducted: Sequence[AuditedNode], commune: AuditedCommune) -> list[AnnexRow]:
    """The rows in the scheme's order; none without a deduction."""
    return [_row(node, commune) for node in deducted]


def _row(node: AuditedNode, commune: AuditedCommune) -> AnnexRow:
    remedy = commune.remedy_for(node)
    action = action_of(remedy)
    return AnnexRow(
        ma=node.code,
        ten=clean(node.name),
        toi_da=written(node.max_points),
        dat=figure(node, node.score),
        tru=figure(node, node.deduction),
        ly_do=reason_for(node, remedy),
        bien_phap=action,
        can_bo_sung="" if action else PLACEHOLDER,
        thuc_hien=_carried_out(remedy.who, remedy.until) if remedy else "",
    )


@lru_cache(maxsize=1024)
def _carried_out(who: str, until: str) -> str:
    return "; ".join(filter(None, (clean(who), clean(date_written(until)))))
