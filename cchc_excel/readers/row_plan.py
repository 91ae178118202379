"""Tells which rows of a table of criteria are which: coded rows, totals, items without a code, and what is passed over."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..model import codes
from ..model.figures import Reading
from ..model.names import composed, folded
from .code_cells import leading_code, leading_part, text_code, totalled
from .code_column import CodeColumn, read_codes
from .grid import Grid
from .header import Header, is_numbering
from .headings import Column
from .numerals import figure

_FEW_ROWS = 3
_LETTERED = re.compile(r"^([a-zđ])\s*[.)]?$")
_LETTER_FIRST = re.compile(r"^([a-zđ])\s*[.)]\s+\S")
_BESIDE_THE_TABLE = re.compile(
    r"^(?:diem |chi so |ty le |ti le )?(?:xep |trung binh|binh quan|cao nhat|thap nhat|chi so|ty le|ti le|tong|cong(?:$| (?:diem|phan|muc|lai|don|so|[ab])\b)|diem tru|bi tru|con thieu"
    r"|diem chua dat|so voi|tang|giam|nam truoc|ghi chu)"
)
"""How lines under a table begin that state something about its totals."""


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A row of the tree and where it stands."""

    number: int
    """From 0."""
    code: str
    name: str
    where: int
    """The column of its code, or of the name that bears it."""
    repeats: bool = False


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
    return _Planner(grid, header, points).plan()


