"""What is known of each slip put into a district: where it is, what may name it, why it happened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from .cells import At

Place = tuple[str, str, str]
"""File, sheet, cell; an empty cell stands for the whole sheet."""


@dataclass
class Slip:
    """One error put into a district."""

    commune: str | None
    """The commune's name without its kind; None for one of the whole district."""
    culprits: frozenset[Place]
    """Cells that would have to change, any of which may be named first; none for a commune's line in the decision."""
    code: str = "T"
    """The node it concerns."""
    what: str = ""
    """What was done, for people."""
    others: tuple[str, ...] = ()
    """Further communes it concerns."""
    whole: bool = False
    """Concerns everything of its communes, not a node."""
    family: str = ""
    touched: set[Place] = field(default_factory=set)
    """Cells that show something else because of it, or that testify against it."""
    perhaps: set[Place] = field(default_factory=set)
    """Ranks, which several slips can move together."""


def places(cells: Iterable[At]) -> frozenset[Place]:
    """Cells as findings name them."""
    return frozenset(at.place for at in cells)
