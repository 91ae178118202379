"""Whose figures a formula reads: a sheet is one commune's, or holds a column for each, as a score matrix does."""

from __future__ import annotations

from collections.abc import Sequence

from ..model.formula import Formula
from ..model.score_sheet import ScoreSheet

_Tab = tuple[str, str]
"""File and tab, the tab without regard to case."""


class Owners:
    """The communes' tables by where they stand."""

    def __init__(self, sheets: Sequence[ScoreSheet]) -> None:
        self._by_tab: dict[_Tab, list[ScoreSheet]] = {}
        for sheet in sheets:
            self._by_tab.setdefault((sheet.file, sheet.sheet.casefold()), []).append(sheet)
        self._by_cell: dict[_Tab, dict[str, ScoreSheet]] = {}

    def shares_its_tab(self, sheet: ScoreSheet) -> bool:
        """Whether other communes' columns stand on the same tab."""
        return len(self._by_tab[sheet.file, sheet.sheet.casefold()]) > 1

    def others(self, own: ScoreSheet, file: str, tab: str, formula: Formula) -> tuple[ScoreSheet, ...]:
        """The other communes whose figures a formula on a tab reads; `own` is whose figure it makes."""
        found: dict[int, ScoreSheet] = {}
        for name in ("", *formula.sheets):
            place = file, (name or tab).casefold()
            there = self._by_tab.get(place, [])
            if len(there) == 1:
                found[id(there[0])] = there[0]
            elif there:
                cells = self._cells(place)
                for counted in (*formula.counted, *formula.against):
                    owner = cells.get(counted.cell) if counted.sheet.casefold() == name.casefold() else None
                    if owner is not None:
                        found[id(owner)] = owner
        found.pop(id(own), None)
        return tuple(found.values())

    def _cells(self, place: _Tab) -> dict[str, ScoreSheet]:
        if place not in self._by_cell:
            self._by_cell[place] = {
                figure.cell: sheet
                for sheet in self._by_tab[place]
                for row in sheet.rows
                for figure in (row.self_score, row.score, row.index)
                if figure is not None
            }
        return self._by_cell[place]
