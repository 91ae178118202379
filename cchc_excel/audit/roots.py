"""Ties each consequence to the finding that it most likely follows from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import product

from ..model import codes
from ..model.finding import Consequence, Finding
from ..model.scheme import Scheme

_ROOTS = (
    "A01",
    "F01",
    "F02",
    "F04",
    "F03",
    "V01",
    "R03",
    "R04",
    "R05",
    "R06",
    "R07",
    "S01",
    "S02",
    "S03",
    "S04",
    "R09",
    "Q01",
    "Q02",
    "Q03",
    "A03",
    "Q04",
)
"""Codes that other figures' slips can follow from, likeliest first."""

_LIKELIEST = {code: place for place, code in enumerate(_ROOTS)}
_Key = tuple[str | None, str | None, str | None]
"""Commune, criterion, file; None stands for any."""


def tied(findings: Sequence[Finding], consequences: Iterable[Consequence], scheme: Scheme) -> Iterator[Finding]:
    """The findings, each with what follows from it."""
    likeliest = _likeliest(findings, scheme)
    by_root: dict[int, list[Consequence]] = {}
    for consequence in consequences:
        root = _root(likeliest, consequence)
        if root is not None:
            by_root.setdefault(root, []).append(consequence)
    for i, finding in enumerate(findings):
        yield replace(finding, consequences=tuple(dict.fromkeys(by_root[i]))) if i in by_root else finding


def _likeliest(findings: Sequence[Finding], scheme: Scheme) -> dict[_Key, tuple[int, int]]:
    """For every key the likeliest finding that fits it, as its code's place among the roots and its own number."""
    best: dict[_Key, tuple[int, int]] = {}
    for i, finding in enumerate(findings):
        if finding.code not in _LIKELIEST:
            continue
        at = finding.criterion or codes.TOTAL
        rank = _LIKELIEST[finding.code], i
        for key in product({finding.commune, None}, (at, *scheme.ancestors(at), None), (finding.place.file, None)):
            best[key] = min(best.get(key, rank), rank)
    return best


def _root(likeliest: dict[_Key, tuple[int, int]], consequence: Consequence) -> int | None:
    """The commune's own finding at the node or below it, in the same file if there is one; else another commune's."""
    own = consequence.commune, consequence.criterion, consequence.place.file
    for key in product(*((wanted, None) for wanted in own)):
        if key in likeliest:
            return likeliest[key][1]
    return None
