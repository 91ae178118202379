"""The score sheets of a group beside its tables: whom each line means, and how each figure compares."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property

from ..model.decision import CommuneTable, Quantity, TableKey
from ..model.figures import Figure, Reading
from ..model.names import CommuneName
from ..model.numbers import Exact
from .appraised import Appraised
from .causes.others import Spread
from .formulas import Fault, sheet_faults, table_faults
from .odd_cells import OddCell, odd_cells
from .printed import printed_places
from .published import Compared, compared
from .recompute import Scored
from .table_row import TableRow
from .typed_totals import Typed, typed_totals


class BothSides(Appraised):
    """What the score sheets give, and what the tables state of it."""

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
    def places(self) -> dict[tuple[TableKey, Quantity], int]:
        """Decimals that each table prints, by table and quantity."""
        pairs: dict[tuple[TableKey, Quantity], list[tuple[Decimal, Exact]]] = {}
        for line in self.table_rows:
            if line.scored is None:
                continue
            for (code, quantity), stated in line.row.figures.items():
                if stated.value is not None and code in line.scored.exact:
                    exact = self.exact(line.scored, code, quantity)
                    pairs.setdefault((line.table.key, quantity), []).append((stated.value, exact))
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

    @cached_property
    def typed_totals(self) -> tuple[Typed, ...]:
        """Totals that are typed where their peers are formulas."""
        return tuple(typed_totals(self.communes))

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
