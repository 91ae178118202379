"""The year's results of all communes: as they truly are, and as their score sheets add them up."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from .communes import COMMUNES, Commune
from .planted import omissions
from .rollup import Scores, grade, rank, roll_up
from .scheme import TOTAL_CODE
from .scores import LeafScore, leaf_scores


@dataclass(frozen=True)
class Result:
    """One commune's year; `on_sheet` differs from `exact` only where a mistake is planted in a formula."""

    commune: Commune
    leaves: dict[str, LeafScore]
    own: Scores
    exact: Scores
    on_sheet: Scores

    @property
    def total(self) -> Decimal:
        return self.exact[TOTAL_CODE]

    @property
    def grade(self) -> str:
        return grade(self.exact)

    def rank_among(self, results: Iterable["Result"]) -> int:
        return rank(self.total, (result.total for result in results))


def district_results() -> tuple[Result, ...]:
    """Every commune's result, in the order of the score sheets."""
    return tuple(_result(commune) for commune in COMMUNES)


def _result(commune: Commune) -> Result:
    leaves = leaf_scores(commune.name)
    appraised = {code: score.appraised for code, score in leaves.items()}
    return Result(
        commune=commune,
        leaves=leaves,
        own=roll_up({code: score.self_score for code, score in leaves.items()}),
        exact=roll_up(appraised),
        on_sheet=roll_up(appraised, left_out=omissions(commune.name)),
    )
