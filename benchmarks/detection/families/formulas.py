"""Formulas of totals that cover too little, too much, the wrong column, another sheet or another workbook."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from ..cells import At, put
from ..family import family
from ..formulas import Formula, Range, Ref, Term, call, chain, number
from ..scheme import TOTAL
from ..score_sheets import ScoreSheet
from ..scores import Commune
from ..spoiler import Spoiler
from ..truth import Slip, places

Drawn = Callable[[Spoiler, ScoreSheet, str], Term | None]


def _replaced(spoiler: Spoiler, draw: Drawn, what: str) -> Slip | None:
    """Puts another formula in place of a total's."""
    if not spoiler.computed:
        return None
    commune = spoiler.commune()
    table = spoiler.table(commune)
    code = spoiler.rng.choice([c for c in table.rows if table.is_total(c) and len(table.children(c)) > 1])
    term = draw(spoiler, table, code)
    at = table.at(code, "score")
    old = spoiler.content(at)
    if term is None or not isinstance(old, Formula):
        return None
    if code in spoiler.district.layout.rounding:
        term = call("ROUND", term, number(2))
    put(spoiler.district.folder, at, Formula(term))
    return Slip(commune.name, places([at]), code, f"{code}: {what}: ={old.text()} -> ={term.text()}")


def _computed_total(spoiler: Spoiler) -> tuple[Commune, str, At] | None:
    """Any total of a sheet whose totals are formulas, none of them a SUBTOTAL that another one passes over."""
    if not spoiler.computed or spoiler.district.layout.is_subtotalled:
        return None
    commune = spoiler.commune()
    table = spoiler.table(commune)
    code = spoiler.rng.choice([c for c in table.rows if table.is_total(c)])
    return commune, code, table.at(code, "score")


def _cells(table: ScoreSheet, code: str) -> list[At]:
    return [table.at(c, "score") for c in table.children(code)]


def _range(spoiler: Spoiler, table: ScoreSheet, first: int, last: int) -> Range:
    column = table.layout.columns["score"]
    return Range(first, column, last, column, fixed="rc" if table.layout.fixed else "")


def _summed(table: ScoreSheet, term: Range) -> Term:
    """SUM, or SUBTOTAL where the sheet's totals are nested so."""
    return call("SUBTOTAL", number(9), term) if table.layout.is_subtotalled else call("SUM", term)


def _is_contiguous(table: ScoreSheet, code: str) -> bool:
    rows = [at.row for at in _cells(table, code)]
    return rows[-1] - rows[0] == len(rows) - 1


def _short(spoiler: Spoiler, table: ScoreSheet, code: str, start: int, end: int) -> Term | None:
    """A range without its first or last leaf; on a longer criterion that has sub-totals only with SUBTOTAL."""
    if not _is_contiguous(table, code):
        return None
    rows = [at.row for at in _cells(table, code)]
    if len(rows) < 3:
        return None
    return _summed(table, _range(spoiler, table, rows[0] + start, rows[-1] - end))


@family("range_short_end", "formula", "F01", "SUM range stops one row short", causes="omitted_child")
def short_at_end(spoiler: Spoiler) -> Slip | None:
    """SUM(E8:E10) of E8:E11."""
    return _replaced(spoiler, lambda s, t, c: _short(s, t, c, 0, 1), "last child left out")


@family("range_short_start", "formula", "F01", "SUM range begins one row late", causes="omitted_child")
def short_at_start(spoiler: Spoiler) -> Slip | None:
    """SUM(E9:E11) of E8:E11."""
    return _replaced(spoiler, lambda s, t, c: _short(s, t, c, 1, 0), "first child left out")


def _refs(table: ScoreSheet, code: str) -> list[Term]:
    return [Ref(at.row, at.column) for at in _cells(table, code)]


def _lacking(spoiler: Spoiler, table: ScoreSheet, code: str, *, chained: bool) -> Term | None:
    terms = _refs(table, code)
    if len(terms) < 3 or table.layout.is_subtotalled:
        return None
    terms.pop(spoiler.rng.randrange(len(terms)))
    return chain(terms) if chained else call("SUM", *terms)


