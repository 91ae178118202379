"""Checks a Word template as a whole: which document it is for, what is wrong with it, which tags it uses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from . import district_summary, report
from .report import ReportTemplate, Tag
from .report.chart_template import take_charts
from .report.opening import open_template
from .report.package_check import package_notes
from .report.template_fault import Fault, FaultyTemplate
from .report.template_sources import TemplateSources, template_sources


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of document that is made from a template."""

    title: str
    stem: str
    """What its templates' file names begin with."""
    tags: tuple[Tag, ...]


KINDS = (
    DocumentKind("báo cáo khắc phục của từng đơn vị", "bao-cao-khac-phuc", report.TAGS),
    DocumentKind("báo cáo tổng hợp của cơ quan thẩm định", "tong-hop", tuple(district_summary.TAGS)),
)


@dataclass(frozen=True, slots=True)
class CheckedTemplate:
    """What the check found."""

    kind: DocumentKind
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]
    """Vietnamese sentences about what is no fault but may not be meant."""
    used: frozenset[str]
    """Names of the tags it uses, loops' fields left out."""


def check_template(data: bytes, name: str) -> CheckedTemplate:
    """Checks a .docx. Raises TemplateError where the file cannot be opened as a template at all."""
    contents = open_template(data, name)
    kind, sources = _recognised(contents, name)
    faults = list(sources.faults)
    used = set(sources.used)
    charts = take_charts(dict(contents), kind.tags)
    faults += charts.faults
    used |= charts.used
    if not faults:
        try:
            ReportTemplate.compile(data, name, kind.tags)
        except FaultyTemplate as problem:
            faults += problem.faults
    return CheckedTemplate(
        kind,
        tuple(dict.fromkeys(faults)),
        tuple(package_notes(contents)),
        frozenset(used & {tag.name for tag in kind.tags}),
    )


def _recognised(contents: Mapping[str, bytes], name: str) -> tuple[DocumentKind, TemplateSources]:
    """The kind that the file's name says; else the one whose tags fit best."""
    named = [kind for kind in KINDS if name.lower().startswith(kind.stem)]
    tried = [(kind, template_sources(contents, name, kind.tags)) for kind in named or KINDS]
    return min(tried, key=lambda one: (len(one[1].faults), -len(one[1].used)))
