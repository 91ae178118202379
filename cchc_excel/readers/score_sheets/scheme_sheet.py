"""Reads a scheme sheet (bộ tiêu chí), and knows a blank form of a scoring table when it sees one."""

from __future__ import annotations

import re

from ...model import codes
from ...model.names import folded
from ...model.score_sheet import SchemeSheet, ScoreSheet
from ..cells.numerals import figure
from ..grid import Grid
from ..tables.header import Header, find_header
from ..wordings.headings import Column, is_commune_heading
from ..wordings.titles import authority_in, commune_in, lines_above, year_in
from .row_plan import RowPlan, row_plan
from .score_sheet import FilledRows

_FEW_ROWS = 5
_OTHER_PAPER = re.compile(r"quyết định|kế hoạch|công văn|thông tư|nghị quyết|văn bản|hướng dẫn", re.IGNORECASE)
_POINTS = (Column.MAX, Column.SELF, Column.SCORE, Column.INDEX)
_FORM = re.compile(r"^(?:mau|form|bieu|template|blank|trang|bang diem|phieu)\b|\b(?:mau|trong|de trong)$")
_PLACEHOLDER = re.compile(r"^(?:[a-z]|abc|xyz|x{2,}|ten xa|ten don vi)$")


def _told(columns: dict[Column, int]) -> bool:
    return Column.MAX in columns and (Column.CODE in columns or Column.NAME in columns)


def read_scheme(grid: Grid) -> SchemeSheet | None:
    """The scheme that a sheet lays down: codes, names and maxima, and no other figures; None when it is no such sheet.

    A sheet whose title names one commune is that commune's, with its scores missing or under headings not understood.
    """
    header = find_header(grid, "score", _told)
    if header is None or Column.SCORE in header.columns or Column.SELF in header.columns:
        return None
    maxima = header.columns[Column.MAX]
    plan = row_plan(grid, header, [maxima])
    stated = [r for r in plan.rows if codes.is_numbered(r.code) and figure(grid, r.number, maxima).is_stated]
    if len(stated) < _FEW_ROWS or _has_other_figures(grid, header, plan):
        return None
    above = [text for _, text in lines_above(grid, header.top)]
    if any(commune_in(text) is not None for text in above) or _names_communes(grid, header):
        return None
    return SchemeSheet(
        file=grid.file,
        sheet=grid.name,
        # the year of the paper that lays the scheme down need not be a scored one
        year=year_in([text for text in above if not _OTHER_PAPER.search(text)]),
        authority=authority_in(above),
        rows=FilledRows(grid, plan, header).rows({}),
    )


def _has_other_figures(grid: Grid, header: Header, plan: RowPlan) -> bool:
    """Whether numbers stand in further columns, which may be scores under a heading that is not understood."""
    known = {header.columns[c] for c in (Column.CODE, Column.NAME, Column.MAX) if c in header.columns}
    counts: dict[int, int] = {}
    for row in plan.rows:
        for column in range(len(grid.rows[row.number])):
            if column not in known and figure(grid, row.number, column).is_stated:
                counts[column] = counts.get(column, 0) + 1
    return any(2 * count > len(plan.rows) or count > _FEW_ROWS for count in counts.values())


def _names_communes(grid: Grid, header: Header) -> bool:
    rows = range(header.top, header.bottom + 1)
    return any(is_commune_heading(grid.text(r, c)) for r in rows for c in range(len(grid.rows[r])))


def is_blank_form(grid: Grid, header: Header) -> bool:
    """Whether no score has been typed into a scoring table: its totals are formulas at most."""
    plan = row_plan(grid, header, [header.columns[c] for c in _POINTS if c in header.columns])
    columns = [header.columns[c] for c in (Column.SCORE, Column.SELF) if c in header.columns]
    return not any(
        (row.number, column) not in grid.formulas and figure(grid, row.number, column).is_stated
        for row in plan.rows
        for column in columns
    )


def names_nobody(sheet: ScoreSheet) -> bool:
    """Whether the name that a blank sheet bears is a placeholder, or its tab that of a form."""
    return bool(_PLACEHOLDER.match(folded(sheet.commune.name))) or (
        not sheet.commune_cell and bool(_FORM.search(folded(sheet.sheet)))
    )
