"""The one description that every folder of the corpus is written from, with its sums done independently of the program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction

AUTHORITY, YEAR = "UBND huyện Sơn Hà", 2022

TREE: Mapping[str, tuple[str, str, str]] = {
    "A": ("T", "ĐÁNH GIÁ QUA CÁC TIÊU CHÍ", "38"),
    "1": ("A", "Công tác chỉ đạo, điều hành cải cách hành chính", "12"),
    "1.1": ("1", "Xây dựng kế hoạch cải cách hành chính", "1"),
    "1.2": ("1", "Mức độ hoàn thành kế hoạch", "1"),
    "1.3": ("1", "Chế độ báo cáo định kỳ", "1.5"),
    "1.4": ("1", "Sáng kiến trong cải cách", "0.5"),
    "1.5": ("1", "Công tác tuyên truyền", "1"),
    "1.6": ("1", "Tự kiểm tra trong năm", "1"),
    "1.7": ("1", "Xử lý vấn đề phát hiện qua kiểm tra", "1"),
    "1.8": ("1", "Gắn kết quả với thi đua, khen thưởng", "1"),
    "1.9": ("1", "Thực hiện nhiệm vụ được giao", "1"),
    "1.10": ("1", "Đối thoại với người dân, doanh nghiệp", "2"),
    "1.11": ("1", "Bố trí kinh phí thực hiện", "1"),
    "2": ("A", "Cải cách chế độ công vụ", "11"),
    "2.1": ("2", "Vị trí việc làm", "5"),
    "2.1.1": ("2.1", "Danh mục vị trí việc làm", "2"),
    "2.1.2": ("2.1", "Bố trí công chức theo vị trí", "3"),
    "2.2": ("2", "Đào tạo, bồi dưỡng công chức", "4"),
    "2.3": ("2", "Đánh giá, phân loại công chức", "2"),
    "3": ("A", "Cải cách thủ tục hành chính", "9.5"),
    "3.1": ("3", "Công khai thủ tục", "4.5"),
    "3.2": ("3", "Giải quyết hồ sơ đúng hạn", "5"),
    "4": ("A", "Cải cách tài chính công", "5.5"),
    "4.1": ("4", "Quản lý ngân sách", "3"),
    "4.2": ("4", "Sử dụng tài sản công", "2.5"),
    "B": ("T", "TÁC ĐỘNG CỦA CẢI CÁCH HÀNH CHÍNH", "12"),
    "8.1": ("B", "Tác động đến kinh tế - xã hội", "2"),
    "8.2": ("B", "Điều tra xã hội học", "6"),
    "8.3": ("B", "Mức độ hài lòng của người dân", "4"),
}
"""Code: the node above, name, maximum; all of it made up."""

PARTS = ("A", "B")
GRADES = (("Xuất sắc", 95), ("Tốt", 90), ("Khá", 80), ("Trung bình", 0))
COLUMNS = ("1", "2", "3", "4", "A", "8.1", "8.2", "8.3", "B")
"""What a decision states beside the total."""

_SCORES = {
    "Xã Thanh Xá": "1 1 1.125 0 1 1 0.75 1 1 2 0.75 1.24 2.616 3 2 4.5 5 2.25 2.5 2 6 4",
    "Xã Tân Hòa": "0.66 1 1.125 0.5 0.75 0.75 1 0.84 1 2 1 2 1.8 4 1.66 4.5 1.25 3 2.5 1.28 4.59 4",
    "Xã Đông Cường": "1 1 1.5 0.5 1 1 1 0.75 1 1.92 1 2 3 3 1.462 4.5 5 3 1.58 1.6 6 2.4",
    "Thị trấn Thúy Sơn": "1 1 1.5 0.5 1 1 0.25 1 0.627 2 1 1.5 2.375 4 2 4.5 5 2.25 1.875 2 6 4",
    "Xã Phú Quý": "1 1 1.5 0.5 1 1 1 1 1 2 1 2 2.82 4 2 4.5 5 2.52 2.5 2 6 4",
    "Phường Hoàng Văn": "1 0.65 1.125 0.41 1 0.75 0.74 0.25 0.71 1.5 1 2 3 3 1.6 3.1 5 2.25 0.625 1.495 6 4",
}
"""Leaves in the order of the tree: rounding pairs (9.875 of 11), a zero, and a tie (41.205 twice)."""

COMMUNES = tuple(_SCORES)


def children(code: str) -> tuple[str, ...]:
    """Codes right below."""
    return tuple(c for c, (above, _, _) in TREE.items() if above == code)


LEAVES = tuple(c for c in TREE if not children(c))
TOTALLED = tuple(c for c in ("T", *TREE) if children(c))


def maximum(code: str) -> Decimal:
    """A node's maximum."""
    return sum((maximum(c) for c in children("T")), Decimal(0)) if code == "T" else Decimal(TREE[code][2])


def _points(leaves: Mapping[str, Decimal]) -> dict[str, Decimal]:
    def of(code: str) -> Decimal:
        below = children(code)
        return sum((of(c) for c in below), Decimal(0)) if below else leaves[code]

    return {code: of(code) for code in ("T", *TREE)}


POINTS = {
    commune: _points(dict(zip(LEAVES, map(Decimal, scores.split()), strict=True)))
    for commune, scores in _SCORES.items()
}
"""Every node's exact points, by commune."""


def index(commune: str, code: str) -> Fraction:
    """In percent, exact."""
    return Fraction(POINTS[commune][code]) * 100 / Fraction(maximum(code))


def rank(commune: str) -> int:
    """Ties share a place."""
    return 1 + sum(p["T"] > POINTS[commune]["T"] for p in POINTS.values())


def grade(commune: str) -> str:
    """The best grade whose limit the index reaches."""
    return next(name for name, lowest in GRADES if index(commune, "T") >= lowest)


def self_score(commune: str, code: str) -> Decimal:
    """What the commune gave itself: never what it got, so that the columns cannot be taken for each other."""
    below = children(code)
    if below:
        return sum((self_score(commune, c) for c in below), Decimal(0))
    got, step = POINTS[commune][code], Decimal("0.05")
    return got + step if got + step <= maximum(code) else got - step


class Slip(Enum):
    """The mistakes that a spoilt district holds."""

    TOTAL = "a wrong typed total in a scoring sheet"
    CRITERION = "the decision's figure of a criterion is off"
    RANK = "the decision's rank is off"


@dataclass(frozen=True)
class Planted:
    """One mistake: whose, where, and what stands there."""

    commune: str
    code: str
    actual: Decimal


PLANTED = {
    Slip.TOTAL: Planted("Thị trấn Thúy Sơn", "2", Decimal("9.785")),
    Slip.CRITERION: Planted("Xã Đông Cường", "1", Decimal("10.7")),
    Slip.RANK: Planted("Phường Hoàng Văn", "T", Decimal(6)),
}
PLANTED_INDEX = Decimal("95.3")
"""What stands for the criterion in a decision that states indices only."""

ALL_SLIPS = frozenset(Slip)
DECISION_SLIPS = frozenset({Slip.CRITERION, Slip.RANK})


def stated(commune: str, slips: frozenset[Slip]) -> dict[str, Decimal]:
    """The points a sheet states: those above a planted total follow it, as its formulas would."""
    wrong = PLANTED[Slip.TOTAL]
    points = dict(POINTS[commune])
    if Slip.TOTAL in slips and commune == wrong.commune:
        off = wrong.actual - points[wrong.code]
        code = wrong.code
        while code:
            points[code] += off
            code = TREE[code][0] if code != "T" else ""
    return points
