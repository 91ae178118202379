"""Puts the figures of one passage together: which of them speak of the same node."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from ...model import codes
from ...model.statement import Measure
from .elsewhere import CLAUSE, Elsewhere
from .leads import REACHED
from .naming import Naming, Subject
from .phrases import Phrase, Sort, may_state, number, phrases
from .plain import Squeezed

_SILENCED = re.compile(
    r"nguyennhan|dekhacphuc|phandau|dukien"
    r"|(?:^[-+*]?|[.;:(]-?)(?:lydo|tontai|hanche|bienphap|giaiphap|muctieu|chitieu|nhiemvu|trongthoigiantoi)"
)
"""From here on a passage tells why, or what is planned: its numbers are not the result."""
_BECAUSE = re.compile(r"(?:do|vi|nguyennhan|boi)(?=[a-z0-9])")
_AMONG = re.compile(r"trongdo|cuthe|gom")
_STANDING = re.compile(r"(?:xep|dung)(?:thu|loai|hang)[^;.]*")
_PLACE = re.compile(r"(?:xep|dung)(?:thu|hang)\d*(?:/\d+)?|xeploai(?:xuatsac|tot|kha|trungbinh)")
_NEUTRAL = re.compile(
    r"diem|thamdinh|ketqua|dat|duoc|chiso|tyle|tuongung|va|voi|cua|tieuchi|phan|nay|la|con|cchc|so|tong|cham|moi|chi|trongdo"
    r"|ubnd|doan|captren|quyetdinh|congbo|hientai|uy|ban|nhan|dan|xa|phuong|thitran|donvi|nam\d{4}|theo|danhgia|huyen|tinh|phong|noivu|hoidong|co|bi|noidung|linhvuc|[^a-z]"
)
_DOCUMENT = re.compile(r"(?:so)?\d+/[a-z/\d-]*|ngay\d+[/.-]\d+[/.-]\d+")
_FEW = 3
"""So many letters beside the usual words may be noise; more are another subject."""


Figure = tuple[Measure, Sort, Decimal, Phrase]
"""What is measured, how sure that is, the figure, and where it stands."""
_QUOTED_NAME = re.compile(
    r'(?:(?:tieuchithanhphan|tieuchi)\s?\d{1,2}(?:\.\d{1,2}){0,4}:?|^[-+*•]?)"[^"]{3,500}"(?=[:,(-]?dat|:)'
)
"""A criterion by its name in quotes, behind its code or at the beginning, which may hold figures of its own: "dưới 90%: 0 điểm"."""


@dataclass(slots=True)
class Group:
    """Figures that speak of one node."""

    subject: Subject | None
    start: int
    figures: list[Figure] = field(default_factory=list)
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


def groups(text: Squeezed, naming: Naming, year: int | None) -> list[Group]:
    """The groups of a passage in order; `at` and `stop` of their figures count in the text's source."""
    whole = text.text
    if not may_state(whole):
        return []
    silence = _SILENCED.search(whole)
    told = whole[: silence.start()] if silence else whole
    found = [g for g in _Walk(text, told, naming, year).run() if g.figures]
    return [replace(g, figures=[(m, s, v, _in_source(p, text)) for m, s, v, p in g.figures]) for g in found]


