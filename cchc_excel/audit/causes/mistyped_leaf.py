"""Which leaf below a node is the mistyped one: the only one whose right value makes the node's stated figure right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import islice, takewhile

from ...model.cause import CauseKind
from ...model.figures import Figure
from ...model.numbers import PRINTED_PLACES, percent, places_of, stands_for
from ..both_sides import BothSides
from ..recompute import Scored
from ..rounding import printed_closed, simplest
from ..typed_totals import is_computed
from .digits import digit_causes, shifts, swaps

_MAX_LEAVES = 200
_MOST_PLACES = 2
"""Decimals of a score typed by hand, unless the cell shows more."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """A leaf that may be the mistyped one."""

    code: str
    figure: Figure
    stated: Decimal
    right: Decimal
    kind: CauseKind


def mistyped_leaf(
    case: BothSides,
    scored: Scored,
    code: str,
    total: Decimal,
    *,
    recalculated: bool = False,
    copied: bool = False,
    otherwise_explained: bool = False,
) -> Suspect | None:
    """The one leaf below a node that explains its total; None when none does, or several.

    `recalculated`: formulas of the sheet were worked out after the slip. `copied`: a leaf that holds its self-score or
    its maximum may have been copied from there, too; where the total is `otherwise_explained`, only a leaf whose full
    marks stand beside a reason for a deduction.
    """
    missing = total - scored.exact[code]
    digits: list[Suspect] = []
    copies: list[Suspect] = []
    for leaf, figure, stated in _typed_leaves(case, scored, code, recalculated=recalculated):
        right = _told_by_index(case, scored, leaf, stated, missing)
        if right is not None:
            return Suspect(leaf, figure, stated, right, _kind(case, scored, leaf, stated, right))
        digits += [
            Suspect(leaf, figure, stated, right, kind)
            for right, kind in likely_values(case, scored, leaf, stated).items()
            if scored.stands_for(total, scored.exact[code] - stated + right)
        ]
        if copied and 0 <= stated + missing <= case.maximum(leaf, scored):
            copies += [Suspect(leaf, figure, stated, stated + missing, k) for k in _copied(case, scored, leaf, stated)]
    # full marks beside a reason for a deduction contradict themselves
    unfounded = [s for s in copies if s.kind is CauseKind.MAX_USED and scored.rows[s.code].reason]
    return _only(unfounded) or _only([*digits, *(() if otherwise_explained else copies)])


def _typed_leaves(
    case: BothSides, scored: Scored, code: str, *, recalculated: bool
) -> Iterator[tuple[str, Figure, Decimal]]:
    """Typed leaves below a node that no total between says to be right."""
    for leaf in islice(scored.leaves(code), _MAX_LEAVES):
        figure = scored.figure(leaf)
        if leaf == code or figure is None or figure.value is None or is_computed(figure) or leaf not in case.scheme:
            continue
        between = takewhile(lambda above: above != code, case.scheme.ancestors(leaf))
        if not any(_confirms(scored, c, recalculated=recalculated) for c in between):
            yield leaf, figure, figure.value


def _confirms(scored: Scored, code: str, *, recalculated: bool) -> bool:
    """Whether a total between says that the leaf is right: any that is stated, but for formulas worked out after the slip."""
    figure = scored.figure(code)
    return code in scored.standing and figure is not None and not (recalculated and is_computed(figure))


def _only(suspects: list[Suspect]) -> Suspect | None:
    """The one suspected leaf; of unknown kind when it is suspected for several reasons."""
    if len({s.code for s in suspects}) != 1:
        return None
    first = suspects[0]
    if len({s.kind for s in suspects}) == 1:
        return first
    return Suspect(first.code, first.figure, first.stated, first.right, CauseKind.UNKNOWN)


def _copied(case: BothSides, scored: Scored, leaf: str, stated: Decimal) -> Iterator[CauseKind]:
    """The columns beside a leaf that its figure may have been copied from."""
    own = scored.rows[leaf].self_score
    if own is not None and own.value == stated:
        yield CauseKind.SELF_SCORE_USED
    if stated == case.maximum(leaf, scored):
        yield CauseKind.MAX_USED


def _told_by_index(case: BothSides, scored: Scored, leaf: str, stated: Decimal, missing: Decimal) -> Decimal | None:
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


def _kind(case: BothSides, scored: Scored, leaf: str, stated: Decimal, right: Decimal) -> CauseKind:
    kinds = {*digit_causes(stated, right), *_copied(case, scored, leaf, stated)}
    return kinds.pop() if len(kinds) == 1 else CauseKind.UNKNOWN if kinds else CauseKind.TYPO


def likely_values(case: BothSides, scored: Scored, leaf: str, stated: Decimal) -> dict[Decimal, CauseKind]:
    """What a leaf may have been before its digits were swapped or its decimal mark misplaced."""
    most = case.maximum(leaf, scored)
    likely = dict.fromkeys(swaps(stated), CauseKind.TRANSPOSED_DIGITS)
    likely |= dict.fromkeys(shifts(stated), CauseKind.SHIFTED_DECIMAL)
    return {
        value: kind
        for value, kind in likely.items()
        if 0 <= value <= most and value != stated and places_of(value) <= max(_MOST_PLACES, places_of(stated) + 1)
    }
