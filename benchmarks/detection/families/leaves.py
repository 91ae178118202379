"""Leaf scores changed after the totals were made, impossible, unreadable or absent."""

from __future__ import annotations

from fractions import Fraction

from .. import tables
from ..cells import At, ExcelError
from ..exact import rounded, truncated, written
from ..family import family
from ..figures import Evidence, explanations, leaf_alternatives, wrong
from ..score_sheets import ScoreSheet
from ..spoiler import Spoiler
from ..truth import Slip, places


def _leaf(spoiler: Spoiler) -> tuple[ScoreSheet, str, At]:
    table = spoiler.table(spoiler.commune())
    code = spoiler.rng.choice([c for c in table.rows if c in table.scheme.leaf_maxima])
    return table, code, table.at(code, "score")


def _slip(table: ScoreSheet, code: str, at: At, what: str) -> Slip:
    return Slip(table.commune.name, places([at]), code, f"leaf {code}: {what}")


def _mistyped(spoiler: Spoiler, kind: str, *, computed: bool) -> Slip | None:
    """A leaf that slipped after its totals were typed, or, where they are formulas, after the decision was printed."""
    layout = spoiler.district.layout
    if spoiler.computed is not computed or (computed and layout.decision_after):
        return None
    table, code, at = _leaf(spoiler)
    right, maximum = table.commune.score[code], table.scheme.leaf_maxima[code]
    known = Evidence(right, right, table.commune.self_score[code], maximum)
    stated = wrong(kind, known, spoiler.rng)
    if stated is None or abs(stated - right) < Fraction(1, 20) or (stated > maximum and kind != "shifted_decimal"):
        return None
    if kind in ("self_score_used", "max_used") and not _is_only_one(table, code, stated - right):
        return None
    if computed and any((code, kind) in tables.decision_columns(table.scheme, layout) for kind in ("score", "index")):
        return None  # the decision's own slip, gone on with, would look the same
    change = stated - right
    siblings = [c for c in table.scheme.leaves(next(iter(table.scheme.above(code)))) if c != code]
    if leaf_alternatives([table.commune.score[c] for c in siblings], -change):
        return None
    if computed and _could_be_the_decisions(table, code, change):
        return None
    spoiler.put(at, stated)
    return _slip(table, code, at, f"{float(right)} became {float(stated)}")


def _could_be_the_decisions(table: ScoreSheet, code: str, change: Fraction) -> bool:
    """Whether a figure that the decision prints above the leaf would be explained by a slip of its own."""
    for above in table.scheme.above(code):
        printed = table.scheme.added_up(table.commune.score, above)
        now = printed + change
        known = Evidence(
            right=now,
            typed=rounded(now),
            self_score=table.scheme.added_up(table.commune.self_score, above),
            maximum=table.scheme.maximum(above),
        )
        if explanations(known, rounded(printed)) or any(truncated(now, n) == printed for n in (0, 1)):
            return True
    return False


def _is_only_one(table: ScoreSheet, code: str, change: Fraction) -> bool:
    """Whether no other leaf of the criterion would explain the change by its self-score or maximum."""
    siblings = [c for c in table.scheme.leaves(next(iter(table.scheme.above(code)))) if c != code]
    given, most = table.commune.self_score, table.scheme.leaf_maxima
    return not any(table.commune.score[c] in (given[c] - change, most[c] - change) for c in siblings) and not any(
        table.commune.score[c] + change in (given[c], most[c]) for c in siblings
    )


@family(
    "leaf_self_score",
    "leaf",
    "A01",
    "leaf replaced by its self-score after its totals were typed",
    causes="self_score_used",
)
def self_score(spoiler: Spoiler) -> Slip | None:
    """Copied from the column beside."""
    return _mistyped(spoiler, "self_score_used", computed=False)


@family("leaf_max", "leaf", "A01", "leaf replaced by its maximum after its totals were typed", causes="max_used")
def maximum(spoiler: Spoiler) -> Slip | None:
    """Likewise."""
    return _mistyped(spoiler, "max_used", computed=False)


