"""The score matrix: sub-criteria down, communes across."""

from __future__ import annotations

from dataclasses import dataclass

from cchc_excel.readers.grid import column_letters

from . import wordings as say
from .headers import write_header
from .rows import OFFSETS, Line, RowStyle, is_heading, put_name, put_notes, rows_of, sum_of, table_lines
from .sheets import Formula, Sheet, Value
from .truth import AUTHORITY, COMMUNES, PLANTED, TREE, YEAR, Slip, children, maximum, stated

HEADERS = ("one", "two")
OVER = ("Điểm thẩm định", "Điểm của các đơn vị", "Điểm đạt được của các xã, thị trấn")


@dataclass(frozen=True, kw_only=True)
class MatrixStyle(RowStyle):
    """How a score matrix looks."""

    header: str = "one"
    over: int = 0
    has_maxima: bool = True
    maxima_last: bool = False


def matrix_sheet(style: MatrixStyle, slips: frozenset[Slip]) -> Sheet:
    """The whole district on one sheet."""
    return _Writer(style, slips).write()


class _Writer:
    def __init__(self, style: MatrixStyle, slips: frozenset[Slip]) -> None:
        self.style, self.slips = style, slips
        self.down, self.left = OFFSETS[style.offset]
        heads = ["name"] if style.codes == "in name" else ["code", "name"]
        most = ["max"] if style.has_maxima else []
        keys = [*heads, *COMMUNES, *most] if style.maxima_last else [*heads, *most, *COMMUNES]
        self.at = {key: self.left + i for i, key in enumerate(keys)}
        self.sheet = Sheet("Tổng hợp điểm")

    def write(self) -> Sheet:
        self.sheet.put(self.down, self.left, AUTHORITY.upper())
        title = f"BẢNG TỔNG HỢP ĐIỂM THẨM ĐỊNH CHỈ SỐ CẢI CÁCH HÀNH CHÍNH CẤP XÃ NĂM {YEAR}"
        self.sheet.put(self.down + 1, self.left, title)
        row = write_header(self.sheet, self.down + 4, self._headings(), self.style.join)
        if self.style.numbering:
            self.sheet.line(row, self.left, [f"({n + 1})" for n in range(len(self.at))])
            row += 1
        placed = dict(enumerate(table_lines(self.style), row))
        where = rows_of(self.style, placed)
        for number, line in placed.items():
            self._line(number, line, where)
        self.sheet.bottom = max(placed)
        if self.style.notes == "around":
            put_notes(self.sheet, self.sheet.bottom + 2, self.at["name"])
        return self.sheet

    def _headings(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for key, column in self.at.items():
            text = say.spelled(key, self.style.spelling) if key in COMMUNES else say.HEADINGS[key][self.style.wording]
            if self.style.toneless and key not in COMMUNES:
                text = say.toneless(text)
            above = OVER[self.style.over] if key in COMMUNES else text
            found[column] = [text] if self.style.header == "one" else [above, text]
        return found

    def _line(self, row: int, line: Line, where: dict[str, int]) -> None:
        put_name(self.sheet, row, line, self.style, self.at["name"], self.at.get("code"))
        if not line.code or is_heading(self.style, line):
            return
        for key, column in self.at.items():
            if key in (*COMMUNES, "max"):
                self.sheet.put(row, column, self._value(key, line.code, where))
                if row == where[line.code] and key in COMMUNES:
                    self.sheet.figures[key, line.code, "score"] = (row, column)

    def _value(self, key: str, code: str, where: dict[str, int]) -> Value:
        most = maximum(code)
        number = most if key == "max" else stated(key, self.slips)[code]
        planted = PLANTED[Slip.TOTAL]
        typed = Slip.TOTAL in self.slips and (key, code) == (planted.commune, planted.code)
        if self.style.computes and children(code) and not typed:
            return Formula(sum_of(column_letters(self.at[key]), code, where), float(number))
        return say.points(
            number, "number" if key == "max" and self.style.points == "out of" else self.style.points, most
        )


def scheme_sheet(style: RowStyle) -> Sheet:
    """The criteria with their maxima alone."""
    sheet = Sheet("Bộ tiêu chí")
    sheet.put(0, 0, f"BỘ TIÊU CHÍ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH CẤP XÃ NĂM {YEAR}")
    row = write_header(
        sheet, 2, {n: [say.HEADINGS[k][style.wording]] for n, k in enumerate(("code", "name", "max"))}, "merged"
    )
    for number, code in enumerate(TREE, row):
        sheet.line(number, 0, [code, TREE[code][1], float(maximum(code))])
    sheet.line(row + len(TREE), 0, [None, "TỔNG ĐIỂM", float(maximum("T"))])
    return sheet
