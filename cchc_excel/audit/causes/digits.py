"""Slips of the hand told by the digits alone: swapped, shifted, cut off."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from ...model.cause import CauseKind
from ...model.numbers import PRINTED_PLACES, Exact, places_of, rounded, stands_for, tidy

_SHIFTS = (1, -1, 2, -2, 3, -3)
_MOST_PLACES = 6


def digit_causes(stated: Decimal, right: Exact) -> tuple[CauseKind, ...]:
    """Which slips of the hand turn the right figure, in full or as printed, into the stated one."""
    found = []
    if _is_shifted(stated, right):
        found.append(CauseKind.SHIFTED_DECIMAL)
    elif any(are_swapped(stated, form) for form in _forms(right)):
        found.append(CauseKind.TRANSPOSED_DIGITS)
    if is_truncated(stated, right):
        found.append(CauseKind.TRUNCATED)
    return tuple(found)


def _forms(right: Exact) -> Iterator[Decimal]:
    """How the right figure may have been written."""
    if isinstance(right, Decimal) and places_of(right) <= _MOST_PLACES:
        yield right
    yield rounded(right, PRINTED_PLACES)


def are_swapped(one: Decimal, other: Decimal) -> bool:
    """Whether two neighbouring digits of one figure are swapped in the other, the decimal mark passed over."""
    if one == other or (one < 0) is not (other < 0):
        return False
    a, b = _digits(one, other)
    apart = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    return len(apart) == 2 and apart[1] == apart[0] + 1 and a[apart[0]] + a[apart[1]] == b[apart[1]] + b[apart[0]]


def _digits(one: Decimal, other: Decimal) -> tuple[str, str]:
    """Both figures' digits, one under the other."""
    places = max(places_of(one), places_of(other))
    a, b = (str(abs(int(n.scaleb(places)))) for n in (one, other))
    width = max(len(a), len(b), places + 1)
    return a.zfill(width), b.zfill(width)


def swaps(number: Decimal) -> Iterator[Decimal]:
    """Every figure that swapping two neighbouring digits makes of one."""
    places = places_of(number)
    digits = str(abs(int(number.scaleb(places)))).zfill(places + 1)
    for i in range(len(digits) - 1):
        if digits[i] != digits[i + 1]:
            swapped = digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :]
            yield tidy(Decimal(int(swapped)).scaleb(-places))


def shifts(number: Decimal) -> Iterator[Decimal]:
    """Every figure that a misplaced decimal mark makes of one."""
    if number:
        yield from (tidy(number.scaleb(places)) for places in _SHIFTS)


def _is_shifted(stated: Decimal, right: Exact) -> bool:
    """Whether the decimal mark stands one to three places off."""
    if not right or not stated:
        return False
    printed = rounded(right, PRINTED_PLACES)
    for places in _SHIFTS:
        moved = Fraction(right) * Fraction(10) ** places
        if printed.scaleb(places) == stated or (
            _is_specific(stated) and stands_for(stated, moved, max(PRINTED_PLACES, places_of(stated)))
        ):
            return True
    return False


def _is_specific(stated: Decimal) -> bool:
    """Whether a figure has more than one digit, so that a rounded shift of another cannot fit it by chance."""
    return len(stated.normalize().as_tuple().digits) > 1


def is_truncated(stated: Decimal, right: Exact) -> bool:
    """Whether digits were cut off where rounding would have gone up."""
    over = abs(Fraction(right)) - abs(Fraction(stated))
    return any(
        0 <= over < Fraction(1, 10**places) and stated != rounded(right, places)
        for places in range(places_of(stated), PRINTED_PLACES + 1)
    )
