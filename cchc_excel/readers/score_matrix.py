"""Reads a score matrix: criteria down, communes across, a score sheet for each of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ..model import codes
from ..model.figures import Figure
from ..model.finding import Place
from ..model.group import Trouble
from ..model.names import CommuneName, folded
from ..model.numbers import tidy
from ..model.score_sheet import Label, ScoreRow, ScoreSheet
from .commune_headings import is_statistic, may_be_a_name, named_alone, named_with_kind, speaks_of_several
from .grid import Grid, Position, column_letters
from .header import SEARCHED_ROWS, Header, after_numbering, column_texts, is_numbering
from .headings import Column, meaning
from .numerals import figure
from .row_plan import RowPlan, row_plan
from .score_sheet import GRADE, RANK, FilledRows
from .titles import authority_in, commune_in, lines_above, year_in

_FEW_NAMED = 2
"""So many headings with the kind of a commune make a matrix."""
_FEW_ALONE = 3
_MANY_ALONE = 5
"""So many headings that are names alone make one though nothing else speaks of several communes."""
_FEW_ROWS = 3
_ABOVE, _BELOW = 3, 2
"""Header rows over and under the one with the names."""
_OWN = (Column.SELF, Column.SCORE, Column.INDEX, Column.MAX)
_SHARED = (Column.CODE, Column.NAME, Column.MAX, Column.REASON)


@dataclass(frozen=True, slots=True)
class CommuneColumns:
    """One commune's part of the header."""

    commune: CommuneName
    heading: Position
    columns: Mapping[Column, int]


@dataclass(frozen=True, slots=True)
class Matrix:
    """What a matrix's header tells."""

    header: Header
    """The columns that the communes share."""
    communes: tuple[CommuneColumns, ...]


def find_matrix(grid: Grid) -> Matrix | None:
    """The header of a score matrix; None when the sheet is none.

    It is one where two headings beside each other name communes with their kind, or three at least are names and mean
    nothing else. Names alone need more: that a title or a heading speaks of several communes, or that there are five;
    and a title that names one commune makes the sheet that commune's.
    """
    row = _row_of_names(grid)
    if row is None:
        return None
    spans = _spans(grid, row)
    bottom = _bottom(grid, row, spans)
    top = _top(grid, row)
    header = Header(top, bottom, _shared(grid, top, bottom, spans), after_numbering(grid, bottom + 1))
    if Column.CODE not in header.columns and Column.NAME not in header.columns:
        return None
    communes = tuple(_commune(grid, row, bottom, span) for span in spans)
    scored = tuple(c for c in communes if Column.SCORE in c.columns)
    return Matrix(header, scored) if len(scored) >= _FEW_NAMED else None


def _row_of_names(grid: Grid) -> int | None:
    best: tuple[int, int] | None = None
    for row, values in enumerate(grid.rows[:SEARCHED_ROWS]):
        if any(isinstance(v, int | float) for v in values):
            continue
        texts = [grid.text(row, c) for c, v in enumerate(values) if isinstance(v, str) and v]
        if len(texts) < _FEW_NAMED:
            continue
        named = sum(1 for t in texts if named_with_kind(t) is not None)
        alone = sum(1 for t in texts if named_alone(t) is not None)
        enough = named >= _FEW_NAMED or (
            named + alone >= _FEW_ALONE and (named > 0 or _may_be_names(grid, row, texts, alone))
        )
        if enough and (best is None or named + alone > best[0]):
            best = named + alone, row
    return best[1] if best is not None else None


def _may_be_names(grid: Grid, row: int, texts: Sequence[str], alone: int) -> bool:
    above = [grid.name, *(text for _, text in lines_above(grid, row))]
    if any(commune_in(text) is not None for text in above[1:]):
        return False
    return alone >= _MANY_ALONE or speaks_of_several([*above, *texts])


def _spans(grid: Grid, row: int) -> list[tuple[int, int]]:
    """First and last column of each heading that names a commune: a merged one's, else up to the next heading."""
    merged = {left: right for top, left, _, right in grid.merges if top == row and right > left}
    heads = [c for c in range(len(grid.rows[row])) if grid.text(row, c)]
    found = []
    for i, column in enumerate(heads):
        text = grid.text(row, column)
        if named_with_kind(text) is None and named_alone(text) is None:
            continue
        after = heads[i + 1] if i + 1 < len(heads) else grid.width
        right = merged.get(column, column)
        if right == column and not merged:
            while right + 1 < after and _is_sub_heading(grid.text(row + 1, right + 1)):
                right += 1
        found.append((column, right))
    return found


def _sub_heading(text: str) -> Column | None:
    if folded(text) in ("diem", "diem so", "diem cham"):
        return Column.SCORE
    return meaning([text], "score") if text else None


def _is_sub_heading(text: str) -> bool:
    return _sub_heading(text) in (*_OWN, Column.REASON, Column.OTHER)


def _bottom(grid: Grid, row: int, spans: Sequence[tuple[int, int]]) -> int:
    """The last header row: further ones tell the columns under each commune's name."""
    bottom = row
    columns = [c for left, right in spans for c in range(left, right + 1)]
    for below in range(row + 1, min(row + 1 + _BELOW, len(grid.rows))):
        if is_numbering(grid, below) or sum(1 for c in columns if _is_sub_heading(grid.text(below, c))) < _FEW_NAMED:
            break
        bottom = below
    return bottom


def _top(grid: Grid, row: int) -> int:
    """The first header row: those over the names that hold several headings."""
    top = row
    while top > max(0, row - _ABOVE) and len({v for v in grid.rows[top - 1] if v != ""}) > 1:
        if any(isinstance(v, int | float) for v in grid.rows[top - 1]):
            break
        top -= 1
    return top


def _shared(grid: Grid, top: int, bottom: int, spans: Sequence[tuple[int, int]]) -> dict[Column, int]:
    own = {c for left, right in spans for c in range(left, right + 1)}
    found: dict[Column, int] = {}
    for column in range(grid.width):
        if column not in own:
            texts = column_texts(grid, top, bottom, column)
            told = meaning(texts, "score")
            # right of the communes "cao nhất" is the best of their scores
            best = told is Column.MAX and column > spans[0][0] and "cao nhat" in folded(texts[0])
            if told in _SHARED and not best:
                found.setdefault(told, column)
    return found


def _commune(grid: Grid, row: int, bottom: int, span: tuple[int, int]) -> CommuneColumns:
    left, right = span
    text = grid.text(row, left)
    commune = named_with_kind(text) or named_alone(text)
    assert commune is not None
    columns: dict[Column, int] = {}
    if left == right:
        told = _sub_heading(grid.text(bottom, left)) if bottom > row else None
        columns[told if told in _OWN else Column.SCORE] = left
    else:
        for column in range(left, right + 1):
            texts = column_texts(grid, row + 1, bottom, column)
            told = _sub_heading(texts[0]) if texts else None
            if told in _OWN:
                columns.setdefault(told, column)
    return CommuneColumns(commune, (row, left), columns)


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
