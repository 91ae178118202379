"""The remediation report: one Word template, compiled once, filled for each commune."""

from __future__ import annotations

from .context import report_values
from .file_name import report_file_name
from .tags import TAGS, Tag
from .template import ReportTemplate

__all__ = ["TAGS", "ReportTemplate", "Tag", "report_file_name", "report_values"]
