"""Reads a PDF's text layer into lines and ruled tables, each with its page."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from .aligned_text import aligned_table
from .cell_text import middle, text_of
from .limits import MOST_CELLS, MOST_CHARACTERS, MOST_COLUMNS, too_long
from .parts import Line, Merge, Part, Piece, PieceRow, joined_edges, laid_out
from .pdf_file import opened, outside, readable, ruled_tables

_MOST_PAGES = 120
"""A decision on every commune of a province, with an annex for each criterion, has fewer."""
_MOST_RULES = 20_000
"""Lines and boxes of a page; Word draws up to eight for each cell."""
_HAIR = 2.5
"""Points: borders that are no farther from each other are one."""
_SPARSE = 400
"""Characters of a page that says little: a scan's, with the stamp of its electronic signature."""
_FULL = 0.4
"""Share of a page that one picture fills on a scan."""


@dataclass(frozen=True, slots=True)
class PdfParts:
    """What a PDF holds."""

    parts: tuple[Part, ...]
    scanned: bool
    """Whether pages of it are pictures."""
    unsure: bool
    """Whether it seems to have tables without ruling lines whose columns cannot be told."""


def pdf_parts(data: bytes) -> PdfParts:
    """The lines and tables in reading order. May take for ever on a hostile file: run it in a process of its own.

    Raises UnreadableFile.
    """
    parts: list[Part] = []
    characters = cells = 0
    scanned = unsure = False
    with opened(data) as pdf:
        if len(pdf.pages) > _MOST_PAGES:
            raise too_long()
        for number, page in enumerate(pdf.pages, 1):
            scanned = scanned or _is_scan(page)
            characters += len(page.chars)
            if characters > MOST_CHARACTERS:
                raise too_long()
            whole = readable(page)
            found = _page_parts(whole, number)
            unsure = unsure or found is None
            for part in found or _lines(whole):
                cells += part.width * len(part.rows) if isinstance(part, Piece) else 0
                if cells > MOST_CELLS:
                    raise too_long()
                parts.append(part)
            whole.close()
            page.close()
    return PdfParts(tuple(parts), scanned or not characters, unsure)


def _is_scan(page: Any) -> bool:
    if len(page.chars) > _SPARSE:
        return False
    area = float(page.width * page.height)
    return any(abs(float((i["x1"] - i["x0"]) * (i["bottom"] - i["top"]))) > _FULL * area for i in page.images)


def _page_parts(page: Any, number: int) -> list[Part] | None:
    """The page's tables and the lines besides; None where it seems to have a table that cannot be read."""
    found = ruled_tables(page, _MOST_RULES)
    pieces: list[tuple[float, Part]] = [
        (float(table.bbox[1]), _piece(table, page.chars, f"P{number}T{count}")) for count, table in enumerate(found, 1)
    ]
    top = bottom = -1.0
    if not found:
        aligned = aligned_table(page, f"P{number}T1")
        if aligned.unsure:
            return None
        if aligned.piece is not None:
            top, bottom = aligned.top, aligned.bottom
            pieces.append((top, aligned.piece))
    for line in outside(page, found).extract_text_lines(return_chars=False):
        height = float(line["top"])
        if not top - 1 <= height <= bottom + 1:
            pieces.append((height, Line(line["text"])))
    return _begun([part for _, part in sorted(pieces, key=lambda p: p[0])])


def _lines(page: Any) -> list[Part]:
    return _begun([Line(line["text"]) for line in page.extract_text_lines(return_chars=False)])


def _begun(parts: list[Part]) -> list[Part]:
    """The parts of a page, the first of which says that a page begins."""
    return [replace(parts[0], begins=True), *parts[1:]] if parts else []


def _piece(table: Any, chars: Sequence[dict[str, Any]], origin: str) -> Piece:
    boxes = sorted({tuple(map(float, box)) for box in table.cells}, key=lambda b: (b[1], b[0]))
    columns = joined_edges((b[0] for b in boxes), _HAIR)
    rows = joined_edges((b[1] for b in boxes), _HAIR)
    width, height = max(columns.values()) + 1, max(rows.values()) + 1
    if width > MOST_COLUMNS or width * height > MOST_CELLS:
        raise too_long()
    texts: list[list[tuple[int, str]]] = [[] for _ in range(height)]
    merges: list[Merge] = []
    inside = _Inside(chars)
    for box in boxes:
        left, top, right, bottom = box
        row, column = rows[top], columns[left]
        last_row = max(n for edge, n in rows.items() if edge < bottom - _HAIR or n == row)
        last_column = max(n for edge, n in columns.items() if edge < right - _HAIR or n == column)
        text = text_of(inside.of(left, top, right, bottom), right - left)
        if text:
            texts[row].append((column, text))
        if (last_row, last_column) != (row, column):
            merges.append((row, column, last_row, last_column))
    numbers = tuple(range(1, width + 1))
    told = tuple(PieceRow(f"{origin}R{n}", laid_out(line, width), numbers) for n, line in enumerate(texts, 1))
    return Piece(told, tuple(merges))


class _Inside:
    """A page's characters by their height, so that a cell's are found without looking at all of them."""

    def __init__(self, chars: Sequence[dict[str, Any]]) -> None:
        self._chars = sorted(chars, key=middle)
        self._heights = [middle(char) for char in self._chars]

    def of(self, left: float, top: float, right: float, bottom: float) -> list[dict[str, Any]]:
        """The characters whose middle is in a box."""
        first, last = bisect_left(self._heights, top), bisect_left(self._heights, bottom)
        return [c for c in self._chars[first:last] if left <= (c["x0"] + c["x1"]) / 2 < right]
