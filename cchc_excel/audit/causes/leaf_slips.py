"""Finds the leaf that was mistyped after everything above it had been worked out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ...model import codes
from ...model.cause import CauseKind
from ...model.decision import Quantity
from ...model.figures import Figure
from ...model.finding import Cause
from ...model.numbers import written_in_full
from ..both_sides import BothSides
from ..phrases import measured
from ..published import Compared, Match
from ..recompute import Scored, Standing
from ..typed_totals import is_computed
from .digits import digit_causes
from .mistyped_leaf import Suspect, likely_values, mistyped_leaf
from .totals import typed_hypotheses

_ENOUGH = 2
"""So many published figures must agree with each other against the sheet before one of its leaves is accused."""


@dataclass(frozen=True, slots=True)
class LeafSlip:
    """A leaf that one slip of the hand made wrong: with its right value all that is stated above it is right."""

    scored: Scored
    code: str
    figure: Figure
    stated: Decimal
    right: Decimal
    cause: Cause
    witness: str
    """A Vietnamese clause naming what tells the right value."""
    above: frozenset[str]
    """The leaf, whose index may be right, and the nodes whose figures are right though they differ from the leaves' sum."""


def leaf_slips(case: BothSides) -> Iterator[LeafSlip]:
    """Every leaf that is the only explanation of what differs above it."""
    for scored in case.communes:
        items = [i for line in case.lines_of(scored, official=True) for i in case.compared_of(line)]
        wrong = [code for code, standing in scored.standing.items() if standing is Standing.WRONG]
        for code in wrong:
            slip = _on_sheet(case, scored, code, items)
            if slip is not None:
                yield slip
        if not wrong:
            yield from _against_decision(case, scored, items)


def _on_sheet(case: BothSides, scored: Scored, code: str, items: Sequence[Compared]) -> LeafSlip | None:
    """A leaf below a wrong total, when all that stands above agrees with the total."""
    figure = scored.figure(code)
    above = _above(case, code)
    if figure is None or figure.value is None:
        return None
    if any(case.is_fault(f) for c in (code, *above) if (f := scored.figure(c)) is not None):
        return None
    backing = [i for i in items if i.code in (code, *above)]
    stated = {c: f for c in above if c in scored.standing and (f := scored.figure(c)) is not None}
    if any(scored.standing[c] is not Standing.FOLLOWS for c in stated) or not (stated or backing):
        return None
    if any(i.match is not Match.FOLLOWS for i in backing):
        return None
    typed = [f for f in (*stated.values(), *(i.figure for i in backing)) if not is_computed(f)]
    if not is_computed(figure) and not typed and digit_causes(figure.value, scored.exact[code]):
        return None
    witness = f"ô tổng {figure.cell} ghi {written_in_full(figure.value)}"
    by_itself = any(typed_hypotheses(case, scored, code, figure.value))
    suspect = mistyped_leaf(case, scored, code, figure.value, copied=bool(typed), otherwise_explained=by_itself)
    return _slip(case, scored, suspect, witness) if suspect is not None else None


def _against_decision(case: BothSides, scored: Scored, items: Sequence[Compared]) -> Iterator[LeafSlip]:
    """A leaf of a sheet that agrees with itself, when the decision agrees with itself on another value."""
    for item in items:
        if item.match is not Match.DIFFERENT or item.quantity is not Quantity.SCORE or not codes.is_numbered(item.code):
            continue
        if is_computed(item.figure):
            continue
        if any(i.match is Match.DIFFERENT for i in items if i is not item):
            continue
        above = _above(case, item.code)
        backing = [i for i in items if i is not item and i.code in (item.code, *above)]
        typed = [i for i in backing if not is_computed(i.figure)]
        if len(typed) < _ENOUGH or any(i.match is not Match.FOLLOWS for i in backing):
            continue
        suspect = mistyped_leaf(case, scored, item.code, item.value, recalculated=True)
        if suspect is not None:
            yield _slip(case, scored, suspect, f"quyết định ghi {written_in_full(item.value)}")


def _above(case: BothSides, code: str) -> tuple[str, ...]:
    return tuple(case.scheme.ancestors(code)) if code in case.scheme else ()


def _slip(case: BothSides, scored: Scored, suspect: Suspect, witness: str) -> LeafSlip:
    detail = f"{written_in_full(suspect.right)} thành {written_in_full(suspect.stated)}"
    return LeafSlip(
        scored=scored,
        code=suspect.code,
        figure=suspect.figure,
        stated=suspect.stated,
        right=suspect.right,
        cause=Cause(suspect.kind, detail),
        witness=witness,
        above=frozenset((suspect.code, *_above(case, suspect.code))),
    )


def impossible_leaf(case: BothSides, scored: Scored, leaf: str, stated: Decimal) -> tuple[Decimal, Cause] | None:
    """What a leaf above its maximum, or below 0, should be by the figures above it; None where they do not tell."""
    for code in _above(case, leaf):
        if any(scored.span[c][0] != scored.span[c][1] for c in scored.leaves(code) if c != leaf):
            return None
        for value, in_full in _stated_above(case, scored, code):
            rest = scored.exact[code] - stated
            likely = likely_values(case, scored, leaf, stated)
            fitting = [(v, kind) for v, kind in likely.items() if scored.stands_for(value, rest + v)]
            if len(fitting) == 1:
                right, kind = fitting[0]
                return right, Cause(kind, f"{written_in_full(right)} thành {written_in_full(stated)}")
            if not fitting and in_full and 0 <= value - rest <= case.maximum(leaf, scored):
                told = f"theo {measured(code, Quantity.SCORE)} {written_in_full(value)} thì phải là {written_in_full(value - rest)}"
                return value - rest, Cause(CauseKind.TYPO, told)
    return None


def _stated_above(case: BothSides, scored: Scored, code: str) -> Iterator[tuple[Decimal, bool]]:
    """What the sheet, typed, and the decision state for a node, and whether it is stated in full rather than as printed."""
    figure = scored.figure(code)
    if figure is not None and figure.value is not None and not is_computed(figure):
        yield figure.value, True
    published = case.stated(case.lines_of(scored, official=True), code, Quantity.SCORE)
    if published is not None and published.value is not None:
        yield published.value, False
