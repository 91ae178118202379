"""Puts what the files hold together: one group per authority and year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...model.decision import CommuneTable
from ...model.facts import Contact, Information
from ...model.group import Group, Trouble
from ...model.names import CommuneName
from ...model.score_sheet import ScoreSheet
from ..contents import Contents
from .claims import Claim, Draft, authority_key, claim_of, drafts_of, home_of
from .criterion_columns import criterion_names, with_codes
from .summaries import own_and_summed_up
from .tab_owners import sure_owners


def group(files: Sequence[Contents]) -> tuple[tuple[Group, ...], tuple[Trouble, ...]]:
    """The groups, oldest year first, and the troubles that belong to none. Every trouble of a file is in one of both."""
    claims = [claim_of(c) for c in files]
    drafts = drafts_of(claims)
    loose: list[Trouble] = []
    for claim in claims:
        _place_scores(claim, drafts, loose)
    for claim in claims:
        _place_tables(claim, drafts, loose)
        _place_side_sheets(claim, drafts)
        _place_schemes(claim, drafts)
    for draft in drafts.values():
        draft.sheets, doubts = sure_owners(draft.sheets, draft.tables)
        draft.troubles.extend(doubts)
        if not draft.sheets:
            loose.extend(draft.troubles)
            loose.extend(map(_tableless, draft.tables))
    groups = [_finished(d) for d in drafts.values() if d.sheets]
    groups = [replace(g, troubles=tuple(_after_all(t, groups) for t in g.troubles)) for g in groups]
    loose = [_after_all(t, groups) for t in loose]
    if len(groups) == 1:
        groups = [replace(groups[0], troubles=(*groups[0].troubles, *loose))]
        loose = []
    return tuple(sorted(groups, key=lambda g: (g.year, g.authority))), tuple(loose)


def _after_all(trouble: Trouble, groups: Sequence[Group]) -> Trouble:
    """The trouble, milder where the rest of the folder holds what it misses."""
    own = trouble.unless_scored
    if own is not None and any(sheet.commune.same_as(own) for g in groups for sheet in g.sheets):
        return replace(trouble, milder=True)
    return _after_the_decision(trouble, groups)


def _after_the_decision(trouble: Trouble, groups: Sequence[Group]) -> Trouble:
    """The trouble, milder if it only means that a file may be a decision's copy, and each group has one in another file."""
    if not trouble.unless_decided or not groups:
        return trouble
    told = all(any(t.official and t.file != trouble.place.file for t in g.tables) for g in groups)
    return replace(trouble, milder=True) if told else trouble


def _place_scores(claim: Claim, drafts: dict[tuple[int, str], Draft], loose: list[Trouble]) -> None:
    homes: list[Draft] = []
    troubles = list(claim.contents.troubles)
    for sheet in claim.contents.sheets:
        if claim.sure_year and sheet.year not in (None, claim.year):
            troubles.append(_two_years(sheet, claim.year))
        home = home_of(drafts, claim.year_of(sheet), claim.authority or sheet.authority)
        if home is None:
            loose.append(_homeless(sheet, drafts))
            continue
        home.sheets.append(sheet)
        homes.append(home)
    home = homes[0] if homes else home_of(drafts, claim.year, claim.authority)
    (home.troubles if home is not None else loose).extend(troubles)


def _two_years(sheet: ScoreSheet, year: int | None) -> Trouble:
    return Trouble(
        code="R13",
        place=sheet.place(sheet.commune_cell or "A1"),
        what=f"tiêu đề bảng điểm ghi năm {sheet.year}, trang “Thông tin” của sổ ghi năm {year}; được hiểu là năm {year}",
        way_out="Sửa lại năm ở tiêu đề bảng hoặc ở trang “Thông tin” cho thống nhất",
        commune=sheet.commune.display,
        milder=True,
    )


def _homeless(sheet: ScoreSheet, drafts: dict[tuple[int, str], Draft]) -> Trouble:
    several = bool(drafts)
    return Trouble(
        code="R13",
        place=sheet.place(sheet.commune_cell or "A1"),
        what="không rõ bảng điểm này thuộc "
        + ("năm hoặc cơ quan thẩm định nào trong các năm, cơ quan có ở thư mục" if several else "năm đánh giá nào"),
        way_out="Ghi “năm 2022” ở tiêu đề bảng, hoặc thêm dòng “Năm đánh giá”, “Cơ quan thẩm định” vào trang “Thông tin”",
        commune=sheet.commune.display,
    )


