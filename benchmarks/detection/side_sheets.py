"""Writes the information, contacts and remedies sheets beside the scores."""

from __future__ import annotations

import random
from fractions import Fraction

from . import names
from .cells import Sheet
from .layout import GRADES, Layout
from .scheme import Scheme
from .scores import Commune


def information(sheet: Sheet, layout: Layout) -> None:
    """Key and value lines."""
    district = layout.wording["district"]
    lines: list[tuple[str, Fraction | str]] = [
        ("Cơ quan thẩm định", f"UBND huyện {district}"),
        ("Năm đánh giá", Fraction(2022)),
        ("Quyết định công bố", f"Quyết định số 100/QĐ-UBND ngày 15/3/2023 của UBND huyện {district}"),
        ("Địa danh", district),
        ("Ngưỡng cảnh báo (%)", Fraction(50)),
        *((f"Xếp loại {name}", Fraction(lowest)) for name, lowest in GRADES),
    ]
    for row, (key, value) in enumerate(lines):
        sheet.put(row, 0, key)
        sheet.put(row, 1, value)


def contacts(sheet: Sheet, communes: list[Commune]) -> None:
    """One line per commune."""
    for column, heading in enumerate(("TT", "Đơn vị", "E-mail", "Người nhận", "Số kế hoạch")):
        sheet.put(0, column, heading)
    for row, commune in enumerate(communes, 1):
        sheet.put(row, 0, Fraction(row))
        sheet.put(row, 1, commune.display)
        sheet.put(row, 2, f"xa{row}@cchc.example")
        sheet.put(row, 3, names.ROLES[0])
        sheet.put(row, 4, f"{row}/KH-UBND")


def remedies(sheet: Sheet, scheme: Scheme, rng: random.Random) -> None:
    """One line for some of the leaves."""
    for column, heading in enumerate(
        ("Mã tiêu chí", "Tồn tại, hạn chế", "Biện pháp khắc phục", "Người thực hiện", "Thời hạn")
    ):
        sheet.put(0, column, heading)
    for row, code in enumerate((c for c in scheme.leaf_maxima if rng.random() < 0.5), 1):
        line = (
            code,
            rng.choice(names.REASONS),
            "Rà soát, bổ sung và hoàn thành đúng hạn",
            rng.choice(names.ROLES),
            "Quý II/2023",
        )
        for column, text in enumerate(line):
            sheet.put(row, column, text)
