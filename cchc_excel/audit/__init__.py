"""Recomputes, compares and judges. Knows the model only: no files, no Excel, no Word."""
