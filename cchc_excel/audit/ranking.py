"""Ranks that share a place on a tie (1, 2, 2, 4), and grades by thresholds; both on exact figures."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

from ..model.numbers import Exact

_K = TypeVar("_K", bound=Hashable)


def ranks(totals: Mapping[_K, Exact]) -> dict[_K, int]:
    """1 for the highest; equal totals share a rank and the next ones are skipped."""
    first: dict[Exact, int] = {}
    for place, value in enumerate(sorted(totals.values(), reverse=True), 1):
        first.setdefault(value, place)
    return {key: first[value] for key, value in totals.items()}


def rank_spans(totals: Mapping[_K, tuple[Decimal, Decimal]]) -> dict[_K, tuple[int, int]]:
    """Best and worst rank of each where some totals are only known as least and most points."""
    lows = sorted(low for low, _ in totals.values())
    highs = sorted(high for _, high in totals.values())
    count = len(totals)
    found: dict[_K, tuple[int, int]] = {}
    for key, (low, high) in totals.items():
        surely_above = count - bisect_right(lows, high)
        maybe_above = count - bisect_right(highs, low) - (high > low)
        found[key] = 1 + surely_above, 1 + maybe_above
    return found


def follows(stated: Mapping[_K, Decimal | None], other: Mapping[_K, int], right: Mapping[_K, int]) -> bool:
    """Whether stated ranks were made by another ranking: where it departs from the right one, most of them go with it."""
    apart = [key for key in stated if key in other and other[key] != right[key]]
    return sum(1 for key in apart if stated[key] == other[key]) > sum(1 for key in apart if stated[key] == right[key])


def grade(index: Exact, thresholds: Sequence[tuple[str, Decimal]]) -> str | None:
    """The best grade whose lowest index (percent) is reached; None when there are no thresholds or none is reached."""
    top, under = index.as_integer_ratio()
    for name, lowest in thresholds:
        if top >= lowest * under:
            return name
    return None
