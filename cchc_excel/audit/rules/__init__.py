"""The rules by family. Importing this package registers every rule."""

from . import (
    arithmetic,
    cells,
    contradiction,
    decision,
    faults,
    files,
    formula_cells,
    formulas,
    hidden,
    identity,
    low_scores,
    scheme,
    standing,
    values,
    written,
)

__all__ = [
    "arithmetic",
    "cells",
    "contradiction",
    "decision",
    "faults",
    "files",
    "formula_cells",
    "formulas",
    "hidden",
    "identity",
    "low_scores",
    "scheme",
    "standing",
    "values",
    "written",
]
