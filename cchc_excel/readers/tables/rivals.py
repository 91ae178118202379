"""Settles which of several columns with one meaning is meant: by their headings, by their figures, else not at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from ...model.figures import Reading
from ...model.names import folded
from ...model.numbers import places_of, rounded
from ..cells.code_cells import row_code
from ..cells.numerals import figure
from ..grid import Grid
from ..wordings.headings import Column, meaning
from ..wordings.titles import lines_above, year_in
from .header import SEARCHED_COLUMNS, Header, column_texts

POINTS = (Column.MAX, Column.SELF, Column.SCORE, Column.INDEX)
DECISIVE = frozenset({Column.CODE, Column.MAX, Column.SCORE})
"""Columns without which a table is not read."""
_FEW = 3
_MOST_ROWS = 3000
_YEAR = re.compile(r"\b(20\d\d)\b")
_ROUNDED = re.compile(r"lam tron")
_OF_SELF = re.compile(r"tu danh gia|tu cham")
_REASONS = (
    r"\bl[yi] do\b",
    r"\bnguyen nhan\b|noi dung (?:bi )?tru",
    r"ton tai|han che|nhan xet|y kien|giai thich|dien giai",
    r"giai trinh",
)
"""What says most plainly why points were deducted, plainest first; a bare remark comes last."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A header whose columns are each the only one of their meaning."""

    header: Header
    rivals: Mapping[Column, tuple[int, ...]] = field(default_factory=dict)
    """Columns that nothing tells apart; such a meaning has no column in the header."""


def settle(grid: Grid, header: Header) -> Settled:
    """The header of a scoring table with every doubt about its columns settled, or told."""
    columns = {c: place for c, place in header.columns.items() if c not in header.claims}
    rivals: dict[Column, tuple[int, ...]] = {}
    for column, claimed in header.claims.items():
        found = choose(grid, header, column, claimed)
        if len(found) == 1:
            columns[column] = found[0]
        else:
            rivals[column] = found
    _add_code(grid, header, columns, rivals)
    for column in POINTS:
        if column in columns and _is_worded(grid, header, columns[column]):
            del columns[column]
    return Settled(replace(header, columns=columns, claims={}), rivals)


def choose(grid: Grid, header: Header, column: Column, claimed: Sequence[int]) -> tuple[int, ...]:
    """The one of several columns with one meaning that is meant; all that may be, where nothing tells."""
    return _Choice(grid, header, column).among(claimed)


class _Choice:
    """The choice among columns of one meaning."""

    def __init__(self, grid: Grid, header: Header, column: Column) -> None:
        self._grid, self._header, self._column = grid, header, column

    def among(self, claimed: Sequence[int]) -> tuple[int, ...]:
        """The one column that is meant, or all that may be."""
        left = self._kept(claimed, self._is_used)
        if self._column is Column.CODE:
            return self._code(left)
        if self._column in POINTS:
            left = self._kept(left, lambda c: bool(_figures(self._grid, self._header, c)))
            left = self._kept(left, self._is_of_the_year)
            left = self._kept(left, lambda c: not self._heading_says(_ROUNDED, c))
            if self._column is not Column.SELF:
                left = self._kept(left, lambda c: not self._heading_says(_OF_SELF, c))
            return self._agreed(left)
        if self._column is Column.REASON:
            left = self._kept(left, lambda c: not self._heading_says(_OF_SELF, c))
            for plain in _REASONS:
                left = self._kept(left, lambda c, wanted=re.compile(plain): self._heading_says(wanted, c))  # type: ignore[misc]
        return left[:1]

    def _kept(self, claimed: Sequence[int], fits: Callable[[int], bool]) -> tuple[int, ...]:
        """Those that fit, unless none does."""
        if len(claimed) == 1:
            return tuple(claimed)
        return tuple(c for c in claimed if fits(c)) or tuple(claimed)

    def _heading(self, column: int) -> str:
        return folded(" ".join(reversed(column_texts(self._grid, self._header.top, self._header.bottom, column))))

    def _heading_says(self, wanted: re.Pattern[str], column: int) -> bool:
        return bool(wanted.search(self._heading(column)))

    def _is_used(self, column: int) -> bool:
        return any(self._grid.value(row, column) != "" for row in _rows(self._grid, self._header))

    def _is_of_the_year(self, column: int) -> bool:
        """Whether a heading names the sheet's own year, or none."""
        year = _YEAR.search(self._heading(column))
        own = year_in([*(text for _, text in lines_above(self._grid, self._header.top)), self._grid.name])
        return year is None or own is None or int(year[1]) == own

    def _agreed(self, claimed: Sequence[int]) -> tuple[int, ...]:
        """The column that says all that the others say, at least as precisely."""
        figures = {c: _figures(self._grid, self._header, c) for c in claimed}
        for column in claimed:
            if all(_says_all(figures[column], figures[other]) for other in claimed):
                return (column,)
        return tuple(claimed)

    def _code(self, claimed: Sequence[int]) -> tuple[int, ...]:
        """The column with the codes of sub-criteria; a mere count of the lines has none."""
        codes = {c: _codes(self._grid, self._header, c) for c in claimed}
        dotted = [c for c in claimed if any("." in code for code in codes[c].values())]
        best = dotted or [c for c in claimed if codes[c]] or list(claimed[:1])
        for column in best:
            if all(codes[other].items() <= codes[column].items() for other in best):
                return (column,)
        return tuple(best)


