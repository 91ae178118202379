"""The rules by family. Importing this package registers every rule."""

from . import arithmetic, cells, decision, files, identity, low_scores, scheme, standing, values

__all__ = ["arithmetic", "cells", "decision", "files", "identity", "low_scores", "scheme", "standing", "values"]
