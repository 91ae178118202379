"""Leaves whose score is read from another commune's sheet, so that their own is not known."""

from __future__ import annotations

from collections.abc import Sequence

from ..model.score_sheet import ScoreSheet


def borrowed_cells(sheets: Sequence[ScoreSheet]) -> dict[int, frozenset[str]]:
    """The cells of appraised scores that read another score sheet of the same workbook, by id of their sheet."""
    tabs = {(sheet.file, sheet.sheet.casefold()) for sheet in sheets}
    found: dict[int, frozenset[str]] = {}
    for sheet in sheets:
        own = sheet.sheet.casefold()
        cells = frozenset(
            row.score.cell
            for row in sheet.rows
            if row.score is not None
            and row.score.formula is not None
            and any(s.casefold() != own and (sheet.file, s.casefold()) in tabs for s in row.score.formula.sheets)
        )
        if cells:
            found[id(sheet)] = cells
    return found
