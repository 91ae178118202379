"""Recomputes one commune from its leaves, beside the chain of figures that its sheet carries upward."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from ..model import codes
from ..model.figures import Figure
from ..model.finding import Place
from ..model.names import CommuneName, folded
from ..model.numbers import PRINTED_PLACES, stands_for
from ..model.scheme import Scheme
from ..model.score_sheet import ScoreRow, ScoreSheet
from .consensus import first_rows, own_parents


class Standing(Enum):
    """How a stated total stands to the sum of what is below it."""

    RIGHT = "right"
    FOLLOWS = "follows"
    """Off only because a figure below it is."""
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Stray:
    """A row whose code is not its own: typed twice, or unknown to the scheme."""

    row: ScoreRow
    meant: str | None
    """The missing code whose name the row bears."""


@dataclass(slots=True)
class Scored:
    """One commune: its rows by code, what they add up to exactly, and what its own totals make of it."""

    sheet: ScoreSheet
    rows: dict[str, ScoreRow]
    children: dict[str, tuple[str, ...]]
    twice: tuple[Stray, ...]
    unknown: tuple[Stray, ...]
    missing: tuple[str, ...]
    """Codes of the scheme that the sheet lacks, topmost only."""
    exact: dict[str, Decimal] = field(default_factory=dict)
    """Points by code, summed from the leaves; a leaf without a number counts 0."""
    span: dict[str, tuple[Decimal, Decimal]] = field(default_factory=dict)
    """Least and most points of each node: both the exact ones, unless leaves below are unreadable, missing or impossible."""
    carried: dict[str, Decimal] = field(default_factory=dict)
    """Points by code as the sheet's own totals carry them upward, slips included."""
    standing: dict[str, Standing] = field(default_factory=dict)
    """Of each node with children and a stated score."""

    @property
    def name(self) -> CommuneName:
        """The commune."""
        return self.sheet.commune

    @property
    def display(self) -> str:
        """The commune's name as findings write it."""
        return self.sheet.commune.display

    def figure(self, code: str) -> Figure | None:
        """The stated appraised score of a node."""
        row = self.rows.get(code)
        return row.score if row is not None else None

    def place(self, code: str) -> Place:
        """The cell of a node's appraised score; the sheet where the node has none."""
        stated = self.figure(code)
        return self.sheet.place(stated.cell if stated is not None else "")

    def is_leaf(self, code: str) -> bool:
        """Whether the sheet gives the score at this node itself."""
        return not self.children.get(code)

    def can_be(self, code: str, stated: Decimal, places: int = PRINTED_PLACES) -> bool:
        """Whether a stated figure can stand for the node's exact score, unreadable leaves taken at anything they may be."""
        least, most = self.span[code]
        return stands_for(stated, self.exact[code], places) or (least < most and least <= stated <= most)

    def is_uncertain(self, code: str) -> bool:
        """Whether leaves below are unreadable, missing or impossible, so that the exact points may be others."""
        least, most = self.span[code]
        return least < most


def recompute(sheet: ScoreSheet, scheme: Scheme) -> Scored:
    """Arranges a sheet's rows under the scheme and adds them up, bottom up."""
    rows, twice, unknown = _arranged(sheet.rows, scheme)
    scored = Scored(
        sheet=sheet,
        rows=rows,
        children=_children(rows, sheet.rows, scheme),
        twice=twice,
        unknown=unknown,
        missing=_missing(rows, scheme),
    )
    _add_up(scored, scheme, codes.TOTAL)
    return scored


