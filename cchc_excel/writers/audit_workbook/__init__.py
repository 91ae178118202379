"""Writes the audited district as one Excel workbook; the package's only door is `build`."""

from .book import build

__all__ = ["build"]
