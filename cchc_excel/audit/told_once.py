"""Findings about cells that several communes share, as the codes and maxima of a score matrix: each told once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..model.finding import Finding
from ..model.score_sheet import ScoreSheet

_Cell = tuple[str, str, str]


def once_each(findings: Sequence[Finding], sheets: Sequence[ScoreSheet]) -> list[Finding]:
    """The findings, those of one code at one shared cell as one that names no commune."""
    shared = _shared(sheets)
    met: set[tuple[_Cell, str, str | None]] = set()
    kept: list[Finding] = []
    for finding in findings:
        where = finding.place.file, finding.place.sheet, finding.place.cell
        if where not in shared:
            kept.append(finding)
        elif (where, finding.code, finding.criterion) not in met:
            met.add((where, finding.code, finding.criterion))
            kept.append(replace(finding, commune=None))
    return kept


def _shared(sheets: Sequence[ScoreSheet]) -> frozenset[_Cell]:
    """The cells beside the columns of the communes: codes, names, maxima, and what stands for a whole tab or column."""
    found: set[_Cell] = set()
    met: set[tuple[str, str]] = set()
    for sheet in sheets:
        tab = sheet.file, sheet.sheet
        if not sheet.column or tab in met:
            continue
        met.add(tab)
        found.add((*tab, ""))
        for row in sheet.rows:
            found.add((*tab, row.cell))
            if row.max_points is not None:
                found.add((*tab, row.max_points.cell))
                found.add((*tab, row.max_points.cell.rstrip("0123456789") + "1"))
        found.update((*tab, row.cell) for row in sheet.uncounted)
    return frozenset(found)
