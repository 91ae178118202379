"""Puts a table row together again that the end of a page has torn in two."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from ...model.statement import TextBlock

_NUMBER = re.compile(r"^[\d.,]+\s*(?:%|điểm|đ)?(?:/.*)?$")
_PAGE_NUMBER = re.compile(r"^[-–—\s]*(?:trang\s*)?\d{1,3}[-–—\s]*$", re.IGNORECASE)


def rejoined(blocks: Iterable[TextBlock]) -> Iterator[TextBlock]:
    """The same lines; a table that only goes on from the page before has its number, and a torn row its row's."""
    before: list[TextBlock] = []
    for _, group in groupby(blocks, key=lambda b: b.table):
        piece = list(group)
        if not piece[0].table:
            yield from piece
            if not all(_PAGE_NUMBER.match(b.text) for b in piece):
                before = []
            continue
        if before and piece[0].page == before[-1].page + 1 and _is_rest(_first_row(piece), before):
            shift = before[-1].row - 1
            piece = [replace(b, table=before[-1].table, row=b.row + shift) for b in piece]
        yield from piece
        before = piece


def _first_row(piece: list[TextBlock]) -> list[TextBlock]:
    return [b for b in piece if b.row == piece[0].row]


def _is_rest(row: list[TextBlock], before: list[TextBlock]) -> bool:
    """Whether a row holds only what did not fit: words, no number, less than the row it belongs to."""
    last = {b.column for b in before if b.row == before[-1].row}
    columns = {b.column for b in row}
    return columns < last and not any(_NUMBER.match(b.text) for b in row)
