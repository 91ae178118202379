"""Writes a folder of workbooks as .xlsx files, with every formula's result stored as Excel would have stored it."""

from __future__ import annotations

import io
import math
from fractions import Fraction
from pathlib import Path

import xlsxwriter

from .cells import At, ExcelError, Folder, Sheet, Value
from .formulas import Binary, Call, Formula, Ref, Term, relative
from .patching import Patch, patched

_WIDTHS = (6, 42)


def write_folder(folder: Folder, values: dict[At, Value], target: Path, *, shared: bool, noisy: bool) -> None:
    """Writes every workbook.

    `values` are the results, `shared` stores like formulas once, `noisy` adds the last-digit noise of binary sums.
    """
    for file, sheets in folder.items():
        data = _workbook(list(sheets.values()), values, noisy=noisy)
        patch = Patch(
            shared=[_shared(s) for s in sheets.values()] if shared else [],
            foreign=_foreign(sheets),
            uncached=_uncached(sheets),
        )
        (target / file).write_bytes(patched(data, patch))


def _workbook(sheets: list[Sheet], values: dict[At, Value], *, noisy: bool) -> bytes:
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True})
    plain, bold = book.add_format(), book.add_format({"bold": True})
    percent = book.add_format({"num_format": "0.00%"})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        for column, width in enumerate(_WIDTHS):
            page.set_column(column, column, width)
        for row in sheet.hidden:
            page.set_row(row, None, None, {"hidden": True})
        merged = {(top, left) for top, left, _, _ in sheet.merges}
        for (row, column), held_value in sorted(sheet.cells.items()):
            look = percent if column in sheet.percents else bold if row in sheet.bold else plain
            if (row, column) in merged:
                continue
            if isinstance(held_value, Formula):
                page.write_formula(
                    row,
                    column,
                    f"={held_value.text()}",
                    look,
                    _stored(values[sheet.at(row, column)], noise=(row % 5 - 2) * noisy),
                )
            elif isinstance(held_value, ExcelError):
                page.write_formula(row, column, "=NA()", look, str(held_value))
            elif isinstance(held_value, Fraction):
                page.write_number(row, column, float(held_value), look)
            else:
                page.write_string(row, column, str(held_value), look)
        for top, left, bottom, right in sheet.merges:
            page.merge_range(top, left, bottom, right, sheet.cells.get((top, left), ""), bold)
    book.close()
    return held.getvalue()


def _uncached(sheets: dict[str, Sheet]) -> list[list[At]]:
    """By sheet, the formulas without a result; empty when there are none."""
    cells = [[s.at(*where) for where in sorted(s.uncached)] for s in sheets.values()]
    return cells if any(cells) else []


def _stored(value: Value, *, noise: int) -> float | str:
    """`noise` in units of the double's last place; whole numbers, as ranks, have none."""
    if isinstance(value, Fraction):
        stored = float(value)
        return stored if stored.is_integer() else stored + noise * math.ulp(stored)
    return 0 if value is None else str(value)


def _foreign(sheets: dict[str, Sheet]) -> frozenset[str]:
    """Names of the other workbook's sheets that formulas read."""
    terms = [f.term for s in sheets.values() for f in s.cells.values() if isinstance(f, Formula)]
    return frozenset(name for term in terms for name in _foreign_in(term))


def _foreign_in(term: Term) -> list[str]:
    match term:
        case Ref(foreign=True, sheet=str(name)):
            return [name]
        case Call():
            return [n for a in term.arguments for n in _foreign_in(a)]
        case Binary():
            return _foreign_in(term.left) + _foreign_in(term.right)
    return []


def _shared(sheet: Sheet) -> list[list[At]]:
    """Stretches of cells, downward or to the right, that hold one formula."""
    formulas = {where: f for where, f in sheet.cells.items() if isinstance(f, Formula)}
    left = {where: relative(f.term, *where) for where, f in formulas.items()}
    found = []
    for step in ((1, 0), (0, 1)):
        for where in sorted(left):
            run = [where]
            while where in left and left.get((run[-1][0] + step[0], run[-1][1] + step[1])) == left[where]:
                run.append((run[-1][0] + step[0], run[-1][1] + step[1]))
            if len(run) > 2 or (len(run) > 1 and step == (0, 1)):
                found.append([sheet.at(*w) for w in run])
                for w in run:
                    del left[w]
    return found
