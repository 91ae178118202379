"""What a total's formula covers of the tree: which leaves it leaves out, which it counts twice, and what is no child."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from ..model.figures import Figure, Reading
from ..model.formula import Counted, Does, Formula
from ..model.score_sheet import ScoreRow
from .recompute import Scored


class Points(Enum):
    """A column of points."""

    MAX = "max"
    SELF = "self"
    SCORE = "score"


@dataclass(frozen=True, slots=True)
class Coverage:
    """A total's formula beside the tree. Codes are the topmost that say it: a whole criterion, not its leaves."""

    column: Points
    """The column whose cells it adds up."""
    left_out: tuple[str, ...]
    twice: tuple[str, ...]
    """Counted more than once, as a subtotal with its own leaves."""
    strangers: tuple[str, ...]
    """Counted though they do not lie below the total."""
    loose: tuple[str, ...]
    """Cells with numbers that belong to no row of the tree, or to another column."""
    itself: bool = False
    """The formula reads its own cell."""

    @property
    def is_right(self) -> bool:
        """Whether every leaf below is counted once and nothing else."""
        return not (self.left_out or self.has_too_much)

    @property
    def has_too_much(self) -> bool:
        """Whether something is counted that should not be, or twice."""
        return bool(self.twice or self.strangers or self.loose or self.itself)


def is_heading(scored: Scored, code: str, figure: Figure) -> bool:
    """Whether the cell is a blank beside a heading, whose total may stand on a row of its own."""
    return figure.reading is Reading.EMPTY and bool(scored.children.get(code))


class SheetCells:
    """Where the figures of one sheet stand: cell -> node and column."""

    def __init__(self, scored: Scored) -> None:
        self._scored = scored
        self._at: dict[str, tuple[str, Points]] = {}
        self._headings: set[str] = set()
        for code, row in scored.rows.items():
            self._note(code, row)
        for row in scored.sheet.rows:
            if row.repeats and row.code in scored.rows:
                self._note(row.code, row)

    def _note(self, code: str, row: ScoreRow) -> None:
        for points, figure in ((Points.MAX, row.max_points), (Points.SELF, row.self_score), (Points.SCORE, row.score)):
            if figure is not None:
                self._at[figure.cell] = code, points
                if is_heading(self._scored, code, figure):
                    self._headings.add(figure.cell)

    def coverage(self, code: str, cell: str, formula: Formula, column: Points) -> Coverage | None:
        """What the formula in a cell with a node's total covers; None when it is no sum, not understood or reads elsewhere.

        Rows that the scheme does not know are passed over: whether they count is not for the formula to say.
        """
        if formula.does is not Does.SUM or formula.books:
            return None
        own = [c for c in formula.counted if not c.sheet or c.sheet.casefold() == self._scored.sheet.sheet.casefold()]
        if len(own) < len(formula.counted):
            return None
        if self._is_remainder(own, column):
            return None
        read = self._column(own, column)
        unknown = {stray.row.code for stray in self._scored.unknown if stray.meant is None}
        times = {leaf: 0 for leaf in self._scored.leaves(code) if leaf not in unknown}
        strangers: dict[str, None] = {}
        loose: list[str] = []
        itself = False
        # blanks beside headings last: they cover what no other cell does, and count nothing twice
        for counted in sorted(own, key=lambda c: c.cell in self._headings):
            node, points = self._at.get(counted.cell, ("", None))
            if points is not read:
                if points is not None or counted.cell in self._scored.sheet.loose:
                    loose.append(counted.cell)
            elif counted.cell == cell:
                itself = True
            else:
                self._count(node, counted, times, strangers, unknown)
        return Coverage(
            column=read,
            left_out=tuple(self._topmost(code, {leaf for leaf, n in times.items() if n == 0})),
            twice=tuple(self._topmost(code, {leaf for leaf, n in times.items() if n > 1 or n < 0})),
            strangers=tuple(strangers),
            loose=tuple(loose),
            itself=itself,
        )

    def _is_remainder(self, counted: list[Counted], column: Points) -> bool:
        """Whether deductions are taken from a maximum, as =C8-E8: no sum of children."""
        added = {self._at[c.cell][1] for c in counted if c.times > 0 and c.cell in self._at}
        return added == {Points.MAX} and column is not Points.MAX and any(c.times < 0 for c in counted)

    def _column(self, counted: list[Counted], column: Points) -> Points:
        """The column that all cells stand in; the total's own where they stand in several."""
        columns = {self._at[c.cell][1] for c in counted if c.cell in self._at}
        return columns.pop() if len(columns) == 1 else column

    def _count(
        self, node: str, counted: Counted, times: dict[str, int], strangers: dict[str, None], unknown: set[str]
    ) -> None:
        blank = counted.cell in self._headings
        for leaf in self._scored.leaves(node):
            if leaf in times:
                times[leaf] += 0 if blank and times[leaf] else counted.times
            elif not blank and leaf not in unknown:
                strangers.setdefault(node)

    def _topmost(self, code: str, leaves: set[str]) -> Iterator[str]:
        for child in self._scored.children.get(code, ()):
            below = set(self._scored.leaves(child))
            if below <= leaves:
                yield child
            elif below & leaves:
                yield from self._topmost(child, leaves)

    def cell(self, code: str, column: Points) -> str | None:
        """Where a node's figure of a column stands."""
        row = self._scored.rows.get(code)
        if row is None:
            return None
        figure = {Points.MAX: row.max_points, Points.SELF: row.self_score, Points.SCORE: row.score}[column]
        return figure.cell if figure is not None else None
