"""S: departures of a sheet from the scheme, and of the scheme from itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ...model.figures import Figure, Reading
from ...model.finding import Consequence, Severity
from ...model.names import capitalised
from ...model.numbers import stands_for, written_in_full
from ..case import Case
from ..consensus import is_proper
from ..filled_across import FilledAcross
from ..laid_down import Matter
from ..phrases import called
from ..recompute import Scored
from ..registry import Found, Rule, rule
from .disputes import between_schemes, missing_from_most, unknown_to_the_scheme


@rule(
    "S01",
    Severity.ERROR,
    title="Thiếu tiêu chí",
    explanation="Bảng điểm của đơn vị không có một tiêu chí mà bộ tiêu chí chung (trang bộ tiêu chí nếu có, nếu không thì theo đa số các "
    "bảng) có.",
    advice="Bổ sung dòng tiêu chí còn thiếu, hoặc sửa mã tiêu chí ghi sai.",
    example="19 bảng có tiêu chí 1.3 (tối đa 1 điểm), riêng bảng của xã Thanh An từ 1.2 chuyển thẳng sang 2. Các mục "
    "còn lại của tiêu chí 1 có điểm tối đa 3 và 2, cộng được 5, thiếu 1 so với 6. Dòng thiếu không có ô nào "
    "nên phát hiện chỉ vào dòng tiêu chí 1 (ô A7). Chèn lại dòng 1.3 và ghi điểm của nó.",
)
def criterion_missing(case: Case, rule: Rule) -> Iterator[Found]:
    """Codes of the scheme that a sheet lacks; points at the row above them in the tree."""
    yield from missing_from_most(case, rule)
    for scored in case.communes:
        for code in scored.missing:
            if case.agreement.is_disputed(Matter.MISSING, code):
                continue
            node = case.scheme[code]
            above = next((c for c in case.scheme.ancestors(code) if c in scored.rows), None)
            row = scored.rows[above] if above is not None else scored.sheet.rows[0]
            yield rule.finding(
                scored.sheet.place(row.cell),
                f"Bảng điểm thiếu tiêu chí {code} “{node.name}”"
                + (f" (điểm tối đa {written_in_full(node.max_points)})." if node.max_points is not None else "."),
                commune=scored.display,
                criterion=code,
                expected=code,
            )


@rule(
    "S02",
    Severity.ERROR,
    title="Tiêu chí không có trong bộ tiêu chí",
    explanation="Bảng điểm có một mã tiêu chí mà trang bộ tiêu chí, hoặc nếu không có trang ấy thì đa số các bảng khác, không có; "
    "hoặc ô mã ghi điều không thể hiểu là một mã duy nhất, như một ngày tháng do Excel tự đổi.",
    advice="Sửa lại mã cho đúng bộ tiêu chí, hoặc bỏ dòng này.",
    example="Ô A9 ghi mã 1.22; các bảng khác không có mã này mà có 1.2 với đúng tên ấy. Do gõ thừa một số 2, mã không "
    "khớp với bộ tiêu chí. Gõ lại ô A9 thành 1.2.",
)
def criterion_unknown(case: Case, rule: Rule) -> Iterator[Found]:
    """Codes that the scheme does not know, and cells that should hold a code and hold what nobody understands."""
    yield from unknown_to_the_scheme(case, rule)
    for scored in case.communes:
        for stray in scored.unknown:
            meant = f"; theo tên thì đây là tiêu chí {stray.meant}" if stray.meant else ""
            told = f"Mã {stray.row.code} “{stray.row.name}” không có trong bộ tiêu chí{meant}."
            if not is_proper(stray.row.code):
                counted = "" if stray.meant else "; điểm của dòng này chưa được tính"
                told = (
                    f"Ô mã của dòng “{stray.row.name}” ghi “{stray.row.code[:40]}”, không rõ là mã tiêu chí nào "
                    f"(Excel có thể đã đổi mã thành ngày tháng){meant}{counted}."
                )
            yield rule.finding(
                scored.sheet.place(stray.row.cell),
                told,
                commune=scored.display,
                criterion=stray.row.code,
                expected=stray.meant,
                actual=stray.row.code,
            )


def _own_maximum(scored: Scored, code: str) -> Decimal | None:
    row = scored.rows.get(code)
    return row.max_points.value if row is not None and row.max_points is not None else None


def _maximum_below(scored: Scored, code: str) -> Decimal | None:
    """A node's own maximum; of a heading without one what those below it add up to."""
    own = _own_maximum(scored, code)
    if own is not None or scored.is_leaf(code):
        return own
    below = [_maximum_below(scored, c) for c in scored.children[code]]
    return sum((b for b in below if b is not None), Decimal(0)) if None not in below else None


