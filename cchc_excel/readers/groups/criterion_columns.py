"""Tells which criterion a table's column means that is headed by the criterion's name instead of its code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ...model.codes import TOTAL
from ...model.decision import CommuneTable, Quantity
from ...model.figures import Figure
from ...model.names import folded
from ...model.score_sheet import ScoreSheet


def criterion_names(sheets: Iterable[ScoreSheet]) -> dict[str, str]:
    """Node codes by the folded names of their rows."""
    return {folded(row.name): row.code for sheet in sheets for row in reversed(sheet.rows) if row.name}


def with_codes(table: CommuneTable, names: dict[str, str]) -> tuple[CommuneTable, tuple[str, ...]]:
    """The table with columns headed by a criterion's name given that criterion's code, and the headings left over."""
    told = {code for row in table.rows for code, _ in row.figures} | set(table.maxima)
    found = {code: _code_of(code, names) for code in told}

    def renamed(figures: dict[tuple[str, Quantity], Figure]) -> dict[tuple[str, Quantity], Figure]:
        pairs = ((found[code], quantity, f) for (code, quantity), f in figures.items())
        return {(code, quantity): f for code, quantity, f in pairs if code is not None}

    known = {*names.values(), TOTAL}
    left = tuple(sorted(code.removeprefix("name:") for code in told if found[code] not in known))
    rows = tuple(replace(r, figures=renamed(r.figures)) for r in table.rows)
    maxima = {c: f for code, f in table.maxima.items() if (c := found[code]) is not None}
    return replace(table, rows=rows, maxima=maxima), left


def _code_of(code: str, names: dict[str, str]) -> str | None:
    """The code a column means: its own, or that of the one criterion whose name its heading gives."""
    if not code.startswith("name:"):
        return code
    wanted = code.removeprefix("name:")
    if wanted in names:
        return names[wanted]
    close = {c for name, c in names.items() if len(name) > 8 and (name in wanted or _begins(name, wanted))}
    return close.pop() if len(close) == 1 else None


def _begins(name: str, wanted: str) -> bool:
    return len(wanted) > 12 and name.startswith(wanted)
