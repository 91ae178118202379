"""Why a rank or a grade is not what the exact totals make it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ...model import codes
from ...model.cause import CauseKind
from ...model.decision import Quantity
from ...model.figures import Figure
from ...model.finding import Cause
from ...model.formula import Does, Formula
from ...model.numbers import written
from ..case import Case
from ..recompute import Scored
from ..table_row import TableRow
from .digits import are_swapped
from .hypotheses import Hypothesis, named

_SHOWN = 3


def rank_cause(
    case: Case, scored: Scored, stated: Figure, right: int, line: TableRow | None, lines: Sequence[TableRow]
) -> Cause:
    """The cause of a wrong rank; `lines` are those of its table, none for a rank on a score sheet."""
    assert stated.value is not None
    if stated.formula is not None and stated.formula.does is Does.RANK and line is not None:
        missing = _not_compared(stated.formula, line, lines)
        if missing:
            return Cause(CauseKind.OMITTED_CHILD, f"vùng so sánh của công thức xếp hạng thiếu {', '.join(missing)}")
    return named(
        _hypotheses(case, scored, stated.value, right, line, lines),
        Cause(CauseKind.TYPO, "chỉ riêng hạng này không khớp"),
    )


def _not_compared(formula: Formula, line: TableRow, lines: Sequence[TableRow]) -> list[str]:
    """The communes of a table whose totals a rank's formula does not read."""
    read = {c.cell for c in formula.against if not c.sheet or c.sheet.casefold() == line.table.sheet.casefold()}
    keys = [(codes.TOTAL, Quantity.SCORE), (codes.TOTAL, Quantity.INDEX)]
    column = next((k for k in keys if (f := line.row.figures.get(k)) is not None and f.cell in read), None)
    if column is None:
        return []
    missing = [
        other.display
        for other in lines
        if other.table is line.table and (f := other.row.figures.get(column)) is not None and f.cell not in read
    ]
    return [*missing[:_SHOWN], *(["..."] if len(missing) > _SHOWN else [])]


def _hypotheses(
    case: Case, scored: Scored, stated: Decimal, right: int, line: TableRow | None, lines: Sequence[TableRow]
) -> Iterator[Hypothesis]:
    if stated == case.printed_ranks[scored.name] != case.ranks[scored.name]:
        yield Hypothesis(CauseKind.ROUNDED_BEFORE_SUMMING, "xếp theo tổng điểm đã làm tròn, không theo điểm chính xác")
    for other in lines:
        rank = other.row.rank
        if rank is None or rank.value != right or other is line or other.scored is None or other.scored is scored:
            continue
        if stated == case.ranks[other.scored.name]:
            yield Hypothesis(CauseKind.ROW_SHIFT, f"đổi chỗ với {other.display}")
            break
    if are_swapped(stated, Decimal(right)):
        yield Hypothesis(CauseKind.TRANSPOSED_DIGITS, f"{right} thành {written(stated)}")


def dense_ranks(right: Sequence[int]) -> dict[int, int]:
    """What each rank becomes where ranks after a tie are not skipped (1, 2, 2, 3)."""
    return {rank: place for place, rank in enumerate(sorted(set(right)), 1)}
