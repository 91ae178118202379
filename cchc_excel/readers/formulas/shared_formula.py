"""Reads a formula as it stands in another cell: how the members of a shared formula get theirs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..grid import column_letters, position

_RELATIVE = re.compile(
    r"""(?P<kept>"(?:[^"]|"")*"|'(?:[^']|'')*'|\[[^\[\]]*\])"""
    r"""|(?<![\w.$])(?P<df>\$?)(?P<from>[A-Za-z]{1,3}):(?P<dt>\$?)(?P<to>[A-Za-z]{1,3})(?![\w(.!])"""
    r"""|(?<![\w.$:])(?P<dh>\$?)(?P<high>[0-9]{1,7}):(?P<dl>\$?)(?P<low>[0-9]{1,7})(?![\w(.!])"""
    r"""|(?<![\w.$])(?P<dc>\$?)(?P<column>[A-Za-z]{1,3})(?P<dr>\$?)(?P<row>[0-9]{1,7})(?![\w(.!])"""
)
_OUTSIDE = "#REF!"
_KEPT_COLUMNS = 64
"""For how many columns a formula's text is kept ready; most run down one."""


@dataclass(frozen=True, slots=True)
class _End:
    """A cell, or one end of a range of whole columns or rows."""

    column_mark: str
    """ "$" where the column stays."""
    column: int | None
    """From 0."""
    row_mark: str
    row: int | None
    """From 1."""

    def leaves(self, right: int, down: int) -> bool:
        """Whether it is no longer on the sheet after a move."""
        beside = self.column is not None and not self.column_mark and self.column + right < 0
        return beside or (self.row is not None and not self.row_mark and self.row + down < 1)

    def column_text(self, right: int) -> str:
        """The column's letters after a move."""
        if self.column is None:
            return ""
        return self.column_mark + column_letters(self.column if self.column_mark else self.column + right)


def _ends(found: re.Match[str]) -> tuple[_End, ...]:
    if found["from"] is not None:
        return tuple(_End(found[mark], _column(found[end]), "", None) for mark, end in (("df", "from"), ("dt", "to")))
    if found["high"] is not None:
        return tuple(_End("", None, found[mark], int(found[end])) for mark, end in (("dh", "high"), ("dl", "low")))
    return (_End(found["dc"], _column(found["column"]), found["dr"], int(found["row"])),)


def _column(letters: str) -> int:
    return position(f"{letters}1")[1]


@dataclass(frozen=True, slots=True)
class _InColumn:
    """A formula moved to a column: texts with a row number that moves between each two."""

    texts: tuple[str, ...]
    rows: tuple[int, ...]
    """Those numbers, from 1."""
    uppermost: int
    is_one_row: bool
    """Whether they are all the same, as in a formula that reads its own row."""

    def at(self, down: int) -> str:
        """The text so many rows further on."""
        if self.is_one_row:
            return str(self.uppermost + down).join(self.texts)
        moving = [f"{row + down}{text}" for row, text in zip(self.rows, self.texts[1:], strict=True)]
        return self.texts[0] + "".join(moving)


class SharedFormula:
    """A formula taken apart once, to be put together for any number of cells."""

    def __init__(self, text: str) -> None:
        self._references: list[tuple[str, tuple[_End, ...]]] = []
        """Each with the text before it."""
        at = 0
        for found in _RELATIVE.finditer(text):
            if found["kept"] is None:
                self._references.append((text[at : found.start()], _ends(found)))
                at = found.end()
        self._rest = text[at:]
        self._in_column: dict[int, _InColumn] = {}

    def at(self, down: int, right: int) -> str:
        """The formula's text so many rows and columns further on; what would leave the sheet becomes #REF!."""
        ready = self._in_column.get(right)
        if ready is None:
            if len(self._in_column) >= _KEPT_COLUMNS:
                self._in_column.clear()
            ready = self._in_column[right] = self._moved(right, 0)
        # nothing moves off the top unless the uppermost does
        return (ready if ready.uppermost + down > 0 else self._moved(right, down)).at(down)

    def _moved(self, right: int, down: int) -> _InColumn:
        """The formula in another column; `down` tells which references leave the sheet at its top."""
        texts, rows, text = [], [], ""
        for before, ends in self._references:
            text += before
            if any(end.leaves(right, down) for end in ends):
                text += _OUTSIDE
                continue
            for number, end in enumerate(ends):
                text += (":" if number else "") + end.column_text(right)
                if end.row is not None and not end.row_mark:
                    texts.append(text)
                    rows.append(end.row)
                    text = ""
                elif end.row is not None:
                    text += f"${end.row}"
        return _InColumn((*texts, text + self._rest), tuple(rows), min(rows, default=1), len(set(rows)) < 2)


def moved(text: str, down: int, right: int) -> str:
    """A formula as it reads for a cell so many rows and columns further on."""
    return SharedFormula(text).at(down, right)
