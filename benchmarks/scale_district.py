"""Makes a district of any size in memory, with rounding differences, low scores and slips as a real one has them."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import product

from cchc_excel.model.decision import CommuneRow, CommuneTable, Quantity
from cchc_excel.model.facts import Contact, Fact, Information, Remedy
from cchc_excel.model.figures import Figure, Reading
from cchc_excel.model.finding import Place
from cchc_excel.model.formula import Counted, Does, Formula
from cchc_excel.model.group import Group
from cchc_excel.model.names import CommuneName
from cchc_excel.model.numbers import percent, rounded
from cchc_excel.model.score_sheet import Label, ScoreRow, ScoreSheet

AUTHORITY, YEAR = "UBND huyện Minh Họa", 2022
BOOK, DECISION = "bang-diem.xlsx", "quyet-dinh.xlsx"
FIRST_ROW = 8

_FIRST = "An Bình Cẩm Đông Gia Hải Hồng Khánh Liên Long Minh Nam Ngọc Phú Quang Sơn Tân Thanh Thái Thượng"
_SECOND = "An Bàng Châu Cường Dương Đức Giang Hà Hải Hòa Hưng Khê Lạc Lâm Mỹ Nghĩa Phong Phúc Sơn Xá"
_THIRD = "Đông Tây Nam Bắc Thượng Hạ Trung Nội Ngoại"


def _tree() -> dict[str, tuple[str, Decimal | None]]:
    """Code: parent and a leaf's maximum. 8 criteria in 2 parts, 20 sub-criteria, 60 leaves: 91 nodes with the total."""
    tree: dict[str, tuple[str, Decimal | None]] = {}
    number = 0
    for part, criteria in (("A", range(1, 8)), ("B", range(8, 9))):
        tree[part] = ("T", None)
        for criterion in criteria:
            tree[str(criterion)] = (part, None)
            for second in range(1, 4 if criterion <= 4 else 3):
                tree[f"{criterion}.{second}"] = (str(criterion), None)
                for third in range(1, 4):
                    number += 1
                    maximum = Decimal(number % 4 + 2) / 2
                    tree[f"{criterion}.{second}.{third}"] = (f"{criterion}.{second}", maximum)
    return tree


TREE = _tree()
BELOW: dict[str, list[str]] = {}
for _code, (_parent, _) in TREE.items():
    BELOW.setdefault(_parent, []).append(_code)
LEAVES = tuple(code for code in TREE if code not in BELOW)
ROW = {code: FIRST_ROW + i for i, code in enumerate((*TREE, "T"))}


