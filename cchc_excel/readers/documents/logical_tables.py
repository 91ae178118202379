"""Puts the pieces of a table together that pages, or Word tables, have parted; finds the lines that stand above it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from ...model.names import commune_name, composed, folded
from ..tables.commune_table import TableColumns, find_columns
from .document_grid import DocumentGrid, document_grid
from .overleaf import PAGE_NUMBER, is_rest
from .parts import Line, Merge, Part, Piece, PieceRow

_MOST_ABOVE = 14
"""Lines that can head a table; what is farther up is the text of the decision."""
_LONGEST_ABOVE = 300
_FEWEST_COMMUNES = 3
_GOES_ON = re.compile(r"^(?:\(?(?:tiep theo|tiep)\)?$|(?:phu luc|bieu|bang)\b.*\btiep(?: theo)?$)")
_NO_TITLE = re.compile(r"^(?:can cu|theo de nghi|xet de nghi|dieu \d|noi nhan|luu vt|so \d* ?qd)\b")


@dataclass(slots=True)
class LogicalTable:
    """A table of communes, however many pieces it has in the document."""

    file: str
    above: tuple[str, ...]
    merges: tuple[Merge, ...]
    rows: list[PieceRow]
    columns: TableColumns
    """As the first piece has them, under its lines of text."""
    header: frozenset[tuple[str, ...]]
    """The rows of its heading."""

    @property
    def grid(self) -> DocumentGrid:
        """The whole table under its lines."""
        return document_grid(self.file, self.above, self.rows, self.merges)


@dataclass(slots=True)
class Arrangement:
    """A document as tables of communes and lines."""

    tables: list[LogicalTable] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    """All text outside of those tables."""
    unsure: bool = False
    """Whether a table without ruling lines names communes beside figures, but its headings could not be told."""


def arranged(file: str, parts: Iterable[Part]) -> Arrangement:
    """The tables of communes, each whole, and all lines besides."""
    found = Arrangement()
    above: list[str] = []
    between: list[str] = []
    last: LogicalTable | None = None
    met: set[str] = set()
    for part in parts:
        if part.begins:
            above.clear()
        if isinstance(part, Line):
            above.append(part.text)
            found.lines.append(part.text)
            if not _says_nothing(part.text, met):
                between.append(part.text)
            met.add(part.text)
            continue
        if last is not None and not between and _continue(last, part):
            above.clear()
            continue
        last = _table(file, above, part)
        if last is None:
            found.unsure = found.unsure or _lists_communes(part)
            lines = [line for row in part.rows for cell in row.cells for line in cell.split("\n") if line.strip()]
            found.lines.extend(lines)
            above.extend(lines)
            continue
        found.tables.append(last)
        above.clear()
        between.clear()
    return found


def _lists_communes(piece: Piece) -> bool:
    """Whether an unruled table has lines that name a commune with its kind."""
    named = (name for row in piece.rows for cell in row.cells if (name := commune_name(cell)) is not None)
    return not piece.is_ruled and sum(1 for name in named if name.kind is not None) >= _FEWEST_COMMUNES


def _says_nothing(line: str, met: set[str]) -> bool:
    """Whether a line can stand in the middle of a table: a page's number or head, "(tiếp theo)"."""
    return bool(PAGE_NUMBER.match(line.strip())) or line in met or bool(_GOES_ON.match(folded(line)))


def _table(file: str, above: Sequence[str], piece: Piece) -> LogicalTable | None:
    titles = tuple(_titles(above))
    grid = document_grid(file, titles, piece.rows, piece.merges)
    columns = find_columns(grid)
    if columns is None:
        return None
    down = len(titles)
    header = frozenset(_key(row) for row in piece.rows[columns.top - down : columns.data - down])
    rows = list(piece.rows[: columns.data - down])
    rows.extend(row for row in piece.rows[columns.data - down :] if _key(row) not in header)
    return LogicalTable(file, titles, piece.merges, rows, columns, header)


def _continue(table: LogicalTable, piece: Piece) -> bool:
    """Adds a piece to a table if it goes on with it: without a heading of its own, or under the same one again."""
    if piece.width != len(table.rows[-1].cells):
        return False
    own = find_columns(document_grid(table.file, (), piece.rows, piece.merges))
    if own is not None:
        heading = {_key(row) for row in piece.rows[own.top : own.data]}
        # below the whole heading the end of a torn row looks like one more row of it
        if not heading <= table.header and not heading > table.header:
            return False
    rows = [row for row in piece.rows[own.top if own is not None else 0 :] if _key(row) not in table.header]
    if rows and _is_torn(rows[0], table.rows[-1]):
        table.rows[-1] = _mended(table.rows[-1], rows[0])
        rows = rows[1:]
    table.rows.extend(rows)
    return True


def _key(row: PieceRow) -> tuple[str, ...]:
    return tuple(folded(cell) for cell in row.cells)


def _is_torn(rest: PieceRow, row: PieceRow) -> bool:
    """Whether a page's first row is the end of the row before it."""
    if not rest.origin.startswith("P"):
        return False
    filled = {c: text for c, text in enumerate(rest.cells) if text}
    return is_rest(filled, {c for c, text in enumerate(row.cells) if text})


def _mended(row: PieceRow, rest: PieceRow) -> PieceRow:
    return replace(row, cells=tuple(f"{a} {b}".strip() for a, b in zip(row.cells, rest.cells, strict=True)))


def _titles(above: Sequence[str]) -> Iterator[str]:
    """The lines that can head a table, each sentence in one line."""
    kept: list[str] = []
    for line in map(composed, above[-_MOST_ABOVE:]):
        if kept and (kept[-1].count("(") > kept[-1].count(")") or line[:1].islower()):
            kept[-1] = f"{kept[-1]} {line}"
        else:
            kept.append(line)
    return filter(is_title, kept)


def is_title(line: str) -> bool:
    """Whether a line can say what a table is about; what a decision is based on speaks of other years and bodies."""
    return len(line) <= _LONGEST_ABOVE and not _NO_TITLE.match(folded(line))
