"""Checks one written report, alone or against the audited districts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...model.audited import AuditedDistrict
from ...model.finding import Finding, Passage, Place
from ...model.statement import FigureKey, Statement, WrittenDocument
from ..rules.written import NO_FIGURES, NOT_COMPARED
from .comparison import compared
from .consistency import decided
from .naming import Naming
from .passages import passages
from .statements import stated_year, statements
from .told_names import told_names
from .whose import audited_commune, named_commune

_NOTHING = "Không tìm thấy điểm, điểm tối đa, chỉ số hay điểm chưa đạt nào trong văn bản, nên chưa kiểm tra được gì."

MOST_FIGURES = 3000
"""A report of 60 sub-criteria states some 400 figures."""
_TOO_MANY = "Văn bản có {} số liệu, quá nhiều so với một báo cáo của một đơn vị, nên chưa kiểm tra."


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedReport:
    """What was made of one document."""

    file: str
    year: int | None
    commune: str | None
    """Display name: of the audited commune, else as the text names it."""
    statements: tuple[Statement, ...]
    findings: tuple[Finding, ...]
    """In the order of the text, gravest first at one place."""
    compared: bool
    """Whether it was compared with audited figures."""

    @property
    def figures(self) -> int:
        """How many figures the text states."""
        return sum(len(s.figures) for s in self.statements)


def check_report(document: WrittenDocument, districts: Sequence[AuditedDistrict] = ()) -> CheckedReport:
    """The findings about one document. With districts its figures are compared with those of its commune, too."""
    every = tuple(passages(document))
    year = stated_year(document, every)
    found = audited_commune(document, districts, year) if districts else None
    scheme = found[0].scheme if found else None
    named = named_commune(document)
    commune = found[1] if found else None
    own = commune.name.name if commune else named.name if named else ""
    told = told_names(every, year) if scheme is None else None
    stated = statements(document, Naming(scheme, own, told), year)
    figures = sum(len(s.figures) for s in stated)
    name = commune.name.display if commune else named.display if named else None
    findings: list[Finding] = []
    in_comparison: frozenset[FigureKey] = frozenset()
    if not stated:
        findings.append(NO_FIGURES.finding(Place(document.file), _NOTHING, commune=name))
    if figures > MOST_FIGURES:
        stated = ()
        findings.append(NO_FIGURES.finding(Place(document.file), _TOO_MANY.format(figures), commune=name))
    if commune is not None:
        differing, in_comparison = compared(document.file, stated, commune)
        findings += differing
    elif districts and stated:
        findings.append(_not_compared(document, districts, year, name))
    findings += decided(document.file, stated, scheme=scheme, commune=commune, name=name, told=in_comparison)
    return CheckedReport(
        file=document.file, year=year, commune=name, statements=stated,
        findings=tuple(sorted(findings, key=_order)), compared=commune is not None,
    )  # fmt: skip


def _order(finding: Finding) -> tuple[object, ...]:
    place = finding.place
    spot = (place.page, place.paragraph) if isinstance(place, Passage) else (0, 0)
    return finding.severity.rank, spot, finding.code, finding.criterion or "", finding.message


def _not_compared(
    document: WrittenDocument, districts: Sequence[AuditedDistrict], year: int | None, name: str | None
) -> Finding:
    years = sorted({d.year for d in districts})
    if year is not None and year not in years:
        why = f"Báo cáo nói về năm {year}, còn thư mục đối chiếu chỉ có năm {', '.join(map(str, years))}."
    elif name is not None:
        why = f"{name} không có trong sổ bảng điểm của thư mục đối chiếu, nên chưa đối chiếu được."
    else:
        why = "Không rõ báo cáo của đơn vị nào, nên chưa đối chiếu được với sổ bảng điểm."
    return NOT_COMPARED.finding(Place(document.file), why, commune=name)
