"""What the tokens of formulas refer to by number: sheets, other workbooks, defined names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

_BARE = re.compile(r"[^\W\d][\w.]*")
_LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}[0-9]+|[Rr][0-9]*(?:[Cc][0-9]*)?|[Cc][0-9]*|TRUE|FALSE", re.IGNORECASE)
WHOLE_BOOK, DELETED = -2, -1
"""Numbers that stand for no one sheet."""
OUTSIDE = "#REF!"


@dataclass(slots=True)
class Book:
    """A workbook that formulas refer to."""

    number: int = 0
    """How formulas name another workbook: 1 as in [1]. 0 for the workbook itself, and for an add-in."""
    sheets: Sequence[str] = ()
    is_own: bool = False
    names: list[str] = field(default_factory=list)
    """What it defines, by order: names, or the functions of an add-in."""

    def prefix(self, first: int, last: int) -> str:
        """What stands before a cell: "'Thanh Xá'!", "[1]Sheet1!"; "" where the sheet is gone."""
        if first == DELETED or last == DELETED:
            return ""
        book = f"[{self.number}]" if self.number else ""
        if first == WHOLE_BOOK:
            return f"{book}!" if book else ""
        names = [self.sheets[n] if 0 <= n < len(self.sheets) else "?" for n in dict.fromkeys((first, last))]
        text = ":".join(names)
        if all(_BARE.fullmatch(n) and not _LIKE_A_CELL.fullmatch(n) for n in names) and len(names) == 1:
            return f"{book}{text}!"
        return "'" + f"{book}{text}".replace("'", "''") + "'!"


@dataclass(slots=True)
class References:
    """The workbook's tables that tokens point into."""

    books: list[Book] = field(default_factory=list)
    spans: list[tuple[int, int, int]] = field(default_factory=list)
    """Number of the book, first and last sheet: what a reference to another sheet points at."""
    names: list[str] = field(default_factory=list)
    _others: int = 0

    def add_other_book(self, sheets: Sequence[str]) -> None:
        """Takes the next other workbook that formulas read."""
        self._others += 1
        self.books.append(Book(self._others, sheets))

    def sheet_prefix(self, span: int) -> str | None:
        """What stands before a cell of another sheet; None where it is gone. Raises IndexError."""
        book, first, last = self.spans[span]
        return self.books[book].prefix(first, last) or None

    def name(self, number: int) -> str:
        """A name of this workbook, counted from 1. Raises IndexError."""
        return self.names[_index(number)]

    def name_elsewhere(self, span: int, number: int) -> tuple[str, str]:
        """What stands before a name that another workbook or an add-in defines, and the name. Raises IndexError."""
        book, first, last = self.spans[span]
        owner = self.books[book]
        if owner.number:
            return owner.prefix(first, last), (owner.names[_index(number)] if number <= len(owner.names) else "?")
        names = self.names if owner.is_own else owner.names
        return "", names[_index(number)]


def _index(number: int) -> int:
    if number < 1:
        raise IndexError(number)
    return number - 1
