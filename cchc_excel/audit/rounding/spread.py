"""One pass up the tree decides whether bounds agree, one pass down makes them tight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .bounds import FREE, Bound, is_empty, meet, minus, plus
from .tree import Tree

NOTHING: Bound = (0, False, 0, False)
"""The sum of no children."""


def spread(tree: Tree, own: Mapping[str, Bound]) -> dict[str, Bound] | None:
    """The tight bound of every node's exact score; None when no scores fit all bounds.

    `own` holds what the figures of a node say of it; a node that is not there is free.
    """
    tight: dict[str, Bound] = {}
    for root in tree.roots:
        order = tuple(tree.bottom_up(root))
        found: dict[str, Bound] = {}
        for node in order:
            bound = own.get(node.code, FREE)
            if node.children:
                bound = meet(bound, _sum([found[c] for c in node.children]))
            if is_empty(bound):
                return None
            found[node.code] = bound
        for node in reversed(order):
            _tighten(node.children, found, found[node.code])
        tight |= found
    return tight


def _sum(bounds: Sequence[Bound]) -> Bound:
    total = NOTHING
    for bound in bounds:
        total = plus(total, bound)
    return total


def _tighten(children: Sequence[str], found: dict[str, Bound], whole: Bound) -> None:
    """Each child is at most the whole less the others. Sums from both sides, since infinities cannot be taken off."""
    after = [NOTHING]
    for child in reversed(children):
        after.append(plus(after[-1], found[child]))
    before = NOTHING
    for i, child in enumerate(children, 1):
        own = found[child]
        found[child] = meet(own, minus(whole, plus(before, after[len(children) - i])))
        before = plus(before, own)
