"""Finds a table's header block: one to four rows, merged or not, right above the data."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from ...model.names import folded
from ..grid import CellValue, Grid, value_text
from ..pins.pins import NO_PINS, SheetPins
from ..wordings.headings import Column, is_max_or_score, meaning
from ..wordings.titles import lines_above

MAX_DEPTH = 4
SEARCHED_ROWS = 80
SEARCHED_COLUMNS = 60
LONGEST_HEADING = 110
_UNITS = frozenset({"", "diem", "d", "%", "phan tram"})
_SELF = re.compile(r"tự (?:chấm|đánh giá)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Header:
    """Where a header stands and what its columns are."""

    top: int
    bottom: int
    """First and last header row, from 0; a row of column numbers below it is not part of it."""
    columns: dict[Column, int]
    """The column of each meaning; of several the first."""
    data: int
    """First row under the header."""
    claims: Mapping[Column, tuple[int, ...]] = field(default_factory=dict)
    """All columns whose headings have a meaning, where there is more than one."""


def column_texts(grid: Grid, top: int, bottom: int, column: int) -> list[str]:
    """The header cells over a column, lowest first, a merged cell once."""
    texts: list[str] = []
    for row in range(bottom, top - 1, -1):
        text = grid.merged_text(row, column)
        if text and (not texts or texts[-1] != text):
            texts.append(text)
    return texts


def find_header(
    grid: Grid, table: str, enough: Callable[[dict[Column, int]], bool], pins: SheetPins = NO_PINS
) -> Header | None:
    """The best header of a kind of table: most columns told, then shortest, then highest; None when none is enough."""
    best: tuple[tuple[int, int, int], Header] | None = None
    pinned = pins.columns(table)
    for top, bottom in _spans(grid, pins):
        claims = _claims(grid, table, top, bottom, pinned)
        columns = {column: places[0] for column, places in claims.items()}
        if not enough(columns):
            continue
        told = len(columns) if not pinned else sum(1 for c in columns.values() if column_texts(grid, top, bottom, c))
        key = (-told, bottom - top, top)
        if best is None or key < best[0]:
            several = {column: tuple(places) for column, places in claims.items() if len(places) > 1}
            data = after_numbering(grid, bottom + 1) if pins.first is None else pins.first
            best = (key, Header(_merged_top(grid, top), bottom, columns, data, several))
    return best[1] if best else _without_headings(grid, pinned, enough, pins)


def _merged_top(grid: Grid, top: int) -> int:
    """The first row of the cells that a header's first row shows, which may be merged with rows above it."""
    return min([top, *(t for t, _, bottom, _ in grid.merges if t < top <= bottom and top - t < MAX_DEPTH)])


def _spans(grid: Grid, pins: SheetPins) -> Iterable[tuple[int, int]]:
    """Top and bottom of every block of rows that may be a header."""
    if pins.header is not None:
        return [pins.header]
    tops = range(min(len(grid.rows), SEARCHED_ROWS, *(() if pins.first is None else (pins.first,))))
    return (
        (top, bottom) for top in tops for bottom in _bottoms(grid, top) if pins.first is None or bottom < pins.first
    )


def _without_headings(
    grid: Grid, pinned: Mapping[Column, int | None], enough: Callable[[dict[Column, int]], bool], pins: SheetPins
) -> Header | None:
    """A table whose columns are all laid down needs no heading: it begins where they all hold something."""
    columns = {column: place for column, place in pinned.items() if place is not None}
    if not columns or not enough(columns):
        return None
    first = pins.first
    if first is None:
        rows = range(min(len(grid.rows), SEARCHED_ROWS))
        first = next((r for r in rows if all(_is_filled(grid, r, c) for c in columns.items())), None)
    return Header(first, first - 1, columns, first) if first is not None else None


def _is_filled(grid: Grid, row: int, column: tuple[Column, int]) -> bool:
    """Whether a cell of a column holds what it may: of points a number."""
    value = grid.value(row, column[1])
    return (
        _is_data(value)
        if column[0] in (Column.MAX, Column.SCORE)
        else value != "" or column[0] not in (Column.CODE, Column.NAME)
    )


