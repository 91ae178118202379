"""Tells roman numerals that number a table's criteria from those that number its parts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_NUMERALS = {name: n for n, name in enumerate(("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"), 1)}
_ROMAN = re.compile(r"^((?:Tiêu chí|Lĩnh vực|Mục|TC)\s+)?([IVX]{1,4})(?=\s*[.:)\-–]|\s*$|\s+\S)", re.IGNORECASE)
_FEWEST = 5
"""A scheme has two or three parts; so many numerals in a row number its criteria."""


def with_arabic(headings: Mapping[int, Sequence[str]]) -> Mapping[int, Sequence[str]]:
    """The headings of each column, lowest first, with I ... VIII as 1 ... 8 where they are the criteria's numbers."""
    told = {n for texts in headings.values() for text in texts if (n := _number(text)) is not None}
    if len(told) < _FEWEST or told != set(range(1, max(told) + 1)):
        return headings
    return {column: [_arabic(text) for text in texts] for column, texts in headings.items()}


def _number(text: str) -> int | None:
    found = _ROMAN.match(text)
    return _NUMERALS.get(found[2].upper()) if found else None


def _arabic(text: str) -> str:
    number, found = _number(text), _ROMAN.match(text)
    return text if number is None or found is None else f"{found[1] or ''}{number}{text[found.end() :]}"
