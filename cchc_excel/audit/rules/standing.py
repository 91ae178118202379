"""A03, A04, Q04, Q05: ranks and grades, decided on exact scores."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ...model import codes
from ...model.figures import Figure
from ...model.finding import Cause, Consequence, Place, Severity
from ...model.names import folded
from ...model.numbers import percent, written_in_full
from ...model.score_sheet import Label
from ..case import Case
from ..causes.possible import OF_A_RANK
from ..causes.ranks import rank_cause
from ..ranking import follows, grade, ranks
from ..recompute import Scored
from ..registry import EXACT_SCORES_SOURCE, Found, Rule, rule
from ..table_ranks import TableRanks, published_totals
from ..table_row import TableRow


def _wrong_ranks(case: Case, rule: Rule, lines: Sequence[TableRow], source: str) -> Iterator[Found]:
    if not any(line.row.rank is not None for line in lines):
        return
    table = TableRanks(case, lines)
    told: TableRow | None = None
    for line in lines:
        stated, scored = line.row.rank, line.scored
        if stated is None or stated.value is None or scored is None or not line.first:
            continue
        right = {table.right[scored.name], table.among_common[scored.name], case.ranks[scored.name]}
        if stated.value in right or _may_be(case, scored, stated.value):
            continue
        place = line.table.place(stated.cell)
        if any(stated.value == other.get(scored.name) for other in table.following) or table.is_anothers(case, line):
            yield _follows(
                scored, place, f"{source} xếp hạng {written_in_full(stated.value)}", table.right[scored.name]
            )
        elif table.are_dense and told is not None:
            what = f"{source} xếp hạng {written_in_full(stated.value)} cho {scored.display}"
            yield _follows(told.scored or scored, place, what, table.right[scored.name])
        else:
            told = line
            cause = rank_cause(case, scored, stated, table.right[scored.name], line, lines)
            note = _DENSE if table.are_dense else ""
            yield _rank_finding(case, rule, scored, place, source, stated, table.right[scored.name], cause, note)


_DENSE = (
    " Các hạng sau cũng vậy: bảng xếp liền (1, 2, 2, 3), trong khi đồng hạng thì hạng sau phải bỏ qua (1, 2, 2, 4)."
)


def _may_be(case: Case, scored: Scored, stated: Decimal) -> bool:
    """Whether a rank is right for some totals that uncertain communes may have."""
    best, worst = case.open_ranks.get(scored.name, (0, -1))
    return best <= stated <= worst


def _follows(scored: Scored, place: Place, what: str, right: object) -> Consequence:
    return Consequence(scored.display, codes.TOTAL, place, f"{what}, đúng ra là {right}.")


def _rank_finding(
    case: Case,
    rule: Rule,
    scored: Scored,
    place: Place,
    source: str,
    stated: Figure,
    right: int,
    cause: Cause,
    note: str = "",
) -> Found:
    total = case.totals[scored.name]
    equals = [s.display for s in case.communes if s is not scored and case.totals[s.name] == total]
    tie = f", bằng điểm với {', '.join(equals)} nên cùng hạng" if equals else ""
    assert stated.value is not None
    return rule.finding(
        place,
        f"{source} xếp hạng {written_in_full(stated.value)}, đúng ra là hạng {right} "
        f"(tổng điểm chính xác {written_in_full(total)}{tie}).{note}",
        commune=scored.display,
        criterion=codes.TOTAL,
        expected=str(right),
        actual=stated.value,
        cause=cause,
    )


def _same_grade(stated: str, right: str) -> bool:
    return folded(stated) == folded(right) or folded(stated) == folded(f"loại {right}")


def _judge_grade(
    case: Case, rule: Rule, scored: Scored, place: Place, stated: str, totals: Sequence[Decimal], source: str
) -> Iterator[Found]:
    right = case.grade(scored)
    if right is None or not stated or _same_grade(stated, right):
        return
    maximum = case.maximum(codes.TOTAL, scored)
    for total in totals:
        other = grade(percent(total, maximum), case.grades)
        if total != case.totals[scored.name] and other is not None and _same_grade(stated, other):
            yield _follows(scored, place, f"{source} xếp loại “{stated}”", f"“{right}”")
            return
    lowest = next(low for name, low in case.grades if name == right)
    yield rule.finding(
        place,
        f"{source} xếp loại “{stated}”, đúng ra là “{right}”: chỉ số chính xác "
        f"{written_in_full(case.totals[scored.name])}/{written_in_full(maximum)} điểm, mức “{right}” từ "
        f"{written_in_full(lowest)}%.",
        commune=scored.display,
        criterion=codes.TOTAL,
        expected=right,
        actual=stated,
    )


def _wrong_grades(case: Case, rule: Rule, lines: Sequence[TableRow], source: str) -> Iterator[Found]:
    for line in lines:
        stated, scored = line.row.grade, line.scored
        if stated is None or scored is None or not line.first:
            continue
        published = published_totals(case, [scored], official=line.table.official)[scored.name]
        totals = (scored.carried[codes.TOTAL], published)
        yield from _judge_grade(case, rule, scored, line.table.place(stated.cell), stated.text, totals, source)


@rule(
    "A03",
    Severity.ERROR,
    title="Xếp hạng trên bảng điểm sai",
    explanation="Hạng ghi trong sổ tính khác hạng theo tổng điểm chính xác. Đơn vị bằng điểm thì cùng hạng và hạng sau bỏ qua (1, 2, 2, 4).",
    advice="Kiểm tra công thức RANK (vùng so sánh, dấu $) hoặc gõ lại hạng.",
    example="Bốn đơn vị có tổng điểm 90,5; 88,25; 88,25 và 87,1 (ô F6 đến F9), nên hạng là 1, 2, 2, 4. Ô G9 ghi 3 là "
    "sai: có ba đơn vị hơn điểm, phải là 4. Công thức =RANK(F9;$F$6:$F$9) cho đúng kết quả này; thiếu dấu $ "
    "thì vùng so sánh trôi đi khi kéo công thức xuống.",
    source=EXACT_SCORES_SOURCE,
    causes=OF_A_RANK,
)
def workbook_rank(case: Case, rule: Rule) -> Iterator[Found]:
    """Ranks stated in the workbooks' summaries and on the score sheets."""
    yield from _wrong_ranks(case, rule, case.summaries, "Bảng tổng hợp")
    carried = ranks({s.name: s.carried[codes.TOTAL] for s in case.communes})
    stated_ranks = {s.name: s.sheet.rank.value for s in case.communes if s.sheet.rank is not None}
    carried = carried if follows(stated_ranks, carried, case.ranks) else case.ranks
    for scored in case.communes:
        stated = scored.sheet.rank
        if stated is None or stated.value is None or stated.value == case.ranks[scored.name]:
            continue
        if _may_be(case, scored, stated.value):
            continue
        place = scored.sheet.place(stated.cell)
        if stated.value == carried[scored.name]:
            what = f"Bảng điểm xếp hạng {written_in_full(stated.value)}"
            yield _follows(scored, place, what, case.ranks[scored.name])
        else:
            right = case.ranks[scored.name]
            cause = rank_cause(case, scored, stated, right, None, ())
            yield _rank_finding(case, rule, scored, place, "Bảng điểm", stated, right, cause)