def _bottoms(grid: Grid, top: int) -> Iterator[int]:
    """Rows down to which a header beginning at `top` may reach: none of its rows holds a number.

    A row with one text only is a title, not a header.
    """
    if len({v for v in grid.rows[top] if v != ""}) < 2:
        return
    for row in range(top, min(top + MAX_DEPTH, len(grid.rows))):
        if any(_is_data(v) for v in grid.rows[row]):
            return
        if is_numbering(grid, row):
            return
        if not any(v != "" for v in grid.rows[row]):
            continue
        yield row


def _is_data(value: CellValue) -> bool:
    """Whether a cell can stand in no header: a number, or a text too long for a heading."""
    if isinstance(value, str):
        return len(value) > LONGEST_HEADING
    return isinstance(value, int | float) and not isinstance(value, bool)


def _claims(
    grid: Grid, table: str, top: int, bottom: int, pinned: Mapping[Column, int | None]
) -> dict[Column, list[int]]:
    """The columns of each meaning from left to right; what is laid down goes before what headings say."""
    claims: dict[Column, list[int]] = {column: [place] for column, place in pinned.items() if place is not None}
    taken = {place for place in pinned.values() if place is not None}
    either: list[int] = []
    for column in range(min(grid.width, SEARCHED_COLUMNS)):
        texts = column_texts(grid, top, bottom, column)
        if column in taken or not texts:
            continue
        found = meaning(texts, table)
        if found is None and table == "score" and is_max_or_score(texts):
            either.append(column)
        elif found is not None and found is not Column.OTHER and found not in pinned:
            claims.setdefault(found, []).append(column)
    left = [column for column in (Column.MAX, Column.SCORE) if column not in claims and column not in pinned]
    if len(either) == len(left) == 1:
        claims[left[0]] = either
    elif left == [Column.SCORE] and table == "score" and len(plain := _plain_points(grid, top, bottom, taken)) == 1:
        claims[Column.SCORE] = plain
    return claims


def _plain_points(grid: Grid, top: int, bottom: int, taken: Collection[int]) -> list[int]:
    """Columns headed "Điểm" and no more: beside a maximum that is the score, unless the title says they are self-scores."""
    columns = (c for c in range(min(grid.width, SEARCHED_COLUMNS)) if c not in taken)
    plain = [c for c in columns if [folded(t) for t in column_texts(grid, top, bottom, c)] in (["diem"], ["so diem"])]
    return plain if plain and not any(_SELF.search(text) for _, text in lines_above(grid, top)) else []


def is_numbering(grid: Grid, row: int) -> bool:
    """Whether a row only numbers the columns: (1) (2) (3), or A B 1 2 3, or 5=4/3x100 among such."""
    texts = [value_text(v).strip("() []") for v in grid.rows[row] if v != ""]
    if len(texts) < 3 or any(len(t) > 24 for t in texts):
        return False
    heads = [t.split("=")[0].strip("() ") for t in texts]
    numbers = [int(h) for h in heads if h.isdigit()]
    rest = [h for h in heads if not h.isdigit()]
    rising = all(b == a + 1 for a, b in pairwise(numbers))
    return len(numbers) >= 2 and numbers[0] <= 3 and rising and all(len(h) == 1 and h.isalpha() for h in rest)


def after_numbering(grid: Grid, row: int) -> int:
    """`row`, or the one below a row of column numbers (and blank rows, or rows of units, before it)."""
    ahead = row
    while ahead < len(grid.rows) and ahead < row + 2 and _names_units(grid, ahead):
        ahead += 1
    return ahead + 1 if ahead < len(grid.rows) and is_numbering(grid, ahead) else row


def _names_units(grid: Grid, row: int) -> bool:
    """Whether a row holds nothing, or only what the columns are measured in: "(điểm)", "%"."""
    return all(v == "" or (isinstance(v, str) and folded(v) in _UNITS) for v in grid.rows[row])
