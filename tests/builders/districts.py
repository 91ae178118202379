"""A small standard district for tests: three communes, two parts, figures that add up, and ways to spoil one cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

from .books import F, Row, write_book

TREE: Mapping[str, tuple[str, str, str]] = {
    "A": ("", "ĐÁNH GIÁ QUA CÁC TIÊU CHÍ", "20"),
    "1": ("A", "Công tác chỉ đạo, điều hành", "9"),
    "1.1": ("1", "Kế hoạch cải cách hành chính", "4"),
    "1.2": ("1", "Kiểm tra", "5"),
    "2": ("A", "Cải cách chế độ công vụ", "11"),
    "2.1": ("2", "Vị trí việc làm", "5"),
    "2.1.1": ("2.1", "Danh mục vị trí", "2"),
    "2.1.2": ("2.1", "Bố trí theo vị trí", "3"),
    "2.2": ("2", "Đào tạo, bồi dưỡng", "6"),
    "B": ("", "TÁC ĐỘNG CỦA CẢI CÁCH HÀNH CHÍNH", "12"),
    "8.1": ("B", "Tác động kinh tế - xã hội", "2"),
    "8.2": ("B", "Điều tra xã hội học", "10"),
}
"""Code: parent ("" is the total), name, maximum."""

LEAVES = ("1.1", "1.2", "2.1.1", "2.1.2", "2.2", "8.1", "8.2")
FIRST_ROW = 7
"""Excel row of part A on a score sheet."""
ROW = {code: FIRST_ROW + i for i, code in enumerate(TREE)} | {"T": FIRST_ROW + len(TREE)}
"""Excel row of each code."""

COLUMNS = ("1", "2", "A", "8.1", "8.2", "B")
"""Criterion columns of the decision, in order from column C."""

SCORES = {
    "Xã Thanh Xá": ("3.5", "4.25", "2", "2.875", "5", "1.5", "8.516"),
    "Xã Thanh An": ("4", "5", "2", "3", "6", "2", "9.25"),
    "Thị trấn Thanh Hà": ("3", "2.75", "1.5", "3", "4.5", "1", "7.005"),
}


def exact(scores: Mapping[str, str]) -> dict[str, Decimal]:
    """Every node's points from the leaves'."""
    found: dict[str, Decimal] = {}

    def total(code: str) -> Decimal:
        if code not in found:
            below = [c for c, (parent, _, _) in TREE.items() if parent == ("" if code == "T" else code)]
            found[code] = sum((total(c) for c in below), Decimal(0)) if below else Decimal(scores[code])
        return found[code]

    total("T")
    return found


def maximum(code: str) -> Decimal:
    """A node's maximum."""
    return Decimal(32) if code == "T" else Decimal(TREE[code][2])


def printed(number: Decimal | Fraction, places: int = 2) -> float:
    """Half away from zero."""
    scaled = Fraction(number) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return float((Decimal(whole) / 10**places).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP))


@dataclass
class District:
    """A district in the making. Change `spoil` or the rows, then `write`."""

    scores: dict[str, dict[str, str]] = field(
        default_factory=lambda: {name: dict(zip(LEAVES, values, strict=True)) for name, values in SCORES.items()}
    )
    sheets: dict[str, list[list[object]]] = field(default_factory=dict)
    decision: list[list[object]] = field(default_factory=list)
    information: list[Row] = field(
        default_factory=lambda: [
            ("Cơ quan thẩm định", "UBND huyện Thanh Hà"),
            ("Cơ quan cấp trên", "UBND tỉnh Hải Dương"),
            ("Địa danh", "Thanh Hà"),
            ("Năm đánh giá", 2022),
            ("Quyết định công bố", "Quyết định số 975/QĐ-UBND ngày 14/3/2023 của UBND huyện Thanh Hà"),
            ("Thông báo kết luận", "Thông báo số 744-TB/HU ngày 14/3/2023 của Ban Thường vụ Huyện ủy Thanh Hà"),
            ("Công văn kiểm điểm, khắc phục", "Công văn số 171/UBND-NV ngày 20/3/2023 của UBND huyện Thanh Hà"),
            ("Ngưỡng cảnh báo (%)", 50),
            ("Xếp loại Tốt", 80),
            ("Xếp loại Khá", 70),
            ("Xếp loại Yếu", 0),
        ]
    )

    def __post_init__(self) -> None:
        for name, scores in self.scores.items():
            self.sheets[name] = score_rows(name, exact(scores))
        self.decision = decision_rows({n: exact(s) for n, s in self.scores.items()})

    def set(self, commune: str, cell: str, value: object) -> District:
        """Puts a value into a cell of a commune's sheet; `value` may be a function of the old one."""
        return self._put(self.sheets[commune], cell, value)

    def set_decision(self, cell: str, value: object) -> District:
        """Likewise in the decision."""
        return self._put(self.decision, cell, value)

    def _put(self, rows: list[list[object]], cell: str, value: object) -> District:
        row, column = int(cell[1:]) - 1, ord(cell[0]) - 65
        while len(rows[row]) <= column:
            rows[row].append(None)
        rows[row][column] = value(rows[row][column]) if isinstance(value, Callable) else value  # type: ignore[arg-type]
        return self

    def write(self, folder: Path, hidden: Mapping[str, Sequence[str]] | None = None) -> Path:
        """The scoring workbook and the decision, in `folder`; `hidden` as for `write_book`, by tab."""
        write_book(
            folder / "bang diem.xlsx",
            {"Thông tin": self.information} | {short(name): rows for name, rows in self.sheets.items()},
            hidden=hidden,
        )
        if self.decision:
            write_book(folder / "quyet dinh.xlsx", {"Phụ lục": self.decision}, hidden=hidden)
        return folder


