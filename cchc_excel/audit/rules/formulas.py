"""F01, F02, F04: formulas that leave out a row, count one too many, or read another commune's sheet."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from decimal import Decimal

from ...model.cause import CauseKind
from ...model.decision import Quantity
from ...model.finding import Cause, Consequence, Severity
from ...model.names import capitalised
from ...model.numbers import Exact, stands_for, written_in_full
from ..case import Case
from ..causes.possible import OF_A_WRONG_COLUMN
from ..coverage import Coverage, Points
from ..filled_across import FilledAcross
from ..formulas import Fault
from ..phrases import called, gap, machine, measured, shown_exact, signed
from ..published import Match
from ..recompute import Standing
from ..registry import Found, Rule, rule

_SHOWN = 60
"""Characters of a formula that a message quotes."""
_LISTED = 6
_COLUMN_NAMES = {Points.MAX: "điểm tối đa", Points.SELF: "điểm tự đánh giá", Points.SCORE: "điểm thẩm định"}
_COLUMN_CAUSES = {Points.MAX: CauseKind.MAX_USED, Points.SELF: CauseKind.SELF_SCORE_USED}


@rule(
    "F01",
    Severity.ERROR,
    title="Công thức tổng bỏ sót một mục",
    explanation="Công thức của ô tổng không cộng đủ các mục bên dưới, thường do vùng SUM thiếu dòng đầu hoặc dòng cuối sau khi chèn "
    "thêm dòng. Nếu mục bị bỏ sót đang là 0 điểm thì tổng hôm nay vẫn đúng, và phát hiện chỉ là cảnh báo.",
    advice="Sửa vùng cộng của công thức cho đủ các dòng.",
    example="Tiêu chí 1 có các mục 1.1 đến 1.5 ở E8:E12, mỗi mục 0,75 điểm. Ô E7 ghi =SUM(E8:E11) nên ra 3 điểm, bỏ sót mục 1.5; "
    "đúng ra là 3,75. Sửa thành =SUM(E8:E12).",
    causes=(CauseKind.OMITTED_CHILD,),
)
def left_out(case: Case, rule: Rule) -> Iterator[Found]:
    """Totals whose formulas leave out what lies below them."""
    across = FilledAcross(case.faults)
    for fault in case.faults:
        if fault.coverage is not None and fault.coverage.left_out and fault.coverage.column is fault.column:
            if across.is_repeated(fault):
                yield _consequence(fault, _left_out_text(fault, fault.coverage))
                continue
            cause = Cause(CauseKind.OMITTED_CHILD, _names(fault.coverage.left_out))
            yield _finding(case, rule, fault, _left_out_text(fault, fault.coverage), cause)


@rule(
    "F02",
    Severity.ERROR,
    title="Công thức tổng cộng thừa hoặc cộng hai lần",
    explanation="Công thức của ô tổng cộng cả dòng không thuộc nó, cộng một dòng hai lần (như cộng cả mục và các mục con của mục đó), "
    "hoặc cộng nhầm sang cột khác. Nếu hôm nay tổng vẫn đúng thì phát hiện chỉ là cảnh báo.",
    advice="Sửa công thức để mỗi mục bên dưới được cộng đúng một lần, đúng cột.",
    example="Tiêu chí 2 có mục 2.1 (E15: 3 điểm, gồm E16: 1 và E17: 2) và mục 2.2 (E18: 1,5 điểm). Ô E14 ghi =SUM(E15:E18) nên ra "
    "7,5: mục 2.1 được cộng hai lần, ở E15 rồi ở E16 và E17, thừa 3 điểm. Sửa thành =E15+E18 để được 4,5.",
    causes=OF_A_WRONG_COLUMN,
)
def too_much(case: Case, rule: Rule) -> Iterator[Found]:
    """Totals whose formulas count something twice, or something that is no child."""
    typed = {(id(one.scored), code) for one in case.typed_totals for code, _ in one.totals}
    across = FilledAcross(case.faults)
    for fault in case.faults:
        covered = fault.coverage
        if covered is None or (covered.left_out and covered.column is fault.column):
            continue
        if (fault.follows and _is_told(case, fault, typed)) or across.is_repeated(fault):
            yield _consequence(fault, _too_much_text(fault, covered))
            continue
        if covered.column is not fault.column:
            cause = Cause(
                _COLUMN_CAUSES.get(covered.column, CauseKind.UNKNOWN), f"công thức ={fault.formula.text[:_SHOWN]}"
            )
        else:
            cause = Cause(
                CauseKind.DOUBLE_COUNTED_CHILD, _names((*covered.twice, *covered.strangers)) or "ô ngoài bảng"
            )
        yield _finding(case, rule, fault, _too_much_text(fault, covered), cause)


@rule(
    "F04",
    Severity.ERROR,
    title="Công thức đọc trang của đơn vị khác",
    explanation="Công thức lấy số từ trang tính của một đơn vị khác, thường do chép trang hoặc chép dòng mà quên sửa tên trang. "
    "Nếu hôm nay hai đơn vị tình cờ bằng điểm thì phát hiện chỉ là cảnh báo.",
    advice="Sửa tên trang trong công thức cho đúng đơn vị.",
    example="Ở trang “Xã Thanh An”, ô E30 ghi ='Xã Thanh Xá'!E30 nên hiện 85,13 điểm của xã Thanh Xá, trong khi hai phần của xã "
    "Thanh An được 61,2 (ô E7) và 19,3 (ô E20). Sửa thành =E7+E20 để được 80,5.",
    causes=(CauseKind.ROW_SHIFT,),
)
def another_commune(case: Case, rule: Rule) -> Iterator[Found]:
    """Formulas that read another commune's sheet: one finding for a sheet or line and the communes it reads."""
    copied: dict[tuple[int, int, tuple[str, ...]], list[Fault]] = {}
    for fault in case.faults:
        if fault.others:
            copied.setdefault((id(fault.scored), id(fault.line), fault.others), []).append(fault)
    for faults in copied.values():
        first = next((fault for fault in faults if _figures(case, fault)[1]), faults[0])
        whose = ", ".join(first.others[:_LISTED])
        rest = [fault.figure.cell for fault in faults if fault is not first]
        more = f"; ô {', '.join(rest[:_LISTED])}{' ...' if len(rest) > _LISTED else ''} cũng vậy" if rest else ""
        cause = Cause(CauseKind.ROW_SHIFT, f"số của {whose}")
        yield _finding(case, rule, first, f"đọc số liệu của {whose}{more}", cause)


