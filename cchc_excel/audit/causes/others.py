"""Figures taken from the wrong place: the self-score, the maximum, another commune."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
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


_UNIT = Decimal(1).scaleb(-PRINTED_PLACES)


class Figures(Protocol):
    """What the hypotheses need to know of the case."""

    @property
    def communes(self) -> Sequence[Scored]:
        """The scored communes."""

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


class Spread:
    """All communes' figures of each node: who else has a figure, and how likely that is by chance."""

    def __init__(self, case: Figures) -> None:
        self._case = case
        self._known: dict[tuple[str, Quantity], tuple[list[Exact], list[Scored], bool]] = {}

    def hypotheses(
        self, scored: Scored, code: str, quantity: Quantity, stated: Decimal, neighbours: Iterable[Scored]
    ) -> Iterator[Hypothesis]:
        """Another commune's figure: a neighbouring line's, or anybody's where that can hardly be chance."""
        for one in neighbours:
            if one is not scored and code in one.exact and stands_for(stated, self._case.exact(one, code, quantity)):
                yield Hypothesis(CauseKind.ROW_SHIFT, f"đúng bằng số của {one.display} ở dòng liền kề")
                return
        figures, communes, is_telling = self._figures(code, quantity)
        if not is_telling:
            return
        first = bisect_left(figures, stated - _UNIT)
        last = bisect_right(figures, stated + _UNIT)
        near = zip(figures[first:last], communes[first:last], strict=True)
        fitting = [one for exact, one in near if one is not scored and stands_for(stated, exact)]
        if len(fitting) == 1:
            yield Hypothesis(CauseKind.ROW_SHIFT, f"đúng bằng số của {fitting[0].display}")

    def _figures(self, code: str, quantity: Quantity) -> tuple[list[Exact], list[Scored], bool]:
        """The figures in order, whose they are, and whether meeting one of them says something."""
        key = (code, quantity)
        if key not in self._known:
            pairs = [(self._case.exact(s, code, quantity), s) for s in self._case.communes if code in s.exact]
            pairs.sort(key=lambda pair: pair[0])
            figures = [exact for exact, _ in pairs]
            self._known[key] = figures, [s for _, s in pairs], bool(figures) and _chance(figures) <= _CHANCE
        return self._known[key]


def _chance(figures: Sequence[Exact]) -> Fraction:
    """How likely a figure typed at random among these, given in order, is one of them at two decimals."""
    spread = Fraction(figures[-1]) - Fraction(figures[0])
    return len(set(figures)) * Fraction(1, 10**PRINTED_PLACES) / spread if spread else Fraction(1)
