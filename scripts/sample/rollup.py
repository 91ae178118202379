"""Exact sums over the tree, and the ranks and grades that follow from them."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from .figures import percentage
from .scheme import SCHEME, TOTAL_CODE, Node

GRADES: tuple[tuple[str, int], ...] = (
    ("Xuất sắc", 90),
    ("Tốt", 80),
    ("Khá", 70),
    ("Trung bình", 50),
    ("Yếu", 0),
)
"""Each grade with the lowest index that earns it, best first."""

Scores = dict[str, Decimal]
"""A figure for every node of the tree, by code."""


def roll_up(leaves: Mapping[str, Decimal], left_out: Mapping[str, str] | None = None) -> Scores:
    """Sum leaves up to the grand total; `left_out` names, by parent, a child its sum passes over."""
    scores: Scores = {}
    _add(SCHEME, leaves, left_out or {}, scores)
    return scores


def _add(node: Node, leaves: Mapping[str, Decimal], left_out: Mapping[str, str], scores: Scores) -> Decimal:
    if node.is_leaf:
        scores[node.code] = leaves[node.code]
    else:
        below = {child.code: _add(child, leaves, left_out, scores) for child in node.children}
        below.pop(left_out.get(node.code, ""), None)
        scores[node.code] = sum(below.values(), Decimal(0))
    return scores[node.code]


MAXIMA: Scores = roll_up({leaf.code: leaf.max_points for leaf in SCHEME.leaves()})


def index(scores: Scores, code: str) -> Fraction:
    return percentage(scores[code], MAXIMA[code])


def rank(total: Decimal, totals: Iterable[Decimal]) -> int:
    """The place among all totals; equal totals share it."""
    return 1 + sum(other > total for other in totals)


def grade(scores: Scores) -> str:
    return next(name for name, lowest in GRADES if index(scores, TOTAL_CODE) >= lowest)
