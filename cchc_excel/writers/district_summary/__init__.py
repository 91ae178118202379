"""The district summary: one Word document for the authority, with its own template and tags."""

from __future__ import annotations

from .context import summary_values
from .tags import TAGS

__all__ = ["TAGS", "summary_values"]
