"""One explanation of a wrong figure, and how a cause is named when one, several or none explain it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ...model.cause import CauseKind
from ...model.finding import Cause


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What may have gone wrong."""

    kind: CauseKind
    detail: str
    """A Vietnamese clause with the figures: "16,73 gõ thành 17,63"."""


def named(hypotheses: Iterable[Hypothesis], otherwise: Cause) -> Cause:
    """The one kind that explains everything; `unknown` with the candidates when several do; `otherwise` when none does."""
    first: dict[CauseKind, Hypothesis] = {}
    for hypothesis in hypotheses:
        first.setdefault(hypothesis.kind, hypothesis)
    if not first:
        return otherwise
    if len(first) == 1:
        (only,) = first.values()
        return Cause(only.kind, only.detail)
    told = "; ".join(f"{h.kind.label} ({h.detail})" for h in first.values())
    return Cause(CauseKind.UNKNOWN, f"có thể do: {told}")
