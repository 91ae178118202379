"""What a document consists of for who looks for tables: lines of text, and tables as grids that know their origin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column, from 0."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text outside of the tables."""

    text: str
    begins: bool = False
    """Whether a page or a section of the document begins with it."""


@dataclass(frozen=True, slots=True)
class PieceRow:
    """A row of a table as it stands in the document."""

    origin: str
    """How its cells' addresses begin: "T1R5", "P2T1R5"."""
    cells: tuple[str, ...]
    """Texts by column; a merged cell's stands in its first column."""
    numbers: tuple[int, ...]
    """The document's number of each column, from 1."""

    def address(self, column: int) -> str:
        """ "T1R5C3" for column 2; a column beyond the row's last goes on counting."""
        last = len(self.numbers) - 1
        number = (
            self.numbers[column] if column <= last else self.numbers[last] + column - last if last >= 0 else column + 1
        )
        return f"{self.origin}C{number}"


@dataclass(frozen=True, slots=True)
class Piece:
    """A table of the document, or the piece of one that stands on a page."""

    rows: tuple[PieceRow, ...]
    merges: tuple[Merge, ...]
    begins: bool = False
    """Whether a page or a section begins with it."""
    is_ruled: bool = True
    """Whether lines part its cells; else its headings may not have been told from each other."""

    @property
    def width(self) -> int:
        """Columns of the widest row."""
        return max((len(row.cells) for row in self.rows), default=0)


Part = Line | Piece


def joined_edges(edges: Iterable[float], tolerance: float) -> Mapping[float, int]:
    """The number of the column (or row) that begins at each edge; edges closer than `tolerance` are one.

    Borders of cells that were drawn by hand miss each other by a hair.
    """
    numbers: dict[float, int] = {}
    first: float | None = None
    number = -1
    for edge in sorted(set(edges)):
        if first is None or edge - first > tolerance:
            first, number = edge, number + 1
        numbers[edge] = number
    return numbers


def laid_out(cells: Sequence[tuple[int, str]], width: int) -> tuple[str, ...]:
    """Texts at their columns; two in one column one after the other."""
    row = [""] * width
    for column, text in cells:
        row[column] = f"{row[column]} {text}".strip() if row[column] else text
    return tuple(row)
