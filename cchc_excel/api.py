"""The public Python API: load a folder, get the audited districts, and tidy pandas DataFrames for a notebook.

import cchc_excel

district = cchc_excel.load("workbooks")
cchc_excel.ranking_frame(district)
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from .audit.district import audit
from .errors import NothingReadable
from .model.audited import AuditedDistrict, linked
from .reading import read_folder

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["AuditedDistrict", "findings_frame", "load", "load_all", "ranking_frame", "scores_frame"]


def load_all(folder: str | os.PathLike[str], *, workers: int = 1) -> tuple[AuditedDistrict, ...]:
    """Reads and audits every authority and year in a folder (or single workbook), oldest year first.

    Empty when nothing with scores is there. Raises NothingReadable when the folder does not exist.
    """
    return linked([audit(g) for g in read_folder(Path(folder), workers=workers).groups])


def load(folder: str | os.PathLike[str], *, year: int | None = None, workers: int = 1) -> AuditedDistrict:
    """The one audited district of a folder; of several the one of `year`, by default the newest.

    Raises NothingReadable when there is none.
    """
    districts = [d for d in load_all(folder, workers=workers) if year is None or d.year == year]
    if not districts:
        raise NothingReadable(f"Không có bảng điểm nào đọc được trong “{folder}”.")
    return districts[-1]


def scores_frame(district: AuditedDistrict) -> pd.DataFrame:
    """One row per commune and node: commune, code, name, parent, leaf, max, score, deduction (Decimal points),
    index (percent, float), self_score, reason."""
    import pandas as pd

    rows = [
        {
            "commune": commune.name.display,
            "code": node.code,
            "name": node.name,
            "parent": node.parent,
            "leaf": node.is_leaf,
            "max": node.max_points,
            "score": node.score,
            "deduction": node.deduction,
            "index": float(node.index),
            "self_score": node.self_score,
            "reason": node.reason,
        }
        for commune in district.communes
        for node in commune.nodes
    ]
    columns = [
        "commune",
        "code",
        "name",
        "parent",
        "leaf",
        "max",
        "score",
        "deduction",
        "index",
        "self_score",
        "reason",
    ]
    return pd.DataFrame(rows, columns=columns)


def findings_frame(district: AuditedDistrict) -> pd.DataFrame:
    """One row per finding: code, severity, commune, criterion, file, sheet, cell, expected, actual, message, advice, cause."""
    import pandas as pd

    rows = [
        {
            "code": f.code,
            "severity": f.severity.value,
            "commune": f.commune,
            "criterion": f.criterion,
            "file": f.place.file,
            "sheet": f.place.sheet,
            "cell": f.place.cell,
            "expected": f.expected,
            "actual": f.actual,
            "message": f.message,
            "advice": f.advice,
            "cause": f.cause.kind if f.cause is not None else None,
        }
        for f in district.findings
    ]
    columns = [
        "code",
        "severity",
        "commune",
        "criterion",
        "file",
        "sheet",
        "cell",
        "expected",
        "actual",
        "message",
        "advice",
        "cause",
    ]
    return pd.DataFrame(rows, columns=columns)


def ranking_frame(district: AuditedDistrict) -> pd.DataFrame:
    """One row per commune, best first: rank, commune, score, max (Decimal points), index (percent, float), grade."""
    import pandas as pd

    rows = [
        {
            "rank": c.rank,
            "commune": c.name.display,
            "score": c.total.score,
            "max": c.total.max_points,
            "index": float(c.total.index),
            "grade": c.grade,
        }
        for c in district.ranking
    ]
    return pd.DataFrame(rows, columns=["rank", "commune", "score", "max", "index", "grade"])