def _place_tables(claim: Claim, drafts: dict[tuple[int, str], Draft], loose: list[Trouble]) -> None:
    for table in claim.contents.tables:
        home = home_of(drafts, claim.year_of(table), claim.authority or table.authority)
        if home is not None:
            home.tables.append(table)
        else:
            loose.append(_tableless(table))


def _tableless(table: CommuneTable) -> Trouble:
    year = f" (ghi năm {table.year})" if table.year is not None else ""
    return Trouble(
        code="R13",
        place=table.start,
        what=f"bảng số liệu các đơn vị này{year} không ứng với năm, cơ quan thẩm định nào đã có bảng điểm",
        way_out="Ghi đúng năm đánh giá và tên cơ quan ở tiêu đề bảng, hoặc bỏ tệp ra khỏi thư mục nếu không dùng",
        unless_decided=table.year is not None,
    )


def _place_side_sheets(claim: Claim, drafts: dict[tuple[int, str], Draft]) -> None:
    """To the file's own group; of a file that names none, to every group."""
    contents = claim.contents
    own = home_of(drafts, claim.year, claim.authority)
    homes = [own] if own is not None else list(drafts.values()) if claim.year is None else []
    for home in homes:
        home.facts.extend(contents.facts)
        home.remedies.extend(contents.remedies)
    for contact in contents.contacts:
        _place_contact(contact, homes)


def _place_contact(contact: Contact, homes: Sequence[Draft]) -> None:
    """To the groups; to none where two authorities score a commune of that name: one's report must not go to the other's."""
    scoring = [home for home in homes if any(sheet.commune.same_as(contact.commune) for sheet in home.sheets)]
    if len({home.key for home in scoring}) < 2:
        for home in homes:
            home.contacts.append(contact)
        return
    told = " hay ".join(dict.fromkeys(home.authority for home in scoring))
    for home in scoring:
        home.troubles.append(
            Trouble(
                code="R13",
                place=contact.place,
                what=f"không rõ dòng danh bạ này là của {contact.commune.display} thuộc {told}",
                way_out="Thêm vào sổ danh bạ trang “Thông tin” có dòng “Cơ quan thẩm định”, mỗi cơ quan một sổ",
                commune=contact.commune.display,
                milder=True,
            )
        )


def _place_schemes(claim: Claim, drafts: dict[tuple[int, str], Draft]) -> None:
    """To the group of its year; a scheme that says no year, in a file that says none, lays down every group's."""
    for scheme in claim.contents.schemes:
        year, authority = claim.year_of(scheme), claim.authority or scheme.authority
        home = home_of(drafts, year, authority)
        fitting = [d for d in drafts.values() if authority_key(authority) in ("", d.key)]
        for draft in [home] if home is not None else fitting if year is None else []:
            draft.schemes.append(scheme)


def _finished(draft: Draft) -> Group:
    information = Information(tuple(draft.facts))
    sheets, summaries = own_and_summed_up(draft.sheets)
    names = criterion_names(sheets)
    communes = [s.commune for s in sheets]
    named = [with_codes(_with_asides(t, communes), names) for t in (*draft.tables, *summaries)]
    return Group(
        authority=information.authority or draft.authority,
        year=draft.year,
        sheets=sheets,
        tables=tuple(table for table, _ in named),
        schemes=tuple(draft.schemes),
        information=information,
        contacts=tuple(draft.contacts),
        remedies=tuple(draft.remedies),
        troubles=(*draft.troubles, *(_unknown(table, cells) for table, cells in named if cells)),
    )


def _unknown(table: CommuneTable, headings: Sequence[str]) -> Trouble:
    shown = ", ".join(f"“{h}”" for h in headings[:6])
    return Trouble(
        code="R02",
        place=table.start,
        what=f"không hiểu cột {shown}, nên cột này không được đối chiếu",
        way_out="Nếu là điểm của một tiêu chí thì ghi mã ở tiêu đề, ví dụ “Tiêu chí 1”; nếu không thì bỏ qua",
        milder=True,
    )


def _with_asides(table: CommuneTable, communes: Sequence[CommuneName]) -> CommuneTable:
    """The table with those lines taken in that a scored commune's name explains."""
    found = [a for a in table.asides if any(a.commune.same_as(c) for c in communes)]
    return replace(table, rows=(*table.rows, *found), asides=()) if found else table
