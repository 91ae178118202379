"""Puts a table row together again that the end of a page has torn in two."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import groupby

from ...model.statement import TextBlock

_NUMBER = re.compile(r"^[\d.,]+\s*(?:%|điểm|đ)?(?:/.*)?$")
PAGE_NUMBER = re.compile(r"^[-–—\s]*(?:trang\s*)?\d{1,3}[-–—\s]*$", re.IGNORECASE)


def rejoined(blocks: Iterable[TextBlock]) -> Iterator[TextBlock]:
    """The same lines; a table that only goes on from the page before has its number, and a torn row its row's."""
    before: list[TextBlock] = []
    for _, group in groupby(blocks, key=lambda b: b.table):
        piece = list(group)
        if not piece[0].table:
            yield from piece
            if not all(PAGE_NUMBER.match(b.text) for b in piece):
                before = []
            continue
        if before and piece[0].page == before[-1].page + 1 and is_rest(_first_row(piece), _last_columns(before)):
            shift = before[-1].row - 1
            piece = [replace(b, table=before[-1].table, row=b.row + shift) for b in piece]
        yield from piece
        before = piece


def is_rest(row: Mapping[int, str], last: AbstractSet[int]) -> bool:
    """Whether a row (texts by column) holds only what did not fit into the one before, which fills the columns `last`.

    It has words, no number, and less than the row it belongs to.
    """
    return row.keys() < last and not any(_NUMBER.match(text) for text in row.values())


def _first_row(piece: list[TextBlock]) -> dict[int, str]:
    return {b.column: b.text for b in piece if b.row == piece[0].row}


def _last_columns(piece: list[TextBlock]) -> set[int]:
    return {b.column for b in piece if b.row == piece[-1].row}
