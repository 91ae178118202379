"""Ways to mend one node by itself: which of its figures to give up for which bound of its score."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import inf

from .bounds import End
from .frontier import Effort, Way

Key = object


@dataclass(frozen=True, slots=True)
class Claim:
    """A closed bound that one figure puts on its node's exact score."""

    key: Key
    low: End
    high: End


@dataclass(frozen=True, slots=True)
class OwnWay:
    """One way and the figures it gives up."""

    way: Way
    dropped: frozenset[Key]


def own_ways(effort: Effort, *choices: tuple[Sequence[Claim], Sequence[Key]]) -> list[OwnWay]:
    """Every bound that some of the claims leave, each with the fewest figures given up for it.

    Each choice is a set of claims, and figures that are given up for just these claims to stand.
    Raises TooMuch.
    """
    found: dict[frozenset[Key], OwnWay] = {}
    for claims, given_up in choices:
        effort.spend(len(claims) ** 3)
        for one in _ways(claims, frozenset(given_up)):
            found.setdefault(one.dropped, one)
    ways = sorted(found.values(), key=lambda o: o.way)
    return [o for i, o in enumerate(ways) if not any(_beats(cheaper, o) for cheaper in ways[:i])]


def _beats(one: OwnWay, other: OwnWay) -> bool:
    """Whether one allows as much for less."""
    (cost, low, high), (price, a, b) = one.way, other.way
    return cost < price and low <= a and b <= high


def _ways(claims: Sequence[Claim], given_up: frozenset[Key]) -> Iterator[OwnWay]:
    """A bound from `low` to `high` costs just the claims that cut into it."""
    lows, highs = {c.low for c in claims} | {-inf}, {c.high for c in claims} | {inf}
    for low in lows:
        for high in highs:
            if low <= high:
                dropped = frozenset(c.key for c in claims if c.low > low or c.high < high)
                left = [c for c in claims if c.key not in dropped]
                bound = _common(left)
                yield OwnWay((len(dropped) + len(given_up), *bound), dropped | given_up)


def _common(claims: Iterable[Claim]) -> tuple[End, End]:
    low: End = -inf
    high: End = inf
    for claim in claims:
        low, high = max(low, claim.low), min(high, claim.high)
    return low, high
