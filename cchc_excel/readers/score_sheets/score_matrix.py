"""Reads a score matrix: criteria down, communes across, a score sheet for each of them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from ...model import codes
from ...model.figures import Figure
from ...model.finding import Place
from ...model.group import Trouble
from ...model.names import folded
from ...model.numbers import tidy
from ...model.score_sheet import Label, ScoreRow, ScoreSheet
from ..cells.numerals import figure
from ..grid import Grid, column_letters
from ..tables.header import column_texts
from ..wordings.commune_headings import is_statistic, may_be_a_name
from ..wordings.headings import Column, meaning
from ..wordings.titles import authority_in, lines_above, year_in
from .matrix_header import CommuneColumns, Matrix
from .row_plan import RowPlan, row_plan
from .score_sheet import GRADE, RANK, FilledRows

_FEW_ROWS = 3


def read_matrix(grid: Grid, matrix: Matrix) -> tuple[tuple[ScoreSheet, ...], tuple[Trouble, ...]] | None:
    """A score sheet for each commune, and what could not be told; None when it has too few coded rows or no score."""
    header = matrix.header
    points = [header.columns[c] for c in (Column.MAX,) if c in header.columns]
    points += [column for commune in matrix.communes for column in commune.columns.values()]
    plan = row_plan(grid, header, points)
    if plan.numbered < _FEW_ROWS or not any(_is_scored(grid, plan, one) for one in matrix.communes):
        return None
    above = [text for _, text in lines_above(grid, header.top)]
    year, authority = year_in([*above, grid.name]), authority_in(above)
    table = FilledRows(grid, plan, header)
    below = _Below(grid, matrix, plan)
    sheets = tuple(
        ScoreSheet(
            file=grid.file,
            sheet=grid.name,
            commune=one.commune,
            commune_cell=grid.address(*one.heading),
            year=year,
            authority=authority,
            rows=below.with_index(table.rows(one.columns), one),
            loose=table.loose(one.columns),
            uncounted=table.uncounted(header.columns.get(Column.NAME, header.columns.get(Column.CODE, 0))),
            hidden_columns=tuple(
                column_letters(c)
                for c in (header.columns.get(Column.MAX), one.columns[Column.SCORE])
                if c in grid.hidden_columns and c is not None
            ),
            is_hidden=grid.is_hidden,
            rank=below.rank(one),
            grade=below.grade(one),
            column=column_letters(one.columns[Column.SCORE]),
        )
        for one in matrix.communes
    )
    return sheets, tuple(_unclear(grid, matrix, plan))


def _is_scored(grid: Grid, plan: RowPlan, one: CommuneColumns) -> bool:
    """Whether any figure was typed in for a commune; a blank form's totals are formulas."""
    column = one.columns[Column.SCORE]
    return any(grid.text(r.number, column) and (r.number, column) not in grid.formulas for r in plan.rows) or any(
        figure(grid, r.number, column).value for r in plan.rows
    )


def _unclear(grid: Grid, matrix: Matrix, plan: RowPlan) -> list[Trouble]:
    """Columns of typed figures right of the first commune whose headings tell nothing: each may be a commune."""
    own = {c for one in matrix.communes for c in one.columns.values()} | set(matrix.header.columns.values())
    first = min(one.heading[1] for one in matrix.communes)
    parents = {codes.dotted_parent(r.code) for r in plan.rows}
    leaves = [r.number for r in plan.rows if codes.is_numbered(r.code) and r.code not in parents]
    found = []
    shared = max((c for c in matrix.header.columns.values() if c < first), default=-1)
    for column in range(shared + 1, grid.width):
        texts = column_texts(grid, matrix.header.top, matrix.header.bottom, column)
        head = grid.text(matrix.communes[0].heading[0], column)
        if column < first and not may_be_a_name(head):
            continue
        if column in own or any(is_statistic(t) for t in texts[:1]) or meaning(texts[:1], "score") is not None:
            continue
        typed = [n for n in leaves if (n, column) not in grid.formulas and figure(grid, n, column).is_stated]
        if 2 * len(typed) > len(leaves):
            named = f"“{head}” " if head else "không có tiêu đề "
            what = f"không biết cột {column_letters(column)} {named}là của xã, phường, thị trấn nào, nên điểm ở cột này chưa được tính"
            way_out = "Ghi rõ tên đơn vị ở tiêu đề cột, ví dụ “Xã Thanh Xá”; nếu không phải là điểm của một đơn vị thì bỏ cột này"
            place = Place(grid.file, grid.name, grid.address(matrix.communes[0].heading[0], column))
            found.append(Trouble(code="R02", place=place, what=what, way_out=way_out))
    return found


class _Below:
    """The rows beside the tree that state each commune's index, rank and grade."""

    def __init__(self, grid: Grid, matrix: Matrix, plan: RowPlan) -> None:
        self._grid = grid
        first = min(one.heading[1] for one in matrix.communes)
        taken = {r.number for r in plan.rows}
        self._rank = self._grade = self._index = -1
        for number in range(matrix.header.data, len(grid.rows)):
            if number in taken:
                continue
            for text in {grid.text(number, c) for c in range(first)}:
                if RANK.match(text):
                    self._rank = number if self._rank < 0 else self._rank
                elif GRADE.match(text):
                    self._grade = number if self._grade < 0 else self._grade
                elif folded(text).startswith(("chi so", "ty le", "ti le")):
                    self._index = number if self._index < 0 else self._index
        self._is_share = self._index >= 0 and self._holds_shares(matrix)

    def _holds_shares(self, matrix: Matrix) -> bool:
        """Whether the indices are shares of 1: none of them is above it."""
        stated = [figure(self._grid, self._index, one.columns[Column.SCORE]).value for one in matrix.communes]
        known = [v for v in stated if v is not None]
        return bool(known) and Decimal("0.02") < max(known) <= Decimal("1.001")

    def rank(self, one: CommuneColumns) -> Figure | None:
        """The commune's stated rank."""
        stated = figure(self._grid, self._rank, one.columns[Column.SCORE]) if self._rank >= 0 else None
        return stated if stated is not None and stated.is_stated else None

    def grade(self, one: CommuneColumns) -> Label | None:
        """The commune's stated grade."""
        text = self._grid.text(self._grade, one.columns[Column.SCORE]) if self._grade >= 0 else ""
        return Label(text=text, cell=self._grid.address(self._grade, one.columns[Column.SCORE])) if text else None

    def with_index(self, rows: tuple[ScoreRow, ...], one: CommuneColumns) -> tuple[ScoreRow, ...]:
        """The rows, the total with the index that a row of its own states."""
        if self._index < 0 or Column.INDEX in one.columns:
            return rows
        stated = figure(self._grid, self._index, one.columns[Column.SCORE])
        if self._is_share and stated.value is not None:
            stated = replace(stated, value=tidy(stated.value * 100))
        return tuple(replace(r, index=stated) if r.code == codes.TOTAL and not r.repeats else r for r in rows)
