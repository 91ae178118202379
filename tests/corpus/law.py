"""What of an audited district must be the same whatever its workbooks look like."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from cchc_excel.model.audited import AuditedDistrict
from cchc_excel.model.finding import Finding, Severity
from cchc_excel.model.names import CommuneName, commune_name, tone_key

Node = tuple[str, str | None, Decimal, Decimal, Fraction]
"""Name, node above, maximum, score, index."""
Told = tuple[str, Severity, str | None, str | None, str | None, str | None]
"""Code, severity, commune, criterion, expected, actual."""


@dataclass(frozen=True)
class Essence:
    """A district without its places."""

    head: tuple[str, int]
    communes: dict[str, tuple[int, str | None]]
    """Rank and grade by name."""
    kinds: dict[str, str | None]
    nodes: dict[str, dict[str, Node]]
    findings: Counter[Told]
    """Those above info."""


def essence(district: AuditedDistrict) -> Essence:
    """What is compared."""
    return Essence(
        head=(district.authority, district.year),
        communes={c.name.key: (c.rank, c.grade) for c in district.communes},
        kinds={c.name.key: c.name.kind for c in district.communes},
        nodes={
            c.name.key: {
                n.code: (tone_key(n.name) if n.code != "T" else "", n.parent, n.max_points, n.score, n.index)
                for n in c.nodes
            }
            for c in district.communes
        },
        findings=Counter(_told(f) for f in district.findings if f.severity is not Severity.INFO),
    )


def _told(finding: Finding) -> Told:
    commune = named(finding.commune).key if finding.commune else None
    return (finding.code, finding.severity, commune, finding.criterion, finding.expected, finding.actual)


def named(text: str) -> CommuneName:
    """A commune by any of its spellings."""
    found = commune_name(text)
    assert found is not None
    return found


def differences(standard: Essence, other: Essence, *, with_kinds: bool) -> list[str]:
    """What differs, a line each; empty when the law holds."""
    lines = []
    if standard.head != other.head:
        lines.append(f"head {standard.head} -> {other.head}")
    lines += _changed("commune", standard.communes, other.communes)
    if with_kinds:
        lines += _changed("kind", standard.kinds, other.kinds)
    for commune in standard.nodes.keys() & other.nodes.keys():
        lines += _changed(commune, standard.nodes[commune], other.nodes[commune])
    lines += [f"finding lost: {f}" for f in (standard.findings - other.findings).elements()]
    lines += [f"finding new: {f}" for f in (other.findings - standard.findings).elements()]
    return lines


def _changed(what: str, before: dict[str, object] | dict, after: dict) -> list[str]:  # type: ignore[type-arg]
    keys = [*before, *(k for k in after if k not in before)]
    return [f"{what} {k}: {before.get(k)} -> {after.get(k)}" for k in keys if before.get(k) != after.get(k)]
