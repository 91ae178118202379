"""Understands what a cell's formula reads, as far as offices write it; what it does not know it says so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fnmatch import translate
from functools import lru_cache

from ..model.formula import Counted, Does, Formula
from ..model.numbers import from_cell
from .formula_syntax import Area, Call, Expression, NotUnderstood, Number, Operation, Text, parsed
from .grid import CellValue, Grid, Position, address, value_text

MAX_CELLS = 5000
"""A formula that reads more cells is not followed."""
_OTHER_SHEET = re.compile(r"(?:'((?:[^']|'')+)'|([\w.\[\]]+))!")
_BOOK = re.compile(r"\[[^\]]+\]")
_DIGITS = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})?")
_TEXTS = re.compile(r'"(?:[^"]|"")*"')
_ROUNDING = frozenset({"ROUND", "ROUNDDOWN", "ROUNDUP", "TRUNC", "MROUND", "INT"})
_RANKS = frozenset({"RANK", "RANK.EQ"})
_SUBTOTAL_SUMS = frozenset({9, 109})


def formula_at(grid: Grid, where: Position) -> Formula | None:
    """The formula of a cell; None where it has none."""
    text = grid.formulas.get(where)
    if text is None:
        return None
    if _needs_grid(text):
        return _understood(text, grid)
    return _by_text(text)


@lru_cache(maxsize=65536)
def _by_text(text: str) -> Formula:
    return _understood(text, None)


def _needs_grid(text: str) -> bool:
    upper = text.upper()
    return "SUMIF" in upper or "SUBTOTAL" in upper


def _understood(text: str, grid: Grid | None) -> Formula:
    sheets, books = _elsewhere(text)
    try:
        expression = parsed(text)
        if not _reads_cells(expression):
            return Formula(text=text, does=Does.CONSTANT)
        meaning = _Reader(grid).meaning(expression)
    except NotUnderstood:
        return Formula(text=text, sheets=sheets, books=books)
    return Formula(
        text=text,
        does=meaning.does,
        counted=_listed(meaning.counted),
        against=_listed(meaning.against),
        places=meaning.places,
        sheets=sheets,
        books=books,
    )


def _reads_cells(part: Expression) -> bool:
    if isinstance(part, Operation):
        return _reads_cells(part.left) or _reads_cells(part.right)
    return isinstance(part, Area) or (isinstance(part, Call) and any(map(_reads_cells, part.arguments)))


def _elsewhere(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Other sheets of the same workbook and other workbooks that a formula names."""
    sheets: dict[str, None] = {}
    books: dict[str, None] = {}
    bare = _TEXTS.sub('""', text)
    for quoted, plain_name in _OTHER_SHEET.findall(bare) if "!" in bare else ():
        name = (quoted or plain_name).replace("''", "'")
        book = _BOOK.search(name)
        (books if book else sheets).setdefault(book[0] if book else name)
    return tuple(sheets), tuple(books)


_Cells = dict[tuple[str, str], int]


@dataclass(slots=True)
class _Meaning:
    """What an expression comes to."""

    does: Does
    counted: _Cells
    against: _Cells = field(default_factory=dict)
    places: int | None = None


def _listed(cells: _Cells) -> tuple[Counted, ...]:
    return tuple(Counted(sheet, cell, times) for (sheet, cell), times in cells.items() if times)


