"""Settles what rows without a code are: a criterion, items that carry their leaf's points, or nothing that counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ...model import codes
from ...model.figures import Reading
from ...model.names import composed
from ..cells.code_cells import text_code
from ..cells.numerals import figure
from ..tables.header import is_numbering
from .table_rows import PlannedRow, TableRows

_LETTERED = re.compile(r"^([a-zđ])\s*[.)]?$")
_LETTER_FIRST = re.compile(r"^([a-zđ])\s*[.)]\s+\S")


class UncodedRows:
    """The rows of a table that were passed over, beside those that were not."""

    def __init__(self, table: TableRows, rows: Sequence[PlannedRow], passed: Sequence[int]) -> None:
        self._table = table
        self._rows = rows
        self._passed = passed

    def criteria(self) -> Iterator[PlannedRow]:
        """Rows without a code right above 2.1 that are criterion 2, which has no row: its maximum is theirs together."""
        known = {row.code for row in self._rows}
        for row in self._rows:
            above = codes.dotted_parent(row.code)
            if (
                above is None
                or "." in above
                or above in known
                or row.code != f"{above}.1"
                or row.number - 1 not in self._passed
            ):
                continue
            number = row.number - 1
            below = [
                self._table.value(r.number, self._table.max) for r in self._rows if codes.dotted_parent(r.code) == above
            ]
            whole = self._table.value(number, self._table.max)
            if whole is not None and self._table.is_named(number) and whole == sum((m for m in below if m), Decimal(0)):
                yield PlannedRow(number, above, self._table.named(number), self._table.name)

    def items(self) -> tuple[list[PlannedRow], list[int]]:
        """The items of a leaf that carry its points, and those with a maximum and a score that nobody can place."""
        taken: list[PlannedRow] = []
        uncounted: list[int] = []
        for leaf, items in self._blocks():
            chosen = self._carrying(leaf, items)
            taken += chosen
            if not chosen and not self._adds_up(leaf, items):
                uncounted += [i for i in items if self._table.counts(i)]
        return taken, uncounted

    def _blocks(self) -> Iterator[tuple[PlannedRow | None, list[int]]]:
        """Rows without a code that have a maximum, with the leaf that they stand under; None under any other row."""
        if self._table.max is None:
            return
        parents = {codes.dotted_parent(row.code) for row in self._rows}
        last = max((row.number for row in self._rows if codes.is_numbered(row.code)), default=0)
        items = [
            n
            for n in self._passed
            if self._table.is_number(n, self._table.max) and (self._table.is_named(n) or self._is_coded(n, last))
        ]
        for i, row in enumerate(self._rows):
            end = self._rows[i + 1].number if i + 1 < len(self._rows) else len(self._table.grid.rows)
            own = [n for n in items if row.number < n < end]
            if own and row.code != codes.TOTAL:
                is_leaf = codes.is_numbered(row.code) and row.code not in parents and not row.repeats
                yield row if is_leaf else None, own

    def _is_coded(self, number: int, last: int) -> bool:
        """Whether a row within the table bears a code where its name is looked for, as where each level has a column."""
        coded = number < last and text_code(self._table.named(number)) is not None
        return coded and not is_numbering(self._table.grid, number)

    def _carrying(self, leaf: PlannedRow | None, items: Sequence[int]) -> list[PlannedRow]:
        """The items as leaves of their own below a row, where their maxima make up its maximum."""
        if leaf is None:
            return []
        lettered = [n for n in items if self._letter(n)]
        for some in (items, lettered):
            maxima = [self._table.value(n, self._table.max) for n in some]
            whole = self._table.value(leaf.number, self._table.max)
            if len(some) < 2 or whole is None or any(m is None or m <= 0 for m in maxima):
                continue
            if sum((m for m in maxima if m is not None), Decimal(0)) == whole and any(map(self._table.has_score, some)):
                named = [self._letter(n) or str(i) for i, n in enumerate(some, 1)]
                if len(set(named)) == len(named):
                    return [self._item(leaf, n, name) for n, name in zip(some, named, strict=True)]
        return []

    def _item(self, leaf: PlannedRow, number: int, name: str) -> PlannedRow:
        typed = self._table.typed(number)
        where = self._table.code if typed and self._table.code is not None else self._table.name
        return PlannedRow(number, f"{leaf.code}.{name}", self._table.named(number), where)

    def _letter(self, number: int) -> str:
        """The letter that an item bears: "a" for "a)" in the code's cell or at the head of the name; "" where it has none."""
        typed = self._table.typed(number)
        found = _LETTERED.match(typed) or _LETTER_FIRST.match(composed(self._table.named(number)))
        return found[1] if found else ""

    def _adds_up(self, leaf: PlannedRow | None, items: Sequence[int]) -> bool:
        """Whether items only tell how their leaf's score came about, so that nothing is lost without them."""
        if leaf is None:
            return False
        for column in self._table.scores:
            whole = figure(self._table.grid, leaf.number, column)
            stated = [v for v in (self._table.value(n, column) for n in items) if v is not None]
            if whole.reading is Reading.EMPTY and stated:
                return False
            if whole.value is not None and stated and whole.value not in (sum(stated, Decimal(0)), *stated):
                return False
        return True