def _in_source(phrase: Phrase, text: Squeezed) -> Phrase:
    return replace(phrase, at=text.position(phrase.at), stop=text.position(phrase.stop - 1) + 1)


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
        self.clear = 0
        """Where the last figure ends that is nobody's: what stands before it is about something else."""
        self.group: Group | None = None
        self.elsewhere = Elsewhere(text, naming.own, year)
        self.beside = False
        """Whether the figure before was taken and an index may follow it."""

    def run(self) -> Iterator[Group]:
        names = [found.span() for found in _QUOTED_NAME.finditer(self.told)]
        found = [p for p in phrases(self.told) if not any(begin < p.at < end for begin, end in names)]
        for i, phrase in enumerate(found):
            together = i > 0 and found[i - 1].end == phrase.end
            before = self.group
            taken = self._take(phrase, found, together)
            if self.group is not before and before is not None:
                yield before
            self.beside = taken and phrase.measure is not Measure.INDEX
            self.last = max(self.last, phrase.end)
        if self.group is not None:
            yield self.group

    def _take(self, phrase: Phrase, found: Sequence[Phrase], together: bool) -> bool:
        """Puts a figure into its group; False where it is nobody's."""
        region = self.text.text[self.last : phrase.at]
        if together:
            return self.beside and self._put(phrase, phrase.start)
        subject = self.naming.subject(self.text, self.last, phrase.at)
        begin = subject.end if subject is not None else self.last
        away = self.elsewhere.tells(
            self.last,
            phrase.at,
            phrase.end,
            is_named=subject is not None,
            is_loss=phrase.measure is Measure.MISSING,
        )
        unsure = phrase.sort in (Sort.NAMED, Sort.LOOSE) and not self._is_surely(phrase, subject)
        if subject is not None and not self._is_new(subject):
            subject = None
        if phrase.sort is Sort.NOBODYS or away or unsure:
            self.clear = max(self.clear, phrase.end)
            if subject is not None:
                # "Tiêu chí 3: tự chấm 18 điểm, thẩm định 16,73 điểm"
                self.group = Group(subject, self.last)
            return False
        if subject is not None:
            self.group = Group(subject, self.last)
        elif not self._continues(region, phrase):
            if phrase.sort in (Sort.BESIDE, Sort.PART):
                return False
            self.group = Group(None, self.last, is_bare=self._is_bare(self.text.text[self.clear : phrase.at]))
        return self._put(phrase, begin)

    def _is_surely(self, phrase: Phrase, subject: Subject | None) -> bool:
        """Whether a figure that only a name explains stands right behind one."""
        if subject is None or subject.code is None:
            return phrase.sort is Sort.LOOSE and self.group is not None and self.group.subject is not None
        between = self.text.text[subject.end : phrase.start]
        is_index = "chiso" in self.text.text[self.last : phrase.at]
        # "mức độ hài lòng đạt 97,5%" may be of any survey
        if phrase.sort is Sort.NAMED and not is_index and (self.last or "mucdohailong" in self.text.text[: phrase.at]):
            return False
        return len(_NEUTRAL.sub("", between)) <= _FEW

    def _is_bare(self, region: str) -> bool:
        """Whether the sentence names nothing but the commune itself and the documents it goes by."""
        sentence = _DOCUMENT.sub("", _PLACE.sub("", CLAUSE.split(region)[-1]))
        return len(_NEUTRAL.sub("", sentence.replace(self.naming.own, "") if self.naming.own else sentence)) <= _FEW

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
        words = CLAUSE.split(_STANDING.sub("", region[: max(0, phrase.start - self.last)]))
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

    def _put(self, phrase: Phrase, begin: int) -> bool:
        """Takes a figure up; what stands between `begin` and it names nothing."""
        group = self.group
        assert group is not None
        region = self.text.text[begin : phrase.start]
        group.because = group.because or bool(group.figures and _BECAUSE.search(region))
        value = number(self.text.text[phrase.at : phrase.stop]) * (-1 if self._is_negative(phrase) else 1)
        lead = self.text.text[phrase.start : phrase.at]
        if phrase.measure is Measure.MISSING and not self._missing(group, phrase, region):
            return False
        if phrase.sort is Sort.BESIDE and not (self.beside and self._is_beside(group, phrase)):
            return False
        if phrase.measure is Measure.SCORE and group.has(Measure.SCORE):
            group.whole_is_maximum()
            group.is_whole = True
        if group.has(phrase.measure):
            return False
        group.is_whole = group.is_whole or lead.startswith(("gom", "tong", "cong"))
        group.figures.append((phrase.measure, phrase.sort, value, phrase))
        return True

    def _is_negative(self, phrase: Phrase) -> bool:
        """Whether a minus stands right before the number, and a blank before that: no dash between two things."""
        at = self.text.position(phrase.at)
        before = self.text.source[max(0, at - 3) : at]
        return before[-1:] in ("-", "−") and before[-2:-1] == " " and not before[:1].isdigit()

    def _is_beside(self, group: Group, phrase: Phrase) -> bool:
        """Whether a percentage right behind another figure is the index."""
        measure, sort, *_ = group.figures[-1]
        if measure is not Measure.MISSING:
            return True
        return sort is Sort.PLAIN and REACHED.search(self.text.text, phrase.start, phrase.at) is not None

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
        words = CLAUSE.split(region)
        return not group.because and len(_NEUTRAL.sub("", region)) <= _FEW * 4 and len(words) <= 2


def key_of(group: Group, local: str, full: Decimal) -> str:
    """The node's code, or `local` where it is not known. Only the whole index is out of `full` points."""
    subject, maximum, score = group.subject, group.value(Measure.MAX), group.value(Measure.SCORE)
    if subject is None or subject.code is None:
        if subject is not None or not group.is_bare or score is None:
            return local
        return codes.TOTAL if _is_about(full, 2 * score if maximum is None else maximum) else local
    if subject.code == codes.TOTAL and not subject.sure:
        is_total = maximum is None or maximum == full or (score is not None and 2 * score > full)
        return codes.TOTAL if is_total else local
    return subject.code


def _is_about(full: Decimal, value: Decimal) -> bool:
    """Whether a figure may be what all is out of, at most a slip away."""
    return value * 10 >= full * 9
