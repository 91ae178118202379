"""The scheme as a scheme sheet lays it down, beside what most score sheets make of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from itertools import pairwise

from ..model import codes
from ..model.finding import Place
from ..model.scheme import Node, Scheme
from ..model.score_sheet import SchemeSheet, ScoreRow, ScoreSheet
from .consensus import agreed_scheme, first_rows, form_of, in_order, is_proper, nearest, own_parents, total_node

_SEVERAL = 2
"""So many score sheets, and more than half of them, can differ from a scheme sheet as one finding."""


class Matter(Enum):
    """What most score sheets have otherwise than the scheme sheet."""

    MISSING = "missing"
    UNKNOWN = "unknown"
    MAXIMUM = "maximum"


@dataclass(frozen=True, slots=True)
class Dispute:
    """One thing that most score sheets have otherwise than the scheme sheet: told once, not of each of them."""

    matter: Matter
    code: str
    place: Place
    """The scheme sheet's cell; of a code that it does not have the first score sheet's."""
    sheets: int
    """How many score sheets have it otherwise."""
    laid_down: Decimal | None = None
    stated: Decimal | None = None
    """The maximum on the scheme sheet, and the one on those score sheets."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """The first thing in which two scheme sheets differ, so that neither is taken."""

    code: str
    place: Place
    stated: Decimal | None
    """The maximum there; None where the code or its maximum is missing."""
    other: SchemeSheet
    other_stated: Decimal | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """The scheme by which a group is audited, and where it comes from."""

    scheme: Scheme
    sheet: SchemeSheet | None = None
    """The scheme sheet that lays it down; None where it is what most score sheets agree on."""
    disputes: Mapping[tuple[Matter, str], Dispute] = field(default_factory=dict)
    contradiction: Contradiction | None = None

    def is_disputed(self, matter: Matter, code: str) -> bool:
        """Whether most score sheets have something otherwise than the scheme sheet."""
        return (matter, code) in self.disputes

    def name(self, code: str) -> str:
        """What the scheme sheet calls a code."""
        row = first_rows(self.sheet.rows).get(code) if self.sheet is not None else None
        return row.name if row is not None else ""

    def place_of_maximum(self, code: str, stated: Decimal) -> Place | None:
        """The scheme sheet's cell that states a node's maximum so; None where none does."""
        row = first_rows(self.sheet.rows).get(code) if self.sheet is not None else None
        figure = row.max_points if row is not None else None
        if self.sheet is None or figure is None or figure.value != stated:
            return None
        return self.sheet.place(figure.cell)


def agreement(sheets: Sequence[ScoreSheet], schemes: Sequence[SchemeSheet]) -> Agreement:
    """The scheme of a group: its scheme sheet's where it has one, or several that agree; else what most sheets agree on."""
    majority = agreed_scheme(sheets)
    if not schemes:
        return Agreement(majority)
    contradiction = next((c for a, b in pairwise(schemes) if (c := _contradiction(a, b)) is not None), None)
    if contradiction is not None:
        return Agreement(majority, contradiction=contradiction)
    return _Laid(max(schemes, key=lambda s: len(s.rows)), sheets, majority).agreement()


def _contradiction(one: SchemeSheet, other: SchemeSheet) -> Contradiction | None:
    """Another maximum of one code, or other codes below one node; one of them may go deeper than the other."""
    left, right = first_rows(one.rows), first_rows(other.rows)
    for code, row in right.items():
        if code in left and None not in (_maximum(row), _maximum(left[code])) and _maximum(row) != _maximum(left[code]):
            return _differing(code, row, other, one, left[code])
    above = [set(own_parents(form_of(s.rows)).values()) for s in (one, other)]
    for code in sorted(left.keys() ^ right.keys(), key=codes.sort_key):
        if codes.dotted_parent(code) in above[0] & above[1]:
            has, lacks = (other, one) if code in right else (one, other)
            return _differing(code, first_rows(has.rows)[code], has, lacks, None)
    return None


def _differing(
    code: str, row: ScoreRow, sheet: SchemeSheet, other: SchemeSheet, beside: ScoreRow | None
) -> Contradiction:
    cell = row.max_points.cell if row.max_points is not None and beside is not None else row.cell
    return Contradiction(code, sheet.place(cell), _maximum(row), other, _maximum(beside) if beside else None)


def _maximum(row: ScoreRow) -> Decimal | None:
    return row.max_points.value if row.max_points is not None else None


