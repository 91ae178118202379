"""Takes an Excel formula's text apart into numbers, references, calls and operations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from ..grid import Position, position

MAX_LENGTH = 8192
"""What Excel itself allows."""
LAST_ROW = 1_048_575
"""Of an Excel sheet, from 0: whole columns run to it."""
_MAX_DEPTH = 40
_MAX_TOKENS = 800
"""Long chains are followed one call deeper with each term."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number written into the formula."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Text:
    """A text written into the formula."""

    value: str


@dataclass(frozen=True, slots=True)
class Area:
    """A reference to a cell or a range; rows and columns from 0."""

    sheet: str
    """ "" for the formula's own sheet."""
    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments; the name in capitals, without "_xlfn."."""

    name: str
    arguments: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """Two expressions joined by + - * / & or a comparison."""

    sign: str
    left: Expression
    right: Expression


Expression = Number | Text | Area | Call | Operation


class NotUnderstood(Exception):
    """The formula holds something that this grammar does not know."""


_SHEET = r"(?:'(?P<quoted>(?:[^']|'')+)'|(?P<bare>[^\W\d][\w.]*))!"
_TOKEN = re.compile(
    rf"""\s*(?:
    (?P<text>"(?:[^"]|"")*")
  | (?P<area>(?:{_SHEET})?(?P<first>\$?[A-Za-z]{{1,3}}\$?[0-9]{{1,7}})(?::(?P<last>\$?[A-Za-z]{{1,3}}\$?[0-9]{{1,7}}))?(?![\w(.!]))
  | (?P<columns>(?:{_SHEET.replace("quoted", "of").replace("bare", "plain")})?\$?(?P<from>[A-Za-z]{{1,3}}):\$?(?P<to>[A-Za-z]{{1,3}})(?![\w(.!]))
  | (?P<number>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?P<percent>%?)
  | (?P<call>[A-Za-z_][\w.]*)\(
  | (?P<name>TRUE|FALSE)\b
  | (?P<sign><=|>=|<>|[-+*/&=<>(),;])
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_PRECEDENCE = {"=": 1, "<>": 1, "<": 1, ">": 1, "<=": 1, ">=": 1, "&": 2, "+": 3, "-": 3, "*": 4, "/": 4}


def parsed(text: str) -> Expression:
    """The formula (without "=") as an expression. Raises NotUnderstood."""
    if len(text) > MAX_LENGTH:
        raise NotUnderstood(text[:40])
    tokens = _tokens(text)
    parser = _Parser(tokens)
    found = parser.expression(0, 0)
    if parser.left:
        raise NotUnderstood(text)
    return found


def _tokens(text: str) -> list[re.Match[str]]:
    found: list[re.Match[str]] = []
    at, text = 0, text.rstrip()
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:
            raise NotUnderstood(text)
        found.append(token)
        at = token.end()
        if len(found) > _MAX_TOKENS:
            raise NotUnderstood("length")
    return found


class _Parser:
    """Precedence climbing over the tokens."""

    def __init__(self, tokens: list[re.Match[str]]) -> None:
        self._tokens = tokens
        self._at = 0

    @property
    def left(self) -> bool:
        """Whether tokens are left."""
        return self._at < len(self._tokens)

    def _peek(self) -> str:
        return str(self._tokens[self._at]["sign"] or "") if self.left else ""

    def _take(self, sign: str) -> None:
        if self._peek() != sign:
            raise NotUnderstood(sign)
        self._at += 1

    def expression(self, lowest: int, depth: int) -> Expression:
        """Operands joined by operators that bind at least as tightly as `lowest`."""
        if depth > _MAX_DEPTH:
            raise NotUnderstood("depth")
        left = self._operand(depth)
        while (sign := self._peek()) and _PRECEDENCE.get(sign, 0) > lowest:
            self._at += 1
            left = Operation(sign, left, self.expression(_PRECEDENCE[sign], depth + 1))
        return left

    def _operand(self, depth: int) -> Expression:
        if not self.left:
            raise NotUnderstood("end")
        token = self._tokens[self._at]
        self._at += 1
        if token["text"] is not None:
            return Text(token["text"][1:-1].replace('""', '"'))
        if token["first"] is not None:
            return _area(token)
        if token["columns"] is not None:
            return _columns(token)
        if token["number"] is not None:
            value = Decimal(token["number"])
            return Number(value / 100 if token["percent"] else value)
        if token["call"] is not None:
            return Call(token["call"].upper().removeprefix("_XLFN.").removeprefix("_XLWS."), self._arguments(depth))
        if token["name"] is not None:
            return Number(Decimal(token["name"].upper() == "TRUE"))
        return self._signed(token["sign"], depth)

    def _signed(self, sign: str, depth: int) -> Expression:
        if depth > _MAX_DEPTH:
            raise NotUnderstood("depth")
        if sign == "(":
            return self._bracketed(depth)
        if sign == "+":
            return self._operand(depth + 1)
        if sign == "-":
            return Operation("-", Number(Decimal(0)), self._operand(depth + 1))
        raise NotUnderstood(sign)

    def _bracketed(self, depth: int) -> Expression:
        """What stands in brackets: an expression, or references joined by commas, which are read as their sum."""
        inner = self.expression(0, depth + 1)
        if self._peek() != ",":
            self._take(")")
            return inner
        self._at += 1
        return Call("SUM", (inner, *self._arguments(depth)))

    def _arguments(self, depth: int) -> tuple[Expression, ...]:
        found: list[Expression] = []
        if self._peek() == ")":
            self._at += 1
            return ()
        while True:
            found.append(Text("") if self._peek() in (",", ";", ")") else self.expression(0, depth + 1))
            if self._peek() == ")":
                self._at += 1
                return tuple(found)
            if self._peek() not in (",", ";"):
                raise NotUnderstood("arguments")
            self._at += 1


def _area(token: re.Match[str]) -> Area:
    top, left = _at(token["first"])
    bottom, right = _at(token["last"] or token["first"])
    sheet = (token["quoted"] or "").replace("''", "'") or token["bare"] or ""
    return Area(sheet, min(top, bottom), min(left, right), max(top, bottom), max(left, right))


def _columns(token: re.Match[str]) -> Area:
    """Whole columns, as H:H."""
    left, right = sorted(_at(f"{token[end]}1")[1] for end in ("from", "to"))
    sheet = (token["of"] or "").replace("''", "'") or token["plain"] or ""
    return Area(sheet, 0, left, LAST_ROW, right)


def _at(cell: str) -> Position:
    return position(cell.replace("$", ""))


_OTHER_SHEET = re.compile(r"(?:'((?:[^']|'')+)'|([\w.\[\]]+))!")
_BOOK = re.compile(r"\[[^\]]+\]")
_TEXTS = re.compile(r'"(?:[^"]|"")*"')


def elsewhere(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Other sheets of the same workbook and other workbooks that a formula names."""
    sheets: dict[str, None] = {}
    books: dict[str, None] = {}
    bare = _TEXTS.sub('""', text)
    for quoted, plain_name in _OTHER_SHEET.findall(bare) if "!" in bare else ():
        name = (quoted or plain_name).replace("''", "'")
        book = _BOOK.search(name)
        (books if book else sheets).setdefault(book[0] if book else name)
    return tuple(sheets), tuple(books)
