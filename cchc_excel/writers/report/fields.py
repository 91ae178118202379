"""Arranges a commune's tree into the fields a report goes through one by one."""

from __future__ import annotations

from ...model.audited import AuditedCommune, AuditedNode
from ...model.codes import TOTAL, depth, is_part
from ...model.scheme import Scheme


def fields_of(scheme: Scheme, commune: AuditedCommune) -> list[AuditedNode]:
    """Each criterion; a part that has no more than one criterion is a single field."""
    codes: list[str] = []
    for code in scheme.children(TOTAL):
        criteria = [c for c in scheme.children(code) if depth(c) == 1] if is_part(code) else []
        codes.extend(criteria if len(criteria) > 1 else [code])
    return known_nodes(codes, commune)


def known_nodes(codes: list[str], commune: AuditedCommune) -> list[AuditedNode]:
    """The commune's nodes of these codes; those it does not have are left out."""
    return [commune.totals[code] for code in codes if code in commune.totals]
