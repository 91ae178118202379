"""Reads a scoring sheet: one commune's table of criteria."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from ..model import codes
from ..model.figures import Figure, Reading
from ..model.names import CommuneName, commune_name, composed, folded
from ..model.numbers import tidy
from ..model.score_sheet import Label, ScoreRow, ScoreSheet
from .code_cells import leading_code, row_code, totalled
from .grid import Grid, column_letters
from .header import Header, find_header
from .headings import Column, is_commune_heading
from .numerals import figure, text_number
from .titles import authority_in, commune_in, lines_above, year_in

_POINTS = (Column.MAX, Column.SELF, Column.SCORE, Column.INDEX)
_FEW_ROWS = 3
_LABEL_ALONE = re.compile(
    r"^(?:tên\s+)?(?:đơn vị|xã|phường|xã, phường|địa phương)(?: được (?:chấm|đánh giá|thẩm định))?\s*:?$", re.IGNORECASE
)
_NO_NAMES = ("sheet", "trang", "bang", "diem", "phu luc", "tong hop", "ket qua", "bieu", "mau", "du lieu", "data")
"""How tabs begin that name no commune."""
_GRADE = re.compile(r"^(?:kết quả\s+)?xếp loại\s*(?::\s*(.*))?$", re.IGNORECASE)
_RANK = re.compile(r"^(?:xếp hạng|xếp thứ|thứ hạng)\s*(?::\s*(.*))?$", re.IGNORECASE)


def _enough(columns: dict[Column, int]) -> bool:
    return Column.MAX in columns and Column.SCORE in columns and (Column.NAME in columns or Column.CODE in columns)


def _partly(columns: dict[Column, int]) -> bool:
    told = {Column.MAX, Column.SCORE, Column.SELF} & set(columns)
    return bool(told) and Column.NAME in columns and Column.CODE in columns


def partial_header(grid: Grid) -> bool:
    """Whether some headings of a scoring table are there, though not enough to read it."""
    return find_header(grid, "score", _partly) is not None


def score_header(grid: Grid) -> Header | None:
    """The header of a scoring table with its appraised scores; None when the sheet has none."""
    header = find_header(grid, "score", _enough)
    return None if header is not None and _lists_communes(grid, header) else header


def _lists_communes(grid: Grid, header: Header) -> bool:
    """Whether the rows are communes rather than criteria."""
    rows = range(header.top, header.bottom + 1)
    if not any(is_commune_heading(grid.text(r, c)) for r in rows for c in range(len(grid.rows[r]))):
        return False
    column = header.columns.get(Column.CODE, header.columns.get(Column.NAME, 0))
    return not any("." in (row_code(grid.value(r, column), set()) or "") for r in range(header.data, len(grid.rows)))


def read_score_sheet(grid: Grid, header: Header) -> ScoreSheet | None:
    """The sheet as a model; None when it has too few coded rows, or no commune can be told."""
    table = _Rows(grid, header)
    rows = table.read()
    if sum(1 for row in rows if codes.is_numbered(row.code)) < _FEW_ROWS:
        return None
    named = _commune(grid, header)
    if named is None:
        return None
    commune, commune_cell = named
    above = [text for _, text in lines_above(grid, header.top)]
    rank, grade = _standing(grid)
    return ScoreSheet(
        file=grid.file,
        sheet=grid.name,
        commune=commune,
        commune_cell=commune_cell,
        year=year_in([*above, grid.name]),
        authority=authority_in(above),
        rows=_percent_points(rows),
        loose=table.loose(),
        hidden_columns=tuple(
            column_letters(header.columns[c])
            for c in (Column.MAX, Column.SCORE)
            if header.columns.get(c) in grid.hidden_columns
        ),
        is_hidden=grid.is_hidden,
        rank=rank,
        grade=grade,
    )


def _commune(grid: Grid, header: Header) -> tuple[CommuneName, str] | None:
    """The commune by the lines above the table, else by the tab; the kind from whichever tells it."""
    tab = commune_name(re.sub(r"^\d+\s*[.)\-_]\s*", "", composed(grid.name)))
    for (row, column), text in lines_above(grid, header.top):
        named = commune_in(text)
        if named is None and _LABEL_ALONE.match(text):
            column = next((c for c in range(column + 1, len(grid.rows[row])) if grid.text(row, c)), column)
            named = commune_name(grid.text(row, column)) if not _LABEL_ALONE.match(grid.text(row, column)) else None
        if named is not None:
            return named, grid.address(row, column)
    if tab is None or folded(tab.name).startswith(_NO_NAMES):
        return None
    return tab, ""


class _Rows:
    """Walks the rows under a header."""

    def __init__(self, grid: Grid, header: Header) -> None:
        self._grid = grid
        self._start = header.data
        self._columns = header.columns
        self._seen: set[str] = set()
        self._passed: list[int] = []

    def read(self) -> tuple[ScoreRow, ...]:
        """Every row that carries a code or is a total, down to the table's end."""
        rows: list[ScoreRow] = []
        for number in range(self._start, len(self._grid.rows)):
            row = self._row(number)
            if row is None:
                self._passed.append(number)
                continue
            rows.append(row)
            self._seen.add(row.code)
            if row.code == codes.TOTAL and len(rows) > _FEW_ROWS and not self._goes_on(number):
                break
        return tuple(rows)

    def _goes_on(self, total: int) -> bool:
        """Whether rows with new codes and maxima follow a total, which then stands in the middle of the table."""
        code_column, most = self._columns.get(Column.CODE), self._columns.get(Column.MAX)
        if code_column is None or most is None:
            return False
        return any(
            (code := row_code(self._grid.value(number, code_column), self._seen)) is not None
            and code not in self._seen
            and isinstance(self._grid.value(number, most), int | float)
            for number in range(total + 1, len(self._grid.rows))
        )

    def loose(self) -> frozenset[str]:
        """Cells with numbers in the columns of points, on rows between the others that were passed over."""
        return frozenset(
            self._grid.address(number, column)
            for number in self._passed
            for column in {self._columns[c] for c in _POINTS if c in self._columns}
            if isinstance(self._grid.value(number, column), int | float)
        )

    def _row(self, number: int) -> ScoreRow | None:
        code_column = self._columns.get(Column.CODE)
        name_column = self._columns.get(Column.NAME, code_column)
        assert name_column is not None
        name = self._grid.text(number, name_column)
        code = None
        where = name_column
        if code_column is not None:
            code, where = row_code(self._grid.value(number, code_column), self._seen), code_column
        if code is None:
            typed = self._grid.text(number, code_column) if code_column is not None else ""
            if not typed or typed == name:
                found = leading_code(name)
                if found is not None:
                    code, name = found
                    where = name_column
        if code is None:
            return self._total_row(number, name, code_column, name_column)
        return self._coded_row(number, code, name, where)

    def _coded_row(self, number: int, code: str, name: str, where: int) -> ScoreRow | None:
        figures = self._figures(number)
        stated = any(f.reading is not Reading.EMPTY for f in figures.values())
        if not stated and (code in self._seen or not any(c.isalpha() for c in name)):
            return None
        return self._made(number, code, name, self._grid.address(number, where), figures)

    def _total_row(self, number: int, name: str, code_column: int | None, name_column: int) -> ScoreRow | None:
        for column, text in ((code_column, self._grid.text(number, code_column or 0)), (name_column, name)):
            if column is None or not text:
                continue
            node = totalled(text)
            figures = self._figures(number)
            if node is not None and any(f.is_stated or f.formula is not None for f in figures.values()):
                repeats = node in self._seen
                return self._made(number, node, text, self._grid.address(number, column), figures, repeats=repeats)
        return None

    def _figures(self, number: int) -> dict[Column, Figure]:
        return {c: figure(self._grid, number, self._columns[c]) for c in _POINTS if c in self._columns}

    def _made(
        self, number: int, code: str, name: str, cell: str, figures: dict[Column, Figure], *, repeats: bool = False
    ) -> ScoreRow:
        reason = self._columns.get(Column.REASON)
        return ScoreRow(
            code=code,
            name=name,
            cell=cell,
            repeats=repeats,
            max_points=figures.get(Column.MAX),
            self_score=figures.get(Column.SELF),
            score=figures.get(Column.SCORE),
            index=figures.get(Column.INDEX),
            reason=self._grid.text(number, reason) if reason is not None else "",
            is_hidden=number in self._grid.hidden_rows,
        )


