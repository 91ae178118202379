"""A workbook as openpyxl sees it, in the terms of a grid: what the reader of .xlsx must agree with, cell by cell."""

from __future__ import annotations

import datetime
import io
import warnings

import openpyxl
from openpyxl.cell.cell import MergedCell
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

from cchc_excel.readers.grid import CellValue, Grid, Position


def agrees(grids: tuple[Grid, ...], data: bytes) -> int:
    """Asserts that openpyxl tells the same of every cell; gives how many cells that were."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        values = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
        formulas = openpyxl.load_workbook(io.BytesIO(data))
    assert [g.name for g in grids] == [s.title for s in values.worksheets]
    return sum(
        _agrees(grid, stored, typed)
        for grid, stored, typed in zip(grids, values.worksheets, formulas.worksheets, strict=True)
    )


def _agrees(grid: Grid, stored: Worksheet, typed: Worksheet) -> int:
    assert grid.is_hidden == (stored.sheet_state != "visible"), grid.name
    assert set(grid.merges) == {
        (r.min_row - 1, r.min_col - 1, r.max_row - 1, r.max_col - 1) for r in stored.merged_cells.ranges
    }
    assert grid.hidden_rows == {n - 1 for n, row in stored.row_dimensions.items() if row.hidden or row.height == 0}
    columns = (c for c in stored.column_dimensions.values() if c.hidden or c.width == 0)
    assert grid.hidden_columns == {n - 1 for c in columns for n in range(c.min, min(c.max, 1001) + 1)}
    seen = 0
    covered: set[Position] = set()
    for cells, texts in zip(stored.iter_rows(), typed.iter_rows(), strict=True):
        for cell, text in zip(cells, texts, strict=True):
            where = (cell.row - 1, cell.column - 1)
            if isinstance(cell, MergedCell):
                covered.add(where)
                continue
            _cell_agrees(grid, where, cell, text)
            seen += 1
    beyond = {w for told in (grid.formulas, grid.formats, grid.errors) for w in told} - covered
    assert all(r < stored.max_row and c < stored.max_column for r, c in beyond)
    return seen


def _cell_agrees(grid: Grid, where: Position, stored: object, typed: object) -> None:
    told = (grid.name, grid.address(*where))
    value = stored.value  # type: ignore[attr-defined]
    held = typed.value  # type: ignore[attr-defined]
    assert (grid.formats.get(where) or "General") == _format(stored.number_format), told  # type: ignore[attr-defined]
    if typed.data_type == "f":  # type: ignore[attr-defined]
        text = held.text if isinstance(held, ArrayFormula) else str(held)
        assert "=" + grid.formulas[where] == text, told
        assert (where in grid.uncached) <= (value is None), told
    else:
        assert where not in grid.formulas, told
    if stored.data_type == "e":  # type: ignore[attr-defined]
        assert grid.errors[where] == value, told
        assert grid.value(*where) == "", told
        return
    assert where not in grid.errors, told
    assert _comparable(grid.value(*where)) == _comparable(value), told


def _format(code: str) -> str:
    return "General" if code.lower() == "general" else code


def _comparable(value: CellValue | None) -> object:
    """Dates as moments, a whole number as any other."""
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return datetime.datetime(value.year, value.month, value.day)
    if isinstance(value, datetime.datetime):
        return value.replace(microsecond=0) + datetime.timedelta(seconds=round(value.microsecond / 1e6))
    return "" if value is None else value
