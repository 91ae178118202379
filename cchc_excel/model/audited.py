"""The audited district: exact figures, ranks, comparisons and findings, ready to be written out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from .codes import is_part
from .facts import Contact, Information, Remedy
from .finding import Finding, Place, RuleText
from .names import CommuneName, folded
from .scheme import Scheme

PROGRAM_MARK = "cchc_excel"
"""What workbooks written by this program carry in their properties, so that they are never taken for inputs."""


class Verdict(StrEnum):
    """How a stated figure stands to the recomputed one."""

    EQUAL = "khớp"
    ROUNDED = "khớp do làm tròn"
    DIFFERENT = "lệch"
    ABSENT = "không có số liệu"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditedNode:
    """One node of one commune. All points are exact."""

    code: str
    name: str
    parent: str | None
    is_leaf: bool
    max_points: Decimal
    score: Decimal
    index: Fraction
    """In percent, exact; 0 where the maximum is 0."""
    self_score: Decimal | None
    reason: str
    """The appraiser's reason for the deduction; "" where none is given."""
    place: Place
    """The cell of the appraised score."""

    @property
    def deduction(self) -> Decimal:
        """Missing points: maximum less the exact score."""
        return _missing(self.max_points, self.score)


@lru_cache(maxsize=65536)
def _missing(maximum: Decimal, score: Decimal) -> Decimal:
    """The same object for the same points: it remembers its hash, by which it is looked up when it is written."""
    return maximum - score


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditedCommune:
    """One commune with every node of its tree, the total first, parents before children."""

    name: CommuneName
    file: str
    sheet: str
    nodes: tuple[AuditedNode, ...]
    rank: int
    """Place by exact total, ties sharing it (1, 2, 2, 4)."""
    grade: str | None
    """None where the workbook sets no thresholds."""
    contact: Contact | None
    remedies: dict[str, Remedy]
    """By code; one of this commune's own goes before a common one."""
    totals: dict[str, AuditedNode]
    """Every node by code (the same objects as `nodes`)."""
    ranked_by: Decimal | None = None
    """The total that decides rank and grade where it is not the score: one that is stated, as leaves are doubtful, or the
    one that a mistyped leaf's right value gives."""
    doubtful: frozenset[str] = frozenset()
    """Leaves whose score is unreadable, missing or impossible: their points, and all sums with them, may yet be others."""
    _found: dict[str, Remedy | None] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What `remedy_for` has found so far."""

    @property
    def total(self) -> AuditedNode:
        """The grand total."""
        return self.nodes[0]

    def deducted(self, under: str | None = None) -> tuple[AuditedNode, ...]:
        """Leaves below their maximum, in the scheme's order; only those under a node if one is named."""
        return tuple(n for n in self.nodes if n.is_leaf and n.score < n.max_points and self._is_under(n, under))

    def remedy_for(self, node: AuditedNode) -> Remedy | None:
        """The remedy noted for a sub-criterion, or for the nearest node above it below the parts."""
        if node.code not in self._found:
            self._found[node.code] = self._nearest_remedy(node)
        return self._found[node.code]

    def _nearest_remedy(self, node: AuditedNode) -> Remedy | None:
        here: AuditedNode | None = node
        while here is not None and not is_part(here.code):
            if here.code in self.remedies:
                return self.remedies[here.code]
            here = self.totals.get(here.parent) if here.parent else None
        return None

    def without_remedy(self) -> tuple[AuditedNode, ...]:
        """Deducted leaves for which no remedy is on file, in the scheme's order."""
        found = ((node, self.remedy_for(node)) for node in self.deducted())
        return tuple(node for node, remedy in found if remedy is None or not remedy.action.strip(" .;,:-–+•*\n"))

    def _is_under(self, node: AuditedNode, ancestor: str | None) -> bool:
        here: AuditedNode | None = node
        while here is not None and ancestor is not None:
            if here.code == ancestor:
                return True
            here = self.totals[here.parent] if here.parent is not None else None
        return ancestor is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One figure side by side: as the workbook states it, recomputed, as the decision states it."""

    commune: str
    code: str
    name: str
    quantity: str
    """"Điểm", "Chỉ số (%)", "Xếp hạng", "Xếp loại"."""
    workbook: Decimal | str | None
    workbook_place: Place | None
    recomputed: Decimal | Fraction | str | None
    decision: Decimal | str | None
    decision_place: Place | None
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditedDistrict:
    """One authority's year, audited."""

    authority: str
    year: int
    information: Information
    scheme: Scheme
    communes: tuple[AuditedCommune, ...]
    """In the order of the workbooks."""
    comparisons: tuple[Comparison, ...]
    findings: tuple[Finding, ...]
    """Gravest first."""
    rules: tuple[RuleText, ...]
    """The rules that were applied, for the legend."""
    missing_facts: tuple[str, ...]
    """Keys of the information sheet that are missing, for the summary."""
    previous: AuditedDistrict | None = None
    """The same authority's year before, where the folder holds it, too."""
    finding_codes: frozenset[str] = field(init=False, repr=False, compare=False)
    """The codes that occur among the findings."""
    _means: dict[str, Fraction | None] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What `mean_index` has worked out so far: every report of the district asks for the same."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "finding_codes", frozenset(f.code for f in self.findings))

    @property
    def ranking(self) -> tuple[AuditedCommune, ...]:
        """Communes best first; equal ranks in the order of the workbooks."""
        return tuple(sorted(self.communes, key=lambda c: c.rank))

    def mean_index(self, code: str) -> Fraction | None:
        """The communes' mean index at a node, in percent, exact; None where no commune has the node."""
        if code not in self._means:
            indices = [c.totals[code].index for c in self.communes if code in c.totals]
            self._means[code] = sum(indices, Fraction(0)) / len(indices) if indices else None
        return self._means[code]

    def commune_of(self, name: CommuneName) -> AuditedCommune | None:
        """The commune of this name; None where the district has none, or more than one, of it."""
        same = [c for c in self.communes if c.name.same_as(name)]
        return same[0] if len(same) == 1 else None


def linked(districts: Sequence[AuditedDistrict]) -> tuple[AuditedDistrict, ...]:
    """The districts in their order, each knowing its authority's year before where that is among them."""
    by_year = {(folded(d.authority), d.year): d for d in districts}
    return tuple(replace(d, previous=by_year.get((folded(d.authority), d.year - 1))) for d in districts)