@family(
    "leaf_transposed", "leaf", "A01", "leaf's digits swapped after its totals were typed", causes="transposed_digits"
)
def transposed(spoiler: Spoiler) -> Slip | None:
    """Typed totals, indices and the decision agree on the right one."""
    return _mistyped(spoiler, "transposed_digits", computed=False)


@family(
    "leaf_shifted",
    "leaf",
    "A01 V01",
    "leaf's decimal mark misplaced after its totals were typed",
    causes="shifted_decimal",
    aside="L02",
)
def shifted(spoiler: Spoiler) -> Slip | None:
    """2,5 -> 0,25 or 25."""
    return _mistyped(spoiler, "shifted_decimal", computed=False)


@family(
    "leaf_transposed_formulas",
    "leaf",
    "A01 Q01 Q02 Q03",
    "leaf's digits swapped under formulas after the decision was printed",
    causes="transposed_digits",
    aside="L02",
)
def transposed_below_formulas(spoiler: Spoiler) -> Slip | None:
    """The decision's criterion, part, total and index agree on the right one."""
    return _mistyped(spoiler, "transposed_digits", computed=True)


@family(
    "leaf_shifted_formulas",
    "leaf",
    "A01 V01 Q01 Q02 Q03",
    "leaf's decimal mark misplaced under formulas after the decision was printed",
    causes="shifted_decimal",
    aside="L02",
)
def shifted_below_formulas(spoiler: Spoiler) -> Slip | None:
    """Likewise."""
    return _mistyped(spoiler, "shifted_decimal", computed=True)


def _replaced(spoiler: Spoiler, new: object, what: str) -> Slip | None:
    table, code, at = _leaf(spoiler)
    if new == "above":
        new = table.scheme.leaf_maxima[code] + Fraction(spoiler.rng.randint(1, 6), 4)
    elif new == "negative":
        new = -table.commune.score[code]
    if table.commune.score[code] == 0:
        return None
    spoiler.put(at, new)
    return _slip(table, code, at, what)


@family("leaf_above_max", "leaf", "V01", "leaf above its maximum")
def above(spoiler: Spoiler) -> Slip | None:
    """3,25 of 3."""
    return _replaced(spoiler, "above", "above its maximum")


@family("leaf_negative", "leaf", "V02", "leaf negative")
def negative(spoiler: Spoiler) -> Slip | None:
    """-1,5."""
    return _replaced(spoiler, "negative", "negative")


@family("leaf_text", "leaf", "R03", "leaf holds a word")
def text(spoiler: Spoiler) -> Slip | None:
    """ "Đạt"."""
    return _replaced(spoiler, spoiler.rng.choice(("Đạt", "chưa chấm", "xem lại")), "a word")


@family("leaf_blank", "leaf", "R05", "leaf without a score")
def blank(spoiler: Spoiler) -> Slip | None:
    """An empty cell."""
    return _replaced(spoiler, None, "emptied")


@family("leaf_error", "leaf", "R06", "leaf holds an Excel error")
def error(spoiler: Spoiler) -> Slip | None:
    """#N/A, which every formula above passes on; not where ranks are computed, whose ranges it would enter."""
    if spoiler.computed and spoiler.district.layout.summary:
        return None
    return _replaced(spoiler, ExcelError("#N/A"), "an error value")


def _as_text(spoiler: Spoiler) -> Slip | None:
    table, code, at = _leaf(spoiler)
    if table.commune.score[code] == 0:
        return None
    spoiler.put(at, written(table.commune.score[code]))
    return _slip(table, code, at, "stored as text")


@family("leaf_as_text", "leaf", "R04", "leaf's number stored as text, totals typed", info=True)
def as_text(spoiler: Spoiler) -> Slip | None:
    """ "2,5"; harms nothing here."""
    return None if spoiler.computed else _as_text(spoiler)


@family("leaf_as_text_skipped", "leaf", "R04 A01", "leaf's number stored as text, which SUM passes over", weight=12)
def as_text_skipped(spoiler: Spoiler) -> Slip | None:
    """Only below sums that pass over text, and without an index that would read it."""
    layout = spoiler.district.layout
    with_index = layout.index_on_leaves and layout.index_computed
    if not spoiler.computed or with_index or "chain" in layout.sums.values():
        return None
    return _as_text(spoiler)
