"""The kinds of slip: how each is drawn, and what may name it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .spoiler import Spoiler
from .truth import Slip


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
