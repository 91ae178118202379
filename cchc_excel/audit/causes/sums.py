"""What a total comes to when it is added up wrongly: of rounded figures, with a child left out or counted twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from ...model import codes
from ...model.cause import CauseKind
from ...model.numbers import PRINTED_PLACES, rounded, stands_for, written_in_full
from ..phrases import called
from ..recompute import Scored
from .hypotheses import Hypothesis


def rounded_sums(
    exact: Mapping[str, Decimal], children: Mapping[str, Sequence[str]], code: str, places: int = PRINTED_PLACES
) -> Iterator[tuple[Decimal, str]]:
    """Sums of figures rounded to the table's decimals before they are added: the children, theirs, the leaves."""
    level: Sequence[str] = children.get(code, ())
    while level:
        total = sum((rounded(exact[c], places) for c in level), Decimal(0))
        if total != rounded(exact[code], places):
            yield total, f"cộng các số đã làm tròn {places} chữ số thập phân"
        if not any(children.get(c) for c in level):
            return
        level = [below for c in level for below in (children.get(c) or (c,))]


def sum_hypotheses(scored: Scored, code: str, stated: Decimal, lines: Sequence[str]) -> Iterator[Hypothesis]:
    """How `stated` comes of adding up wrongly. `lines` are the codes that are added: the children, or what a table lists."""
    exact = scored.exact[code]
    for total, how in rounded_sums(scored.exact, scored.children, code, scored.places):
        if stated == total:
            yield Hypothesis(CauseKind.ROUNDED_BEFORE_SUMMING, f"{how} thì ra {written_in_full(total)}")
            break
    for kind, sign, what in (
        (CauseKind.OMITTED_CHILD, -1, "không cộng"),
        (CauseKind.DOUBLE_COUNTED_CHILD, 1, "cộng hai lần"),
    ):
        fitting = [c for c in lines if scored.exact[c] and stands_for(stated, exact + sign * scored.exact[c])]
        if fitting:
            told = " hoặc ".join(f"{called(c)} ({written_in_full(scored.exact[c])})" for c in fitting[:3])
            yield Hypothesis(kind, f"{what} {told}")


def listed(scored: Scored, code: str) -> tuple[str, ...]:
    """What may be added up to a node: its children; of the total the criteria as well."""
    below = scored.children.get(code, ())
    if code != codes.TOTAL:
        return below
    return (*below, *(c for part in below for c in scored.children.get(part, ())))
