"""Which figures of a contradictory tree must change: every smallest set, maxima included."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from ...model.statement import Measure
from .any_set import any_set
from .bounds import Scale
from .frontier import Effort, TooMuch
from .maxima import Loose, intervals, known, misprinted
from .own_ways import Claim, Key, OwnWay, own_ways
from .smallest import MOST_SETS, Smallest
from .tree import Node, Tree

Found = tuple[tuple[frozenset[Key], ...], bool]
"""The sets, and whether they are surely all and the smallest."""


def smallest_sets(tree: Tree) -> Found:
    """Every smallest set of figures without which the rest agrees. The tree's figures must contradict each other.

    A maximum is given up only where the maxima contradict each other, or where nothing else fixes it: giving up
    several maxima that agree, to save as many indices, is no answer.
    """
    try:
        return _smallest_sets(tree, Effort())
    except TooMuch:
        return (any_set(tree),), False


def _smallest_sets(tree: Tree, effort: Effort) -> Found:
    maxima = intervals(tree)
    if maxima is None:
        candidates, is_exact = misprinted(tree, effort)
        return _cheapest(tree, [(one, frozenset()) for one in candidates], effort, is_exact)
    loose = Loose(tree, known(maxima))
    first = frozenset[Key](), frozenset(loose.alone)
    return _cheapest(tree, [first, *((keys, frozenset[str]()) for keys in loose.shared)], effort, True)


def _cheapest(
    tree: Tree, candidates: list[tuple[frozenset[Key], frozenset[str]]], effort: Effort, is_exact: bool
) -> Found:
    """The cheapest ways to mend the scores when some maxima are given up, and others may be."""
    least: int | None = None
    found: dict[frozenset[Key], None] = {}
    for given_up, loose in candidates:
        searches = _searches(tree.without(given_up), loose, effort)
        cost = len(given_up) + sum(s.cost for s in searches)
        if least is None or cost < least:
            least, found = cost, {}
        if cost == least:
            sets = _product(searches, given_up)
            is_exact = is_exact and all(s.is_exact for s in searches) and len(sets) < MOST_SETS
            found |= dict.fromkeys(sets)
    return tuple(found), is_exact


def _product(searches: list[Smallest], given_up: frozenset[Key]) -> list[frozenset[Key]]:
    """One set of every tree's, in every combination."""
    found = [given_up]
    for search in searches:
        if search.cost:
            found = [one | more for one in found for more in search.sets()][:MOST_SETS]
    return found


def _searches(tree: Tree, loose: frozenset[str], effort: Effort) -> list[Smallest]:
    found = intervals(tree)
    maxima = known(found) if found is not None else {}
    scale = Scale(tree, maxima)
    own = {n.code: _own(n, scale, maxima, n.code in loose, effort) for n in tree.nodes if n.stated}
    return [Smallest(tree, root, own, effort) for root in tree.roots]


def _own(node: Node, scale: Scale, maxima: Mapping[str, Fraction], is_loose: bool, effort: Effort) -> list[OwnWay]:
    """Ways to mend a node; giving up its maximum is one where nothing else fixes that."""
    if node.code not in maxima:
        return own_ways(effort, *((claims, ()) for claims in _of_any_maximum(node, scale)))
    as_stated = list(_claims(node, scale)), ()
    if not is_loose:
        return own_ways(effort, as_stated)
    given_up = [s.key for s in node.figures(Measure.MAX)]
    return own_ways(effort, as_stated, *((claims, given_up) for claims in _of_any_maximum(node, scale)))


def _claims(node: Node, scale: Scale, *measures: Measure) -> Iterator[Claim]:
    """Both edges count: a figure on the edge of its interval is right."""
    for figure in node.stated:
        bound = scale.bound(node, figure, closed=True)
        if bound is not None and (not measures or figure.measure in measures):
            yield Claim(figure.key, bound[0], bound[2])


def _of_any_maximum(node: Node, scale: Scale) -> Iterator[list[Claim]]:
    """Claims that stand whatever the maximum; what an index and missing points say together, either of them makes."""
    scores = list(_claims(node, scale, Measure.SCORE))
    both = scale.of_any_maximum(node)
    for measure in (Measure.INDEX, Measure.MISSING) if both is not None else (Measure.SCORE,):
        figures = node.figures(measure) if both is not None else ()
        yield scores + [Claim(s.key, both[0], both[2]) for s in figures if both is not None]
