"""Goes through a document and gathers what it states, node by node."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from ...model import codes
from ...model.numbers import places_of
from ...model.statement import Measure, StatedFigure, Statement, WrittenDocument
from .groups import Group, groups, key_of
from .naming import Naming, Subject, tidy_name
from .passages import Passage, TablePassage, is_item, passages
from .plain import Squeezed
from .tables import Columns, table_statements, told_columns
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
    return tuple(_Reader(naming, year or stated_year(document, every)).run(every))


def passage_statements(every: Iterable[Passage | TablePassage], naming: Naming, year: int) -> tuple[Statement, ...]:
    """Likewise of passages that are put together already."""
    return tuple(_Reader(naming, year).run(every))


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


class _Reader:
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
            self.locals += 1
            self.before = None
            own, first = told_columns(passage, self.year)
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
        # what follows tells why or what is planned; it is most of a report, so it is cut off early
        text = Squeezed(_REASONS.split(passage.text, 1)[0])
        found = groups(text, self.naming, self.year)
        if not found:
            self._maybe_heading(passage, text)
            self.before = None
            self.opens = bool(_SECTION.match(text.head))
            return
        opens, self.opens = self.opens, False
        for i, group in enumerate(found):
            key, is_heading = self._key(group, passage, text, first=i == 0, alone=len(found) == 1)
            if opens and key.startswith("#") and self.heading is None and _is_sum_of_losses(group, text):
                key = codes.TOTAL
            statement = self._statement(group, key, passage, text, is_group=is_heading or group.is_whole)
            if statement is None:
                continue
            self.before = (key, group)
            maximum = statement.value(Measure.MAX)
            if self.heading is not None and maximum is not None and key != self.heading.key:
                self.heading.below.setdefault(key, maximum)
            yield statement

    def _maybe_heading(self, passage: Passage, text: Squeezed) -> None:
        """A short line without figures that names a node, or begins a section."""
        item, big = is_item(passage.text), bool(_BIG.match(text.head))
        if len(passage.text) > _LONGEST_HEADING or passage.text.endswith((";", ",")):
            return
        subject = self._named(text) if item or len(passage.text) < 120 else None
        if subject is not None and subject.sure and subject.code is not None and (item or not big):
            if subject.code != codes.TOTAL:
                self.heading = _Heading(subject, subject.code, None)
        elif item and not passage.text.startswith(("-", "+", "•", "*")):
            self.heading = None

    def _named(self, text: Squeezed) -> Subject | None:
        known = self.naming.headings
        if text.source not in known:
            known[text.source] = self.naming.subject(text, 0, len(text.text))
        return known[text.source]

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

    def _statement(
        self, group: Group, key: str, passage: Passage, text: Squeezed, *, is_group: bool
    ) -> Statement | None:
        kept = [
            f for f in group.figures if f[1].value != "bracketed" or group.has(Measure.SCORE) or not key.startswith("#")
        ]
        if not kept:
            return None
        figures = tuple(
            StatedFigure(
                measure=measure, value=value, places=places_of(value),
                block=passage.blocks[0] if len(passage.blocks) == 1 else passage.block_at(phrase.at),
                text=passage.text, at=phrase.at,
            )
            for measure, _, value, phrase in kept
        )  # fmt: skip
        label = self.naming.numbering(text.head) if group.start == 0 else ""
        if not key.startswith("#"):
            name = group.subject.name if group.subject is not None else ""
        else:
            name = tidy_name(text.original(group.start, group.figures[0][3].start))
        return Statement(key=key, name=name, label=label, is_group=is_group, figures=figures)
