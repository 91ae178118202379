"""The maxima of a tree: exact figures, a tree of sums of their own, in which a misprint is found the same way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from ...model.statement import Measure
from .bounds import Bound, Scale, meet
from .frontier import Effort
from .interval import Interval
from .own_ways import Claim, Key, own_ways
from .smallest import Smallest
from .spread import spread
from .tree import Node, Tree


def intervals(tree: Tree) -> dict[str, Interval] | None:
    """What the stated maxima leave for every node's maximum; None when they contradict each other."""
    scale = Scale(tree, {})
    own: dict[str, Bound] = {}
    for node in tree.nodes:
        for figure in node.figures(Measure.MAX):
            bound = scale.exactly(Fraction(figure.value))
            own[node.code] = meet(own[node.code], bound) if node.code in own else bound
    found = spread(tree, own)
    return None if found is None else {code: scale.interval(bound) for code, bound in found.items()}


def known(found: dict[str, Interval]) -> dict[str, Fraction]:
    """The maxima that are certain."""
    return {code: i.low for code, i in found.items() if i.is_point and i.low is not None}


def misprinted(tree: Tree, effort: Effort) -> tuple[tuple[frozenset[Key], ...], bool]:
    """The smallest sets of stated maxima that must change for the others to agree, and whether all are there."""
    scale = Scale(tree, {})
    own = {}
    for node in tree.nodes:
        claims = []
        for figure in node.figures(Measure.MAX):
            low, _, high, _ = scale.exactly(Fraction(figure.value))
            claims.append(Claim(figure.key, low, high))
        if claims:
            own[node.code] = own_ways(effort, (claims, ()))
    searches = [Smallest(tree, root, own, effort) for root in tree.roots]
    found: tuple[frozenset[Key], ...] = (frozenset(),)
    for search in searches:
        found = tuple(one | more for one in found for more in search.sets())[:_MOST_SETS]
    return found, all(s.is_exact for s in searches) and len(found) < _MOST_SETS


_MOST_SETS = 50


class Loose:
    """Maxima that only their own node's figures fix, so that an index may as well be right and the maximum wrong."""

    def __init__(self, tree: Tree, maxima: dict[str, Fraction]) -> None:
        self.alone: set[str] = set()
        """Nodes whose maximum no other node's index or missing points depend on."""
        self.shared: list[frozenset[Key]] = []
        """Stated maxima of the others, node by node."""
        fixed = _fixed_by_others(tree)
        for node in tree.nodes:
            keys = frozenset(s.key for s in node.figures(Measure.MAX))
            if not keys or node.code in fixed:
                continue
            without = intervals(tree.without(keys))
            left = known(without) if without is not None else maxima
            if node.code in left:
                continue
            if any(code in maxima and code not in left for code in _needing(tree) if code != node.code):
                self.shared.append(keys)
            else:
                self.alone.add(node.code)


def _fixed_by_others(tree: Tree) -> set[str]:
    """Nodes whose maximum follows from what is stated of others."""
    stated = {n.code for n in tree.nodes if any(n.figures(Measure.MAX))}
    fixed: set[str] = set()
    for root in tree.roots:
        order = tuple(tree.bottom_up(root))
        fixed |= _all_known(order, stated)
        below = stated | fixed
        above: set[str] = set()
        for node in reversed(order):
            unknown = [c for c in node.children if c not in below]
            if node.code in stated or node.code in above:
                above.update(node.children if not unknown else unknown if len(unknown) == 1 else ())
        fixed |= above
    return fixed


def _all_known(order: Sequence[Node], stated: set[str]) -> set[str]:
    """Nodes whose children's maxima are all known from below."""
    found: set[str] = set()
    for node in order:
        if node.children and all(c in stated or c in found for c in node.children):
            found.add(node.code)
    return found


def _needing(tree: Tree) -> Iterator[str]:
    """Nodes with a figure that rests on the maximum."""
    return (n.code for n in tree.nodes if any(s.measure in (Measure.INDEX, Measure.MISSING) for s in n.stated))
