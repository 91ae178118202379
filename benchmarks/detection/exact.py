"""Exact numbers of the generator: rounded, cut off, written and read as decimals, by its own arithmetic."""

from __future__ import annotations

from fractions import Fraction


def rounded(number: Fraction, places: int = 2) -> Fraction:
    """Half away from zero at `places` decimals, as Excel's ROUND does."""
    scale = 10**places
    whole = (abs(number) * scale * 2 + 1) // 2
    return Fraction(whole if number >= 0 else -whole, scale)


def truncated(number: Fraction, places: int = 2) -> Fraction:
    """Cut off at `places` decimals."""
    scale = 10**places
    whole = abs(number) * scale // 1
    return Fraction(whole if number >= 0 else -whole, scale)


def digits(number: Fraction, longest: int = 9) -> str:
    """A terminating decimal as text with a point and no trailing zeros: "9.875". Raises ValueError for others."""
    for places in range(longest + 1):
        scaled = number * 10**places
        if scaled.denominator == 1:
            text = str(abs(scaled.numerator)).rjust(places + 1, "0")
            whole, part = (text[:-places], text[-places:]) if places else (text, "")
            return ("-" if number < 0 else "") + (f"{whole}.{part}" if part else whole)
    raise ValueError(f"not a short decimal: {number}")


def written(number: Fraction) -> str:
    """As a Vietnamese office writes it: "12,2"."""
    return digits(number).replace(".", ",")


def index(score: Fraction, maximum: Fraction) -> Fraction:
    """Percent of the maximum."""
    return score / maximum * 100


def is_apart(stated: Fraction, right: Fraction, places: int = 2) -> bool:
    """Whether a printed figure cannot stand for the right one, its interval's edges counted as inside."""
    return abs(stated - right) > Fraction(1, 2 * 10**places)
