"""Figures taken from the wrong place: the self-score, the maximum, another commune."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from ...model.cause import CauseKind
from ...model.decision import Quantity
from ...model.numbers import PRINTED_PLACES, Exact, percent, stands_for, written_in_full
from ..recompute import Scored
from .hypotheses import Hypothesis

_CHANCE = Fraction(1, 10)
"""A figure that some commune or other would match more often than this says nothing."""


class Figures(Protocol):
    """What the hypotheses need to know of the case."""

    def exact(self, scored: Scored, code: str, quantity: Quantity) -> Exact:
        """The exact score or index of a node."""

    def maximum(self, code: str, scored: Scored) -> Decimal:
        """Points a node can reach."""


def column_hypotheses(
    case: Figures, scored: Scored, code: str, quantity: Quantity, stated: Decimal
) -> Iterator[Hypothesis]:
    """The self-score or the maximum in place of the appraised score, or the index by them."""
    maximum = case.maximum(code, scored)
    own = self_score(scored, code)
    for kind, points, what in (
        (CauseKind.SELF_SCORE_USED, own, "điểm tự đánh giá"),
        (CauseKind.MAX_USED, maximum, "điểm tối đa"),
    ):
        if points is None or not maximum:
            continue
        taken = points if quantity is Quantity.SCORE else percent(points, maximum)
        if stands_for(stated, taken):
            yield Hypothesis(kind, f"{what} là {written_in_full(points)}")


def self_score(scored: Scored, code: str) -> Decimal | None:
    """A node's self-score: as stated, else as its leaves add up; None where they are not all there."""
    row = scored.rows.get(code)
    if row is not None and row.self_score is not None and row.self_score.value is not None:
        return row.self_score.value
    below = scored.children.get(code, ())
    parts = [self_score(scored, c) for c in below]
    return None if not below or None in parts else sum((p for p in parts if p is not None), Decimal(0))


def row_hypotheses(
    case: Figures,
    stated: Decimal,
    code: str,
    quantity: Quantity,
    neighbours: Sequence[Scored],
    others: Sequence[Scored],
) -> Iterator[Hypothesis]:
    """Another commune's figure: a neighbouring line's, or anybody's where that can hardly be chance."""
    for one in neighbours:
        if code in one.exact and stands_for(stated, case.exact(one, code, quantity)):
            yield Hypothesis(CauseKind.ROW_SHIFT, f"đúng bằng số của {one.display} ở dòng liền kề")
            return
    exact = [case.exact(one, code, quantity) for one in others if code in one.exact]
    if not exact or _chance(exact) > _CHANCE:
        return
    fitting = [one for one in others if code in one.exact and stands_for(stated, case.exact(one, code, quantity))]
    if len(fitting) == 1:
        yield Hypothesis(CauseKind.ROW_SHIFT, f"đúng bằng số của {fitting[0].display}")


def _chance(figures: Sequence[Exact]) -> Fraction:
    """How likely a figure typed at random among these is one of them, at two decimals."""
    spread = Fraction(max(figures)) - Fraction(min(figures))
    if not spread:
        return Fraction(1)
    return len({Fraction(f) for f in figures}) * Fraction(1, 10**PRINTED_PLACES) / spread