def _departs(case: Case, scored: Scored, code: str) -> bool:
    """Whether the node's maximum is another than the scheme's, of its own and not because one below it is."""
    node, own = case.scheme.get(code), _own_maximum(scored, code)
    if node is None or node.max_points is None or own is None or own == node.max_points:
        return False
    below = [_maximum_below(scored, c) for c in scored.children.get(code, ())]
    if any(_is_unreadable(scored, c) for c in scored.children.get(code, ())):
        return False
    return not below or None in below or sum((b for b in below if b is not None), Decimal(0)) != own


def _is_unreadable(scored: Scored, code: str) -> bool:
    row = scored.rows.get(code)
    figure = row.max_points if row is not None else None
    return figure is not None and figure.value is None and figure.reading is not Reading.EMPTY


@rule(
    "S03",
    Severity.ERROR,
    title="Điểm tối đa khác bộ tiêu chí",
    explanation="Điểm tối đa của tiêu chí trên bảng này khác với bộ tiêu chí chung (trang bộ tiêu chí nếu có, nếu không thì theo "
    "đa số các bảng). Nếu đa số các bảng cùng khác trang bộ tiêu chí thì chỉ nêu một lần.",
    advice="Sửa lại điểm tối đa cho đúng bộ tiêu chí.",
    example="Ô C9 của xã Thanh An ghi điểm tối đa của 1.2 là 3, các bảng khác ghi 2. Với 1,5 điểm, chỉ số của 1.2 bị "
    "tính thành 1,5/3 = 50% thay vì 1,5/2 = 75%. Sửa ô C9 thành 2.",
)
def other_maximum(case: Case, rule: Rule) -> Iterator[Found]:
    """Maxima that depart from the scheme; a parent that only adds up departing children is not told again."""
    agreed, across = case.maxima, FilledAcross(case.faults)
    yield from between_schemes(case, rule)
    for scored in case.communes:
        for code, row in scored.rows.items():
            if row.max_points is None or row.max_points.value in (None, agreed.get(code)):
                continue
            if not _departs(case, scored, code) or _is_usual(case, code, row.max_points.value):
                continue
            assert row.max_points.value is not None
            right = case.scheme[code].max_points
            assert right is not None
            if across.is_maximum(scored, code):
                yield _repeated(scored, code, row.max_points, right)
                continue
            yield rule.finding(
                scored.sheet.place(row.max_points.cell),
                f"Điểm tối đa của {called(code)} ghi {written_in_full(row.max_points.value)}, "
                f"bộ tiêu chí là {written_in_full(right)}.",
                commune=scored.display,
                criterion=code,
                expected=right,
                actual=row.max_points.value,
            )
    yield from _published_maxima(case, rule)


def _is_usual(case: Case, code: str, stated: Decimal | None) -> bool:
    """Whether a maximum is what most score sheets have against the scheme sheet: that is one finding, not many."""
    dispute = case.agreement.disputes.get((Matter.MAXIMUM, code))
    return dispute is not None and dispute.stated == stated


def _repeated(scored: Scored, code: str, stated: Figure, right: Decimal) -> Consequence:
    what = f"Điểm tối đa của {called(code)} ở ô {stated.cell} ghi {written_in_full(stated.value or Decimal(0))}, đúng ra là {written_in_full(right)}."
    return Consequence(scored.display, code, scored.sheet.place(stated.cell), what)


