"""A01, A02: totals and indices of the score sheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from ...model.decision import Quantity
from ...model.figures import Figure, Reading
from ...model.finding import Consequence, Severity
from ...model.names import capitalised
from ...model.numbers import PRINTED_PLACES, Exact, percent, rounded, stands_for, written, written_in_full
from ...model.score_sheet import ScoreRow
from ..case import Case
from ..causes.leaf_slips import LeafSlip
from ..causes.possible import OF_A_TOTAL, OF_AN_INDEX
from ..causes.published import index_cause
from ..causes.totals import total_cause
from ..phrases import INDEX_PLACES, called, machine, measured, shown_exact, signed
from ..printed import printed_places
from ..published import Span, meets, printed_span
from ..recompute import Scored, Standing
from ..registry import ROUNDING_SOURCE, Found, Rule, rule
from ..typed_totals import is_computed


@rule(
    "A01",
    Severity.ERROR,
    title="Tổng không bằng tổng các mục bên dưới",
    explanation="Điểm của tiêu chí, phần hoặc tổng điểm trên bảng khác với tổng chính xác tính từ các tiêu chí thành phần. "
    "Số đã làm tròn đúng quy tắc (2 chữ số thập phân, nửa đơn vị làm tròn lên) không bị coi là sai. Nếu các số phía trên cho thấy "
    "một điểm thành phần bị gõ sai thì phát hiện chỉ vào ô điểm đó; nếu công thức cộng sai dòng thì phát hiện là F01, F02 hoặc F04.",
    advice="Kiểm tra công thức của ô này (vùng cộng có đủ các dòng không) hoặc gõ lại số đúng.",
    example="Các mục của tiêu chí 5 được 4,5 (ô E42), 3,375 (ô E43) và 2 (ô E44), cộng lại là 9,875, nhưng ô E41 ghi "
    "9,785, thiếu 0,09 điểm. Chữ số 8 và 7 bị gõ đổi chỗ; phần A và tổng điểm thiếu theo 0,09 nên chỉ nêu ở "
    "cột “Hệ quả”. Ghi công thức =SUM(E42:E44) vào ô E41. Nếu ô ghi 9,88 thì không sai, vì 9,875 làm tròn hai "
    "chữ số là 9,88.",
    source=ROUNDING_SOURCE,
    causes=OF_A_TOTAL,
)
def wrong_total(case: Case, rule: Rule) -> Iterator[Found]:
    """Stated totals that are not the sum of what is below them; those off only because of another are consequences."""
    for scored in case.communes:
        for code, standing in scored.standing.items():
            stated = scored.figure(code)
            assert stated is not None
            # a formula that reads the wrong cells is a finding of its own, and the wrong total a part of it
            if not case.is_fault(stated) and case.slip_below(scored, code) is None:
                yield from _judge_total(case, rule, scored, code, stated, standing)
        yield from _repeated_totals(case, rule, scored)
        yield from _self_totals(case, rule, scored)
    for slips in case.slips.values():
        yield from (_slip_finding(rule, slip) for slip in slips)


def _judge_total(
    case: Case, rule: Rule, scored: Scored, code: str, stated: Figure, standing: Standing
) -> Iterator[Found]:
    if standing is Standing.BLANK:
        yield _blank_finding(rule, scored, code, stated)
    elif stated.value is None or standing in (Standing.RIGHT, Standing.POSSIBLE):
        return
    elif standing is Standing.WRONG:
        yield _total_finding(case, rule, scored, code, stated, stated.value)
    elif standing is Standing.TEXT_LEFT_OUT:
        yield from _text_left_out(rule, scored, code, stated, stated.value)
    else:
        yield _follows(scored, code, Quantity.SCORE, stated, stated.value, scored.exact[code])


def _slip_finding(rule: Rule, slip: LeafSlip) -> Found:
    """A mistyped leaf is the cell to change; what is stated above it is right."""
    return rule.finding(
        slip.scored.sheet.place(slip.figure.cell),
        f"{capitalised(measured(slip.code, Quantity.SCORE))} ghi {written_in_full(slip.stated)}, nhiều khả năng là "
        f"{written_in_full(slip.right)}: {slip.witness}, và chỉ với {written_in_full(slip.right)} thì mọi số phía trên đều khớp.",
        commune=slip.scored.display,
        criterion=slip.code,
        expected=slip.right,
        actual=slip.stated,
        advice="Đối chiếu hồ sơ thẩm định của tiêu chí thành phần này rồi gõ lại điểm.",
        cause=slip.cause,
    )


def _blank_finding(rule: Rule, scored: Scored, code: str, stated: Figure) -> Found:
    return rule.finding(
        scored.sheet.place(stated.cell),
        f"Ô {measured(code, Quantity.SCORE)} {f'ghi “{stated.text[:40]}”' if stated.text else 'để trống'} nên không được cộng "
        f"lên mục trên; tổng các mục bên dưới là {written_in_full(scored.exact[code])}.",
        commune=scored.display,
        criterion=code,
        expected=scored.exact[code],
        actual=stated.text[:80],
    )


def _text_left_out(rule: Rule, scored: Scored, code: str, total: Figure, value: Decimal) -> Iterator[Found]:
    """The cells to change are the texts; the total follows from them."""
    for child in scored.children[code]:
        figure = scored.figure(child)
        if figure is None or figure.reading is not Reading.TEXT or figure.value is None:
            continue
        yield rule.finding(
            scored.sheet.place(figure.cell),
            f"Điểm {called(child)} “{figure.text[:40]}” lưu dưới dạng chữ nên không được cộng vào {called(code)} (ô {total.cell} "
            f"ghi {written_in_full(value)}, đúng ra là {written_in_full(scored.exact[code])}).",
            commune=scored.display,
            criterion=child,
            expected=figure.value,
            actual=figure.text[:40],
            advice="Gõ lại ô này thành số (bỏ dấu nháy, chữ kèm theo); công thức tổng sẽ tự đúng.",
        )
    yield _follows(scored, code, Quantity.SCORE, total, value, scored.exact[code])


def _total_finding(case: Case, rule: Rule, scored: Scored, code: str, stated: Figure, value: Decimal) -> Found:
    exact = scored.exact[code]
    return rule.finding(
        scored.sheet.place(stated.cell),
        f"{capitalised(measured(code, Quantity.SCORE))} ghi {written_in_full(value)}, tổng các mục bên dưới là "
        f"{written_in_full(exact)} ({signed(value - exact)} điểm).",
        commune=scored.display,
        criterion=code,
        expected=exact,
        actual=value,
        cause=total_cause(case, scored, code, stated, value),
    )


def _follows(
    scored: Scored, code: str, quantity: Quantity, stated: Figure, value: Decimal, exact: Exact
) -> Consequence:
    return Consequence(
        scored.display,
        code,
        scored.sheet.place(stated.cell),
        f"{capitalised(measured(code, quantity))} ở ô {stated.cell} ghi {_short(value)}, đúng ra là {_short(exact)}.",
    )


def _repeated_totals(case: Case, rule: Rule, scored: Scored) -> Iterator[Found]:
    """Total rows that state a node a second time."""
    for row in scored.sheet.rows:
        if not row.repeats or row.score is None or row.score.value is None or row.code not in scored.exact:
            continue
        if case.is_fault(row.score) or case.slip_below(scored, row.code) is not None:
            continue
        if scored.rows[row.code].score is row.score or scored.can_be(row.code, row.score.value, scored.places):
            continue
        if scored.stands_for(row.score.value, scored.carried[row.code]):
            yield _follows(scored, row.code, Quantity.SCORE, row.score, row.score.value, scored.exact[row.code])
        else:
            yield _total_finding(case, rule, scored, row.code, row.score, row.score.value)


def _self_totals(case: Case, rule: Rule, scored: Scored) -> Iterator[Found]:
    """Self-score totals against the self-scores right below them; a warning, since these do not count."""
    own = {
        code: row.self_score.value
        for code, row in scored.rows.items()
        if row.self_score is not None and row.self_score.value is not None
    }
    for code, below in scored.children.items():
        value, expected = own.get(code), case.scheme.children(code)
        total = _sum_of(own, below if below == expected else {*below, *expected})
        if value is None or total is None or scored.stands_for(value, total):
            continue
        stated, of_leaves = scored.rows[code].self_score, _sum_of(own, scored.leaves(code))
        assert stated is not None
        # a total that agrees with the leaves is right, whatever a total between them says
        if not case.is_fault(stated) and (of_leaves is None or not scored.stands_for(value, of_leaves)):
            yield rule.finding(
                scored.sheet.place(stated.cell),
                f"Điểm tự đánh giá của {called(code)} ghi {written_in_full(value)}, tổng các mục bên dưới là "
                f"{written_in_full(total)}.",
                commune=scored.display,
                criterion=code,
                expected=total,
                actual=value,
                severity=Severity.WARNING,
            )


def _sum_of(points: Mapping[str, Decimal], wanted: Iterable[str]) -> Decimal | None:
    """The sum of the wanted nodes' points; None where one is missing."""
    total = Decimal(0)
    for code in wanted:
        value = points.get(code)
        if value is None:
            return None
        total += value
    return total


