"""What one file holds, as plain values; light to load for whoever takes it from the process that has read it."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..model.decision import CommuneTable
from ..model.facts import Contact, Fact, Remedy
from ..model.group import Trouble
from ..model.score_sheet import SchemeSheet, ScoreSheet
from ..model.understanding import SheetUnderstanding


@dataclass(slots=True)
class Contents:
    """What one file holds; plain values, so that it passes between processes."""

    file: str
    sheets: list[ScoreSheet] = field(default_factory=list)
    tables: list[CommuneTable] = field(default_factory=list)
    schemes: list[SchemeSheet] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    remedies: list[Remedy] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    understood: list[SheetUnderstanding] = field(default_factory=list)
    """How each sheet was taken, in the order of tabs."""
    ignored: str = ""
    """Why the whole file was passed over, if it was."""

    @property
    def is_useful(self) -> bool:
        """Whether anything was recognised."""
        return bool(self.sheets or self.tables or self.schemes or self.facts or self.contacts or self.remedies)
