"""How many decimals a table prints, told by its own figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from ..model.numbers import PRINTED_PLACES, Exact, places_of, stands_for

_EXCEPTIONS = 10
_ENOUGH = 3
"""So many figures must be explained by fewer decimals before a table is taken to have them."""


def printed_places(pairs: Iterable[tuple[Decimal, Exact]]) -> int:
    """Two, unless nearly all stated figures have one decimal at most (or none) and that explains most that differ.

    `pairs` are stated and exact figures of one table. One figure in ten may have more decimals: a slip of its own.
    """
    pairs = tuple(pairs)
    for places in range(PRINTED_PLACES):
        if _many_longer(pairs, places):
            continue
        off = [(stated, exact) for stated, exact in pairs if not stands_for(stated, exact)]
        explained = sum(1 for stated, exact in off if stands_for(stated, exact, places))
        if explained >= _ENOUGH and 3 * explained >= 2 * len(off):
            return places
    return PRINTED_PLACES


def _many_longer(pairs: Sequence[tuple[Decimal, Exact]], places: int) -> bool:
    """Whether more than the exceptions have more decimals; most tables tell after a few figures."""
    left = len(pairs) // _EXCEPTIONS
    for stated, _ in pairs:
        if places_of(stated) > places:
            left -= 1
            if left < 0:
                return True
    return False
