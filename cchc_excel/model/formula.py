"""What a cell's formula reads: which cells it adds up, divides or ranks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Does(Enum):
    """What a formula does with the cells it reads."""

    SUM = "sum"
    """Adds cells up; a single reference is a sum of one."""
    SHARE = "share"
    """Divides one cell by another."""
    RANK = "rank"
    """Ranks one cell among others."""
    CONSTANT = "constant"
    """Reads no cell: a figure typed as a sum, as =4+2,5."""
    OTHER = "other"
    """Something else, or nothing that was understood: never guessed."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A cell that a formula reads."""

    sheet: str
    """ "" for the formula's own sheet."""
    cell: str
    times: int = 1
    """How often it is added; negative where it is taken away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """A formula as far as it was understood."""

    text: str
    """Without the leading "="."""
    does: Does = Does.OTHER
    counted: tuple[Counted, ...] = ()
    """What is added up; of a share what is divided; of a rank the ranked cell."""
    against: tuple[Counted, ...] = ()
    """Of a share what it is divided by; of a rank all that the cell is compared with."""
    places: int | None = None
    """Decimals that the result is rounded to, where the formula rounds it."""
    sheets: tuple[str, ...] = ()
    """Other sheets of the same workbook that it reads, understood or not."""
    books: tuple[str, ...] = ()
    """Other workbooks that it reads, as the formula names them: "[1]", "[Quyet dinh.xlsx]"."""