def _added_up(leaves: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Every node's points from the leaves'."""
    points = dict(leaves)
    for code in (*reversed(TREE), "T"):
        if code in BELOW:
            points[code] = sum((points[c] for c in BELOW[code]), Decimal(0))
    return points


MAXIMA = _added_up({code: TREE[code][1] or Decimal(0) for code in LEAVES})


def names(count: int) -> list[CommuneName]:
    """So many names, no two alike; every twelfth a thị trấn."""
    first, second = _FIRST.split(), _SECOND.split()
    words: list[tuple[str, ...]] = [*product(first, second), *product(first, second, _THIRD.split())]
    return [CommuneName("thị trấn" if i % 12 == 0 else "xã", " ".join(words[i])) for i in range(count)]


def district(count: int, seed: int = 2022) -> Group:
    """A group of `count` communes (at most 4000) with their sheets, a decision, contacts and remedies."""
    chance = random.Random(seed)
    communes = names(count)
    points = [_added_up({leaf: _leaf_score(chance, leaf) for leaf in LEAVES}) for _ in communes]
    sheets = [_sheet(chance, name, p) for name, p in zip(communes, points, strict=True)]
    return Group(
        authority=AUTHORITY,
        year=YEAR,
        sheets=tuple(_slipped(chance, s) if i % 10 == 3 else s for i, s in enumerate(sheets)),
        tables=(_decision(chance, communes, points),),
        information=_information(),
        contacts=tuple(_contact(i, name) for i, name in enumerate(communes)),
        remedies=tuple(_remedies(communes)),
    )


def _leaf_score(chance: random.Random, leaf: str) -> Decimal:
    """Two leaves in three are full; the others lose something, a few all of it."""
    maximum = MAXIMA[leaf]
    if chance.random() < 0.66:
        return maximum
    if chance.random() < 0.03:
        return Decimal(0)
    lowest = 300 if chance.random() < 0.05 else 500
    return (maximum * chance.randrange(lowest, 1000, 5) / 1000).quantize(Decimal("0.001"))


def _sheet(chance: random.Random, name: CommuneName, points: Mapping[str, Decimal]) -> ScoreSheet:
    own = _added_up({c: min(MAXIMA[c], points[c] + Decimal(chance.randrange(3)) / 4) for c in LEAVES})
    return ScoreSheet(
        file=BOOK,
        sheet=name.name,
        commune=name,
        commune_cell="A3",
        year=YEAR,
        authority=AUTHORITY,
        rows=tuple(_row(code, points[code], own[code]) for code in ROW),
    )


def _row(code: str, score: Decimal, own: Decimal) -> ScoreRow:
    row, maximum = ROW[code], MAXIMA[code]
    index = Decimal(format(float(percent(score, maximum)), ".15g"))
    return ScoreRow(
        code=code,
        name="Tổng điểm" if code == "T" else f"Nội dung của mục {code}",
        cell=f"A{row}",
        max_points=Figure(f"C{row}", Reading.NUMBER, maximum),
        self_score=Figure(f"D{row}", Reading.NUMBER, own, formula=_sum_formula(code, "D")),
        score=Figure(f"E{row}", Reading.NUMBER, score, formula=_sum_formula(code, "E")),
        index=Figure(f"F{row}", Reading.NUMBER, index, formula=_share_formula(row)),
        reason="Chưa đủ minh chứng" if code not in BELOW and score < maximum else "",
    )


@cache
def _sum_formula(code: str, column: str, leave_out: int = 0) -> Formula | None:
    """Leaves side by side are summed as a range, other nodes by a list or with plus signs."""
    below = BELOW.get(code)
    if below is None:
        return None
    cells = [f"{column}{ROW[c]}" for c in below[: len(below) - leave_out]]
    text, places = "+".join(cells), None
    if below[0] not in BELOW:
        text = f"SUM({cells[0]}:{cells[-1]})"
    elif code in ("A", "B"):
        text, places = f"ROUND(SUM({','.join(cells)}),3)", 3
    return Formula(text=text, does=Does.SUM, counted=tuple(Counted("", cell) for cell in cells), places=places)


@cache
def _share_formula(row: int) -> Formula:
    top, bottom = Counted("", f"E{row}"), Counted("", f"C{row}")
    return Formula(text=f"E{row}/C{row}*100", does=Does.SHARE, counted=(top,), against=(bottom,))


def _slipped(chance: random.Random, sheet: ScoreSheet) -> ScoreSheet:
    """One figure of the sheet goes wrong: a typed total, a number stored as text, or a sum that leaves out its last."""
    slip = chance.randrange(3)
    code = chance.choice([c for c in BELOW if BELOW[c][0] not in BELOW] if slip else LEAVES)
    rows = {row.code: row for row in sheet.rows}
    score = rows[code].score
    assert score is not None
    value = score.value or Decimal(0)
    if slip == 0:
        text = str(value).replace(".", ",")
        score = replace(score, reading=Reading.TEXT, text=text)
    elif slip == 1:
        score = replace(score, value=value + Decimal("0.09"), formula=None)
    else:
        cells = [rows[c].score for c in BELOW[code]]
        last = cells[-1].value if cells[-1] is not None else None
        score = replace(score, value=value - (last or Decimal(0)), formula=_sum_formula(code, "E", leave_out=1))
    rows[code] = replace(rows[code], score=score)
    return replace(sheet, rows=tuple(rows.values()))


def _decision(chance: random.Random, communes: list[CommuneName], points: list[dict[str, Decimal]]) -> CommuneTable:
    """Best first, every printed at two decimals; each tenth line has a slip, some names are written another way."""
    order = sorted(range(len(communes)), key=lambda i: -points[i]["T"])
    rank, rows = 0, []
    for place, i in enumerate(order, 1):
        if place == 1 or points[i]["T"] != points[order[place - 2]]["T"]:
            rank = place
        rows.append(_line(chance, place + 6, communes[i], points[i], rank))
    return CommuneTable(
        file=DECISION,
        sheet="Phụ lục",
        year=YEAR,
        authority=AUTHORITY,
        official=True,
        rows=tuple(rows),
        maxima={},
    )


def _line(chance: random.Random, row: int, name: CommuneName, points: Mapping[str, Decimal], rank: int) -> CommuneRow:
    figures: dict[tuple[str, Quantity], Figure] = {}
    columns = [code for code in (*TREE, "T") if code.isalnum()]
    slip = chance.choice(columns) if row % 10 == 0 else ""
    for i, code in enumerate(columns):
        wrong = Decimal("0.27") if code == slip else Decimal(0)
        score, share = rounded(points[code]) + wrong, rounded(percent(points[code], MAXIMA[code]))
        figures[code, Quantity.SCORE] = Figure(f"C{i}R{row}", Reading.NUMBER, score)
        figures[code, Quantity.INDEX] = Figure(f"C{i + 20}R{row}", Reading.NUMBER, share)
    index = percent(points["T"], MAXIMA["T"])
    grade = "Tốt" if index >= 80 else "Khá" if index >= 70 else "Yếu"
    return CommuneRow(
        commune=CommuneName(None, name.name.upper()) if row % 7 == 0 and name.kind == "xã" else name,
        cell=f"B{row}",
        figures=figures,
        rank=Figure(f"Y{row}", Reading.NUMBER, Decimal(rank + (row % 50 == 0))),
        grade=Label(text=grade, cell=f"Z{row}"),
    )


def _information() -> Information:
    facts: dict[str, str] = {"Cơ quan thẩm định": AUTHORITY, "Năm đánh giá": str(YEAR), "Ngưỡng cảnh báo (%)": "50"}
    facts |= {"Xếp loại Tốt": "80", "Xếp loại Khá": "70", "Xếp loại Yếu": "0"}
    return Information(
        tuple(
            Fact(
                key=key,
                value=value,
                place=Place(BOOK, "Thông tin", f"B{i}"),
                number=Decimal(value) if value.isdigit() else None,
            )
            for i, (key, value) in enumerate(facts.items(), 1)
        )
    )


def _contact(number: int, name: CommuneName) -> Contact:
    return Contact(
        commune=name,
        emails=(f"xa{number}@minh-hoa.example",),
        recipient="Chủ tịch UBND xã",
        facts={"so ke hoach": f"{number}/KH-UBND"},
        place=Place(BOOK, "Danh bạ", f"A{number + 2}"),
    )


def _remedies(communes: list[CommuneName]) -> list[Remedy]:
    """A common one for every leaf, and one of its own for every commune."""
    whose: list[tuple[str, CommuneName | None]] = [(leaf, None) for leaf in LEAVES]
    whose += [(LEAVES[i % len(LEAVES)], name) for i, name in enumerate(communes)]
    return [
        Remedy(
            code=code,
            shortcoming="Chưa đủ minh chứng",
            action="Bổ sung minh chứng",
            who="Công chức phụ trách",
            until="Quý II",
            commune=commune,
            place=Place(BOOK, "Biện pháp", f"A{i}"),
        )
        for i, (code, commune) in enumerate(whose, 2)
    ]
