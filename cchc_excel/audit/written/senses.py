"""Understands the lines of filled reports, each wording once: lines that differ in their figures say the same of other ones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate

from ...model.filled import FIGURE, FilledLine
from ...model.statement import Measure, TextBlock
from .groups import Group, groups
from .naming import Naming, Subject
from .passages import Edges, Passage, is_page_number, items_of, one_passage
from .phrases import Phrase, Sort, number
from .plain import Squeezed, readable
from .statements import Outline, names_all, outline, told_part
from .tables import row_key

_NOWHERE = TextBlock(text="")
_BEGINS_WITH_FIGURE = re.compile(rf"[^\w{FIGURE}]*{FIGURE}")
"""Then the figure decides whether the line is an item of its own, and whether it goes on with the one before."""
_CODED = re.compile(r"[Tt]iêu chí (?:thành phần )?(\d{1,2}(?:\.\d{1,2})+) “([^”\0]+)”")
_MOST = 50_000

Known = tuple[Measure, Sort, int | None, Decimal, Phrase]
"""A figure of a wording: which of the line's figures it is, or None and what the wording itself says."""
Named = tuple[str, Group, tuple[tuple[Measure, int | None, Decimal], ...]]
"""A node with what is said of it."""
value_of = lru_cache(maxsize=16384)(number)
"""A figure's value; reports of one district say the same ones again and again."""


@dataclass(frozen=True, slots=True)
class Sense:
    """What is known of a wording, shown by the first line that had it."""

    edges: Edges
    passage: Passage
    text: Squeezed
    groups: tuple[tuple[Group, tuple[Known, ...]], ...]
    outline: Outline | None
    """Only where there are no groups."""
    named: tuple[Named, ...] | None
    """The nodes of the groups and what is said of them, where each group names its own whatever stands around it."""
    is_sure: bool
    """Whether each figure that counts is one of the line's figures, or of the wording."""
    figures: int
    """How many figures a line of this wording has."""

    def groups_with(self, figures: Sequence[str]) -> list[Group]:
        """The groups of a line that has these figures."""
        return [
            Group(
                group.subject,
                group.start,
                [(m, s, value if i is None else value_of(figures[i]), p) for m, s, i, value, p in known],
                is_whole=group.is_whole,
                is_bare=group.is_bare,
            )
            for group, known in self.groups
        ]


@dataclass(frozen=True, slots=True)
class _Told:
    """What a wording tells before it goes on to why, and what is planned."""

    text: Squeezed
    groups: tuple[tuple[Group, tuple[Known, ...]], ...]
    named: tuple[Named, ...] | None
    is_sure: bool


