"""Q01-Q03, Q06: the decision's scores and indices against the recomputed ones."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ...model import codes
from ...model.decision import Quantity
from ...model.finding import Cause, Consequence, Finding, Severity
from ...model.numbers import percent, places_of, stands_for, written, written_in_full
from ..case import Case
from ..causes.halves import half_causes
from ..causes.possible import OF_A_TOTAL, OF_AN_INDEX, OF_ROUNDING
from ..causes.published import published_cause
from ..phrases import gap, machine, measured, shown_exact, signed
from ..published import Compared, Match
from ..registry import ROUNDING_SOURCE, Found, Rule, rule


def _different(
    case: Case, rule: Rule, wanted: Quantity, *, criteria: bool | None, official: bool = True
) -> Iterator[Found]:
    for item in case.compared:
        if item.quantity is not wanted or item.line.table.official is not official:
            continue
        if criteria is not None and codes.is_numbered(item.code) is not criteria:
            continue
        if case.is_fault(item.figure) or case.slip_below(item.scored, item.code) is not None:
            continue
        whole = case.line_cause(item.line) if item.match is Match.DIFFERENT else None
        if item.match is Match.DIFFERENT and (whole is None or whole.lead is item):
            yield _finding(rule, item, whole.cause if whole is not None else published_cause(case, item))
        elif item.match in (Match.FOLLOWS, Match.DIFFERENT):
            yield Consequence(
                item.scored.display,
                item.code,
                item.line.table.place(item.figure.cell),
                f"{item.line.source} ghi {measured(item.code, item.quantity)} {written_in_full(item.value)}, "
                f"đúng ra là {_right(item)}.",
            )


def _right(item: Compared) -> str:
    return written(item.exact, max(2, min(4, places_of(item.value))))


def _finding(rule: Rule, item: Compared, cause: Cause) -> Finding:
    unit = "%" if item.quantity is Quantity.INDEX else ""
    name = measured(item.code, item.quantity)
    return rule.finding(
        item.line.table.place(item.figure.cell),
        f"{item.line.source} ghi {name} {written_in_full(item.value)}{unit}, tính lại là {shown_exact(item.exact)}{unit}"
        f" ({signed(gap(item.value, item.exact))}).",
        commune=item.scored.display,
        criterion=item.code,
        expected=machine(item.exact),
        actual=item.value,
        cause=cause,
    )


_ADVICE = "Đối chiếu quyết định với bảng điểm; nếu quyết định sai thì lập văn bản đính chính."


@rule(
    "Q01",
    Severity.ERROR,
    title="Điểm tiêu chí trong quyết định khác điểm tính lại",
    explanation="Điểm của tiêu chí trong quyết định, so như đã in (làm tròn nửa đơn vị lên), khác điểm tính lại từ bảng điểm.",
    advice=_ADVICE,
    example="Quyết định ghi điểm tiêu chí 3 của xã Thanh Xá là 16,37 (ô E15), tính lại từ bảng điểm là 16,73, thiếu "
    "0,36 điểm. Chữ số 7 và 3 đổi chỗ cho nhau. Xem lại bảng điểm của xã; nếu bảng điểm đúng thì sửa dự thảo, "
    "hoặc đính chính quyết định đã ban hành.",
    source=ROUNDING_SOURCE,
    causes=OF_A_TOTAL,
)
def decision_criterion(case: Case, rule: Rule) -> Iterator[Found]:
    """The decision's criterion scores."""
    return _different(case, rule, Quantity.SCORE, criteria=True)


@rule(
    "Q02",
    Severity.ERROR,
    title="Điểm phần hoặc tổng điểm trong quyết định khác điểm tính lại",
    explanation="Điểm của phần A, B hoặc tổng điểm trong quyết định khác điểm tính lại, mà không phải do một tiêu chí đã báo sai.",
    advice=_ADVICE,
    example="Bảy tiêu chí của phần A được 12,2 + 4,75 + 16,73 + 5,5 + 9,875 + 7 + 8,365 = 64,42 điểm. Quyết định ghi "
    "64,24 là sai, thiếu 0,18. Nếu ghi 64,42 thì đúng, cho dù bảy số đã in (trong đó có 9,88 và 8,37) cộng lại "
    "ra 64,43.",
    source=ROUNDING_SOURCE,
    causes=OF_A_TOTAL,
)
def decision_total(case: Case, rule: Rule) -> Iterator[Found]:
    """The decision's parts and totals."""
    return _different(case, rule, Quantity.SCORE, criteria=False)


