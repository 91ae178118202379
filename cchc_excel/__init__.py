"""Audits commune administrative-reform (CCHC) scoring workbooks and writes remediation reports.

For a notebook: `load`, `scores_frame`, `findings_frame`, `ranking_frame` (see `cchc_excel.api`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from .api import findings_frame, load, load_all, ranking_frame, scores_frame

__all__ = ["__version__", "findings_frame", "load", "load_all", "ranking_frame", "scores_frame"]


def __getattr__(name: str) -> object:
    """Loads the public functions when first asked for, so that importing the package stays cheap."""
    if name in __all__:
        from . import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
