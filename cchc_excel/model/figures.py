"""A figure as a cell states it, before anyone judges it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from .formula import Formula


class Reading(Enum):
    """What was made of a cell that should hold a number."""

    NUMBER = "number"
    TEXT = "text"
    """A number stored as text, understood."""
    EMPTY = "empty"
    DASH = "dash"
    """A dash: deliberately no figure; neither empty nor zero."""
    NOT_A_NUMBER = "not a number"
    ERROR = "error"
    """An Excel error value."""
    NO_CACHE = "no cache"
    """A formula whose result was never stored."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell that should hold a number."""

    cell: str
    """"E41", or "T1R5C3" in a Word table."""
    reading: Reading
    value: Decimal | None = None
    """The number understood, a percentage in percent points; None when there is none."""
    text: str = ""
    """What the cell shows, for messages; "" for a plain number, whose value says it."""
    formula: Formula | None = None
    """None for a typed figure."""

    @property
    def is_stated(self) -> bool:
        """Whether the cell holds a number."""
        return self.value is not None
