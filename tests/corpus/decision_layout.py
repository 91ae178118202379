"""The decision's table: communes down, official figures across."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from . import wordings as say
from .headers import write_header
from .rows import OFFSETS
from .sheets import Sheet, Value, printed
from .truth import COLUMNS, COMMUNES, PARTS, PLANTED, PLANTED_INDEX, POINTS, YEAR, Slip, grade, index, maximum, rank

CONTENTS = ("both", "scores", "one decimal", "index only")
"""What a decision states beside the total, rank and grade: points and indices, points, points at one decimal, indices."""
SHUFFLES = (0, 1, 2)
HEADS = ("Tiêu chí {}", "TC{}", "{}")
TOTAL_HEADS = ("Tổng điểm", "Tổng cộng", "Điểm tổng")
RANK_HEADS = ("Xếp hạng", "Thứ hạng", "Xếp thứ")
COMMUNE_HEADS = ("Đơn vị", "Tên đơn vị", "Xã, phường, thị trấn")


@dataclass(frozen=True, kw_only=True)
class DecisionStyle:
    """How a decision's table looks. `content` says what it states, all else how."""

    content: str = "both"
    shuffle: int = 0
    wording: int = 0
    grouped: bool = False
    join: str = "merged"
    numbering: bool = False
    has_maxima: bool = False
    has_means: bool = False
    by_rank: bool = True
    points: str = "number"
    percents: str = "number"
    spelling: str = "full"
    offset: int = 0
    notes: str = "none"


Key = tuple[str, str]
"""Node and quantity; ("", what) for the other columns."""


def decision_sheet(style: DecisionStyle, slips: frozenset[Slip]) -> Sheet:
    """The annex with its title; it tells where its figures stand."""
    sheet, (down, left) = Sheet("Phụ lục"), OFFSETS[style.offset]
    sheet.put(down, left, "PHỤ LỤC")
    sheet.put(down + 1, left, f"KẾT QUẢ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM {YEAR}")
    sheet.put(down + 2, left, "(Kèm theo Quyết định số 100/QĐ-UBND ngày 14 tháng 3 năm 2023 của UBND huyện Sơn Hà)")
    columns = {left + n: key for n, key in enumerate(_columns(style))}
    row = write_header(sheet, down + 4, {c: _heading(key, style) for c, key in columns.items()}, style.join)
    if style.numbering:
        sheet.line(row, left, [f"({n + 1})" for n in range(len(columns))])
        row += 1
    if style.has_maxima and style.content != "index only":
        for column, key in columns.items():
            sheet.put(row, column, "Điểm tối đa" if key == ("", "commune") else _maximum(key))
        row += 1
    order = sorted(COMMUNES, key=rank) if style.by_rank else COMMUNES
    for number, commune in enumerate(order):
        for column, key in columns.items():
            sheet.put(row + number, column, _value(commune, key, number + 1, style, slips))
            sheet.figures[commune, key[0] or "T", key[1]] = (row + number, column)
    row += len(order)
    if style.has_means:
        for column, key in columns.items():
            sheet.put(row, column, "Trung bình" if key == ("", "commune") else _mean(key, style))
        row += 1
    sheet.bottom = row - 1
    if style.notes == "around":
        sheet.put(row + 1, left, "Nơi nhận:")
        sheet.put(row + 1, left + 4, "TM. ỦY BAN NHÂN DÂN")
        sheet.put(row + 2, left, "- Như trên;")
        sheet.put(row + 2, left + 4, "CHỦ TỊCH")
    return sheet


def _columns(style: DecisionStyle) -> list[Key]:
    scores: list[Key] = [(c, "score") for c in (*COLUMNS, "T")]
    indices: list[Key] = [(c, "index") for c in (*COLUMNS, "T")]
    figures = {"both": scores + indices, "index only": indices}.get(style.content, [*scores, ("T", "index")])
    heads: list[Key] = [("", "number"), ("", "commune")]
    tail: list[Key] = [("", "rank"), ("", "grade")]
    if style.shuffle == 1:
        return [*heads, *tail, *reversed(figures)]
    if style.shuffle == 2:
        return [heads[1], tail[0], *figures[::2], *figures[1::2], tail[1]]
    return [*heads, *figures, *tail]


def _heading(key: Key, style: DecisionStyle) -> list[str]:
    code, what = key
    plain = {
        "number": "TT",
        "commune": COMMUNE_HEADS[style.wording],
        "rank": RANK_HEADS[style.wording],
        "grade": "Xếp loại",
    }
    if what in plain:
        return [plain[what]] * (1 + style.grouped)
    words = HEADS[style.wording] if style.grouped or style.wording < 2 else "Tiêu chí {}"
    name = TOTAL_HEADS[style.wording] if code == "T" else f"Phần {code}" if code in PARTS else words.format(code)
    if style.grouped:
        return ["Điểm thẩm định" if what == "score" else "Chỉ số (%)", name]
    if what == "score":
        return [name]
    return ["Chỉ số (%)" if code == "T" else f"Chỉ số {name[:1].lower()}{name[1:]} (%)"]


def _value(commune: str, key: Key, number: int, style: DecisionStyle, slips: frozenset[Slip]) -> Value:
    code, what = key
    wrong, misplaced = PLANTED[Slip.CRITERION], PLANTED[Slip.RANK]
    off = Slip.CRITERION in slips and (commune, code) == (wrong.commune, wrong.code)
    if what == "number":
        return number
    if what == "commune":
        return say.spelled(commune, style.spelling)
    if what == "rank":
        return int(misplaced.actual) if Slip.RANK in slips and commune == misplaced.commune else rank(commune)
    if what == "grade":
        return grade(commune)
    places = _places(style)
    if what == "score":
        value = wrong.actual if off else printed(POINTS[commune][code], places)
        return say.points(value, style.points, maximum(code))
    stated = PLANTED_INDEX if off and style.content == "index only" else printed(index(commune, code), places)
    return say.percentage(stated, style.percents)


def _maximum(key: Key) -> Value:
    return float(maximum(key[0])) if key[1] == "score" else None


def _mean(key: Key, style: DecisionStyle) -> Value:
    code, what = key
    if what not in ("score", "index"):
        return None
    values = [Fraction(POINTS[c][code]) if what == "score" else index(c, code) for c in COMMUNES]
    mean = printed(sum(values, Fraction(0)) / len(values), _places(style))
    return float(mean) if what == "score" else say.percentage(mean, style.percents)


def _places(style: DecisionStyle) -> int:
    return 1 if style.content == "one decimal" else 2
