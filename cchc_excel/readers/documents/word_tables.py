"""Reads a Word document into lines and tables, with merged and split cells in their columns."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from .limits import MOST_CELLS, MOST_CHARACTERS, MOST_COLUMNS, MOST_LINES, too_long
from .parts import Line, Merge, Part, Piece, PieceRow, joined_edges, laid_out
from .word_xml import DEEPEST, LEFT_OUT, TBL, TC, TR, P, W, body_of, damaged, is_on, number_of, open_package, shown_text

_HAIR = 120.0
"""Twips, 2 mm: borders of cells that are no farther from each other are meant to be one."""
_FRAME_COLUMNS = 3
"""A table of no more columns that holds another table only puts it in its place."""


def word_parts(data: bytes) -> tuple[Part, ...]:
    """The document's lines and tables in reading order. Raises UnreadableFile."""
    body, _ = open_package(data)
    return tuple(_Walk().parts(body_of(body), 0))


@dataclass
class _Walk:
    """Counts tables, and what is read, on the way through a body."""

    table: int = 0
    cells: int = 0
    characters: int = 0
    lines: int = 0
    breaks: bool = False
    """Whether a page or a section ends right here."""

    def parts(self, parent: etree._Element, depth: int) -> Iterator[Part]:
        """What stands below an element."""
        _check_depth(depth)
        for child in parent:
            if child.tag == P:
                yield from self._lines(child)
            elif child.tag == TBL:
                yield from self._table(child, depth)
            elif isinstance(child.tag, str) and child.tag not in LEFT_OUT:
                yield from self.parts(child, depth + 1)

    def _lines(self, paragraph: etree._Element) -> Iterator[Line]:
        properties = paragraph.find(W + "pPr")
        broken = _page_break(paragraph)
        begins = self._begins() or broken == "before" or is_on(properties, "pageBreakBefore")
        for text in self._counted("".join(shown_text(paragraph, raised=False))).split("\n"):
            if text.strip():
                yield Line(text, begins)
                begins = False
        self.breaks = (
            begins or broken == "after" or (properties is not None and properties.find(W + "sectPr") is not None)
        )

    def _begins(self) -> bool:
        begins, self.breaks = self.breaks, False
        return begins

    def _counted(self, text: str) -> str:
        self.characters += len(text)
        self.lines += 1
        if self.characters > MOST_CHARACTERS or self.lines > MOST_LINES:
            raise too_long()
        return text

    def _table(self, table: etree._Element, depth: int) -> Iterator[Part]:
        if _is_frame(table):
            for row in _inner(table, TR):
                for cell in _inner(row, TC):
                    yield from self.parts(cell, depth + 1)
            return
        self.table += 1
        begins = self._begins()
        rows = [r for number, row in enumerate(_inner(table, TR), 1) if (r := self._row(row, number)) is not None]
        starts = sorted({cell.start for row in rows for cell in row.cells})
        columns = _columns(table, starts)
        width = max(columns.values(), default=-1) + 1
        self.cells += width * len(rows)
        if self.cells > MOST_CELLS:
            raise too_long()
        told = tuple(_told(row, columns, starts, width) for row in rows)
        yield Piece(told, tuple(_merges(rows, columns)), begins)

    def _row(self, row: etree._Element, number: int) -> _Row | None:
        """A row as its cells; None for one that is deleted."""
        properties = row.find(W + "trPr")
        if properties is not None and properties.find(W + "del") is not None:
            return None
        column = max(0, number_of(properties, "gridBefore", 0))
        found: list[_Cell] = []
        for cell in _inner(row, TC):
            properties = cell.find(W + "tcPr")
            span = max(1, number_of(properties, "gridSpan", 1))
            gone = properties is not None and properties.find(W + "cellDel") is not None
            text = "" if gone else self._text(cell)
            down, across = _merge(properties, "vMerge"), _merge(properties, "hMerge")
            if across == "continue" and found:
                found[-1].end = column + span
            else:
                found.append(_Cell(column, column + span, text, down))
            column += span
            if column > MOST_COLUMNS:
                raise too_long()
        return _Row(f"T{self.table}R{number}", found)

    def _text(self, cell: etree._Element) -> str:
        lines = ("".join(shown_text(paragraph, raised=False)) for paragraph in _inner(cell, P, TBL, TR, TC))
        return self._counted("\n".join(line for line in lines if line.strip()))


