"""Single figures of the decision: scores, totals, indices, ranks, grades."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from .. import tables
from ..exact import index, rounded
from ..family import family
from ..figures import Evidence, leaf_alternatives, wrong
from ..layout import GRADES
from ..scheme import TOTAL
from ..scores import Commune
from ..spoiler import Spoiler
from ..tables import CommuneTable
from ..truth import Slip, places
from . import indices, totals
from .identity import removed


def _evidence(spoiler: Spoiler, annex: CommuneTable, commune: Commune, code: str, kind: str) -> Evidence:
    """What is known of a printed figure: also the neighbours' lines and the printed figures beside it."""
    scheme, table = spoiler.district.scheme, spoiler.table(commune)
    known = (totals.evidence if kind == "score" else indices.evidence)(spoiler, table, code)
    line = annex.order.index(commune.name)
    near = [annex.order[n] for n in (line - 1, line + 1) if 0 <= n < len(annex.order)]
    points = [scheme.added_up(spoiler.district.commune(n).score, code) for n in near]
    maximum = scheme.maximum(code)
    hasty = known.hasty
    if kind == "score":
        printed = [c for c, k in annex.columns if k == "score"]
        hasty = sum((rounded(scheme.added_up(commune.score, c)) for c in _beside(spoiler, printed, code)), Fraction(0))
    return replace(
        known,
        typed=rounded(known.right),
        hasty=hasty,
        neighbours=tuple(rounded(p if kind == "score" else index(p, maximum)) for p in points),
    )


def _beside(spoiler: Spoiler, printed: list[str], code: str) -> list[str]:
    """The printed columns that add up to one."""
    found: list[str] = []
    for child in spoiler.district.scheme.children.get(code, ()):
        found += [child] if child in printed else _beside(spoiler, printed, child)
    return found


def _wrong(spoiler: Spoiler, kind: str, quantity: str, *, whole: bool | None = None) -> Slip | None:
    """One figure of the first annex that has it; `whole`: parts and totals only, or criteria only."""
    commune, rng = spoiler.commune(), spoiler.rng
    annex = rng.choice([a for a in spoiler.district.annexes if any(k == quantity for _, k in a.columns)])
    level = spoiler.district.scheme.by_code
    codes = [c for c, k in annex.columns if k == quantity]
    if whole is not None:
        codes = [c for c in codes if (c == TOTAL or level[c].level == 0) is whole]
    code = rng.choice(codes)
    at = annex.at(commune.name, code, quantity)
    known = _evidence(spoiler, annex, commune, code, quantity)
    stated = wrong(kind, known, rng)
    if at is None or stated is None or (quantity == "index" and kind != "shifted_decimal" and stated > 100):
        return None
    if not _is_as_printed(spoiler, annex, commune, code, quantity):
        return None
    carried = (
        quantity == "score"
        and code != TOTAL
        and kind not in ("rounded_before_summing", "truncated")
        and rng.random() < 0.3
    )
    leaves = [commune.score[c] for c in spoiler.district.scheme.leaves(code)]
    if leaf_alternatives(leaves, stated - known.right) + leaf_alternatives(leaves, known.right - stated) and carried:
        return None
    spoiler.put(at, tables.shown(spoiler.district.layout, stated))
    if carried:
        _carry(spoiler, commune, code, stated - known.right)
    what = f"decision's {quantity} {code}: {float(known.right):.5g} written {float(stated)}{', carried' if carried else ''}"
    return Slip(commune.name, places([at]), code, what)


def _is_as_printed(spoiler: Spoiler, annex: CommuneTable, commune: Commune, code: str, quantity: str) -> bool:
    """Whether the decision has the right figure so far."""
    points = spoiler.district.exact_points(commune.name)
    right = tables.decision_value(spoiler.district.scheme, tables.Standing(points, 0, ""), code, quantity)
    at = annex.at(commune.name, code, quantity)
    return at is not None and spoiler.content(at) == tables.shown(spoiler.district.layout, right)


def _carry(spoiler: Spoiler, commune: Commune, code: str, change: Fraction) -> None:
    """Parts, totals and indices as they come out when the wrong figure is gone on with."""
    district, scheme = spoiler.district, spoiler.district.scheme
    for above in (code, *scheme.above(code)):
        points = scheme.added_up(commune.score, above) + change
        new = {"score": rounded(points), "index": rounded(index(points, scheme.maximum(above)))}
        for annex in district.annexes:
            for kind, value in new.items():
                at = annex.at(commune.name, above, kind)
                if at is not None and (above, kind) != (code, "score"):
                    spoiler.put(at, tables.shown(district.layout, value))