def _short(number: Exact) -> str:
    """Consequences are told at four decimals."""
    return written(number, INDEX_PLACES)


@rule(
    "A02",
    Severity.ERROR,
    title="Chỉ số không bằng điểm chia điểm tối đa",
    explanation="Chỉ số (%) phải bằng điểm thẩm định chính xác chia điểm tối đa nhân 100, làm tròn ở số chữ số thập phân của ô. "
    "Chỉ số tính từ điểm chưa làm tròn là đúng, kể cả khi chia hai số đã in không ra đúng như vậy.",
    advice="Kiểm tra công thức chỉ số của dòng này hoặc gõ lại số đúng.",
    example="Tiêu chí 7 đạt 8,365 trên 11,5 điểm, chỉ số là 8,365/11,5 = 72,74%. Ô F60 ghi 72,47 là sai: hai chữ số "
    "cuối đổi chỗ. Ghi công thức =E60/C60*100 vào ô F60. Nếu ô ghi 72,74 thì đúng, cho dù lấy số đã in 8,37 "
    "chia 11,5 ra 72,78%.",
    source=ROUNDING_SOURCE,
    causes=OF_AN_INDEX,
)
def wrong_index(case: Case, rule: Rule) -> Iterator[Found]:
    """Stated indices that are not score / maximum; those that follow from a wrong score or maximum are consequences."""
    for scored in case.communes:
        places, indices = _index_places(case, scored), case.indices(scored)
        for row in scored.sheet.rows:
            if row.index is None or row.index.value is None or row.code not in indices:
                continue
            if not stands_for(row.index.value, indices[row.code], places):
                yield from _judge_index(case, rule, scored, row, row.index, row.index.value, places)


