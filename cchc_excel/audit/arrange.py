"""Arranges a sheet's rows under the scheme: which row is which node, what is twice, unknown or missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ..model import codes
from ..model.names import folded
from ..model.scheme import Scheme
from ..model.score_sheet import ScoreRow
from .consensus import Form, first_rows, form_of, is_proper, own_parents


@dataclass(frozen=True, slots=True)
class Stray:
    """A row whose code is not its own: typed twice, or unknown to the scheme."""

    row: ScoreRow
    meant: str | None
    """The missing code whose name the row bears."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arranged:
    """A sheet's rows as a tree."""

    rows: dict[str, ScoreRow]
    children: Mapping[str, tuple[str, ...]]
    top_down: tuple[tuple[str, str | None], ...]
    """Every code that the total leads to, with the one above it; parents before children, the total first."""
    bottom_up: tuple[str, ...]
    """The same codes, children before parents."""
    twice: tuple[Stray, ...] = ()
    unknown: tuple[Stray, ...] = ()
    missing: tuple[str, ...] = ()
    """Codes of the scheme that the sheet lacks, topmost only."""


class Arranger:
    """Arranges the sheets of one group under its scheme."""

    def __init__(self, scheme: Scheme) -> None:
        self.scheme = scheme
        self._plain: dict[Form, Arranged] = {}
        """The first sheet of each form without strays; all others of that form have the same tree."""

    def arranged(self, rows: Sequence[ScoreRow]) -> Arranged:
        """The rows in the scheme's order. Of rows with one code the one with the scheme's name is the true one."""
        form = form_of(rows)
        like = self._plain.get(form)
        if like is not None:
            return replace(like, rows=first_rows(rows))
        chosen, twice, unknown = _chosen(rows, self.scheme)
        children = _children(chosen, own_parents(form), self.scheme)
        found = Arranged(
            rows=chosen,
            children=children,
            top_down=tuple(_top_down(children, codes.TOTAL, None)),
            bottom_up=tuple(_bottom_up(children, codes.TOTAL)),
            twice=twice,
            unknown=unknown,
            missing=_missing(chosen, self.scheme),
        )
        if not twice and not unknown:
            self._plain[form] = found
        return found


def _top_down(children: Mapping[str, Sequence[str]], code: str, parent: str | None) -> Iterator[tuple[str, str | None]]:
    yield code, parent
    for child in children.get(code, ()):
        yield from _top_down(children, child, code)


def _bottom_up(children: Mapping[str, Sequence[str]], code: str) -> Iterator[str]:
    for child in children.get(code, ()):
        yield from _bottom_up(children, child)
    yield code


def _chosen(
    rows: Sequence[ScoreRow], scheme: Scheme
) -> tuple[dict[str, ScoreRow], tuple[Stray, ...], tuple[Stray, ...]]:
    chosen = first_rows(rows)
    doubles: list[ScoreRow] = []
    met: set[str] = set()
    for row in rows:
        if row.repeats or row.code not in met:
            met.add(row.code)
            continue
        kept = chosen[row.code]
        node = scheme.get(row.code)
        if node is not None and _named(row, node.name) and not _named(kept, node.name):
            chosen[row.code], row = row, kept
        doubles.append(row)
    missing = {folded(n.name): n.code for n in scheme.nodes if n.code not in chosen and n.name}
    twice = tuple(Stray(r, missing.pop(folded(r.name), None)) for r in doubles)
    unknown = tuple(Stray(r, missing.pop(folded(r.name), None)) for c, r in list(chosen.items()) if c not in scheme)
    for stray in (*twice, *unknown):
        if stray.meant is not None:
            chosen[stray.meant] = stray.row
            if chosen.get(stray.row.code) is stray.row:
                del chosen[stray.row.code]
    return chosen, twice, unknown


def _named(row: ScoreRow, name: str) -> bool:
    return folded(row.name) == folded(name)


def _children(rows: dict[str, ScoreRow], own: Mapping[str, str], scheme: Scheme) -> dict[str, tuple[str, ...]]:
    """Codes below each node: the scheme's, and unknown rows where their code or place (`own` parents) puts them."""
    below: dict[str, list[str]] = {}
    for node in scheme.nodes:
        if node.parent is not None and (node.code in rows or _any_below(node.code, rows, scheme)):
            below.setdefault(node.parent, []).append(node.code)
    for code in rows:
        # what bears no code that anyone understands is told, but where it would count is not known
        if code in scheme or not is_proper(code):
            continue
        parent = own.get(code, codes.TOTAL)
        if parent in scheme and scheme.is_leaf(parent):
            continue
        below.setdefault(parent, []).append(code)
    return {parent: tuple(children) for parent, children in below.items()}


def _any_below(code: str, rows: dict[str, ScoreRow], scheme: Scheme) -> bool:
    return any(c in rows or _any_below(c, rows, scheme) for c in scheme.children(code))


def _missing(rows: dict[str, ScoreRow], scheme: Scheme) -> tuple[str, ...]:
    """Scheme codes without a row, topmost only. The total may have none, nor a lone criterion of its part whose
    sub-criteria are all there: a row "8" above 8.1 ... may be there or not (DOMAIN section 6)."""
    absent = {n.code for n in scheme.nodes if n.code not in rows and n.code != codes.TOTAL}
    for node in scheme.nodes:
        below = scheme.children(node.code)
        lone = node.parent is not None and len(scheme.children(node.parent)) == 1
        if node.code in absent and lone and below and not absent & set(below):
            absent.discard(node.code)
    return tuple(n.code for n in scheme.nodes if n.code in absent and n.parent not in absent)
