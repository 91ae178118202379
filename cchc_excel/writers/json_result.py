"""The machine-readable result, schema "cchc-audit/1" (DOMAIN section 6)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..model.audited import AuditedCommune, AuditedDistrict
from ..model.codes import TOTAL
from ..model.finding import Finding, Passage, Place
from ..model.numbers import plain, rounded

SCHEMA = "cchc-audit/1"
_INDEX_PLACES = 4


def result(district: AuditedDistrict, extra: Sequence[Finding] = ()) -> dict[str, object]:
    """One district as plain data; `extra` are findings that belong to no district."""
    return {
        "schema": SCHEMA,
        "year": district.year,
        "authority": district.authority,
        "communes": [_commune(c) for c in district.communes],
        "findings": [_finding(f) for f in (*district.findings, *extra)],
    }


def empty_result(findings: Sequence[Finding]) -> dict[str, object]:
    """The result of a folder without a readable district."""
    return {
        "schema": SCHEMA,
        "year": None,
        "authority": "",
        "communes": [],
        "findings": [_finding(f) for f in findings],
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportResult:
    """What is written of one checked report."""

    file: str
    year: int | None
    commune: str | None
    figures: Mapping[str, Mapping[str, Decimal]]
    """By code, what the report states first: "max", "score", "index", "missing"."""
    names: Mapping[str, str]
    """By code, what the report calls it."""
    findings: Sequence[Finding]


def check_result(reports: Sequence[ReportResult]) -> dict[str, object]:
    """Checked reports in the same shape; `communes` holds what each one states."""
    years = {r.year for r in reports if r.year is not None}
    return {
        "schema": SCHEMA,
        "year": max(years) if len(years) == 1 else None,
        "communes": [_reported(r) for r in reports if r.figures],
        "findings": [_written_finding(f) for r in reports for f in r.findings],
    }


def _reported(report: ReportResult) -> dict[str, object]:
    total = report.figures.get(TOTAL, {})
    return {
        "name": report.commune,
        "file": report.file,
        "year": report.year,
        **{measure: _decimal(total.get(measure)) for measure in ("max", "score", "index", "missing")},
        "criteria": [
            {"code": code, "name": report.names.get(code, ""), **{m: plain(v) for m, v in stated.items()}}
            for code, stated in report.figures.items()
        ],
    }


def _decimal(value: Decimal | None) -> str | None:
    return plain(value) if value is not None else None


def _written_finding(finding: Finding) -> dict[str, object]:
    """With the paragraph or the page in place of sheet and cell; null where there is none."""
    found = _finding(finding)
    told = {key: value for key, value in found.items() if key not in ("sheet", "cell")}
    told |= _spot(finding.place)
    told["figure"] = finding.figure
    told["consequences"] = [
        {"criterion": c.criterion, "file": c.place.file, **_spot(c.place), "message": c.message}
        for c in finding.consequences
    ]
    return told


def _spot(place: Place) -> dict[str, object]:
    if not isinstance(place, Passage):
        return {"paragraph": None, "page": None}
    return {"paragraph": place.paragraph or None, "page": place.page or None}


def encoded(data: dict[str, object]) -> bytes:
    """UTF-8 JSON with one line per commune and per finding, ending with a line break."""
    fields = [f"{json.dumps(key)}: {_in_lines(value)}" for key, value in data.items()]
    return ("{" + ",\n ".join(fields) + "}\n").encode("utf-8")


def _in_lines(value: object) -> str:
    # the standard library's encoder is compiled only without indentation
    if isinstance(value, list) and value:
        return "[\n  " + ",\n  ".join(json.dumps(item, ensure_ascii=False) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def _commune(commune: AuditedCommune) -> dict[str, object]:
    total = commune.total
    return {
        "name": commune.name.display,
        "file": commune.file,
        "sheet": commune.sheet,
        "max": plain(total.max_points),
        "score": plain(total.score),
        "index": plain(rounded(total.index, _INDEX_PLACES)),
        "rank": commune.rank,
        "grade": commune.grade,
        "criteria": [
            {
                "code": node.code,
                "name": node.name,
                "max": plain(node.max_points),
                "score": plain(node.score),
                "index": plain(rounded(node.index, _INDEX_PLACES)),
            }
            for node in commune.nodes
        ],
    }


def _finding(finding: Finding) -> dict[str, object]:
    cause = finding.cause
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "commune": finding.commune,
        "criterion": finding.criterion,
        "file": finding.place.file,
        "sheet": finding.place.sheet,
        "cell": finding.place.cell,
        "expected": finding.expected,
        "actual": finding.actual,
        "message": finding.message,
        "cause": {"kind": cause.kind, "detail": cause.detail} if cause is not None else None,
        "consequences": [
            {"file": c.place.file, "sheet": c.place.sheet, "cell": c.place.cell, "message": c.message}
            for c in finding.consequences
        ],
    }
