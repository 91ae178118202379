"""Says how a case's district departs from the standard workbook's, in its figures, its findings and their cells."""

from __future__ import annotations

from dataclasses import dataclass, field

from cchc_excel.model.audited import AuditedDistrict
from cchc_excel.model.finding import Finding, Place, Severity

from .cases import Case
from .decision_layout import DecisionStyle
from .law import Essence, differences, essence, named
from .score_layout import ScoreStyle
from .truth import COMMUNES
from .workshop import Workshop

_SCORES = frozenset({"A01", "F03", "L02", "L03"})
_DECISION = {"Q01": "score", "Q02": "score", "Q03": "index", "Q04": "rank"}


def standard_of(case: Case) -> Case:
    """The standard workbook and decision that state what the case's do."""
    return Case(
        slips=case.seen,
        score=ScoreStyle(formulas=case.rows.computes),
        decision=DecisionStyle(content=case.decision.content),
    )


@dataclass(repr=False)
class Judge:
    """Compares with standards, each audited once."""

    workshop: Workshop
    _standards: dict[Case, Essence] = field(default_factory=dict)

    def standard(self, case: Case) -> Essence:
        """The standard district."""
        plain = standard_of(case)
        if plain not in self._standards:
            self._standards[plain] = essence(self.workshop.audited(plain.files))
        return self._standards[plain]

    def faults(self, case: Case, district: AuditedDistrict | None = None) -> list[str]:
        """What is not as the law has it, a line each."""
        found = district or self.workshop.audited(case.files)
        return [*self.departures(case, found), *self._misplaced(case, found)]

    def departures(self, case: Case, found: AuditedDistrict) -> list[str]:
        """In figures and findings."""
        told = case.rows.spelling != "name" or (not case.is_matrix and case.score.title in ("sentence", "tab"))
        return differences(self.standard(case), essence(found), with_kinds=told)

    def _misplaced(self, case: Case, found: AuditedDistrict) -> list[str]:
        scores, decision = self.workshop.places(case)
        lines = []
        for finding in found.findings:
            if finding.severity is Severity.INFO or finding.commune is None:
                continue
            spot = (_written(finding), finding.criterion or "T", _DECISION.get(finding.code, "score"))
            right = (decision if finding.code in _DECISION else scores if finding.code in _SCORES else {}).get(spot)
            if right is not None and not _is_at(finding.place, right):
                lines.append(f"place of {finding.code} {spot}: {finding.place}, not {right}")
        return lines


def _written(finding: Finding) -> str:
    """The commune as the description writes it."""
    key = named(finding.commune or "").key
    return next((c for c in COMMUNES if named(c).key == key), "")


def _is_at(place: Place, right: Place) -> bool:
    """Whether both are one cell; a document has no sheets to name."""
    return (place.file, place.cell) == (right.file, right.cell) and (not right.sheet or place.sheet == right.sheet)
