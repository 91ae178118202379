"""Reads an .xls into grids: values by calamine, from a copy that holds nothing else, the rest from its records."""

from __future__ import annotations

import io

from python_calamine import CalamineError, CalamineWorkbook

from ..errors import UnreadableFile
from ..files.compound import packed, workbook_stream
from .grid import Grid
from .records.facts import Budget, SheetFacts
from .records.tokens import BIFF8, TokenReader
from .records.xls_copy import values_only
from .records.xls_globals import read_globals
from .records.xls_sheet import XlsSheetWalk


def read_xls(file: str, data: bytes) -> tuple[Grid, ...]:
    """Every worksheet, in the order of its tabs. Raises UnreadableFile."""
    try:
        return _grids(file, workbook_stream(data))
    except (CalamineError, ValueError, LookupError) as error:
        raise UnreadableFile("tệp hỏng, nội dung bên trong không đọc được") from error


def _grids(file: str, stream: bytes) -> tuple[Grid, ...]:
    """Every sheet's bounds are checked before the compiled reader, which knows none, sees any of it."""
    budget = Budget()
    workbook = read_globals(stream, budget)
    tokens = TokenReader(BIFF8, workbook.references)
    tabs = [tab for tab in workbook.tabs if tab.is_worksheet]
    sheets = []
    for tab in tabs:
        facts = SheetFacts(budget, tokens)
        XlsSheetWalk(facts, workbook).walk(stream, tab.begins)
        sheets.append(facts)
    copy = packed(values_only(workbook.for_values, [facts.values() for facts in sheets]))
    values = CalamineWorkbook.from_filelike(io.BytesIO(copy))
    return tuple(
        facts.grid(file, tab.name, values.get_sheet_by_index(number).to_python(skip_empty_area=False), tab.is_hidden)
        for number, (tab, facts) in enumerate(zip(tabs, sheets, strict=True))
    )