class _Reader:
    """Follows one formula. Raises NotUnderstood at whatever it does not know."""

    def __init__(self, grid: Grid | None) -> None:
        self._grid = grid

    def meaning(self, part: Expression) -> _Meaning:
        """What the whole formula does."""
        if isinstance(part, Call):
            if part.name in _ROUNDING and part.arguments:
                inner = self.meaning(part.arguments[0])
                inner.places = _places(part)
                return inner
            if part.name in _RANKS and len(part.arguments) >= 2:
                return _Meaning(Does.RANK, self._sum(part.arguments[0]), self._sum(part.arguments[1]))
            if part.name == "IFERROR" and part.arguments:
                return self.meaning(part.arguments[0])
            if part.name == "IF" and len(part.arguments) >= 2:
                return self.meaning(_branch(part))
        if isinstance(part, Operation):
            counted_rank = self._countif_rank(part)
            if counted_rank is not None:
                return counted_rank
            share = self._share(part)
            if share is not None:
                return share
        return _Meaning(Does.SUM, self._sum(part))

    def _sum(self, part: Expression) -> _Cells:
        """Cells with how often each is added."""
        if isinstance(part, Area):
            return dict.fromkeys(_cells(part), 1)
        if isinstance(part, Number) and not part.value:
            return {}
        if isinstance(part, Operation) and part.sign in "+-":
            return _joined(self._sum(part.left), self._sum(part.right), 1 if part.sign == "+" else -1)
        if isinstance(part, Call):
            return self._call(part)
        raise NotUnderstood(str(part)[:40])

    def _call(self, call: Call) -> _Cells:
        if call.name == "SUM" or (call.name in ("SUMPRODUCT", "N", "VALUE") and len(call.arguments) == 1):
            total: _Cells = {}
            for argument in call.arguments:
                total = _joined(total, self._sum(argument), 1)
            return total
        if call.name in _ROUNDING and call.arguments:
            return self._sum(call.arguments[0])
        if call.name == "SUBTOTAL" and len(call.arguments) >= 2:
            return self._subtotal(call)
        if call.name == "SUMIF" and len(call.arguments) in (2, 3):
            return self._sumif(
                call.arguments[0], call.arguments[1], call.arguments[-1 if len(call.arguments) == 3 else 0]
            )
        if call.name == "SUMIFS" and len(call.arguments) == 3:
            return self._sumif(call.arguments[1], call.arguments[2], call.arguments[0])
        raise NotUnderstood(call.name)

    def _subtotal(self, call: Call) -> _Cells:
        """SUBTOTAL passes over cells that hold a SUBTOTAL themselves."""
        kind = call.arguments[0]
        if self._grid is None or not isinstance(kind, Number) or kind.value not in _SUBTOTAL_SUMS:
            raise NotUnderstood("SUBTOTAL")
        found: _Cells = {}
        for area in call.arguments[1:]:
            if not isinstance(area, Area) or area.sheet:
                raise NotUnderstood("SUBTOTAL")
            for where in _positions(area):
                if "SUBTOTAL(" not in self._grid.formulas.get(where, "").upper():
                    found = _joined(found, {("", address(*where)): 1}, 1)
        return found

    def _sumif(self, tested: Expression, wanted: Expression, summed: Expression) -> _Cells:
        if self._grid is None or not isinstance(tested, Area) or not isinstance(summed, Area):
            raise NotUnderstood("SUMIF")
        if tested.sheet or summed.sheet:
            raise NotUnderstood("SUMIF")
        matches = _criterion(self._constant(wanted))
        down, right = summed.top - tested.top, summed.left - tested.left
        return {
            ("", address(row + down, column + right)): 1
            for row, column in _positions(tested)
            if matches(self._grid.value(row, column))
        }

    def _constant(self, part: Expression) -> CellValue:
        if isinstance(part, Text):
            return part.value
        if isinstance(part, Number):
            return float(part.value)
        if isinstance(part, Area) and not part.sheet and (part.top, part.left) == (part.bottom, part.right):
            assert self._grid is not None
            return self._grid.value(part.top, part.left)
        raise NotUnderstood("criterion")

    def _share(self, part: Operation) -> _Meaning | None:
        """E12/C12, E12/C12*100, 100*E12/C12; None for anything else."""
        if part.sign == "*":
            for one, other in ((part.left, part.right), (part.right, part.left)):
                if isinstance(other, Number) and other.value == 100:
                    inner = self.meaning(one)
                    return inner if inner.does is Does.SHARE else self._hundredfold(inner)
            return None
        if part.sign != "/":
            return None
        top = self.meaning(part.left)
        bottom = self._sum(part.right)
        return _Meaning(Does.SHARE, top.counted, bottom) if bottom and not top.against else None

    def _hundredfold(self, inner: _Meaning) -> _Meaning:
        """100*E12 is the upper part of a share, and no sum."""
        inner.does = Does.OTHER
        return inner

    def _countif_rank(self, part: Operation) -> _Meaning | None:
        """COUNTIF(area,">"&cell)+1."""
        if part.sign != "+":
            return None
        for call, one in ((part.left, part.right), (part.right, part.left)):
            if not (isinstance(call, Call) and call.name == "COUNTIF" and len(call.arguments) == 2):
                continue
            wanted = call.arguments[1]
            above = isinstance(wanted, Operation) and wanted.sign == "&" and wanted.left == Text(">")
            if above and one == Number(Decimal(1)):
                assert isinstance(wanted, Operation)
                return _Meaning(Does.RANK, self._sum(wanted.right), self._sum(call.arguments[0]))
        return None


def _branch(call: Call) -> Expression:
    """Of an IF the branch that computes: the other one is a constant."""
    branches = [b for b in call.arguments[1:] if not isinstance(b, Number | Text)]
    if len(branches) != 1:
        raise NotUnderstood("IF")
    return branches[0]


def _places(call: Call) -> int | None:
    if call.name == "INT" or len(call.arguments) == 1:
        return 0
    wanted = call.arguments[1]
    return int(wanted.value) if isinstance(wanted, Number) else None


def _positions(area: Area) -> Iterator[Position]:
    if (area.bottom - area.top + 1) * (area.right - area.left + 1) > MAX_CELLS:
        raise NotUnderstood("size")
    return ((row, column) for row in range(area.top, area.bottom + 1) for column in range(area.left, area.right + 1))


def _cells(area: Area) -> Iterator[tuple[str, str]]:
    return ((area.sheet, address(row, column)) for row, column in _positions(area))


def _joined(one: _Cells, other: _Cells, sign: int) -> _Cells:
    total = dict(one)
    for cell, times in other.items():
        total[cell] = total.get(cell, 0) + sign * times
    return total


def _criterion(wanted: CellValue) -> Callable[[CellValue], bool]:
    """How SUMIF compares: numbers as numbers, texts without case, with * and ?."""
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
