"""Lays one table of an OpenDocument workbook out as a grid, its bounds checked before anything is repeated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from ...errors import UnreadableFile
from ..grid import CellValue, Grid, Merge
from ..sheet_cells import MAX_AREA, MAX_COLUMNS, MAX_MERGES, MAX_ROWS, SheetCells, bounded_merges
from .cell import CellContent, content
from .formula import excel_formula
from .names import OFFICE, TABLE
from .styles import Styles

_ROW, _COLUMN = f"{TABLE}table-row", f"{TABLE}table-column"
_CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
_GROUPS = frozenset(f"{TABLE}table-{name}" for name in ("row-group", "rows", "header-rows"))
_COLUMN_GROUPS = frozenset(f"{TABLE}table-{name}" for name in ("column-group", "columns", "header-columns"))
_KIND = f"{OFFICE}value-type"
_NOT_SHOWN = ("collapse", "filter")
_LAST = 2**20
"""No sheet of any program has more rows or columns."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Cells side by side that hold the same."""

    column: int
    repeated: int
    value: CellValue


class TableWalk:
    """Walks one table's rows and columns."""

    def __init__(self, table: etree._Element, styles: Styles) -> None:
        self._table = table
        self._styles = styles
        self._cells = SheetCells()
        self._merges: list[Merge] = []
        self._hidden_columns: set[int] = set()
        self._column_styles: list[str] = []
        """Of the columns that may be laid out."""
        self._filled: list[tuple[int, int, list[_Run]]] = []
        """First row, how many rows alike, their filled cells."""
        self._marks = 0

    def grid(self, file: str) -> Grid:
        """The sheet. Raises UnreadableFile for one that would be too large."""
        self._take_columns()
        self._take_rows()
        cells = self._cells
        return Grid(
            file=file,
            name=self._table.get(f"{TABLE}name", ""),
            rows=self._rows(),
            formulas=cells.formulas,
            uncached=cells.uncached,
            errors=cells.errors,
            formats=cells.formats,
            merges=bounded_merges(tuple(self._merges)),
            hidden_rows=frozenset(cells.hidden_rows),
            hidden_columns=frozenset(self._hidden_columns),
            is_hidden=not self._styles.is_shown(self._table.get(f"{TABLE}style-name")),
        )

    def _take_columns(self) -> None:
        at = 0
        for column, is_folded in _inside(self._table, _COLUMN, _COLUMN_GROUPS):
            repeated = _repeated(column, "columns")
            kept = range(min(at, MAX_COLUMNS), min(at + repeated, MAX_COLUMNS))
            self._column_styles += [column.get(f"{TABLE}default-cell-style-name", "")] * len(kept)
            if is_folded or self._is_hidden(column, "table-column"):
                self._hidden_columns.update(kept)
            at = min(_LAST, at + repeated)

    def _take_rows(self) -> None:
        at = 0
        for row, is_folded in _inside(self._table, _ROW, _GROUPS):
            repeated = _repeated(row, "rows")
            if is_folded or self._is_hidden(row, "table-row"):
                self._cells.hidden_rows.update(range(min(at, MAX_ROWS), min(at + repeated, MAX_ROWS)))
            self._take_row(row, at, repeated)
            at = min(_LAST, at + repeated)

    def _is_hidden(self, element: etree._Element, family: str) -> bool:
        if element.get(f"{TABLE}visibility") in _NOT_SHOWN:
            return True
        return self._styles.has_no_size(family, element.get(f"{TABLE}style-name"))

    def _take_row(self, row: etree._Element, at: int, repeated: int) -> None:
        column = 0
        runs: list[_Run] = []
        default = row.get(f"{TABLE}default-cell-style-name")
        for cell in row.iterchildren(*_CELLS):
            alike = _repeated(cell, "columns")
            self._take_merge(cell, at, column)
            formula = cell.get(f"{TABLE}formula")
            if formula is not None or len(cell) or cell.get(_KIND) is not None:
                style = cell.get(f"{TABLE}style-name") or default or self._column_style(column)
                code = self._styles.code(style)
                held = content(cell, runs_on="[" in code)
                if formula is not None or held.value != "" or held.error:
                    self._cells.add_filled([(at + repeated - 1, column + alike - 1)])
                    runs.append(_Run(column, alike, held.value))
                    self._mark(at, repeated, runs[-1], formula, held, code)
            column = min(_LAST, column + alike)
        if any(run.value != "" for run in runs):
            self._filled.append((at, repeated, runs))

    def _column_style(self, column: int) -> str:
        return self._column_styles[column] if column < len(self._column_styles) else ""

    def _take_merge(self, cell: etree._Element, row: int, column: int) -> None:
        down, right = (_count(cell, f"number-{what}-spanned") for what in ("rows", "columns"))
        if down * right > 1:
            self._merges.append((row, column, row + down - 1, column + right - 1))
            if len(self._merges) > MAX_MERGES:
                raise UnreadableFile(f"trang tính có quá {MAX_MERGES} vùng ô gộp")

    def _mark(self, at: int, repeated: int, run: _Run, formula: str | None, held: CellContent, code: str) -> None:
        """Notes what the cells carry beside their value, for each of them."""
        if formula is None and not held.error and not code:
            return
        self._marks += repeated * run.repeated
        if self._marks > MAX_AREA // 2:
            raise UnreadableFile(f"trang tính có quá {MAX_AREA // 2} ô mang công thức hay định dạng số")
        text = excel_formula(formula) if formula is not None else ""
        cells = self._cells
        for where in ((r, c) for r in range(at, at + repeated) for c in range(run.column, run.column + run.repeated)):
            if formula is not None:
                cells.formulas[where] = text
                if not held.has_result:
                    cells.uncached.add(where)
            if held.error:
                cells.errors[where] = held.error
            if code:
                cells.formats[where] = code

    def _rows(self) -> list[list[CellValue]]:
        """Every row from the first, all as wide as the widest."""
        depth = max((at + repeated for at, repeated, _ in self._filled), default=0)
        last = (run.column + run.repeated for _, _, runs in self._filled for run in runs if run.value != "")
        width = max(last, default=0)
        rows: list[list[CellValue]] = [[""] * width for _ in range(depth)]
        for at, repeated, runs in self._filled:
            for row in rows[at : at + repeated]:
                for run in runs:
                    row[run.column : run.column + run.repeated] = [run.value] * min(run.repeated, width - run.column)
        return rows


def _inside(parent: etree._Element, wanted: str, groups: frozenset[str]) -> Iterator[tuple[etree._Element, bool]]:
    """Rows or columns in order, whatever groups they stand in, and whether a group around them is folded away."""
    stack = [(iter(parent), False)]
    while stack:
        children, is_folded = stack[-1]
        for child in children:
            if child.tag == wanted:
                yield child, is_folded
            elif child.tag in groups:
                stack.append((iter(child), is_folded or child.get(f"{TABLE}display") == "false"))
                break
        else:
            stack.pop()


def _repeated(element: etree._Element, what: str) -> int:
    return _count(element, f"number-{what}-repeated")


def _count(element: etree._Element, name: str) -> int:
    told = element.get(f"{TABLE}{name}")
    if told is None:
        return 1
    return min(_LAST, max(1, int(told))) if told.isdecimal() and len(told) < 10 else 1
