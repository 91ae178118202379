"""Finds the leaf that was mistyped after everything above it had been worked out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import takewhile
from typing import TYPE_CHECKING

from ...model import codes
from ...model.cause import CauseKind
from ...model.decision import Quantity
from ...model.figures import Figure
from ...model.finding import Cause
from ...model.numbers import PRINTED_PLACES, percent, places_of, stands_for, written_in_full
from ..phrases import measured
from ..published import Compared, Match
from ..recompute import Scored, Standing
from ..rounding import printed_closed, simplest
from ..typed_totals import is_computed
from .digits import digit_causes, shifts, swaps
from .totals import typed_hypotheses

if TYPE_CHECKING:
    from ..case import Case

_ENOUGH = 2
"""So many published figures must agree with each other against the sheet before one of its leaves is accused."""
_MAX_LEAVES = 200
_MOST_PLACES = 2
"""Decimals of a score typed by hand, unless the cell shows more."""


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


def leaf_slips(case: Case) -> Iterator[LeafSlip]:
    """Every leaf that is the only explanation of what differs above it."""
    published = _published(case)
    for scored in case.communes:
        items = published.get(id(scored), ())
        wrong = [code for code, standing in scored.standing.items() if standing is Standing.WRONG]
        for code in wrong:
            slip = _on_sheet(case, scored, code, items)
            if slip is not None:
                yield slip
        if not wrong:
            yield from _against_decision(case, scored, items)


def _published(case: Case) -> dict[int, list[Compared]]:
    """The decision's figures of communes for which something differs."""
    differing = {id(i.scored) for i in case.compared if i.match in (Match.DIFFERENT, Match.FOLLOWS)}
    found: dict[int, list[Compared]] = {}
    for item in case.compared:
        if item.line.table.official and id(item.scored) in differing:
            found.setdefault(id(item.scored), []).append(item)
    return found


def _on_sheet(case: Case, scored: Scored, code: str, items: Iterable[Compared]) -> LeafSlip | None:
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
    return _only(case, scored, code, figure.value, witness, copied=bool(typed) and not by_itself)


def _against_decision(case: Case, scored: Scored, items: Iterable[Compared]) -> Iterator[LeafSlip]:
    """A leaf of a sheet that agrees with itself, when the decision agrees with itself on another value."""
    items = list(items)
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
        slip = _only(
            case, scored, item.code, item.value, f"quyết định ghi {written_in_full(item.value)}", recalculated=True
        )
        if slip is not None:
            yield slip


def _above(case: Case, code: str) -> tuple[str, ...]:
    return tuple(case.scheme.ancestors(code)) if code in case.scheme else ()


def _between(case: Case, leaf: str, code: str) -> Iterator[str]:
    """The nodes above a leaf and below another."""
    return takewhile(lambda above: above != code, _above(case, leaf))


def _confirms(scored: Scored, code: str, *, recalculated: bool) -> bool:
    """Whether a total between says that the leaf is right: any that is stated, but for formulas worked out after the slip."""
    figure = scored.figure(code)
    return code in scored.standing and figure is not None and not (recalculated and is_computed(figure))


def _copied(case: Case, scored: Scored, leaf: str, stated: Decimal) -> Iterator[CauseKind]:
    """The columns beside a leaf that its figure may have been copied from."""
    own = scored.rows[leaf].self_score
    if own is not None and own.value == stated:
        yield CauseKind.SELF_SCORE_USED
    if stated == case.maximum(leaf, scored):
        yield CauseKind.MAX_USED


