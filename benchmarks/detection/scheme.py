"""A random scheme: parts, criteria, sub-criteria on two or three levels, maxima with halves and quarters."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from . import names

TOTAL = "T"
ROMANS = {"A": "I", "B": "II"}


@dataclass(frozen=True, slots=True)
class Node:
    """One line of the scheme."""

    code: str
    name: str
    parent: str
    level: int
    """0 for a part, 1 for a criterion, 2 and 3 below it."""


@dataclass(frozen=True)
class Scheme:
    """Nodes in the order of the sheets, without the total."""

    nodes: tuple[Node, ...]
    leaf_maxima: dict[str, Fraction]
    children: dict[str, tuple[str, ...]] = field(init=False)
    by_code: dict[str, Node] = field(init=False)

    def __post_init__(self) -> None:
        children: dict[str, list[str]] = {}
        for node in self.nodes:
            children.setdefault(node.parent, []).append(node.code)
        object.__setattr__(self, "children", {k: tuple(v) for k, v in children.items()})
        object.__setattr__(self, "by_code", {n.code: n for n in self.nodes})

    def parents(self) -> tuple[str, ...]:
        """Every node with children, the total last."""
        return (*(n.code for n in self.nodes if n.code in self.children), TOTAL)

    def leaves(self, code: str = TOTAL) -> Iterator[str]:
        """Codes of the leaves below a node, or the leaf itself."""
        if code not in self.children:
            yield code
        for child in self.children.get(code, ()):
            yield from self.leaves(child)

    def below(self, code: str) -> Iterator[str]:
        """Every code below a node, in the order of the sheets."""
        for child in self.children.get(code, ()):
            yield child
            yield from self.below(child)

    def above(self, code: str) -> Iterator[str]:
        """Codes above a node, nearest first, the total last."""
        while code != TOTAL:
            code = self.by_code[code].parent
            yield code

    def parts(self) -> tuple[str, ...]:
        """A and B, or none."""
        return tuple(n.code for n in self.nodes if n.level == 0)

    def criteria(self) -> tuple[str, ...]:
        """The criteria."""
        return tuple(n.code for n in self.nodes if n.level == 1)

    def added_up(self, leaf: dict[str, Fraction], code: str = TOTAL) -> Fraction:
        """The sum of the leaves' figures below a node."""
        return sum((leaf[c] for c in self.leaves(code)), Fraction(0))

    def maximum(self, code: str) -> Fraction:
        """Points a node can reach."""
        return self.added_up(self.leaf_maxima, code)


def drawn(rng: random.Random) -> Scheme:
    """A scheme of 25 to 60 leaves."""
    while True:
        nodes = _nodes(rng)
        parents = {n.parent for n in nodes}
        leaves = [n.code for n in nodes if n.code not in parents]
        if 25 <= len(leaves) <= 60:
            maxima = _maxima(rng, leaves)
            if maxima is not None:
                return Scheme(tuple(nodes), maxima)


def _nodes(rng: random.Random) -> list[Node]:
    count = rng.randint(5, 8)
    with_parts, deep = rng.random() < 0.75, rng.choice((0.0, 0.3, 0.6))
    second_part = count - rng.choice((0, 0, 1))
    nodes: list[Node] = []
    for number in range(1, count + 1):
        part = TOTAL
        if with_parts:
            part = "B" if number >= second_part else "A"
            if number in (1, second_part):
                title = "Đánh giá qua các tiêu chí" if part == "A" else "Tác động của cải cách hành chính"
                nodes.append(Node(part, title, TOTAL, 0))
        name = names.CRITERIA[-1] if number == count else names.CRITERIA[number - 1]
        nodes.append(Node(str(number), name, part, 1))
        for below in range(1, rng.randint(3, 8) + 1):
            nodes.extend(_sub_criterion(rng, f"{number}.{below}", str(number), deep))
    return nodes


def _sub_criterion(rng: random.Random, code: str, parent: str, deep: float) -> list[Node]:
    nodes = [Node(code, f"{rng.choice(names.SUBJECTS)} ({code})", parent, 2)]
    if rng.random() < deep:
        for last in range(1, rng.randint(2, 4) + 1):
            nodes.append(Node(f"{code}.{last}", f"{rng.choice(names.SUBJECTS)} ({code}.{last})", code, 3))
    return nodes


def _maxima(rng: random.Random, leaves: list[str]) -> dict[str, Fraction] | None:
    """Quarters that add up to 100, or to what they happen to; None when they do not fit."""
    step = rng.choice((2, 4))
    usual = Fraction(100, len(leaves))
    maxima = {}
    for code in leaves:
        share = Fraction(rng.randint(5, 17), 10)
        maxima[code] = max(Fraction(1, 2), Fraction(round(usual * share * step), step))
    if rng.random() < 0.8:
        last = leaves[-1]
        maxima[last] += 100 - sum(maxima.values())
        if not 1 <= maxima[last] <= 15:
            return None
    return maxima
