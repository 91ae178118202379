"""What each sub-criterion costs the district: exact sums over the communes, the costliest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ..model.audited import AuditedCommune


@dataclass(slots=True)
class Loss:
    """One sub-criterion's deductions, summed over all communes."""

    code: str
    name: str
    points: Decimal = Decimal(0)
    communes: int = 0


def ranked(communes: Iterable[AuditedCommune]) -> tuple[Loss, ...]:
    """Deducted sub-criteria, most points lost first; equal ones as they were met."""
    found: dict[str, Loss] = {}
    for commune in communes:
        for node in commune.deducted():
            loss = found.setdefault(node.code, Loss(node.code, node.name))
            loss.points += node.deduction
            loss.communes += 1
    return tuple(sorted(found.values(), key=lambda loss: -loss.points))


def total(losses: Iterable[Loss]) -> Decimal:
    """All points lost."""
    return sum((loss.points for loss in losses), Decimal(0))
