"""The case before the rules: what both sides state, the slips behind it, and the ranks by exact totals."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property

from ..model import codes
from ..model.decision import Quantity
from ..model.group import Group
from ..model.names import CommuneName
from ..model.numbers import PRINTED_PLACES, half_unit, percent, places_of, rounded
from .both_sides import BothSides
from .causes.leaf_slips import LeafSlip, leaf_slips
from .causes.lines import LineCause, line_cause
from .ranking import grade, rank_spans, ranks
from .recompute import Scored
from .table_row import TableRow


class Case(BothSides):
    """What every rule looks at: both sides, with the slips that explain several figures at once, and the ranks."""

    def __init__(self, group: Group) -> None:
        super().__init__(group)
        self.grades = group.information.grades
        self._line_causes: dict[int, LineCause | None] = {}

    def line_cause(self, line: TableRow) -> LineCause | None:
        """Why a line as a whole is off, where one source explains all of it."""
        if id(line) not in self._line_causes:
            self._line_causes[id(line)] = line_cause(self, self.compared_of(line))
        return self._line_causes[id(line)]

    @cached_property
    def slips(self) -> dict[int, list[LeafSlip]]:
        """Leaves that a slip of the hand made wrong after all above them was worked out, by id of their commune."""
        found: dict[int, list[LeafSlip]] = {}
        for slip in leaf_slips(self):
            found.setdefault(id(slip.scored), []).append(slip)
        return found

    def slip_below(self, scored: Scored, code: str) -> LeafSlip | None:
        """The leaf that makes a node's stated figures look wrong though they are right."""
        return next((slip for slip in self.slips.get(id(scored), ()) if code in slip.above), None)

    @cached_property
    def totals(self) -> dict[CommuneName, Decimal]:
        """Exact totals, for ranks; of a commune with unreadable leaves the total that somebody states, if it
        can be; of one with a mistyped leaf the total with its right value."""
        return {s.name: self._best_total(s) for s in self.communes}

    def _best_total(self, scored: Scored) -> Decimal:
        stated = self._stated_total(scored) if scored.is_uncertain(codes.TOTAL) else None
        if stated is not None:
            return stated
        slips = self.slips.get(id(scored), ())
        return scored.exact[codes.TOTAL] + sum((s.right - s.stated for s in slips), Decimal(0))

    @cached_property
    def open_ranks(self) -> dict[CommuneName, tuple[int, int]]:
        """Best and worst rank of each commune, where totals are uncertain or only known as printed; else empty."""
        spans = {s.name: self._total_span(s) for s in self.communes}
        return rank_spans(spans) if any(low < high for low, high in spans.values()) else {}

    def _total_span(self, scored: Scored) -> tuple[Decimal, Decimal]:
        total = self.totals[scored.name]
        if not scored.is_uncertain(codes.TOTAL):
            return total, total
        least, most = scored.span[codes.TOTAL]
        if self._stated_total(scored) is None:
            return least, most
        half = half_unit(max(PRINTED_PLACES, places_of(total)))
        return max(least, total - half), max(least, min(most, total + half))

    def _stated_total(self, scored: Scored) -> Decimal | None:
        """The total of an uncertain commune that somebody states, if it can be."""
        published = self.stated(self.lines_of(scored, official=True), codes.TOTAL, Quantity.SCORE)
        for figure in (published, scored.figure(codes.TOTAL)):
            if figure is not None and figure.value is not None and scored.can_be(codes.TOTAL, figure.value):
                return figure.value
        return None

    @cached_property
    def printed_ranks(self) -> dict[CommuneName, int]:
        """Ranks by totals rounded as they are printed, which need not be the ranks by the exact ones."""
        return ranks({name: rounded(total) for name, total in self.totals.items()})

    @cached_property
    def ranks(self) -> dict[CommuneName, int]:
        """Rank of every scored commune among all scored communes."""
        return ranks(self.totals)

    def grade(self, scored: Scored) -> str | None:
        """The commune's grade by its exact index."""
        maximum = self.maximum(codes.TOTAL, scored)
        return grade(percent(self.totals[scored.name], maximum), self.grades) if maximum else None
