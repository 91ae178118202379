"""The workbook's own summary: wrong ranks, grades and figures, formulas that fetch from the wrong sheet."""

from __future__ import annotations

from fractions import Fraction

from ..cells import At
from ..exact import is_apart
from ..family import family
from ..figures import wrong
from ..formulas import Formula, Range, Ref
from ..layout import GRADES
from ..scheme import TOTAL
from ..scores import Commune
from ..spoiler import Spoiler
from ..tables import rank_term
from ..truth import Slip, places
from .totals import evidence


def _cell(spoiler: Spoiler, kind: str) -> tuple[Commune, At] | None:
    """A commune's cell in the summary."""
    summary = spoiler.district.summary
    commune = spoiler.commune()
    at = summary.at(commune.name, TOTAL, kind) if summary is not None else None
    return (commune, at) if at is not None else None


@family("summary_rank_typed", "summary", "A03", "wrong rank typed in the summary")
def rank_typed(spoiler: Spoiler) -> Slip | None:
    """Two to five places off."""
    found = _cell(spoiler, "rank")
    if found is None:
        return None
    commune, at = found
    right = spoiler.number(at)
    stated = right + spoiler.rng.choice((-5, -4, -3, -2, 2, 3, 4, 5))
    if not 1 <= stated <= len(spoiler.district.communes):
        return None
    spoiler.put(at, Fraction(stated))
    return Slip(commune.name, places([at]), TOTAL, f"rank {right} written {stated}")


@family("summary_rank_range", "summary", "A03", "RANK compares with too short a range", weight=4)
def rank_range(spoiler: Spoiler) -> Slip | None:
    """The range begins at the commune's own line."""
    found, summary = _cell(spoiler, "rank"), spoiler.district.summary
    if found is None or summary is None:
        return None
    commune, at = found
    total = summary.at(commune.name, TOTAL, "score")
    assert total is not None
    last = summary.first + len(summary.order) - 1
    short = Range(at.row, total.column, last, total.column, fixed="r")
    spoiler.put(at, Formula(rank_term(spoiler.district.layout, Ref(at.row, total.column), short)))
    return Slip(commune.name, places([at]), TOTAL, "rank among the lines below only")


@family("summary_grade", "summary", "A04", "wrong grade typed in the summary", weight=4)
def grade(spoiler: Spoiler) -> Slip | None:
    """Another grade's name."""
    found = _cell(spoiler, "grade")
    if found is None:
        return None
    commune, at = found
    right = spoiler.values[at]
    stated = spoiler.rng.choice([name for name, _ in GRADES if name != right])
    spoiler.put(at, stated)
    return Slip(commune.name, places([at]), TOTAL, f"grade {right} written {stated}")


def _score(spoiler: Spoiler) -> tuple[Commune, str, At] | None:
    summary = spoiler.district.summary
    if summary is None:
        return None
    commune = spoiler.commune()
    code = spoiler.rng.choice([c for c, kind in summary.columns if kind == "score"])
    at = summary.at(commune.name, code, "score")
    return (commune, code, at) if at is not None else None


@family(
    "summary_transposed", "summary", "A05 F03", "summary figure typed with swapped digits", causes="transposed_digits"
)
def transposed(spoiler: Spoiler) -> Slip | None:
    """Rank and grade follow."""
    found = _score(spoiler)
    if found is None:
        return None
    commune, code, at = found
    known = evidence(spoiler, spoiler.table(commune), code)
    stated = wrong("transposed_digits", known, spoiler.rng)
    if stated is None:
        return None
    spoiler.put(at, stated)
    return Slip(commune.name, places([at]), code, f"{code}: {float(known.right)} typed as {float(stated)}")


@family(
    "summary_other_sheet", "summary", "F04", "summary line fetches from another commune's sheet", causes="row_shift"
)
def other_sheet(spoiler: Spoiler) -> Slip | None:
    """='Xã B'!E30 in Xã A's line."""
    found = _score(spoiler)
    if found is None:
        return None
    commune, code, at = found
    others = [c for c in spoiler.district.communes if c is not commune and c.name not in spoiler.used]
    other = spoiler.table(spoiler.rng.choice(others)).at(code, "score")
    if not is_apart(spoiler.number(other), spoiler.number(at)):
        return None
    spoiler.put(at, Formula(Ref(other.row, other.column, other.sheet)))
    return Slip(commune.name, places([at]), code, f"{code} fetched from {other.sheet}")