class _Laid:
    """Puts the scheme sheet over what most score sheets agree on."""

    def __init__(self, sheet: SchemeSheet, sheets: Sequence[ScoreSheet], majority: Scheme) -> None:
        self._sheet = sheet
        self._sheets = sheets
        self._majority = majority
        self._rows = {code: row for code, row in first_rows(sheet.rows).items() if is_proper(code)}
        self._parents = own_parents(form_of(sheet.rows))
        self._inner = set(self._parents.values())
        self._met = Counter(code for s in sheets for code in {row.code for row in s.rows})
        self._disputes: dict[tuple[Matter, str], Dispute] = {}

    def agreement(self) -> Agreement:
        """The scheme with what is disputed about it."""
        kept = {*self._kept(), *self._added(), codes.TOTAL}
        parents = {code: self._parent(code, kept) for code in kept if code != codes.TOTAL}
        order = [code for code in in_order(list(self._rows), kept) if code != codes.TOTAL]
        maxima = self._maxima(order, parents)
        nodes = [Node(code=c, name=self._name(c), max_points=maxima[c], parent=parents[c]) for c in order]
        total = total_node(nodes, maxima[codes.TOTAL])
        return Agreement(Scheme((*nodes, total)), self._sheet, self._disputes)

    def _is_most(self, sheets: int) -> bool:
        return sheets >= _SEVERAL and 2 * sheets > len(self._sheets)

    def _kept(self) -> Iterator[str]:
        """The scheme sheet's codes, but for headings that no score sheet has, and leaves that none has."""
        for code, row in self._rows.items():
            if code == codes.TOTAL:
                continue
            absent = len(self._sheets) - self._met[code]
            carries = code not in self._inner and not any(c.startswith(f"{code}.") for c in self._met)
            if carries and self._is_most(absent):
                self._dispute(Matter.MISSING, code, self._sheet.place(row.cell), absent)
            if self._met[code] or (carries and not self.is_disputed(code)):
                yield code

    def is_disputed(self, code: str) -> bool:
        """Whether most score sheets lack a code."""
        return (Matter.MISSING, code) in self._disputes

    def _added(self) -> Iterator[str]:
        """Codes of most score sheets that the scheme sheet does not have: further down, headings, or disputed."""
        for node in self._majority.nodes:
            code = node.code
            if code in self._rows or code == codes.TOTAL:
                continue
            deeper = any(above in self._rows and above not in self._inner for above in _above(code))
            heading = codes.is_part(code) or any(c.startswith(f"{code}.") for c in self._rows)
            if not (deeper or heading):
                if not self._is_most(self._met[code]):
                    continue
                first = next(s for s in self._sheets if any(r.code == code for r in s.rows))
                cell = next(r.cell for r in first.rows if r.code == code)
                self._dispute(Matter.UNKNOWN, code, first.place(cell), self._met[code])
            yield code

    def _dispute(self, matter: Matter, code: str, place: Place, sheets: int) -> None:
        self._disputes[matter, code] = Dispute(matter, code, place, sheets)

    def _parent(self, code: str, kept: set[str]) -> str:
        told = self._parents.get(code, codes.TOTAL)
        usual = self._majority.get(code)
        if told == codes.TOTAL and usual is not None and usual.parent is not None:
            told = usual.parent
        while told not in kept:
            told = self._parents.get(told) or nearest(told, kept)
        return told

    def _name(self, code: str) -> str:
        return self._rows[code].name if code in self._rows else self._majority[code].name

    def _maxima(self, order: Sequence[str], parents: Mapping[str, str]) -> dict[str, Decimal | None]:
        """The maximum of every node: the scheme sheet's, unless most score sheets have another that alone adds up."""
        usual = {code: node.max_points for code in (*order, codes.TOTAL) if (node := self._majority.get(code))}
        if not self._stated(codes.TOTAL, usual[codes.TOTAL]):
            usual[codes.TOTAL] = None
        laid = {code: _maximum(self._rows[code]) if code in self._rows else None for code in (*order, codes.TOTAL)}
        found = {code: laid[code] if laid[code] is not None else usual.get(code) for code in laid}
        families: dict[str, list[str]] = {}
        for code, parent in parents.items():
            families.setdefault(parent, []).append(code)
        for code, own in laid.items():
            other = usual.get(code)
            times = self._stated(code, other)
            if own is None or other is None or own == other or not self._is_most(times):
                continue
            below = [usual.get(c) for c in families.get(code, ())]
            if (
                below
                and sum((b for b in below if b is not None), Decimal(0)) == other
                and any((Matter.MAXIMUM, c) in self._disputes or usual.get(c) != laid[c] for c in families[code])
            ):
                continue
            figure = self._rows[code].max_points
            assert figure is not None
            place = self._sheet.place(figure.cell)
            self._disputes[Matter.MAXIMUM, code] = Dispute(Matter.MAXIMUM, code, place, times, own, other)
            if _sums(found | {code: other}, families) > _sums(found, families):
                found[code] = other
        return found

    def _stated(self, code: str, value: Decimal | None) -> int:
        """How many score sheets state a maximum so."""
        return sum(1 for s in self._sheets if any(r.code == code and _maximum(r) == value for r in s.rows))


def _above(code: str) -> Iterator[str]:
    above = codes.dotted_parent(code)
    while above is not None:
        yield above
        above = codes.dotted_parent(above)


def _sums(maxima: Mapping[str, Decimal | None], families: Mapping[str, Sequence[str]]) -> int:
    """How many nodes' maxima are what their children's add up to."""
    return sum(
        1
        for code, below in families.items()
        if maxima[code] == sum((maxima[c] or Decimal(0) for c in below), Decimal(0))
    )
