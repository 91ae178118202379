"""What Excel would show: every formula of a folder evaluated with exact fractions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from .cells import At, ExcelError, Folder, Sheet, Value
from .exact import rounded
from .formulas import Binary, Call, Formula, Number, Range, Ref, Term, Text, has_subtotal

VALUE_ERROR = ExcelError("#VALUE!")
DIVISION_ERROR = ExcelError("#DIV/0!")


class Circular(Exception):
    """A formula that reads itself."""


class Calculation:
    """Values of one folder's cells. Made anew after every change."""

    def __init__(self, folder: Folder, foreign: dict[tuple[str, int, int], Value] | None = None) -> None:
        self._folder = folder
        self._known: dict[At, Value] = {}
        self._open: set[At] = set()
        self._foreign = foreign or {}
        """Cached values of the other workbook's cells."""

    def value(self, at: At) -> Value:
        """What the cell shows. Raises Circular."""
        sheet = self._folder.get(at.file, {}).get(at.sheet)
        return self._cell(sheet, at.row, at.column) if sheet is not None else ExcelError("#REF!")

    def all(self) -> dict[At, Value]:
        """Every cell that holds something."""
        sheets = [s for sheets in self._folder.values() for s in sheets.values()]
        return {s.at(r, c): self._cell(s, r, c) for s in sheets for r, c in s.cells}

    def of(self, sheet: Sheet, formula: Formula) -> Value:
        """What a formula would show if it stood on the sheet."""
        return self._term(formula.term, sheet)

    def _cell(self, sheet: Sheet, row: int, column: int) -> Value:
        held = sheet.cells.get((row, column))
        if not isinstance(held, Formula):
            return held  # type: ignore[return-value]
        at = sheet.at(row, column)
        if at not in self._known:
            if at in self._open:
                raise Circular(at)
            self._open.add(at)
            self._known[at] = self._term(held.term, sheet)
            self._open.discard(at)
        return self._known[at]

    def _term(self, term: Term, sheet: Sheet) -> Value:
        match term:
            case Number() | Text():
                return term.value
            case Ref():
                if term.foreign:
                    return self._foreign.get((term.sheet or "", term.row, term.column))
                return self._cell(self._sheet(term.sheet, sheet), term.row, term.column)
            case Binary():
                return self._binary(term, sheet)
            case Call():
                return FUNCTIONS[term.name](self, term, sheet)
        raise TypeError(f"a range stands alone: {term}")

    def _sheet(self, name: str | None, here: Sheet) -> Sheet:
        return here if name is None else self._folder[here.file][name]

    def _binary(self, term: Binary, sheet: Sheet) -> Value:
        left, right = self._term(term.left, sheet), self._term(term.right, sheet)
        for side in (left, right):
            if isinstance(side, ExcelError):
                return side
        if term.sign == "&":
            return f"{left}{right}"
        if term.sign in ("=", ">", ">="):
            return Fraction(_compares(term.sign, left, right))
        if isinstance(left, str) or isinstance(right, str):
            return VALUE_ERROR
        a, b = left or Fraction(0), right or Fraction(0)
        if term.sign == "/":
            return a / b if b else DIVISION_ERROR
        return a * b if term.sign == "*" else a + b

    def numbers(self, term: Term, sheet: Sheet) -> Iterator[Fraction | ExcelError]:
        """Numbers and errors of an argument; texts and blanks of cells are passed over."""
        for value in self.values(term, sheet):
            if isinstance(value, Fraction | ExcelError):
                yield value

    def values(self, term: Term, sheet: Sheet, *, without_subtotals: bool = False) -> Iterator[Value]:
        """Every value of an argument."""
        if not isinstance(term, Range):
            yield self._term(term, sheet)
            return
        there = self._sheet(term.sheet, sheet)
        for row in range(term.top, term.bottom + 1):
            for column in range(term.left, term.right + 1):
                held = there.cells.get((row, column))
                if without_subtotals and isinstance(held, Formula) and has_subtotal(held.term):
                    continue
                yield self._cell(there, row, column)


def _compares(sign: str, left: Value, right: Value) -> bool:
    if isinstance(left, str) != isinstance(right, str):
        return isinstance(left, str) and sign != "="
    a, b = left or Fraction(0), right or Fraction(0)
    return a == b if sign == "=" else a > b if sign == ">" else a >= b  # type: ignore[operator]


def _summed(values: Iterator[Value]) -> Value:
    total = Fraction(0)
    for value in values:
        if isinstance(value, ExcelError):
            return value
        if isinstance(value, Fraction):
            total += value
    return total


def _sum(calculation: Calculation, term: Call, sheet: Sheet) -> Value:
    return _summed(v for a in term.arguments for v in calculation.values(a, sheet))


def _subtotal(calculation: Calculation, term: Call, sheet: Sheet) -> Value:
    return _summed(v for a in term.arguments[1:] for v in calculation.values(a, sheet, without_subtotals=True))


def _sumif(calculation: Calculation, term: Call, sheet: Sheet) -> Value:
    keys, wanted, amounts = term.arguments
    picked = calculation.values(wanted, sheet)
    key = next(picked)
    pairs = zip(calculation.values(keys, sheet), calculation.values(amounts, sheet), strict=True)
    return _summed(amount for k, amount in pairs if k == key)


def _round(calculation: Calculation, term: Call, sheet: Sheet) -> Value:
    value = next(calculation.values(term.arguments[0], sheet))
    places = next(calculation.values(term.arguments[1], sheet))
    if isinstance(value, ExcelError):
        return value
    return VALUE_ERROR if isinstance(value, str) else rounded(value or Fraction(0), int(places))  # type: ignore[arg-type]


def _if(calculation: Calculation, term: Call, sheet: Sheet) -> Value:
    test = next(calculation.values(term.arguments[0], sheet))
    if isinstance(test, ExcelError):
        return test
    return next(calculation.values(term.arguments[1 if test else 2], sheet))


def _rank(calculation: Calculation, term: Call, sheet: Sheet) -> Value:
    mine = next(calculation.values(term.arguments[0], sheet))
    if isinstance(mine, ExcelError):
        return mine
    others = list(calculation.numbers(term.arguments[1], sheet))
    if not isinstance(mine, Fraction):
        return VALUE_ERROR
    if mine not in others:
        return ExcelError("#N/A")
    return Fraction(1 + sum(1 for o in others if isinstance(o, Fraction) and o > mine))


def _countif(calculation: Calculation, term: Call, sheet: Sheet) -> Value:
    """COUNTIF(range,">"&cell): only what the rank formulas use."""
    condition = term.arguments[1]
    assert isinstance(condition, Binary) and condition.left == Text(">")
    mine = next(calculation.values(condition.right, sheet))
    if isinstance(mine, ExcelError):
        return Fraction(0)
    others = calculation.numbers(term.arguments[0], sheet)
    return Fraction(sum(1 for o in others if isinstance(o, Fraction) and isinstance(mine, Fraction) and o > mine))


FUNCTIONS: dict[str, Callable[[Calculation, Call, Sheet], Value]] = {
    "SUM": _sum,
    "SUBTOTAL": _subtotal,
    "SUMIF": _sumif,
    "ROUND": _round,
    "IF": _if,
    "RANK": _rank,
    "RANK.EQ": _rank,
    "COUNTIF": _countif,
}
