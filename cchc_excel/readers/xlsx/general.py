"""Reads a sheet's cells from XML of any spelling, and spells their values plainly for the compiled reader."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from ..grid import Position, a1, position
from ..safe_xml import namespace
from ..sheet_cells import SheetCells
from .styles import NumberFormats

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell's element with the place that it takes."""

    where: Position
    element: etree._Element
    formula: etree._Element | None
    value: str
    inline: etree._Element | None

    @property
    def kind(self) -> str | None:
        """The type of the stored value."""
        return self.element.get("t")


def walked(root: etree._Element, formats: NumberFormats) -> SheetCells:
    """What calamine does not tell of the sheet's cells. Raises UnreadableFile; ValueError for impossible addresses."""
    found = SheetCells()
    for row, element in _rows(root):
        if element.get("hidden") in ("1", "true") or _is_zero(element.get("ht")):
            found.hidden_rows.add(row)
        cells = list(_cells(row, element))
        found.add_filled([cell.where for cell in cells if len(cell.element)])
        found.add_formats((cell.where, formats[_style(cell)]) for cell in cells)
        for cell in cells:
            if cell.kind == "e":
                found.errors[cell.where] = cell.value or "#LỖI"
            if cell.formula is not None:
                _add_formula(found, cell, cell.formula)
    return found


def plainly_spelt(root: etree._Element) -> bytes:
    """The sheet's values as Excel would have spelt them, in order, every cell with its address.

    Error values are left out: `walked` tells them, and the compiled reader gives up on those it does not know.
    """
    values: dict[Position, str] = {}
    for row, element in _rows(root):
        for cell in _cells(row, element):
            if cell.kind != "e" and (cell.value or cell.inline is not None):
                values[cell.where] = _spelt(cell)
    rows: dict[int, list[str]] = {}
    for where in sorted(values):
        rows.setdefault(where[0], []).append(values[where])
    body = "".join(f'<row r="{row + 1}">{"".join(cells)}</row>' for row, cells in rows.items())
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{body}</sheetData></worksheet>'.encode()


def _rows(root: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """Rows with their numbers; those without one follow the one before."""
    space = namespace(root)
    number = -1
    for element in root.iterfind(f"{{{space}}}sheetData/{{{space}}}row"):
        told = element.get("r")
        number = int(told) - 1 if told else number + 1
        if number < 0:
            raise ValueError(told)
        yield number, element


def _cells(row: int, element: etree._Element) -> Iterator[_Cell]:
    """Cells with their places; those without an address follow the one before."""
    space = namespace(element)
    column = -1
    for cell in element.iterfind(f"{{{space}}}c"):
        told = cell.get("r")
        where = position(told) if told else (row, column + 1)
        if where[0] < 0:
            raise ValueError(told)
        column = where[1]
        formula, value = cell.find(f"{{{space}}}f"), cell.find(f"{{{space}}}v")
        text = _content(value) if value is not None else ""
        yield _Cell(where, cell, formula, text, cell.find(f"{{{space}}}is"))


def _content(element: etree._Element) -> str:
    return "".join(str(piece) for piece in element.itertext())


def _style(cell: _Cell) -> bytes | None:
    number = cell.element.get("s")
    return number.encode() if number else None


def _add_formula(found: SheetCells, cell: _Cell, formula: etree._Element) -> None:
    text = found.formulas[cell.where] = _content(formula)
    group = formula.get("si")
    if group is not None and formula.get("t") == "shared":
        if text:
            found.heads[group] = cell.where
        else:
            found.members[group].append(cell.where)
    if not cell.value and cell.kind != "str":
        found.uncached.add(cell.where)


def _spelt(cell: _Cell) -> str:
    marks = "".join(f" {name}={quoteattr(held)}" for name in ("s", "t") if (held := cell.element.get(name)))
    if cell.inline is not None and cell.kind == "inlineStr":
        held = f"<is>{''.join(_runs(cell.inline))}</is>"
    else:
        held = f"<v>{escape(cell.value)}</v>"
    return f'<c r="{a1(*cell.where)}"{marks}>{held}</c>'


def _runs(inline: etree._Element) -> Iterator[str]:
    """The pieces of an inline text; how it is to be pronounced is none of it."""
    space = namespace(inline)
    for piece in inline.iter(f"{{{space}}}t"):
        parent = piece.getparent()
        if parent is not None and parent.tag != f"{{{space}}}rPh":
            kept = ' xml:space="preserve"' if piece.get(_SPACE) == "preserve" else ""
            yield f"<r><t{kept}>{escape(piece.text or '')}</t></r>"


def _is_zero(height: str | None) -> bool:
    return height is not None and height.replace(".", "").strip("0") == "" and "0" in height