def _index_places(case: Case, scored: Scored) -> int:
    indices = case.indices(scored)
    return printed_places(
        (row.index.value, indices[code])
        for code, row in scored.rows.items()
        if row.index is not None and row.index.value is not None and code in indices
    )


def _judge_index(
    case: Case, rule: Rule, scored: Scored, row: ScoreRow, stated: Figure, value: Decimal, places: int
) -> Iterator[Found]:
    """An index that is not the exact one: it may follow from something else."""
    code = row.code
    maximum, exact = case.maximum(code, scored), case.index(code, scored)
    if not maximum:
        return
    if case.is_fault(stated) or case.slip_below(scored, code) is not None:
        return
    if not _is_impossible(scored, row, value, maximum) and any(
        meets(value, places, *span) for span in _as_stated(scored, row, stated, maximum)
    ):
        if scored.standing.get(code) not in (None, Standing.RIGHT, Standing.POSSIBLE):
            yield _follows(scored, code, Quantity.INDEX, stated, value, exact)
        return
    least, most = scored.span[code]
    if scored.is_uncertain(code) and percent(least, maximum) <= value <= percent(most, maximum):
        return
    yield rule.finding(
        scored.sheet.place(stated.cell),
        f"{capitalised(measured(code, Quantity.INDEX))} ghi {written_in_full(value)}%, tính lại là {shown_exact(exact)}% "
        f"({written_in_full(scored.exact[code])}/{written_in_full(maximum)} điểm).",
        commune=scored.display,
        criterion=code,
        expected=machine(exact),
        actual=value,
        cause=index_cause(case, scored, code, value),
    )


def _is_impossible(scored: Scored, row: ScoreRow, value: Decimal, maximum: Decimal) -> bool:
    """Whether it prints as more than 100% although no score is above any maximum in the row."""
    if rounded(value, PRINTED_PLACES) <= 100:
        return False
    own = row.max_points.value if row.max_points is not None else None
    score = row.score.value if row.score is not None else None
    most = max(scored.exact[row.code], scored.carried[row.code], score if score is not None else Decimal(0))
    return most <= (maximum if own is None else min(maximum, own))


def _as_stated(scored: Scored, row: ScoreRow, index: Figure, maximum: Decimal) -> Iterator[Span]:
    """The index by the row's own figures, whatever is wrong with these.

    A typed index beside a right total must be that of the exact score; a formula may divide the total as it stands.
    """
    own = row.max_points.value if row.max_points is not None else None
    points: list[Span] = [(Fraction(s), Fraction(s)) for s in {scored.carried[row.code], scored.exact[row.code]}]
    score = row.score.value if row.score is not None else None
    if score is not None and (is_computed(index) or scored.standing.get(row.code) is not Standing.RIGHT):
        points.append(printed_span(score, scored.places))
    for bottom in {maximum, own} - {None, Decimal(0)}:
        assert bottom is not None
        yield from ((percent(least, bottom), percent(most, bottom)) for least, most in points)
