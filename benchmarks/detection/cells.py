"""Workbooks in memory: sheets of typed values and formulas, and the address of a cell."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple


class ExcelError(str):
    """An error value, as "#N/A"."""


Value = Fraction | str | ExcelError | None
"""What a cell shows; None is an empty one."""


def letters(column: int) -> str:
    """ "E" for 4."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


class At(NamedTuple):
    """A cell of a sheet of a file; row and column from 0."""

    file: str
    sheet: str
    row: int
    column: int

    @property
    def cell(self) -> str:
        """ "E41"."""
        return f"{letters(self.column)}{self.row + 1}"

    @property
    def place(self) -> tuple[str, str, str]:
        """File, sheet and cell, as a finding names them."""
        return self.file, self.sheet, self.cell


@dataclass
class Sheet:
    """One sheet as it will be written."""

    file: str
    name: str
    cells: dict[tuple[int, int], object] = field(default_factory=dict)
    """A `Value` or a `Formula` by row and column."""
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    percents: set[int] = field(default_factory=set)
    """Columns shown as percentages."""
    bold: set[int] = field(default_factory=set)
    """Rows in bold."""
    hidden: set[int] = field(default_factory=set)
    """Hidden rows."""
    uncached: set[tuple[int, int]] = field(default_factory=set)
    """Formulas saved without their result, as by a program that does not calculate."""

    def at(self, row: int, column: int) -> At:
        """The address of a cell of this sheet."""
        return At(self.file, self.name, row, column)

    def put(self, row: int, column: int, content: object) -> None:
        """Sets a cell; None empties it."""
        if content is None:
            self.cells.pop((row, column), None)
        else:
            self.cells[(row, column)] = content

    def copy(self, file: str, name: str) -> Sheet:
        """The same sheet under another name."""
        return Sheet(
            file=file,
            name=name,
            cells=dict(self.cells),
            merges=list(self.merges),
            percents=set(self.percents),
            bold=set(self.bold),
            hidden=set(self.hidden),
            uncached=set(self.uncached),
        )


Folder = dict[str, dict[str, Sheet]]
"""Sheets by name, by file."""


def content(folder: Folder, at: At) -> object:
    """What stands in a cell: a `Value` or a `Formula`."""
    return folder[at.file][at.sheet].cells.get((at.row, at.column))


def put(folder: Folder, at: At, new: object) -> None:
    """Sets a cell."""
    folder[at.file][at.sheet].put(at.row, at.column, new)
