"""A line of a table of communes, matched to the commune it means."""

from __future__ import annotations

from dataclasses import dataclass

from ..model.decision import CommuneRow, CommuneTable
from ..model.names import CommuneName
from .recompute import Scored


@dataclass(frozen=True, slots=True)
class TableRow:
    """A line of a table of communes, and whom it means."""

    table: CommuneTable
    row: CommuneRow
    scored: Scored | None
    """None when no scored commune bears the name, or several could."""
    candidates: tuple[CommuneName, ...]
    first: bool
    """False for a commune's second line in the same table."""

    @property
    def display(self) -> str:
        """The commune's name as findings write it: the scored commune's, else as the line has it."""
        return self.scored.display if self.scored is not None else self.row.commune.display

    @property
    def source(self) -> str:
        """What states the line's figures, as findings call it."""
        return "Quyết định" if self.table.official else f"Trang “{self.table.sheet}”"
