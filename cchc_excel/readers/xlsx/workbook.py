"""Reads an .xlsx into grids: values by calamine, formulas, formats and what is hidden from the sheets' XML."""

from __future__ import annotations

import zipfile
import zlib

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook

from ...errors import UnreadableFile
from ..grid import Grid
from ..sheet_cells import MAX_SHARED_TEXT, MAX_WORKBOOK_AREA, area_left
from .layout import Layouts
from .package import Package, Tab
from .sheet import SheetXml, read_sheet
from .styles import number_formats


def read_xlsx(file: str, data: bytes) -> tuple[Grid, ...]:
    """Every worksheet, in the order of its tabs. Raises UnreadableFile."""
    try:
        return _grids(file, Package(data))
    except UnreadableFile:
        raise
    except (CalamineError, etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error) as error:
        raise UnreadableFile("tệp hỏng, nội dung bên trong không đọc được") from error
    except (KeyError, ValueError, IndexError, OverflowError, EOFError, OSError, NotImplementedError) as error:
        raise UnreadableFile("tệp hỏng, cấu trúc bên trong sai") from error


def _grids(file: str, package: Package) -> tuple[Grid, ...]:
    """Every sheet's bounds are checked before the compiled reader, which knows none, sees the file."""
    layouts = Layouts(number_formats(package.styles()))
    letters, area = MAX_SHARED_TEXT, MAX_WORKBOOK_AREA
    sheets: list[tuple[Tab, SheetXml]] = []
    for tab in package.tabs():
        sheet = read_sheet(package.read(tab.part), layouts)
        letters, area = sheet.cells.expand(letters), area_left(area, sheet.cells.area)
        if sheet.respelt is not None:
            package.replace(tab.part, sheet.respelt)
        sheets.append((tab, sheet))
    workbook = CalamineWorkbook.from_filelike(package.for_values())
    return tuple(_grid(file, tab, sheet, workbook) for tab, sheet in sheets)


def _grid(file: str, tab: Tab, sheet: SheetXml, workbook: CalamineWorkbook) -> Grid:
    return Grid(
        file=file,
        name=tab.name,
        rows=workbook.get_sheet_by_name(tab.name).to_python(skip_empty_area=False),
        formulas=sheet.cells.formulas,
        uncached=sheet.cells.uncached,
        errors=sheet.cells.errors,
        formats=sheet.cells.formats,
        merges=sheet.merges,
        hidden_rows=frozenset(sheet.cells.hidden_rows),
        hidden_columns=sheet.hidden_columns,
        is_hidden=tab.is_hidden,
    )
