"""Formulas as offices write them: a small tree with its text, as Excel stores it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from .cells import letters
from .exact import digits


def _quoted(sheet: str) -> str:
    return f"'{sheet}'!"


def _address(row: int, column: int, fixed: str) -> str:
    """`fixed`: which of column and row carry a dollar sign: "", "r", "c" or "rc"."""
    return f"{'$' if 'c' in fixed else ''}{letters(column)}{'$' if 'r' in fixed else ''}{row + 1}"


@dataclass(frozen=True, slots=True)
class Ref:
    """One cell."""

    row: int
    column: int
    sheet: str | None = None
    fixed: str = ""
    foreign: bool = False
    """In the other workbook, the first external link."""

    def text(self) -> str:
        """As in the formula."""
        cell = _address(self.row, self.column, self.fixed)
        if self.sheet is None:
            return cell
        return _quoted(f"[1]{self.sheet}" if self.foreign else self.sheet) + cell


@dataclass(frozen=True, slots=True)
class Range:
    """A rectangle of cells."""

    top: int
    left: int
    bottom: int
    right: int
    sheet: str | None = None
    fixed: str = ""

    def text(self) -> str:
        """As in the formula."""
        before = _quoted(self.sheet) if self.sheet is not None else ""
        return f"{before}{_address(self.top, self.left, self.fixed)}:{_address(self.bottom, self.right, self.fixed)}"


@dataclass(frozen=True, slots=True)
class Number:
    """A constant."""

    value: Fraction

    def text(self) -> str:
        """As in the formula."""
        return digits(self.value)


@dataclass(frozen=True, slots=True)
class Text:
    """A text constant."""

    value: str

    def text(self) -> str:
        """As in the formula."""
        return f'"{self.value}"'


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments. Names as Excel stores them, without the prefix of later functions."""

    name: str
    arguments: tuple[Term, ...]

    def text(self) -> str:
        """As in the formula."""
        name = f"_xlfn.{self.name}" if self.name == "RANK.EQ" else self.name
        return f"{name}({','.join(a.text() for a in self.arguments)})"


@dataclass(frozen=True, slots=True)
class Binary:
    """Two terms with an operator between them; chains lean to the left, so no brackets are needed."""

    sign: str
    left: Term
    right: Term

    def text(self) -> str:
        """As in the formula."""
        return f"{self.left.text()}{self.sign}{self.right.text()}"


Term = Ref | Range | Number | Text | Call | Binary


@dataclass(frozen=True, slots=True)
class Formula:
    """What stands in a cell after the equals sign."""

    term: Term

    def text(self) -> str:
        """Without the equals sign."""
        return self.term.text()


def number(value: int | Fraction) -> Number:
    """A constant."""
    return Number(Fraction(value))


def call(name: str, *arguments: Term) -> Call:
    """A function call."""
    return Call(name, arguments)


def chain(terms: list[Term]) -> Term:
    """a+b+c."""
    result = terms[0]
    for term in terms[1:]:
        result = Binary("+", result, term)
    return result


def has_subtotal(term: Term) -> bool:
    """Whether SUBTOTAL is called anywhere inside; such cells are passed over by another SUBTOTAL."""
    if isinstance(term, Call):
        return term.name == "SUBTOTAL" or any(map(has_subtotal, term.arguments))
    return isinstance(term, Binary) and (has_subtotal(term.left) or has_subtotal(term.right))


def relative(term: Term, row: int, column: int) -> object:
    """The formula seen from its cell; equal for cells that share one."""
    match term:
        case Ref():
            at = (term.row - (0 if "r" in term.fixed else row), term.column - (0 if "c" in term.fixed else column))
            return ("ref", *at, term.sheet, term.fixed, term.foreign)
        case Range():
            down, across = (0 if "r" in term.fixed else row), (0 if "c" in term.fixed else column)
            corners = (term.top - down, term.left - across, term.bottom - down, term.right - across)
            return ("range", *corners, term.sheet, term.fixed)
        case Call():
            return (term.name, *(relative(a, row, column) for a in term.arguments))
        case Binary():
            return (term.sign, relative(term.left, row, column), relative(term.right, row, column))
    return term
