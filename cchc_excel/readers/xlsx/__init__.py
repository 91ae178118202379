"""Reads .xlsx workbooks: values, formulas, number formats, merges and what is hidden."""

from __future__ import annotations

from .own_output import is_own_output
from .workbook import read_xlsx

__all__ = ["is_own_output", "read_xlsx"]
