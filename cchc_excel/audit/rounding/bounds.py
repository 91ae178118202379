"""Stated figures as bounds on their node's exact score, in whole numbers of one small unit for speed."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor, inf

from ...model.numbers import places_of
from ...model.statement import Measure
from .any_maximum import scores_by
from .interval import Interval, printed_closed
from .tree import Node, Stated, Tree

End = int | float
"""A whole number of units; a float only as plus or minus infinity, for "no bound"."""
Bound = tuple[End, bool, End, bool]
"""Low end, whether it is open, high end, whether it is open."""
FREE: Bound = (-inf, False, inf, False)


class Scale:
    """The unit in which every bound of a tree is a whole number, and the way there and back."""

    def __init__(self, tree: Tree, maxima: Mapping[str, Fraction]) -> None:
        most = max((_places(m) for m in maxima.values()), default=0)
        needed = [most]
        for node in tree.nodes:
            for figure in node.stated:
                own = _places_of(figure)
                needed.append(own + most + 2 if figure.measure is Measure.INDEX else own)
        self.unit = 10 ** max(needed)
        self._maxima = maxima

    def bound(self, node: Node, figure: Stated, *, closed: bool = False) -> Bound | None:
        """What a figure says of its node's exact score; None when that needs a maximum that nobody knows."""
        if figure.measure is Measure.MAX:
            return None
        maximum = self._maxima.get(node.code)
        if figure.measure is not Measure.SCORE and (maximum is None or maximum <= 0):
            return None
        low, high = self._ends(figure)
        low_open, high_open = not closed and figure.value <= 0, not closed and figure.value >= 0
        if figure.measure is Measure.SCORE or maximum is None:
            return low, low_open, high, high_open
        if figure.measure is Measure.MISSING:
            whole = self._whole(maximum)
            return whole - high, high_open, whole - low, low_open
        # the unit leaves room for these divisions
        top, under = maximum.numerator, maximum.denominator * 100
        return low * top // under, low_open, high * top // under, high_open

    def exactly(self, value: Fraction) -> Bound:
        """One value, which must be a whole number of units."""
        whole = self._whole(value)
        return whole, False, whole, False

    def interval(self, bound: Bound) -> Interval:
        """Back from units."""
        low, low_open, high, high_open = bound
        return Interval(self._back(low), self._back(high), low_open, high_open)

    def of_any_maximum(self, node: Node) -> Bound | None:
        """What index and missing points together say of the score when nobody knows the maximum; at most a unit wide of it."""
        indices, missing = list(node.figures(Measure.INDEX)), list(node.figures(Measure.MISSING))
        if not indices or not missing:
            return None
        bound = FREE
        for index in indices:
            for lost in missing:
                score = scores_by(printed_closed(index.value, index.places), printed_closed(lost.value, lost.places))
                low = -inf if score.low is None else floor(score.low * self.unit)
                bound = meet(bound, (low, False, inf if score.high is None else ceil(score.high * self.unit), False))
        return bound

    def _ends(self, figure: Stated) -> tuple[int, int]:
        half = self.unit // (2 * 10**figure.places)
        middle = self._whole(figure.value)
        return middle - half, middle + half

    def _whole(self, value: Decimal | Fraction) -> int:
        top, under = value.as_integer_ratio()
        return int(top * self.unit // under)

    def _back(self, end: End) -> Fraction | None:
        return Fraction(end, self.unit) if isinstance(end, int) else None


def _places_of(figure: Stated) -> int:
    """Decimals that write the figure and half a unit of its last place."""
    return max(places_of(figure.value), figure.places + 1)


def _places(value: Fraction) -> int:
    """Decimals that write an exact decimal."""
    places, under = 0, value.denominator
    while under > 1 and 10**places % under:
        places += 1
    return places


def meet(one: Bound, other: Bound) -> Bound:
    """What both say; `is_empty` tells whether they agree."""
    low, low_open, high, high_open = one
    if other[0] > low:
        low, low_open = other[0], other[1]
    elif other[0] == low:
        low_open = low_open or other[1]
    if other[2] < high:
        high, high_open = other[2], other[3]
    elif other[2] == high:
        high_open = high_open or other[3]
    return low, low_open, high, high_open


def is_empty(bound: Bound) -> bool:
    """Whether nothing is inside."""
    low, low_open, high, high_open = bound
    return low > high or (low == high and (low_open or high_open))


def plus(one: Bound, other: Bound) -> Bound:
    """All sums."""
    low, high = one[0] + other[0], one[2] + other[2]
    return low, low != -inf and (one[1] or other[1]), high, high != inf and (one[3] or other[3])


def minus(one: Bound, other: Bound) -> Bound:
    """All differences."""
    low, high = one[0] - other[2], one[2] - other[0]
    return low, low != -inf and (one[1] or other[3]), high, high != inf and (one[3] or other[1])
