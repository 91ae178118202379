"""Intervals of exact rationals: what a printed figure can stand for."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from ...model.numbers import Exact

MOST_DECIMALS = 60
"""So many decimals are tried for a simple value before a fraction is given instead."""


@dataclass(frozen=True, slots=True)
class Interval:
    """All rationals between two ends. An end of None is unbounded; an open end is not itself inside."""

    low: Fraction | None = None
    high: Fraction | None = None
    low_open: bool = False
    high_open: bool = False

    @classmethod
    def point(cls, value: Exact) -> Interval:
        """One value only."""
        exact = Fraction(value)
        return cls(exact, exact)

    @property
    def is_empty(self) -> bool:
        """Whether no value is inside."""
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))

    @property
    def is_point(self) -> bool:
        """Whether exactly one value is inside."""
        return self.low is not None and self.low == self.high and not self.is_empty

    @property
    def middle(self) -> Fraction:
        """The value halfway; the bounded end where the other is not; 0 when neither is."""
        if self.low is None or self.high is None:
            return self.low if self.low is not None else self.high or Fraction(0)
        return (self.low + self.high) / 2

    def __contains__(self, value: Exact) -> bool:
        exact = Fraction(value)
        if self.low is not None and (exact < self.low or (self.low_open and exact == self.low)):
            return False
        return self.high is None or exact < self.high or (not self.high_open and exact == self.high)

    def __and__(self, other: Interval) -> Interval:
        low, low_open = self.low, self.low_open
        if other.low is not None and (low is None or other.low >= low):
            low_open = other.low_open or (low_open and other.low == low)
            low = other.low
        high, high_open = self.high, self.high_open
        if other.high is not None and (high is None or other.high <= high):
            high_open = other.high_open or (high_open and other.high == high)
            high = other.high
        return Interval(low, high, low_open, high_open)

    def __neg__(self) -> Interval:
        return Interval(_negated(self.high), _negated(self.low), self.high_open, self.low_open)

    def __add__(self, other: Interval) -> Interval:
        low = self.low + other.low if self.low is not None and other.low is not None else None
        high = self.high + other.high if self.high is not None and other.high is not None else None
        low_open = low is not None and (self.low_open or other.low_open)
        high_open = high is not None and (self.high_open or other.high_open)
        return Interval(low, high, low_open, high_open)

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def scaled(self, factor: Exact) -> Interval:
        """Every value times `factor`, which must not be 0 (ValueError)."""
        if not factor:
            raise ValueError("an interval cannot be scaled by 0")
        if factor < 0:
            return -self.scaled(-factor)
        by = Fraction(factor)
        low = self.low * by if self.low is not None else None
        high = self.high * by if self.high is not None else None
        return Interval(low, high, self.low_open, self.high_open)

    def covers(self, other: Interval) -> bool:
        """Whether all of `other` is inside."""
        return other.is_empty or (self & other) == other

    def shown(self, places: int) -> tuple[Decimal | None, Decimal | None]:
        """Least and greatest figure that values inside are printed as, at `places` decimals, half away from zero."""
        unit = 10**places
        low = None if self.low is None else _least_shown(self.low * unit, self.low_open)
        high = None if self.high is None else -_least_shown(-self.high * unit, self.high_open)
        return _at(low, places), _at(high, places)

    def written(self, places: int) -> tuple[Decimal | None, Decimal | None]:
        """Least and greatest figure of `places` decimals inside; what `shown` gives where none is."""
        unit = 10**places
        low = None if self.low is None else ceil(self.low * unit) + (self.low_open and (self.low * unit) % 1 == 0)
        high = None if self.high is None else floor(self.high * unit) - (self.high_open and (self.high * unit) % 1 == 0)
        if low is not None and high is not None and low > high:
            return self.shown(places)
        return _at(low, places), _at(high, places)


EVERYTHING = Interval()
"""No bound at all."""


def _negated(end: Fraction | None) -> Fraction | None:
    return None if end is None else -end


def _least_shown(end: Fraction, is_open: bool) -> int:
    """The whole number that the least value above `end` (or `end` itself) rounds to, half away from zero."""
    up = floor(end + Fraction(1, 2))
    is_edge = up - Fraction(1, 2) == end
    return up - 1 if is_edge and end < 0 and not is_open else up


def _at(whole: int | None, places: int) -> Decimal | None:
    return None if whole is None else decimal_of(whole, places)


def decimal_of(whole: int, places: int) -> Decimal:
    """`whole` / 10**places, exactly, whatever the context's precision."""
    return Decimal((int(whole < 0), tuple(map(int, str(abs(whole)))), -places))


def printed(value: Decimal, places: int) -> Interval:
    """What a figure rounded half away from zero at `places` decimals stands for."""
    half, exact = Fraction(1, 2 * 10**places), Fraction(value)
    return Interval(exact - half, exact + half, low_open=exact <= 0, high_open=exact >= 0)


def printed_closed(value: Decimal, places: int) -> Interval:
    """Likewise with both edges: a figure on the edge of its interval counts as right (DOMAIN section 5)."""
    half, exact = Fraction(1, 2 * 10**places), Fraction(value)
    return Interval(exact - half, exact + half)


def simplest(interval: Interval, near: Exact | None = None) -> Exact:
    """The value inside with the fewest decimals; of several the nearest to `near` (the middle if not given).

    The value itself, a Fraction, where an interval holds a single value that no decimal writes.
    Raises ValueError on an empty interval.
    """
    if interval.is_empty:
        raise ValueError("nothing is inside an empty interval")
    wanted = interval.middle if near is None else Fraction(near)
    for places in range(MOST_DECIMALS):
        whole = _nearest_inside(interval, wanted, 10**places)
        if whole is not None:
            return decimal_of(whole, places)
    return interval.middle


def _nearest_inside(interval: Interval, wanted: Fraction, unit: int) -> int | None:
    """The whole number of 1/unit inside that is nearest to `wanted`."""
    nearest = floor(wanted * unit + Fraction(1, 2))
    if interval.low is not None:
        low = interval.low * unit
        nearest = max(nearest, floor(low) + 1 if interval.low_open else ceil(low))
    if interval.high is not None:
        high = interval.high * unit
        nearest = min(nearest, ceil(high) - 1 if interval.high_open else floor(high))
    return nearest if Fraction(nearest, unit) in interval else None
