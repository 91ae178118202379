"""Understands what a cell's formula reads, as far as offices write it; what it does not know it says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache

from ...model.formula import Counted, Does, Formula
from ..grid import CellValue, Grid, Position, a1
from .formula_criterion import equal_to, meeting
from .formula_syntax import Area, Call, Expression, NotUnderstood, Number, Operation, Text, elsewhere, parsed

MAX_CELLS = 5000
"""A formula that reads more cells is not followed."""
_ROUNDING = frozenset({"ROUND", "ROUNDDOWN", "ROUNDUP", "TRUNC", "MROUND", "INT"})
_RANKS = frozenset({"RANK", "RANK.EQ"})
_SUBTOTAL_SUMS = frozenset({9, 109})
_AGGREGATE_SUM = 9
_PASSING_OVER_TOTALS = frozenset({0, 1, 2, 3})
"""Options of AGGREGATE that pass over nested subtotals; the others count them."""
_BY_CELLS = ("SUMIF", "SUBTOTAL", "AGGREGATE", "SUMPRODUCT")
"""What these count depends on other cells than those they add up."""


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
    return any(name in upper for name in _BY_CELLS)


def _understood(text: str, grid: Grid | None) -> Formula:
    sheets, books = elsewhere(text)
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


_ZERO, _ONE = Number(Decimal(0)), Number(Decimal(1))
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
        if isinstance(part, Operation) and part.sign == "*" and _ONE in (part.left, part.right):
            return self._sum(part.right if part.left == _ONE else part.left)
        if isinstance(part, Call):
            return self._call(part)
        raise NotUnderstood(str(part)[:40])

    def _call(self, call: Call) -> _Cells:
        if call.name == "SUM" or (call.name in ("N", "VALUE") and len(call.arguments) == 1):
            total: _Cells = {}
            for argument in call.arguments:
                total = _joined(total, self._sum(argument), 1)
            return total
        if call.name in _ROUNDING and call.arguments:
            return self._sum(call.arguments[0])
        if call.name == "MAX" and len(call.arguments) == 2 and _ZERO in call.arguments:
            # no points below 0: the same cells all the same
            return self._sum(call.arguments[1 if call.arguments[0] == _ZERO else 0])
        if call.name == "SUBTOTAL" and len(call.arguments) >= 2:
            return self._subtotal(call)
        if call.name == "AGGREGATE" and len(call.arguments) >= 3:
            return self._aggregate(call)
        if call.name == "SUMPRODUCT":
            return self._sum_where(call)
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
        if not isinstance(kind, Number) or kind.value not in _SUBTOTAL_SUMS:
            raise NotUnderstood("SUBTOTAL")
        return self._passing_over(("SUBTOTAL(",), call.arguments[1:])

    def _aggregate(self, call: Call) -> _Cells:
        """AGGREGATE(9, option, ...) passes over subtotals or counts them, as its option says."""
        kind, option, *areas = call.arguments
        if kind != Number(Decimal(_AGGREGATE_SUM)) or not isinstance(option, Number):
            raise NotUnderstood("AGGREGATE")
        return self._passing_over(("SUBTOTAL(", "AGGREGATE(") if option.value in _PASSING_OVER_TOTALS else (), areas)

    def _passing_over(self, names: tuple[str, ...], areas: Iterable[Expression]) -> _Cells:
        """The cells of areas but for those whose formulas call one of the functions."""
        found: _Cells = {}
        for area in areas:
            if self._grid is None or not isinstance(area, Area) or area.sheet:
                raise NotUnderstood("SUBTOTAL")
            for where in _positions(area):
                if not any(name in self._grid.formulas.get(where, "").upper() for name in names):
                    found = _joined(found, {("", a1(*where)): 1}, 1)
        return found

    def _sum_where(self, call: Call) -> _Cells:
        """SUMPRODUCT((levels=1)*points) and SUMPRODUCT(--(levels=1),points); of one area its sum."""
        parts = call.arguments
        if len(parts) == 1 and isinstance(parts[0], Operation) and parts[0].sign == "*":
            parts = (parts[0].left, parts[0].right)
        for test, summed in (parts, parts[::-1]) if len(parts) == 2 else ():
            while isinstance(test, Operation) and test.sign == "-" and test.left == _ZERO:
                test = test.right
            if isinstance(test, Operation) and test.sign == "=" and isinstance(test.left, Area):
                return self._where(test.left, equal_to(self._constant(test.right)), summed)
        if len(call.arguments) == 1:
            return self._sum(call.arguments[0])
        raise NotUnderstood("SUMPRODUCT")

    def _sumif(self, tested: Expression, wanted: Expression, summed: Expression) -> _Cells:
        return self._where(tested, meeting(self._constant(wanted)), summed)

    def _where(self, tested: Expression, matches: Callable[[CellValue], bool], summed: Expression) -> _Cells:
        """The cells of one area beside those of another that match."""
        if self._grid is None or not isinstance(tested, Area) or not isinstance(summed, Area):
            raise NotUnderstood("SUMIF")
        if tested.sheet or summed.sheet:
            raise NotUnderstood("SUMIF")
        down, right = summed.top - tested.top, summed.left - tested.left
        # whole columns end where the sheet does
        used = replace(tested, bottom=min(tested.bottom, max(tested.top, len(self._grid.rows) - 1)))
        return {
            ("", a1(row + down, column + right)): 1
            for row, column in _positions(used)
            if matches(self._grid.value(row, column))
        }

    def _constant(self, part: Expression) -> CellValue:
        if isinstance(part, Text):
            return part.value
        if isinstance(part, Number):
            return float(part.value)
        if self._grid is None or not isinstance(part, Area) or part.sheet:
            raise NotUnderstood("criterion")
        if (part.top, part.left) == (part.bottom, part.right):
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
    return ((area.sheet, a1(row, column)) for row, column in _positions(area))


def _joined(one: _Cells, other: _Cells, sign: int) -> _Cells:
    total = dict(one)
    for cell, times in other.items():
        total[cell] = total.get(cell, 0) + sign * times
    return total
