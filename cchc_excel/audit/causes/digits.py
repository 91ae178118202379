"""Slips of the hand told by the digits alone: swapped, shifted, cut off."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from ...model.cause import CauseKind
from ...model.numbers import PRINTED_PLACES, Exact, places_of, rounded, stands_for, tidy

_SHIFTS = (1, -1, 2, -2, 3, -3)
_MOST_PLACES = 6
_INDEX_PLACES = 4


def digit_causes(stated: Decimal, right: Exact) -> tuple[CauseKind, ...]:
    """Which slips of the hand turn the right figure, in full or as printed, into the stated one."""
    return tuple(kind for kind, _ in digit_slips(stated, right))


def digit_slips(stated: Decimal, right: Exact) -> tuple[tuple[CauseKind, Decimal], ...]:
    """The same, each with the form of the right figure that shows it: 16,48 for 16,483 typed as 16,84."""
    found = []
    shifted = next((form for form in _forms(right) if _is_shifted(stated, form)), None)
    swapped = next((form for form in _forms(right) if are_swapped(stated, form)), None)
    if shifted is not None:
        found.append((CauseKind.SHIFTED_DECIMAL, shifted))
    elif swapped is not None:
        found.append((CauseKind.TRANSPOSED_DIGITS, swapped))
    if is_truncated(stated, right):
        found.append((CauseKind.TRUNCATED, _in_full(right)))
    return tuple(found)


def _in_full(right: Exact) -> Decimal:
    return right if isinstance(right, Decimal) else rounded(right, _INDEX_PLACES)


def _forms(right: Exact) -> Iterator[Decimal]:
    """How the right figure may have been written."""
    yield rounded(right, PRINTED_PLACES)
    if isinstance(right, Decimal) and places_of(right) <= _MOST_PLACES:
        yield right
    elif not isinstance(right, Decimal):
        yield rounded(right, _MOST_PLACES)


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
    """Every figure that a decimal mark misplaced by one or two digits makes of one."""
    if number:
        yield from (tidy(number.scaleb(places)) for places in _SHIFTS[:4])


def _is_shifted(stated: Decimal, right: Decimal) -> bool:
    """Whether the decimal mark stands one to three places off."""
    if not right or not stated:
        return False
    return any(
        right.scaleb(places) == stated
        or (_is_specific(stated) and stands_for(stated, right.scaleb(places), max(PRINTED_PLACES, places_of(stated))))
        for places in _SHIFTS
    )


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