def _published_maxima(case: Case, rule: Rule) -> Iterator[Found]:
    """The row of maxima in a decision's table."""
    for table in case.group.tables:
        for code, stated in table.maxima.items():
            node = case.scheme.get(code)
            right = node.max_points if node is not None else None
            if stated.value is None or right is None or stands_for(stated.value, right):
                continue
            if stated.value == _sum_of_maxima(case, case.scheme.children(code)):
                what = (
                    f"{capitalised(table.title)} ghi điểm tối đa của {called(code)} là {written_in_full(stated.value)}."
                )
                yield Consequence("", code, table.place(stated.cell), what)
            else:
                yield rule.finding(
                    table.place(stated.cell),
                    f"{capitalised(table.title)} ghi điểm tối đa của {called(code)} là {written_in_full(stated.value)}, bộ tiêu chí là "
                    f"{written_in_full(right)}.",
                    criterion=code,
                    expected=right,
                    actual=stated.value,
                )


@rule(
    "S04",
    Severity.ERROR,
    title="Điểm tối đa không cộng đúng lên mục trên",
    explanation="Tổng điểm tối đa của các tiêu chí thành phần khác điểm tối đa của tiêu chí chứa chúng, trong chính bộ tiêu chí.",
    advice="Đối chiếu với văn bản ban hành bộ tiêu chí và sửa lại điểm tối đa trên tất cả các bảng.",
    example="Mọi bảng đều ghi tiêu chí 4 tối đa 6 điểm, nhưng 4.1, 4.2, 4.3 ghi 2, 2 và 1,5, cộng lại chỉ được 5,5. "
    "Hoặc một mục bên dưới thiếu 0,5 điểm, hoặc tiêu chí 4 chỉ có 5,5: văn bản ban hành bộ tiêu chí cho biết "
    "số nào đúng. Phát hiện chỉ nêu một lần, nhưng phải sửa ở tất cả các bảng.",
)
def maxima_do_not_add_up(case: Case, rule: Rule) -> Iterator[Found]:
    """Parents of the agreed scheme whose children's maxima add up to something else; told once, on the first sheet.

    A parent that would be right if a child's maximum were what is below the child is left to the child's finding.
    """
    for node in case.scheme.nodes:
        below = case.scheme.children(node.code)
        total = _sum_of_maxima(case, below)
        if not below or node.max_points is None or total is None or total == node.max_points:
            continue
        added_up = [_sum_of_maxima(case, case.scheme.children(c)) or case.scheme[c].max_points for c in below]
        if sum((m for m in added_up if m is not None), Decimal(0)) != node.max_points:
            yield from _scheme_finding(case, rule, node.code, total, node.max_points)


def _sum_of_maxima(case: Case, nodes: Sequence[str]) -> Decimal | None:
    """What the maxima of nodes add up to; None when there are none or one is not stated."""
    maxima = [case.scheme[c].max_points for c in nodes]
    return sum((m for m in maxima if m is not None), Decimal(0)) if maxima and None not in maxima else None


def _scheme_finding(case: Case, rule: Rule, code: str, total: Decimal, stated: Decimal) -> Iterator[Found]:
    laid_down = case.agreement.place_of_maximum(code, stated)
    if laid_down is not None:
        yield rule.finding(
            laid_down,
            f"Trang bộ tiêu chí ghi điểm tối đa của {called(code)} là {written_in_full(stated)}, nhưng các mục bên dưới cộng lại là "
            f"{written_in_full(total)}.",
            criterion=code,
            expected=total,
            actual=stated,
        )
        return
    sheets = [s for s in case.communes if _own_maximum(s, code) == stated]
    if not sheets:
        return
    figure = sheets[0].rows[code].max_points
    assert figure is not None
    if FilledAcross(case.faults).is_maximum(sheets[0], code):
        yield _repeated(sheets[0], code, figure, total)
        return
    more = f" (như vậy ở cả {len(sheets)} bảng điểm)" if len(sheets) > 1 else ""
    yield rule.finding(
        sheets[0].sheet.place(figure.cell),
        f"Điểm tối đa của {called(code)} ghi {written_in_full(stated)}, nhưng các mục bên dưới cộng lại là "
        f"{written_in_full(total)}{more}.",
        commune=sheets[0].display,
        criterion=code,
        expected=total,
        actual=stated,
    )
