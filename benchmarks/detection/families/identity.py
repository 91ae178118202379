"""Rows, codes, maxima and communes that are missing, unknown, double or others."""

from __future__ import annotations

from fractions import Fraction

from .. import score_sheets
from ..cells import Sheet
from ..family import family
from ..score_sheets import ScoreSheet
from ..spoiler import Spoiler
from ..truth import Place, Slip, places


def _whole(sheet: Sheet) -> frozenset[Place]:
    return frozenset({(sheet.file, sheet.name, "")})


def _leaf_with_siblings(spoiler: Spoiler) -> tuple[ScoreSheet, str, str]:
    """A sheet, a leaf that is not its parent's first or only child, and the parent."""
    table = spoiler.table(spoiler.commune())
    parents = table.scheme.by_code
    leaves = [
        c
        for c in table.scheme.leaf_maxima
        if len(table.scheme.children[parents[c].parent]) > 2 and parents[c].parent in table.rows
    ]
    code = spoiler.rng.choice(leaves)
    return table, code, parents[code].parent


@family("row_missing", "sheet", "S01", "a sub-criterion's row is missing", aside="F01 Q01 Q02 Q03 A01")
def row_missing(spoiler: Spoiler) -> Slip | None:
    """The sheet was made without it."""
    if spoiler.district.summary is not None:
        return None
    table, code, parent = _leaf_with_siblings(spoiler)
    sheet = table.sheet
    sheet.cells.clear()
    sheet.merges.clear()
    rebuilt = score_sheets.built(
        sheet, table.scheme, table.layout, table.commune, spoiler.district.seed, frozenset({code})
    )
    spoiler.district.sheets[table.commune.name] = rebuilt
    row = rebuilt.rows[parent]
    return Slip(table.commune.name, places(sheet.at(row, c) for c in range(8)), parent, f"{code} left out", whole=True)


def _recoded(spoiler: Spoiler, *, double: bool) -> Slip | None:
    table, code, parent = _leaf_with_siblings(spoiler)
    siblings = [c for c in table.scheme.children[parent] if c != code and c in table.scheme.leaf_maxima]
    if double and not siblings:
        return None
    stem, _, last = code.rpartition(".")
    new = spoiler.rng.choice(siblings) if double else f"{stem}.{int(last) + 20}"
    at = table.at(code, "code")
    spoiler.put(at, new)
    return Slip(table.commune.name, places([at]), code, f"code {code} written {new}", whole=True)


@family("code_unknown", "sheet", "S02", "a code that the scheme does not have", aside="S01")
def code_unknown(spoiler: Spoiler) -> Slip | None:
    """2.3 -> 2.23."""
    return _recoded(spoiler, double=False)


@family("code_twice", "sheet", "R09", "a sibling's code twice", aside="S01")
def code_twice(spoiler: Spoiler) -> Slip | None:
    """2.3 -> 2.2."""
    return _recoded(spoiler, double=True)


@family("other_maximum", "sheet", "S03", "a leaf's maximum differs from the other sheets'")
def other_maximum(spoiler: Spoiler) -> Slip | None:
    """The totals of the maxima follow where they are computed."""
    table, code, _ = _leaf_with_siblings(spoiler)
    at, old = table.at(code, "max"), table.scheme.leaf_maxima[code]
    new = old + Fraction(spoiler.rng.choice((1, 2, 4)), 2)
    spoiler.put(at, new)
    return Slip(table.commune.name, places([at]), code, f"maximum of {code}: {float(old)} written {float(new)}")


@family(
    "maxima_not_adding",
    "sheet",
    "S04",
    "a criterion's maximum is not the sum of its children's, on all sheets",
    weight=30,
)
def maxima_not_adding(spoiler: Spoiler) -> Slip | None:
    """Only where nothing else states the criterion's index."""
    layout = spoiler.district.layout
    if layout.maxima_computed or not layout.index_computed or layout.decision_indices or spoiler.used:
        return None
    scheme = spoiler.district.scheme
    code = spoiler.rng.choice([c for c in scheme.criteria() if c in spoiler.table(spoiler.commune()).rows])
    cells = [table.at(code, "max") for table in spoiler.district.sheets.values()]
    for at in cells:
        spoiler.put(at, scheme.maximum(code) + 1)
    return Slip(None, places(cells), code, f"maximum of {code} written one too high everywhere")


@family("sheet_missing", "sheet", "R11", "a commune of the decision has no scores")
def sheet_missing(spoiler: Spoiler) -> Slip | None:
    """Its sheet was not handed in."""
    return removed(spoiler)


def removed(spoiler: Spoiler) -> Slip | None:
    """Takes a commune's sheet away; only where no summary reads it."""
    if spoiler.district.summary is not None:
        return None
    commune = spoiler.commune()
    sheet = spoiler.table(commune).sheet
    del spoiler.district.folder[sheet.file][sheet.name]
    if not spoiler.district.folder[sheet.file]:
        del spoiler.district.folder[sheet.file]
    return Slip(commune.name, frozenset(), what="sheet taken away", whole=True)


@family("sheet_twice", "sheet", "R10", "a commune has two scoring sheets")
def sheet_twice(spoiler: Spoiler) -> Slip | None:
    """A copy was left behind."""
    commune = spoiler.commune()
    sheet = spoiler.table(commune).sheet
    each = spoiler.district.layout.one_file_each
    file, name = (f"{sheet.file[:-5]}-cu.xlsx", sheet.name) if each else (sheet.file, f"{sheet.name} (2)")
    copy = sheet.copy(file, name)
    if spoiler.rng.random() < 0.5 and not each:
        code = spoiler.rng.choice(list(commune.score))
        at = spoiler.table(commune).at(code, "score")
        copy.put(at.row, at.column, spoiler.district.scheme.leaf_maxima[code])
    spoiler.district.folder.setdefault(file, {})[name] = copy
    return Slip(commune.name, _whole(copy) | _whole(sheet), what="a second sheet", whole=True)
