"""Ways to mend part of a tree: what each costs in figures and what score it then allows; the best of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from math import inf

from .bounds import End

Way = tuple[int, End, End]
"""Figures given up, and the closed bound of the score that the others leave."""
ANYTHING: Way = (0, -inf, inf)
ZERO: Way = (0, 0, 0)
MOST_WORK = 300_000
"""Pairs of ways put together in one search, a second or two; only a tree of nonsense needs more."""


class TooMuch(Exception):
    """The exact search would take too long."""


class Effort:
    """What a search may still spend."""

    def __init__(self, left: int = MOST_WORK) -> None:
        self._left = left

    def spend(self, pairs: int) -> None:
        """Raises TooMuch when all is spent."""
        self._left -= pairs
        if self._left < 0:
            raise TooMuch


def best(ways: Iterable[Way]) -> list[Way]:
    """The ways that no other one beats: none allows as much for as little. Cheapest first."""
    kept: list[Way] = []
    steps: list[tuple[End, End]] = []
    """Widest bounds so far; low and high ends both rise along it."""
    for way in sorted(set(ways), key=lambda w: (w[0], w[1], -w[2])):
        _, low, high = way
        at = bisect_right(steps, (low, inf))
        if at and steps[at - 1][1] >= high:
            continue
        kept.append(way)
        first = end = bisect_left(steps, (low, -inf))
        while end < len(steps) and steps[end][1] <= high:
            end += 1
        steps[first:end] = [(low, high)]
    return kept


def summed(some: Iterable[Way], others: list[Way], budget: int) -> list[Way]:
    """Both together, scores added, within a budget."""
    return best((c + d, low + a, high + b) for c, low, high in some for d, a, b in others if c + d <= budget)


def less(some: Iterable[Way], others: list[Way], budget: int) -> list[Way]:
    """What is left of a sum when the others' share is taken off."""
    return best((c + d, low - b, high - a) for c, low, high in some for d, a, b in others if c + d <= budget)


def joint(some: Iterable[Way], others: list[Way], budget: int) -> list[Way]:
    """Both at once on the same score."""
    return best(
        (c + d, max(low, a), min(high, b))
        for c, low, high in some
        for d, a, b in others
        if c + d <= budget and max(low, a) <= min(high, b)
    )


def fits(way: Way, others: Iterable[Way], budget: int) -> bool:
    """Whether some other way goes with this one within the budget."""
    cost, low, high = way
    return any(cost + c <= budget and max(low, a) <= min(high, b) for c, a, b in others)