def _only(
    case: Case,
    scored: Scored,
    code: str,
    stated: Decimal,
    witness: str,
    *,
    recalculated: bool = False,
    copied: bool = False,
) -> LeafSlip | None:
    """The one leaf below a node whose digits, swapped or shifted, make the node's stated figure right.

    `recalculated`: formulas of the sheet were worked out after the slip. `copied`: a leaf that holds its self-score or
    its maximum may have been copied from there, too.
    """
    found: list[tuple[str, Figure, Decimal, CauseKind]] = []
    missing = stated - scored.exact[code]
    for leaf in list(scored.leaves(code))[:_MAX_LEAVES]:
        figure = scored.figure(leaf)
        if figure is None or figure.value is None or is_computed(figure) or leaf == code:
            continue
        if any(_confirms(scored, c, recalculated=recalculated) for c in _between(case, leaf, code)):
            continue
        right = _told_by_index(case, scored, leaf, figure.value, stated - scored.exact[code])
        if right is not None:
            found = [(leaf, figure, right, _kind(case, scored, leaf, figure.value, right))]
            break
        for right, kind in likely_values(case, scored, leaf, figure.value).items():
            if scored.stands_for(stated, scored.exact[code] - figure.value + right):
                found.append((leaf, figure, right, kind))
        if copied and 0 <= figure.value + missing <= case.maximum(leaf, scored):
            found += [(leaf, figure, figure.value + missing, k) for k in _copied(case, scored, leaf, figure.value)]
    if len({leaf for leaf, _, _, _ in found}) != 1:
        return None
    leaf, figure, right, kind = found[0]
    assert figure.value is not None
    if len({kind for _, _, _, kind in found}) > 1:
        kind = CauseKind.UNKNOWN
    return LeafSlip(
        scored=scored,
        code=leaf,
        figure=figure,
        stated=figure.value,
        right=right,
        cause=Cause(kind, f"{written_in_full(right)} thành {written_in_full(figure.value)}"),
        witness=witness,
        above=frozenset((leaf, *_above(case, leaf))),
    )


def _told_by_index(case: Case, scored: Scored, leaf: str, stated: Decimal, missing: Decimal) -> Decimal | None:
    """The leaf's right value when the index beside it was worked out before the slip: the simplest that fits all."""
    row, maximum = scored.rows[leaf], case.maximum(leaf, scored)
    index = row.index.value if row.index is not None else None
    if index is None or not maximum or stands_for(index, percent(stated, maximum)):
        return None
    unit = Fraction(maximum) / 100
    fitting = printed_closed(stated + missing, PRINTED_PLACES) & printed_closed(index, PRINTED_PLACES).scaled(unit)
    if fitting.is_empty:
        return None
    right = simplest(fitting, Fraction(stated + missing))
    return right if isinstance(right, Decimal) and 0 <= right <= maximum and right != stated else None


def _kind(case: Case, scored: Scored, leaf: str, stated: Decimal, right: Decimal) -> CauseKind:
    kinds = {*digit_causes(stated, right), *_copied(case, scored, leaf, stated)}
    return kinds.pop() if len(kinds) == 1 else CauseKind.UNKNOWN if kinds else CauseKind.TYPO


def likely_values(case: Case, scored: Scored, leaf: str, stated: Decimal) -> dict[Decimal, CauseKind]:
    """What a leaf may have been before its digits were swapped or its decimal mark misplaced."""
    most = case.maximum(leaf, scored)
    likely = dict.fromkeys(swaps(stated), CauseKind.TRANSPOSED_DIGITS)
    likely |= dict.fromkeys(shifts(stated), CauseKind.SHIFTED_DECIMAL)
    return {
        value: kind
        for value, kind in likely.items()
        if 0 <= value <= most and value != stated and places_of(value) <= max(_MOST_PLACES, places_of(stated) + 1)
    }


def impossible_leaf(case: Case, scored: Scored, leaf: str, stated: Decimal) -> tuple[Decimal, Cause] | None:
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


def _stated_above(case: Case, scored: Scored, code: str) -> Iterator[tuple[Decimal, bool]]:
    """What the sheet, typed, and the decision state for a node, and whether it is stated in full rather than as printed."""
    figure = scored.figure(code)
    if figure is not None and figure.value is not None and not is_computed(figure):
        yield figure.value, True
    published = case.stated(case.lines_of(scored, official=True), code, Quantity.SCORE)
    if published is not None and published.value is not None:
        yield published.value, False
