"""Q07: a decision that contradicts itself, of communes whose score sheets cannot tell."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from ...model import codes
from ...model.cause import CauseKind
from ...model.decision import Quantity
from ...model.finding import Cause, Finding, Severity
from ...model.numbers import percent, rounded, written_in_full
from ...model.statement import Measure
from ..case import Case
from ..causes.digits import digit_causes, shifts, swaps
from ..decision_tree import DecisionTree
from ..phrases import called, measured
from ..registry import ROUNDING_SOURCE, Found, Rule, rule
from ..rounding import Change, Conflict, Contradiction, Tree, decide, simplest
from ..table_row import TableRow

_SLIPS = (CauseKind.TRANSPOSED_DIGITS, CauseKind.SHIFTED_DECIMAL)
_MOST_NAMED = 6


@rule(
    "Q07",
    Severity.ERROR,
    title="Quyết định tự mâu thuẫn",
    explanation="Các số trong cùng một dòng của quyết định không thể cùng đúng, dù làm tròn thế nào: tổng các tiêu chí, điểm và chỉ "
    "số không khớp nhau. Chỉ xét những đơn vị mà bảng điểm không đủ để tính lại.",
    advice="Đối chiếu số này với bảng điểm gốc của đơn vị; nếu quyết định sai thì lập văn bản đính chính.",
    example="Quyết định công bố xã Thanh Sơn đạt 16,37 điểm ở tiêu chí 3, chỉ số 90,43%, nhưng thư mục không có bảng điểm của xã. "
    "Chỉ số 90,43% của 18,5 điểm ứng với 16,73 điểm, cộng với các tiêu chí khác cũng ra đúng điểm phần A đã in. Vậy "
    "16,37 là gõ đảo chữ số, phải là 16,73.",
    source=ROUNDING_SOURCE,
    causes=(*_SLIPS, CauseKind.TYPO, CauseKind.UNKNOWN),
)
def contradicts_itself(case: Case, rule: Rule) -> Iterator[Found]:
    """Lines whose commune has no scores, or only uncertain ones, and whose figures cannot all be right."""
    for line in case.official:
        if line.scored is not None and not line.scored.is_uncertain(codes.TOTAL):
            continue
        stated = DecisionTree(case, line)
        verdict = decide(stated.tree)
        if isinstance(verdict, Contradiction):
            for conflict in verdict.conflicts:
                yield from _findings(rule, line, stated, conflict)


def _findings(rule: Rule, line: TableRow, stated: DecisionTree, conflict: Conflict) -> Iterator[Finding]:
    """One per figure of the only set; else one at the likeliest figure, the others named."""
    sets = [s for s in conflict.sets if all(c.stated.key in stated.figures for c in s)]
    if not sets:
        return
    likeliest = min(sets, key=lambda one: (not all(_slips(c) for c in one), min(_depth(stated.tree, c) for c in one)))
    slips = [one for one in sets if all(_slips(c) for c in one)]
    if len(sets) == 1 or len(slips) == 1:
        yield from (_finding(rule, line, stated, change, ()) for change in likeliest)
        return
    others = [c for one in sets if one is not likeliest for c in one if c not in likeliest]
    yield _finding(rule, line, stated, likeliest[0], others)


def _depth(tree: Tree, change: Change) -> int:
    """0 for the total."""
    depth, code = 0, change.code
    while code in tree.parent:
        depth, code = depth + 1, tree.parent[code]
    return depth


def _slips(change: Change) -> tuple[CauseKind, ...]:
    """Swapped digits or a shifted decimal mark that make the stated figure of the right one."""
    right = _right(change)
    found = digit_causes(change.stated.value, right) if right is not None else ()
    return tuple(kind for kind in found if kind in _SLIPS)


def _right(change: Change) -> Decimal | None:
    """The figure it should be: the only one; of several the one a slip of the hand would have spoilt, else the simplest."""
    low, high = change.low, change.high
    if low is None or high is None:
        return None
    spoilt = {v for v in (*swaps(change.stated.value), *shifts(change.stated.value)) if low <= v <= high}
    if change.only is not None or len(spoilt) == 1:
        return change.only if change.only is not None else spoilt.pop()
    near = (Fraction(low) + Fraction(high)) / 2
    return rounded(simplest(change.interval, near), change.stated.places)


def _finding(
    rule: Rule, line: TableRow, stated: DecisionTree, change: Change, others: list[Change] | tuple[()]
) -> Finding:
    figure = stated.figures[change.code, change.stated.measure]
    right, slips = _right(change), _slips(change)
    why = _why(stated.tree, change)
    kind = slips[0] if len(slips) == 1 and not others else CauseKind.UNKNOWN if others else CauseKind.TYPO
    return rule.finding(
        line.table.place(figure.cell),
        f"{line.source} ghi {_named(change)}, {f'nhưng {why}' if why else 'trái với các số khác cùng dòng'}; để khớp thì "
        f"{_must(change)}" + (f". Cũng có thể sai ở {_listed(others)}." if others else "."),
        commune=line.display,
        criterion=change.code,
        expected=right,
        actual=change.stated.value,
        cause=Cause(kind, _detail(change, kind, others)),
    )


def _detail(change: Change, kind: CauseKind, others: list[Change] | tuple[()]) -> str:
    if others:
        return f"các số trong dòng không đủ để biết số nào sai: {_named(change)}; {_listed(others)}"
    if kind is CauseKind.TYPO:
        return "chỉ cần sửa số này thì mọi số khác trong dòng đều khớp"
    right = _right(change)
    return f"{written_in_full(right)} thành {written_in_full(change.stated.value)}" if right is not None else ""


def _must(change: Change) -> str:
    if change.low is None or change.high is None:
        return "phải sửa số này"
    if change.only is not None:
        return f"phải là {written_in_full(change.only)}{_unit(change)}"
    return f"phải từ {written_in_full(change.low)} đến {written_in_full(change.high)}{_unit(change)}"


def _named(change: Change) -> str:
    """ "điểm tiêu chí 3 là 16,37"."""
    quantity = Quantity.INDEX if change.stated.measure is Measure.INDEX else Quantity.SCORE
    return f"{measured(change.code, quantity)} là {written_in_full(change.stated.value)}{_unit(change)}"


def _listed(changes: list[Change] | tuple[()]) -> str:
    named = [f"{_named(c)} ({_must(c)})" for c in changes[:_MOST_NAMED]]
    more = len(changes) - len(named)
    return ", ".join(named) + (f" và {more} số khác" if more else "")


def _unit(change: Change) -> str:
    return "%" if change.stated.measure is Measure.INDEX else ""


def _why(tree: Tree, change: Change) -> str:
    """The sum or quotient of printed figures that shows the contradiction best."""
    if change.stated.measure is Measure.INDEX:
        return _by_quotient(tree, change.code) or _by_index(tree, change.code)
    return _by_index(tree, change.code) or _by_sum(tree, change.code) or _by_parent(tree, change.code)


def _printed(tree: Tree, code: str, measure: Measure) -> Decimal | None:
    return next((s.value for s in tree.by_code[code].figures(measure)), None)


def _by_quotient(tree: Tree, code: str) -> str:
    score, maximum = _printed(tree, code, Measure.SCORE), _printed(tree, code, Measure.MAX)
    if score is None or not maximum:
        return ""
    index = written_in_full(rounded(percent(score, maximum)))
    return f"{written_in_full(score)}/{written_in_full(maximum)} điểm là {index}%"


def _by_index(tree: Tree, code: str) -> str:
    """Not where the index agrees with the score."""
    index, maximum = _printed(tree, code, Measure.INDEX), _printed(tree, code, Measure.MAX)
    score = _printed(tree, code, Measure.SCORE)
    if index is None or not maximum:
        return ""
    points = rounded(Fraction(index) * Fraction(maximum) / 100)
    if score is not None and abs(points - score) <= Decimal("0.01"):
        return ""
    return (
        f"chỉ số {written_in_full(index)}% của {written_in_full(maximum)} điểm ứng với {written_in_full(points)} điểm"
    )


def _by_sum(tree: Tree, code: str) -> str:
    parts = [_printed(tree, c, Measure.SCORE) for c in tree.by_code[code].children]
    known = [p for p in parts if p is not None]
    if not known or len(known) < len(parts):
        return ""
    return f"{' + '.join(map(written_in_full, known))} = {written_in_full(sum(known, Decimal(0)))}"


def _by_parent(tree: Tree, code: str) -> str:
    parent = tree.parent.get(code)
    whole = _printed(tree, parent, Measure.SCORE) if parent is not None else None
    if parent is None or whole is None:
        return ""
    others = [_printed(tree, c, Measure.SCORE) for c in tree.by_code[parent].children if c != code]
    known = [o for o in others if o is not None]
    if len(known) < len(others):
        return ""
    left = written_in_full(whole - sum(known, Decimal(0)))
    return f"điểm {called(parent)} {written_in_full(whole)} trừ các mục khác thì còn {left}".replace(
        "điểm tổng", "tổng"
    )
