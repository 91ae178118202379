"""V: scores that cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ...model.figures import Figure
from ...model.finding import Severity
from ...model.numbers import written_in_full
from ..case import Case
from ..recompute import Scored
from ..registry import Found, Rule, rule


def _leaf_scores(case: Case) -> Iterator[tuple[Scored, str, str, Figure, Decimal]]:
    """Stated leaf scores, appraised and self-given: commune, code, column's name, figure, value."""
    for scored in case.communes:
        for code, row in scored.rows.items():
            if not scored.is_leaf(code):
                continue
            for name, figure in (("điểm thẩm định", row.score), ("điểm tự đánh giá", row.self_score)):
                if figure is not None and figure.value is not None:
                    yield scored, code, name, figure, figure.value


@rule(
    "V01",
    Severity.ERROR,
    title="Điểm vượt điểm tối đa",
    explanation="Điểm chấm cho tiêu chí thành phần lớn hơn điểm tối đa của nó.",
    advice="Đối chiếu hồ sơ thẩm định và sửa lại điểm; kiểm tra dấu phẩy thập phân và nhầm dòng.",
)
def above_maximum(case: Case, rule: Rule) -> Iterator[Found]:
    """Leaf scores above the maximum."""
    for scored, code, name, figure, value in _leaf_scores(case):
        maximum = case.maximum(code, scored)
        node = case.scheme.get(code)
        if node is not None and node.max_points is not None and value > maximum:
            yield rule.finding(
                scored.sheet.place(figure.cell),
                f"Tiêu chí thành phần {code}: {name} {written_in_full(value)} vượt điểm tối đa {written_in_full(maximum)}.",
                commune=scored.display,
                criterion=code,
                actual=value,
            )


@rule(
    "V02",
    Severity.ERROR,
    title="Điểm âm",
    explanation="Điểm của tiêu chí thành phần nhỏ hơn 0.",
    advice="Sửa lại điểm; nếu là điểm trừ thì ghi vào cột điểm trừ, không ghi vào cột điểm thẩm định.",
)
def negative(case: Case, rule: Rule) -> Iterator[Found]:
    """Leaf scores below zero, unless the scheme itself gives the leaf a negative maximum."""
    for scored, code, name, figure, value in _leaf_scores(case):
        if value < 0 and case.maximum(code, scored) >= 0:
            yield rule.finding(
                scored.sheet.place(figure.cell),
                f"Tiêu chí thành phần {code}: {name} là số âm ({written_in_full(value)}).",
                commune=scored.display,
                criterion=code,
                actual=value,
            )
