"""Indices on the scoring sheets that are not score / maximum."""

from __future__ import annotations

from fractions import Fraction

from ..exact import index, rounded
from ..family import family
from ..figures import Evidence, wrong
from ..formulas import Binary, Formula, Ref, number
from ..score_sheets import ScoreSheet
from ..spoiler import Spoiler
from ..truth import Slip, places


def evidence(spoiler: Spoiler, table: ScoreSheet, code: str) -> Evidence:
    """What is known of a node's index, in percent."""
    scheme, commune = table.scheme, table.commune
    maximum, exact = scheme.maximum(code), scheme.added_up(commune.score, code)
    share = index(exact, maximum)
    others = (scheme.added_up(c.score, code) for c in spoiler.district.communes if c is not commune)
    return Evidence(
        right=share,
        typed=rounded(share),
        self_score=index(scheme.added_up(commune.self_score, code), maximum),
        maximum=Fraction(100),
        hasty=rounded(index(rounded(exact), maximum)),
        others=tuple(index(o, maximum) for o in others),
    )


def _rows(table: ScoreSheet) -> list[str]:
    return [c for c in table.rows if table.at(c, "index")[2:] in table.sheet.cells]


def _hidden(maximum: Fraction) -> Fraction:
    """What a leaf's index can differ by when its score is a printed one of two decimals: 8,52 / 10 may be 85,16."""
    return index(Fraction(1, 200), maximum) + Fraction(1, 200)


def _typed_wrong(spoiler: Spoiler, kind: str) -> Slip | None:
    commune = spoiler.commune()
    table = spoiler.table(commune)
    code = spoiler.rng.choice(_rows(table))
    known = evidence(spoiler, table, code)
    stated = wrong(kind, known, spoiler.rng)
    if stated is None or (kind in ("transposed_digits", "typo") and stated > 100):
        return None
    if code in table.scheme.leaf_maxima and abs(stated - known.right) <= _hidden(table.scheme.leaf_maxima[code]):
        return None
    at = table.at(code, "index")
    spoiler.put(at, stated / 100 if spoiler.district.layout.index_formula == "percent" else stated)
    return Slip(commune.name, places([at]), code, f"index of {code}: {float(known.right):.4f} typed as {float(stated)}")


@family("index_transposed", "index", "A02", "index, two digits swapped", causes="transposed_digits")
def transposed(spoiler: Spoiler) -> Slip | None:
    """81,33 -> 83,13."""
    return _typed_wrong(spoiler, "transposed_digits")


@family("index_shifted", "index", "A02", "index, decimal mark misplaced", causes="shifted_decimal")
def shifted(spoiler: Spoiler) -> Slip | None:
    """81,33 -> 8,133."""
    return _typed_wrong(spoiler, "shifted_decimal")


@family("index_of_rounded", "index", "A02", "index of the already rounded score", causes="rounded_before_summing")
def of_rounded(spoiler: Spoiler) -> Slip | None:
    """9,88 / 11 instead of 9,875 / 11."""
    return _typed_wrong(spoiler, "rounded_before_summing")


@family("index_of_self", "index", "A02", "index of the self-score", causes="self_score_used")
def of_self(spoiler: Spoiler) -> Slip | None:
    """Self-score / maximum."""
    return _typed_wrong(spoiler, "self_score_used")


@family("index_truncated", "index", "A02", "index cut off instead of rounded", causes="truncated")
def cut_off(spoiler: Spoiler) -> Slip | None:
    """89,7727 is right as 89,77; 72,7391 cut to 72,73."""
    return _typed_wrong(spoiler, "truncated")


@family("index_typo", "index", "A02", "index with one digit mistyped", causes="typo")
def typo(spoiler: Spoiler) -> Slip | None:
    """81,33 -> 81,73."""
    return _typed_wrong(spoiler, "typo")


@family("index_wrong_row", "index", "A02", "index formula divides by another row's maximum")
def wrong_row(spoiler: Spoiler) -> Slip | None:
    """=E12/C13*100."""
    if not spoiler.district.layout.index_computed:
        return None
    commune = spoiler.commune()
    table = spoiler.table(commune)
    code, other = spoiler.rng.choice(_rows(table)), spoiler.rng.choice(list(table.rows))
    columns, scheme = table.layout.columns, table.scheme
    if abs(scheme.maximum(code) - scheme.maximum(other)) < 1 or table.commune.score.get(code) == 0:
        return None
    at = table.at(code, "index")
    share = Binary("/", Ref(at.row, columns["score"]), Ref(table.rows[other], columns["max"]))
    percent = table.layout.index_formula == "percent"
    spoiler.put(at, Formula(share if percent else Binary("*", share, number(100))))
    return Slip(commune.name, places([at]), code, f"index of {code} divides by the maximum of {other}")