@rule(
    "A04",
    Severity.ERROR,
    title="Xếp loại trên bảng điểm sai",
    explanation="Xếp loại ghi trong sổ tính khác xếp loại theo chỉ số chính xác và các ngưỡng ở trang “Thông tin”.",
    advice="Kiểm tra công thức xếp loại và các ngưỡng; chỉ số chưa làm tròn mới quyết định.",
    example="Trang “Thông tin” ghi: Xếp loại Tốt từ 80%, Xếp loại Khá từ 65%. Đơn vị đạt 79,996 trên 100 điểm: in ra "
    "là 80,00, nhưng chỉ số chính xác 79,996% chưa tới 80%, nên ô H9 ghi “Tốt” là sai, phải là “Khá”. Sửa công "
    "thức xếp loại để so bằng số chưa làm tròn.",
    source=EXACT_SCORES_SOURCE,
)
def workbook_grade(case: Case, rule: Rule) -> Iterator[Found]:
    """Grades stated in the workbooks' summaries and on the score sheets."""
    yield from _wrong_grades(case, rule, case.summaries, "Bảng tổng hợp")
    for scored in case.communes:
        label: Label | None = scored.sheet.grade
        if label is not None:
            carried = (scored.carried[codes.TOTAL],)
            place = scored.sheet.place(label.cell)
            yield from _judge_grade(case, rule, scored, place, label.text, carried, "Bảng điểm")


@rule(
    "Q04",
    Severity.ERROR,
    title="Xếp hạng trong quyết định sai",
    explanation="Hạng trong quyết định khác hạng theo tổng điểm chính xác, xét giữa các đơn vị có cả trong bảng điểm và quyết định. "
    "Đơn vị bằng điểm thì cùng hạng và hạng sau bỏ qua (1, 2, 2, 4).",
    advice="Đối chiếu lại thứ tự trong quyết định; nếu quyết định sai thì lập văn bản đính chính.",
    example="Xã Vĩnh Lập và xã Việt Hồng cùng đạt 79,368 điểm, có 12 đơn vị cao hơn, nên cả hai cùng hạng 13 và đơn vị "
    "tiếp theo hạng 15. Quyết định xếp xã Vĩnh Lập hạng 14 là sai. Sửa hạng thành 13; không tách hạng hai đơn "
    "vị bằng điểm.",
    source=EXACT_SCORES_SOURCE,
    causes=OF_A_RANK,
)
def decision_rank(case: Case, rule: Rule) -> Iterator[Found]:
    """Ranks stated in the decision."""
    return _wrong_ranks(case, rule, case.official, "Quyết định")


@rule(
    "Q05",
    Severity.ERROR,
    title="Xếp loại trong quyết định sai",
    explanation="Xếp loại trong quyết định khác xếp loại theo chỉ số chính xác và các ngưỡng ở trang “Thông tin”.",
    advice="Đối chiếu lại ngưỡng xếp loại; nếu quyết định sai thì lập văn bản đính chính.",
    example="Trang “Thông tin” ghi: Xếp loại Tốt từ 80%. Đơn vị đạt 80,004 trên 100 điểm, chỉ số 80,004% đã tới "
    "ngưỡng, nên quyết định xếp loại “Khá” là sai, phải là “Tốt”. Nếu ngưỡng ở trang “Thông tin” ghi nhầm thì "
    "sửa ngưỡng rồi chạy lại.",
    source=EXACT_SCORES_SOURCE,
)
def decision_grade(case: Case, rule: Rule) -> Iterator[Found]:
    """Grades stated in the decision."""
    return _wrong_grades(case, rule, case.official, "Quyết định")
