"""The rows of a table of criteria: their order, their codes and names, and where the totals stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from . import wordings as say
from .sheets import Sheet
from .truth import PARTS, TREE, children

TOTALS = ("bottom", "top", "both", "per part", "per part too")
TOTAL_WORDS = ("TỔNG ĐIỂM", "Tổng cộng", "Cộng (A+B)", "Tổng điểm toàn bộ", "Tổng số")
NOTES = ("none", "around", "inside")
OFFSETS = ((0, 0), (2, 2))
"""A table that begins in the first column, and one that begins in C7."""


@dataclass(frozen=True, kw_only=True)
class RowStyle:
    """What tables of criteria have in common."""

    wording: int = 0
    toneless: bool = False
    join: str = "merged"
    numbering: bool = False
    totals: str = "bottom"
    total_words: int = 0
    parts: str = "letter"
    codes: str = "text"
    points: str = "number"
    formulas: bool = True
    notes: str = "none"
    offset: int = 0
    spelling: str = "full"

    @property
    def computes(self) -> bool:
        """Whether totals are formulas: a sum does not see numbers stored as text."""
        return self.formulas and self.points in say.TYPED_FORMS


@dataclass(frozen=True)
class Line:
    """A row of the table; without a code a blank or a note."""

    code: str = ""
    is_total: bool = False
    text: str = ""


def table_lines(style: RowStyle) -> list[Line]:
    """The rows from top to bottom."""
    total = Line("T", True, TOTAL_WORDS[style.total_words])
    lines = [total] if style.totals in ("top", "both") else []
    for code in TREE:
        if code in PARTS and code != PARTS[0]:
            lines += _part_total(style, PARTS[PARTS.index(code) - 1])
            if style.notes == "inside":
                lines += [Line(), Line(text="Các mục dưới đây lấy theo kết quả điều tra của tỉnh")]
        elif style.notes == "inside" and "." not in code:
            lines.append(Line())
        lines.append(Line(code))
    lines += _part_total(style, PARTS[-1])
    return lines + ([total] if style.totals not in ("top", "leaves") else [])


def _part_total(style: RowStyle, part: str) -> list[Line]:
    shown = say.ROMANS[part] if "roman" in style.parts else part
    return [Line(part, True, f"Cộng phần {shown}")] if style.totals.startswith("per part") else []


def is_heading(style: RowStyle, line: Line) -> bool:
    """Whether the row has no figures: those of the node stand on its total row, or nowhere."""
    if style.totals == "leaves":
        return bool(children(line.code))
    return line.code in PARTS and not line.is_total and style.totals == "per part"


def rows_of(style: RowStyle, placed: Mapping[int, Line]) -> dict[str, int]:
    """The first row with figures of each node."""
    where: dict[str, int] = {}
    for row, line in placed.items():
        if line.code and not is_heading(style, line):
            where.setdefault(line.code, row)
    return where


def put_name(sheet: Sheet, row: int, line: Line, style: RowStyle, name: int, code: int | None) -> None:
    """Writes a row's code and name."""
    if not line.code or line.is_total:
        sheet.put(row, name, line.text or None)
        return
    text, is_part = TREE[line.code][1], line.code in PARTS
    if is_part and (code is None or style.parts == "in name"):
        sheet.put(row, name, f"Phần {line.code}. {text}")
    elif code is None:
        sheet.put(row, name, f"{line.code}. {text}" if "." not in line.code else f"{line.code} {text}")
    else:
        sheet.put(row, name, text)
        value = say.part_code(line.code, style.parts) if is_part else say.numbered_code(line.code, style.codes)
        sheet.put(row, code, value)


def sum_of(column: str, code: str, where: Mapping[str, int]) -> str:
    """The formula text that adds up a node's children in a column, as Excel's own button writes it where it can."""
    rows = [where[c] + 1 for c in children(code)]
    if len(rows) > 2 and rows == list(range(rows[0], rows[-1] + 1)):
        return f"SUM({column}{rows[0]}:{column}{rows[-1]})"
    return "+".join(f"{column}{r}" for r in rows)


def put_notes(sheet: Sheet, row: int, column: int) -> None:
    """Notes and signatures under a table."""
    note = "Ghi chú: điểm thẩm định căn cứ tài liệu kiểm chứng kèm theo; mục 1.1 chấm theo hướng dẫn."
    sheet.put(row, column, note)
    sheet.put(row + 1, column, "NGƯỜI LẬP BIỂU")
    sheet.put(row + 1, column + 2, "Sơn Hà, ngày 14 tháng 3 năm 2023")
    sheet.put(row + 2, column + 2, "TRƯỞNG PHÒNG")
