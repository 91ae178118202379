"""Weighs which of several figures is the wrong one, where sums and quotients alone leave it open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ...model.cause import CauseKind
from ...model.statement import Measure
from ..causes.digits import digit_slips
from ..rounding import Change, Conflict

_FEW_CANDIDATES = 8
_MOST_CANDIDATES = 64
_STEPS = (Decimal("0.5"), Decimal("0.25"), Decimal("0.1"), Decimal("0.05"))
_ROUND_MAXIMUM = 1
"""Maxima are multiples of a quarter of a point."""
_USUAL = {Measure.SCORE: 0, Measure.MISSING: 4, Measure.INDEX: 5, Measure.MAX: 8}
"""Which figure is rather doubted where nothing else tells: the one that is typed, not computed."""
_TELLING = 10
_TELLING_SLIPS = (CauseKind.TRANSPOSED_DIGITS, CauseKind.SHIFTED_DECIMAL)


def slip_of(change: Change) -> tuple[CauseKind, Decimal] | None:
    """The one slip of the hand that explains a figure, with the right one; None where none or several do."""
    found = dict(_slips(change))
    return next(iter(found.items())) if len(found) == 1 else None


def by_slip(conflict: Conflict) -> tuple[Change, ...] | None:
    """The one set of figures that slips of the hand explain."""
    explained = [s for s in conflict.sets if all(any(kind in _TELLING_SLIPS for kind, _ in _slips(c)) for c in s)]
    return explained[0] if len(explained) == 1 else None


def by_roundness(conflict: Conflict) -> tuple[Change, ...] | None:
    """The one set that makes odd figures round, or whose figures cannot be right at all."""
    first, *others = in_order(conflict)
    return first if not others or _weight(first, conflict) + _TELLING <= _weight(others[0], conflict) else None


def in_order(conflict: Conflict) -> Sequence[tuple[Change, ...]]:
    """The sets, the likeliest first."""
    return sorted(conflict.sets, key=lambda s: _weight(s, conflict))


def _slips(change: Change) -> Iterator[tuple[CauseKind, Decimal]]:
    for right in _candidates(change, _FEW_CANDIDATES):
        if change.stated.measure is Measure.MAX and _oddness(right) > _ROUND_MAXIMUM:
            continue
        yield from digit_slips(change.stated.value, right)


def _weight(changes: Sequence[Change], conflict: Conflict) -> int:
    return sum(_USUAL[c.stated.measure] + _TELLING * _doubt(c, conflict) for c in changes)


def _doubt(change: Change, conflict: Conflict) -> int:
    """How much speaks against this figure being the wrong one; less than 0 speaks for it."""
    stated, measure = change.stated.value, change.stated.measure
    right = min((_oddness(c) for c in _candidates(change, _MOST_CANDIDATES)), default=len(_STEPS))
    if measure is Measure.INDEX:
        return -3 if stated > 100 else 0
    if measure is Measure.MAX:
        if right > _ROUND_MAXIMUM:
            return 3
        if _oddness(stated) > _ROUND_MAXIMUM:
            return -3
        return -1 if _is_quotient(conflict) and not _full_marks(conflict) else 0
    if change.high is not None and change.high < 0:
        return 3
    if measure is Measure.SCORE and right != _oddness(stated):
        return 1 if right > _oddness(stated) else -1
    return 0


def _is_quotient(conflict: Conflict) -> bool:
    """Whether an index takes part: a maximum made of score and missing points is round as often as they are."""
    return any(change.stated.measure is Measure.INDEX for change in conflict.changes())


def _full_marks(conflict: Conflict) -> bool:
    """Whether a round maximum proves nothing, since it would equal a round score."""
    return any(
        change.stated.measure is Measure.SCORE and _oddness(change.stated.value) == 0 and _is_round(change)
        for change in conflict.changes()
    )


def _is_round(change: Change) -> bool:
    return any(_oddness(c) == 0 for c in _candidates(change, _FEW_CANDIDATES))


def _oddness(value: Decimal) -> int:
    """0 for a multiple of a half, more for finer steps."""
    return next((i for i, step in enumerate(_STEPS) if not value % step), len(_STEPS))


def _candidates(change: Change, most: int) -> Iterator[Decimal]:
    """The figures it may show, the first ones."""
    if change.low is None or change.high is None:
        return
    step = Decimal(1).scaleb(-change.stated.places)
    for i in range(min(most, int((change.high - change.low) / step) + 1)):
        yield change.low + i * step
