"""How findings speak of nodes and figures."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from ..model import codes
from ..model.decision import Quantity
from ..model.numbers import Exact, plain, rounded, written, written_in_full

INDEX_PLACES = 4
"""Decimals of an index in machine-readable results (DOMAIN section 6)."""


def called(code: str) -> str:
    """ "tổng điểm", "phần A", "tiêu chí 1", "tiêu chí thành phần 1.1"."""
    if code == codes.TOTAL:
        return "tổng điểm"
    if codes.is_part(code):
        return f"phần {code}"
    return f"tiêu chí {code}" if codes.depth(code) == 1 else f"tiêu chí thành phần {code}"


def measured(code: str, quantity: Quantity) -> str:
    """ "điểm tiêu chí 1", "chỉ số phần A", "tổng điểm", "chỉ số chung"."""
    if code == codes.TOTAL:
        return "tổng điểm" if quantity is Quantity.SCORE else "chỉ số chung"
    return f"{'điểm' if quantity is Quantity.SCORE else 'chỉ số'} {called(code)}"


def shown_exact(number: Exact) -> str:
    """A score in full, an index at four decimals, with a decimal comma."""
    return written(number, INDEX_PLACES) if isinstance(number, Fraction) else written_in_full(number)


def machine(number: Exact) -> str:
    """The same for the machine-readable result."""
    return plain(rounded(number, INDEX_PLACES) if isinstance(number, Fraction) else number)


def gap(stated: Decimal, right: Exact) -> Exact:
    """How much more is stated than is right."""
    return stated - right if isinstance(right, Decimal) else Fraction(stated) - right


def signed(difference: Exact) -> str:
    """ "thừa 0,1" or "thiếu 0,1"."""
    size = -difference if difference < 0 else difference
    return ("thừa " if difference > 0 else "thiếu ") + shown_exact(size)
