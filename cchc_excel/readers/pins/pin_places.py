"""Gives each sheet of a workbook the pins that are about it; a pin that is about none is told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...model.group import Trouble
from ...model.names import composed, folded
from ..grid import Grid, column_letters
from .pin_lines import trouble
from .pins import NO_PINS, Kind, Pin, SheetPins


def by_sheet(pins: Iterable[Pin], grids: Sequence[Grid], scored: int) -> tuple[dict[str, SheetPins], list[Trouble]]:
    """The pins of each tab, and troubles with those that cannot be followed.

    `grids` are the sheets that may be meant, `scored` how many of them look like one commune's scores.
    """
    own: dict[str, list[Pin]] = {}
    troubles: list[Trouble] = []
    for pin in pins:
        homes, why = _homes(pin, grids, scored)
        for grid in homes:
            before = next((p for p in own.get(grid.name, ()) if _same(p, pin)), None)
            if before is None:
                own.setdefault(grid.name, []).append(pin)
            elif before.value != pin.value:
                why = f"trái với ô {before.fact.place.cell} ở trên"
        if why:
            troubles.append(trouble(pin.fact, why))
    return {name: SheetPins(tuple(found)) for name, found in own.items()}, troubles


def of(grid: Grid, pinned: dict[str, SheetPins]) -> SheetPins:
    """The pins of one sheet."""
    return pinned.get(grid.name, NO_PINS)


def _same(one: Pin, other: Pin) -> bool:
    """Whether two pins lay down the same thing of the same sheets."""
    return (
        one.kind is other.kind and folded(one.heading) == folded(other.heading) and bool(one.sheet) is bool(other.sheet)
    )


def _homes(pin: Pin, grids: Sequence[Grid], scored: int) -> tuple[list[Grid], str]:
    """The sheets that a pin is about, and why it cannot be followed if it cannot."""
    if pin.sheet:
        named = _named(pin.sheet, grids)
        if len(named) != 1:
            return (
                [],
                f"sổ không có trang “{pin.sheet[:40]}”"
                if not named
                else f"nhiều trang cùng có tên như “{pin.sheet[:40]}”",
            )
        why = _beyond(pin, named[0])
        return ([], why) if why else (named, "")
    if pin.kind is Kind.ROLE and len(grids) != 1:
        return [], "cần ghi rõ của trang nào, ví dụ “Vai trò (trang Sheet1)”"
    if pin.kind is Kind.COMMUNE and scored > 1:
        return [], f"sổ có {scored} trang bảng điểm, cần ghi rõ của trang nào, ví dụ “Đơn vị (trang Sheet1)”"
    homes = [grid for grid in grids if not _beyond(pin, grid)]
    return homes, "" if homes or not grids else _beyond(pin, grids[0])


def _named(sheet: str, grids: Sequence[Grid]) -> list[Grid]:
    """The tab that a key names; tones and case do not matter unless two tabs differ by nothing else."""
    exact = [grid for grid in grids if _exactly(grid.name) == _exactly(sheet)]
    return exact or [grid for grid in grids if folded(grid.name) == folded(sheet)]


def _exactly(name: str) -> str:
    return composed(name).casefold()


def _beyond(pin: Pin, grid: Grid) -> str:
    """Why a pin points outside of a sheet; "" when it does not."""
    if not isinstance(pin.value, tuple):
        return ""
    if pin.kind is Kind.COLUMN:
        return (
            f"trang “{grid.name}” chỉ có đến cột {column_letters(max(grid.width - 1, 0))}"
            if pin.value[0] >= grid.width
            else ""
        )
    return f"trang “{grid.name}” chỉ có {len(grid.rows)} dòng" if pin.value[0] >= len(grid.rows) else ""