@family("list_missing", "formula", "F01", "SUM list without one child", causes="omitted_child")
def list_without(spoiler: Spoiler) -> Slip | None:
    """SUM(E8,E10,E11)."""
    return _replaced(spoiler, lambda s, t, c: _lacking(s, t, c, chained=False), "a child left out of the list")


@family("chain_missing", "formula", "F01", "+ chain without one child", causes="omitted_child")
def chain_without(spoiler: Spoiler) -> Slip | None:
    """E8+E10+E11."""
    return _replaced(spoiler, lambda s, t, c: _lacking(s, t, c, chained=True), "a child left out of the chain")


def _long(spoiler: Spoiler, table: ScoreSheet, code: str) -> Term | None:
    if not _is_contiguous(table, code):
        return None
    rows = [at.row for at in _cells(table, code)]
    beyond = next((c for c, row in table.rows.items() if row == rows[-1] + 1), None)
    if beyond is None or table.layout.is_subtotalled or beyond in (TOTAL, *table.scheme.parts()):
        return None
    return _summed(table, _range(spoiler, table, rows[0], rows[-1] + 1))


@family("range_long", "formula", "F02", "SUM range runs on into the next criterion", causes="double_counted_child")
def too_long(spoiler: Spoiler) -> Slip | None:
    """SUM(E8:E12) of E8:E11."""
    return _replaced(spoiler, _long, "a row beyond the children counted")


def _with_leaves(spoiler: Spoiler, table: ScoreSheet, code: str) -> Term | None:
    """The whole block, sub-totals and their leaves."""
    if _is_contiguous(table, code) or table.layout.is_subtotalled:
        return None
    rows = [table.rows[c] for c in table.scheme.below(code) if c in table.rows]
    return call("SUM", _range(spoiler, table, min(rows), max(rows)))


@family(
    "range_subtotals", "formula", "F02", "SUM range counts sub-totals with their leaves", causes="double_counted_child"
)
def with_subtotals(spoiler: Spoiler) -> Slip | None:
    """SUM over a whole three-level block."""
    return _replaced(spoiler, _with_leaves, "sub-totals counted with their own leaves")


def _twice(spoiler: Spoiler, table: ScoreSheet, code: str) -> Term | None:
    terms = _refs(table, code)
    if table.layout.is_subtotalled:
        return None
    at = spoiler.rng.randrange(len(terms))
    terms.insert(at, terms[at])
    return chain(terms) if spoiler.rng.random() < 0.5 else call("SUM", *terms)


@family("term_twice", "formula", "F02", "a child twice in a list or + chain", causes="double_counted_child")
def term_twice(spoiler: Spoiler) -> Slip | None:
    """E8+E9+E9+E10."""
    return _replaced(spoiler, _twice, "a child counted twice")


def _other_column(spoiler: Spoiler, column: str) -> Slip | None:
    """The range of another column's total stops short."""
    layout = spoiler.district.layout
    if not spoiler.computed or (column == "max" and not layout.maxima_computed):
        return None
    commune = spoiler.commune()
    table = spoiler.table(commune)
    rooms = [c for c in table.rows if table.is_total(c) and len(table.children(c)) > 2 and _is_contiguous(table, c)]
    if not rooms:
        return None
    code = spoiler.rng.choice(rooms)
    at, rows = table.at(code, column), [c.row for c in _cells(table, code)]
    short = Range(rows[0], at.column, rows[-1] - 1, at.column)
    spoiler.put(at, Formula(_summed(table, short)))
    return Slip(commune.name, places([at]), code, f"{code}: the {column} column's sum stops one row short")


@family("range_short_self", "formula", "F01 A01", "self-scores' SUM range stops one row short", causes="omitted_child")
def short_in_self_scores(spoiler: Spoiler) -> Slip | None:
    """=SUM(D8:D10) in the column beside."""
    return _other_column(spoiler, "self")


