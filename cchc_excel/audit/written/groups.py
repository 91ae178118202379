"""Puts the figures of one passage together: which of them speak of the same node."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from ...model import codes
from ...model.statement import Measure
from .leads import NUMBER
from .naming import Naming, Subject
from .phrases import Phrase, Sort, may_state, number, phrases
from .plain import Squeezed

_SILENCED = re.compile(
    r"nguyennhan|dekhacphuc|phandau|dukien"
    r"|(?:^[-+*]?|[.;:,(]-?)(?:lydo|tontai|hanche|bienphap|giaiphap|muctieu|chitieu|nhiemvu|trongthoigiantoi)"
)
"""From here on a passage tells why, or what is planned: its numbers are not the result."""
_ELSEWHERE = re.compile(
    r"trungbinh|binhquan|caonhat|thapnhat|namtruoc|namngoai|cungky|kytruoc|(?:xa|phuong|thitran)khac"
)
_YEAR = re.compile(r"nam(20\d\d)")
_CLAUSE = re.compile(r"[;.](?!\d)")
_BECAUSE = re.compile(r"(?:do|vi|nguyennhan|boi)(?=[a-z0-9])")
_AMONG = re.compile(r"trongdo|cuthe|gom")
_STANDING = re.compile(r"(?:xep|dung)(?:thu|loai|hang)[^;.]*")
_NEUTRAL = re.compile(
    r"diem|thamdinh|ketqua|dat|duoc|chiso|tyle|tuongung|va|voi|cua|tieuchi|phan|nay|la|con|cchc|so|tong|cham|moi|chi|trongdo"
    r"|uy|ban|nhan|dan|xa|phuong|thitran|donvi|nam\d{4}|theo|danhgia|huyen|tinh|phong|noivu|hoidong|co|bi|noidung|linhvuc|[^a-z]"
)
_FEW = 3
"""So many letters beside the usual words may be noise; more are another subject."""


@dataclass(slots=True)
class Group:
    """Figures that speak of one node."""

    subject: Subject | None
    start: int
    figures: list[tuple[Measure, Sort, Decimal, Phrase]] = field(default_factory=list)
    because: bool = False
    """Whether a reason has begun."""
    among: bool = False
    """Whether "trong đó" has begun to take the missing points apart."""
    is_whole: bool = False
    """Whether it says "tổng điểm", "gồm 7 tiêu chí"."""
    is_bare: bool = False
    """Whether hardly a word stands before its first figure that could name anything."""

    def has(self, measure: Measure) -> bool:
        """Whether a figure of the measure is there."""
        return any(m is measure for m, *_ in self.figures)

    def value(self, measure: Measure) -> Decimal | None:
        """The figure of a measure."""
        return next((v for m, _, v, _ in self.figures if m is measure), None)

    def drop(self, measure: Measure) -> None:
        """Takes a figure back."""
        self.figures = [f for f in self.figures if f[0] is not measure]

    def whole_is_maximum(self) -> bool:
        """A "tổng điểm 26 điểm" before the score is the maximum; says whether there was one."""
        for i, (measure, sort, value, phrase) in enumerate(self.figures):
            if measure is Measure.SCORE and sort is Sort.WHOLE and not self.has(Measure.MAX):
                self.figures[i] = (Measure.MAX, Sort.PLAIN, value, phrase)
                return True
        return False


_FIGURES = re.compile(rf"{NUMBER}(?=/\d|diem|%)|(?<=/){NUMBER}(?=diem|%)")
"""Numbers that may differ between two sentences that say the same of other communes."""
_TOKENS = re.compile(r"\d+(?:[.,] ?\d+)*")


def groups(text: Squeezed, naming: Naming, year: int | None) -> list[Group]:
    """The groups of a passage in order."""
    whole = text.text
    if not may_state(whole):
        return []
    silence = _SILENCED.search(whole)
    told = whole[: silence.start()] if silence else whole
    key = (_FIGURES.sub("0", told), year)
    known = naming.remembered.get(key)
    spans = [m.span() for m in _TOKENS.finditer(told)]
    if known is None or known[0] != len(spans):
        found = [g for g in _Walk(text, told, naming, year).run() if g.figures]
        order = {span: i for i, span in enumerate(spans)}
        if len(naming.remembered) < MOST_REMEMBERED and all(
            (p.at, p.stop) in order for g in found for *_, p in g.figures
        ):
            naming.remembered[key] = (len(spans), tuple(_in_general(group, order) for group in found))
        return found
    return [_in_particular(group, told, spans) for group in known[1]]


MOST_REMEMBERED = 20_000


def _in_general(group: Group, order: Mapping[tuple[int, int], int]) -> Group:
    """The group with the number of a number in the text in the place of its position."""
    return replace(group, figures=[(m, s, v, replace(p, at=order[p.at, p.stop])) for m, s, v, p in group.figures])


def _in_particular(group: Group, text: str, spans: Sequence[tuple[int, int]]) -> Group:
    """The same groups of another text that differs in its figures only."""
    figures = []
    for measure, sort, _, phrase in group.figures:
        at, stop = spans[phrase.at]
        figures.append((measure, sort, number(text[at:stop]), Phrase(measure, sort, phrase.start, at, stop, stop)))
    return replace(group, figures=figures)


class _Walk:
    """Goes through the figures of a passage from left to right."""

    def __init__(self, text: Squeezed, told: str, naming: Naming, year: int | None) -> None:
        self.text = text
        self.told = told
        """The squeezed text as far as it tells the result."""
        self.naming = naming
        self.year = year
        self.last = 0
        """Where the figure before ends."""
        self.group: Group | None = None
        self.beside = False
        """Whether the figure before is a score that was taken."""

    def run(self) -> Iterator[Group]:
        found = phrases(self.told)
        for i, phrase in enumerate(found):
            together = i > 0 and found[i - 1].end == phrase.end
            before = self.group
            taken = self._take(phrase, found, together)
            if self.group is not before and before is not None:
                yield before
            self.beside = taken and (phrase.measure in (Measure.SCORE, Measure.MAX))
            self.last = max(self.last, phrase.end)
        if self.group is not None:
            yield self.group

    def _take(self, phrase: Phrase, found: Sequence[Phrase], together: bool) -> bool:
        """Puts a figure into its group; False where it is nobody's."""
        region = self.text.text[self.last : phrase.at]
        if together:
            return self.beside and self._put(phrase)
        subject = self.naming.subject(self.text, self.last, phrase.at)
        if subject is not None and not self._is_new(subject):
            subject = None
        if phrase.sort is Sort.NOBODYS or self._is_elsewhere(region, phrase):
            if subject is not None:
                # "Tiêu chí 3: tự chấm 18 điểm, thẩm định 16,73 điểm"
                self.group = Group(subject, self.last)
            return False
        if subject is not None:
            self.group = Group(subject, self.last)
        elif not self._continues(region, phrase):
            if phrase.sort in (Sort.BESIDE, Sort.PART):
                return False
            self.group = Group(None, self.last, is_bare=len(_NEUTRAL.sub("", _STANDING.sub("", region))) <= _FEW)
        return self._put(phrase)

    def _is_new(self, subject: Subject) -> bool:
        """Whether a subject opens another group."""
        if self.group is None:
            return True
        own = self.group.subject
        if not subject.sure:
            return own is None and bool(self.group.figures) and self.group.has(Measure.SCORE)
        return own is None or own.code is None or own.code != subject.code

    def _continues(self, region: str, phrase: Phrase) -> bool:
        """Whether a figure without a subject of its own belongs to the group before it."""
        group = self.group
        if group is None:
            return False
        words = _CLAUSE.split(_STANDING.sub("", region[: max(0, phrase.start - self.last)]))
        unknown = "".join(_NEUTRAL.sub("", w) for w in words)
        if len(words) > 1 and len(unknown) > _FEW:
            return phrase.measure is Measure.MISSING and phrase.sort is Sort.PART
        if phrase.measure is Measure.SCORE and group.has(Measure.SCORE):
            return (
                phrase.sort is Sort.PLAIN
                and any(m is Measure.SCORE and s is Sort.WHOLE for m, s, *_ in group.figures)
                and not group.has(Measure.MAX)
            )
        if phrase.measure is Measure.MISSING:
            return True
        return not group.has(phrase.measure)

    def _put(self, phrase: Phrase) -> bool:
        group = self.group
        assert group is not None
        region = self.text.text[self.last : phrase.start]
        group.because = group.because or bool(group.figures and _BECAUSE.search(region))
        value = number(self.text.text[phrase.at : phrase.stop])
        lead = self.text.text[phrase.start : phrase.at]
        if phrase.measure is Measure.MISSING and not self._missing(group, phrase, region):
            return False
        if phrase.sort is Sort.BESIDE and not self.beside:
            return False
        if phrase.measure is Measure.SCORE and group.has(Measure.SCORE):
            group.whole_is_maximum()
            group.is_whole = True
        if group.has(phrase.measure):
            return False
        group.is_whole = group.is_whole or lead.startswith(("gom", "tong", "cong"))
        group.figures.append((phrase.measure, phrase.sort, value, phrase))
        return True

    def _missing(self, group: Group, phrase: Phrase, region: str) -> bool:
        """Whether missing points are the group's own; points lost for one reason of several are not."""
        if group.has(Measure.MISSING):
            own = next(s for m, s, *_ in group.figures if m is Measure.MISSING)
            group.among = group.among or bool(_AMONG.search(region))
            if own is Sort.PART and phrase.sort is Sort.PART and not group.among:
                group.drop(Measure.MISSING)
                group.because = True
            return False
        if phrase.sort is not Sort.PART:
            return True
        words = _CLAUSE.split(region)
        return not group.because and len(_NEUTRAL.sub("", region)) <= _FEW * 4 and len(words) <= 2

    def _is_elsewhere(self, region: str, phrase: Phrase) -> bool:
        """Whether the clause speaks of another year, another body, or a comparison."""
        clause = _CLAUSE.split(region)[-1]
        if _ELSEWHERE.search(clause) or self.text.text.startswith(("sovoi", ",sovoi", "(sovoi"), phrase.end):
            return True
        if "sovoi" in clause:
            return True
        years = _YEAR.findall(clause)
        if years and self.year is not None and str(self.year) != years[-1]:
            return True
        return "chiso" in clause and "cua" in clause and bool(_of_another(clause))


_OTHERS = re.compile(r"chiso[a-z0-9]*cua(?:ubnd|toan|ca)?(?:huyen|tinh|thanhpho|quan)")


def _of_another(clause: str) -> bool:
    return _OTHERS.search(clause) is not None


def key_of(group: Group, local: str, full: Decimal) -> str:
    """The node's code, or `local` where it is not known. Only the whole index is out of `full` points."""
    subject, maximum = group.subject, group.value(Measure.MAX)
    if subject is None or subject.code is None:
        is_total = subject is None and group.is_bare and maximum == full and group.has(Measure.SCORE)
        return codes.TOTAL if is_total else local
    if subject.code == codes.TOTAL and not subject.sure:
        return codes.TOTAL if maximum is None or maximum == full else local
    return subject.code