def _is_told(case: Case, fault: Fault, typed: Container[tuple[int, str]]) -> bool:
    """Whether the slip that a fault follows from is a finding of its own."""
    scored = fault.scored
    return any(
        (id(scored), code) in typed
        or scored.standing.get(code) is Standing.WRONG
        or ((figure := scored.figure(code)) is not None and case.is_fault(figure))
        for code in fault.follows
    )


def _consequence(fault: Fault, what: str) -> Consequence:
    name = _name(fault)
    told = f"{capitalised(name)} ở ô {fault.figure.cell} {what}."
    return Consequence(fault.scored.display, fault.code, fault.place, told)


def _finding(case: Case, rule: Rule, fault: Fault, what: str, cause: Cause) -> Found:
    right, wrong = _figures(case, fault)
    where = f"{fault.line.source}: " if fault.line is not None else ""
    result = ""
    if wrong and right is not None and fault.figure.value is not None:
        unit = " điểm" if isinstance(right, Decimal) else ""
        result = (
            f" Ô này đang là {written_in_full(fault.figure.value)}, đúng ra là {shown_exact(right)} "
            f"({signed(gap(fault.figure.value, right))}{unit})."
        )
    elif fault.figure.is_stated and not wrong:
        result = " Số hiện tại vẫn đúng, nhưng sẽ sai khi điểm thay đổi."
    counts = fault.column is not Points.SELF and wrong
    return rule.finding(
        fault.place,
        f"{where}Công thức {_name(fault)} ở ô {fault.figure.cell} (={fault.formula.text[:_SHOWN]}) {what}.{result}",
        commune=fault.scored.display,
        criterion=fault.code,
        expected=machine(right) if right is not None else None,
        actual=fault.figure.value,
        severity=None if counts else Severity.WARNING,
        advice=_advice(fault),
        cause=cause,
    )