def short(commune: str) -> str:
    """The tab's name."""
    return commune.removeprefix("Xã ").replace("Thị trấn", "TT")


def score_rows(commune: str, points: Mapping[str, Decimal]) -> list[list[object]]:
    """A standard score sheet: columns A code, B name, C maximum, D self-score, E appraised, F index, G reason."""
    rows: list[list[object]] = [
        ["UBND HUYỆN THANH HÀ"],
        ["BẢNG ĐIỂM THẨM ĐỊNH CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2022"],
        [f"Đơn vị: UBND {commune[0].lower()}{commune[1:]}"],
        [],
        ["TT", "Tiêu chí, tiêu chí thành phần", "Điểm", None, None, "Chỉ số (%)", "Lý do trừ điểm"],
        [None, None, "Tối đa", "Tự đánh giá", "Thẩm định"],
    ]
    for code in (*TREE, "T"):
        row = ROW[code]
        below = [c for c, (parent, _, _) in TREE.items() if parent == ("" if code == "T" else code)]
        score: object = float(points[code])
        if below:
            score = F("+".join(f"E{ROW[c]}" for c in below), float(points[code]))
        index = F(f"E{row}/C{row}*100", float(points[code] * 100 / maximum(code)))
        lost = "Chưa đủ minh chứng" if not below and points[code] < maximum(code) else None
        name = "TỔNG ĐIỂM" if code == "T" else TREE[code][1]
        rows.append(
            [None if code == "T" else code, name, float(maximum(code)), float(points[code]), score, index, lost]
        )
    return rows


def decision_rows(points: Mapping[str, Mapping[str, Decimal]]) -> list[list[object]]:
    """A decision: A TT, B commune, C-H scores, I total, J index, K rank, L grade, M-R indices; first line in row 6."""
    heads = [f"Tiêu chí {c}" if c[0].isdigit() else f"Phần {c}" for c in COLUMNS]
    rows: list[list[object]] = [
        ["PHỤ LỤC"],
        ["KẾT QUẢ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2022"],
        ["(Kèm theo Quyết định số 975/QĐ-UBND ngày 14 tháng 3 năm 2023 của UBND huyện Thanh Hà)"],
        [],
        [
            "TT",
            "Đơn vị",
            *heads,
            "Tổng điểm",
            "Chỉ số (%)",
            "Xếp hạng",
            "Xếp loại",
            *(f"Chỉ số {h} (%)" for h in heads),
        ],
    ]
    totals = sorted((p["T"] for p in points.values()), reverse=True)
    for number, (name, p) in enumerate(sorted(points.items(), key=lambda item: -item[1]["T"]), 1):
        index = p["T"] * 100 / 32
        grade = "Tốt" if index >= 80 else "Khá" if index >= 70 else "Yếu"
        rows.append(
            [
                number,
                name,
                *(printed(p[c]) for c in COLUMNS),
                printed(p["T"]),
                printed(index),
                totals.index(p["T"]) + 1,
                grade,
                *(printed(Fraction(p[c]) * 100 / Fraction(maximum(c))) for c in COLUMNS),
            ]
        )
    return rows
