"""The question: a tree of sums with the figures that are stated of its nodes, independent of any file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from ...model.numbers import PRINTED_PLACES, places_of
from ...model.statement import Measure

MOST_PLACES = 10
"""Decimals beyond these come from binary arithmetic; a figure never stands for less than half a unit of this place."""
GREATEST = Decimal(10) ** 12
"""No score, maximum or percentage comes near."""
DEEPEST = 50


@dataclass(frozen=True, slots=True)
class Stated:
    """One printed figure. `key` is the caller's own name for it; no two figures of a tree share one."""

    measure: Measure
    value: Decimal
    """Points; percent points for an index."""
    places: int
    """Decimals it was printed at; a maximum is exact whatever its places."""
    key: object

    def __post_init__(self) -> None:
        """Raises ValueError for a value that is not finite, or 10^12 or more."""
        if not self.value.is_finite() or abs(self.value) >= GREATEST:
            raise ValueError(f"not a figure of a score table: {self.value}")

    @classmethod
    def of(cls, measure: Measure, value: Decimal, key: object, least_places: int = PRINTED_PLACES) -> Stated:
        """A figure printed at `least_places` or its own decimals if more: "12,2" stands for 12,20."""
        return cls(measure, value, min(MOST_PLACES, max(least_places, places_of(value))), key)


@dataclass(frozen=True, slots=True)
class Node:
    """One node. Its exact score and its maximum are the sums of its children's, if it has any.

    Give no children where not all are known.
    """

    code: str
    children: tuple[str, ...] = ()
    stated: tuple[Stated, ...] = ()

    def figures(self, measure: Measure) -> Iterator[Stated]:
        """What is stated of one measure."""
        return (s for s in self.stated if s.measure is measure)


@dataclass(frozen=True, slots=True)
class Tree:
    """One or more trees of sums. Raises ValueError for codes given twice, unknown children and circles."""

    nodes: tuple[Node, ...]
    by_code: dict[str, Node] = field(init=False, repr=False, compare=False)
    parent: dict[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_code = {n.code: n for n in self.nodes}
        parent = {child: n.code for n in self.nodes for child in n.children}
        children = sum(len(n.children) for n in self.nodes)
        if len(by_code) != len(self.nodes) or len(parent) != children or not parent.keys() <= by_code.keys():
            raise ValueError("codes of a tree must be unique, its children known, each with one parent")
        object.__setattr__(self, "by_code", by_code)
        object.__setattr__(self, "parent", parent)
        if sum(1 for root in self.roots for _ in self.bottom_up(root)) != len(self.nodes):
            raise ValueError("a tree of sums has no circle")
        keys = [s.key for n in self.nodes for s in n.stated]
        if len(set(keys)) != len(keys):
            raise ValueError("every figure needs a key of its own")

    @property
    def roots(self) -> tuple[str, ...]:
        """Nodes without a parent."""
        return tuple(n.code for n in self.nodes if n.code not in self.parent)

    def bottom_up(self, root: str, depth: int = 0) -> Iterator[Node]:
        """A root and all below it, children before parents. Raises ValueError below 50 levels."""
        if depth > DEEPEST:
            raise ValueError("a tree of sums is not so deep")
        node = self.by_code[root]
        for child in node.children:
            yield from self.bottom_up(child, depth + 1)
        yield node

    def without(self, keys: Iterable[object]) -> Tree:
        """The same tree with some figures left out."""
        out = set(keys)
        return Tree(tuple(Node(n.code, n.children, tuple(s for s in n.stated if s.key not in out)) for n in self.nodes))
