"""What score, index and missing points of one node say of each other when its maximum is in doubt."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from .interval import EVERYTHING, Interval


def explained(score: Interval, indices: Sequence[Interval], missing: Sequence[Interval]) -> Interval:
    """Every maximum that goes with a score, its index and its missing points, all closed."""
    found = EVERYTHING
    for index in indices:
        found &= Interval(_over(score.low, index.high), _over(score.high, index.low))
    for lost in missing:
        found &= score + lost
        for index in indices:
            found &= Interval(_over(lost.low, _rest(index.low)), _over(lost.high, _rest(index.high)))
    return found


def scores_by(index: Interval, missing: Interval) -> Interval:
    """Every score that goes with an index and missing points, whatever the maximum: s = i m / (100 - i)."""
    low = _over(missing.low, _rest(index.low))
    high = _over(missing.high, _rest(index.high))
    return Interval(_part(low, index.low), _part(high, index.high))


def _over(part: Fraction | None, percentage: Fraction | None) -> Fraction | None:
    """The whole that a part and its percentage make; None where there is no telling."""
    if part is None or percentage is None or percentage <= 0:
        return None
    return max(part, Fraction(0)) * 100 / percentage


def _rest(percentage: Fraction | None) -> Fraction | None:
    return None if percentage is None else 100 - percentage


def _part(whole: Fraction | None, percentage: Fraction | None) -> Fraction | None:
    return None if whole is None or percentage is None else whole * max(percentage, Fraction(0)) / 100
