"""Remembers how sentences were understood: one that differs in its figures only says the same of other ones."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Generic, TypeVar

from ...model.statement import Measure
from .phrases import Phrase, Sort, number

_NUMBER = r"\d{1,3}(?:[.,]\d{1,6})?"
_FIGURES = re.compile(rf"{_NUMBER}(?=/\d| ?điểm| ?%)|(?<=/){_NUMBER}(?= ?(?:điểm|%))")
"""Numbers that may differ between two sentences that say the same of other communes."""
_TOKENS = re.compile(r"\d+(?:[.,]\d+)*")
_MOST = 20_000

G = TypeVar("G")
Figure = tuple[Measure, Sort, Decimal, Phrase]


@dataclass(slots=True)
class Memory(Generic[G]):
    """Shapes of sentences with the figures of each group, by the place of each number among the sentence's numbers."""

    _known: dict[str, tuple[tuple[G, tuple[Figure, ...]], ...]] = field(default_factory=dict)

    def recall(self, source: str) -> list[tuple[G, list[Figure]]] | None:
        """The groups of a sentence of a known shape, with its own figures; None where the shape is new."""
        known = self._known.get(_FIGURES.sub("0", source))
        if known is None:
            return None
        if not known:
            return []
        tokens = [m.span() for m in _TOKENS.finditer(source)]
        return [(group, [_at(figure, tokens[figure[3].at], source) for figure in figures]) for group, figures in known]

    def keep(self, source: str, found: list[tuple[G, list[Figure]]]) -> None:
        """Takes up a sentence whose figures' positions count in `source`; one whose numbers are torn is left out."""
        order = {m.span(): i for i, m in enumerate(_TOKENS.finditer(source))}
        if len(self._known) < _MOST and all((p.at, p.stop) in order for _, figures in found for *_, p in figures):
            self._known[_FIGURES.sub("0", source)] = tuple(
                (group, tuple((m, s, v, replace(p, at=order[p.at, p.stop])) for m, s, v, p in figures))
                for group, figures in found
            )


def _at(figure: Figure, span: tuple[int, int], source: str) -> Figure:
    measure, sort, _, phrase = figure
    at, stop = span
    return measure, sort, number(source[at:stop]), Phrase(measure, sort, phrase.start, at, stop, stop)
