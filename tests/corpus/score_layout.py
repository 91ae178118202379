"""One commune's scoring sheet in every shape that offices give it."""

from __future__ import annotations

from dataclasses import dataclass

from cchc_excel.readers.grid import a1, column_letters

from . import wordings as say
from .headers import write_header
from .rows import OFFSETS, Line, RowStyle, is_heading, put_name, put_notes, rows_of, sum_of, table_lines
from .sheets import Formula, Sheet, Value, comma, printed
from .truth import AUTHORITY, PLANTED, YEAR, Slip, children, maximum, self_score, stated

ORDERS = (
    ("code", "name", "max", "self", "score", "index", "reason"),
    ("code", "name", "max", "evidence", "lead", "self", "score", "index", "reason"),
    ("reason", "score", "self", "index", "max", "name", "code"),
    ("code", "name", "lead", "max", "self", "deduction", "score", "reason"),
    ("code", "max", "score", "name", "index"),
    ("name", "code", "score", "max", "self", "difference", "evidence", "index", "reason"),
)
HEADERS = ("one", "two", "three")
TITLES = ("label", "sentence", "label apart", "tab", "name label")


@dataclass(frozen=True, kw_only=True)
class ScoreStyle(RowStyle):
    """How a scoring sheet looks. The default is the standard workbook's."""

    order: int = 0
    header: str = "two"
    percents: str = "number"
    title: str = "label"
    hides_extras: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns from left to right."""
        return tuple(c for c in ORDERS[self.order] if c != "code" or self.codes != "in name")


def score_sheet(commune: str, style: ScoreStyle, slips: frozenset[Slip]) -> Sheet:
    """The commune's sheet; it tells where its figures stand."""
    return _Writer(commune, style, slips).write()


class _Writer:
    def __init__(self, commune: str, style: ScoreStyle, slips: frozenset[Slip]) -> None:
        self.style, self.commune, self.slips = style, commune, slips
        self.down, self.left = OFFSETS[style.offset]
        self.at = {key: self.left + i for i, key in enumerate(style.columns)}
        self.points = stated(commune, slips)
        self.sheet = Sheet(say.spelled(commune, "name" if style.title != "tab" else "small"))

    def write(self) -> Sheet:
        self._heads()
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
        if self.style.hides_extras:
            self.sheet.hidden_columns = {self.at[k] for k in ("deduction", "difference", "lead") if k in self.at}
        return self.sheet

    def _heads(self) -> None:
        put, row, column, name = self.sheet.put, self.down, self.left, say.spelled(self.commune, self.style.spelling)
        put(row, column, AUTHORITY.upper())
        put(row, column + 3, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        title = f"BẢNG ĐIỂM THẨM ĐỊNH CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM {YEAR}"
        if self.style.title == "sentence":
            title = f"Bảng điểm chỉ số cải cách hành chính năm {YEAR} của {say.spelled(self.commune, 'committee')}"
        put(row + 1, column, title)
        if self.style.title == "label":
            put(row + 2, column, f"Đơn vị: {name}")
        elif self.style.title == "label apart":
            put(row + 2, column, "Đơn vị:")
            put(row + 2, column + 2, name)
        elif self.style.title == "name label":
            put(row + 2, column, f"Tên đơn vị: {name}")
        if self.style.notes == "around":
            put(row + 3, column + 1, "(Đơn vị tính: điểm)")

    def _headings(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for key, column in self.at.items():
            text = say.HEADINGS[key][self.style.wording]
            texts = [text]
            if self.style.header != "one":
                texts = ["Điểm", say.UNDER_POINTS[key]] if key in say.UNDER_POINTS else [text, text]
            if self.style.header == "three":
                texts = [text] * 3 if key in ("code", "name", "evidence", "lead") else ["Kết quả", *texts]
            found[column] = [say.toneless(t) if self.style.toneless else t for t in texts]
        return found

    def _line(self, row: int, line: Line, where: dict[str, int]) -> None:
        put_name(self.sheet, row, line, self.style, self.at["name"], self.at.get("code"))
        if not line.code or is_heading(self.style, line):
            return
        for key, value in self._values(line.code, where, row).items():
            if key in self.at:
                self.sheet.put(row, self.at[key], value)
        if row == where[line.code]:
            for key in ("max", "self", "score", "index"):
                if key in self.at:
                    self.sheet.figures[self.commune, line.code, key] = (row, self.at[key])

    def _values(self, code: str, where: dict[str, int], row: int) -> dict[str, Value]:
        most, got, own = maximum(code), self.points[code], self_score(self.commune, code)
        form, is_leaf = self.style.points, not children(code)
        values: dict[str, Value] = {
            "max": say.points(most, "number" if form == "out of" else form, most),
            "self": say.points(own, form, most),
            "score": say.points(got, form, most),
            "deduction": float(most - got),
            "difference": float(own - got),
            "index": say.percentage(printed(got * 100 / most), self.style.percents),
            "evidence": "Báo cáo, kế hoạch" if is_leaf else None,
            "lead": "Phòng Nội vụ" if is_leaf else None,
            "reason": f"Thiếu minh chứng, trừ {comma(most - got)}" if is_leaf and got < most else None,
        }
        if self.style.computes:
            self._compute(values, code, where, row)
        return values

    def _compute(self, values: dict[str, Value], code: str, where: dict[str, int], row: int) -> None:
        planted = PLANTED[Slip.TOTAL]
        typed = Slip.TOTAL in self.slips and (self.commune, code) == (planted.commune, planted.code)
        results = {"max": maximum(code), "self": self_score(self.commune, code), "score": self.points[code]}
        for key, result in results.items():
            if key in self.at and children(code) and not (key == "score" and typed):
                text = sum_of(column_letters(self.at[key]), code, where)
                values[key] = Formula(text, float(result), "0.00" if self.style.points == "two places" else "")
        shares = {"number": ("*100", 100, ""), "share": ("", 1, "0.00%"), "bare share": ("", 1, "")}
        if self.style.percents in shares:
            times, scale, number_format = shares[self.style.percents]
            text = f"{a1(row, self.at['score'])}/{a1(row, self.at['max'])}{times}"
            values["index"] = Formula(text, float(self.points[code] * scale / maximum(code)), number_format)
