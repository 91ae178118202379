"""Reads cells that should hold a number, the Vietnamese way: strictly, without guessing."""

from __future__ import annotations

import re
from decimal import Decimal

from ...model.figures import Figure, Reading
from ...model.formula import Formula
from ...model.names import composed, narrowed
from ...model.numbers import from_cell, tidy
from ..formulas.formula import formula_at
from ..grid import Grid, value_text

_LONGEST = 200
"""Letters of a text that may still be a number."""
_DASHES = frozenset({"-", "–", "—", "−", "_", "--"})
_UNIT = re.compile(r"\s*(?:điểm|đ|%|phần trăm)\s*\.?\s*$", re.IGNORECASE)
_OUT_OF = re.compile(r"^(?P<score>[^/]+)/\s*[+]?\d{1,3}(?:[.,]\d{1,9})?\s*$")
_MARK = re.compile(r"\s*([.,])\s*")
_NUMBER = re.compile(r"^[+-]?[0-9]{1,9}(?:[.,][0-9]{1,12})?$")


def text_number(text: str) -> Decimal | None:
    """ "12,2", "12.2", "89,77 %", "8,5 điểm", "12,2/15" -> the number (of a fraction the part before "/"); else None.

    A point or a comma is a decimal mark: scores and percentages never reach a thousand.
    """
    if len(text) > _LONGEST and len(text := composed(text)) > _LONGEST:
        return None
    # an apostrophe only marks a text as such; digits may be typed at full width
    text = narrowed(composed(text).lstrip("'’`")).replace("−", "-").strip()
    while (shorter := _UNIT.sub("", text)) != text:
        text = shorter
    out_of = _OUT_OF.match(text)
    if out_of:
        text = _UNIT.sub("", out_of["score"]).strip()
    text = _MARK.sub(r"\1", text)
    if not _NUMBER.match(text):
        return None
    return tidy(Decimal(text.replace(",", ".")))


def figure(grid: Grid, row: int, column: int) -> Figure:
    """The cell as a figure; a percent-formatted number comes in percent points."""
    where = (row, column)
    cell, formula = grid.address(row, column), formula_at(grid, where)
    if where in grid.errors:
        return Figure(cell, Reading.ERROR, None, grid.errors[where], formula)
    if where in grid.uncached:
        return Figure(cell, Reading.NO_CACHE, None, "=" + (formula.text if formula is not None else ""), formula)
    value = grid.value(row, column)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _of_number(cell, value, formula, percent=grid.is_percent(where))
    text = value_text(value)
    if not text:
        return Figure(cell, Reading.EMPTY, None, "", formula)
    if text in _DASHES:
        return Figure(cell, Reading.DASH, None, text, formula)
    understood = text_number(text) if isinstance(value, str) else None
    if understood is None:
        return Figure(cell, Reading.NOT_A_NUMBER, None, text, formula)
    return Figure(cell, Reading.TEXT, understood, text, formula)


def _of_number(cell: str, value: float, formula: Formula | None, *, percent: bool) -> Figure:
    try:
        number = from_cell(value)
    except ValueError:
        return Figure(cell, Reading.NOT_A_NUMBER, None, value_text(value), formula)
    return Figure(cell, Reading.NUMBER, tidy(number * 100) if percent else number, "", formula)
