"""Writes a decision's sheet as a Word document: title lines, then its table, whole or split."""

from __future__ import annotations

import io

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt

from .sheets import Formula, Sheet, Shown, Value, comma
from .sheets import as_decimal as exact

ROWS_OF_A_PIECE = 4


def document(sheet: Sheet, *, split: bool = False, tall: bool = False) -> bytes:
    """The bytes of a .docx. `split`: several tables, each with the header; `tall`: rows so high that pages break."""
    paper = docx.Document()
    section = paper.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(_width(sheet)), Mm(297)
    section.left_margin = section.right_margin = Mm(12)
    paper.styles["Normal"].font.size = Pt(9)
    top = sheet.header[0]
    for row in range(top):
        for (r, _), value in sorted(sheet.cells.items()):
            if r == row:
                paper.add_paragraph(_text(value))
    for rows in pieces(sheet, split=split):
        _table(paper, sheet, rows, tall=tall)
        paper.add_paragraph()
    for (row, _), value in sorted(sheet.cells.items()):
        if row > sheet.bottom:
            paper.add_paragraph(_text(value))
    stream = io.BytesIO()
    paper.save(stream)
    return stream.getvalue()


def pieces(sheet: Sheet, *, split: bool) -> list[list[int]]:
    """The sheet's rows of each table, header rows first."""
    head = list(range(sheet.header[0], sheet.header[1] + 1))
    body = list(range(sheet.header[1] + 1, sheet.bottom + 1))
    step = ROWS_OF_A_PIECE if split else len(body)
    return [head + body[start : start + step] for start in range(0, len(body), step)]


def edges(sheet: Sheet) -> tuple[int, int]:
    """First and last column of the table."""
    columns = [c for (r, c) in sheet.cells if r >= sheet.header[0] and r <= sheet.bottom]
    return min(columns), max(columns)


def _table(paper: docx.document.Document, sheet: Sheet, rows: list[int], *, tall: bool) -> None:
    left, right = edges(sheet)
    table = paper.add_table(len(rows), right - left + 1)
    table.style = "Table Grid"
    names = next(column for (_, _, what), (_, column) in sheet.figures.items() if what == "commune") - left
    table.autofit = False
    for number, column in enumerate(table.columns):
        # as in any real annex no word of a name is torn apart
        column.width = Mm(42) if number == names else Mm((_width(sheet) - 70) / (right - left))
        for cell in column.cells:
            cell.width = column.width
    grid = [list(row.cells) for row in table.rows]
    for number, row in enumerate(rows):
        for column in range(left, right + 1):
            value = sheet.cells.get((row, column))
            if value is not None:
                grid[number][column - left].text = _text(value)
    depth = sheet.header[1] - sheet.header[0] + 1
    for first, start, last, end in sheet.merges:
        if sheet.header[0] <= first <= sheet.header[1]:
            above = sheet.header[0]
            grid[first - above][start - left].merge(grid[last - above][end - left])
    for number, row in enumerate(table.rows):
        if number < depth:
            mark = OxmlElement("w:tblHeader")
            row._tr.get_or_add_trPr().append(mark)
        elif tall:
            row.height, row.height_rule = Mm(75), WD_ROW_HEIGHT_RULE.EXACTLY


def _width(sheet: Sheet) -> int:
    """Of the paper in millimetres: wide enough that no figure is torn apart."""
    left, right = edges(sheet)
    return 420 if right - left < 16 else 594


def _text(value: Value) -> str:
    """A cell as it is printed."""
    if isinstance(value, str):
        return value
    assert not isinstance(value, Formula)
    if isinstance(value, Shown):
        assert isinstance(value.value, float)
        return f"{comma(exact(value.value * 100))}%" if "%" in value.number_format else comma(exact(value.value))
    return comma(exact(value)) if value is not None else ""
