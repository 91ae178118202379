"""Decisions as offices publish them: the annexes of a decision's workbook as a Word document, and that as a PDF."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import openpyxl
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
Rows = list[list[str]]


@dataclass
class Annex:
    """One table of a decision: the lines above it, its headings, its rows."""

    titles: list[str]
    headings: list[tuple[str, ...]]
    """Of each column, from the top: ("Đơn vị",), ("Điểm theo tiêu chí", "Tiêu chí 1")."""
    rows: Rows

    def at(self, commune: str, heading: str) -> tuple[int, int]:
        """Row (from 0, without the headings) and column of a commune's figure."""
        row = next(n for n, row in enumerate(self.rows) if row[1] == commune)
        return row, [h[-1] for h in self.headings].index(heading)

    def put(self, commune: str, heading: str, value: str) -> Annex:
        """Changes one figure."""
        row, column = self.at(commune, heading)
        self.rows[row][column] = value
        return self


def annexes_of(workbook: Path) -> list[Annex]:
    """The annexes of the sample's decision, as printed: decimal commas, no trailing zeros."""
    return [_annex(sheet) for sheet in openpyxl.load_workbook(workbook, data_only=True)]


def _annex(sheet: Any) -> Annex:
    lines = [[c.value for c in row] for row in sheet.iter_rows()]
    top = next(n for n, line in enumerate(lines) if line[0] == "TT")
    groups, group = [], None
    for column, text in enumerate(lines[top]):
        group = text or group
        below = lines[top + 1][column]
        groups.append((str(group), str(below)) if below is not None else (str(text),))
    rows = [[_printed(v) for v in line] for line in lines[top + 2 :] if line[1]]
    return Annex([str(line[0]) for line in lines[:top] if line[0]], groups, rows)


def _printed(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")
    return "" if value is None else str(value)


@dataclass(frozen=True)
class Form:
    """How a decision is laid out in Word."""

    depth: int = 2
    """Rows of the heading: 1 repeats the groups' names in it, 3 adds a row for all figures."""
    landscape: bool = True
    pieces: int = 1
    """Into how many Word tables a table is parted."""
    repeats: bool = True
    """Whether each of those has the heading again."""
    numbering: bool = False
    """A row that numbers the columns."""
    maxima: bool = True
    mean: bool = False
    typed_again_before: int = 0
    """The row before which the heading is typed once more; 0 for none."""
    size: float = 8
    letterhead: bool = True
    header_on_each_page: bool = True
    turned: bool = False
    """Whether the headings of the figures run upwards."""
    row_height: float = 0
    """Centimetres of a commune's row, to make the table as long as a province's."""
    ruled: bool = True
    units: bool = False
    """Figures as "12,2 đ", "81,33 %", with non-breaking blanks."""
    names: Callable[[str], str] = str
    """How a commune is spelt."""
    changed: Callable[[Any], None] | None = None
    """What is done to the document before it is saved."""


def write_decision(path: Path, annexes: Sequence[Annex], form: Form = Form()) -> Path:
    """The decision as a .docx: the letterhead and the articles, then each annex on pages of its own."""
    made = docx.Document()
    style = made.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(13)
    if form.letterhead:
        _letterhead(made)
    for annex in annexes:
        section = made.add_section() if form.letterhead or annex is not annexes[0] else made.sections[0]
        for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
            setattr(section, side, Cm(1.5))
        if form.landscape:
            section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21)
        else:
            section.orientation, section.page_width, section.page_height = WD_ORIENT.PORTRAIT, Cm(21), Cm(29.7)
        for title in annex.titles:
            paragraph = made.add_paragraph()
            paragraph.alignment = 1
            paragraph.add_run(title).bold = title.isupper()
        _tables(made, annex, form)
        made.add_paragraph()
    if form.changed is not None:
        form.changed(made)
    path.parent.mkdir(parents=True, exist_ok=True)
    made.save(str(path))
    return path


def _letterhead(made: Any) -> None:
    table = made.add_table(2, 2)
    table.cell(0, 0).text = "ỦY BAN NHÂN DÂN\nHUYỆN THANH HÀ"
    table.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    table.cell(1, 0).text = "Số: 975/QĐ-UBND"
    table.cell(1, 1).text = "Thanh Hà, ngày 14 tháng 3 năm 2023"
    for cell in table._cells:
        for paragraph in cell.paragraphs:
            paragraph.alignment = 1
    for text in (
        "QUYẾT ĐỊNH",
        "Phê duyệt và công bố Chỉ số cải cách hành chính năm 2022 của UBND các xã, thị trấn",
        "Căn cứ Luật Tổ chức chính quyền địa phương năm 2015;",
        "Căn cứ Kế hoạch cải cách hành chính năm 2021 của UBND tỉnh Hải Dương;",
        "Điều 1. Phê duyệt và công bố Chỉ số cải cách hành chính năm 2022 của UBND các xã, thị trấn (phụ lục kèm theo).",
        "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.",
    ):
        made.add_paragraph(text)


