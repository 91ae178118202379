"""The case before the rules: the recomputed communes of a group beside what its tables state of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property

from ..model import codes
from ..model.decision import CommuneTable, Quantity
from ..model.figures import Figure, Reading
from ..model.group import Group
from ..model.names import CommuneName
from ..model.numbers import PRINTED_PLACES, Exact, percent, places_of, rounded
from .appraised import Appraised
from .causes.leaf_slips import LeafSlip, leaf_slips
from .causes.lines import LineCause, line_cause
from .causes.others import Spread
from .formulas import Fault, sheet_faults, table_faults
from .odd_cells import OddCell, odd_cells
from .printed import printed_places
from .published import Compared, compared
from .ranking import grade, rank_spans, ranks
from .recompute import Scored
from .table_row import TableRow


class Case(Appraised):
    """What every rule looks at: the score sheets beside the tables. Built once per group."""

    def __init__(self, group: Group) -> None:
        super().__init__(group)
        self.grades = group.information.grades
        self._line_causes: dict[int, LineCause | None] = {}

    @cached_property
    def spread(self) -> Spread:
        """Every commune's figures of each node, for the question whether one is another commune's."""
        return Spread(self)

    @cached_property
    def odd_cells(self) -> dict[Reading, list[OddCell]]:
        """Cells that should hold a number and hold something else, by what was made of them."""
        return odd_cells(self.communes, self.table_rows)

    @cached_property
    def table_rows(self) -> tuple[TableRow, ...]:
        """Every line of every table with its commune."""
        return tuple(line for table in self.group.tables for line in self._lines(table))

    def _lines(self, table: CommuneTable) -> Iterator[TableRow]:
        met: set[CommuneName] = set()
        for row in table.rows:
            found = self.names.match(row.commune)
            only = found[0] if len(found) == 1 else None
            yield TableRow(table, row, self._by_name[only] if only else None, found, first=only not in met)
            if only is not None:
                met.add(only)

    def beside_line(self, line: TableRow) -> list[Scored]:
        """The communes of the lines right before and after one in its table."""
        at = self._line_order[id(line)]
        near = [*self.table_rows[max(0, at - 1) : at], *self.table_rows[at + 1 : at + 2]]
        return [one.scored for one in near if one.table is line.table and one.scored is not None]

    @cached_property
    def _line_order(self) -> dict[int, int]:
        return {id(line): at for at, line in enumerate(self.table_rows)}

    @cached_property
    def official(self) -> tuple[TableRow, ...]:
        """The decision's lines."""
        return tuple(line for line in self.table_rows if line.table.official)

    @cached_property
    def summaries(self) -> tuple[TableRow, ...]:
        """Lines of the workbooks' own summaries."""
        return tuple(line for line in self.table_rows if not line.table.official)

    def lines_of(self, scored: Scored, *, official: bool) -> Sequence[TableRow]:
        """A commune's first line in each table: the decision's, or the summaries'."""
        return self._lines_by_commune.get((id(scored), official), ())

    @cached_property
    def _lines_by_commune(self) -> dict[tuple[int, bool], list[TableRow]]:
        found: dict[tuple[int, bool], list[TableRow]] = {}
        for line in self.table_rows:
            if line.scored is not None and line.first:
                found.setdefault((id(line.scored), line.table.official), []).append(line)
        return found

    @cached_property
    def places(self) -> dict[tuple[str, str, Quantity], int]:
        """Decimals that each table prints, by file, sheet and quantity."""
        pairs: dict[tuple[str, str, Quantity], list[tuple[Decimal, Exact]]] = {}
        for line in self.table_rows:
            if line.scored is None:
                continue
            for (code, quantity), stated in line.row.figures.items():
                if stated.value is not None and code in line.scored.exact:
                    exact = self.exact(line.scored, code, quantity)
                    pairs.setdefault((line.table.file, line.table.sheet, quantity), []).append((stated.value, exact))
        return {key: printed_places(found) for key, found in pairs.items()}

    def stated(self, lines: Sequence[TableRow], code: str, quantity: Quantity) -> Figure | None:
        """The first figure that a commune's lines state for a node."""
        for line in lines:
            found = line.row.figures.get((code, quantity))
            if found is not None and found.value is not None:
                return found
        return None

    @cached_property
    def compared(self) -> tuple[Compared, ...]:
        """Every figure of the tables beside the recomputed one."""
        return tuple(compared(self))

    def compared_of(self, line: TableRow) -> Sequence[Compared]:
        """The compared figures of one line of a table."""
        return self._compared_by_line.get(id(line), ())

    @cached_property
    def _compared_by_line(self) -> dict[int, list[Compared]]:
        found: dict[int, list[Compared]] = {}
        for item in self.compared:
            found.setdefault(id(item.line), []).append(item)
        return found

    def line_cause(self, line: TableRow) -> LineCause | None:
        """Why a line as a whole is off, where one source explains all of it."""
        if id(line) not in self._line_causes:
            self._line_causes[id(line)] = line_cause(self, self.compared_of(line))
        return self._line_causes[id(line)]

    @cached_property
    def faults(self) -> tuple[Fault, ...]:
        """The formulas that read the wrong cells."""
        return (*sheet_faults(self.communes), *table_faults(self.table_rows, self.communes))

    def is_fault(self, figure: Figure) -> bool:
        """Whether a figure's formula reads the wrong cells."""
        return id(figure) in self._faulty

    @cached_property
    def _faulty(self) -> frozenset[int]:
        return frozenset(id(fault.figure) for fault in self.faults)

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
        half = Decimal(5).scaleb(-1 - max(PRINTED_PLACES, places_of(total)))
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
