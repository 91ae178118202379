"""How many decimals a table prints, told by its own figures."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from ..model.numbers import PRINTED_PLACES, Exact, places_of, stands_for

_ENOUGH = 3
"""So many figures must be explained by fewer decimals before a table is taken to have them."""


def printed_places(pairs: Iterable[tuple[Decimal, Exact]]) -> int:
    """Two, unless no stated figure has more than one (or none) and that alone explains most that differ.

    `pairs` are stated and exact figures of one table.
    """
    pairs = tuple(pairs)
    if not pairs:
        return PRINTED_PLACES
    most = max(places_of(stated) for stated, _ in pairs)
    for places in range(most, PRINTED_PLACES):
        off = [(stated, exact) for stated, exact in pairs if not stands_for(stated, exact)]
        explained = sum(1 for stated, exact in off if stands_for(stated, exact, places))
        if explained >= _ENOUGH and 3 * explained >= 2 * len(off):
            return places
    return PRINTED_PLACES
