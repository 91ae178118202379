"""The rules by family. Importing this package registers every rule."""

from . import arithmetic, decision, low_scores, reading, scheme, standing, values

__all__ = ["arithmetic", "decision", "low_scores", "reading", "scheme", "standing", "values"]
