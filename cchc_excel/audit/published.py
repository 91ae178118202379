"""Published figures beside the recomputed ones: equal, rounded, following from another slip, or different."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from typing import Protocol

from ..model.decision import Quantity, TableKey
from ..model.figures import Figure
from ..model.numbers import PRINTED_PLACES, Exact, percent, places_of, stands_for
from .recompute import Scored
from .table_row import TableRow

Column = tuple[str, Quantity]
"""What a column of a table states: a node's code and which of its figures."""


class Tables(Protocol):
    """What a comparison needs to know of the case."""

    @property
    def table_rows(self) -> Sequence[TableRow]:
        """Every line of every table."""

    @property
    def places(self) -> Mapping[tuple[TableKey, Quantity], int]:
        """Decimals that each table prints, by table and quantity."""

    def lines_of(self, scored: Scored, *, official: bool) -> Sequence[TableRow]:
        """A commune's lines in the decision, or in the summaries."""

    def stated(self, lines: Sequence[TableRow], code: str, quantity: Quantity) -> Figure | None:
        """The first figure that lines state for a node."""

    def exact(self, scored: Scored, code: str, quantity: Quantity) -> Exact:
        """The exact score or index of a node."""

    def maximum(self, code: str, scored: Scored) -> Decimal:
        """Points a node can reach."""


class Match(Enum):
    """How a published figure stands to the recomputed one."""

    EQUAL = "equal"
    ROUNDED = "rounded"
    FOLLOWS = "follows"
    POSSIBLE = "possible"
    """Right if the commune's unreadable leaves are taken at something they may be."""
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


def compared(case: Tables) -> Iterator[Compared]:
    """Every figure of every table line that means a scored commune, score columns before index columns."""
    for line in case.table_rows:
        if line.scored is None:
            continue
        view = _View(case, line, line.scored)
        for code, quantity in _in_order(tuple(line.row.figures)):
            figure = line.row.figures[code, quantity]
            if figure.value is not None and code in line.scored.exact:
                yield view.judge(code, quantity, figure, figure.value)


@lru_cache(maxsize=64)
def _in_order(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Score columns before index columns, each by code; worked out once for all lines of a table."""
    return tuple(sorted(columns, key=lambda c: (c[1] is not Quantity.SCORE, c[0])))


Span = tuple[Fraction, Fraction]
"""Least and most points that a figure can stand for."""


class _View:
    """One table line, with what its own figures would make of its totals."""

    def __init__(self, case: Tables, line: TableRow, scored: Scored) -> None:
        self._case = case
        self._line = line
        self._scored = scored
        self._peers = case.lines_of(scored, official=line.table.official)
        self._carried: dict[str, Span] = {}

    def _places(self, quantity: Quantity) -> int:
        return self._case.places.get((self._line.table.key, quantity), PRINTED_PLACES)

    def judge(self, code: str, quantity: Quantity, figure: Figure, value: Decimal) -> Compared:
        """How one figure of the line stands."""
        scored, exact = self._scored, self._case.exact(self._scored, code, quantity)
        places = self._places(quantity)
        if quantity is Quantity.SCORE and value == exact:
            match = Match.EQUAL
        elif stands_for(value, exact, places):
            match = Match.ROUNDED if quantity is Quantity.SCORE else Match.EQUAL
        elif self._is_possible(code, quantity, value, places):
            match = Match.POSSIBLE
        elif self._follows(code, quantity, value, places):
            match = Match.FOLLOWS
        else:
            match = Match.DIFFERENT
        return Compared(self._line, scored, code, quantity, figure, value, exact, match)

    def _follows(self, code: str, quantity: Quantity, value: Decimal, places: int) -> bool:
        """Whether the figure is off only because one below it is, or the sheet's own total."""
        scored = self._scored
        exact, maximum = Fraction(scored.exact[code]), self._case.maximum(code, scored)
        for least, most in self._explanations(code, quantity):
            if (least, most) == (exact, exact):
                continue
            if quantity is Quantity.SCORE:
                if meets(value, places, least, most):
                    return True
            elif maximum and meets(value, places, percent(least, maximum), percent(most, maximum)):
                return True
        return False

    def _explanations(self, code: str, quantity: Quantity) -> Iterator[Span]:
        """What the node's points would be by figures that are off already."""
        scored = self._scored
        carried = Fraction(scored.carried[code])
        yield carried, carried
        if quantity is Quantity.INDEX:
            yield self._published(code)
        yield self._carry(code)

    def _is_possible(self, code: str, quantity: Quantity, value: Decimal, places: int) -> bool:
        scored = self._scored
        if not scored.is_uncertain(code):
            return False
        least, most = scored.span[code]
        if quantity is Quantity.SCORE:
            return meets(value, places, Fraction(least), Fraction(most))
        maximum = self._case.maximum(code, scored)
        return bool(maximum) and meets(value, places, percent(least, maximum), percent(most, maximum))

    def _carry(self, code: str) -> Span:
        """The node's points as the table's own figures below it add up."""
        if code not in self._carried:
            below = [self._published(c) for c in self._scored.children.get(code, ())]
            exact = Fraction(self._scored.exact[code])
            span = sum((s[0] for s in below), Fraction(0)), sum((s[1] for s in below), Fraction(0))
            self._carried[code] = span if below else (exact, exact)
        return self._carried[code]

    def _published(self, code: str) -> Span:
        """The node's points as the table has them: exact where its figure is right, else what the figure can mean."""
        stated = self._case.stated(self._peers, code, Quantity.SCORE)
        if stated is None or stated.value is None:
            return self._carry(code)
        places, exact = self._places(Quantity.SCORE), self._scored.exact[code]
        if stands_for(stated.value, exact, places):
            return Fraction(exact), Fraction(exact)
        return printed_span(stated.value, places)


def printed_span(value: Decimal, places: int) -> Span:
    """What a figure printed at so many decimals, or its own if more, can stand for."""
    half = Fraction(1, 2 * 10 ** max(places, places_of(value)))
    return Fraction(value) - half, Fraction(value) + half


def meets(value: Decimal, places: int, least: Fraction, most: Fraction) -> bool:
    """Whether a printed figure can stand for something between two others."""
    low, high = printed_span(value, places)
    return (least <= high and low <= most) or stands_for(value, least, places)
