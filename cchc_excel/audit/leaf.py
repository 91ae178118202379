"""A row of one commune that carries a score of its own, with the points that it can reach."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ..model.score_sheet import ScoreRow
from .recompute import Scored


@dataclass(frozen=True, slots=True)
class Leaf:
    """Such a row. Its code may be unknown to the scheme, its figures may be missing."""

    scored: Scored
    code: str
    row: ScoreRow
    maximum: Decimal

    @property
    def value(self) -> Decimal | None:
        """The appraised score, where one can be read."""
        return self.row.score.value if self.row.score is not None else None

    @property
    def is_impossible(self) -> bool:
        """Whether a score, appraised or self-given, lies outside what the leaf can get."""
        score, own = self.row.score, self.row.self_score
        if score is not None and score.value is not None and not self.can_get(score.value):
            return True
        return own is not None and own.value is not None and not self.can_get(own.value)

    def can_get(self, points: Decimal) -> bool:
        """Whether points lie between 0 and the maximum, which is negative for a deduction."""
        return 0 <= points <= self.maximum if self.maximum >= 0 else self.maximum <= points <= 0
