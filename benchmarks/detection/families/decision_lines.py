"""Whole lines of the decision: another commune's, two exchanged, one missing, one twice."""

from __future__ import annotations

from fractions import Fraction

from ..cells import At
from ..family import family
from ..scores import Commune
from ..spoiler import Spoiler
from ..tables import CommuneTable
from ..truth import Slip, places


def _figures(annex: CommuneTable, commune: Commune) -> list[At]:
    return annex.line(commune.name)[2:]


def _pair(spoiler: Spoiler) -> tuple[Commune, Commune] | None:
    """Two communes whose every score differs in the first annex."""
    one, other = spoiler.commune(), spoiler.commune()
    if one is other or sum(one.score.values()) == sum(other.score.values()):
        return None
    return one, other


@family(
    "line_of_another",
    "decision",
    "Q01 Q02 Q03",
    "a line holds another commune's figures",
    causes="row_shift",
    aside="Q04 Q05",
)
def another(spoiler: Spoiler) -> Slip | None:
    """Pasted one row off."""
    pair = _pair(spoiler)
    if pair is None:
        return None
    one, other = pair
    annex = spoiler.district.annexes[0]
    for here, there in zip(_figures(annex, one), _figures(annex, other), strict=True):
        spoiler.put(here, spoiler.content(there))
    return Slip(one.name, places(annex.line(one.name)), what=f"the line of {other.name}", whole=True)


@family(
    "lines_exchanged", "decision", "Q01 Q02 Q03", "two communes' lines exchanged", causes="row_shift", aside="Q04 Q05"
)
def exchanged(spoiler: Spoiler) -> Slip | None:
    """Figures, rank and grade."""
    pair = _pair(spoiler)
    if pair is None:
        return None
    one, other = pair
    annex = spoiler.district.annexes[0]
    for here, there in zip(_figures(annex, one), _figures(annex, other), strict=True):
        old = spoiler.content(here)
        spoiler.put(here, spoiler.content(there))
        spoiler.put(there, old)
    cells = places([*annex.line(one.name), *annex.line(other.name)])
    return Slip(one.name, cells, what=f"exchanged with {other.name}", others=(other.name,), whole=True)


@family("line_missing", "decision", "R12", "a scored commune is not in the decision", weight=8)
def missing(spoiler: Spoiler) -> Slip | None:
    """Its line was left out of every annex."""
    commune = spoiler.commune()
    sheet = spoiler.table(commune).sheet
    if spoiler.used or spoiler.district.layout.decision_average:
        return None
    for annex in spoiler.district.annexes:
        _remove(annex, commune.name)
    culprits = frozenset({(sheet.file, sheet.name, "")})
    return Slip(commune.name, culprits, what="no line in the decision", whole=True)


def _remove(annex: CommuneTable, name: str) -> None:
    at, last = annex.order.index(name), len(annex.order) - 1
    width = 2 + len(annex.columns)
    for line in range(annex.first + at, annex.first + last):
        for column in range(1, width):
            annex.sheet.put(line, column, annex.sheet.cells.get((line + 1, column)))
    for column in range(width):
        annex.sheet.put(annex.first + last, column, None)
    annex.order.remove(name)


@family("line_twice", "decision", "R10", "a commune has two lines in the decision")
def twice(spoiler: Spoiler) -> Slip | None:
    """Added again at the end."""
    commune, annex = spoiler.commune(), spoiler.district.annexes[0]
    if spoiler.district.layout.decision_average:
        return None
    row = annex.first + len(annex.order)
    added = []
    for at in annex.line(commune.name):
        annex.sheet.put(row, at.column, spoiler.content(at))
        added.append(annex.sheet.at(row, at.column))
    annex.sheet.put(row, 0, Fraction(len(annex.order) + 1))
    return Slip(commune.name, places([*added, *annex.line(commune.name)]), what="a second line", whole=True)
