"""Checks a report that was filled here against the model it was filled from, before it is delivered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ...model.audited import AuditedCommune, AuditedDistrict, AuditedNode
from ...model.codes import TOTAL
from ...model.filled import OWN_NAMES, FilledReport, FilledTable
from ...model.numbers import written
from ...model.statement import Measure, Statement
from ..phrases import called
from .comparison import Wrong, wrong_figures
from .naming import Naming
from .own_chart import OwnCharts
from .own_codes import OwnCodes
from .own_sentences import stands_in_note, stands_in_own_sentence
from .own_signs import District, Signs, is_noted, own_names
from .own_standing import OwnStanding
from .proof import Proof, fits_any
from .quoting import quote, quoted
from .senses import Senses
from .statements import statements
from .wording import figure_name, figure_text, printed_text

_POINTS = (Measure.SCORE, Measure.MISSING)


class OwnReports:
    """The check for one district's reports: sentences that only differ in their figures are understood once."""

    def __init__(self, district: AuditedDistrict) -> None:
        self._naming = Naming(district.scheme)
        self._year = district.year
        self._senses = Senses(self._naming, district.year)
        self._district = District(district)
        self._charts = OwnCharts(district)
        self._standing = OwnStanding(district)
        self._codes = OwnCodes(district.scheme)

    def fault(self, report: FilledReport, commune: AuditedCommune) -> str | None:
        """The first thing that is wrong with a report, as a Vietnamese clause; None where all is right.

        Right is a report each of whose figures is the audited one; that names its unit and no other one in its place,
        its year, its total, the points of each deducted sub-criterion; whose chart shows the audited indices; whose rank, grade
        and comparison with the year before are right; and that has no tag left.
        """
        proof = Proof(self._senses, self._naming, self._year, commune)
        scores, losses = proof.scores, proof.losses
        if not proof.run(report):
            # only what is known to be wrong must be told: now it is read as any document is
            naming = Naming(self._naming.scheme, commune.name.name)
            stated = statements(report.reread(), naming, self._year)
            notes = _notes(commune)
            for wrong in wrong_figures(stated, commune):
                if not stands_in_own_sentence(wrong.figure, commune) and not stands_in_note(wrong.figure, notes):
                    return _told(wrong)
            if loose := self._loose(stated, commune):
                return loose
            scores = {s.key for s in stated if s.value(Measure.SCORE) is not None}
            losses = {s.key for s in stated if s.value(Measure.MISSING) is not None}
        return (
            self._sign_fault(report, commune)
            or _missing(report, commune, scores, losses)
            or self._charts.fault(report.series, commune)
            or self._standing.fault(report.lines, commune)
            or self._codes.fault(report.body)
        )

    def _loose(self, stated: Sequence[Statement], commune: AuditedCommune) -> str | None:
        """A sentence with figures that are no node's, unless the office wrote it."""
        for statement in stated:
            figures = [(f.measure, f.value) for f in statement.figures]
            if statement.key not in commune.totals and not fits_any(figures, commune.nodes):
                told = quote(statement.figures[0])
                if all(stands_in_own_sentence(figure, commune) for figure in statement.figures):
                    continue
                if not any(told.strip("…") in note for note in self._district.notes(commune)):
                    return f"câu “{told}” có số liệu không phải của tiêu chí nào"
        return None

    def _sign_fault(self, report: FilledReport, commune: AuditedCommune) -> str | None:
        """A tag left, another unit's name, the unit's own name or its year missing."""
        found = self._district.signs(report.lines)
        for line, signs in found:
            if not signs.is_plain and (told := self._line_fault(_shown(line.text, commune), signs, commune)):
                return told
        if not any(signs.is_own for _, signs in found):
            return f"văn bản không nêu tên đơn vị “{commune.name.inline}”"
        years = Counter(signs.year for _, signs in found if signs.year is not None)
        if years[self._year] < max(years.values(), default=1):
            return f"văn bản không nói về Chỉ số năm {self._year}"
        return None

    def _line_fault(self, text: str, signs: Signs, commune: AuditedCommune) -> str | None:
        notes = tuple(self._district.notes(commune))
        if signs.left and not any(signs.left in note for note in notes):
            return f"câu “{_around(text, signs.left)}” còn “{signs.left}” ở chỗ phải điền"
        others = list(signs.others)
        for rest in signs.runs_on:
            named = self._district.named([*commune.name.name.split(" "), *rest.split()], commune.name.kind)
            if named is not None and not named.same_as(commune.name):
                others.append((named, named.inline))
        for named, how in others:
            if not named.same_as(commune.name) and not is_noted(text, how, notes):
                return f"câu “{_around(text, how)}” nêu “{how}”, không phải {commune.name.inline}"
        return None


def _notes(commune: AuditedCommune) -> tuple[str, ...]:
    """Reasons and remedies, whole."""
    remedies = ((r.shortcoming, r.action, r.who, r.until) for r in commune.remedies.values())
    return (*(node.reason for node in commune.nodes), *(text for remedy in remedies for text in remedy))


def _missing(report: FilledReport, commune: AuditedCommune, scores: set[str], losses: set[str]) -> str | None:
    """The total, or points of a deducted sub-criterion, that the report does not state."""
    if TOTAL not in scores and not _says(report, "", written(commune.total.score)):
        return f"văn bản không nêu tổng điểm {written(commune.total.score)}"
    for node in commune.deducted():
        if node.code not in losses and node.code not in scores and not _says_of(report, node):
            return f"văn bản không nêu {written(node.deduction)} điểm bị trừ ở {called(node.code)}"
    return None


def _says_of(report: FilledReport, node: AuditedNode) -> bool:
    """Whether a line has the sub-criterion's name or code and its points, in words that are not understood."""
    return any(
        _says(report, name, figure)
        for name in (node.name, node.code)
        for figure in (written(node.deduction), written(node.score))
    )


def _says(report: FilledReport, name: str, figure: str) -> bool:
    texts = (
        " ".join(line.text for lines in row.values() for line in lines)
        for part in report.body
        for row in (part.rows if isinstance(part, FilledTable) else ({1: [part]},))
    )
    return any(name in text and figure in text.replace("/", " ").replace("%", " ").split() for text in texts)


def _told(one: Wrong) -> str:
    name = figure_name(one.statement, one.figure.measure)
    return (
        f"câu “{quote(one.figure)}” ghi {name} là {figure_text(one.figure)}, số đã kiểm tra là "
        f"{printed_text(one.figure, one.exact)}"
    )


def _shown(text: str, commune: AuditedCommune) -> str:
    """A line with the unit's own name in it."""
    for mark, name in zip(OWN_NAMES, own_names(commune.name), strict=True):
        text = text.replace(mark, name)
    return text


def _around(text: str, found: str) -> str:
    at = max(0, text.find(found))
    return quoted(text, at, at + len(found))
