"""A report as it was just filled and read back: its lines taken apart into wording and figures, its tables, its other texts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from .statement import WrittenDocument

FIGURE = "\0"
"""Stands in a wording for one of its figures. No document can hold the character itself."""
OWN_NAMES = "\1\2\3\4"
"""Stand in a wording for the first, second ... form of the reporting unit's own name. No document can hold them, either."""


class FilledLine(NamedTuple):
    """A line; lines that differ in their figures and in whose report it is only have one wording."""

    wording: str
    figures: tuple[str, ...] = ()
    """In their order, as written: "12,2"."""

    @property
    def text(self) -> str:
        """The line as it stands there, but for the unit's own name."""
        if not self.figures:
            return self.wording
        pieces = self.wording.split(FIGURE)
        return "".join(a + b for a, b in zip(pieces, (*self.figures, ""), strict=True))


FilledRow = dict[int, list[FilledLine]]
"""The lines of each cell that holds any, by its column from 1."""


@dataclass(frozen=True, slots=True)
class FilledTable:
    """A table's rows that hold anything."""

    rows: tuple[FilledRow, ...]


class FilledSeries(NamedTuple):
    """A series of the report's chart."""

    name: str
    points: tuple[tuple[str, str, str | None], ...]
    """Each bar's name, its figure with a point, and the text beside it (None where it has none of its own)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledReport:
    """What was read back of one report."""

    file: str
    body: tuple[FilledLine | FilledTable, ...]
    """The main text in reading order."""
    lines: tuple[FilledLine, ...]
    """Every line of the main text, of heads and feet of pages, and of the document's properties."""
    series: tuple[FilledSeries, ...]
    """Those of its charts."""
    reread: Callable[[], WrittenDocument]
    """The main text with the place of each line, for whoever has found something in it."""
