"""Rounding, decided exactly: whether printed figures can all be right, and if not, which must change."""

from .interval import EVERYTHING, Interval, printed, printed_closed, simplest
from .proof import decide
from .tree import Node, Stated, Tree
from .verdict import Change, Conflict, Contradiction, Hidden, Operation, Proof

__all__ = [
    "EVERYTHING",
    "Change",
    "Conflict",
    "Contradiction",
    "Hidden",
    "Interval",
    "Node",
    "Operation",
    "Proof",
    "Stated",
    "Tree",
    "decide",
    "printed",
    "printed_closed",
    "simplest",
]
