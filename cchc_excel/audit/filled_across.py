"""Formulas that were filled from one column of points to the next, slip and all: one slip, told at the appraised score."""

from __future__ import annotations

from collections.abc import Iterable

from .coverage import Coverage, Points, SheetCells
from .formulas import Fault
from .recompute import Scored


class FilledAcross:
    """The faulty totals of appraised scores, for the question whether the totals beside them repeat their slip."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self._appraised = {(id(f.scored), f.code): f for f in faults if f.column is Points.SCORE}

    def is_repeated(self, fault: Fault) -> bool:
        """Whether the self-scores' total repeats the slip of the appraised scores' total beside it."""
        return fault.column is Points.SELF and self._is_like(fault.scored, fault.code, fault.coverage, Points.SELF)

    def is_maximum(self, scored: Scored, code: str) -> bool:
        """Whether the maximum's formula repeats the slip of the appraised scores' total beside it."""
        if (id(scored), code) not in self._appraised:
            return False
        row = scored.rows.get(code)
        figure = row.max_points if row is not None else None
        if figure is None or figure.formula is None:
            return False
        covered = SheetCells(scored).coverage(code, figure.cell, figure.formula, Points.MAX)
        return self._is_like(scored, code, covered, Points.MAX)

    def _is_like(self, scored: Scored, code: str, covered: Coverage | None, column: Points) -> bool:
        beside = self._appraised.get((id(scored), code))
        if beside is None or beside.coverage is None or covered is None:
            return False
        return _slip(covered, column) == _slip(beside.coverage, Points.SCORE)


def _slip(covered: Coverage, column: Points) -> tuple[object, ...]:
    """What a total's formula does wrong, whatever column it stands in."""
    return covered.left_out, covered.twice, covered.strangers, covered.itself, covered.column is column
