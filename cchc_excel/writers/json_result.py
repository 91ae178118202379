"""The machine-readable result, schema "cchc-audit/1" (DOMAIN section 6)."""

from __future__ import annotations

import json
from collections.abc import Sequence

from ..model.audited import AuditedCommune, AuditedDistrict
from ..model.finding import Finding
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
