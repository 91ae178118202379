"""Criterion codes: "A", "1", "1.1", "1.1.1", and T for the grand total."""

from __future__ import annotations

import re
from functools import lru_cache

TOTAL = "T"
"""The code of the grand total."""

_DOTTED = re.compile(r"^(?:[A-H]\.)?\d{1,3}(?:\.\d{1,3}){0,5}(?:\.[a-zđ])?$")
_PART = re.compile(r"^[A-H]$")
_LETTERS = "abcdđefghijklmnopqrstuvwxyz"


@lru_cache(maxsize=4096)
def is_part(code: str) -> bool:
    """Whether the code names a part (A, B, ...)."""
    return bool(_PART.match(code))


@lru_cache(maxsize=4096)
def is_numbered(code: str) -> bool:
    """Whether the code is a criterion's or sub-criterion's: 1, 1.1, 1.1.1; 1.1.a for a lettered item; B.1 where each
    part numbers its criteria from 1."""
    return bool(_DOTTED.match(code))


def dotted_parent(code: str) -> str | None:
    """ "1.1.2" -> "1.1"; None for a single number."""
    return code.rpartition(".")[0] or None


def depth(code: str) -> int:
    """1 for "7", 2 for "7.1", 3 for "7.1.2"; 0 for parts and the total."""
    return code.count(".") + (0 if code[:1].isalpha() else 1) if is_numbered(code) else 0


def sort_key(code: str) -> tuple[tuple[int, ...], str]:
    """Orders codes as people do: 1.2 before 1.10."""
    return tuple(map(_place, code.split("."))) if is_numbered(code) else (), code


def _place(piece: str) -> int:
    return int(piece) if piece.isdigit() else _LETTERS.find(piece.lower()) + 1