def _percent_points(rows: tuple[ScoreRow, ...]) -> tuple[ScoreRow, ...]:
    """Indices stated as shares of 1 turned into percent points: a column without a figure above 1 is one of shares."""
    stated = [r.index.value for r in rows if r.index is not None and r.index.value is not None]
    if len(stated) < _FEW_ROWS or max(stated) > Decimal("1.001") or max(stated) <= Decimal("0.02"):
        return rows
    return tuple(
        replace(r, index=replace(r.index, value=tidy(r.index.value * 100)))
        if r.index is not None and r.index.value is not None
        else r
        for r in rows
    )


def _standing(grid: Grid) -> tuple[Figure | None, Label | None]:
    """Rank and grade where the sheet states them beside its table: "Xếp loại: Tốt", or the label and then the value."""
    rank: Figure | None = None
    grade: Label | None = None
    for r, values in enumerate(grid.rows):
        for c, value in enumerate(values):
            if not isinstance(value, str) or len(value) > 60 or "x" not in value.casefold() or "p" not in value:
                continue
            text = composed(value)
            if (found := _GRADE.match(text)) and grade is None:
                grade = _label(grid, r, c, found[1])
            elif (found := _RANK.match(text)) and rank is None:
                rank = _rank(grid, r, c, found[1])
    return rank, grade


def _label(grid: Grid, row: int, column: int, inside: str | None) -> Label | None:
    if inside:
        return Label(text=inside.strip(), cell=grid.address(row, column))
    beside = _beside(grid, row, column)
    return Label(text=grid.text(row, beside), cell=grid.address(row, beside)) if beside is not None else None


def _rank(grid: Grid, row: int, column: int, inside: str | None) -> Figure | None:
    if inside:
        number = text_number(inside)
        return Figure(grid.address(row, column), Reading.NUMBER, number, inside) if number is not None else None
    beside = _beside(grid, row, column)
    stated = figure(grid, row, beside) if beside is not None else None
    return stated if stated is not None and stated.is_stated else None


def _beside(grid: Grid, row: int, column: int) -> int | None:
    """The next cell to the right that holds something."""
    return next((c for c in range(column + 1, len(grid.rows[row])) if grid.value(row, c) != ""), None)