class Senses:
    """The senses of one district's reports."""

    def __init__(self, naming: Naming, year: int) -> None:
        self._naming = naming
        self._year = year
        self._lines: dict[str, tuple[tuple[str, Sense], ...]] = {}
        """The passages that a line falls into."""
        self._single: dict[str, Sense] = {}
        """Of lines that are one passage."""
        self._passages: dict[str, Sense] = {}
        self._told: dict[str, _Told] = {}
        self._coded: dict[tuple[str, str], _Told] = {}
        """By what stands before the code of a node, and behind its quoted name."""
        self._rows: dict[tuple[str, str], str | None] = {}

    def of(self, line: FilledLine) -> Sequence[tuple[FilledLine, Sense]]:
        """The passages that a line falls into: none of a page's number, mostly one."""
        wording, figures = line
        sense = self._single.get(wording)
        if sense is not None:
            return ((line, sense),)
        pieces = self._lines.get(wording)
        if pieces is None:
            if figures and _BEGINS_WITH_FIGURE.match(wording):
                return self.of(FilledLine(line.text))
            pieces = self._taken_apart(line)
        begins = accumulate((sense.figures for _, sense in pieces), initial=0)
        return [
            (FilledLine(piece, figures[begin : begin + sense.figures]), sense)
            for (piece, sense), begin in zip(pieces, begins, strict=False)
        ]

    def sense(self, line: FilledLine) -> Sense:
        """The sense of a line that is one passage, or of several that go on as one."""
        known = self._passages.get(line.wording)
        if known is None:
            known = self._learned(line)
            if len(self._passages) < _MOST:
                self._passages[line.wording] = known
        return known

    def row_key(self, code: str, name: str) -> str | None:
        """The node of a table's row that is no sum."""
        if (code, name) not in self._rows:
            self._rows[code, name] = row_key(code, name, self._naming, {})
        return self._rows[code, name]

    def _taken_apart(self, line: FilledLine) -> tuple[tuple[str, Sense], ...]:
        wording = readable(line.wording)
        found: list[tuple[str, Sense]] = []
        begin = 0
        for piece in items_of(wording) if wording and not is_page_number(line.text) else ():
            end = begin + piece.count(FIGURE)
            found.append((piece, self.sense(FilledLine(piece, line.figures[begin:end]))))
            begin = end
        pieces = tuple(found)
        if len(self._lines) < _MOST:
            self._lines[line.wording] = pieces
            if len(pieces) == 1 and wording == line.wording:
                self._single[wording] = pieces[0][1]
        return pieces

    def _learned(self, line: FilledLine) -> Sense:
        passage = one_passage([(_NOWHERE, line.text)])
        wording = told_part(line.wording)
        told = self._told.get(wording)
        if told is None:
            figures = line.figures[: wording.count(FIGURE)]
            told = self._told[wording] = self._of_code(wording) or self._understood(FilledLine(wording, figures))
        return Sense(
            edges=Edges.of(passage.text),
            passage=passage,
            text=told.text,
            groups=told.groups,
            outline=None if told.groups else outline(passage, told.text, self._naming),
            named=told.named,
            is_sure=told.is_sure,
            figures=len(line.figures),
        )

    def _of_code(self, wording: str) -> _Told | None:
        """What a wording tells that differs from one before in the code and the quoted name of a node only."""
        found = _CODED.search(wording)
        alike = self._coded.get((wording[: found.start(1)], wording[found.end() :])) if found else None
        if found is None or alike is None or alike.named is None or self._naming.scheme is None:
            return None
        node = self._naming.scheme.get(found[1])
        if node is None or node.name != found[2]:
            return None
        subject = Subject(node.code, name=node.name)
        groups = tuple((replace(group, subject=subject), known) for group, known in alike.groups)
        return replace(alike, groups=groups, named=_named(groups))

    def _understood(self, line: FilledLine) -> _Told:
        text = Squeezed(line.text)
        places = _places(line)
        known = tuple(
            (group, tuple((m, s, places.get((p.at, p.stop)), v, p) for m, s, v, p in group.figures))
            for group in groups(text, self._naming, self._year)
        )
        torn = {at for place in places for at in range(*place)}
        loose = (p for _, own in known for _, _, i, _, p in own if i is None)
        told = _Told(text, known, _named(known), not any(torn & set(range(p.at, p.stop)) for p in loose))
        found = _CODED.search(line.wording)
        if found and told.is_sure and told.named and all(code == found[1] for code, *_ in told.named):
            self._coded[line.wording[: found.start(1)], line.wording[found.end() :]] = told
        return told


def _named(known: tuple[tuple[Group, tuple[Known, ...]], ...]) -> tuple[Named, ...] | None:
    if not known or not names_all([group for group, _ in known]):
        return None
    return tuple(
        (group.subject.code, group, tuple((m, i, v) for m, _, i, v, _ in own))
        for group, own in known
        if group.subject is not None and group.subject.code is not None
    )


def _places(line: FilledLine) -> dict[tuple[int, int], int]:
    """Where each of a line's figures stands in its text."""
    places: dict[tuple[int, int], int] = {}
    at = 0
    for i, (piece, figure) in enumerate(zip(line.wording.split(FIGURE), line.figures, strict=False)):
        at += len(piece)
        places[at, at + len(figure)] = i
        at += len(figure)
    return places
