"""What arithmetic on the printed figures gives, to tell right figures that it would call wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from ...model.numbers import Exact, percent, rounded
from ...model.statement import Measure
from .tree import Node, Stated, Tree
from .verdict import Hidden, Operation


def hidden(tree: Tree, maxima: Mapping[str, Fraction]) -> Iterator[Hidden]:
    """Every figure that differs from the sum, quotient or difference of the printed figures it belongs to."""
    printed = {n.code: _score(n) for n in tree.nodes}
    for node in tree.nodes:
        score, maximum = printed[node.code], maxima.get(node.code)
        below = [s for s in (printed[c] for c in node.children) if s is not None]
        for figure in node.stated:
            if figure.measure is Measure.SCORE and below and len(below) == len(node.children):
                yield from _differs(node, figure, Operation.SUM, below, sum(below, Decimal(0)))
            if score is None or not maximum:
                continue
            top = Decimal(maximum.numerator) / maximum.denominator
            if figure.measure is Measure.INDEX:
                quotient = percent(score, maximum)
                yield from _differs(node, figure, Operation.QUOTIENT, [score, top], quotient)
            elif figure.measure is Measure.MISSING:
                yield from _differs(node, figure, Operation.DIFFERENCE, [top, score], maximum - Fraction(score))


def _score(node: Node) -> Decimal | None:
    """The node's printed score, the one with most decimals if there are several."""
    best = max(node.figures(Measure.SCORE), key=lambda s: s.places, default=None)
    return best.value if best is not None else None


def _differs(
    node: Node, figure: Stated, operation: Operation, operands: list[Decimal], exact: Exact
) -> Iterator[Hidden]:
    naive = rounded(exact, figure.places)
    if naive != figure.value:
        yield Hidden(node.code, figure, operation, tuple(operands), naive)