@rule(
    "Q03",
    Severity.ERROR,
    title="Chỉ số trong quyết định khác chỉ số tính lại",
    explanation="Chỉ số (%) trong quyết định khác điểm chính xác chia điểm tối đa, mà không phải do điểm đã báo sai.",
    advice=_ADVICE,
    example="Tiêu chí 5 đạt 9,875 trên 11 điểm, chỉ số là 9,875/11 = 89,77%. Quyết định ghi 98,77 là sai: hai chữ số "
    "đầu đổi chỗ. Nếu ghi 89,77 thì đúng, cho dù lấy số đã in 9,88 chia 11 ra 89,82%.",
    source=ROUNDING_SOURCE,
    causes=OF_AN_INDEX,
)
def decision_index(case: Case, rule: Rule) -> Iterator[Found]:
    """The decision's indices."""
    return _different(case, rule, Quantity.INDEX, criteria=None)


@rule(
    "A05",
    Severity.ERROR,
    title="Số liệu bảng tổng hợp khác số tính lại",
    explanation="Điểm hoặc chỉ số ở trang tổng hợp của sổ tính khác số tính lại từ bảng điểm của đơn vị.",
    advice="Kiểm tra công thức của ô (có trỏ đúng trang của đơn vị không) hoặc gõ lại số đúng.",
    example="Ô E8 của trang tổng hợp ghi điểm tiêu chí 3 của xã Thanh Xá là 15,9, tính lại từ bảng điểm của xã là "
    "16,73, thiếu 0,83 điểm. Số này được chép sang trước khi điểm của 3.2 sửa từ 1,17 lên 2. Thay số gõ tay "
    "bằng công thức trỏ tới ô tổng của xã, ví dụ ='Thanh Xá'!E22.",
    source=ROUNDING_SOURCE,
    causes=OF_A_TOTAL,
)
def summary_figure(case: Case, rule: Rule) -> Iterator[Found]:
    """Figures of the workbooks' own summaries."""
    for quantity in Quantity:
        yield from _different(case, rule, quantity, criteria=None, official=False)


@rule(
    "Q06",
    Severity.INFO,
    title="Khác nhau khi in, do làm tròn",
    explanation="Số trong quyết định là số đã làm tròn của điểm chính xác. Cộng hoặc chia các số đã in có thể ra khác một đơn vị "
    "cuối, nhưng tính từ điểm chính xác thì quyết định đúng.",
    advice="Không phải sửa.",
    example="Quyết định ghi tiêu chí 5 được 9,88 điểm, chỉ số 89,77%, trong khi lấy máy tính chia 9,88/11 ra 89,82%. "
    "Không ai sai: điểm chính xác là 9,875, in hai chữ số thành 9,88, còn 9,875/11 = 89,77%. Không phải sửa; "
    "khi có người hỏi thì trả lời bằng con số 9,875.",
    source=ROUNDING_SOURCE,
    causes=OF_ROUNDING,
)
def rounding(case: Case, rule: Rule) -> Iterator[Found]:
    """Published figures that only rounding tells from the exact ones, or that printed arithmetic would call wrong."""
    by_line: dict[int, dict[str, Decimal]] = {}
    # the same decision may lie there as a workbook and as the document that was signed
    told: set[tuple[int, str, Quantity, Decimal]] = set()
    halves = half_causes(case.compared)
    for item in case.compared:
        if not item.line.table.official or item.match not in (Match.EQUAL, Match.ROUNDED):
            continue
        printed = by_line.setdefault(id(item.scored), {})
        if item.quantity is Quantity.SCORE:
            printed.setdefault(item.code, item.value)
        key = (id(item.scored), item.code, item.quantity, item.value)
        why = _explained(case, item, printed) if key not in told else None
        if why is not None:
            told.add(key)
            yield rule.finding(
                item.line.table.place(item.figure.cell),
                f"{item.line.source} ghi {measured(item.code, item.quantity)} {written_in_full(item.value)}: {why}",
                commune=item.scored.display,
                criterion=item.code,
                expected=machine(item.exact),
                actual=item.value,
                cause=halves.get(id(item)),
            )


def _explained(case: Case, item: Compared, printed: dict[str, Decimal]) -> str | None:
    """What a hasty check would object to, and why the figure is right all the same."""
    if item.quantity is Quantity.SCORE:
        if item.match is Match.ROUNDED:
            return f"đúng, do làm tròn từ điểm chính xác {shown_exact(item.exact)}."
        below = [printed.get(c) for c in item.scored.children.get(item.code, ())]
        if below and None not in below:
            total = sum((b for b in below if b is not None), Decimal(0))
            if not stands_for(item.value, total):
                return f"đúng; các số đã in cộng lại là {written_in_full(total)} chỉ vì từng số đã làm tròn."
        return None
    maximum, score = case.maximum(item.code, item.scored), printed.get(item.code)
    if score is None or not maximum or score == item.scored.exact[item.code]:
        return None
    hasty = percent(score, maximum)
    if stands_for(item.value, hasty):
        return None
    return (
        f"đúng, tính từ điểm chính xác {written_in_full(item.scored.exact[item.code])}; "
        f"chia số đã in ({written_in_full(score)}) thì ra {written(hasty)}."
    )
