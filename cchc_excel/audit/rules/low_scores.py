"""L: deducted and low sub-criteria, and self-scores far above the appraised ones."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ...model.finding import Severity
from ...model.names import composed
from ...model.numbers import percent, written, written_in_full
from ..case import Case
from ..leaf import Leaf
from ..registry import Found, Rule, rule

_FAR_ABOVE = Decimal(50)
"""Percent of the maximum by which a self-score must exceed the appraised one, unless the workbook sets another."""


def _below(case: Case, rule: Rule, lowest: Decimal, highest: Decimal) -> Iterator[Found]:
    """Leaves whose percentage lies in [lowest, highest), zero scores apart."""
    for leaf in case.deducted:
        value = leaf.value
        if value is not None and value > 0 and lowest * leaf.maximum <= value * 100 < highest * leaf.maximum:
            yield _low(case, rule, leaf, value)


def _low(case: Case, rule: Rule, leaf: Leaf, value: Decimal) -> Found:
    scored, code, maximum, reason = leaf.scored, leaf.code, leaf.maximum, composed(leaf.row.reason)
    return rule.finding(
        scored.place(code),
        f"Tiêu chí thành phần {code} “{case.scheme[code].name}” đạt {written_in_full(value)}/{written_in_full(maximum)} điểm "
        f"({written(case.index(code, scored))}%), mất {written_in_full(maximum - value)} điểm"
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
    example="Tiêu chí thành phần 1.2 đạt 1,5 trên 2 điểm, tức 75%, cao hơn ngưỡng 50%; mất 0,5 điểm. Điểm không sai. "
    "Mục này được nêu ở trang “Điểm thấp” và trong báo cáo khắc phục của đơn vị.",
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
    example="Tiêu chí thành phần 1.2 đạt 0,75 trên 2 điểm, tức 37,5%, dưới ngưỡng 50%; mất 1,25 điểm. Điểm không sai, "
    "nhưng đơn vị cần biện pháp khắc phục trước tiên ở đây. Muốn đổi ngưỡng thì ghi dòng “Ngưỡng cảnh báo (%)” "
    "ở trang “Thông tin”.",
    source="Khóa “Ngưỡng cảnh báo (%)” của trang “Thông tin”",
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
    example="Ô E9 ghi 0 cho tiêu chí thành phần 1.2, mất trọn 2 điểm. Nếu đúng là không đạt thì ghi lý do và biện pháp "
    "khắc phục; nếu người nhập gõ 0 để chờ điểm thì điền điểm thật, vì tổng đang thiếu tới 2 điểm.",
)
def zero(case: Case, rule: Rule) -> Iterator[Found]:
    """Leaves with zero points."""
    for leaf in case.deducted:
        if leaf.value == 0:
            yield _low(case, rule, leaf, Decimal(0))


@rule(
    "L04",
    Severity.WARNING,
    title="Điểm tự đánh giá cao hơn nhiều so với điểm thẩm định",
    explanation="Đơn vị tự chấm cao hơn điểm thẩm định từ một nửa điểm tối đa trở lên "
    "(đổi mức này bằng khóa “Ngưỡng chênh lệch tự chấm (%)” ở trang “Thông tin”).",
    advice="Xem lại hồ sơ minh chứng của tiêu chí này và cách hiểu tiêu chí của đơn vị.",
    example="Đơn vị tự đánh giá 1.2 được 2 điểm, thẩm định được 0,5 trên tối đa 2: chênh 1,5 điểm, bằng 75% điểm tối "
    "đa, vượt mức 50%. Hoặc hồ sơ minh chứng chưa gửi đủ, hoặc hai bên hiểu tiêu chí khác nhau, hoặc một trong "
    "hai số gõ nhầm. Xem lại hồ sơ trước khi công bố.",
)
def self_score_far_above(case: Case, rule: Rule) -> Iterator[Found]:
    """Leaves where the commune's own score is far above the appraised one."""
    limit = case.group.information.number("Ngưỡng chênh lệch tự chấm", "Ngưỡng chênh lệch", default=_FAR_ABOVE)
    for leaf in case.leaves:
        own, value = leaf.row.self_score, leaf.value
        if own is None or own.value is None or value is None or own.value <= value:
            continue
        scored, code, maximum = leaf.scored, leaf.code, leaf.maximum
        if maximum <= 0 or code not in case.scheme:
            continue
        if percent(own.value - value, maximum) >= limit:
            yield rule.finding(
                scored.place(code),
                f"Tiêu chí thành phần {code}: đơn vị tự đánh giá {written_in_full(own.value)}, thẩm định "
                f"{written_in_full(value)}, chênh {written_in_full(own.value - value)}/{written_in_full(maximum)} điểm.",
                commune=scored.display,
                criterion=code,
                expected=own.value,
                actual=value,
            )