def _tables(made: Any, annex: Annex, form: Form) -> None:
    rows = [r for r in annex.rows if form.maxima or r[0]]
    rows = [[r[0], form.names(r[1]) if r[0] else r[1], *(_with_unit(v, h, form) for v, h in zip(r[2:], annex.headings[2:], strict=True))] for r in rows]  # fmt: skip
    if form.mean:
        rows.append(["", "Bình quân chung", *("80" for _ in annex.headings[2:])])
    each = -(-len(rows) // form.pieces)
    for number in range(form.pieces):
        if number:
            made.add_paragraph()
        _table(made, annex, rows[number * each : (number + 1) * each], form, headed=not number or form.repeats)


def _with_unit(value: str, heading: tuple[str, ...], form: Form) -> str:
    if not form.units or not value or not value[0].isdigit() or heading[-1] == "Xếp hạng":
        return value
    return f"{value}\u00a0%" if "%" in " ".join(heading) else f"{value}\u00a0đ"


def _table(made: Any, annex: Annex, rows: Rows, form: Form, *, headed: bool) -> None:
    heads = _heads(annex, form.depth)
    numbering = [[f"({n})" for n in range(1, len(annex.headings) + 1)]] if form.numbering else []
    body: list[tuple[list[str], bool]] = [(r, True) for r in (heads + numbering if headed else [])]
    for number, row in enumerate(rows):
        if form.typed_again_before and number == form.typed_again_before:
            body.extend((r, True) for r in heads + numbering)
        body.append((row, False))
    table = made.add_table(len(body), len(annex.headings))
    table.autofit = False
    if form.ruled:
        table.style = "Table Grid"
    cells = table._cells
    for number, (row, _) in enumerate(body):
        for column, text in enumerate(row):
            cells[number * len(row) + column].text = text
    _set_size(table, form)
    if headed:
        _shape(table, heads, form)


def _heads(annex: Annex, depth: int) -> Rows:
    """The rows of a heading; a cell that goes on with the one at its left or above it repeats its text."""
    if depth == 1:
        return [[" ".join(h) if h[0] != h[-1] and "%" in h[0] else h[-1] for h in annex.headings]]
    rows = [[h[0] for h in annex.headings], [h[-1] for h in annex.headings]]
    if depth == 3:
        first = [h[0] if n < 2 or h[0] in ("Xếp hạng", "Xếp loại") else "Kết quả" for n, h in enumerate(annex.headings)]
        rows.insert(0, first)
    return rows


def _shape(table: Table, heads: Rows, form: Form) -> None:
    """Merges equal cells of the heading, and repeats its rows on each page."""
    done: set[tuple[int, int]] = set()
    for top in range(len(heads)):
        for left in range(len(heads[0])):
            if (top, left) in done:
                continue
            right, bottom = left, top
            while right + 1 < len(heads[0]) and heads[top][right + 1] == heads[top][left]:
                right += 1
            while right == left and bottom + 1 < len(heads) and heads[bottom + 1][left] == heads[top][left]:
                bottom += 1
            done |= {(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)}
            cell, text = table.cell(top, left), heads[top][left]
            if (bottom, right) != (top, left):
                for r in range(top, bottom + 1):
                    for c in range(left, right + 1):
                        table.cell(r, c).text = ""
                cell = cell.merge(table.cell(bottom, right))
                cell.text = text
                for paragraph in cell.paragraphs:
                    for run in paragraph.runs:
                        run.font.size = Pt(form.size)
            if form.turned and left > 1 and right == left:
                direction = OxmlElement("w:textDirection")
                direction.set(qn("w:val"), "btLr")
                cell._tc.get_or_add_tcPr().append(direction)
    for row in table.rows[len(heads) :]:
        if form.row_height:
            row.height = Cm(form.row_height)
    for row in table.rows[: len(heads)]:
        if form.turned:
            row.height = Cm(2)
        if form.header_on_each_page:
            mark = OxmlElement("w:tblHeader")
            row._tr.get_or_add_trPr().append(mark)


def _set_size(table: Table, form: Form) -> None:
    count = len(table.columns)
    usable = (29.7 if form.landscape else 21) - 3
    narrow = (usable - 4.2) / (count - 2)
    widths = [Cm(1), Cm(3.2), *(Cm(narrow) for _ in range(count - 2))]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for position, cell in enumerate(table._cells):
        cell.width = widths[position % count]
        for paragraph in cell.paragraphs:
            paragraph.alignment = 0 if position % count == 1 else 1
            paragraph.paragraph_format.space_after = Pt(0)
            for run in paragraph.runs:
                run.font.size = Pt(form.size)


def to_pdf(documents: Iterable[Path], folder: Path) -> Path:
    """Each document as a PDF of the same name in `folder`, by LibreOffice, all in one go."""
    assert SOFFICE is not None
    profile = folder.parent / f"{folder.name}-profile"
    subprocess.run(
        [SOFFICE, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "pdf",
         "--outdir", str(folder), *map(str, documents)],
        capture_output=True, check=True, timeout=300,
    )  # fmt: skip
    return folder
