"""Builds small audited districts for tests of what is written out of them. All figures are made up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from cchc_excel.model.audited import AuditedCommune, AuditedDistrict, AuditedNode, Comparison, Verdict
from cchc_excel.model.cause import CauseKind
from cchc_excel.model.codes import TOTAL
from cchc_excel.model.facts import Fact, Information, Remedy
from cchc_excel.model.finding import Cause, Consequence, Finding, Place, RuleText, Severity
from cchc_excel.model.names import CommuneName, commune_name
from cchc_excel.model.numbers import percent
from cchc_excel.model.scheme import Node, Scheme

FILE = "bang_diem.xlsx"
WRONG_CELL = Place(FILE, "Thanh Xá", "E8")

SMALL = {"1.1": "2", "1.2": "3", "2.1": "1.5", "2.2": "4", "8.1": "2", "8.2": "14"}
"""Leaves of a scheme with the parts A (criteria 1 and 2) and B (criterion 8), and their maxima."""


def scheme(leaves: Mapping[str, str] = SMALL, names: Mapping[str, str] | None = None) -> Scheme:
    """A scheme of two levels under the parts A and B; criteria from 8 on are part B's."""
    names = names or {}
    maxima = {code: Decimal(points) for code, points in leaves.items()}

    def node(code: str, kind: str, points: Decimal, parent: str | None) -> Node:
        return Node(code=code, name=names.get(code, f"{kind} {code}"), max_points=points, parent=parent)

    nodes: list[Node] = []
    for part in ("A", "B"):
        own = {c: p for c, p in maxima.items() if (int(c.split(".")[0]) >= 8) == (part == "B")}
        nodes.append(node(part, "Phần", sum(own.values(), Decimal(0)), TOTAL))
        for criterion in dict.fromkeys(code.split(".")[0] for code in own):
            below = {c: p for c, p in own.items() if c.split(".")[0] == criterion}
            nodes.append(node(criterion, "Tiêu chí", sum(below.values(), Decimal(0)), part))
            nodes += [node(c, "Tiêu chí thành phần", p, criterion) for c, p in below.items()]
    nodes.append(node(TOTAL, "Tổng điểm", sum(maxima.values(), Decimal(0)), None))
    return Scheme(tuple(nodes))


def commune(
    name: str,
    tree: Scheme,
    lost: Mapping[str, str] | None = None,
    *,
    rank: int = 1,
    reasons: Mapping[str, str] | None = None,
    remedies: Mapping[str, str] | None = None,
    grade: str | None = "Tốt",
) -> AuditedCommune:
    """One commune with full marks but for the points lost at some leaves."""
    known = commune_name(name) or CommuneName(None, name)
    nodes = _nodes(tree, {c: Decimal(p) for c, p in (lost or {}).items()}, reasons or {}, known.name)
    return AuditedCommune(
        name=known,
        file=FILE,
        sheet=known.name,
        nodes=nodes,
        rank=rank,
        grade=grade,
        contact=None,
        remedies={code: _remedy(code, action) for code, action in (remedies or {}).items()},
        totals={node.code: node for node in nodes},
    )


def _nodes(
    tree: Scheme, lost: Mapping[str, Decimal], reasons: Mapping[str, str], sheet: str
) -> tuple[AuditedNode, ...]:
    return tuple(
        _audited(
            node,
            sum((lost.get(n.code, Decimal(0)) for n in tree.top_down(node.code)), Decimal(0)),
            is_leaf=tree.is_leaf(node.code),
            reason=reasons.get(node.code, ""),
            place=Place(FILE, sheet, f"E{row}"),
        )
        for row, node in enumerate(tree.top_down(), 6)
    )


def _audited(node: Node, lost: Decimal, *, is_leaf: bool, reason: str, place: Place) -> AuditedNode:
    highest = node.max_points or Decimal(0)
    score = highest - lost
    return AuditedNode(
        code=node.code,
        name=node.name,
        parent=node.parent,
        is_leaf=is_leaf,
        max_points=highest,
        score=score,
        index=percent(score, highest) if highest else Fraction(0),
        self_score=None,
        reason=reason,
        place=place,
    )


def _remedy(code: str, action: str) -> Remedy:
    return Remedy(
        code=code,
        shortcoming="",
        action=action,
        who="Công chức Văn phòng - Thống kê",
        until="Quý II",
        commune=None,
        place=Place(FILE, "Biện pháp", "C2"),
    )


