"""Published figures beside the recomputed ones: equal, rounded, following from another slip, or different."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

from ..model.decision import Quantity
from ..model.figures import Figure
from ..model.numbers import PRINTED_PLACES, Exact, percent, stands_for
from .recompute import Scored

if TYPE_CHECKING:
    from .case import Case, TableRow


class Match(Enum):
    """How a published figure stands to the recomputed one."""

    EQUAL = "equal"
    ROUNDED = "rounded"
    FOLLOWS = "follows"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Compared:
    """One published figure beside the recomputed one."""

    line: TableRow
    scored: Scored
    code: str
    quantity: Quantity
    figure: Figure
    value: Decimal
    exact: Exact
    match: Match


def compared(case: Case) -> Iterator[Compared]:
    """Every figure of every table line that means a scored commune, score columns before index columns."""
    for line in case.table_rows:
        if line.scored is None:
            continue
        view = _View(case, line, line.scored)
        for (code, quantity), figure in sorted(
            line.row.figures.items(), key=lambda i: (i[0][1].value != "score", i[0][0])
        ):
            if figure.value is not None and code in line.scored.exact:
                yield view.judge(code, quantity, figure, figure.value)


class _View:
    """One table line, with what its own figures would make of its totals."""

    def __init__(self, case: Case, line: TableRow, scored: Scored) -> None:
        self._case = case
        self._line = line
        self._scored = scored
        self._peers = [
            p for p in case.table_rows if p.scored is scored and p.table.official is line.table.official and p.first
        ]
        self._carried: dict[str, Decimal] = {}

    def _places(self, quantity: Quantity) -> int:
        return self._case.places.get((self._line.table.file, self._line.table.sheet, quantity), PRINTED_PLACES)

    def judge(self, code: str, quantity: Quantity, figure: Figure, value: Decimal) -> Compared:
        scored, exact = self._scored, self._case.exact(self._scored, code, quantity)
        places = self._places(quantity)
        if value == exact or (quantity is Quantity.INDEX and stands_for(value, exact, places)):
            match = Match.EQUAL
        elif stands_for(value, exact, places):
            match = Match.ROUNDED
        elif self._follows(code, quantity, value, places):
            match = Match.FOLLOWS
        else:
            match = Match.DIFFERENT
        return Compared(self._line, scored, code, quantity, figure, value, exact, match)

    def _follows(self, code: str, quantity: Quantity, value: Decimal, places: int) -> bool:
        """Whether the figure is off only because one below it, or the sheet's own total, is, or a leaf is unreadable."""
        scored = self._scored
        maximum = self._case.maximum(code, scored)
        slack = scored.slack.get(code, Decimal(0))
        for score in self._explained_scores(code, quantity):
            if score == scored.exact[code]:
                continue
            other: Exact = score if quantity is Quantity.SCORE else percent(score, maximum) if maximum else Decimal(0)
            if stands_for(value, other, places):
                return True
        if slack > 0:
            if quantity is Quantity.SCORE:
                return scored.can_be(code, value, places)
            most = percent(scored.exact[code] + slack, maximum) if maximum else Decimal(0)
            return bool(self._case.index(code, scored) <= value <= most)
        return False

    def _explained_scores(self, code: str, quantity: Quantity) -> Iterator[Decimal]:
        scored = self._scored
        yield scored.carried[code]
        stated = self._case.stated(self._peers, scored, code, Quantity.SCORE)
        if quantity is Quantity.INDEX and stated is not None and stated.value is not None:
            if not stands_for(stated.value, scored.exact[code], self._places(Quantity.SCORE)):
                yield stated.value
        yield self._carry(code)

    def _carry(self, code: str) -> Decimal:
        """The node's points as the table's own figures below it add up, where these are off."""
        if code not in self._carried:
            self._carried[code] = sum((self._published(c) for c in self._scored.children.get(code, ())), Decimal(0))
            if not self._scored.children.get(code):
                self._carried[code] = self._scored.exact[code]
        return self._carried[code]

    def _published(self, code: str) -> Decimal:
        stated = self._case.stated(self._peers, self._scored, code, Quantity.SCORE)
        if stated is None or stated.value is None:
            return self._carry(code)
        exact = self._scored.exact[code]
        return exact if stands_for(stated.value, exact, self._places(Quantity.SCORE)) else stated.value
