"""Exact numbers: from cells, rounded as offices round, written as Vietnamese writes them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache

PRINTED_PLACES = 2
"""Decimals of a printed figure unless its table shows otherwise (DOMAIN section 5)."""

SIGNIFICANT_DIGITS = 15
"""What Excel itself holds of a number."""

Exact = Decimal | Fraction


@lru_cache(maxsize=16384)
def from_cell(value: float | int) -> Decimal:
    """The shortest decimal at 15 significant digits: 0.1+0.2 in a cell is 0.3.

    Raises ValueError on NaN and infinity.
    """
    number = Decimal(value) if isinstance(value, int) else Decimal(format(value, f".{SIGNIFICANT_DIGITS}g"))
    if not number.is_finite():
        raise ValueError(f"not a finite number: {value!r}")
    return tidy(number)


def tidy(number: Decimal) -> Decimal:
    """The same number without trailing zeros and without an exponent."""
    number = number.normalize()
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent > 0:
        number = number.quantize(Decimal(1))
    return number if number else Decimal(0)


def places_of(number: Decimal) -> int:
    """How many decimals the number is written with, trailing zeros left out."""
    exponent = number.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def rounded(number: Exact, places: int = PRINTED_PLACES) -> Decimal:
    """Half away from zero at `places` decimals, as Excel's ROUND does."""
    if isinstance(number, Decimal):
        return number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    scaled = abs(number) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(whole if number >= 0 else -whole).scaleb(-places)


def stands_for(stated: Decimal, exact: Exact, places: int = PRINTED_PLACES) -> bool:
    """Whether `stated`, printed at `places` decimals or its own if more, can stand for `exact`.

    A figure on the edge of its interval counts as right (DOMAIN section 5). A figure that fills Excel's
    15 digits came from binary arithmetic and may be off by a unit there.
    """
    if stated == exact:
        return True
    if len(stated.normalize().as_tuple().digits) >= SIGNIFICANT_DIGITS - 2:
        gap = abs(Fraction(stated) - Fraction(exact))
        return bool(gap * 10 ** (SIGNIFICANT_DIGITS - 3) <= abs(Fraction(exact)))
    half = Decimal(5).scaleb(-1 - max(places, places_of(stated)))
    if isinstance(exact, Decimal):
        return abs(stated - exact) <= half
    # stated - half <= exact <= stated + half, without building fractions
    top, under = exact.numerator, exact.denominator
    return (stated - half) * under <= top <= (stated + half) * under


def percent(score: Exact, maximum: Exact) -> Fraction:
    """The index in percent: score / maximum x 100. Raises ZeroDivisionError when the maximum is 0."""
    top, under = score.as_integer_ratio()
    whole, parts = maximum.as_integer_ratio()
    return Fraction(100 * top * parts, under * whole)


def written(number: Exact, places: int = PRINTED_PLACES) -> str:
    """As a Vietnamese office writes it: rounded, decimal comma, no trailing zeros ("12,2", "5")."""
    return plain(rounded(number, places)).replace(".", ",")


def written_in_full(number: Exact) -> str:
    """Every digit of an exact decimal with a decimal comma; a fraction at 6 decimals."""
    return plain(number if isinstance(number, Decimal) else rounded(number, 6)).replace(".", ",")


def plain(number: Decimal) -> str:
    """A decimal string with a point, no exponent, no trailing zeros (the JSON result's form)."""
    return format(number.normalize(), "f") if number else "0"
