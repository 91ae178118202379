"""Asks whose scores a sheet holds where its title names one commune of the folder and its tab another."""

from __future__ import annotations

from collections.abc import Sequence

from ...model.decision import CommuneTable
from ...model.group import Trouble
from ...model.names import CommuneName, folded
from ...model.score_sheet import ScoreSheet
from ..score_sheets.score_commune import tab_commune


def sure_owners(
    sheets: Sequence[ScoreSheet], tables: Sequence[CommuneTable]
) -> tuple[list[ScoreSheet], tuple[Trouble, ...]]:
    """The sheets whose commune is not in doubt, and a trouble for each of the others."""
    known: dict[str, set[CommuneName]] = {}
    for named in (*(s.commune for s in sheets), *(row.commune for t in tables for row in t.rows)):
        known.setdefault(named.key, set()).add(named)
    sure: list[ScoreSheet] = []
    troubles: list[Trouble] = []
    for sheet in sheets:
        other = _other_owner(sheet, known)
        if other is None:
            sure.append(sheet)
        else:
            troubles.append(_two_names(sheet, other))
    return sure, tuple(troubles)


def _other_owner(sheet: ScoreSheet, known: dict[str, set[CommuneName]]) -> CommuneName | None:
    """The commune that the tab is named after, if it is one that the folder knows and not the title's."""
    if not sheet.commune_cell or sheet.column:
        return None
    tab = tab_commune(sheet.sheet)
    if tab is None or tab.same_as(sheet.commune) or folded(tab.name) == folded(sheet.commune.name):
        return None
    return next((k for k in sorted(known.get(tab.key, ()), key=lambda k: k.display) if tab.kind_fits(k)), None)


def _two_names(sheet: ScoreSheet, other: CommuneName) -> Trouble:
    return Trouble(
        code="R02",
        place=sheet.place(sheet.commune_cell),
        what=f"tiêu đề bảng ghi {sheet.commune.display} nhưng tên trang tính là “{sheet.sheet}”, cả hai đều là đơn vị có trong "
        "thư mục; không rõ bảng là của đơn vị nào nên chưa tính trang này",
        way_out=f"Sửa tên đơn vị ở tiêu đề bảng hoặc tên trang cho thống nhất; hoặc ghi vào trang “Thông tin” của sổ này dòng “Đơn vị "
        f"(trang {sheet.sheet})” với giá trị là {sheet.commune.inline} hoặc {other.inline}",
        commune=sheet.commune.display,
    )
