"""Learns from a document itself which codes its criteria bear, where no scheme says so.

Another order of the criteria than the usual one, or fewer of them, must not look like an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from .naming import fields_named
from .passages import Passage, TablePassage
from .plain import squeezed_name
from .tables import HEADER_ROWS, text_in, texts_of, told_columns

_CODED = re.compile(r"[Tt]iêu chí (?:thành phần )?(\d{1,2}(?:\.\d{1,2}){0,4}):? [“\"]([^”\"]{3,300})[”\"]")
_CODE = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,4}")
_NUMBERED = re.compile(r"(\d{1,2})[.)]\s+([“\"]?[^\d\W][^:;]{2,200})$")
_LISTED = re.compile(r"(?:[-+•]|\d{1,2}[.)])\s+(.{3,200}?)(?:: đạt \d| \(\d+ tiêu chí)")
"""A line of results: "- Cải cách tài chính công: đạt 7/7 điểm", "2. Tác động của CCHC (3 tiêu chí thành phần, ...)"."""
_SECTION = re.compile(r"[IVX]{1,5}[.)/-]\s")


@dataclass(slots=True)
class _Section:
    """The numbered headings of one section, and whether the codes below them begin with their numbers."""

    headings: list[tuple[str, str]] = field(default_factory=list)
    number: str = ""
    agreeing: set[str] = field(default_factory=set)
    other: set[str] = field(default_factory=set)
    listed: set[str] = field(default_factory=set)
    """Squeezed names of its lines of results."""

    def below(self, code: str) -> None:
        """Takes up a code that stands below the last heading."""
        if self.number:
            (self.agreeing if code.partition(".")[0] == self.number else self.other).add(self.number)

    def names(self) -> Iterator[tuple[str, str]]:
        """Name and code of each heading, where most numbers are codes; names without one that sound like another."""
        if len(self.agreeing - self.other) > len(self.other):
            yield from ((name, number) for number, name in self.headings if number not in self.other)
        for alike in fields_named(self.listed):
            if len(alike) > 1:
                yield from ((name, "") for name in alike)


def told_names(every: Iterable[Passage | TablePassage], year: int | None) -> dict[str, list[str]]:
    """The codes that the document gives to each name, squeezed; none to names of which several sound like one field."""
    told: dict[str, list[str]] = {}
    for name, code in _pairs(every, year):
        codes = told.setdefault(squeezed_name(name), [])
        if code and code not in codes:
            codes.append(code)
    return told


def _pairs(every: Iterable[Passage | TablePassage], year: int | None) -> Iterator[tuple[str, str]]:
    section = _Section()
    for passage in every:
        if isinstance(passage, TablePassage):
            yield from _in_table(passage, year)
            continue
        if _SECTION.match(passage.text):
            yield from section.names()
            section = _Section()
        elif heading := _NUMBERED.match(passage.text):
            section.number = heading[1]
            section.headings.append((heading[1], heading[2].rstrip(" .")))
        if listed := _LISTED.match(passage.text):
            section.listed.add(squeezed_name(listed[1]))
        for found in _CODED.finditer(passage.text):
            section.below(found[1])
            yield found[2], found[1]
    yield from section.names()


def _in_table(table: TablePassage, year: int | None) -> Iterator[tuple[str, str]]:
    columns, first = told_columns([texts_of(row) for row in table.rows[:HEADER_ROWS]], year)
    for row in table.rows[first:] if columns else ():
        texts = texts_of(row)
        code, name = text_in(texts, columns, "code").strip().rstrip("."), text_in(texts, columns, "name")
        if "." in code and _CODE.fullmatch(code) and name:
            yield name, code
