"""Finds the figures in a text by the words around each number; dates, ranks, counts and targets are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import lru_cache

from ...model.statement import Measure
from . import leads


class Sort(Enum):
    """How sure a phrase is of what its number measures."""

    PLAIN = "plain"
    WHOLE = "whole"
    """ "tổng điểm 26 điểm", ": 15 điểm": the maximum where a score is stated, too, else the score."""
    BRACKETED = "bracketed"
    """ "(15 điểm)": the maximum where a score is stated, too, else nothing."""
    PART = "part"
    """ "bị trừ 0,5 điểm": the missing points, or a part of them."""
    BESIDE = "beside"
    """ "(81,33%)": the index of the score right before it."""
    NAMED = "named"
    """ "Cải cách tài chính công: 100%": an index where a node is named right before it, else nothing."""
    LOOSE = "loose"
    """ "Cải cách tài chính công: 7/7": a score and its maximum where a node is named, else nothing."""
    NOBODYS = "nobody's"
    """Points of a self-assessment, a comparison, a target."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One number with what it measures; positions count in the squeezed text."""

    measure: Measure
    sort: Sort
    start: int
    """Where the words that lead to it begin."""
    at: int
    """Where the number begins."""
    stop: int
    """Behind the number."""
    end: int
    """Behind its unit."""


NUMBERS = re.compile(rf"(?<!\d)(?<!\d[.,/])(?<!\d[.,] ){leads.NUMBER}(?!\d|[.,]\d)")
_DIGITS = re.compile(r"\d")
_SHORT_UNIT = re.compile(r"\d(?:d(?![a-z0-9])|phantram)")
_NEAR_SELF = 30
_NEAR = 110
"""Characters before a number in which its leading words stand."""


def phrases(text: str) -> tuple[Phrase, ...]:
    """Every figure of a squeezed text, in order."""
    # sentences differ in little but their digits, and digits decide nothing here
    return _phrases_of_shape(_DIGITS.sub("0", text)) if may_state(text) else ()


def may_state(text: str) -> bool:
    """Whether a squeezed text holds a word or sign without which no figure is stated."""
    return "diem" in text or "%" in text or "chiso" in text or bool(_SHORT_UNIT.search(text))


def number(text: str) -> Decimal:
    """The number as written in a squeezed text: "12,2", "12.2", "12, 2"."""
    return Decimal(text.replace(",", ".").replace(" ", ""))


@lru_cache(maxsize=16384)
def _phrases_of_shape(text: str) -> tuple[Phrase, ...]:
    return tuple(_scan(text))


def _scan(text: str) -> Iterator[Phrase]:
    last = 0
    position = 0
    while found := NUMBERS.search(text, position):
        position = found.end()
        told = tuple(_told(text, last, found.start(), found.end()))
        yield from told
        if told:
            last = position = max(p.end for p in told)


@dataclass(frozen=True, slots=True)
class _Number:
    """A number with what stands around it."""

    near: str
    """The text before it, from the figure before or from a fair distance on."""
    offset: int
    """Where `near` begins."""
    at: int
    stop: int
    after: str
    decimal: bool
    unit: re.Match[str] | None
    over: re.Match[str] | None

    @property
    def named(self) -> bool:
        """Whether points are named behind it, or behind the maximum it stands over."""
        return self.unit is not None or (self.over is not None and self.over["unit"] is not None)

    @property
    def ended(self) -> bool:
        """Whether no word follows right behind it, so that it counts nothing."""
        return not leads.NOUN.match(self.after)

    @property
    def end(self) -> int:
        """Behind the unit."""
        return self.stop + (self.unit.end() if self.unit else 0)


def _told(text: str, last: int, at: int, stop: int) -> Iterator[Phrase]:
    """What the number at `at` says; `last` is where the figure before it ends."""
    offset = max(last, at - _NEAR)
    near, after = text[offset:at], text[stop : stop + _NEAR]
    over = leads.OVER.match(after)
    if after[:1] == "/" and over is None:
        return
    percent = leads.PERCENTAGE.match(after)
    decimal = "," in text[at:stop] or "." in text[at:stop]
    one = _Number(near, offset, at, stop, after, decimal, leads.POINTS.match(after), over)
    yield from _percentage(one, last, percent) if percent else _points(one)


def _percentage(one: _Number, last: int, percent: re.Match[str]) -> Iterator[Phrase]:
    lead, end = leads.INDEX.search(one.near), one.stop + percent.end()
    if lead:
        yield Phrase(Measure.INDEX, Sort.PLAIN, one.offset + lead.start(), one.at, one.stop, end)
    elif leads.ENDS.match(one.after, percent.end()):
        if last and one.offset == last and leads.BESIDE.fullmatch(one.near):
            yield Phrase(Measure.INDEX, Sort.BESIDE, last, one.at, one.stop, end)
        elif lead := leads.NAMED.search(one.near):
            yield Phrase(Measure.INDEX, Sort.NAMED, one.offset + lead.start(), one.at, one.stop, end)


