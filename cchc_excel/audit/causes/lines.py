"""Tells when a whole line of a table holds another commune's figures, or the self-scores."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ...model.cause import CauseKind
from ...model.decision import Quantity
from ...model.finding import Cause
from ...model.numbers import Exact, stands_for
from ..both_sides import BothSides
from ..published import Compared, Match
from ..recompute import Scored
from ..table_row import TableRow
from .others import self_score

_ENOUGH = 2
"""So many figures of a line must be off before the line as a whole is explained."""
_STATED = 3
"""So many figures a line must state, all of which fit the explanation."""


@dataclass(frozen=True, slots=True)
class LineCause:
    """Why several figures of one line are off."""

    lead: Compared
    """The figure that stands for the line."""
    cause: Cause
    other: Scored | None = None
    """The commune whose figures they are, if another's."""


def line_cause(case: BothSides, items: Sequence[Compared]) -> LineCause | None:
    """The one source that all stated scores of a line come from; None when there is none, or several."""
    scores = [i for i in items if i.quantity is Quantity.SCORE]
    off = [i for i in scores if i.match is Match.DIFFERENT]
    if len(off) < _ENOUGH or len(scores) < _STATED:
        return None
    fitting = [(cause, other) for source, cause, other in _sources(case, items[0]) if _fits(scores, source)]
    if not fitting:
        fitting = [(_anothers(other), other) for other in _repeated_lines(case, items[0].line, scores)]
    return LineCause(off[0], *fitting[0]) if len(fitting) == 1 else None


_Source = Callable[[str], Exact | None]


def _sources(case: BothSides, item: Compared) -> Iterator[tuple[_Source, Cause, Scored | None]]:
    """Where a line's figures may come from, each with what it would be called and the other commune."""
    scored = item.scored
    yield lambda code: self_score(scored, code), Cause(CauseKind.SELF_SCORE_USED, "cả dòng là điểm tự đánh giá"), None
    yield lambda code: case.maximum(code, scored), Cause(CauseKind.MAX_USED, "cả dòng là điểm tối đa"), None
    for other in case.communes:
        if other is not scored:
            yield other.exact.get, _anothers(other), other


def _anothers(other: Scored) -> Cause:
    return Cause(CauseKind.ROW_SHIFT, f"cả dòng là số của {other.display}")


def _fits(scores: list[Compared], source: _Source) -> bool:
    return all((value := source(i.code)) is not None and stands_for(i.value, value) for i in scores)


def _repeated_lines(case: BothSides, line: TableRow, scores: list[Compared]) -> Iterator[Scored]:
    """Communes whose own lines of the table state the same, though their sheets may have changed since."""
    for one in case.table_rows:
        if one.table is line.table and one.scored is not None and one.scored is not line.scored:
            found = (one.row.figures.get((i.code, i.quantity)) for i in scores)
            if all(f is not None and f.value == i.value for f, i in zip(found, scores, strict=True)):
                yield one.scored
