"""What is known of each slip put into a district: where it is, what may name it, why it happened."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .cells import At

if TYPE_CHECKING:
    from .spoiling import Spoiler

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


@dataclass(frozen=True)
class Family:
    """A kind of slip."""

    name: str
    group: str
    codes: frozenset[str]
    """Finding codes any of which counts."""
    causes: frozenset[str]
    """Cause kinds any of which is right; empty where none is expected."""
    aside: frozenset[str]
    """Codes that are due beside it and count neither way."""
    info: bool
    """Only worth knowing: an info finding counts."""
    weight: int
    """How often it is tried; more for one that few layouts have room for."""
    about: str
    draw: Callable[[Spoiler], Slip | None]


FAMILIES: dict[str, Family] = {}
"""Every family by name, in the order of its module."""

SHEET_SIDE = ("total", "formula", "index", "leaf", "sheet", "summary")
"""Groups that are put into the scoring workbooks, before the decision is printed."""


def family(
    name: str,
    group: str,
    codes: str,
    about: str,
    *,
    causes: str = "",
    aside: str = "",
    info: bool = False,
    weight: int = 2,
) -> Callable[[Callable[[Spoiler], Slip | None]], Callable[[Spoiler], Slip | None]]:
    """Registers a drawing function. Codes and causes are given as words in a string."""

    def register(draw: Callable[[Spoiler], Slip | None]) -> Callable[[Spoiler], Slip | None]:
        if name in FAMILIES:
            raise ValueError(f"family twice: {name}")
        FAMILIES[name] = Family(
            name=name,
            group=group,
            codes=frozenset(codes.split()),
            causes=frozenset(causes.split()),
            aside=frozenset(aside.split()),
            info=info,
            weight=weight,
            about=about,
            draw=draw,
        )
        return draw

    return register


def places(cells: Iterable[At]) -> frozenset[Place]:
    """Cells as findings name them."""
    return frozenset(at.place for at in cells)
