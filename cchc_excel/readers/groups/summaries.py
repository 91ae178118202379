"""A score matrix beside the communes' own sheets is a summary of them: a table to compare, not a second appraisal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...model.decision import CommuneRow, CommuneTable, Quantity
from ...model.figures import Figure
from ...model.score_sheet import ScoreSheet


def own_and_summed_up(sheets: Sequence[ScoreSheet]) -> tuple[tuple[ScoreSheet, ...], tuple[CommuneTable, ...]]:
    """The sheets without those columns of matrices whose commune has a sheet of its own, and these as tables."""
    own: dict[str, list[ScoreSheet]] = {}
    for sheet in sheets:
        if not sheet.column:
            own.setdefault(sheet.commune.key, []).append(sheet)
    summed_up: dict[tuple[str, str], list[ScoreSheet]] = {}
    kept: list[ScoreSheet] = []
    for sheet in sheets:
        if sheet.column and any(o.commune.same_as(sheet.commune) for o in own.get(sheet.commune.key, ())):
            summed_up.setdefault((sheet.file, sheet.sheet), []).append(sheet)
        else:
            kept.append(sheet)
    return tuple(kept), tuple(_table(columns) for columns in summed_up.values())


def _table(columns: Sequence[ScoreSheet]) -> CommuneTable:
    first = columns[0]
    return CommuneTable(
        file=first.file,
        sheet=first.sheet,
        year=first.year,
        authority=first.authority,
        official=False,
        rows=tuple(map(_line, columns)),
        maxima={row.code: row.max_points for row in first.rows if row.max_points is not None},
        hidden_columns=tuple(dict.fromkeys(letters for column in columns for letters in column.hidden_columns)),
        is_hidden=first.is_hidden,
    )


def _line(column: ScoreSheet) -> CommuneRow:
    return CommuneRow(
        commune=column.commune,
        cell=column.commune_cell,
        figures={
            (code, quantity): figure
            for quantity in (Quantity.INDEX, Quantity.SCORE)
            for code, figure in _figures(column, quantity)
        },
        rank=column.rank,
        grade=column.grade,
    )


def _figures(column: ScoreSheet, quantity: Quantity) -> Iterable[tuple[str, Figure]]:
    """The first figure that is stated for each node."""
    found: dict[str, Figure] = {}
    for row in column.rows:
        figure = row.score if quantity is Quantity.SCORE else row.index
        if figure is not None and (row.code not in found or not found[row.code].is_stated):
            found[row.code] = figure
    return found.items()
