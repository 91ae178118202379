"""L: deducted and low sub-criteria, and self-scores far above the appraised ones."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ...model.figures import Figure
from ...model.finding import Severity
from ...model.numbers import percent, written, written_in_full
from ..case import Case
from ..recompute import Scored
from ..registry import Found, Rule, rule

_FAR_ABOVE = Decimal(50)
"""Percent of the maximum by which a self-score must exceed the appraised one, unless the workbook sets another."""


def _leaves(case: Case) -> Iterator[tuple[Scored, str, Figure, Decimal, Decimal]]:
    """Leaves with a score and a positive maximum: commune, code, figure, score, maximum."""
    for scored in case.communes:
        for code, row in scored.rows.items():
            if not scored.is_leaf(code) or row.score is None or row.score.value is None or code not in case.scheme:
                continue
            maximum = case.maximum(code, scored)
            if maximum > 0:
                yield scored, code, row.score, row.score.value, maximum


def _below(case: Case, rule: Rule, lowest: Decimal, highest: Decimal) -> Iterator[Found]:
    """Leaves whose percentage lies in [lowest, highest), zero scores apart."""
    for scored, code, figure, value, maximum in _leaves(case):
        if 0 < value < maximum and lowest <= percent(value, maximum) < highest:
            yield _low(case, rule, scored, code, figure, value, maximum)


def _low(case: Case, rule: Rule, scored: Scored, code: str, figure: Figure, value: Decimal, maximum: Decimal) -> Found:
    reason = scored.rows[code].reason
    return rule.finding(
        scored.sheet.place(figure.cell),
        f"Tiêu chí thành phần {code} “{case.scheme[code].name}” đạt {written_in_full(value)}/{written_in_full(maximum)} điểm "
        f"({written(percent(value, maximum))}%), mất {written_in_full(maximum - value)} điểm"
        + (f". Lý do: {reason}" if reason else "")
        + ".",
        commune=scored.display,
        criterion=code,
        expected=maximum,
        actual=value,
    )


@rule(
    "L01",
    Severity.INFO,
    title="Tiêu chí thành phần chưa đạt điểm tối đa",
    explanation="Điểm thẩm định thấp hơn điểm tối đa nhưng chưa dưới ngưỡng cảnh báo.",
    advice="Đưa vào báo cáo khắc phục.",
)
def below_maximum(case: Case, rule: Rule) -> Iterator[Found]:
    """Leaves below their maximum but not below the threshold."""
    return _below(case, rule, case.group.information.threshold, Decimal(100))


@rule(
    "L02",
    Severity.WARNING,
    title="Tiêu chí thành phần dưới ngưỡng cảnh báo",
    explanation="Điểm thẩm định dưới “Ngưỡng cảnh báo (%)” của trang “Thông tin” (mặc định 50% điểm tối đa).",
    advice="Ưu tiên biện pháp khắc phục; xem lại hồ sơ minh chứng.",
)
def below_threshold(case: Case, rule: Rule) -> Iterator[Found]:
    """Leaves below the threshold."""
    return _below(case, rule, Decimal(0), min(case.group.information.threshold, Decimal(100)))


@rule(
    "L03",
    Severity.WARNING,
    title="Tiêu chí thành phần 0 điểm",
    explanation="Tiêu chí thành phần bị chấm 0 điểm.",
    advice="Ưu tiên biện pháp khắc phục; kiểm tra có phải chưa nhập điểm không.",
)
def zero(case: Case, rule: Rule) -> Iterator[Found]:
    """Leaves with zero points."""
    for scored, code, figure, value, maximum in _leaves(case):
        if value == 0:
            yield _low(case, rule, scored, code, figure, value, maximum)


@rule(
    "L04",
    Severity.WARNING,
    title="Điểm tự đánh giá cao hơn nhiều so với điểm thẩm định",
    explanation="Đơn vị tự chấm cao hơn điểm thẩm định từ một nửa điểm tối đa trở lên "
    "(đổi mức này bằng khóa “Ngưỡng chênh lệch tự chấm (%)” ở trang “Thông tin”).",
    advice="Xem lại hồ sơ minh chứng của tiêu chí này và cách hiểu tiêu chí của đơn vị.",
)
def self_score_far_above(case: Case, rule: Rule) -> Iterator[Found]:
    """Leaves where the commune's own score is far above the appraised one."""
    limit = case.group.information.number("Ngưỡng chênh lệch tự chấm", "Ngưỡng chênh lệch", default=_FAR_ABOVE)
    for scored, code, figure, value, maximum in _leaves(case):
        own = scored.rows[code].self_score
        if own is None or own.value is None or own.value <= value:
            continue
        if percent(own.value - value, maximum) >= limit:
            yield rule.finding(
                scored.sheet.place(figure.cell),
                f"Tiêu chí thành phần {code}: đơn vị tự đánh giá {written_in_full(own.value)}, thẩm định "
                f"{written_in_full(value)}, chênh {written_in_full(own.value - value)}/{written_in_full(maximum)} điểm.",
                commune=scored.display,
                criterion=code,
                expected=own.value,
                actual=value,
            )
