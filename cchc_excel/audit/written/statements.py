"""Goes through a document and gathers what it states, node by node."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ...model import codes
from ...model.numbers import places_of
from ...model.statement import Measure, StatedFigure, Statement, WrittenDocument
from .groups import Figure, Group, groups, key_of
from .naming import Naming, Subject, tidy_name
from .passages import Passage, TablePassage, is_item, passages
from .phrases import Sort
from .plain import Squeezed
from .tables import HEADER_ROWS, Columns, table_statements, texts_of, told_columns
from .tables_across import across_statements

_YEAR = re.compile(r"(?:chiso|cchc|caicachhanhchinh|par-?index)[^.;\d]{0,60}nam(20\d\d)")
_ANY_YEAR = re.compile(r"(?<!thang\d)(?<!thang\d\d)nam(20\d\d)")
_BIG = re.compile(r"^(?:[ivx]{1,5}[.)/-]|phu ?luc|noinhan)")
_SECTION = re.compile(r"[ivx]{1,5}[.)/-]")
_LOSSES = re.compile(r"\d+tieuchithanhphanbitrudiem,?(?:voi)?tong|tongsodiembitru|tongdiembitru")
_REASONS = re.compile("Nguyên nhân|Để khắc phục")
_LONGEST_HEADING = 220
_MARK = re.compile(r"(?:[-+*•]|[a-z]\)|\d\.)?(?:tong|so)*")
_MAXIMUM_ONLY = frozenset({Measure.MAX})


@dataclass(frozen=True, slots=True)
class Outline:
    """What a passage without figures does to those below it."""

    subject: Subject | None
    """The node that it heads; None where it heads none."""
    ends_heading: bool
    """Whether what is below speaks no longer of the node above."""
    is_section: bool
    """Whether it is the heading of a section (I., II.)."""


@dataclass(frozen=True, slots=True)
class Told:
    """A passage's figures of one node."""

    key: str
    """As in a `Statement`."""
    is_group: bool
    group: Group
    figures: Sequence[Figure]


@dataclass(slots=True)
class _Heading:
    """The line that names what the lines below it speak of."""

    subject: Subject | None
    key: str
    maximum: Decimal | None
    has_score: bool = False
    below: dict[str, Decimal] = field(default_factory=dict)
    """The maxima of the nodes stated since."""
    items: set[Measure] = field(default_factory=set)
    """What items of their own below it state: "- Điểm tối đa: 15 điểm"."""

    def takes(self, group: Group, text: Squeezed) -> bool:
        """Whether an item that begins with the name of a measure states it of the heading's node."""
        begin = group.figures[0][3].start
        measures = {m for m, *_ in group.figures}
        if self.has_score or self.items & measures or _MARK.fullmatch(text.text, 0, begin) is None:
            return False
        self.items |= measures
        return True

    def fits(self, maximum: Decimal | None) -> bool:
        """Whether a sentence with this maximum can speak of the heading's node: by its maximum or that of its items."""
        return maximum is None or self.maximum in (None, maximum) or sum(self.below.values(), Decimal(0)) == maximum


def statements(document: WrittenDocument, naming: Naming, year: int | None = None) -> tuple[Statement, ...]:
    """Everything the document states, in its order. `year` is the scored one; without it the text's own."""
    every = tuple(passages(document))
    return tuple(Reader(naming, year or stated_year(document, every)).run(every))


def stated_year(document: WrittenDocument, every: tuple[Passage | TablePassage, ...]) -> int | None:
    """The scored year that the document speaks of most; None where it names none."""
    texts = [Squeezed(p.text).text for p in every if isinstance(p, Passage) and "20" in p.text]
    texts += [Squeezed(p).text for p in document.properties]
    for pattern in (_YEAR, _ANY_YEAR):
        years = Counter(y for text in texts for y in pattern.findall(text))
        if years:
            return int(years.most_common(1)[0][0])
    return None


def _is_sum_of_losses(group: Group, text: Squeezed) -> bool:
    """ "đã rà soát 25 tiêu chí thành phần bị trừ điểm, với tổng số 14,87 điểm": all that the commune lost."""
    return {m for m, *_ in group.figures} == {Measure.MISSING} and _LOSSES.search(text.text) is not None


