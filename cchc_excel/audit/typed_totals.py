"""Totals that are typed where the others are formulas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model import codes
from ..model.figures import Figure
from ..model.formula import Does
from .recompute import Scored

_FEW_SHEETS = 3
"""With fewer sheets the other totals of the same sheet are the peers."""
_MOST = 3
"""A figure is out of line when at least two of three peers are formulas."""


@dataclass(frozen=True, slots=True)
class Typed:
    """Totals of one sheet that are typed though their peers are formulas."""

    scored: Scored
    totals: tuple[tuple[str, Figure], ...]
    """Each with its code; all of them in one where a whole sheet is typed."""
    whole_sheet: bool


def typed_totals(communes: Sequence[Scored]) -> Iterator[Typed]:
    """Each such total by itself; the totals of a sheet that has hardly a formula left together."""
    computed: Counter[str] = Counter()
    stated: Counter[str] = Counter()
    for scored in communes:
        for code, figure in _totals(scored):
            stated[code] += 1
            computed[code] += is_computed(figure)
    for scored in communes:
        own = list(_totals(scored))
        formulas = sum(is_computed(f) for _, f in own)
        typed = [
            (code, figure)
            for code, figure in own
            if not is_computed(figure)
            and (
                _mostly(computed[code], stated[code] - 1)
                if stated[code] >= _FEW_SHEETS
                else formulas >= 2 and _mostly(formulas, len(own) - 1)
            )
        ]
        if len(typed) > 2 and 2 * len(typed) > len(own):
            yield Typed(scored, tuple(typed), whole_sheet=True)
        else:
            yield from (Typed(scored, (one,), whole_sheet=False) for one in typed)


def is_computed(figure: Figure) -> bool:
    """Whether a formula that reads cells makes the figure."""
    return figure.formula is not None and figure.formula.does is not Does.CONSTANT


def _mostly(formulas: int, peers: int) -> bool:
    return peers > 0 and _MOST * formulas >= 2 * peers


def _totals(scored: Scored) -> Iterator[tuple[str, Figure]]:
    """The stated totals of a sheet, the grand total last."""
    for code, below in scored.children.items():
        figure = scored.figure(code) if below and code != codes.TOTAL else None
        if figure is not None and figure.is_stated:
            yield code, figure
    grand = scored.figure(codes.TOTAL)
    if grand is not None and grand.is_stated:
        yield codes.TOTAL, grand
