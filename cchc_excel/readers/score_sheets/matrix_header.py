"""Finds the header of a score matrix: which columns its communes share, and which are each commune's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...model.names import CommuneName, folded
from ..grid import Grid, Position
from ..tables.header import SEARCHED_ROWS, Header, after_numbering, column_texts, is_numbering
from ..wordings.commune_headings import named_alone, named_with_kind, speaks_of_several
from ..wordings.headings import Column, meaning
from ..wordings.titles import commune_in, lines_above

_FEW_NAMED = 2
"""So many headings with the kind of a commune make a matrix."""
_FEW_ALONE = 3
_MANY_ALONE = 5
"""So many headings that are names alone make one though nothing else speaks of several communes."""
_ABOVE, _BELOW = 3, 2
"""Header rows over and under the one with the names."""
_OWN = (Column.SELF, Column.SCORE, Column.INDEX, Column.MAX)
_SHARED = (Column.CODE, Column.NAME, Column.MAX, Column.REASON)


@dataclass(frozen=True, slots=True)
class CommuneColumns:
    """One commune's part of the header."""

    commune: CommuneName
    heading: Position
    columns: Mapping[Column, int]


@dataclass(frozen=True, slots=True)
class Matrix:
    """What a matrix's header tells."""

    header: Header
    """The columns that the communes share."""
    communes: tuple[CommuneColumns, ...]


def find_matrix(grid: Grid) -> Matrix | None:
    """The header of a score matrix; None when the sheet is none.

    It is one where two headings beside each other name communes with their kind, or three at least are names and mean
    nothing else. Names alone need more: that a title or a heading speaks of several communes, or that there are five;
    and a title that names one commune makes the sheet that commune's.
    """
    row = _row_of_names(grid)
    if row is None:
        return None
    spans = _spans(grid, row)
    bottom = _bottom(grid, row, spans)
    top = _top(grid, row)
    header = Header(top, bottom, _shared(grid, top, bottom, spans), after_numbering(grid, bottom + 1))
    if Column.CODE not in header.columns and Column.NAME not in header.columns:
        return None
    communes = tuple(_commune(grid, row, bottom, span) for span in spans)
    scored = tuple(c for c in communes if Column.SCORE in c.columns)
    return Matrix(header, scored) if len(scored) >= _FEW_NAMED else None


def _row_of_names(grid: Grid) -> int | None:
    best: tuple[int, int] | None = None
    for row, values in enumerate(grid.rows[:SEARCHED_ROWS]):
        if any(isinstance(v, int | float) for v in values):
            continue
        texts = [grid.text(row, c) for c, v in enumerate(values) if isinstance(v, str) and v]
        if len(texts) < _FEW_NAMED:
            continue
        named = sum(1 for t in texts if named_with_kind(t) is not None)
        alone = sum(1 for t in texts if named_alone(t) is not None)
        enough = named >= _FEW_NAMED or (
            named + alone >= _FEW_ALONE and (named > 0 or _may_be_names(grid, row, texts, alone))
        )
        if enough and (best is None or named + alone > best[0]):
            best = named + alone, row
    return best[1] if best is not None else None


def _may_be_names(grid: Grid, row: int, texts: Sequence[str], alone: int) -> bool:
    above = [grid.name, *(text for _, text in lines_above(grid, row))]
    if any(commune_in(text) is not None for text in above[1:]):
        return False
    return alone >= _MANY_ALONE or speaks_of_several([*above, *texts])


def _spans(grid: Grid, row: int) -> list[tuple[int, int]]:
    """First and last column of each heading that names a commune: a merged one's, else up to the next heading."""
    merged = {left: right for top, left, _, right in grid.merges if top == row and right > left}
    heads = [c for c in range(len(grid.rows[row])) if grid.text(row, c)]
    found = []
    for i, column in enumerate(heads):
        text = grid.text(row, column)
        if named_with_kind(text) is None and named_alone(text) is None:
            continue
        after = heads[i + 1] if i + 1 < len(heads) else grid.width
        right = merged.get(column, column)
        if right == column and not merged:
            while right + 1 < after and _is_sub_heading(grid.text(row + 1, right + 1)):
                right += 1
        found.append((column, right))
    return found


def _sub_heading(text: str) -> Column | None:
    if folded(text) in ("diem", "diem so", "diem cham"):
        return Column.SCORE
    return meaning([text], "score") if text else None


def _is_sub_heading(text: str) -> bool:
    return _sub_heading(text) in (*_OWN, Column.REASON, Column.OTHER)


def _bottom(grid: Grid, row: int, spans: Sequence[tuple[int, int]]) -> int:
    """The last header row: further ones tell the columns under each commune's name."""
    bottom = row
    columns = [c for left, right in spans for c in range(left, right + 1)]
    for below in range(row + 1, min(row + 1 + _BELOW, len(grid.rows))):
        if is_numbering(grid, below) or sum(1 for c in columns if _is_sub_heading(grid.text(below, c))) < _FEW_NAMED:
            break
        bottom = below
    return bottom


def _top(grid: Grid, row: int) -> int:
    """The first header row: those over the names that hold several headings."""
    top = row
    while top > max(0, row - _ABOVE) and len({v for v in grid.rows[top - 1] if v != ""}) > 1:
        if any(isinstance(v, int | float) for v in grid.rows[top - 1]):
            break
        top -= 1
    return top


def _shared(grid: Grid, top: int, bottom: int, spans: Sequence[tuple[int, int]]) -> dict[Column, int]:
    own = {c for left, right in spans for c in range(left, right + 1)}
    found: dict[Column, int] = {}
    for column in range(grid.width):
        if column not in own:
            texts = column_texts(grid, top, bottom, column)
            told = meaning(texts, "score")
            # right of the communes "cao nhất" is the best of their scores
            best = told is Column.MAX and column > spans[0][0] and "cao nhat" in folded(texts[0])
            if told in _SHARED and not best:
                found.setdefault(told, column)
    return found


def _commune(grid: Grid, row: int, bottom: int, span: tuple[int, int]) -> CommuneColumns:
    left, right = span
    text = grid.text(row, left)
    commune = named_with_kind(text) or named_alone(text)
    assert commune is not None
    columns: dict[Column, int] = {}
    if left == right:
        told = _sub_heading(grid.text(bottom, left)) if bottom > row else None
        columns[told if told in _OWN else Column.SCORE] = left
    else:
        for column in range(left, right + 1):
            texts = column_texts(grid, row + 1, bottom, column)
            told = _sub_heading(texts[0]) if texts else None
            if told in _OWN:
                columns.setdefault(told, column)
    return CommuneColumns(commune, (row, left), columns)
