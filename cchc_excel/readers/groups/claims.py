"""What each file says of its authority and year, and the groups in the making that this calls for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ...model.decision import CommuneTable
from ...model.facts import Contact, Fact, Information, Remedy
from ...model.group import Trouble
from ...model.names import composed, tone_key
from ...model.score_sheet import SchemeSheet, ScoreSheet
from ..contents import Contents

_AREA = re.compile(r"\b(?:huyện|thị xã|thành phố|quận|tỉnh)\b.+$", re.IGNORECASE)


def authority_key(authority: str | None) -> str:
    """The area an authority stands for: "UBND huyện Thanh Hà" and "Phòng Nội vụ huyện Thanh Hà" are one; "" if unknown."""
    if not authority:
        return ""
    found = _AREA.search(composed(authority))
    return tone_key(found[0] if found else authority)


@dataclass(slots=True)
class Draft:
    """A group in the making."""

    year: int
    key: str
    authority: str = ""
    sheets: list[ScoreSheet] = field(default_factory=list)
    tables: list[CommuneTable] = field(default_factory=list)
    schemes: list[SchemeSheet] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    remedies: list[Remedy] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Claim:
    """What one file says of its authority and year."""

    contents: Contents
    year: int | None
    authority: str | None
    sure: bool
    """Whether an information sheet names the authority, not just a title."""
    sure_year: bool
    """Whether an information sheet names the year."""

    def year_of(self, titled: ScoreSheet | CommuneTable | SchemeSheet) -> int | None:
        """A table's year: the information sheet's, else the table's own, else that of the file's other tables."""
        return self.year if self.sure_year else titled.year or self.year


def claim_of(contents: Contents) -> Claim:
    """What a file claims: its information sheet first, else what most of its tables' titles say."""
    information = Information(tuple(contents.facts))
    titled = Counter(t for t in (x.authority for x in _titled(contents)) if t)
    years = Counter(y for y in (x.year for x in _titled(contents)) if y)
    year = information.year or (years.most_common(1)[0][0] if years else None)
    authority = information.authority or (titled.most_common(1)[0][0] if titled else None)
    return Claim(contents, year, authority, information.authority is not None, information.year is not None)


def _titled(contents: Contents) -> Iterable[ScoreSheet | CommuneTable]:
    yield from contents.sheets
    yield from contents.tables


def drafts_of(claims: Sequence[Claim]) -> dict[tuple[int, str], Draft]:
    """One empty group per authority and year claimed; years without a named authority get one too."""
    drafts: dict[tuple[int, str], Draft] = {}
    years = {c.year for c in claims if c.year is not None}
    years |= {s.year for c in claims if not c.sure_year for s in c.contents.sheets if s.year is not None}
    for sure in (True, False):
        for claim in claims:
            key = authority_key(claim.authority)
            if claim.year is None or not key or claim.sure is not sure or not (sure or claim.contents.sheets):
                continue
            own = {claim.year} if claim.sure_year else {claim.year, *(s.year for s in claim.contents.sheets if s.year)}
            for year in sorted(own):
                draft = drafts.setdefault((year, key), Draft(year, key))
                draft.authority = draft.authority or claim.authority or ""
    for year in sorted(years):
        if not any(y == year for y, _ in drafts):
            drafts[(year, "")] = Draft(year, "")
    return drafts


def home_of(drafts: dict[tuple[int, str], Draft], year: int | None, authority: str | None) -> Draft | None:
    """The group of that year and authority; where either is not told, the only group that fits."""
    if year is not None and (exact := drafts.get((year, authority_key(authority)))) is not None:
        return exact
    fitting = [d for (y, _), d in drafts.items() if year is None or y == year]
    fitting = [d for d in fitting if d.sheets] or fitting
    return fitting[0] if len(fitting) == 1 else None
