"""Tells whose scores a sheet holds: by what is laid down, by the lines above its table, else by its tab."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..model.names import CommuneName, commune_name, composed, folded
from .grid import Grid
from .pins import NO_PINS, SheetPins
from .titles import communes_in, lines_above

_LABEL_ALONE = re.compile(
    r"^(?:tên\s+)?(?:đơn vị|xã|phường|xã, phường|địa phương)(?: được (?:chấm|đánh giá|thẩm định))?\s*:?$", re.IGNORECASE
)
_NO_NAMES = ("sheet", "trang", "bang", "diem", "phu luc", "tong hop", "ket qua", "bieu", "mau", "du lieu", "data")
"""How tabs begin that name no commune."""
_NO_COMMUNE = re.compile(
    r"^(?:ubnd (?:huyen|tinh|quan|thanh pho|thi xa)|huyen|tinh|quan|thanh pho|thi xa|phong (?!\d)|so |hoi dong|to |van phong|noi vu|tu phap|van hoa)\b"
)


@dataclass(frozen=True, slots=True)
class Owner:
    """A commune and where it is named."""

    commune: CommuneName
    cell: str
    """"" where no cell of the sheet itself does."""
    source: str
    """In Vietnamese: "ô A3", "tên trang", "trang Thông tin, ô B12"."""


def owners(grid: Grid, top: int, pins: SheetPins = NO_PINS) -> tuple[Owner, ...]:
    """The commune whose table begins at row `top`; several where the lines above name several, none where nothing tells."""
    pinned = pins.commune
    if pinned is not None:
        place = pinned[1].fact.place
        return (Owner(pinned[0], "", f"trang “{place.sheet}”, ô {place.cell}"),)
    named = _distinct(_above(grid, top))
    if named:
        return named
    tab = tab_commune(grid.name)
    return (Owner(tab, "", "tên trang"),) if tab is not None else ()


def tab_commune(name: str) -> CommuneName | None:
    """The commune that a tab is named after; None for "Sheet1", "Bảng điểm"."""
    tab = commune_name(re.sub(r"^\d+\s*[.)\-_]\s*", "", composed(name)))
    return None if tab is None or folded(tab.name).startswith(_NO_NAMES) else tab


def _above(grid: Grid, top: int) -> list[Owner]:
    found: list[Owner] = []
    for (row, column), text in lines_above(grid, top):
        named = communes_in(text)
        if not named and _LABEL_ALONE.match(text):
            column = next((c for c in range(column + 1, len(grid.rows[row])) if grid.text(row, c)), column)
            beside = grid.text(row, column)
            told = commune_name(beside) if not _LABEL_ALONE.match(beside) else None
            named = (told,) if told is not None else ()
        cell = grid.address(row, column)
        found += [Owner(n, cell, f"ô {cell}") for n in named if not _NO_COMMUNE.match(folded(n.name))]
    return found


def _distinct(named: list[Owner]) -> tuple[Owner, ...]:
    """Each commune once; what is named with its kind goes before a bare name, which may be no commune's."""
    sure = [owner for owner in named if owner.commune.kind] or named
    found: list[Owner] = []
    for owner in sure:
        if not any(owner.commune.same_as(other.commune) for other in found):
            found.append(owner)
    return tuple(found)
