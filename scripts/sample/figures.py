"""Exact figures and how they are written: halves round away from zero, decimals take a comma."""

import math
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

_HUNDREDTH = Decimal("0.01")
_FIFTEEN_DIGITS = Context(prec=15, rounding=ROUND_HALF_UP)


def percentage(score: Decimal, max_points: Decimal) -> Fraction:
    """The index of a score, exactly."""
    return Fraction(score) * 100 / Fraction(max_points)


def round_half_up(value: Decimal | Fraction) -> Decimal:
    """A figure (never negative) at two decimals, halves away from zero, settled without a float."""
    hundredths = math.floor(Fraction(value) * 100 + Fraction(1, 2))
    return (Decimal(hundredths) * _HUNDREDTH).quantize(_HUNDREDTH)


def cell(value: Decimal | Fraction) -> float:
    """What a cell holds: the nearest float of the figure at fifteen significant digits."""
    if isinstance(value, Fraction):
        value = _FIFTEEN_DIGITS.divide(Decimal(value.numerator), Decimal(value.denominator))
    return float(value)


def vietnamese(value: Decimal) -> str:
    """A figure in running text: decimal comma, no trailing zeros."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", ",")