class Reader:
    """Keeps what a line inherits from those above it."""

    def __init__(self, naming: Naming, year: int | None) -> None:
        self.naming = naming
        self.year = year
        self.heading: _Heading | None = None
        self.before: tuple[str, Group] | None = None
        """The last group of the passage right before, which a passage may go on about."""
        self.locals = 0
        self.opens = False
        """Whether the passage before is the heading of a section (I., II.)."""

    def run(self, every: Iterable[Passage | TablePassage]) -> Iterator[Statement]:
        columns: Columns = {}
        for passage in every:
            if isinstance(passage, Passage):
                columns = {}
                yield from self._passage(passage)
                continue
            self.pass_table()
            own, first = told_columns([texts_of(row) for row in passage.rows[:HEADER_ROWS]], self.year)
            # a table that goes on overleaf seldom says its headings again
            columns = own or columns
            across = () if own else tuple(across_statements(passage, self.naming, self.year, f"#a{self.locals}"))
            if across:
                yield from across
            elif columns:
                yield from table_statements(passage, columns, first, self.naming, f"#b{self.locals}")
            else:
                for row in passage.as_prose():
                    yield from self._passage(row)

    def _passage(self, passage: Passage) -> Iterator[Statement]:
        text = Squeezed(told_part(passage.text))
        found = groups(text, self.naming, self.year)
        if not found:
            self.pass_over(outline(passage, text, self.naming))
        for told in self.told(passage, text, found):
            yield self._statement(told, passage, text)

    def pass_table(self) -> None:
        """Takes up that a table stands here."""
        self.locals += 1
        self.before = None

    def pass_over(self, line: Outline) -> None:
        """Takes a passage without figures up."""
        if line.subject is not None:
            self.heading = _Heading(line.subject, line.subject.code or "", None)
        elif line.ends_heading:
            self.heading = None
        self.before = None
        self.opens = line.is_section

    def told(self, passage: Passage, text: Squeezed, found: Sequence[Group]) -> Iterator[Told]:
        """What the figures of a passage speak of; `text` is the part that tells (`told_part`), `found` its groups."""
        if not found:
            return
        opens, self.opens = self.opens, False
        for i, group in enumerate(found):
            key, is_heading = self._key(group, passage, text, first=i == 0, alone=len(found) == 1)
            if opens and key.startswith("#") and self.heading is None and _is_sum_of_losses(group, text):
                key = codes.TOTAL
            kept = _kept(group, key)
            if not kept:
                continue
            self.take(key, group, next((v for m, _, v, _ in kept if m is Measure.MAX), None))
            yield Told(key, is_heading or group.is_whole, group, kept)

    def take(self, key: str, group: Group, maximum: Decimal | None) -> None:
        """Takes up what a group speaks of; `told` does so, too."""
        self.opens = False
        self.before = (key, group)
        if maximum is not None and self.heading is not None and key != self.heading.key:
            self.heading.below.setdefault(key, maximum)

    def _key(self, group: Group, passage: Passage, text: Squeezed, *, first: bool, alone: bool) -> tuple[str, bool]:
        """The group's node, and whether its passage heads those that follow."""
        self.locals += 1
        local = f"#{self.locals}"
        measures = {m for m, *_ in group.figures}
        if group.subject is None or (group.subject.code == codes.TOTAL and not group.subject.sure):
            inherited = self._inherited(group, passage, text, first=first)
            if inherited is not None:
                return inherited, False
        key = key_of(group, local, self.naming.full_marks)
        if alone and measures == _MAXIMUM_ONLY and not passage.text.startswith("-"):
            self.heading = _Heading(group.subject, key, group.value(Measure.MAX))
            return key, True
        return key, False

    def _inherited(self, group: Group, passage: Passage, text: Squeezed, *, first: bool) -> str | None:
        """The node of a passage that names none: the heading's, or that of the passage it goes on about."""
        maximum, heading = group.value(Measure.MAX), self.heading
        if group.subject is not None and maximum == self.naming.full_marks:
            return codes.TOTAL if heading is None or heading.maximum != maximum else heading.key
        if first and heading is not None and is_item(passage.text) and heading.takes(group, text):
            return heading.key
        if not first or is_item(passage.text):
            return None
        if heading is not None and not heading.has_score and heading.fits(maximum):
            measures = {m for m, *_ in group.figures}
            if measures & {Measure.SCORE, Measure.MISSING, Measure.INDEX}:
                heading.has_score = Measure.SCORE in measures
                heading.maximum = heading.maximum if heading.maximum is not None else maximum
                return heading.key
        if self.before is not None and group.figures[0][3].start == 0:
            key, last = self.before
            if not any(last.has(m) for m, *_ in group.figures):
                return key
        return None

    def _statement(self, told: Told, passage: Passage, text: Squeezed) -> Statement:
        group, key = told.group, told.key
        figures = tuple(
            StatedFigure(
                measure=measure, value=value, places=places_of(value),
                block=passage.blocks[0] if len(passage.blocks) == 1 else passage.block_at(phrase.at),
                text=passage.text, at=phrase.at,
            )
            for measure, _, value, phrase in told.figures
        )  # fmt: skip
        label = self.naming.numbering(text.head) if group.start == 0 else ""
        if not key.startswith("#"):
            name = group.subject.name if group.subject is not None else ""
        else:
            name = tidy_name(text.original(group.start, group.figures[0][3].start))
        return Statement(key=key, name=name, label=label, is_group=told.is_group, figures=figures)


def told_part(text: str) -> str:
    """A passage as far as it can tell the result: most of a report says why, or what is planned, and is cut off early."""
    return _REASONS.split(text, 1)[0]


def outline(passage: Passage, text: Squeezed, naming: Naming) -> Outline:
    """What a passage without figures does to those below it: a short line may name a node, or begin a section."""
    item, big = is_item(passage.text), bool(_BIG.match(text.head))
    is_section = bool(_SECTION.match(text.head))
    if len(passage.text) > _LONGEST_HEADING or passage.text.endswith((";", ",")):
        return Outline(None, False, is_section)
    subject = naming.subject(text, 0, len(text.text)) if item or len(passage.text) < 120 else None
    if subject is not None and subject.sure and subject.code is not None and (item or not big):
        return Outline(subject if subject.code != codes.TOTAL else None, False, is_section)
    return Outline(None, item and not passage.text.startswith(("-", "+", "•", "*")), is_section)


def names_all(found: Sequence[Group]) -> bool:
    """Whether each group names its node, and none heads what follows: then nothing around the passage counts."""
    return all(
        g.subject is not None
        and g.subject.code is not None
        and g.subject.sure
        and {m for m, *_ in g.figures} != {Measure.MAX}
        for g in found
    )


def _kept(group: Group, key: str) -> list[Figure]:
    """The figures that count: a bare "(15 điểm)" only beside a score, or of a node that is known."""
    if not key.startswith("#") or group.has(Measure.SCORE):
        return group.figures
    return [f for f in group.figures if f[1] is not Sort.BRACKETED]
