"""A document's table as a grid: the same readers take it as take a sheet, and its cells keep the document's names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ..cells.numerals import text_number
from ..grid import CellValue, Grid
from ..tables.commune_table import TableColumns
from ..wordings.headings import is_commune_heading
from .parts import Merge, PieceRow

_FOOTNOTE = re.compile(r"(?<=\S)\s*(?:\*+|[¹²³⁰⁴-⁹]+|\(\s*(?:\*+|\d)\s*\)|\[\d\])$")


@dataclass
class DocumentGrid(Grid):
    """The lines above a table, one in a row, and below them the table's rows."""

    origins: Sequence[PieceRow | None] = ()
    """Where each row stands in the document; None for a line of text."""

    def address(self, row: int, column: int) -> str:
        """ "T1R5C3", "P2T1R5C3"; "" where no table is."""
        origin = self.origins[row] if 0 <= row < len(self.origins) else None
        return origin.address(column) if origin is not None else ""


def document_grid(file: str, above: Sequence[str], rows: Sequence[PieceRow], merges: Iterable[Merge]) -> DocumentGrid:
    """A table under its lines of text; `merges` counts the table's own rows."""
    down = len(above)
    lines: list[list[CellValue]] = [[line] for line in above]
    told: list[list[CellValue]] = [list(row.cells) for row in rows]
    return DocumentGrid(
        file=file,
        name="",
        rows=lines + told,
        merges=tuple((top + down, left, bottom + down, right) for top, left, bottom, right in merges),
        origins=(*(None for _ in above), *rows),
    )


def with_numbers(grid: DocumentGrid, columns: TableColumns) -> DocumentGrid:
    """The grid with the figures of a table of communes as numbers, and headings that its body repeats left out.

    A document has no other way to store a number than as a text, so none is worth a word.
    """
    judged = {*columns.figures.values(), *(c for c in (columns.rank,) if c is not None)}
    kept = [
        n for n in range(len(grid.rows)) if n < columns.data or not is_commune_heading(grid.text(n, columns.commune))
    ]
    rows = [list(grid.rows[n]) for n in kept]
    for row in rows[columns.data :]:
        for column in judged:
            if column < len(row) and isinstance(text := row[column], str):
                number = text_number(_FOOTNOTE.sub("", text.strip()))
                row[column] = float(number) if number is not None else text
    return replace(grid, rows=rows, origins=tuple(grid.origins[n] for n in kept))