@family("range_short_max", "formula", "F01 S03 S04", "maxima's SUM range stops one row short")
def short_in_maxima(spoiler: Spoiler) -> Slip | None:
    """=SUM(C8:C10); the index follows."""
    return _other_column(spoiler, "max")


@family("range_short_zero", "formula", "F01", "SUM range stops short of a child with 0 points", causes="omitted_child")
def short_of_zero(spoiler: Spoiler) -> Slip | None:
    """Right today, wrong next year."""
    if not spoiler.district.layout.index_computed:
        return None
    slip = _replaced(spoiler, lambda s, t, c: _short(s, t, c, 0, 1), "last child, of 0 points, left out")
    if slip is None or slip.commune is None:
        return None
    table = spoiler.table(spoiler.district.commune(slip.commune))
    last = table.children(slip.code)[-1]
    if last not in table.scheme.leaf_maxima:
        return None
    table.commune.score[last] = Fraction(0)
    spoiler.put(table.at(last, "score"), Fraction(0))
    return slip


@family("formula_self_column", "formula", "A01 F01 F02", "total sums the self-scores' column", causes="self_score_used")
def self_column(spoiler: Spoiler) -> Slip | None:
    """=SUM(D8:D11) under the appraised scores."""
    return _replaced(spoiler, lambda s, t, c: t.summed(c, "self"), "the self-scores summed")


@family("formula_typed_right", "formula", "F03", "a total typed among formulas, its value right")
def typed_right(spoiler: Spoiler) -> Slip | None:
    """Right today."""
    drawn = _computed_total(spoiler)
    if drawn is None:
        return None
    commune, code, at = drawn
    spoiler.put(at, spoiler.number(at))
    return Slip(commune.name, places([at]), code, f"{code}: the formula replaced by its value")


def _elsewhere(term: Term, sheet: str) -> Term | None:
    """The same formula reading another sheet."""
    match term:
        case Range():
            return Range(term.top, term.left, term.bottom, term.right, sheet, term.fixed)
        case Ref():
            return Ref(term.row, term.column, sheet, term.fixed)
    return None


def _other_sheet(spoiler: Spoiler, table: ScoreSheet, code: str) -> Term | None:
    if spoiler.district.layout.one_file_each:
        return None
    others = [c for c in spoiler.district.communes if c is not table.commune and c.name not in spoiler.used]
    other = spoiler.table(spoiler.rng.choice(others)).sheet.name
    if spoiler.rng.random() < 0.5:
        at = table.at(code, "score")
        return Ref(at.row, at.column, other)
    term = table.summed(code, "score", "list" if table.layout.sums[code] == "sumif" else None)
    if getattr(term, "name", "") != "SUM":
        return None
    return call("SUM", *(e for a in term.arguments if (e := _elsewhere(a, other)) is not None))  # type: ignore[union-attr]


@family("formula_other_sheet", "formula", "F04", "total reads another commune's sheet", causes="row_shift")
def other_sheet(spoiler: Spoiler) -> Slip | None:
    """='Xã B'!E30."""
    return _replaced(spoiler, _other_sheet, "another commune's sheet read")


def _external(spoiler: Spoiler, *, right: bool) -> Slip | None:
    drawn = _computed_total(spoiler)
    if drawn is None:
        return None
    commune, code, at = drawn
    value = spoiler.number(at)
    spoiler.district.foreign[(at.sheet, at.row, at.column)] = value if right else value * Fraction(7, 8)
    spoiler.put(at, Formula(Ref(at.row, at.column, at.sheet, foreign=True)))
    return Slip(commune.name, places([at]), code, f"{code}: reads another workbook")


@family("formula_external_right", "formula", "F05", "total fetched from another workbook, its value right")
def external_right(spoiler: Spoiler) -> Slip | None:
    """='[other.xlsx]Xã A'!E12."""
    return _external(spoiler, right=True)


@family("formula_external_stale", "formula", "F05", "total fetched from another workbook, its value old")
def external_stale(spoiler: Spoiler) -> Slip | None:
    """The link's stored value is an earlier one."""
    return _external(spoiler, right=False)
