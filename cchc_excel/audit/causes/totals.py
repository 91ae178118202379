"""Why a total on a score sheet is not the sum of what is below it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ...model.cause import CauseKind
from ...model.decision import Quantity
from ...model.figures import Figure
from ...model.finding import Cause
from ...model.formula import Does
from ...model.numbers import written_in_full
from ..both_sides import BothSides
from ..recompute import Scored
from ..typed_totals import is_computed
from .digits import digit_slips, is_truncated
from .hypotheses import Hypothesis, named
from .others import column_hypotheses
from .sums import rounded_sums, sum_hypotheses


def total_cause(case: BothSides, scored: Scored, code: str, figure: Figure, value: Decimal) -> Cause:
    """The cause of a wrong total: of a typed one any slip, of a formula only how it rounds or that its result is old."""
    if not is_computed(figure):
        typed = Cause(CauseKind.STALE_TOTAL, "số gõ tay, không đổi theo khi các mục bên dưới thay đổi")
        return named(typed_hypotheses(case, scored, code, value), typed)
    assert figure.formula is not None
    if figure.formula.does is Does.SUM:
        old = Cause(
            CauseKind.STALE_TOTAL,
            "công thức đúng nhưng kết quả lưu trong tệp là kết quả cũ; bấm Ctrl+Alt+F9 để tính lại",
        )
        return named(_computed(scored, code, value), old)
    return named(typed_hypotheses(case, scored, code, value), Cause(CauseKind.UNKNOWN, "công thức chưa hiểu"))


def typed_hypotheses(case: BothSides, scored: Scored, code: str, value: Decimal) -> Iterator[Hypothesis]:
    """Which slips make a typed total what it is."""
    for kind, right in digit_slips(value, scored.exact[code]):
        yield Hypothesis(kind, f"{written_in_full(right)} thành {written_in_full(value)}")
    yield from column_hypotheses(case, scored, code, Quantity.SCORE, value)
    yield from sum_hypotheses(scored, code, value, scored.children.get(code, ()))
    yield from case.spread.hypotheses(scored, code, Quantity.SCORE, value, case.beside(scored))


def _computed(scored: Scored, code: str, value: Decimal) -> Iterator[Hypothesis]:
    """A formula that adds up the right cells may still round too early or cut digits off."""
    for total, how in rounded_sums(scored.exact, scored.children, code):
        if total == value:
            yield Hypothesis(CauseKind.ROUNDED_BEFORE_SUMMING, f"{how} thì ra {written_in_full(total)}")
            return
    if is_truncated(value, scored.exact[code]):
        yield Hypothesis(CauseKind.TRUNCATED, f"{written_in_full(scored.exact[code])} cắt còn {written_in_full(value)}")
