"""The families of slips; importing the package registers them all."""

from . import decision, decision_lines, files, formulas, identity, indices, leaves, summary, totals

__all__ = ["decision", "decision_lines", "files", "formulas", "identity", "indices", "leaves", "summary", "totals"]
