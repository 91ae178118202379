"""What a filled report says beside its figures: whom and which year it names, and whether a tag was left unfilled."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from ...model.audited import AuditedCommune, AuditedDistrict
from ...model.filled import OWN_NAMES, FilledLine
from ...model.names import CommuneName, capitalised, composed, tone_key
from .plain import squeezed

_LEFT = re.compile(r"\{\{|\}\}|\{%|%\}|(?<!\w)(?:[Uu]ndefined|None)(?!\w)")
_MAY_BE_LEFT = ("{", "}", "ndefined", "None")
_YEAR = re.compile(r"(?:chiso|cchc|caicachhanhchinh|par-?index)[^.;\d]{0,60}nam(20\d\d)")
"""The year whose index is spoken of."""
_IN_YEAR = ("năm 20", "NĂM 20")
_BEFORE_YEAR = 90
_OWN = re.compile(f"(?<!thị )(?<!THỊ )[{OWN_NAMES}]")
_KINDS = tuple(
    kind for small in ("xã ", "phường ", "thị trấn ", "đặc khu ") for kind in (small, capitalised(small), small.upper())
)
_LONGEST_NAME = 60
_GOES_ON = re.compile(rf"[{OWN_NAMES[:3]}]\s+((?:[\w’'-]+\s*){{1,5}})")
_PLACE = re.compile(r"^([^,;]{2,60}), ngày\s")
_RECIPIENT = re.compile(r"^-\s*(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân)\s.{1,60}[;.]$")
"""Whoever else the report is sent to."""
_WORDS = re.compile(r"[\w’'-]+")
_AROUND = 2
"""Words on each side of a name that must stand beside it in the office's note, too."""


def own_names(name: CommuneName) -> tuple[str, ...]:
    """The forms of a commune's name by which its report names it (`model.filled.OWN_NAMES`)."""
    return name.inline, name.inline.upper(), name.display, f"{name.name}, ngày"


@dataclass(frozen=True, slots=True)
class Signs:
    """What one wording names."""

    is_own: bool
    """Whether it names the reporting unit."""
    year: int | None
    """The year whose index it speaks of; None for none."""
    left: str
    """What is left of a tag, or stands where nothing was there to be filled in."""
    others: tuple[tuple[CommuneName, str], ...]
    """Communes of the district it names, and how."""
    runs_on: tuple[str, ...]
    """What follows the unit's own name as if it belonged to it: "Xá" in "xã Thanh Xá" where the unit is xã Thanh."""

    @property
    def is_plain(self) -> bool:
        """Whether nothing in it could be wrong."""
        return not (self.left or self.others or self.runs_on)


class District:
    """The communes of one district by their names' normal forms."""

    def __init__(self, district: AuditedDistrict) -> None:
        self._names: dict[str, list[CommuneName]] = {}
        for commune in district.communes:
            self._names.setdefault(commune.name.key, []).append(commune.name)
        self._longest = max((len(key.split(" ")) for key in self._names), default=0)
        self._known: dict[str, Signs | None] = {}
        self._facts = tuple(fact.value for fact in district.information.facts)

    def signs(self, lines: Iterable[FilledLine]) -> list[tuple[FilledLine, Signs]]:
        """The lines that have any, with them."""
        known = self._known
        for line in lines:
            if line[0] not in known:
                known[line[0]] = self._seen(line[0])
        return [(line, signs) for line in lines if (signs := known[line[0]]) is not None]

    def _seen(self, wording: str) -> Signs | None:
        text = wording if unicodedata.is_normalized("NFC", wording) else unicodedata.normalize("NFC", wording)
        left = _LEFT.search(text) if any(sign in text for sign in _MAY_BE_LEFT) else None
        year = _index_year(text)
        others = () if _RECIPIENT.match(text) else tuple(self._others(text))
        is_marked = any(mark in wording for mark in OWN_NAMES)
        if not (left or year or others or is_marked):
            return None
        return Signs(
            is_own=is_marked and _OWN.search(wording) is not None,
            year=year,
            left=left[0] if left else "",
            others=others,
            runs_on=tuple(m[1] for m in _GOES_ON.finditer(wording) if m[1][0].isupper()) if is_marked else (),
        )

    def _others(self, text: str) -> Iterator[tuple[CommuneName, str]]:
        for kind in _KINDS:
            at = text.find(kind)
            while at >= 0:
                begin = at + len(kind)
                if text[begin : begin + 1].isupper() or text[begin : begin + 1].isdigit():
                    words = _WORDS.findall(text[begin : begin + _LONGEST_NAME])
                    known = self.named(words, kind.strip().lower()) if _begins_word(text, at) else None
                    if known is not None:
                        yield known, text[at:begin] + " ".join(words[: len(known.name.split(" "))])
                at = text.find(kind, begin)
        if place := _PLACE.match(text):
            for known in self._names.get(tone_key(place[1]), ()):
                yield known, place[1]

    def named(self, words: Iterable[str], kind: str | None) -> CommuneName | None:
        """The commune of this kind whose name the words begin with, the longest one; None where they begin with none."""
        proper = list(takewhile(lambda word: word[0].isupper() or word[0].isdigit(), words))
        for count in range(min(len(proper), self._longest), 0, -1):
            for known in self._names.get(tone_key(" ".join(proper[:count])), ()):
                if not kind or known.kind in (None, kind):
                    return known
        return None

    def notes(self, commune: AuditedCommune) -> Iterator[str]:
        """What the office wrote itself: its facts, reasons, remedies, the names of criteria."""
        yield from self._facts
        yield from commune.contact.facts.values() if commune.contact else ()
        for node in commune.nodes:
            yield node.name
            yield node.reason
        for remedy in commune.remedies.values():
            yield from (remedy.shortcoming, remedy.action, remedy.who, remedy.until)


def _index_year(text: str) -> int | None:
    """The year whose index a line speaks of."""
    at = max(text.find(word) for word in _IN_YEAR)
    found = _YEAR.search(squeezed(text[max(0, at - _BEFORE_YEAR) :])) if at >= 0 else None
    return int(found[1]) if found else None


def _begins_word(text: str, at: int) -> bool:
    """Whether a word begins at a place, and no "thị xã" ends there."""
    return not text[max(0, at - 1) : at].isalnum() and not text.endswith(("thị ", "THỊ "), 0, at)


def is_noted(text: str, name: str, notes: Iterable[str]) -> bool:
    """Whether a line has a name, or whatever else, from the office's notes: with the same words around it."""
    line, sought = _plain(text), _plain(name)
    return any(_agrees(line, _plain(note), sought) for note in notes if note)


def _agrees(line: str, note: str, sought: str) -> bool:
    if sought not in note:
        return False
    before, _, after = note.partition(sought)
    around = (" ".join(before.split(" ")[-_AROUND - 1 :]), " ".join(after.split(" ")[: _AROUND + 1]))
    return f"{around[0]}{sought}{around[1]}".strip() in line


def _plain(text: str) -> str:
    """Words alone, small, with single blanks; what is no word stays where it is all there is."""
    words = _WORDS.findall(composed(text).casefold())
    return " ".join(words) if words else text.strip()
