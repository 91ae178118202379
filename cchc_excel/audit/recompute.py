"""Recomputes one commune from its leaves, beside the chain of figures that its sheet carries upward."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from ..model.figures import Figure, Reading
from ..model.finding import Place
from ..model.names import CommuneName
from ..model.numbers import PRINTED_PLACES, half_unit, places_of, stands_for
from ..model.scheme import Scheme
from ..model.score_sheet import ScoreRow, ScoreSheet
from .arrange import Arranged, Arranger, Stray
from .printed import printed_places


class Standing(Enum):
    """How a stated total stands to the sum of what is below it."""

    RIGHT = "right"
    FOLLOWS = "follows"
    """Off only because a figure below it is."""
    POSSIBLE = "possible"
    """Right if the unreadable or impossible leaves below are taken at something they may be."""
    WRONG = "wrong"
    TEXT_LEFT_OUT = "text left out"
    """Off by just the leaves whose numbers are stored as text, which SUM passes over."""
    BLANK = "blank"
    """Not stated, and the total above it counts it as nothing."""


@dataclass(slots=True)
class Scored:
    """One commune: its rows by code, what they add up to exactly, and what its own totals make of it."""

    sheet: ScoreSheet
    rows: dict[str, ScoreRow]
    children: Mapping[str, tuple[str, ...]]
    top_down: tuple[tuple[str, str | None], ...]
    """Every node with the one above it, the total first, parents before children."""
    twice: tuple[Stray, ...]
    unknown: tuple[Stray, ...]
    missing: tuple[str, ...]
    """Codes of the scheme that the sheet lacks, topmost only."""
    places: int = PRINTED_PLACES
    """Decimals that the sheet's totals print."""
    exact: dict[str, Decimal] = field(default_factory=dict)
    """Points by code, summed from the leaves; a leaf without a number counts 0."""
    span: dict[str, tuple[Decimal, Decimal]] = field(default_factory=dict)
    """Least and most points of each node: both the exact ones, unless leaves below are unreadable, missing or impossible."""
    carried: dict[str, Decimal] = field(default_factory=dict)
    """Points by code as the sheet's own totals carry them upward, slips included."""
    slack: dict[str, Decimal] = field(default_factory=dict)
    """How far a carried figure may be from what it stands for, where it is off and printed; absent is 0."""
    standing: dict[str, Standing] = field(default_factory=dict)
    """Of each node with children and a stated score, and of blank ones that matter."""
    display: str = field(init=False)
    """The commune's name as findings write it."""

    def __post_init__(self) -> None:
        self.display = self.sheet.commune.display

    @property
    def name(self) -> CommuneName:
        """The commune."""
        return self.sheet.commune

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

    def leaves(self, code: str) -> Iterable[str]:
        """The leaves below a node, or the leaf itself."""
        below = self.children.get(code, ())
        if not below:
            yield code
        for child in below:
            yield from self.leaves(child)

    def stands_for(self, stated: Decimal, exact: Decimal) -> bool:
        """Whether a figure of this sheet can stand for an exact one, at the decimals that the sheet prints."""
        return stands_for(stated, exact, self.places)

    def follows(self, code: str, stated: Decimal) -> bool:
        """Whether a figure is what the sheet's own figures below it make, printed ones taken at all they stand for."""
        carried = self.carried[code]
        slack = self.slack.get(code, Decimal(0))
        half = half_unit(max(self.places, places_of(stated)))
        return self.stands_for(stated, carried) or abs(stated - carried) <= half + slack

    def can_be(self, code: str, stated: Decimal, places: int = PRINTED_PLACES) -> bool:
        """Whether a stated figure can stand for the node's exact score, doubtful leaves taken at anything they may be."""
        least, most = self.span[code]
        return stands_for(stated, self.exact[code], places) or (
            self.is_uncertain(code) and least - Decimal("0.005") <= stated <= most + Decimal("0.005")
        )

    def is_uncertain(self, code: str) -> bool:
        """Whether leaves below are unreadable, missing or impossible, so that the exact points may be others."""
        least, most = self.span[code]
        return least < most


