"""What a written text states about a node of the scheme."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Measure(StrEnum):
    """What a stated figure measures."""

    SCORE = "score"
    MAX = "max"
    INDEX = "index"
    MISSING = "missing"
    """Points not reached: the maximum less the score."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBlock:
    """One line of a written document as it stands there; a line break inside a paragraph makes two of one number."""

    text: str
    paragraph: int = 0
    """1-based, in reading order, those of tables and empty ones counted; 0 in a document that counts pages."""
    page: int = 0
    """1-based; 0 in a document that counts paragraphs."""
    table: int = 0
    """1-based number of the table it stands in; 0 outside of tables."""
    row: int = 0
    column: int = 0
    """1-based place inside its table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDocument:
    """A report as text."""

    file: str
    blocks: tuple[TextBlock, ...]
    properties: tuple[str, ...] = ()
    """Title and subject that the file itself carries."""
    wrapped: bool = False
    """Whether its lines end where the page does, as in a text taken from a PDF."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedFigure:
    """One figure that a text states."""

    measure: Measure
    value: Decimal
    places: int
    """Decimals it is written with."""
    block: TextBlock
    """Where it stands."""
    text: str
    """The paragraph, or the table row, put together from its lines."""
    at: int | None
    """Where its number begins in `text`; None where the whole text is to be quoted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What one sentence or table row says about one node."""

    key: str
    """The node: its code where the text tells it, else a name of its own that begins with "#"."""
    name: str
    """What the text calls it; "" where it has no name."""
    label: str = ""
    """The number it bears in the text ("1.2"), which need not be its code."""
    is_group: bool = False
    """Whether it speaks of the lines around it together: a heading with a total, "tổng cộng"."""
    figures: tuple[StatedFigure, ...]

    @property
    def is_coded(self) -> bool:
        """Whether it is known which node of the scheme is meant."""
        return not self.key.startswith("#")

    def value(self, measure: Measure) -> Decimal | None:
        """The figure stated of a measure; None where there is none."""
        return next((f.value for f in self.figures if f.measure is measure), None)


FigureKey = tuple[int, int]
"""A figure among a document's statements: the number of its statement, and its own within it."""
