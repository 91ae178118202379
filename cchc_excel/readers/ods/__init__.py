"""Reads OpenDocument workbooks (.ods)."""

from __future__ import annotations

from .workbook import read_ods

__all__ = ["read_ods"]