def recompute(sheet: ScoreSheet, arranger: Arranger, borrowed: Container[str] = ()) -> Scored:
    """Arranges a sheet's rows under the scheme and adds them up, bottom up.

    `borrowed` are cells whose scores are another commune's: what they should be is not known.
    """
    order: Arranged = arranger.arranged(sheet.rows)
    scored = Scored(
        sheet=sheet,
        rows=order.rows,
        children=order.children,
        top_down=order.top_down,
        twice=order.twice,
        unknown=order.unknown,
        missing=order.missing,
    )
    for code in order.bottom_up:
        _add_up(scored, arranger.scheme, code, borrowed)
    scored.places = _places(scored)
    for code in order.bottom_up:
        _carry_up(scored, code)
    return scored


def _value(scored: Scored, code: str) -> Decimal | None:
    row = scored.rows.get(code)
    return row.score.value if row is not None and row.score is not None else None


def _sum(points: Mapping[str, Decimal], of: Iterable[str]) -> Decimal:
    return sum([points[code] for code in of], Decimal(0))


def _add_up(scored: Scored, scheme: Scheme, code: str, borrowed: Container[str]) -> None:
    """What a node is worth exactly; those below it are done."""
    below = scored.children.get(code)
    if not below:
        value = _value(scored, code)
        scored.exact[code] = value if value is not None else Decimal(0)
        known = value is None or not borrowed or scored.rows[code].score.cell not in borrowed  # type: ignore[union-attr]
        scored.span[code] = _leaf_span(scheme, code, value if known else None)
        return
    scored.exact[code] = _sum(scored.exact, below)
    expected = scheme.children(code)
    spans = [scored.span[c] for c in below]
    if expected != below:
        spans += [_leaf_span(scheme, c, None) for c in expected if c not in below]
    if len(spans) == len(below) and all(least is most for least, most in spans):
        scored.span[code] = scored.exact[code], scored.exact[code]
        return
    scored.span[code] = sum([s[0] for s in spans], Decimal(0)), sum([s[1] for s in spans], Decimal(0))


def _leaf_span(scheme: Scheme, code: str, value: Decimal | None) -> tuple[Decimal, Decimal]:
    """What a leaf can be worth: its value; anything up to its maximum where it has none or an impossible one."""
    node = scheme.get(code)
    most = node.max_points if node is not None else None
    if value is None:
        return Decimal(0), most or Decimal(0)
    if most is None or 0 <= value <= most or most < 0:
        return value, value
    return Decimal(0), most


def _places(scored: Scored) -> int:
    """Decimals of the sheet's totals."""
    stated = ((_value(scored, code), code) for code, below in scored.children.items() if below)
    return printed_places((value, scored.exact[code]) for value, code in stated if value is not None)


def _carry_up(scored: Scored, code: str) -> None:
    """What the sheet's own totals make of a node; what goes on upward is the stated figure wherever it is off."""
    below = scored.children.get(code)
    if not below:
        scored.carried[code] = scored.exact[code]
        return
    scored.carried[code] = _sum(scored.carried, below)
    slack = sum([scored.slack[c] for c in below if c in scored.slack], Decimal(0)) if scored.slack else Decimal(0)
    if slack:
        scored.slack[code] = slack
    value = _value(scored, code)
    if value is not None:
        scored.standing[code] = _standing(scored, code, value)
        if scored.standing[code] is Standing.RIGHT:
            scored.carried[code] = scored.exact[code]
            scored.slack.pop(code, None)
        else:
            scored.carried[code] = value
            scored.slack[code] = half_unit(max(scored.places, places_of(value)))


def _standing(scored: Scored, code: str, stated: Decimal) -> Standing:
    exact, below = scored.exact[code], scored.carried[code]
    if scored.stands_for(stated, exact):
        return Standing.RIGHT
    if below != exact and scored.follows(code, stated):
        return Standing.FOLLOWS
    if scored.can_be(code, stated, scored.places):
        return Standing.POSSIBLE
    children = scored.children[code]
    text = [c for c in children if (f := scored.figure(c)) is not None and f.reading is Reading.TEXT]
    if text and scored.stands_for(stated, below - sum((scored.carried[c] for c in text), Decimal(0))):
        return Standing.TEXT_LEFT_OUT
    blank = [c for c in children if scored.children.get(c) and _is_blank(scored, c)]
    if blank and scored.stands_for(stated, below - sum((scored.carried[c] for c in blank), Decimal(0))):
        for child in blank:
            scored.standing[child] = Standing.BLANK
        return Standing.FOLLOWS
    return Standing.WRONG


def _is_blank(scored: Scored, code: str) -> bool:
    stated = scored.figure(code)
    return stated is not None and stated.value is None
