"""A small table in plain characters whose cells wrap, so that no line is wider than the window."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from ..model.names import composed

_GAP = " | "
_CROSSING = "-+-"
_NARROWEST = 4


def table(headings: Sequence[str], rows: Sequence[Sequence[str]], *, width: int, indent: str = "") -> list[str]:
    """The lines of a table at most `width` columns wide. Every row has as many cells as there are headings.

    A column is as wide as its longest cell where all fit; else the widest give way. Words too long for their column are
    broken, so that a long file name is shown whole; a row whose first cell wraps is set apart by blank lines.
    """
    texts = [[composed(cell) for cell in row] for row in (headings, *rows)]
    widths = _widths(texts, width - len(indent) - len(_GAP) * (len(headings) - 1))
    lines = _row(texts[0], widths, indent)
    lines.append(indent + _CROSSING.join("-" * w for w in widths))
    before = False
    for number, row in enumerate(texts[1:]):
        is_long = len(_wrapped(row[0], widths[0])) > 1
        if number and (is_long or before):
            lines += _row([""] * len(widths), widths, indent)
        lines += _row(row, widths, indent)
        before = is_long
    return lines


def _widths(texts: Sequence[Sequence[str]], room: int) -> list[int]:
    """How wide each column is, all together at most `room`."""
    widths = [max(_NARROWEST, *(len(row[c]) for row in texts)) for c in range(len(texts[0]))]
    while sum(widths) > room and max(widths) > 1:
        excess = sum(widths) - room
        widest = max(widths)
        next_width = max((w for w in widths if w < widest), default=1)
        many = [c for c, w in enumerate(widths) if w == widest]
        for c in many:
            widths[c] = max(next_width, widest - -(-excess // len(many)), 1)
    return widths


def _row(cells: Sequence[str], widths: Sequence[int], indent: str) -> list[str]:
    wrapped = [_wrapped(cell, width) for cell, width in zip(cells, widths, strict=True)]
    lines = []
    for number in range(max(map(len, wrapped))):
        pieces = (w[number] if number < len(w) else "" for w in wrapped)
        lines.append(indent + _GAP.join(p.ljust(width) for p, width in zip(pieces, widths, strict=True)))
    return [line.rstrip() for line in lines]


def _wrapped(cell: str, width: int) -> list[str]:
    return textwrap.wrap(cell, width, break_long_words=True, break_on_hyphens=False) or [""]