@dataclass(slots=True)
class _Cell:
    """A cell with the columns of the table's grid that it covers."""

    start: int
    end: int
    text: str
    down: str
    """ "restart" where it begins a merge downwards, "continue" where it goes on with one, else ""."""


@dataclass(slots=True)
class _Row:
    """A row that is shown."""

    origin: str
    cells: list[_Cell] = field(default_factory=list)


def _inner(parent: etree._Element, wanted: str, *through: str, depth: int = 0) -> Iterator[etree._Element]:
    """The rows of a table, the cells of a row, the paragraphs of a cell: also those inside of content controls.

    What is found is not looked into; tables, rows and cells on the way only where `through` names them.
    """
    _check_depth(depth)
    for child in parent:
        tag = child.tag
        if tag == wanted:
            yield child
        elif isinstance(tag, str) and tag not in LEFT_OUT and (tag in through or tag not in (TBL, TR, TC, P)):
            yield from _inner(child, wanted, *through, depth=depth + 1)


def _check_depth(depth: int) -> None:
    if depth > DEEPEST:
        raise damaged()


def _is_frame(table: etree._Element) -> bool:
    return table.find(f".//{TC}//{TBL}") is not None and all(
        sum(1 for _ in _inner(row, TC)) <= _FRAME_COLUMNS for row in _inner(table, TR)
    )


def _page_break(paragraph: etree._Element) -> str:
    """Whether a paragraph holds a page break: "before" its text, "after" it, or "" none."""
    written = False
    for element in paragraph.iter(W + "t", W + "br"):
        if element.tag == W + "t":
            written = written or bool((element.text or "").strip())
        elif element.get(W + "type") == "page":
            return "after" if written else "before"
    return ""


def _merge(properties: etree._Element | None, name: str) -> str:
    found = properties.find(W + name) if properties is not None else None
    return "" if found is None else "restart" if found.get(W + "val") == "restart" else "continue"


def _columns(table: etree._Element, starts: Sequence[int]) -> Mapping[int, int]:
    """The column, from 0, in which a cell stands that begins at a column of the table's grid."""
    grid = table.find(W + "tblGrid")
    widths = [_twips(column) for column in grid] if grid is not None else []
    if not starts or starts[-1] >= len(widths) or min(widths) <= 0:
        return {start: number for number, start in enumerate(starts)}
    edges = [0]
    for width in widths:
        edges.append(edges[-1] + width)
    numbers = joined_edges((edges[s] for s in starts), min(_HAIR, 0.2 * edges[-1] / len(widths)))
    return {start: numbers[edges[start]] for start in starts}


def _twips(column: etree._Element) -> int:
    width = column.get(W + "w", "")
    return int(width) if width.isascii() and width.isdecimal() and len(width) < 7 else 0


def _told(row: _Row, columns: Mapping[int, int], starts: Sequence[int], width: int) -> PieceRow:
    numbers: dict[int, int] = {}
    for start in (*(cell.start for cell in row.cells), *starts):
        numbers.setdefault(columns[start], start + 1)
    texts = [(columns[cell.start], cell.text) for cell in row.cells if cell.text and cell.down != "continue"]
    return PieceRow(row.origin, laid_out(texts, width), tuple(numbers[column] for column in range(width)))


def _merges(rows: Sequence[_Row], columns: Mapping[int, int]) -> Iterator[Merge]:
    """Ranges of cells that are one."""
    open_at: dict[int, tuple[int, int]] = {}
    found: dict[tuple[int, int], tuple[int, int]] = {}
    starts = sorted(columns)
    for number, row in enumerate(rows):
        for cell in row.cells:
            first = columns[cell.start]
            last = columns[starts[bisect_left(starts, cell.end) - 1]]
            if cell.down == "continue" and first in open_at:
                top = open_at[first]
                found[top] = (number, max(found[top][1], last))
                continue
            found[number, first] = (number, last)
            if cell.down:
                open_at[first] = (number, first)
            else:
                open_at.pop(first, None)
    return ((r, c, down, across) for (r, c), (down, across) in found.items() if (down, across) != (r, c))
