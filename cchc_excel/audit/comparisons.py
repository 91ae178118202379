"""Lays every total and index side by side: as the workbook states it, recomputed, as the decision states it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..model import codes
from ..model.audited import Comparison, Verdict
from ..model.decision import Quantity
from ..model.figures import Figure
from ..model.finding import Place
from ..model.names import folded
from ..model.numbers import Exact, stands_for
from .case import Case
from .published import Compared, Match
from .recompute import Scored
from .table_row import TableRow

_NAMES = {Quantity.SCORE: "Điểm", Quantity.INDEX: "Chỉ số (%)"}
_VERDICTS = {
    Match.EQUAL: Verdict.EQUAL,
    Match.ROUNDED: Verdict.ROUNDED,
    Match.FOLLOWS: Verdict.DIFFERENT,
    Match.DIFFERENT: Verdict.DIFFERENT,
    Match.POSSIBLE: Verdict.ABSENT,
}


def comparisons(case: Case) -> Iterator[Comparison]:
    """Commune by commune: every node with children or a published figure, then rank and grade."""
    published: dict[tuple[int, str, Quantity], Compared] = {}
    for item in case.compared:
        if item.line.table.official:
            published.setdefault((id(item.scored), item.code, item.quantity), item)
    lines = {id(line.scored): line for line in reversed(case.official) if line.scored is not None}
    ranked = {id(line.scored): line for line in reversed(case.official) if line.scored is not None and line.row.rank}
    for scored in case.communes:
        indices = case.indices(scored)
        for code in _codes(scored, published):
            row, node = scored.rows.get(code), case.scheme.get(code)
            name = node.name if node is not None else row.name if row is not None else ""
            for quantity, stated, exact in (
                (Quantity.SCORE, row.score if row is not None else None, scored.exact[code]),
                (Quantity.INDEX, row.index if row is not None else None, indices[code]),
            ):
                decided = published.get((id(scored), code, quantity))
                yield _figure(scored, code, name, quantity, stated, exact, decided)
        yield from _standing(case, scored, ranked.get(id(scored)) or lines.get(id(scored)))


def _codes(scored: Scored, published: dict[tuple[int, str, Quantity], Compared]) -> Iterator[str]:
    for code, _ in scored.top_down:
        if scored.children.get(code) or any((id(scored), code, q) in published for q in _NAMES):
            yield code


def _figure(
    scored: Scored,
    code: str,
    name: str,
    quantity: Quantity,
    stated: Figure | None,
    exact: Exact,
    item: Compared | None,
) -> Comparison:
    return Comparison(
        commune=scored.display,
        code=code,
        name=name,
        quantity=_NAMES[quantity],
        workbook=stated.value if stated is not None else None,
        workbook_place=scored.sheet.place(stated.cell) if stated is not None else None,
        recomputed=exact,
        decision=item.value if item is not None else None,
        decision_place=item.line.table.place(item.figure.cell) if item is not None else None,
        verdict=_worse(_of_workbook(stated, exact, quantity), _VERDICTS[item.match] if item is not None else None),
    )


def _of_workbook(stated: Figure | None, exact: Exact, quantity: Quantity) -> Verdict | None:
    if stated is None or stated.value is None:
        return None
    if quantity is Quantity.SCORE and stated.value == exact:
        return Verdict.EQUAL
    if not stands_for(stated.value, exact):
        return Verdict.DIFFERENT
    return Verdict.ROUNDED if quantity is Quantity.SCORE else Verdict.EQUAL


def _worse(one: Verdict | None, other: Verdict | None) -> Verdict:
    if other is None or one is other:
        return one or Verdict.ABSENT
    return next(v for v in (Verdict.DIFFERENT, Verdict.ROUNDED, Verdict.EQUAL, Verdict.ABSENT) if v in (one, other))


def _standing(case: Case, scored: Scored, line: TableRow | None) -> Iterator[Comparison]:
    rank, grade = case.ranks[scored.name], case.grade(scored)
    stated_rank = line.row.rank if line is not None else None
    stated_grade = line.row.grade if line is not None else None
    yield _plain(
        scored,
        "Xếp hạng",
        Decimal(rank),
        stated_rank.value if stated_rank is not None else None,
        line.table.place(stated_rank.cell) if line is not None and stated_rank is not None else None,
    )
    if grade is not None:
        yield _plain(
            scored,
            "Xếp loại",
            grade,
            stated_grade.text if stated_grade is not None else None,
            line.table.place(stated_grade.cell) if line is not None and stated_grade is not None else None,
        )


def _plain(
    scored: Scored, what: str, right: Decimal | str, stated: Decimal | str | None, place: Place | None
) -> Comparison:
    same = stated == right or (isinstance(stated, str) and isinstance(right, str) and folded(stated) == folded(right))
    verdict = Verdict.ABSENT if stated is None else Verdict.EQUAL if same else Verdict.DIFFERENT
    return Comparison(
        commune=scored.display,
        code=codes.TOTAL,
        name="Tổng điểm",
        quantity=what,
        workbook=None,
        workbook_place=None,
        recomputed=right,
        decision=stated,
        decision_place=place,
        verdict=verdict,
    )
