"""Tells whose scores a sheet holds: by what is laid down, by the lines above its table, else by its tab."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...model.names import CommuneName, commune_name, composed, folded
from ..grid import Grid
from ..pins.pins import NO_PINS, SheetPins
from ..wordings.titles import communes_in, lines_above

_LABEL_ALONE = re.compile(
    r"^(?:tên\s+)?(?:đơn vị|xã|phường|xã, phường|địa phương)(?: được (?:chấm|đánh giá|thẩm định))?\s*:?$", re.IGNORECASE
)
_NO_NAME = re.compile(
    r"^(?:sheet|trang(?: tính)?(?:\W*\d|$)|bảng|điểm|phụ lục|tổng hợp|kết quả|biểu|mẫu(?! sơn$)|dữ liệu|data)"
)
"""How tabs begin that name no commune."""
_NO_NAME_BARE = re.compile(
    r"^(?:sheet|trang(?: tinh)?(?:\W*\d|$)|bang|diem|phu luc|tong hop|ket qua|bieu|mau(?! son$)|du lieu|data)"
)
_NO_COMMUNE = re.compile(
    r"^(?:(?:ubnd|ủy ban nhân dân)(?: (?:huyện|tỉnh|quận|thành phố|thị xã)|$)|huyện|tỉnh|quận|thành phố|thị xã|phòng|sở|hội đồng|tổ|văn phòng"
    r"|nội vụ|tư pháp|văn hóa)\b(?! \d)"
)
_NO_COMMUNE_BARE = re.compile(
    r"^(?:(?:ubnd|uy ban nhan dan)$|(?:ubnd |uy ban nhan dan )?(?:huyen|tinh|quan|thanh pho|thi xa)|phong|so|hoi dong|to|van phong|noi vu|tu phap|van hoa)\b(?! \d)"
)


@dataclass(frozen=True, slots=True)
class Owner:
    """A commune and where it is named."""

    commune: CommuneName
    cell: str
    """"" where no cell of the sheet itself does."""
    source: str
    """In Vietnamese: "ô A3", "tên trang", "trang Thông tin, ô B12"."""


_OFFICES = frozenset({"noi vu", "tu phap", "van hoa"})
"""Offices after "P.", which is short for "phòng", too."""


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
    return None if tab is None or (tab.kind is None and _is_of_a_table(tab.name)) else tab


def _is_of_a_table(name: str) -> bool:
    """Whether a tab's name is that of a form or a table; its tones count unless it has none: "Bảng 1", not "Bằng Mạc"."""
    small = composed(name).casefold()
    return bool((_NO_NAME_BARE if small.isascii() else _NO_NAME).match(small))


def _is_an_office(named: CommuneName) -> bool:
    """Whether a name without its kind is an authority's: "Phòng Nội vụ", but neither "xã Phong Châu" nor "Tô Hiệu"."""
    small = composed(named.name).casefold()
    if named.kind is not None:
        return named.kind == "phường" and folded(small) in _OFFICES
    return bool((_NO_COMMUNE_BARE if small.isascii() else _NO_COMMUNE).match(small))


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
        found += [Owner(n, cell, f"ô {cell}") for n in named if not _is_an_office(n)]
    return found


def _distinct(named: list[Owner]) -> tuple[Owner, ...]:
    """Each commune once; what is named with its kind goes before a bare name, which may be no commune's."""
    sure = [owner for owner in named if owner.commune.kind] or named
    found: list[Owner] = []
    for owner in sure:
        if not any(owner.commune.same_as(other.commune) for other in found):
            found.append(owner)
    return tuple(found)
