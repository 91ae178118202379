"""The standard test district as a score matrix: criteria down, communes across."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from .books import F, write_book
from .districts import LEAVES, SCORES, TREE, District, exact, maximum

FIRST = 6
"""Excel row of part A in a matrix."""
AT = {code: FIRST + i for i, code in enumerate(TREE)} | {"T": FIRST + len(TREE)}
"""Excel row of each code."""
SCORES_OF = {name: dict(zip(LEAVES, values, strict=True)) for name, values in SCORES.items()}
SCHEME_ROWS: list[list[object]] = [
    ["BỘ TIÊU CHÍ, THANG ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH"],
    ["(Ban hành kèm theo Quyết định số 5/QĐ-UBND năm 2021)"],
    ["TT", "Tiêu chí, tiêu chí thành phần", "Điểm tối đa"],
    *([code, name, float(points)] for code, (_, name, points) in TREE.items()),
    [None, "Tổng điểm", 32],
]
SCHEME_AT = {code: 4 + i for i, code in enumerate(TREE)}
"""Excel row of each code on the scheme sheet; maxima stand in column C."""


def children(code: str) -> list[str]:
    """Codes right below a node."""
    return [c for c, (parent, _, _) in TREE.items() if parent == ("" if code == "T" else code)]


@dataclass
class Matrix:
    """A matrix in the making: A code, B name, C maximum, from D on a column for each commune."""

    headings: dict[str, str] = field(default_factory=lambda: {name: name for name in SCORES_OF})
    """The heading over each commune's column, in order."""
    rows: list[list[object]] = field(default_factory=list)
    scheme: list[list[object]] | None = None
    name: str = "Tổng hợp"
    merges: Sequence[str] = ()

    def __post_init__(self) -> None:
        self.rows = [
            ["UBND HUYỆN THANH HÀ"],
            ["BẢNG TỔNG HỢP ĐIỂM THẨM ĐỊNH CCHC CÁC XÃ, THỊ TRẤN NĂM 2022"],
            [],
            ["TT", "Tiêu chí, tiêu chí thành phần", "Điểm tối đa", "Điểm thẩm định"],
            [None, None, None, *self.headings.values()],
        ]
        points = {name: exact(SCORES_OF[name]) for name in self.headings}
        for code in (*TREE, "T"):
            self.rows.append(
                [
                    None if code == "T" else code,
                    "TỔNG ĐIỂM" if code == "T" else TREE[code][1],
                    float(maximum(code)),
                    *(self._figure(code, column, points[name]) for column, name in zip("DEFGH", points, strict=False)),
                ]
            )

    def _figure(self, code: str, column: str, points: Mapping[str, Decimal]) -> object:
        below = "+".join(f"{column}{AT[c]}" for c in children(code))
        return F(below, float(points[code])) if below else float(points[code])

    def set(self, cell: str, value: object) -> Matrix:
        """Puts a value into a cell; the row grows as needed."""
        row, column = self.rows[int(cell[1:]) - 1], ord(cell[0]) - 65
        row += [None] * (column + 1 - len(row))
        row[column] = value
        return self

    def column(self, letter: str, values: Mapping[str, object]) -> Matrix:
        """Fills a column by code; the code "" is its heading."""
        for code, value in values.items():
            self.set(f"{letter}{AT[code] if code else FIRST - 1}", value)
        return self

    def write(self, folder: Path, hidden: Mapping[str, Sequence[str]] | None = None, *, decided: bool = False) -> Path:
        """The matrix, the information sheet and the scheme sheet if there is one; `decided` adds the decision."""
        sheets = {"Thông tin": District().information, self.name: self.rows}
        if self.scheme is not None:
            sheets["Bộ tiêu chí"] = self.scheme
        write_book(folder / "ma tran.xlsx", sheets, merges={self.name: self.merges}, hidden=hidden)
        if decided:
            write_book(folder / "quyet dinh.xlsx", {"Phụ lục": District().decision})
        return folder
