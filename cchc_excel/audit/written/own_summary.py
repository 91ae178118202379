"""Checks a district summary that was just filled: does each commune's line state its rank and its score?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...model.audited import AuditedCommune, AuditedDistrict
from ...model.names import composed, folded
from ...model.numbers import written
from ...model.statement import TextBlock, WrittenDocument

_NUMBER = re.compile(r"\d+(?:,\d+)?")


def summary_fault(document: WrittenDocument, district: AuditedDistrict) -> str | None:
    """What is wrong, a Vietnamese clause; None where every ranking table is right, or an office's template has none.

    A table with a column of ranks and a line for each commune is a ranking.
    """
    for table in _tables(document.blocks):
        lines = [_lines_of(c, table) for c in district.communes]
        if all(lines) and _has_ranks(table):
            for commune, rows in zip(district.communes, lines, strict=True):
                rank = str(commune.rank) if len(lines) > 1 else None
                if not any(_is_right(commune, rank, row) for row in rows):
                    place = f"hạng {rank} và " if rank is not None else ""
                    return (
                        f"dòng của {commune.name.inline} trong bảng xếp hạng không nêu đúng {place}tổng điểm "
                        f"{written(commune.total.score)}"
                    )
    return None


def _tables(blocks: Sequence[TextBlock]) -> Iterator[list[list[str]]]:
    """Each table as rows of cell texts."""
    tables: dict[int, dict[int, list[str]]] = {}
    for block in blocks:
        if block.table:
            tables.setdefault(block.table, {}).setdefault(block.row, []).append(composed(block.text))
    for rows in tables.values():
        yield list(rows.values())


def _has_ranks(table: Sequence[list[str]]) -> bool:
    return any("hang" in folded(heading).split() for heading in table[0])


def _lines_of(commune: AuditedCommune, table: Sequence[list[str]]) -> list[list[str]]:
    name = composed(commune.name.display)
    return [row for row in table if name in row]


def _is_right(commune: AuditedCommune, rank: str | None, row: Sequence[str]) -> bool:
    """A lone commune has no rank."""
    stated = [_NUMBER.findall(text) for text in row if text != composed(commune.name.display)]
    figures = [figure for cell in stated for figure in cell]
    for wanted in filter(None, (rank, written(commune.total.score))):
        if wanted not in figures:
            return False
        figures.remove(wanted)
    return True