def _name(fault: Fault) -> str:
    if fault.column is Points.SELF:
        return f"điểm tự đánh giá của {called(fault.code)}"
    if fault.column is None and fault.line is None:
        return measured(fault.code, Quantity.INDEX)
    return measured(fault.code, Quantity.SCORE)


def _figures(case: Case, fault: Fault) -> tuple[Exact | None, bool]:
    """What the cell should hold, where that can be told, and whether it holds something else."""
    value, scored = fault.figure.value, fault.scored
    if fault.line is not None:
        item = next((c for c in case.compared_of(fault.line) if c.figure is fault.figure), None)
        return (item.exact, item.match in (Match.DIFFERENT, Match.FOLLOWS)) if item is not None else (None, False)
    if fault.column is None:
        right = case.index(fault.code, scored)
        return right, value is None or not stands_for(value, right)
    if fault.column is Points.SCORE and scored.children.get(fault.code):
        return scored.exact[fault.code], value is None or not scored.can_be(fault.code, value, scored.places)
    return None, True


def _cells(fault: Fault, missing: Sequence[str]) -> str:
    """ "mục 1.5 (ô E12)"."""
    told = []
    for code in missing[:_LISTED]:
        figure = fault.scored.figure(code) if fault.column is Points.SCORE else None
        told.append(called(code) + (f" (ô {figure.cell})" if figure is not None else ""))
    return ", ".join(told) + (f" và {len(missing) - _LISTED} mục khác" if len(missing) > _LISTED else "")


def _names(nodes: Sequence[str]) -> str:
    return ", ".join(map(called, nodes[:_LISTED]))


def _left_out_text(fault: Fault, covered: Coverage) -> str:
    text = f"bỏ sót {_cells(fault, covered.left_out)}"
    return f"{text} và {_too_much_text(fault, covered)}" if covered.has_too_much else text


def _too_much_text(fault: Fault, covered: Coverage) -> str:
    if covered.column is not fault.column:
        return f"cộng cột {_COLUMN_NAMES[covered.column]}"
    told = []
    if covered.twice:
        both = [c for c in covered.twice if not fault.scored.is_leaf(c)]
        once = [c for c in covered.twice if fault.scored.is_leaf(c)]
        told += [f"vừa cộng {_cells(fault, [c])} vừa cộng các mục con của nó" for c in both]
        told += [f"cộng hai lần {_cells(fault, once)}"] if once else []
    if covered.strangers:
        told.append(f"cộng cả {_cells(fault, covered.strangers)}")
    if covered.loose:
        told.append(f"cộng cả ô {', '.join(covered.loose[:_LISTED])}, không phải một mục của bảng")
    if covered.itself:
        told.append("cộng cả chính ô tổng")
    return " và ".join(told)


def _advice(fault: Fault) -> str | None:
    """The formula to type instead, where the children stand in cells of one sheet."""
    if fault.coverage is None or fault.column is not Points.SCORE:
        return None
    cells = [f.cell for c in fault.scored.children[fault.code] if (f := fault.scored.figure(c)) is not None]
    if len(cells) < len(fault.scored.children[fault.code]) or len(cells) > 20:
        return None
    return f"Sửa công thức ô {fault.figure.cell} thành ={_sum_of(cells)}."


def _sum_of(cells: Sequence[str]) -> str:
    column = cells[0].rstrip("0123456789")
    rows = [int(c[len(column) :]) if c.startswith(column) and c[len(column) :].isdigit() else 0 for c in cells]
    if len(cells) > 2 and rows == list(range(rows[0], rows[0] + len(rows))):
        return f"SUM({cells[0]}:{cells[-1]})"
    return "+".join(cells)
