"""Totals typed wrong: swapped digits, shifted point, another column's or commune's figure, or left from before."""

from __future__ import annotations

from fractions import Fraction

from ..exact import index, rounded
from ..family import family
from ..figures import Evidence, leaf_alternatives, wrong
from ..score_sheets import ScoreSheet
from ..spoiler import Spoiler
from ..truth import Slip, places


def evidence(spoiler: Spoiler, table: ScoreSheet, code: str) -> Evidence:
    """What is known of a node's score."""
    district, commune, scheme = spoiler.district, table.commune, table.scheme
    below = table.children(code)
    exact = scheme.added_up(commune.score, code)
    parts = tuple(scheme.added_up(commune.score, c) for c in below)
    printed = rounded(exact) if district.layout.printed else exact
    hasty = sum((rounded(p) for p in parts), Fraction(0)) if parts else None
    others = tuple(scheme.added_up(c.score, code) for c in district.communes if c is not commune)
    return Evidence(
        right=exact,
        typed=printed,
        self_score=scheme.added_up(commune.self_score, code),
        maximum=scheme.maximum(code),
        parts=parts,
        hasty=hasty,
        others=others,
        neighbours=tuple(map(rounded, others)) if district.layout.printed else others,
    )


def _typed_wrong(spoiler: Spoiler, kind: str) -> Slip | None:
    commune = spoiler.commune()
    table = spoiler.table(commune)
    code = spoiler.rng.choice([c for c in table.rows if table.is_total(c) and len(table.children(c)) > 1])
    known = evidence(spoiler, table, code)
    stated = wrong(kind, known, spoiler.rng)
    if stated is None:
        return None
    carried = (
        not spoiler.computed
        and kind not in ("stale_total", "typo", "rounded_before_summing")
        and spoiler.rng.random() < 0.5
    )
    if spoiler.computed or carried:
        leaves = [commune.score[c] for c in table.scheme.leaves(code)]
        if leaf_alternatives(leaves, known.right - stated) or leaf_alternatives(leaves, stated - known.right):
            return None
    at = table.at(code, "score")
    spoiler.put(at, stated)
    if carried:
        _carry(spoiler, table, code, stated - known.right)
    what = f"{code}: {float(known.right)} typed as {float(stated)}{', carried upward' if carried else ''}"
    return Slip(commune.name, places([at]), code, what)


def _carry(spoiler: Spoiler, table: ScoreSheet, code: str, change: Fraction) -> None:
    """What an office gets that goes on with the wrong figure: typed totals above, and typed indices."""
    scheme, layout = table.scheme, spoiler.district.layout
    for above in (code, *scheme.above(code)):
        if above not in table.rows:
            continue
        at = table.at(above, "score")
        points = scheme.added_up(table.commune.score, above) + change
        if above != code:
            spoiler.put(at, rounded(points) if layout.printed else points)
        share = rounded(index(points, scheme.maximum(above)))
        if not layout.index_computed:
            spoiler.put(table.at(above, "index"), share / 100 if layout.index_formula == "percent" else share)


def _printed_only(spoiler: Spoiler, kind: str) -> Slip | None:
    """Rounding slips need totals that are printed rounded."""
    return _typed_wrong(spoiler, kind) if spoiler.district.layout.printed else None


@family("total_transposed", "total", "A01 F03", "typed total, two digits swapped", causes="transposed_digits")
def transposed(spoiler: Spoiler) -> Slip | None:
    """12,85 -> 12,58."""
    return _typed_wrong(spoiler, "transposed_digits")


@family("total_shifted", "total", "A01 F03", "typed total, decimal mark misplaced", causes="shifted_decimal")
def shifted(spoiler: Spoiler) -> Slip | None:
    """12,85 -> 1,285."""
    return _typed_wrong(spoiler, "shifted_decimal")


@family("total_self_score", "total", "A01 F03", "typed total is the self-score's", causes="self_score_used")
def self_score(spoiler: Spoiler) -> Slip | None:
    """Taken from the column beside."""
    return _typed_wrong(spoiler, "self_score_used")


@family("total_max", "total", "A01 F03", "typed total is the maximum", causes="max_used")
def maximum(spoiler: Spoiler) -> Slip | None:
    """Taken from the column of maxima."""
    return _typed_wrong(spoiler, "max_used")


@family("total_stale", "total", "A01 F03", "typed total left from an earlier state", causes="stale_total")
def stale(spoiler: Spoiler) -> Slip | None:
    """A figure that nothing explains."""
    return _typed_wrong(spoiler, "stale_total")


@family("total_typo", "total", "A01 F03", "typed total with one digit mistyped", causes="typo stale_total")
def typo(spoiler: Spoiler) -> Slip | None:
    """12,85 -> 12,35; as good as an old one where nothing tells them apart."""
    return _typed_wrong(spoiler, "typo")


@family("total_truncated", "total", "A01", "typed total cut off instead of rounded", causes="truncated", weight=6)
def cut_off(spoiler: Spoiler) -> Slip | None:
    """9,8767 -> 9,87."""
    return _printed_only(spoiler, "truncated")


@family(
    "total_rounded_parts",
    "total",
    "A01",
    "typed total adds rounded figures up",
    causes="rounded_before_summing",
    weight=9,
)
def of_rounded(spoiler: Spoiler) -> Slip | None:
    """Off by a hundredth or more."""
    return _printed_only(spoiler, "rounded_before_summing")


@family("total_other_commune", "total", "A01 F03", "typed total is another commune's", causes="row_shift")
def other_commune(spoiler: Spoiler) -> Slip | None:
    """Copied from another sheet."""
    return _typed_wrong(spoiler, "row_shift")