def _arranged(
    rows: Sequence[ScoreRow], scheme: Scheme
) -> tuple[dict[str, ScoreRow], tuple[Stray, ...], tuple[Stray, ...]]:
    """Rows by code. Of rows with one code the one with the scheme's name is the true one."""
    chosen = first_rows(rows)
    doubles: list[ScoreRow] = []
    for row in rows:
        if row.repeats or chosen[row.code] is row:
            continue
        node, kept = scheme.get(row.code), chosen[row.code]
        if kept.repeats or (node is not None and _named(row, node.name) and not _named(kept, node.name)):
            chosen[row.code] = row
            doubles.append(kept) if not kept.repeats else None
        else:
            doubles.append(row)
    missing = {folded(n.name): n.code for n in scheme.nodes if n.code not in chosen and n.name}
    twice = tuple(Stray(r, missing.pop(folded(r.name), None)) for r in doubles)
    unknown = tuple(Stray(r, missing.pop(folded(r.name), None)) for c, r in list(chosen.items()) if c not in scheme)
    for stray in (*twice, *unknown):
        if stray.meant is not None:
            chosen[stray.meant] = stray.row
            if chosen.get(stray.row.code) is stray.row:
                del chosen[stray.row.code]
    return chosen, twice, unknown


def _named(row: ScoreRow, name: str) -> bool:
    return folded(row.name) == folded(name)


def _children(rows: dict[str, ScoreRow], in_order: Sequence[ScoreRow], scheme: Scheme) -> dict[str, tuple[str, ...]]:
    """Codes below each node: the scheme's, and unknown rows where their code or place puts them."""
    own = own_parents(in_order)
    below: dict[str, list[str]] = {}
    for node in scheme.nodes:
        if node.parent is not None and (node.code in rows or _any_below(node.code, rows, scheme)):
            below.setdefault(node.parent, []).append(node.code)
    for code in rows:
        if code in scheme:
            continue
        parent = own.get(code, codes.TOTAL)
        if parent in scheme and scheme.is_leaf(parent):
            continue
        below.setdefault(parent, []).append(code)
    return {parent: tuple(children) for parent, children in below.items()}


def _any_below(code: str, rows: dict[str, ScoreRow], scheme: Scheme) -> bool:
    return any(c in rows or _any_below(c, rows, scheme) for c in scheme.children(code))


def _missing(rows: dict[str, ScoreRow], scheme: Scheme) -> tuple[str, ...]:
    """Scheme codes without a row, topmost only; the total's own row may be absent."""
    absent = {n.code for n in scheme.nodes if n.code not in rows and n.code != codes.TOTAL}
    return tuple(n.code for n in scheme.nodes if n.code in absent and n.parent not in absent)


def _add_up(scored: Scored, scheme: Scheme, code: str) -> None:
    below = scored.children.get(code, ())
    for child in below:
        _add_up(scored, scheme, child)
    stated = scored.figure(code)
    value = stated.value if stated is not None else None
    if not below:
        scored.exact[code] = scored.carried[code] = value if value is not None else Decimal(0)
        scored.span[code] = _leaf_span(scheme, code, value)
        return
    lacking = [c for c in scheme.children(code) if c not in below] if code in scheme else []
    scored.exact[code] = sum((scored.exact[c] for c in below), Decimal(0))
    spans = [scored.span[c] for c in below] + [_leaf_span(scheme, c, None) for c in lacking]
    scored.span[code] = sum((s[0] for s in spans), Decimal(0)), sum((s[1] for s in spans), Decimal(0))
    scored.carried[code] = sum((scored.carried[c] for c in below), Decimal(0))
    if value is not None:
        _judge(scored, code, value)


def _leaf_span(scheme: Scheme, code: str, value: Decimal | None) -> tuple[Decimal, Decimal]:
    """What a leaf can be worth: its value; anything up to its maximum where it has none or an impossible one."""
    node = scheme.get(code)
    most = node.max_points if node is not None and node.max_points is not None else None
    if value is None:
        return Decimal(0), most or Decimal(0)
    if most is None or 0 <= value <= most or most < 0:
        return value, value
    return min(value, Decimal(0)), max(value, most)


def _judge(scored: Scored, code: str, stated: Decimal) -> None:
    """How the stated total stands; what goes on upward is the stated figure wherever it is off."""
    exact, below = scored.exact[code], scored.carried[code]
    if stands_for(stated, exact):
        scored.standing[code] = Standing.RIGHT
        scored.carried[code] = exact
    elif (below != exact and stands_for(stated, below)) or scored.can_be(code, stated):
        scored.standing[code] = Standing.FOLLOWS
        scored.carried[code] = stated
    else:
        scored.standing[code] = Standing.WRONG
        scored.carried[code] = stated
