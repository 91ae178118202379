"""Finds a table without ruling lines on a PDF's page, where its columns can be told for sure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ..cells.numerals import text_number
from .parts import Merge, Piece, PieceRow, laid_out

_GAP = 0.5
"""Words closer than this share of their size belong to one cell."""
_FEWEST_NUMBERS = 3
_FEWEST_LINES = 3
"""So many lines with so many numbers, and a name, are a table."""
_HEADING_LINES = 8
_ON_ONE_LINE = 0.4
"""Words whose tops differ by less than this share of their size stand on one line."""
_ROWS_APART = 4.0
"""Headings end where a gap is wider than so many times the letters' size."""
_NEARER = 0.85
_WHOLE_ROWS = 0.6
"""Share of the lines that must fill every column."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """Words that stand together."""

    text: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the page as cells."""

    cells: tuple[_Cell, ...]
    top: float
    size: float

    @property
    def has_numbers(self) -> bool:
        """Whether a cell is a number."""
        return any(text_number(c.text) is not None for c in self.cells)

    @property
    def is_data(self) -> bool:
        """Whether it names somebody and is mostly numbers; headings may be numbers, too, as "8.1" is."""
        numbers = sum(1 for c in self.cells if text_number(c.text) is not None)
        enough = numbers >= _FEWEST_NUMBERS and 2 * numbers >= len(self.cells)
        return enough and any(any(ch.isalpha() for ch in c.text) for c in self.cells)


@dataclass(frozen=True, slots=True)
class Aligned:
    """What was made of a page."""

    piece: Piece | None
    """None where there is no such table, or its columns are not sure."""
    top: float = 0.0
    bottom: float = 0.0
    unsure: bool = False
    """Whether there seems to be a table all the same."""


def aligned_table(page: Any, origin: str) -> Aligned:
    """The page's table of aligned numbers. `origin` begins its cells' names: "P2T1"."""
    rows = list(_rows(page))
    data = [n for n, row in enumerate(rows) if row.is_data]
    if len(data) < _FEWEST_LINES:
        return Aligned(None)
    bands = _bands([rows[n] for n in data])
    wrapped = _wrapped(rows, data, bands)
    if wrapped is None or not _are_sure(bands, [rows[n] for n in data]):
        return Aligned(None, unsure=True)
    top, last = _heading_top(rows, data[0]), max((data[-1], *wrapped))
    lines: list[list[tuple[int, str]]] = []
    merges: list[Merge] = []
    for number in range(top, last + 1):
        if number not in wrapped:
            merges.extend(
                (len(lines), first, len(lines), end) for first, end in _ranges(rows[number], bands) if first != end
            )
            lines.append([])
        lines[-1].extend((_columns(cell, bands)[0], cell.text) for cell in rows[number].cells)
    numbers = tuple(range(1, len(bands) + 1))
    told = tuple(PieceRow(f"{origin}R{n}", laid_out(line, len(bands)), numbers) for n, line in enumerate(lines, 1))
    return Aligned(Piece(told, tuple(merges), is_ruled=False), rows[top].top, rows[last].top)


def _ranges(row: _Row, bands: Sequence[tuple[float, float]]) -> list[tuple[int, int]]:
    return [_columns(cell, bands) for cell in row.cells]


def _wrapped(rows: Sequence[_Row], data: Sequence[int], bands: Sequence[tuple[float, float]]) -> set[int] | None:
    """The lines that go on with the one above, nearer to it than to the next; None where a line is neither that nor data."""
    found: set[int] = set()
    for number in range(data[0], len(rows)):
        row, inside = rows[number], number < data[-1]
        if row.is_data:
            continue
        up = row.top - rows[number - 1].top
        down = rows[number + 1].top - row.top if inside else 2 * row.size
        if up < _NEARER * down and all(first == last for first, last in _ranges(row, bands)) and not row.has_numbers:
            found.add(number)
        elif inside:
            return None
        else:
            break
    return found


def _rows(page: Any) -> Iterator[_Row]:
    words = sorted(page.extract_words(extra_attrs=["size"]), key=lambda w: float(w["top"]))
    line: list[dict[str, Any]] = []
    for word in words:
        if line and float(word["top"]) - float(line[0]["top"]) > _ON_ONE_LINE * float(word["size"]):
            yield _row(line)
            line = []
        line.append(word)
    if line:
        yield _row(line)


def _row(words: Sequence[dict[str, Any]]) -> _Row:
    cells: list[_Cell] = []
    size = max(float(w["size"]) for w in words)
    for word in sorted(words, key=lambda w: float(w["x0"])):
        left, right = float(word["x0"]), float(word["x1"])
        if cells and left - cells[-1].right < _GAP * size:
            before = cells.pop()
            cells.append(_Cell(f"{before.text} {word['text']}", before.left, right))
        else:
            cells.append(_Cell(str(word["text"]), left, right))
    return _Row(tuple(cells), float(words[0]["top"]), size)


def _bands(rows: Sequence[_Row]) -> list[tuple[float, float]]:
    """From where to where each column reaches: cells that overlap anywhere stand in one."""
    found: list[tuple[float, float]] = []
    for cell in sorted((c for row in rows for c in row.cells), key=lambda c: c.left):
        if found and cell.left < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], cell.right))
        else:
            found.append((cell.left, cell.right))
    return found


def _are_sure(bands: Sequence[tuple[float, float]], rows: Sequence[_Row]) -> bool:
    """Whether no line has two cells in one column, and most fill all."""
    whole = 0
    for row in rows:
        columns = [_columns(cell, bands)[0] for cell in row.cells]
        if len(set(columns)) != len(columns):
            return False
        whole += len(columns) == len(bands)
    return whole >= _WHOLE_ROWS * len(rows)


def _heading_top(rows: Sequence[_Row], first: int) -> int:
    """The first of the lines that head the columns: each has several cells, and stands close to the next."""
    top = first
    while top > 0 and first - top < _HEADING_LINES:
        above = rows[top - 1]
        if len(above.cells) < 2 or rows[top].top - above.top > _ROWS_APART * above.size:
            break
        top -= 1
    return top


def _columns(cell: _Cell, bands: Sequence[tuple[float, float]]) -> tuple[int, int]:
    """The first and last column over which a cell stands; the nearest one where it stands between two."""
    over = [n for n, (left, right) in enumerate(bands) if cell.left < right and left < cell.right]
    if over:
        return over[0], over[-1]
    middle = (cell.left + cell.right) / 2
    nearest = min(range(len(bands)), key=lambda n: abs((bands[n][0] + bands[n][1]) / 2 - middle))
    return nearest, nearest
