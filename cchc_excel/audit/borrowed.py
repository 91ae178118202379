"""Leaves whose score is read from another commune's sheet or column, so that their own is not known."""

from __future__ import annotations

from collections.abc import Sequence

from ..model.score_sheet import ScoreSheet
from .owners import Owners


def borrowed_cells(sheets: Sequence[ScoreSheet]) -> dict[int, frozenset[str]]:
    """The cells of appraised scores that read another commune's figures in the same workbook, by id of their sheet."""
    owners = Owners(sheets)
    found: dict[int, frozenset[str]] = {}
    for sheet in sheets:
        shared = owners.shares_its_tab(sheet)
        cells = frozenset(
            row.score.cell
            for row in sheet.rows
            if row.score is not None
            and row.score.formula is not None
            and (shared or row.score.formula.sheets)
            and owners.others(sheet, sheet.file, sheet.sheet, row.score.formula)
        )
        if cells:
            found[id(sheet)] = cells
    return found
