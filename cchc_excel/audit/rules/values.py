"""V: scores that cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ...model.figures import Figure
from ...model.finding import Severity
from ...model.numbers import written_in_full
from ..case import Case
from ..causes.leaf_slips import impossible_leaf
from ..causes.possible import OF_A_LEAF
from ..leaf import Leaf
from ..registry import Found, Rule, rule


def _leaf_scores(case: Case) -> Iterator[tuple[Leaf, str, Figure, Decimal]]:
    """Leaf scores that cannot be, appraised and self-given: leaf, column's name, figure, value."""
    for leaf in case.impossible:
        for name, figure in (("điểm thẩm định", leaf.row.score), ("điểm tự đánh giá", leaf.row.self_score)):
            if figure is not None and figure.value is not None:
                yield leaf, name, figure, figure.value


@rule(
    "V01",
    Severity.ERROR,
    title="Điểm vượt điểm tối đa",
    explanation="Điểm chấm cho tiêu chí thành phần lớn hơn điểm tối đa của nó.",
    advice="Đối chiếu hồ sơ thẩm định và sửa lại điểm; kiểm tra dấu phẩy thập phân và nhầm dòng.",
    example="Ô E9 (điểm thẩm định của 1.2) ghi 15, điểm tối đa ở ô C9 là 2. Hay gặp nhất là mất dấu phẩy: 1,5 thành "
    "15, làm tổng điểm thừa 13,5. Xem hồ sơ thẩm định rồi gõ lại 1,5.",
    causes=OF_A_LEAF,
)
def above_maximum(case: Case, rule: Rule) -> Iterator[Found]:
    """Leaf scores above the maximum."""
    for leaf, name, figure, value in _leaf_scores(case):
        if value <= leaf.maximum or leaf.can_get(value):
            continue
        scored, code, maximum = leaf.scored, leaf.code, leaf.maximum
        node = case.scheme.get(code)
        if node is not None and node.max_points is not None:
            implied = impossible_leaf(case, scored, code, value) if figure is scored.figure(code) else None
            yield rule.finding(
                scored.sheet.place(figure.cell),
                f"Tiêu chí thành phần {code}: {name} {written_in_full(value)} vượt điểm tối đa {written_in_full(maximum)}.",
                commune=scored.display,
                criterion=code,
                expected=implied[0] if implied is not None else None,
                actual=value,
                cause=implied[1] if implied is not None else None,
            )


@rule(
    "V02",
    Severity.ERROR,
    title="Điểm âm",
    explanation="Điểm của tiêu chí thành phần nhỏ hơn 0.",
    advice="Sửa lại điểm; nếu là điểm trừ thì ghi vào cột điểm trừ, không ghi vào cột điểm thẩm định.",
    example="Ô E9 (điểm thẩm định của 1.2, tối đa 2 điểm) ghi -0,5 vì người nhập ghi số điểm bị trừ. Cột này ghi điểm "
    "đạt được, nên phải là 2 - 0,5 = 1,5. Sửa ô E9 thành 1,5.",
    causes=OF_A_LEAF,
)
def negative(case: Case, rule: Rule) -> Iterator[Found]:
    """Leaf scores below zero, unless the scheme itself gives the leaf a negative maximum."""
    for leaf, name, figure, value in _leaf_scores(case):
        if value < 0 <= leaf.maximum:
            scored, code = leaf.scored, leaf.code
            yield rule.finding(
                scored.sheet.place(figure.cell),
                f"Tiêu chí thành phần {code}: {name} là số âm ({written_in_full(value)}).",
                commune=scored.display,
                criterion=code,
                actual=value,
            )
