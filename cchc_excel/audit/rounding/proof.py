"""Decides whether printed figures can all be right, and proves it or names what must change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from ...model.statement import Measure
from . import maxima as maximum
from .any_maximum import explained
from .bounds import FREE, Bound, Scale, meet
from .culprits import smallest_sets
from .factors import factored
from .hasty import hidden
from .interval import EVERYTHING, Interval, printed_closed
from .own_ways import Key
from .spread import spread
from .tree import Node, Stated, Tree
from .verdict import Change, Conflict, Contradiction, Proof

SETS_TOLD = 50


def decide(tree: Tree) -> Proof | Contradiction:
    """Proves the figures consistent, or finds the smallest sets of them that must change.

    Figures stand for half-open intervals (half away from zero); where only closed ones explain them all, for those
    (DOMAIN section 5: a figure on the edge of its interval counts as right).
    """
    return _proof(tree) or _contradiction(tree)


def _proof(tree: Tree) -> Proof | None:
    found = maximum.intervals(tree)
    if found is None:
        return None
    maxima = maximum.known(found)
    scale = Scale(tree, maxima)
    for closed in (False, True):
        tight = spread(tree, _bounds(tree, scale, maxima, closed=closed))
        if tight is not None:
            intervals = {code: scale.interval(bound) for code, bound in tight.items()}
            return Proof(tree, intervals, maxima, closed, tuple(hidden(tree, maxima)))
    return None


def _bounds(tree: Tree, scale: Scale, maxima: Mapping[str, Fraction], *, closed: bool) -> dict[str, Bound]:
    own: dict[str, Bound] = {}
    for node in tree.nodes:
        bound = FREE
        for figure in node.stated:
            said = scale.bound(node, figure, closed=closed)
            if said is not None:
                bound = meet(bound, said)
        together = scale.of_any_maximum(node) if node.code not in maxima else None
        own[node.code] = bound if together is None else meet(bound, together)
    return own


def _contradiction(tree: Tree) -> Contradiction:
    sets, is_exact = smallest_sets(tree)
    blocks = _in_order(tree, factored(sets))
    firsts: frozenset[Key] = frozenset().union(*(block[0] for block in blocks))
    rest = _without(tree, firsts)
    conflicts = []
    for block in blocks:
        others = firsts - block[0]
        mended = [_changes(tree, block[0], rest)]
        mended += [_changes(tree, one, _without(tree, one | others)) for one in block[1:SETS_TOLD]]
        is_exact = is_exact and len(block) <= SETS_TOLD
        conflicts.append(Conflict(tuple(mended)))
    return Contradiction(tuple(conflicts), rest, is_exact)


def _in_order(tree: Tree, blocks: Iterable[Sequence[frozenset[Key]]]) -> list[list[frozenset[Key]]]:
    """As the figures stand in the tree, so that two runs compare equal."""
    place = {s.key: i for i, s in enumerate(s for n in tree.nodes for s in n.stated)}

    def places(one: frozenset[Key]) -> list[int]:
        return sorted(place[key] for key in one)

    ordered = [sorted(block, key=places) for block in blocks]
    return sorted(ordered, key=lambda block: places(block[0]))


def _without(tree: Tree, wrong: frozenset[Key]) -> Proof:
    proof = _proof(tree.without(wrong))
    assert proof is not None, "what mends the scores mends the tree"
    return proof


def _changes(tree: Tree, wrong: frozenset[Key], proof: Proof) -> tuple[Change, ...]:
    """What each figure of a set would have to show by what the others prove."""
    return tuple(_change(node, figure, proof) for node in tree.nodes for figure in node.stated if figure.key in wrong)


def _change(node: Node, figure: Stated, proof: Proof) -> Change:
    """A maximum is exact, any other figure printed."""
    if figure.measure is Measure.MAX:
        interval = _maximum(node, proof)
        return Change(node.code, figure, interval, *interval.written(figure.places))
    interval = _shown(figure, proof.intervals[node.code], proof.maxima.get(node.code))
    return Change(node.code, figure, interval, *interval.shown(figure.places))


def _shown(figure: Stated, score: Interval, points: Fraction | None) -> Interval:
    """What a figure has to stand for, by the node's tight score."""
    if figure.measure is Measure.SCORE:
        return score
    if not points:
        return EVERYTHING
    if figure.measure is Measure.MISSING:
        return Interval.point(points) - score
    return score.scaled(Fraction(100) / points)


def _maximum(node: Node, proof: Proof) -> Interval:
    """A maximum by the other maxima, or else by the node's score beside its index and missing points."""
    known = proof.maxima.get(node.code)
    if known is not None:
        return Interval.point(known)
    left = proof.tree.by_code[node.code]
    return explained(
        proof.intervals[node.code], _closed(left.figures(Measure.INDEX)), _closed(left.figures(Measure.MISSING))
    )


def _closed(figures: Iterable[Stated]) -> Sequence[Interval]:
    return [printed_closed(s.value, s.places) for s in figures]
