"""Where a sheet's cells stand and how they are shown, worked out once for sheets that are laid out alike."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import compress

from ..grid import Position, position
from .styles import NumberFormats

ATTRIBUTES = rb'(?: [A-Za-z][\w:]*+="[^"<>&\x00-\x1f]*+")*'
"""Attributes as the common writers spell them."""
CELL = b"\0"
"""Stands for a cell between the tags of rows: a byte that no XML holds."""
_ROW = re.compile(rb'<row r="([1-9][0-9]{0,6})"(' + ATTRIBUTES + rb") ?(?:/>|>[\s\x00]*</row>)\s*")
_NOT_SHOWN = re.compile(rb' (?:hidden="(?:1|true)"|ht="0+(?:\.0*)?")')
_MAX_ADDRESSES = 100_000


@dataclass(frozen=True, slots=True)
class Places:
    """The cells of a sheet, or of a stretch of its rows, in order."""

    where: list[Position]
    widest: int
    """Columns up to the last that this or an earlier sheet named."""
    formats: dict[Position, str]


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows that they stand in."""

    first: int
    """From 1; 0 for a stretch without any row, as `last`."""
    last: int
    hidden: set[int]
    """From 0."""


class Layouts:
    """Gives layouts: the sheets of a workbook of scores are mostly alike, so the last ones are kept."""

    def __init__(self, formats: NumberFormats) -> None:
        self.formats = formats
        self._addresses = _Addresses()
        self._places: tuple[list[bytes], list[bytes | None], Places | None] = ([], [], Places([], 0, {}))
        self._rows: tuple[bytes, Rows | None] = (b"", Rows(0, 0, set()))

    def position(self, address: bytes) -> Position:
        """Row and column of an address."""
        return self._addresses[address]

    def places(self, addresses: list[bytes], styles: list[bytes | None]) -> Places | None:
        """The cells with these addresses and style numbers; None when they are out of order."""
        if self._places[0] != addresses or self._places[1] != styles:
            self._places = (addresses, styles, self._placed(addresses, styles))
        return self._places[2]

    def _placed(self, addresses: list[bytes], styles: list[bytes | None]) -> Places | None:
        where = list(map(self._addresses.__getitem__, addresses))
        if where != sorted(where):
            return None
        codes = list(map(self.formats.__getitem__, styles))
        formats = dict(zip(compress(where, codes), filter(None, codes), strict=True))
        return Places(where, self._addresses.widest, formats)

    def rows(self, tags: bytes) -> Rows | None:
        """The rows with these tags, `CELL` for each cell in them; None when they are no plain rows in order."""
        if self._rows[0] != tags:
            self._rows = (tags, _rows(tags))
        return self._rows[1]


def _rows(tags: bytes) -> Rows | None:
    # blanks are taken behind each row, never looked for before it: long runs of them would be gone over again and again
    pieces = _ROW.split(tags.lstrip())
    numbers = list(map(int, pieces[1::3]))
    if any(pieces[::3]) or numbers != sorted(set(numbers)):
        return None
    hidden = {
        number - 1
        for number, told in zip(numbers, pieces[2::3], strict=True)
        if (b' hidden="' in told or b' ht="0' in told) and _NOT_SHOWN.search(told)
    }
    return Rows(numbers[0], numbers[-1], hidden) if numbers else Rows(0, 0, set())


class _Addresses(dict[bytes, Position]):
    """Places by their spelling."""

    def __init__(self) -> None:
        super().__init__()
        self.widest = 0

    def __missing__(self, spelling: bytes) -> Position:
        if len(self) > _MAX_ADDRESSES:
            self.clear()
        self[spelling] = where = position(spelling.decode())
        self.widest = max(self.widest, where[1] + 1)
        return where
