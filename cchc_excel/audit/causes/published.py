"""Why a published figure, or an index, is not the recomputed one."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ...model.cause import CauseKind
from ...model.decision import Quantity
from ...model.finding import Cause
from ...model.numbers import percent, rounded, stands_for, written, written_in_full
from ..both_sides import BothSides
from ..published import Compared, Match
from ..recompute import Scored
from .digits import digit_slips
from .hypotheses import Hypothesis, named
from .others import column_hypotheses
from .sums import listed, sum_hypotheses

_SHOWN = 4


def published_cause(case: BothSides, item: Compared) -> Cause:
    """The cause of a figure of a table that differs."""
    hypotheses = [
        *figure_hypotheses(case, item.scored, item.code, item.quantity, item.value),
        *_sums(item),
        *case.spread.hypotheses(item.scored, item.code, item.quantity, item.value, case.beside_line(item.line)),
    ]
    return named(hypotheses, _otherwise(case, item))


def index_cause(case: BothSides, scored: Scored, code: str, value: Decimal) -> Cause:
    """The cause of an index on a score sheet that differs."""
    hypotheses = [
        *figure_hypotheses(case, scored, code, Quantity.INDEX, value),
        *case.spread.hypotheses(scored, code, Quantity.INDEX, value, case.beside(scored)),
    ]
    return named(hypotheses, Cause(CauseKind.TYPO, "chỉ riêng số này không khớp"))


def figure_hypotheses(
    case: BothSides, scored: Scored, code: str, quantity: Quantity, value: Decimal
) -> Iterator[Hypothesis]:
    """Slips that the figure and its own commune's figures tell."""
    exact = case.exact(scored, code, quantity)
    for kind, right in digit_slips(value, exact):
        yield Hypothesis(kind, f"{written_in_full(right)} thành {written_in_full(value)}")
    yield from column_hypotheses(case, scored, code, quantity, value)
    maximum = case.maximum(code, scored)
    if quantity is Quantity.INDEX and maximum:
        printed = rounded(scored.exact[code])
        if printed != scored.exact[code] and stands_for(value, percent(printed, maximum)):
            yield Hypothesis(
                CauseKind.ROUNDED_BEFORE_SUMMING,
                f"chia điểm đã làm tròn {written(printed)} cho {written_in_full(maximum)}",
            )


def _sums(item: Compared) -> Iterator[Hypothesis]:
    """Wrong sums of what the table itself lists."""
    if item.quantity is not Quantity.SCORE:
        return
    stated = {code for code, quantity in item.line.row.figures if quantity is Quantity.SCORE}
    lines = [code for code in listed(item.scored, item.code) if code in stated]
    yield from sum_hypotheses(item.scored, item.code, item.value, lines if len(lines) > 1 else ())


def _otherwise(case: BothSides, item: Compared) -> Cause:
    """A slip of this figure alone; what was worked out from it says so."""
    following = [
        one.figure.cell
        for one in case.compared_of(item.line)
        if one is not item and one.match is Match.FOLLOWS and one.figure.formula is None and _depends(one, item)
    ]
    if not following:
        return Cause(CauseKind.TYPO, "chỉ riêng số này không khớp, các số liên quan đều khớp điểm tính lại")
    return Cause(
        CauseKind.TYPO,
        f"các số tính từ số này (ô {', '.join(following[:_SHOWN])}) sai theo; nếu quyết định lấy từ bản thẩm định trước thì "
        "một điểm thành phần đã được sửa sau đó",
    )


def _depends(one: Compared, item: Compared) -> bool:
    """Whether a figure is made from another: the node's own index, or what is above it."""
    if one.code == item.code:
        return one.quantity is Quantity.INDEX
    below = [one.code]
    while below:
        below = [c for code in below for c in item.scored.children.get(code, ())]
        if item.code in below:
            return True
    return False
