"""One score sheet for each commune: whose each sheet is, and which come again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..model.group import Group
from ..model.names import CommuneName
from ..model.score_sheet import ScoreSheet

Repeated = tuple[ScoreSheet, ScoreSheet]
"""A sheet of a commune that has one already, and that earlier one."""


def one_each(group: Group) -> tuple[tuple[ScoreSheet, ...], tuple[Repeated, ...]]:
    """The first sheet of every commune, and each later one with the first."""
    return _once_each(_kinds_told(group))


def _kinds_told(group: Group) -> tuple[ScoreSheet, ...]:
    """Sheets that do not say whether they are a xã's or a thị trấn's, told by the other lists of the group."""
    listed = [row.commune for table in group.tables for row in table.rows] + [c.commune for c in group.contacts]
    kinds: dict[str, set[str]] = {}
    for name in listed:
        if name.kind is not None:
            kinds.setdefault(name.key, set()).add(name.kind)
    for sheet in group.sheets:
        if sheet.commune.kind is not None:
            kinds.get(sheet.commune.key, set()).discard(sheet.commune.kind)
    told = []
    for sheet in group.sheets:
        left = kinds.get(sheet.commune.key, set())
        if sheet.commune.kind is None and len(left) == 1:
            sheet = replace(sheet, commune=CommuneName(next(iter(left)), sheet.commune.name))
        told.append(sheet)
    return tuple(told)


def _once_each(sheets: Sequence[ScoreSheet]) -> tuple[tuple[ScoreSheet, ...], tuple[Repeated, ...]]:
    kept: list[ScoreSheet] = []
    repeated: list[Repeated] = []
    by_key: dict[str, list[ScoreSheet]] = {}
    for sheet in sheets:
        namesakes = by_key.setdefault(sheet.commune.key, [])
        earlier = next((k for k in namesakes if k.commune.same_as(sheet.commune)), None)
        if earlier is None:
            kept.append(sheet)
            namesakes.append(sheet)
        else:
            repeated.append((sheet, earlier))
    return tuple(kept), tuple(repeated)