def finding(
    code: str = "A01",
    severity: Severity = Severity.ERROR,
    *,
    commune: str | None = "Xã Thanh Xá",
    criterion: str | None = "1",
    place: Place = WRONG_CELL,
    stated: str | None = "9.785",
    recomputed: str | None = "9.875",
    message: str = "Điểm của tiêu chí không bằng tổng điểm các tiêu chí thành phần.",
    cause: str | None = None,
    kind: CauseKind = CauseKind.UNKNOWN,
    consequences: Sequence[str] = (),
) -> Finding:
    """One finding; `cause` (what shows it) and `consequences` are Vietnamese texts."""
    return Finding(
        code=code,
        severity=severity,
        place=place,
        message=message,
        advice="Sửa ô này theo tổng điểm các tiêu chí thành phần.",
        commune=commune,
        criterion=criterion,
        expected=recomputed,
        actual=stated,
        cause=Cause(kind, cause) if cause is not None else None,
        consequences=tuple(Consequence(commune or "", criterion or "", place, text) for text in consequences),
    )


def comparison(
    verdict: Verdict = Verdict.EQUAL,
    *,
    commune: str = "Xã Thanh Xá",
    code: str = "1",
    quantity: str = "Điểm",
    workbook: Decimal | str | None = Decimal("4.5"),
    recomputed: Decimal | Fraction | str | None = Decimal("4.5"),
    decision: Decimal | str | None = Decimal("4.5"),
) -> Comparison:
    """One figure side by side."""
    return Comparison(
        commune=commune,
        code=code,
        name=f"Tiêu chí {code}",
        quantity=quantity,
        workbook=workbook,
        workbook_place=Place(FILE, "Thanh Xá", "E8"),
        recomputed=recomputed,
        decision=decision,
        decision_place=Place("quyet_dinh.xlsx", "Quyết định", "C5") if decision is not None else None,
        verdict=verdict,
    )


RULES = (
    RuleText(
        code="A01",
        severity=Severity.ERROR,
        title="Tổng không bằng các thành phần cộng lại",
        explanation="Điểm của một mục phải bằng tổng điểm các mục ngay dưới nó.",
        advice="Sửa ô tổng hoặc ô thành phần bị nhập sai.",
        example="Các mục được 3 và 1,5, cộng lại là 4,5, nhưng ô E8 ghi 4.",
        source="",
    ),
    RuleText(
        code="L01",
        severity=Severity.INFO,
        title="Tiêu chí thành phần chưa đạt điểm tối đa",
        explanation="Điểm thẩm định thấp hơn điểm tối đa.",
        advice="Đưa vào báo cáo khắc phục.",
        example="Đạt 1,5 trên 2 điểm, mất 0,5 điểm.",
        source="",
    ),
)


def district(
    communes: Sequence[AuditedCommune],
    tree: Scheme,
    *,
    findings: Sequence[Finding] = (),
    comparisons: Sequence[Comparison] = (),
    missing: Sequence[str] = (),
    facts: Sequence[Fact] = (),
    authority: str = "UBND huyện Thanh Hà",
    rules: Sequence[RuleText] = RULES,
) -> AuditedDistrict:
    """An audited district of these communes."""
    return AuditedDistrict(
        authority=authority,
        year=2022,
        information=Information(tuple(facts)),
        scheme=tree,
        communes=tuple(communes),
        comparisons=tuple(comparisons),
        findings=tuple(findings),
        rules=tuple(rules),
        missing_facts=tuple(missing),
    )


def many(count: int, tree: Scheme | None = None) -> AuditedDistrict:
    """A district of `count` communes, each losing a little more than the one before it."""
    tree = tree or scheme()
    leaves = [node for node in tree.leaves() if node.max_points]
    found = []
    for number in range(count):
        spoiled = leaves[: 1 + number % len(leaves)]
        lost = {n.code: str((n.max_points or Decimal(0)) * (number % 4 + 1) / 4) for n in spoiled}
        found.append(commune(f"Xã Số {number + 1}", tree, lost))
    by_score = sorted(found, key=lambda c: -c.total.score)
    ranks = {c.name.key: 1 + sum(o.total.score > c.total.score for o in by_score) for c in found}
    ranked = [commune_with_rank(c, ranks[c.name.key]) for c in found]
    return district(ranked, tree, findings=[finding(commune=c.name.display) for c in ranked])


def commune_with_rank(known: AuditedCommune, rank: int) -> AuditedCommune:
    """The same commune at another place."""
    return AuditedCommune(
        name=known.name,
        file=known.file,
        sheet=known.sheet,
        nodes=known.nodes,
        rank=rank,
        grade=known.grade,
        contact=known.contact,
        remedies=known.remedies,
        totals=known.totals,
    )
