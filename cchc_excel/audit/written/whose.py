"""Tells of which commune and year a document speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from ...model.audited import AuditedCommune, AuditedDistrict
from ...model.names import CommuneName, commune_name, composed, tone_key
from ...model.statement import WrittenDocument
from .plain import readable

_HEAD_LINES = 40
"""The head of a report, its subject and first sentences stand in so many lines."""
_NAMED = re.compile(
    r"(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân)\s+((?:xã|phường|thị trấn|đặc khu)\s+[A-ZÀ-ỸĐ0-9][\w’'-]*(?:\s+[A-ZÀ-ỸĐ0-9][\w’'-]*){0,3})",
    re.IGNORECASE,
)
_NOT_LETTERS = re.compile(r"[^\w\s]+")


def named_commune(document: WrittenDocument) -> CommuneName | None:
    """The commune as the text itself names it; None where it names none."""
    for text in _head(document):
        for found in _NAMED.finditer(composed(text)):
            words = found[1].split(" ")
            kind = 2 if words[0].casefold() == "thị" else 1
            proper = list(takewhile(lambda w: w[:1].isupper() or w[:1].isdigit(), words[kind:]))
            if proper and not _runs_on(words, kind):
                return commune_name(" ".join((*words[:kind], *proper)))
    return None


def _runs_on(words: Sequence[str], kind: int) -> bool:
    """Whether capitals run on into ordinary words: the next column of a head block."""
    return words[kind].isupper() and any(not w.isupper() for w in words[kind:])


def audited_commune(
    document: WrittenDocument, districts: Sequence[AuditedDistrict], year: int | None
) -> tuple[AuditedDistrict, AuditedCommune] | None:
    """The one commune of the districts that the document's head names most, in the document's year; None in doubt."""
    chosen = [d for d in districts if year is None or d.year == year]
    for district in reversed(chosen):
        best = _most_named(document, district)
        if best is not None:
            return district, best
    return None


def _most_named(document: WrittenDocument, district: AuditedDistrict) -> AuditedCommune | None:
    head = " ".join(_spoken(readable(text)) for text in _head(document))
    for with_kind in (True, False):
        counts = dict(_counts(head, district.communes, with_kind=with_kind))
        top = max(counts.values(), default=0)
        best = [c for c in district.communes if counts.get(c.name.display, 0) == top]
        if top and len(best) == 1:
            return best[0]
        if top:
            return None
    return None


def _counts(head: str, communes: Sequence[AuditedCommune], *, with_kind: bool) -> Iterator[tuple[str, int]]:
    """How often each commune is named; the longer names first, so that a name inside another does not count."""
    text = f" {head} "
    for commune in sorted(communes, key=lambda c: -len(c.name.name)):
        name = commune.name.inline if with_kind else commune.name.name
        pattern = f" {_spoken(name)} "
        count = text.count(pattern)
        if count:
            text = text.replace(pattern, " | ")
        yield commune.name.display, count


def _spoken(text: str) -> str:
    """Words alone, a single blank between them: "Tân Hưng - Tân Tiến" is "tân hưng tân tiến"."""
    return " ".join(tone_key(_NOT_LETTERS.sub(" ", text)).split())


def _head(document: WrittenDocument) -> Iterator[str]:
    yield from document.properties
    for block in document.blocks[:_HEAD_LINES]:
        yield block.text
