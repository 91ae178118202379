"""Files and sheets that cannot be read, rows that cannot be seen, formulas without results."""

from __future__ import annotations

from ..cells import letters
from ..family import family
from ..formulas import Formula
from ..spoiler import Spoiler
from ..truth import Slip, places


@family("file_damaged", "sheet", "R01", "a file of the folder is damaged", weight=1)
def damaged(spoiler: Spoiler) -> Slip | None:
    """Cut off in the middle."""
    name = "bang-diem-bo-sung.xlsx"
    if name in spoiler.district.extra_files:
        return None
    spoiler.district.extra_files[name] = b"PK\x03\x04" + bytes(spoiler.rng.randrange(256) for _ in range(900))
    return Slip(None, frozenset({(name, "", "")}), what="a damaged file beside the others")


@family("columns_untold", "sheet", "R02", "a scoring sheet's columns cannot be told", aside="R11 R12", weight=1)
def untold(spoiler: Spoiler) -> Slip | None:
    """The appraised scores' heading is gone."""
    if spoiler.district.summary is not None or spoiler.district.layout.two_header_rows:
        return None
    commune = spoiler.commune()
    table = spoiler.table(commune)
    spoiler.put(table.sheet.at(4, table.layout.columns["score"]), "Cột 5")
    culprits = frozenset({(table.sheet.file, table.sheet.name, "")})
    return Slip(commune.name, culprits, what="heading of the appraised scores gone", whole=True)


@family("formula_uncached", "formula", "R07", "a total's formula has no stored result")
def uncached(spoiler: Spoiler) -> Slip | None:
    """Saved by a program that does not calculate."""
    commune = spoiler.commune()
    table = spoiler.table(commune)
    code = spoiler.rng.choice([c for c in table.rows if table.is_total(c)])
    at = table.at(code, "score")
    if not isinstance(spoiler.content(at), Formula):
        return None
    table.sheet.uncached.add((at.row, at.column))
    return Slip(commune.name, places([at]), code, f"{code}: no stored result in {letters(at.column)}{at.row + 1}")


@family("row_hidden", "sheet", "R08", "a leaf's row is hidden", info=True, weight=1)
def hidden(spoiler: Spoiler) -> Slip | None:
    """Counted all the same."""
    commune = spoiler.commune()
    table = spoiler.table(commune)
    code = spoiler.rng.choice(list(table.scheme.leaf_maxima))
    row = table.rows[code]
    table.sheet.hidden.add(row)
    return Slip(commune.name, places(table.sheet.at(row, c) for c in range(8)), code, f"row {row + 1} hidden")
