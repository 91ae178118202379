"""The answer: a proof that all figures can be right, or which of them must change and to what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from ...model.numbers import Exact
from ...model.statement import Measure
from .interval import Interval, simplest
from .tree import Stated, Tree


class Operation(Enum):
    """Arithmetic on printed figures."""

    SUM = "sum"
    QUOTIENT = "quotient"
    DIFFERENCE = "difference"


@dataclass(frozen=True, slots=True)
class Hidden:
    """A right figure that arithmetic on the printed figures would call wrong."""

    code: str
    stated: Stated
    operation: Operation
    operands: tuple[Decimal, ...]
    """The printed figures put together: summands; score and maximum; maximum and score."""
    naive: Decimal
    """What they give, rounded at the figure's decimals."""


@dataclass(frozen=True, slots=True)
class Proof:
    """Exact scores exist that explain every figure."""

    tree: Tree
    intervals: Mapping[str, Interval]
    """By code, the tight interval of the exact score: every value inside belongs to some explanation."""
    maxima: Mapping[str, Fraction]
    """By code, the maximum; of nodes where figures tell one."""
    edges_count: bool
    """Whether only the closed reading explains all, as after half-even rounding."""
    needs_hidden: tuple[Hidden, ...]

    def simplest(self, code: str) -> Exact:
        """The exact score with the fewest decimals that the node can have."""
        near = next((s.value for s in self.tree.by_code[code].figures(Measure.SCORE)), None)
        return simplest(self.intervals[code], near)

    def witness(self) -> dict[str, Exact]:
        """One exact score per node that explains every figure at once: all sums hold, all roundings fit."""
        wished: dict[str, Fraction] = {}
        found: dict[str, Exact] = {}
        for root in self.tree.roots:
            for node in self.tree.bottom_up(root):
                below = sum((wished[c] for c in node.children), Fraction(0))
                wished[node.code] = below if node.children else Fraction(self.simplest(node.code))
            found[root] = _best(self.intervals[root], wished[root])
            self._share(root, wished, found)
        return found

    def _share(self, code: str, wished: Mapping[str, Fraction], found: dict[str, Exact]) -> None:
        """Chooses the children's scores so that they add up to the node's, each as wished where the rest allows it."""
        children = self.tree.by_code[code].children
        left = Interval.point(found[code])
        for i, child in enumerate(children):
            allowed = left
            for later in children[i + 1 :]:
                allowed -= self.intervals[later]
            found[child] = _best(self.intervals[child] & allowed, wished[child])
            left -= Interval.point(found[child])
            self._share(child, wished, found)


def _best(allowed: Interval, wished: Fraction) -> Exact:
    """The wished value where it is allowed, else the simplest that is."""
    return simplest(Interval.point(wished) if wished in allowed else allowed, wished)


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that must change, and what it would have to show for the rest to agree."""

    code: str
    stated: Stated
    interval: Interval
    """Of the figure's exact value (points, or percent points)."""
    low: Decimal | None
    """Least figure it may show, at its decimals; None when unbounded."""
    high: Decimal | None

    @property
    def only(self) -> Decimal | None:
        """The one figure it can show, if there is just one."""
        return self.low if self.low is not None and self.low == self.high else None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Figures that cannot all be right, apart from any other conflict of the tree."""

    sets: tuple[tuple[Change, ...], ...]
    """Every smallest set of figures to change (the first 50); all of one size."""

    @property
    def chosen(self) -> tuple[Change, ...] | None:
        """The set, where there is only one."""
        return self.sets[0] if len(self.sets) == 1 else None

    def changes(self) -> Iterator[Change]:
        """All changes of all sets."""
        return (change for one in self.sets for change in one)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """No exact scores explain every figure."""

    conflicts: tuple[Conflict, ...]
    """Independent of each other: any set of one goes with any set of another."""
    rest: Proof
    """What is left when each conflict's first set is taken out."""
    is_exact: bool
    """False where a size limit was met: the sets mend the tree, but smaller or more ones may exist."""

    @property
    def chosen(self) -> tuple[Change, ...] | None:
        """All figures that must change, where evidence singles them out in every conflict."""
        if any(c.chosen is None for c in self.conflicts):
            return None
        return tuple(change for c in self.conflicts for change in c.chosen or ())
