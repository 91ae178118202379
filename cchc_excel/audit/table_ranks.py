"""The ranks that a table should state, and those it would state by totals that are off already."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from ..model import codes
from ..model.decision import Quantity
from ..model.names import CommuneName
from ..model.numbers import stands_for
from .case import Case
from .causes.ranks import dense_ranks
from .ranking import follows, ranks
from .recompute import Scored
from .table_row import TableRow

_FEW = 5
"""Of more totals that are off not every choice is tried."""


def published_totals(case: Case, scored: Sequence[Scored], *, official: bool) -> dict[CommuneName, Decimal]:
    """Totals as the table would have them: its own figure where that is off, else the exact one."""
    totals: dict[CommuneName, Decimal] = {}
    for one in scored:
        exact = case.totals[one.name]
        stated = case.stated(case.lines_of(one, official=official), codes.TOTAL, Quantity.SCORE)
        off = stated is not None and stated.value is not None and not stands_for(stated.value, exact)
        totals[one.name] = stated.value if off and stated is not None and stated.value is not None else exact
    return totals


def _strangers(lines: Sequence[TableRow]) -> list[Decimal]:
    """Totals of the communes that only the table has; they take ranks, too."""
    found = []
    for line in lines:
        figure = line.row.figures.get((codes.TOTAL, Quantity.SCORE)) if line.scored is None else None
        if figure is not None and figure.value is not None:
            found.append(figure.value)
    return found


def _has_total(scored: Scored) -> bool:
    """Whether the sheet states a total that a formula can rank."""
    figure = scored.figure(codes.TOTAL)
    return figure is not None and figure.is_stated


class TableRanks:
    """The ranks a table should state, and those it would state by figures that are off already."""

    def __init__(self, case: Case, lines: Sequence[TableRow]) -> None:
        named = [line.scored for line in lines if line.scored is not None and line.first]
        self._strangers = _strangers(lines)
        self._exact = {s.name: case.totals[s.name] for s in named}
        carried = {s.name: s.carried[codes.TOTAL] for s in named}
        published = published_totals(case, named, official=any(line.table.official for line in lines))
        self.right = self._with_strangers(self._exact)
        dense = dense_ranks(tuple(self.right.values()))
        self.are_dense = len(dense) < len(self.right) and all(
            line.row.rank.value == dense[self.right[line.scored.name]]
            for line in lines
            if line.scored is not None and line.first and line.row.rank is not None
        )
        """Whether the whole table goes on counting after a tie: one slip, not one for each line."""
        self.among_common = ranks(self._exact)
        stated = {
            line.scored.name: line.row.rank.value
            for line in lines
            if line.scored is not None and line.first and line.row.rank is not None
        }
        readable = {s.name: case.totals[s.name] for s in named if _has_total(s)}
        others = [carried, published, *([readable] if len(readable) < len(named) else [])]
        others += self._partly(published, stated)
        ranked = [self._with_strangers(totals) for totals in others if totals != self._exact]
        self.following = [other for other in ranked if follows(stated, other, self.right)]

    def _partly(
        self, published: dict[CommuneName, Decimal], stated: dict[CommuneName, Decimal | None]
    ) -> list[dict[CommuneName, Decimal]]:
        """Of several totals that the table has otherwise those that its ranks were made from: the others went wrong later."""
        off = [name for name, total in published.items() if total != self._exact[name]]
        if not 2 <= len(off) <= _FEW:
            return []
        choices = [
            self._exact | {name: published[name] for name in some}
            for count in range(1, len(off))
            for some in combinations(off, count)
        ]
        return [max(choices, key=lambda totals: self._agreeing(totals, stated))]

    def _agreeing(self, totals: dict[CommuneName, Decimal], stated: dict[CommuneName, Decimal | None]) -> int:
        found = self._with_strangers(totals)
        return sum(1 for name, rank in stated.items() if rank == found.get(name))

    def is_anothers(self, case: Case, line: TableRow) -> bool:
        """Whether the rank was copied with the rest of its line from another commune's."""
        whole = case.line_cause(line)
        rank = self.right.get(whole.other.name) if whole is not None and whole.other is not None else None
        return rank is not None and line.row.rank is not None and line.row.rank.value == rank

    def _with_strangers(self, totals: dict[CommuneName, Decimal]) -> dict[CommuneName, int]:
        return {
            name: rank + sum(1 for s in self._strangers if s > totals[name]) for name, rank in ranks(totals).items()
        }
