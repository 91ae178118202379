"""The scheme that most sheets agree on: which codes there are, under what, with which maximum."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import TypeVar

from ..model import codes
from ..model.figures import Figure
from ..model.names import composed
from ..model.scheme import Node, Scheme
from ..model.score_sheet import ScoreRow, ScoreSheet

_T = TypeVar("_T")


Form = tuple[tuple[str, bool], ...]
"""The codes of a sheet, row by row, and whether the row only repeats: sheets of one form have one tree."""


def form_of(rows: Iterable[ScoreRow]) -> Form:
    """The form of a sheet's rows."""
    return tuple([(row.code, row.repeats) for row in rows])


def agreed_scheme(sheets: Sequence[ScoreSheet]) -> Scheme:
    """A code belongs to the scheme when at least half of the sheets have it. The total comes last."""
    sightings: dict[str, list[ScoreRow]] = {}
    forms: Counter[Form] = Counter()
    # of equally common figures the one met first is taken: sheets whose own maxima add up go first
    for sheet in sorted(sheets, key=_slips_in_maxima):
        forms[form_of(sheet.rows)] += 1
        for code, row in first_rows(sheet.rows).items():
            sightings.setdefault(code, []).append(row)
    parents = _parents(forms)
    kept = {code for code, rows in sightings.items() if 2 * len(rows) >= len(sheets) and is_proper(code)} | {
        codes.TOTAL
    }
    fullest = max(sheets, key=lambda s: len(kept & {r.code for r in s.rows}))
    nodes = [
        Node(
            code=code,
            name=_commonest_name(sightings[code]),
            max_points=_commonest(_maxima(sightings[code])),
            parent=nearest(parents[code].most_common(1)[0][0], kept),
        )
        for code in in_order(list(first_rows(fullest.rows)), kept)
        if code != codes.TOTAL
    ]
    return Scheme((*nodes, _total(nodes, sightings.get(codes.TOTAL, []))))


def _parents(forms: Mapping[Form, int]) -> dict[str, Counter[str]]:
    """How many sheets put each code under which node."""
    parents: dict[str, Counter[str]] = {}
    for form, sheets in forms.items():
        own = own_parents(form)
        for code in dict.fromkeys(code for code, _ in form):
            parents.setdefault(code, Counter())[own.get(code, codes.TOTAL)] += sheets
    return parents


def _slips_in_maxima(sheet: ScoreSheet) -> int:
    """How many of a sheet's maxima are not the sum of those below, and how many it lacks against its own total."""
    rows, parents = first_rows(sheet.rows), own_parents(form_of(sheet.rows))
    stated = {code: row.max_points.value for code, row in rows.items() if row.max_points is not None}
    sums: dict[str, Decimal] = {}
    for code, parent in parents.items():
        sums[parent] = sums.get(parent, Decimal(0)) + (stated.get(code) or 0)
    return sum(1 for code, total in sums.items() if stated.get(code) not in (None, total))


def first_rows(rows: Iterable[ScoreRow]) -> dict[str, ScoreRow]:
    """The first row of each code, with the figures that only a total row under the table states."""
    found: dict[str, ScoreRow] = {}
    for row in rows:
        if row.code not in found:
            found[row.code] = row
        elif row.repeats:
            found[row.code] = _completed(found[row.code], row)
    return found


def _completed(row: ScoreRow, total: ScoreRow) -> ScoreRow:
    """A part's heading row with the figures that only its total row states."""

    def either(own: Figure | None, other: Figure | None) -> Figure | None:
        return other if (own is None or own.value is None) and other is not None and other.is_stated else own

    return replace(
        row,
        max_points=either(row.max_points, total.max_points),
        self_score=either(row.self_score, total.self_score),
        score=either(row.score, total.score),
        index=either(row.index, total.index),
    )


@lru_cache(maxsize=256)
def own_parents(form: Form) -> Mapping[str, str]:
    """The node above each code as the rows themselves stand: by dots where that row exists, else the part above."""
    present = {code for code, _ in form}
    parents: dict[str, str] = {}
    part = codes.TOTAL
    for code, repeats in form:
        if repeats or code == codes.TOTAL:
            continue
        if codes.is_part(code):
            part = code
            parents.setdefault(code, codes.TOTAL)
            continue
        above = codes.dotted_parent(code)
        while above is not None and above not in present:
            above = codes.dotted_parent(above)
        parents.setdefault(code, above or part)
    return MappingProxyType(parents)


def is_proper(code: str) -> bool:
    """Whether it is a code that a scheme can have, and not what a cell holds that nobody understands."""
    return codes.is_numbered(code) or codes.is_part(code) or code == codes.TOTAL


def nearest(parent: str, kept: set[str]) -> str:
    """The node itself or the nearest above it that is kept; the total where none is."""
    above: str | None = parent
    while above is not None and above not in kept:
        above = codes.dotted_parent(above)
    return above or codes.TOTAL


def in_order(listed: Sequence[str], kept: set[str]) -> list[str]:
    """The kept codes in the order of a list, what it lacks put after its sibling by number."""
    order = [code for code in listed if code in kept]
    for code in sorted(kept - set(order), key=codes.sort_key):
        parent = codes.dotted_parent(code)
        before = [i for i, c in enumerate(order) if c == parent or c.startswith(f"{parent}.")] if parent else []
        smaller = [i for i in before if order[i] == parent or codes.sort_key(order[i]) < codes.sort_key(code)]
        order.insert(max(smaller) + 1 if smaller else len(order), code)
    return order


def _maxima(rows: Iterable[ScoreRow]) -> Iterable[Decimal]:
    return (r.max_points.value for r in rows if r.max_points is not None and r.max_points.value is not None)


def _commonest(values: Iterable[_T]) -> _T | None:
    counted = Counter(values).most_common(1)
    return counted[0][0] if counted else None


def _commonest_name(rows: Sequence[ScoreRow]) -> str:
    counted: Counter[str] = Counter()
    for name, times in Counter([r.name for r in rows]).items():
        counted[composed(name)] += times
    return counted.most_common(1)[0][0] if counted else ""


def _total(nodes: Sequence[Node], rows: Sequence[ScoreRow]) -> Node:
    return total_node(nodes, _commonest(_maxima(rows)))


def total_node(nodes: Sequence[Node], stated: Decimal | None) -> Node:
    """The total over all other nodes, with what they add up to where no maximum is stated for it."""
    if stated is None:
        stated = _added_up([n for n in nodes if n.parent == codes.TOTAL], nodes)
    return Node(code=codes.TOTAL, name="Tổng điểm", max_points=stated, parent=None)


def _added_up(some: Iterable[Node], nodes: Sequence[Node]) -> Decimal:
    """Points that the nodes can reach together, those of a node without a maximum being what stands below it."""
    points = Decimal(0)
    for node in some:
        if node.max_points is None:
            points += _added_up([n for n in nodes if n.parent == node.code], nodes)
        else:
            points += node.max_points
    return points
