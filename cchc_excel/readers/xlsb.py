"""Reads an .xlsb into grids: values by calamine, from a copy that holds nothing else, the rest from its records."""

from __future__ import annotations

import io
import zipfile
import zlib

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook

from ..errors import UnreadableFile
from .grid import Grid
from .records.facts import Budget, SheetFacts
from .records.tokens import BIFF12, TokenReader
from .records.xlsb_copy import values_only
from .records.xlsb_sheet import XlsbSheetWalk
from .records.xlsb_workbook import XlsbWorkbook


def read_xlsb(file: str, data: bytes) -> tuple[Grid, ...]:
    """Every worksheet, in the order of its tabs. Raises UnreadableFile."""
    try:
        return _grids(file, data)
    except (CalamineError, etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error) as error:
        raise UnreadableFile("tệp hỏng, nội dung bên trong không đọc được") from error
    except (LookupError, ValueError, OverflowError, EOFError, OSError, NotImplementedError) as error:
        raise UnreadableFile("tệp hỏng, cấu trúc bên trong sai") from error


def _grids(file: str, data: bytes) -> tuple[Grid, ...]:
    """Every sheet's bounds are checked before the compiled reader, which knows none, sees any of it."""
    budget = Budget()
    workbook = XlsbWorkbook(data, budget)
    tokens = TokenReader(BIFF12, workbook.references)
    sheets = []
    for tab in workbook.tabs:
        facts = SheetFacts(budget, tokens)
        XlsbSheetWalk(facts, workbook).walk(workbook.read(tab.part))
        sheets.append(facts)
    copy = values_only(workbook, [facts.values() for facts in sheets])
    values = CalamineWorkbook.from_filelike(io.BytesIO(copy))
    return tuple(
        facts.grid(file, tab.name, values.get_sheet_by_index(number).to_python(skip_empty_area=False), tab.is_hidden)
        for number, (tab, facts) in enumerate(zip(workbook.tabs, sheets, strict=True))
    )
