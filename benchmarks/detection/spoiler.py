"""What a family's drawing function works with: a district, its cells, and what they showed before."""

from __future__ import annotations

import random
from fractions import Fraction

from .cells import At, Value, content, put
from .district import District
from .score_sheets import ScoreSheet
from .scores import Commune


class Spoiler:
    """What a family's drawing function works with."""

    def __init__(self, district: District, rng: random.Random) -> None:
        self.district = district
        self.rng = rng
        self.used: set[str] = set()
        """Communes that have a slip already."""
        self.values: dict[At, Value] = {}
        """What all cells showed before this slip."""

    @property
    def computed(self) -> bool:
        """Whether totals are formulas."""
        return self.district.layout.computed

    def commune(self) -> Commune:
        """A commune without a slip so far."""
        return self.rng.choice([c for c in self.district.communes if c.name not in self.used])

    def table(self, commune: Commune) -> ScoreSheet:
        """The commune's scoring sheet."""
        return self.district.sheets[commune.name]

    def put(self, at: At, new: object) -> None:
        """Changes a cell."""
        put(self.district.folder, at, new)

    def content(self, at: At) -> object:
        """What stands in a cell."""
        return content(self.district.folder, at)

    def number(self, at: At) -> Fraction:
        """What a cell with a number showed before this slip."""
        value = self.values[at]
        assert isinstance(value, Fraction)
        return value
