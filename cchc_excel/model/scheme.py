"""The scheme (bộ tiêu chí): the tree of criteria with the maximum of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from . import codes


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One line of the scheme."""

    code: str
    """"T", "A", "1", "1.1", "1.1.1"."""
    name: str
    max_points: Decimal | None
    """Points; None where no sheet states one."""
    parent: str | None
    """Code of the node above; None for the total."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """Every node in the order of the sheets, the total last. Children keep that order."""

    nodes: tuple[Node, ...]
    _by_code: dict[str, Node] = field(init=False, repr=False, compare=False)
    _children: dict[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        children: dict[str, list[str]] = {}
        for node in self.nodes:
            if node.parent is not None:
                children.setdefault(node.parent, []).append(node.code)
        object.__setattr__(self, "_by_code", {n.code: n for n in self.nodes})
        object.__setattr__(self, "_children", {k: tuple(v) for k, v in children.items()})

    def __contains__(self, code: str) -> bool:
        return code in self._by_code

    def __getitem__(self, code: str) -> Node:
        return self._by_code[code]

    def get(self, code: str) -> Node | None:
        """The node, or None when the scheme does not know the code."""
        return self._by_code.get(code)

    def children(self, code: str) -> tuple[str, ...]:
        """Codes directly under `code`; empty for a leaf."""
        return self._children.get(code, ())

    def is_leaf(self, code: str) -> bool:
        """Whether scores are given at this node itself."""
        return not self._children.get(code)

    def leaves(self) -> Iterator[Node]:
        """The nodes that carry scores."""
        return (n for n in self.nodes if not self._children.get(n.code))

    def parts(self) -> tuple[Node, ...]:
        """Parts A, B, ...; empty where the scheme has none."""
        return tuple(n for n in self.nodes if codes.is_part(n.code))

    def reported(self, part: str) -> tuple[Node, ...]:
        """The lines a report states under a part: its criteria; the sub-criteria of a lone criterion."""
        below = self.children(part)
        if len(below) == 1 and self.children(below[0]):
            below = self.children(below[0])
        return tuple(self._by_code[c] for c in below)

    def ancestors(self, code: str) -> Iterator[str]:
        """Codes above `code`, nearest first, the total last."""
        node = self._by_code.get(code)
        while node is not None and node.parent is not None:
            yield node.parent
            node = self._by_code.get(node.parent)

    def top_down(self, root: str = codes.TOTAL) -> Iterator[Node]:
        """`root` and everything below it, parents before children."""
        node = self._by_code.get(root)
        if node is None:
            return
        yield node
        for child in self._children.get(root, ()):
            yield from self.top_down(child)