def _figures(name: str, kind: str, about: str, cause: str | None = None) -> None:
    """Registers a family for criteria, one for parts and totals, one for indices."""

    def criterion(spoiler: Spoiler) -> Slip | None:
        return _wrong(spoiler, kind, "score", whole=False)

    def total(spoiler: Spoiler) -> Slip | None:
        return _wrong(spoiler, kind, "score", whole=True)

    def share(spoiler: Spoiler) -> Slip | None:
        return _wrong(spoiler, kind, "index")

    causes = cause or kind
    if kind != "rounded_before_summing":
        family(f"decision_criterion_{name}", "decision", "Q01", f"decision's criterion {about}", causes=causes)(
            criterion
        )
    family(f"decision_total_{name}", "decision", "Q02", f"decision's part or total {about}", causes=causes)(total)
    if kind != "max_used":
        family(f"decision_index_{name}", "decision", "Q03", f"decision's index {about}", causes=causes)(share)


_figures("transposed", "transposed_digits", "with two digits swapped")
_figures("shifted", "shifted_decimal", "with its decimal mark misplaced")
_figures("self", "self_score_used", "is the self-score's")
_figures("max", "max_used", "is the maximum")
_figures("truncated", "truncated", "cut off instead of rounded")
_figures("rounded", "rounded_before_summing", "made of already rounded figures")
_figures("neighbour", "row_shift", "is the neighbouring line's")
_figures("typo", "typo", "with one digit mistyped")


@family("decision_rank", "decision", "Q04", "decision's rank wrong")
def rank(spoiler: Spoiler) -> Slip | None:
    """Two to five places off."""
    commune, annex = spoiler.commune(), spoiler.district.annexes[0]
    at = annex.at(commune.name, TOTAL, "rank")
    assert at is not None
    exact = {c.name: sum(c.score.values()) for c in spoiler.district.communes}
    right = 1 + sum(1 for t in exact.values() if t > exact[commune.name])
    stated = right + spoiler.rng.choice((-5, -4, -3, -2, 2, 3, 4, 5))
    before = spoiler.number(at) if not spoiler.district.layout.decision_as_text else Fraction(str(spoiler.content(at)))
    if not 1 <= stated <= len(exact) or abs(stated - before) < 2:
        return None
    spoiler.put(at, tables.shown(spoiler.district.layout, Fraction(stated)))
    return Slip(commune.name, places([at]), TOTAL, f"rank {right} written {stated}")


@family("decision_tie", "decision", "Q04", "decision gives one of two equal communes the next rank", weight=9)
def tie(spoiler: Spoiler) -> Slip | None:
    """1, 2, 3, 4 instead of 1, 2, 2, 4."""
    annex = spoiler.district.annexes[0]
    exact = {c.name: sum(c.score.values()) for c in spoiler.district.communes}
    equal = [n for n in exact if n not in spoiler.used and list(exact.values()).count(exact[n]) > 1]
    if not equal:
        return None
    name = spoiler.rng.choice(equal)
    at = annex.at(name, TOTAL, "rank")
    right = 1 + sum(1 for t in exact.values() if t > exact[name])
    if at is None or spoiler.content(at) != tables.shown(spoiler.district.layout, Fraction(right)):
        return None
    spoiler.put(at, tables.shown(spoiler.district.layout, Fraction(right + 1)))
    return Slip(name, places([at]), TOTAL, f"rank {right}, shared, written {right + 1}")


@family("decision_grade", "decision", "Q05", "decision's grade wrong")
def grade(spoiler: Spoiler) -> Slip | None:
    """Another grade's name."""
    commune, annex = spoiler.commune(), spoiler.district.annexes[0]
    at = annex.at(commune.name, TOTAL, "grade")
    assert at is not None
    stated = spoiler.rng.choice([name for name, _ in GRADES if name != spoiler.content(at)])
    right = tables.grade_of(index(sum(commune.score.values(), Fraction(0)), spoiler.district.scheme.maximum(TOTAL)))
    if stated == right:
        return None
    spoiler.put(at, stated)
    return Slip(commune.name, places([at]), TOTAL, f"grade {right} written {stated}")


@family(
    "decision_self_contradiction",
    "decision",
    "Q07",
    "a figure of a commune without scores contradicts its line",
    aside="R11",
    weight=4,
)
def contradiction(spoiler: Spoiler) -> Slip | None:
    """One criterion's digits swapped; the part and the total stay."""
    slip = removed(spoiler)
    if slip is None or slip.commune is None:
        return None
    commune, annex = spoiler.district.commune(slip.commune), spoiler.district.annexes[0]
    below = [c for c, k in annex.columns if k == "score" and c != TOTAL and spoiler.district.scheme.by_code[c].level]
    code = spoiler.rng.choice(below)
    known = _evidence(spoiler, annex, commune, code, "score")
    stated = wrong("transposed_digits", known, spoiler.rng)
    at = annex.at(commune.name, code, "score")
    if at is None or stated is None or abs(stated - known.right) < Fraction(1, 5):
        return None
    spoiler.put(at, tables.shown(spoiler.district.layout, stated))
    return Slip(commune.name, places([at]), code, f"no sheet; {code} written {float(stated)}", whole=True)
