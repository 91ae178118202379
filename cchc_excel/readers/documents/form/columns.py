"""Where the cells of a table stand and how much room each gives to its text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from ..word_xml import TC, TR, W, number_of
from .measures import MM_PER_TWIP, is_off, millimetres, value, whole
from .properties import border_kind
from .style_sheet import StyleSheet

_CELL_MARGIN = 115 * MM_PER_TWIP
"""Of a table that says nothing."""
_SIDES = {"left": ("left", "start"), "right": ("right", "end")}


@dataclass(frozen=True, slots=True)
class Column:
    """Room for text, in millimetres: its left edge from that of the page's text, and its width (None if unknown)."""

    left: float = 0.0
    width: float | None = None


@dataclass(frozen=True, slots=True)
class CellRoom:
    """A cell with its room; numbers from 1."""

    element: etree._Element
    row: int
    column: int
    room: Column
    whole: Column
    """With the cell's own margins."""
    above: str
    below: str
    """Kinds of the borders that the cell itself draws."""


def cell_rooms(table: etree._Element, styles: StyleSheet, around: Column) -> Iterator[CellRoom]:
    """Every cell of a table that stands in a column, row by row."""
    properties = table.find(W + "tblPr")
    layers = [p for p in (properties, *styles.table_properties(value(properties, "tblStyle"))) if p is not None]
    grid = [millimetres(c.get(W + "w")) or 0.0 for c in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    margins = {side: _margin(layers, side) for side in _SIDES}
    start = around.left + _begin(layers, sum(grid), around.width)
    rows = [row for row in table.iter(TR) if next(row.iterancestors(W + "tbl")) is table]
    for number, row in enumerate(rows, 1):
        row_properties = row.find(W + "trPr")
        column = number_of(row_properties, "gridBefore", 0)
        left = start + sum(grid[:column])
        for cell in _cells(row):
            cell_properties = cell.find(W + "tcPr")
            span = max(1, number_of(cell_properties, "gridSpan", 1))
            wide = _width(cell_properties, grid[column : column + span], around.width)
            own = {s: _own_margin(cell_properties, s, margins[s]) for s in _SIDES}
            inside = None if wide is None else max(0.0, wide - own["left"] - own["right"])
            borders = cell_properties.find(W + "tcBorders") if cell_properties is not None else None
            yield CellRoom(
                cell, number, column + 1, Column(left + own["left"], inside), Column(left, wide),
                border_kind(value(borders, "top") or "nil"), border_kind(value(borders, "bottom") or "nil"),
            )  # fmt: skip
            left += wide or 0.0
            column += span


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for child in row:
        if child.tag == TC:
            yield child
        elif child.tag == W + "sdt":
            yield from child.iterfind(f"{W}sdtContent/{TC}")


def _width(properties: etree._Element | None, grid: list[float], around: float | None) -> float | None:
    """What the cell asks for, else its columns of the grid."""
    kind, asked = value(properties, "tcW", "type"), value(properties, "tcW", "w")
    if kind == "pct" and around is not None and asked is not None:
        share = whole(asked.rstrip("%")) / (100 if asked.endswith("%") else 5000)
        return around * share or None
    wide = millimetres(asked) if kind in ("dxa", None) else None
    return wide or sum(grid) or None


def _begin(layers: list[etree._Element], wide: float, around: float | None) -> float:
    aligned = next((v for p in layers if (v := value(p, "jc")) is not None), "left")
    if around is not None and wide and aligned in ("center", "right", "end"):
        return (around - wide) / (2 if aligned == "center" else 1)
    return next((millimetres(v) or 0.0 for p in layers if (v := value(p, "tblInd", "w")) is not None), 0.0)


def _margin(layers: list[etree._Element], side: str) -> float:
    for properties in layers:
        margins = properties.find(W + "tblCellMar")
        for name in _SIDES[side]:
            found = value(margins, name, "w")
            if found is not None:
                return millimetres(found) or 0.0
    return _CELL_MARGIN


def _own_margin(properties: etree._Element | None, side: str, usual: float) -> float:
    margins = properties.find(W + "tcMar") if properties is not None else None
    own = next((v for name in _SIDES[side] if (v := value(margins, name, "w")) is not None), None)
    return usual if own is None else millimetres(own) or 0.0


def is_ruled(table: etree._Element, styles: StyleSheet) -> bool:
    """Whether lines part the table's cells."""
    properties = table.find(W + "tblPr")
    layers = [p for p in (properties, *styles.table_properties(value(properties, "tblStyle"))) if p is not None]
    for one in layers:
        borders = one.find(W + "tblBorders")
        if borders is not None and borders.find(W + "insideH") is not None:
            return bool(border_kind(value(borders, "insideH") or "nil"))
    cells = [c for c in table.iter(TC) if next(c.iterancestors(W + "tbl")) is table]
    lined = sum(1 for c in cells if (b := c.find(f"{W}tcPr/{W}tcBorders")) is not None and _is_boxed(b))
    return 2 * lined > len(cells)


def _is_boxed(borders: etree._Element) -> bool:
    sides = [value(borders, side) for names in _SIDES.values() for side in names]
    return any(kind is not None and border_kind(kind) for kind in sides)


def repeats(row: etree._Element, name: str) -> bool:
    """Whether a row has a switch such as w:tblHeader on."""
    switch = row.find(f"{W}trPr/{W}{name}")
    return switch is not None and not is_off(switch.get(W + "val"))
