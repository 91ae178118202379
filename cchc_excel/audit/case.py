"""The case before the rules: one group with its scheme, its recomputed communes and its tables matched to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from ..model import codes
from ..model.decision import CommuneTable, Quantity
from ..model.figures import Figure
from ..model.group import Group
from ..model.names import CommuneName
from ..model.numbers import Exact, percent
from ..model.scheme import Scheme
from ..model.score_sheet import ScoreSheet
from .consensus import agreed_scheme
from .matching import match
from .printed import printed_places
from .published import Compared, compared
from .ranking import grade, ranks
from .recompute import Scored, recompute
from .table_row import TableRow


class Case:
    """What every rule looks at. Built once per group; nothing in it changes afterwards."""

    def __init__(self, group: Group) -> None:
        self.group = group
        self.sheets, self.repeated = _once_each(_kinds_told(group))
        self.scheme: Scheme = agreed_scheme(self.sheets)
        self.communes: tuple[Scored, ...] = tuple(recompute(s, self.scheme) for s in self.sheets)
        self._indices: dict[tuple[int, str], Fraction] = {}
        self.grades = group.information.grades

    def maximum(self, code: str, scored: Scored) -> Decimal:
        """Points a node can reach: the scheme's figure, the sheet's own for a code the scheme does not know."""
        node = self.scheme.get(code)
        if node is not None and node.max_points is not None:
            return node.max_points
        row = scored.rows.get(code)
        if row is not None and row.max_points is not None and row.max_points.value is not None:
            return row.max_points.value
        return sum((self.maximum(c, scored) for c in scored.children.get(code, ())), Decimal(0))

    def index(self, code: str, scored: Scored) -> Fraction:
        """The exact index in percent; 0 where the maximum is 0."""
        key = (id(scored), code)
        if key not in self._indices:
            maximum = self.maximum(code, scored)
            self._indices[key] = percent(scored.exact.get(code, Decimal(0)), maximum) if maximum else Fraction(0)
        return self._indices[key]

    @cached_property
    def table_rows(self) -> tuple[TableRow, ...]:
        """Every line of every table with its commune."""
        return tuple(line for table in self.group.tables for line in self._lines(table))

    def _lines(self, table: CommuneTable) -> Iterator[TableRow]:
        by_name = {s.name: s for s in self.communes}
        met: set[CommuneName] = set()
        for row in table.rows:
            found = match(row.commune, by_name)
            only = found[0] if len(found) == 1 else None
            yield TableRow(table, row, by_name[only] if only else None, found, first=only not in met)
            if only is not None:
                met.add(only)

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

    def exact(self, scored: Scored, code: str, quantity: Quantity) -> Exact:
        """The exact score or index of a node."""
        return scored.exact[code] if quantity is Quantity.SCORE else self.index(code, scored)

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

    @cached_property
    def totals(self) -> dict[CommuneName, Decimal]:
        """Exact totals, for ranks; of a commune with unreadable leaves the total that somebody states, if it can be."""
        return {s.name: self._best_total(s) for s in self.communes}

    def _best_total(self, scored: Scored) -> Decimal:
        if scored.is_uncertain(codes.TOTAL):
            published = self.stated(self.lines_of(scored, official=True), codes.TOTAL, Quantity.SCORE)
            for figure in (published, scored.figure(codes.TOTAL)):
                if figure is not None and figure.value is not None and scored.can_be(codes.TOTAL, figure.value):
                    return figure.value
        return scored.exact[codes.TOTAL]

    @cached_property
    def ranks(self) -> dict[CommuneName, int]:
        """Rank of every scored commune among all scored communes."""
        return ranks(self.totals)

    def grade(self, scored: Scored) -> str | None:
        """The commune's grade by its exact index."""
        maximum = self.maximum(codes.TOTAL, scored)
        return grade(percent(self.totals[scored.name], maximum), self.grades) if maximum else None


def _kinds_told(group: Group) -> tuple[ScoreSheet, ...]:
    """Sheets that do not say whether they are a xã's or a thị trấn's, told by the other lists of the group."""
    listed = [row.commune for table in group.tables for row in table.rows] + [c.commune for c in group.contacts]
    kinds: dict[str, set[str]] = {}
    for name in listed:
        if name.kind is not None:
            kinds.setdefault(name.key, set()).add(name.kind)
    for sheet in group.sheets:
        if sheet.commune.kind is not None:
            kinds.get(sheet.commune.key, set()).discard(sheet.commune.kind)
    told = []
    for sheet in group.sheets:
        left = kinds.get(sheet.commune.key, set())
        if sheet.commune.kind is None and len(left) == 1:
            sheet = replace(sheet, commune=CommuneName(next(iter(left)), sheet.commune.name))
        told.append(sheet)
    return tuple(told)


def _once_each(
    sheets: Sequence[ScoreSheet],
) -> tuple[tuple[ScoreSheet, ...], tuple[tuple[ScoreSheet, ScoreSheet], ...]]:
    """The first sheet of every commune, and each later one with the first."""
    kept: list[ScoreSheet] = []
    repeated: list[tuple[ScoreSheet, ScoreSheet]] = []
    for sheet in sheets:
        earlier = next((k for k in kept if k.commune.same_as(sheet.commune)), None)
        if earlier is None:
            kept.append(sheet)
        else:
            repeated.append((sheet, earlier))
    return tuple(kept), tuple(repeated)
