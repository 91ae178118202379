"""Writes sheets as .xlsx and .xlsm with stored results, and through LibreOffice as .xls and .ods."""

from __future__ import annotations

import datetime
import io
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

from cchc_excel.readers.grid import a1, column_letters
from tests.builders import xlsb
from tests.builders.books import F
from tests.builders.xlsb import write_xlsb

from .sheets import Formula, Sheet, Shown

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
_FILTERS = {"xls": "xls:MS Excel 97", "ods": "ods", "pdf": "pdf:writer_pdf_Export"}


def workbook(sheets: Sequence[Sheet], *, macros: bool = False) -> bytes:
    """The bytes of an .xlsx, or of an .xlsm with a (dead) macro project."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True})
    formats: dict[str, object] = {}
    for sheet in sheets:
        _write(book, sheet, formats)
    if macros:
        book.add_vba_project(io.BytesIO(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)), is_stream=True)
    # fixed, so that one sheet always gives one file
    book.set_properties({"created": datetime.datetime(2023, 3, 14)})
    book.close()
    return stream.getvalue()


def _write(book: xlsxwriter.Workbook, sheet: Sheet, formats: dict[str, object]) -> None:
    page = book.add_worksheet(sheet.name)

    def form(code: str) -> object:
        if code and code not in formats:
            formats[code] = book.add_format({"num_format": code})
        return formats.get(code)

    for first_row, first, last_row, last in sheet.merges:
        page.merge_range(first_row, first, last_row, last, "")
    for (row, column), value in sheet.cells.items():
        if isinstance(value, Formula):
            page.write_formula(row, column, "=" + value.text, form(value.number_format), value.result)
        elif isinstance(value, Shown) and isinstance(value.value, datetime.date):
            page.write_datetime(row, column, value.value, form(value.number_format))
        elif isinstance(value, Shown):
            page.write_number(row, column, value.value, form(value.number_format))
        else:
            page.write(row, column, value)
    for column in sheet.hidden_columns:
        page.set_column(column, column, None, None, {"hidden": True})
    if sheet.is_hidden:
        page.hide()


def binary_workbook(sheets: Sequence[Sheet], path: Path) -> None:
    """Writes an .xlsb."""
    write_xlsb(
        path,
        {sheet.name: _rows(sheet) for sheet in sheets},
        {sheet.name: [f"{a1(a, b)}:{a1(c, d)}" for a, b, c, d in sheet.merges] for sheet in sheets},
        {s.name: [*map(column_letters, sorted(s.hidden_columns)), *([""] if s.is_hidden else [])] for s in sheets},
    )


def _rows(sheet: Sheet) -> list[list[object]]:
    height = max((row for row, _ in sheet.cells), default=-1) + 1
    rows: list[list[object]] = [[] for _ in range(height)]
    for (row, column), value in sorted(sheet.cells.items()):
        rows[row] += [None] * (column - len(rows[row]))
        rows[row].append(_binary(value))
    return rows


def _binary(value: object) -> object:
    """The value as the writer of .xlsb takes it; a date is the days since the end of 1899."""
    if isinstance(value, Formula):
        formula = F(value.text, value.result)
        return xlsb.Shown(formula, value.number_format) if value.number_format else formula
    if isinstance(value, Shown):
        is_date = isinstance(value.value, datetime.date)
        plain = (value.value - datetime.date(1899, 12, 30)).days if is_date else value.value
        return xlsb.Shown(plain, value.number_format)
    return value


def converted(sources: Sequence[Path], target: str, folder: Path) -> dict[Path, Path]:
    """Each source in another file type, all in one run of LibreOffice; `folder` takes its profile and the results."""
    assert SOFFICE is not None
    if not sources:
        return {}
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        [SOFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
         "--convert-to", _FILTERS[target], "--outdir", str(folder), *map(str, sources)],
        capture_output=True, check=True, timeout=300,
    )  # fmt: skip
    made = {source: folder / f"{source.stem}.{target}" for source in sources}
    missing = [str(m) for m in made.values() if not m.is_file()]
    assert not missing, f"LibreOffice did not write {missing}"
    return made
