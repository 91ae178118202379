"""Tells which rows of a table of criteria are which: coded rows, totals, items without a code, and what is passed over."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ...model import codes
from ..cells.code_cells import leading_code, leading_part, totalled
from ..grid import Grid
from ..tables.header import Header
from .code_column import CodeColumn, read_codes
from .table_rows import PlannedRow, TableRows, has_letters
from .uncoded_rows import UncodedRows

_FEW_ROWS = 3


@dataclass(frozen=True, slots=True)
class RowPlan:
    """The rows of one table."""

    rows: tuple[PlannedRow, ...]
    passed: tuple[int, ...]
    """Rows between the others that belong to no node."""
    uncounted: tuple[int, ...]
    """Those among them that have a maximum and a score, so that they may have been meant to count."""

    @property
    def numbered(self) -> int:
        """How many rows bear the code of a criterion."""
        return sum(1 for row in self.rows if codes.is_numbered(row.code))


def row_plan(grid: Grid, header: Header, points: Collection[int]) -> RowPlan:
    """The rows under a header. `points` are the columns that hold points or indices."""
    return _Planner(TableRows(grid, header, points)).plan()


class _Planner:
    """Walks the rows under a header."""

    def __init__(self, table: TableRows) -> None:
        self._table = table
        self._seen: set[str] = set()
        self._totals: set[int] = set()
        self._closing: set[int] = set()
        """Rows that total a part without a row of its own, below what it holds."""
        self._column = read_codes(table.grid, table.code, table.start) if table.code is not None else CodeColumn()

    def plan(self) -> RowPlan:
        """Every row down to the table's end."""
        found: list[PlannedRow] = []
        passed: list[int] = []
        for number in range(self._table.start, len(self._table.grid.rows)):
            row = self._row(number)
            if row is None:
                passed.append(number)
                continue
            if self._is_closing(row):
                self._closing.add(row.number)
            found.append(row)
            self._seen.add(row.code)
            if row.code == codes.TOTAL and len(found) > _FEW_ROWS and not self._goes_on(number):
                break
        unnumbered = {row.number: row for row in UncodedRows(self._table, found, passed).criteria()}
        found = sorted((*found, *unnumbered.values()), key=lambda row: row.number)
        return self._with_items(found, [n for n in passed if n not in unnumbered])

    def _is_closing(self, row: PlannedRow) -> bool:
        """Whether a part's total stands below what it holds while the part has no row of its own above."""
        if not codes.is_part(row.code) or row.code in self._seen or row.number not in self._totals:
            return False
        opened = any(map(codes.is_part, self._seen))
        return bool(self._closing) or (not opened and any(map(codes.is_numbered, self._seen)))

    def _goes_on(self, total: int) -> bool:
        """Whether rows with new codes and maxima follow a total, which then stands in the middle of the table."""
        return self._table.max is not None and any(
            number > total and code not in self._seen and self._table.is_number(number, self._table.max)
            for number, code in self._column.codes.items()
        )

    def _row(self, number: int) -> PlannedRow | None:
        name = self._table.named(number)
        code, where = (
            self._column.codes.get(number),
            self._table.code if self._table.code is not None else self._table.name,
        )
        if code is None:
            typed = self._table.typed(number)
            if not typed or typed == name:
                found = leading_code(name, marked=bool(self._column.codes))
                if found is not None:
                    (code, name), where = found, self._table.name
            code = code or self._titled_part(number, name or typed)
        if code is None and number in self._column.unclear and self._table.counts(number) and has_letters(name):
            code = self._column.unclear[number]
        if code is None or (codes.is_part(code) and self._closes(number, name)):
            return self._total_row(number, name)
        if not self._table.is_filled(number) and (code in self._seen or not has_letters(name)):
            return None
        return PlannedRow(number, code, name, where)

    def _titled_part(self, number: int, title: str) -> str | None:
        """The part that a title opens: the first or the next one, with at least the maximum of what stands under it.

        So an answer "B. Từ 90 %" under a leaf is none.
        """
        part = leading_part(title)
        if part is None or part in self._seen:
            return None
        follows = chr(ord(part) - 1) in self._seen if part != "A" else not any(map(codes.is_numbered, self._seen))
        below = (self._table.value(n, self._table.max) for n in range(number + 1, len(self._table.grid.rows)))
        own, first = self._table.value(number, self._table.max), next((v for v in below if v is not None), None)
        return part if follows and own is not None and first is not None and own >= first else None

    def _closes(self, number: int, name: str) -> bool:
        """Whether a row is the last of the table and the total of it all, though it bears a part's code: "C. Tổng điểm"."""
        later = any(row > number and codes.is_numbered(code) for row, code in self._column.codes.items())
        return not later and len(self._seen) > _FEW_ROWS and totalled(name) == codes.TOTAL

    def _total_row(self, number: int, name: str) -> PlannedRow | None:
        typed = self._table.typed(number)
        for column, text in ((self._table.code, typed), (self._table.name, name)):
            node = totalled(text) if column is not None and text else None
            if column is not None and node is not None and self._table.is_totalled(number):
                self._totals.add(number)
                return PlannedRow(number, node, text, column, repeats=node in self._seen)
        return None

    def _with_items(self, rows: Sequence[PlannedRow], passed: Sequence[int]) -> RowPlan:
        """The plan with those items of a leaf taken in that carry its points, and those told that nobody can place."""
        taken, uncounted = UncodedRows(self._table, rows, passed).items()
        own = {row.number for row in taken}
        return RowPlan(
            rows=self._parts_first(sorted((*rows, *taken), key=lambda row: row.number)),
            passed=tuple(n for n in passed if n not in own),
            uncounted=tuple(uncounted),
        )

    def _parts_first(self, rows: Sequence[PlannedRow]) -> tuple[PlannedRow, ...]:
        """The rows with a part that is only totalled below ahead of what it holds, as a part's own row would stand."""
        ordered: list[PlannedRow] = []
        start = 1 if rows and rows[0].code == codes.TOTAL else 0
        for row in rows:
            ordered.insert(start if row.number in self._closing else len(ordered), row)
            start = len(ordered) if row.number in self._closing else start
        return tuple(ordered)
