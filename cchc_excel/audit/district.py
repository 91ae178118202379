"""Audits one group: runs every rule, ties consequences to their root, and lays the result out for the writers."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.audited import AuditedCommune, AuditedDistrict, AuditedNode
from ..model.finding import Consequence, Finding, Place
from ..model.group import Group
from . import rules as _every_rule
from .case import Case
from .comparisons import comparisons
from .recompute import Scored
from .registry import RULES, Found, Rule
from .roots import tied
from .rules.faults import RULE_FAILED
from .told_once import once_each

assert _every_rule, "importing the package registers the rules"

EXPECTED_FACTS = (
    "Cơ quan thẩm định",
    "Cơ quan cấp trên",
    "Địa danh",
    "Quyết định công bố",
    "Thông báo kết luận",
    "Công văn kiểm điểm, khắc phục",
    "Ngưỡng cảnh báo (%)",
)
"""Keys whose absence the summary lists (DOMAIN section 4)."""

_OF_FORM = "D"
"""How the codes begin that are about the form of documents, not about figures."""


def audit(group: Group) -> AuditedDistrict:
    """The audited district of one group. The group must hold at least one score sheet."""
    case = Case(group)
    return AuditedDistrict(
        authority=group.authority,
        year=group.year,
        information=group.information,
        scheme=case.scheme,
        communes=tuple(_commune(case, scored) for scored in case.communes),
        comparisons=tuple(comparisons(case)),
        findings=_findings(case),
        rules=tuple(RULES[code].text for code in sorted(RULES) if not code.startswith(_OF_FORM)),
        missing_facts=_missing_facts(group),
    )


def _findings(case: Case) -> tuple[Finding, ...]:
    findings: list[Finding] = []
    consequences: list[Consequence] = []
    for code in sorted(RULES):
        for found in _checked(case, RULES[code]):
            (consequences if isinstance(found, Consequence) else findings).append(found)  # type: ignore[arg-type]
    findings = once_each(findings, case.sheets)
    findings.sort(key=lambda f: f.sort_key)
    return tuple(tied(findings, consequences, case.scheme))


def _checked(case: Case, rule: Rule) -> list[Found]:
    """What a rule finds; a rule that crashes becomes a finding itself, and the other rules go on."""
    try:
        return list(rule.check(case, rule)) if rule.check is not None else []
    except Exception as error:
        what = f"Quy tắc {rule.text.code} gặp lỗi nội bộ ({type(error).__name__}: {error}), chưa kiểm tra được."
        return [RULE_FAILED.finding(Place(), what)]


def _missing_facts(group: Group) -> tuple[str, ...]:
    missing = [key for key in EXPECTED_FACTS if group.information.text(key) is None]
    return (*missing, *(() if group.information.grades else ("Xếp loại ...",)))


def _commune(case: Case, scored: Scored) -> AuditedCommune:
    nodes = tuple(_nodes(case, scored))
    best = case.totals[scored.name]
    return AuditedCommune(
        name=scored.name,
        file=scored.sheet.file,
        sheet=scored.sheet.sheet,
        nodes=nodes,
        rank=case.ranks[scored.name],
        grade=case.grade(scored),
        contact=case.contacts.get(scored.name),
        remedies=case.remedies(scored),
        totals={n.code: n for n in nodes},
        ranked_by=best if best != nodes[0].score else None,
        doubtful=frozenset(n.code for n in nodes if n.is_leaf and scored.is_uncertain(n.code)),
    )


def _nodes(case: Case, scored: Scored) -> Iterable[AuditedNode]:
    indices, maxima, rows, place = case.indices(scored), case.maxima, scored.rows, scored.sheet.place
    for code, parent in scored.top_down:
        row, node, maximum = rows.get(code), case.scheme.get(code), maxima.get(code)
        stated = row.score if row is not None else None
        yield AuditedNode(
            code=code,
            name=node.name if node is not None else row.name if row is not None else "",
            parent=parent,
            is_leaf=not scored.children.get(code),
            max_points=maximum if maximum is not None else case.maximum(code, scored),
            score=scored.exact[code],
            index=indices[code],
            self_score=row.self_score.value if row is not None and row.self_score is not None else None,
            reason=row.reason if row is not None else "",
            place=place(stated.cell if stated is not None else ""),
        )
