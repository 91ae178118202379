"""What a decision states about a commune that no score sheet can decide, as a tree of sums."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from ..model import codes
from ..model.decision import Quantity, TableKey
from ..model.figures import Figure
from ..model.numbers import PRINTED_PLACES
from ..model.statement import Measure
from .case import Case
from .published import Match
from .rounding import Node, Stated, Tree
from .rounding.tree import GREATEST, MOST_PLACES
from .table_row import TableRow

Key = tuple[str, Measure]
MEASURES = {Quantity.SCORE: Measure.SCORE, Quantity.INDEX: Measure.INDEX}


class DecisionTree:
    """One line of the decision: its figures by key, and the tree they make with the scheme's maxima.

    Of a commune with scores, what these tell exactly stands in the tree as known, and a figure that they prove right or
    wrong is left to the rules that compare.
    """

    def __init__(self, case: Case, line: TableRow) -> None:
        self._case = case
        self._line = line
        self.figures: dict[Key, Figure] = dict(self._undecided())
        self._nodes: dict[str, Node] = {}
        for root in (codes.TOTAL, *(n.code for n in case.scheme.nodes)):
            self._include(root)
        self.tree = Tree(tuple(self._nodes.values()))

    def _undecided(self) -> Iterator[tuple[Key, Figure]]:
        scored = self._line.scored
        compared = self._case.compared_of(self._line) if scored is not None else ()
        # what equals the sum with an impossible or missing leaf only repeats the sheet
        told = {(c.code, c.quantity) for c in compared if c.match is not Match.POSSIBLE}
        for (code, quantity), figure in self._line.row.figures.items():
            if figure.value is None or abs(figure.value) >= GREATEST or (code, quantity) in told:
                continue
            if self.known(code) is None:
                yield (code, MEASURES[quantity]), figure

    def known(self, code: str) -> Decimal | None:
        """The exact score, where score sheets tell it."""
        scored = self._line.scored
        if scored is None or code not in scored.exact or scored.is_uncertain(code):
            return None
        return scored.exact[code]

    def _include(self, code: str) -> bool:
        """Adds a node, with its children where all of them are told; whether anything tells it."""
        if code in self._nodes:
            return True
        children = self._case.scheme.children(code)
        told = [self._include(c) for c in children]
        stated = tuple(self._stated(code))
        if not (any(s.measure is not Measure.MAX for s in stated) or (children and all(told))):
            return False
        self._nodes[code] = Node(code, children if all(told) else (), stated)
        return True

    def _stated(self, code: str) -> Iterator[Stated]:
        known, maximum = self.known(code), self._case.maxima.get(code)
        if known is not None:
            yield Stated.of(Measure.SCORE, known, ("known", code), MOST_PLACES)
        if maximum is not None:
            yield Stated.of(Measure.MAX, maximum, (code, Measure.MAX))
        for quantity, measure in MEASURES.items():
            figure = self.figures.get((code, measure))
            if figure is not None and figure.value is not None:
                yield Stated.of(measure, figure.value, (code, measure), self._places(quantity))

    def _places(self, quantity: Quantity) -> int:
        places: Mapping[tuple[TableKey, Quantity], int] = self._case.places
        return places.get((self._line.table.key, quantity), PRINTED_PLACES)
