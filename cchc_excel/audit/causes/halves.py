"""Figures printed from exactly between two others: rounded to the even digit, or cut off, rather than up."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from ...model.cause import CauseKind
from ...model.finding import Cause
from ...model.numbers import PRINTED_PLACES, rounded, written, written_in_full
from ..phrases import shown_exact
from ..published import Compared, Match


def half_causes(items: Iterable[Compared]) -> dict[int, Cause]:
    """The causes of right figures that Excel's ROUND would print one unit higher, by id of the figure.

    8,36 for 8,365 is either rounded to the even digit or cut off; the other halves of the same table tell which.
    """
    found: dict[int, Cause] = {}
    by_table: dict[int, list[Compared]] = {}
    for item in items:
        if item.match is Match.ROUNDED and _is_half(item):
            by_table.setdefault(id(item.line.table), []).append(item)
    for halves in by_table.values():
        habits = [_habits(h) for h in halves]
        common = set.intersection(*habits)
        for half in halves:
            if half.value != rounded(half.exact):
                found[id(half)] = _cause(half, common or _habits(half))
    return found


def _is_half(item: Compared) -> bool:
    return abs(Fraction(item.value) - Fraction(item.exact)) == Fraction(1, 2 * 10**PRINTED_PLACES)


def _habits(item: Compared) -> set[CauseKind]:
    """How the figure may have come about; empty for one rounded up to an odd digit, as it should be."""
    last_is_even = int(item.value.scaleb(PRINTED_PLACES)) % 2 == 0
    cut_off = abs(Fraction(item.value)) < abs(Fraction(item.exact))
    habits = {CauseKind.HALF_EVEN} if last_is_even else set()
    return habits | {CauseKind.TRUNCATED} if cut_off else habits


def _cause(item: Compared, habits: set[CauseKind]) -> Cause:
    detail = (
        f"{shown_exact(item.exact)} nằm đúng giữa hai số in; hàm ROUND của Excel cho {written(item.exact)}, "
        f"ở đây ghi {written_in_full(item.value)}"
    )
    if len(habits) == 1:
        return Cause(next(iter(habits)), detail)
    return Cause(CauseKind.UNKNOWN, f"{detail}: {CauseKind.HALF_EVEN.label} hoặc {CauseKind.TRUNCATED.label}")
