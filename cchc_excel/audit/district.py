"""Audits one group: runs every rule, ties consequences to their root, and lays the result out for the writers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..model import codes
from ..model.audited import AuditedCommune, AuditedDistrict, AuditedNode
from ..model.facts import Contact, Remedy
from ..model.finding import Consequence, Finding, Place, Severity
from ..model.group import Group
from ..model.scheme import Scheme
from . import rules as _every_rule
from .case import Case
from .comparisons import comparisons
from .matching import match
from .recompute import Scored
from .registry import RULES, Found, Rule

assert _every_rule, "importing the package registers the rules"

_ROOTS = (
    "A01",
    "F01",
    "F02",
    "F04",
    "V01",
    "R03",
    "R04",
    "R05",
    "R06",
    "R07",
    "S01",
    "S02",
    "S03",
    "S04",
    "R09",
    "Q01",
    "Q02",
    "Q03",
)
"""Codes that other figures' slips can follow from, likeliest first."""

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
        rules=tuple(RULES[code].text for code in sorted(RULES)),
        missing_facts=_missing_facts(group),
    )


def _findings(case: Case) -> tuple[Finding, ...]:
    findings: list[Finding] = []
    consequences: list[Consequence] = []
    for code in sorted(RULES):
        for found in _checked(case, RULES[code]):
            (consequences if isinstance(found, Consequence) else findings).append(found)  # type: ignore[arg-type]
    findings.sort(key=lambda f: f.sort_key)
    return tuple(_tied(findings, consequences, case.scheme))


def _checked(case: Case, rule: Rule) -> list[Found]:
    """What a rule finds; a rule that crashes becomes a finding itself, and the other rules go on."""
    try:
        return list(rule.check(case, rule)) if rule.check is not None else []
    except Exception as error:
        return [
            Finding(
                code="X01",
                severity=Severity.ERROR,
                place=Place(),
                message=f"Quy tắc {rule.text.code} gặp lỗi nội bộ ({type(error).__name__}: {error}), chưa kiểm tra được.",
                advice="Gửi tệp và dòng này cho người phụ trách phần mềm.",
            )
        ]


def _tied(findings: Sequence[Finding], consequences: Iterable[Consequence], scheme: Scheme) -> list[Finding]:
    """Each consequence goes to its likeliest root."""
    by_root: dict[int, list[Consequence]] = {}
    for consequence in consequences:
        root = _root(findings, consequence, scheme)
        if root is not None:
            by_root.setdefault(root, []).append(consequence)
    return [
        replace(f, consequences=tuple(dict.fromkeys(by_root[i]))) if i in by_root else f for i, f in enumerate(findings)
    ]


def _root(findings: Sequence[Finding], consequence: Consequence, scheme: Scheme) -> int | None:
    """The commune's own finding at the node or below it, in the same file if there is one; else another commune's."""
    ranked = []
    for i, finding in enumerate(findings):
        if finding.code not in _ROOTS:
            continue
        at = finding.criterion or codes.TOTAL
        related = consequence.criterion in (at, *scheme.ancestors(at))
        elsewhere = finding.place.file != consequence.place.file
        ranked.append((finding.commune != consequence.commune, not related, elsewhere, _ROOTS.index(finding.code), i))
    return min(ranked)[-1] if ranked else None


def _missing_facts(group: Group) -> tuple[str, ...]:
    missing = [key for key in EXPECTED_FACTS if group.information.text(key) is None]
    return (*missing, *(() if group.information.grades else ("Xếp loại ...",)))


def _commune(case: Case, scored: Scored) -> AuditedCommune:
    nodes = tuple(_nodes(case, scored))
    return AuditedCommune(
        name=scored.name,
        file=scored.sheet.file,
        sheet=scored.sheet.sheet,
        nodes=nodes,
        rank=case.ranks[scored.name],
        grade=case.grade(scored),
        contact=_contact(case, scored),
        remedies=_remedies(case, scored),
        totals={n.code: n for n in nodes},
    )


def _nodes(case: Case, scored: Scored, code: str = codes.TOTAL, parent: str | None = None) -> Iterable[AuditedNode]:
    below = scored.children.get(code, ())
    row, node = scored.rows.get(code), case.scheme.get(code)
    yield AuditedNode(
        code=code,
        name=node.name if node is not None else row.name if row is not None else "",
        parent=parent,
        is_leaf=not below,
        max_points=case.maximum(code, scored),
        score=scored.exact[code],
        index=case.index(code, scored),
        self_score=row.self_score.value if row is not None and row.self_score is not None else None,
        reason=row.reason if row is not None else "",
        place=scored.place(code),
    )
    for child in below:
        yield from _nodes(case, scored, child, code)


def _contact(case: Case, scored: Scored) -> Contact | None:
    names = [s.name for s in case.communes]
    for contact in case.group.contacts:
        if match(contact.commune, names) == (scored.name,):
            return contact
    return None


def _remedies(case: Case, scored: Scored) -> dict[str, Remedy]:
    names = [s.name for s in case.communes]
    common = {r.code: r for r in reversed(case.group.remedies) if r.commune is None}
    own = {
        r.code: r
        for r in reversed(case.group.remedies)
        if r.commune is not None and match(r.commune, names) == (scored.name,)
    }
    return common | own
