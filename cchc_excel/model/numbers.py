"""Exact numbers: from cells, rounded as offices round, written as Vietnamese writes them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache

PRINTED_PLACES = 2
"""Decimals of a printed figure unless its table shows otherwise (DOMAIN section 5)."""

SIGNIFICANT_DIGITS = 15
"""What Excel itself holds of a number."""

_LAST_DIGITS: int = 10 ** (SIGNIFICANT_DIGITS - 3)
"""One part in so many is what binary arithmetic may add or lose."""

Exact = Decimal | Fraction


@lru_cache(maxsize=16384)
def from_cell(value: float | int) -> Decimal:
    """The shortest decimal at 15 significant digits: 0.1+0.2 in a cell is 0.3.

    Raises ValueError on NaN and infinity, and on numbers so large that their last digit is not known.
    """
    number = Decimal(value) if isinstance(value, int) else Decimal(format(value, f".{SIGNIFICANT_DIGITS}g"))
    if not number.is_finite() or number.adjusted() >= SIGNIFICANT_DIGITS:
        raise ValueError(f"not a number of which every digit is known: {value!r}")
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
    return _extent(number)[1]


@lru_cache(maxsize=65536)
def _extent(number: Decimal) -> tuple[int, int]:
    """How many digits and how many decimals a number is written with, trailing zeros left out."""
    _, digits, exponent = number.normalize().as_tuple()
    return len(digits), -exponent if isinstance(exponent, int) and exponent < 0 else 0


def rounded(number: Exact, places: int = PRINTED_PLACES) -> Decimal:
    """Half away from zero at `places` decimals, as Excel's ROUND does."""
    if isinstance(number, Decimal):
        return number.quantize(_unit(places), rounding=ROUND_HALF_UP)
    top, under = number.as_integer_ratio()
    whole = (2 * abs(top) * 10**places + under) // (2 * under)
    return Decimal(whole if top >= 0 else -whole).scaleb(-places)


def stands_for(stated: Decimal, exact: Exact, places: int = PRINTED_PLACES) -> bool:
    """Whether `stated`, printed at `places` decimals or its own if more, can stand for `exact`.

    A figure on the edge of its interval counts as right (DOMAIN section 5). A figure that fills Excel's
    15 digits came from binary arithmetic and may be off by a unit there.
    """
    top, under = (exact, 1) if isinstance(exact, Decimal) else exact.as_integer_ratio()
    if stated * under == top:
        return True
    digits, own = _extent(stated)
    if digits >= SIGNIFICANT_DIGITS - 2:
        return _as_binary(stated, exact)
    half = half_unit(own if own > places else places)
    return (stated - half) * under <= top <= (stated + half) * under


def _as_binary(stated: Decimal, exact: Exact) -> bool:
    """Whether both are equal but for a unit in Excel's last digits: |stated - exact| <= |exact| / 10 ** 12."""
    whole, parts = stated.as_integer_ratio()
    top, under = exact.as_integer_ratio()
    return abs(whole * under - top * parts) * _LAST_DIGITS <= abs(top) * parts


@lru_cache(maxsize=64)
def _unit(places: int) -> Decimal:
    return Decimal(1).scaleb(-places)


@lru_cache(maxsize=64)
def half_unit(places: int) -> Decimal:
    """How far a figure printed at `places` decimals may be from what it stands for: 0.005 at two."""
    return Decimal(5).scaleb(-1 - places)


@lru_cache(maxsize=65536)
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


@lru_cache(maxsize=65536)
def plain(number: Decimal) -> str:
    """A decimal string with a point, no exponent, no trailing zeros (the JSON result's form)."""
    return format(number.normalize(), "f") if number else "0"