class _Planner:
    """Walks the rows under a header."""

    def __init__(self, grid: Grid, header: Header, points: Collection[int]) -> None:
        self._grid = grid
        self._start = header.data
        self._code = header.columns.get(Column.CODE)
        name = header.columns.get(Column.NAME, self._code)
        assert name is not None
        self._name = name
        self._max = header.columns.get(Column.MAX)
        self._points = tuple(points)
        self._scores = tuple(c for c in points if c != self._max)
        self._seen: set[str] = set()
        self._totals: set[int] = set()
        self._closing: set[int] = set()
        """Rows that total a part without a row of its own, below what it holds."""
        self._column = read_codes(grid, self._code, header.data) if self._code is not None else CodeColumn()

    def plan(self) -> RowPlan:
        """Every row down to the table's end."""
        found: list[PlannedRow] = []
        passed: list[int] = []
        for number in range(self._start, len(self._grid.rows)):
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
        unnumbered = {row.number: row for row in self._uncoded_criteria(found, passed)}
        found = sorted((*found, *unnumbered.values()), key=lambda row: row.number)
        return self._with_items(found, [n for n in passed if n not in unnumbered])

    def _uncoded_criteria(self, rows: Sequence[PlannedRow], passed: Sequence[int]) -> Iterator[PlannedRow]:
        """Rows without a code right above 2.1 that are criterion 2, which has no row: its maximum is theirs together."""
        known = {row.code for row in rows}
        for row in rows:
            above = codes.dotted_parent(row.code)
            if (
                above is None
                or "." in above
                or above in known
                or row.code != f"{above}.1"
                or row.number - 1 not in passed
            ):
                continue
            number = row.number - 1
            below = [self._value(r.number, self._max) for r in rows if codes.dotted_parent(r.code) == above]
            whole = self._value(number, self._max)
            if whole is not None and self._is_named(number) and whole == sum((m for m in below if m), Decimal(0)):
                yield PlannedRow(number, above, self._grid.text(number, self._name), self._name)

    def _is_closing(self, row: PlannedRow) -> bool:
        """Whether a part's total stands below what it holds while the part has no row of its own above."""
        if not codes.is_part(row.code) or row.code in self._seen or row.number not in self._totals:
            return False
        opened = any(map(codes.is_part, self._seen))
        return bool(self._closing) or (not opened and any(map(codes.is_numbered, self._seen)))

    def _goes_on(self, total: int) -> bool:
        """Whether rows with new codes and maxima follow a total, which then stands in the middle of the table."""
        return self._max is not None and any(
            number > total and code not in self._seen and self._is_number(number, self._max)
            for number, code in self._column.codes.items()
        )

    def _is_number(self, number: int, column: int) -> bool:
        value = self._grid.value(number, column)
        return isinstance(value, int | float) and not isinstance(value, bool)

    def _row(self, number: int) -> PlannedRow | None:
        name = self._grid.text(number, self._name)
        code, where = self._column.codes.get(number), self._code if self._code is not None else self._name
        if code is None:
            typed = self._grid.text(number, self._code) if self._code is not None else ""
            if not typed or typed == name:
                found = leading_code(name, marked=bool(self._column.codes))
                if found is not None:
                    (code, name), where = found, self._name
            code = code or self._titled_part(number, name or typed)
        if code is None and number in self._column.unclear and self._counts(number) and _has_letters(name):
            code = self._column.unclear[number]
        if code is None or (codes.is_part(code) and self._closes(number, name)):
            return self._total_row(number, name)
        if not self._is_filled(number) and (code in self._seen or not _has_letters(name)):
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
        below = (self._value(n, self._max) for n in range(number + 1, len(self._grid.rows)))
        own, first = self._value(number, self._max), next((v for v in below if v is not None), None)
        return part if follows and own is not None and first is not None and own >= first else None

    def _closes(self, number: int, name: str) -> bool:
        """Whether a row is the last of the table and the total of it all, though it bears a part's code: "C. Tổng điểm"."""
        later = any(row > number and codes.is_numbered(code) for row, code in self._column.codes.items())
        return not later and len(self._seen) > _FEW_ROWS and totalled(name) == codes.TOTAL

    def _total_row(self, number: int, name: str) -> PlannedRow | None:
        typed = self._grid.text(number, self._code) if self._code is not None else ""
        for column, text in ((self._code, typed), (self._name, name)):
            node = totalled(text) if column is not None and text else None
            if column is not None and node is not None and self._is_totalled(number):
                self._totals.add(number)
                return PlannedRow(number, node, text, column, repeats=node in self._seen)
        return None

    def _is_filled(self, number: int) -> bool:
        """Whether anything stands in the columns of points."""
        grid = self._grid
        return any(
            grid.text(number, c) != "" or (number, c) in grid.uncached or (number, c) in grid.errors
            for c in self._points
        )

    def _is_totalled(self, number: int) -> bool:
        figures = (figure(self._grid, number, c) for c in self._points)
        return any(f.is_stated or f.formula is not None for f in figures)

    def _counts(self, number: int) -> bool:
        """Whether a row has a maximum and a score."""
        return (self._max is None or self._is_number(number, self._max)) and self._has_score(number)

    def _has_score(self, number: int) -> bool:
        return any(figure(self._grid, number, c).is_stated for c in self._scores)

    def _with_items(self, rows: Sequence[PlannedRow], passed: Sequence[int]) -> RowPlan:
        """The plan with those items of a leaf taken in that carry its points, and those told that nobody can place."""
        taken: list[PlannedRow] = []
        uncounted: list[int] = []
        for leaf, items in self._blocks(rows, passed):
            chosen = self._carrying(leaf, items)
            taken += chosen
            if not chosen and not self._adds_up(leaf, items):
                uncounted += [i for i in items if self._counts(i)]
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

    def _blocks(
        self, rows: Sequence[PlannedRow], passed: Sequence[int]
    ) -> Iterator[tuple[PlannedRow | None, list[int]]]:
        """Rows without a code that have a maximum, with the leaf that they stand under; None under any other row."""
        if self._max is None:
            return
        parents = {codes.dotted_parent(row.code) for row in rows}
        last = max((row.number for row in rows if codes.is_numbered(row.code)), default=0)
        items = [n for n in passed if self._is_number(n, self._max) and (self._is_named(n) or self._is_coded(n, last))]
        for i, row in enumerate(rows):
            end = rows[i + 1].number if i + 1 < len(rows) else len(self._grid.rows)
            own = [n for n in items if row.number < n < end]
            if own and row.code != codes.TOTAL:
                is_leaf = codes.is_numbered(row.code) and row.code not in parents and not row.repeats
                yield row if is_leaf else None, own

    def _is_named(self, number: int) -> bool:
        name = self._grid.text(number, self._name)
        return _has_letters(name) and not _BESIDE_THE_TABLE.match(folded(name))

    def _is_coded(self, number: int, last: int) -> bool:
        """Whether a row within the table bears a code where its name is looked for, as where each level has a column."""
        coded = number < last and text_code(self._grid.text(number, self._name)) is not None
        return coded and not is_numbering(self._grid, number)

    def _carrying(self, leaf: PlannedRow | None, items: Sequence[int]) -> list[PlannedRow]:
        """The items as leaves of their own below a row, where their maxima make up its maximum."""
        if leaf is None:
            return []
        lettered = [n for n in items if self._letter(n)]
        for some in (items, lettered):
            maxima = [self._value(n, self._max) for n in some]
            whole = self._value(leaf.number, self._max)
            if len(some) < 2 or whole is None or any(m is None or m <= 0 for m in maxima):
                continue
            if sum((m for m in maxima if m is not None), Decimal(0)) == whole and any(map(self._has_score, some)):
                named = [self._letter(n) or str(i) for i, n in enumerate(some, 1)]
                if len(set(named)) == len(named):
                    return [self._item(leaf, n, name) for n, name in zip(some, named, strict=True)]
        return []

    def _item(self, leaf: PlannedRow, number: int, name: str) -> PlannedRow:
        typed = self._grid.text(number, self._code) if self._code is not None else ""
        where = self._code if typed and self._code is not None else self._name
        return PlannedRow(number, f"{leaf.code}.{name}", self._grid.text(number, self._name), where)

    def _letter(self, number: int) -> str:
        """The letter that an item bears: "a" for "a)" in the code's cell or at the head of the name; "" where it has none."""
        typed = self._grid.text(number, self._code) if self._code is not None else ""
        found = _LETTERED.match(typed) or _LETTER_FIRST.match(composed(self._grid.text(number, self._name)))
        return found[1] if found else ""

    def _adds_up(self, leaf: PlannedRow | None, items: Sequence[int]) -> bool:
        """Whether items only tell how their leaf's score came about, so that nothing is lost without them."""
        if leaf is None:
            return False
        for column in self._scores:
            whole = figure(self._grid, leaf.number, column)
            stated = [v for v in (self._value(n, column) for n in items) if v is not None]
            if whole.reading is Reading.EMPTY and stated:
                return False
            if whole.value is not None and stated and whole.value not in (sum(stated, Decimal(0)), *stated):
                return False
        return True

    def _value(self, number: int, column: int | None) -> Decimal | None:
        return figure(self._grid, number, column).value if column is not None else None


def _has_letters(text: str) -> bool:
    return any(c.isalpha() for c in text)
