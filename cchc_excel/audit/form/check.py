"""Checks one document's form against every row of the table of Nghị định 30/2020/NĐ-CP."""

from __future__ import annotations

from ...model.finding import Finding, Passage
from ...model.form import DocumentForm
from .body_rules import body_findings
from .dates import date_findings
from .foot_rules import foot_findings
from .head_rules import head_findings
from .letters import letter_findings
from .pages import page_findings
from .recognition import recognised
from .title_rules import title_findings

_RULES = (
    page_findings, letter_findings, head_findings, title_findings, body_findings, date_findings, foot_findings,
)  # fmt: skip


def check_form(form: DocumentForm) -> tuple[Finding, ...]:
    """What is not as it must be, gravest first, then from top to bottom."""
    layout = recognised(form)
    found = [finding for rules in _RULES for finding in rules(layout)]
    return tuple(sorted(found, key=_order))


def _order(finding: Finding) -> tuple[object, ...]:
    paragraph = finding.place.paragraph if isinstance(finding.place, Passage) else 0
    return finding.severity.rank, paragraph, finding.code, finding.message
