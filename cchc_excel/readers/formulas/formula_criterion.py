"""Which cells meet the condition under which a formula adds up: SUMIF's criterion, or an equality."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from fnmatch import translate

from ...model.numbers import from_cell
from ..grid import CellValue, value_text
from .formula_syntax import NotUnderstood

_DIGITS = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})?")


def meeting(wanted: CellValue) -> Callable[[CellValue], bool]:
    """How SUMIF compares: numbers as numbers, texts without case, with * and ?. Raises NotUnderstood."""
    if isinstance(wanted, str):
        wanted = wanted.removeprefix("=")
        if wanted[:1] in ("<", ">", ""):
            raise NotUnderstood("criterion")
    number = _number(wanted)
    if number is not None:
        return lambda value: _number(value) == number
    pattern = re.compile(translate(value_text(wanted).casefold().replace("[", "[[]")))
    return lambda value: isinstance(value, str) and bool(pattern.match(value_text(value).casefold()))


def _number(value: CellValue) -> Decimal | None:
    """A cell or criterion as a number, texts of digits included, as Excel's SUMIF takes them."""
    if isinstance(value, bool):
        return None
    try:
        if isinstance(value, int | float):
            return from_cell(value)
        return Decimal(value) if isinstance(value, str) and _DIGITS.fullmatch(value) else None
    except ValueError:
        return None


def equal_to(wanted: CellValue) -> Callable[[CellValue], bool]:
    """How "=" compares: a number with numbers only, a text without case. Raises NotUnderstood for 0 and "",
    which blank cells equal, too."""
    if isinstance(wanted, str) and wanted:
        return lambda value: isinstance(value, str) and value.casefold() == wanted.casefold()
    number = _number(wanted)
    if not number:
        raise NotUnderstood("criterion")
    return lambda value: not isinstance(value, str) and _number(value) == number