def _points(one: _Number) -> Iterator[Phrase]:
    for pattern in (leads.SELF, leads.NOBODYS):
        if (one.named or one.over or one.ended) and (lead := pattern.search(one.near)):
            if not (one.named or one.over) and "diem" not in one.near[-_NEAR_SELF:]:
                continue
            end = one.stop + one.over.end() if one.over else one.end
            yield Phrase(Measure.SCORE, Sort.NOBODYS, one.offset + lead.start(), one.at, one.stop, end)
            return
    found = _measure(one)
    if found is None:
        return
    measure, sort, lead_start = found
    start = one.offset + lead_start
    over = one.over
    if over is not None and (measure is not Measure.MAX or sort is Sort.BRACKETED):
        if _is_fraction(one, over):
            settled = _settled(sort)
            if not one.named and not one.decimal and "diem" not in one.near[lead_start:]:
                settled = Sort.LOOSE
            own = Measure.SCORE if measure is Measure.MAX else measure
            yield Phrase(own, settled, start, one.at, one.stop, one.stop + over.end())
            at, stop = one.stop + over.start("of"), one.stop + over.end("of")
            yield Phrase(Measure.MAX, settled, start, at, stop, one.stop + over.end())
    elif one.after[:1] != "/":
        yield Phrase(measure, sort, start, one.at, one.stop, one.end)
        if measure is Measure.SCORE and leads.FULL.search(one.near):
            yield Phrase(Measure.MAX, sort, start, one.at, one.stop, one.end)


def _settled(sort: Sort) -> Sort:
    """A figure with its maximum behind it is no maximum itself."""
    return Sort.PLAIN if sort in (Sort.WHOLE, Sort.BRACKETED) else sort


def _is_fraction(one: _Number, over: re.Match[str]) -> bool:
    """Whether "12,2/15" is points: the word says so, or no things are counted."""
    return one.named or leads.FRACTION_ENDS.match(one.after, over.end()) is not None


_LEADS: tuple[tuple[re.Pattern[str], Measure, Sort, bool], ...] = (
    (leads.ALL_MISSING, Measure.MISSING, Sort.PLAIN, False),
    (leads.MISSING, Measure.MISSING, Sort.PLAIN, True),
    (leads.PART_MISSING, Measure.MISSING, Sort.PART, True),
    (leads.FULL, Measure.SCORE, Sort.PLAIN, True),
    (leads.MAX, Measure.MAX, Sort.PLAIN, False),
    (leads.WHOLE, Measure.SCORE, Sort.WHOLE, False),
    (leads.SCORE, Measure.SCORE, Sort.WHOLE, False),
    (leads.COLON, Measure.SCORE, Sort.WHOLE, True),
    (leads.BRACKET, Measure.MAX, Sort.BRACKETED, True),
)
"""Leads in the order they are tried; the last says whether points must be named behind the number."""


_OF_FRACTIONS = (leads.SCORE, leads.COLON, leads.BRACKET, leads.WHOLE)
"""Leads to a score over its maximum, of which neither names points."""


def _measure(one: _Number) -> tuple[Measure, Sort, int] | None:
    """What the leading words make of a number of points, and where they begin in `near`."""
    if lead := leads.INDEX.search(one.near):
        if one.named:
            return Measure.SCORE, Sort.PLAIN, lead.start()
        plain = (one.decimal or "(%)" in lead[0]) and one.ended and one.over is None
        return (Measure.INDEX, Sort.PLAIN, lead.start()) if plain else None
    if leads.AS_MAX.match(one.after):
        return Measure.MAX, Sort.PLAIN, len(one.near)
    if leads.AS_MISSING.match(one.after) and (lead := leads.STILL.search(one.near)):
        return Measure.MISSING, Sort.PLAIN, lead.start()
    for pattern, measure, sort, must_name in _LEADS:
        lead = pattern.search(one.near)
        if lead is None or not (one.named or (not must_name and (one.ended or one.over) and "diem" in lead[0])):
            if lead is not None and one.over is not None and pattern in _OF_FRACTIONS:
                return measure, Sort.PLAIN if pattern is leads.SCORE else sort, lead.start()
            continue
        if pattern is leads.SCORE and leads.SAID_PLAINLY.search(lead[0]):
            sort = Sort.PLAIN
        return measure, sort, lead.start()
    return (Measure.SCORE, Sort.PLAIN, len(one.near)) if one.named and one.over is not None else None
