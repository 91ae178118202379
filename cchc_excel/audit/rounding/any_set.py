"""A set of figures that mends a tree, found in one pass without searching: the way out for trees of nonsense."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from ...model.statement import Measure
from .bounds import FREE, Bound, Scale, is_empty, meet, plus
from .maxima import intervals, known
from .own_ways import Key
from .spread import NOTHING
from .tree import Node, Tree


def any_set(tree: Tree) -> frozenset[Key]:
    """Figures without which the rest agrees; not the fewest."""
    wrong = set(_wrong(tree, Scale(tree, {}), None))
    left = tree.without(wrong)
    found = intervals(left)
    maxima = known(found) if found is not None else {}
    return frozenset(wrong | set(_wrong(left, Scale(left, maxima), maxima)))


def _wrong(tree: Tree, scale: Scale, maxima: Mapping[str, Fraction] | None) -> Iterator[Key]:
    """Figures that disagree with those met before them, bottom up: the maxima when `maxima` is None, else the others."""
    found: dict[str, Bound] = {}
    for root in tree.roots:
        for node in tree.bottom_up(root):
            bound = NOTHING if node.children else FREE
            for child in node.children:
                bound = plus(bound, found[child])
            for key, said in _said(node, scale, maxima):
                both = meet(bound, said)
                if is_empty(both):
                    yield key
                else:
                    bound = both
            found[node.code] = bound


def _said(node: Node, scale: Scale, maxima: Mapping[str, Fraction] | None) -> Iterator[tuple[Key, Bound]]:
    if maxima is None:
        yield from ((s.key, scale.exactly(Fraction(s.value))) for s in node.figures(Measure.MAX))
        return
    together = scale.of_any_maximum(node) if node.code not in maxima else None
    for figure in node.stated:
        bound = scale.bound(node, figure, closed=True)
        if bound is not None:
            yield figure.key, bound
        elif together is not None and figure.measure is Measure.INDEX:
            yield figure.key, together