def _rows(grid: Grid, header: Header) -> range:
    return range(header.data, min(len(grid.rows), header.data + _MOST_ROWS))


def _figures(grid: Grid, header: Header, column: int) -> dict[int, Decimal | None]:
    """The numbers of a column by row; None for one that is an error or was never stored."""
    found: dict[int, Decimal | None] = {}
    for row in _rows(grid, header):
        if grid.value(row, column) == "" and (row, column) not in grid.uncached and (row, column) not in grid.errors:
            continue
        stated = figure(grid, row, column)
        if stated.value is not None or stated.reading in (Reading.ERROR, Reading.NO_CACHE):
            found[row] = stated.value
    return found


def _says_all(figures: Mapping[int, Decimal | None], others: Mapping[int, Decimal | None]) -> bool:
    return all(row in figures and _is_same(figures[row], other) for row, other in others.items())


def _is_same(exact: Decimal | None, other: Decimal | None) -> bool:
    """Whether a figure is another one, or that one rounded; one that is not known may be any."""
    if exact is None or other is None or exact == other:
        return True
    places = places_of(other)
    return places < places_of(exact) and rounded(exact, places) == other


def _codes(grid: Grid, header: Header, column: int) -> dict[int, str]:
    found = ((row, row_code(grid.value(row, column), set())) for row in _rows(grid, header))
    return {row: code for row, code in found if code is not None}


def _add_code(grid: Grid, header: Header, columns: dict[Column, int], rivals: Mapping[Column, tuple[int, ...]]) -> None:
    """Finds codes under a heading that does not say so: "Tiêu chí" beside "Nội dung", or none at all."""
    if Column.CODE in columns or Column.CODE in rivals:
        return
    named = header.claims.get(Column.NAME) or tuple(columns[c] for c in (Column.NAME,) if c in columns)
    unsaid = [c for c in range(min(grid.width, SEARCHED_COLUMNS)) if _says_nothing(grid, header, c)]
    left = [c for c in unsaid if c not in columns.values() and c < min(named, default=SEARCHED_COLUMNS)]
    found = [c for c in (*named, *left) if sum("." in v for v in _codes(grid, header, c).values()) >= _FEW]
    if len(found) != 1:
        return
    columns[Column.CODE] = code = found[0]
    if columns.get(Column.NAME) == code:
        names = [c for c in (*named, code + 1) if c in unsaid or c in named]
        columns[Column.NAME] = next((c for c in names if c != code), code)


def _says_nothing(grid: Grid, header: Header, column: int) -> bool:
    return meaning(column_texts(grid, header.top, header.bottom, column), "score") is None


def _is_worded(grid: Grid, header: Header, column: int) -> bool:
    """Whether a column that should hold points holds words instead: who appraises, how points are given."""
    rows = [row for row in _rows(grid, header) if grid.value(row, column) != ""]
    if any(isinstance(grid.value(row, column), float | int) for row in rows):
        return False
    readings = [figure(grid, row, column).reading for row in rows]
    return readings.count(Reading.NOT_A_NUMBER) >= _FEW and not any(
        r in (Reading.NUMBER, Reading.TEXT, Reading.ERROR, Reading.NO_CACHE, Reading.DASH) for r in readings
    )
