"""Ranks that share a place on a tie (1, 2, 2, 4), and grades by thresholds; both on exact figures."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from ..model.numbers import Exact

_K = TypeVar("_K", bound=Hashable)


def ranks(totals: Mapping[_K, Exact]) -> dict[_K, int]:
    """1 for the highest; equal totals share a rank and the next ones are skipped."""
    ordered = sorted((Fraction(v) for v in totals.values()), reverse=True)
    first: dict[Fraction, int] = {}
    for place, value in enumerate(ordered, 1):
        first.setdefault(value, place)
    return {key: first[Fraction(value)] for key, value in totals.items()}


def follows(stated: Mapping[_K, Decimal | None], other: Mapping[_K, int], right: Mapping[_K, int]) -> bool:
    """Whether stated ranks were made by another ranking: where it departs from the right one, most of them go with it."""
    apart = [key for key in stated if other[key] != right[key]]
    return sum(1 for key in apart if stated[key] == other[key]) > sum(1 for key in apart if stated[key] == right[key])


def grade(index: Exact, thresholds: Sequence[tuple[str, Decimal]]) -> str | None:
    """The best grade whose lowest index (percent) is reached; None when there are no thresholds or none is reached."""
    for name, lowest in thresholds:
        if Fraction(index) >= Fraction(lowest):
            return name
    return None
