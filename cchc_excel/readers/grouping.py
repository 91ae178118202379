"""Puts what the files hold together: one group per authority and year."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from ..model.codes import TOTAL
from ..model.decision import CommuneTable, Quantity
from ..model.facts import Contact, Fact, Information, Remedy
from ..model.figures import Figure
from ..model.group import Group, Trouble
from ..model.names import CommuneName, composed, folded, tone_key
from ..model.score_sheet import SchemeSheet, ScoreSheet
from .contents import Contents
from .summaries import own_and_summed_up
from .tab_owners import sure_owners

_AREA = re.compile(r"\b(?:huyện|thị xã|thành phố|quận|tỉnh)\b.+$", re.IGNORECASE)


def authority_key(authority: str | None) -> str:
    """The area an authority stands for: "UBND huyện Thanh Hà" and "Phòng Nội vụ huyện Thanh Hà" are one; "" if unknown."""
    if not authority:
        return ""
    found = _AREA.search(composed(authority))
    return tone_key(found[0] if found else authority)


@dataclass(slots=True)
class _Draft:
    """A group in the making."""

    year: int
    key: str
    authority: str = ""
    sheets: list[ScoreSheet] = field(default_factory=list)
    tables: list[CommuneTable] = field(default_factory=list)
    schemes: list[SchemeSheet] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    remedies: list[Remedy] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Claim:
    """What one file says of its authority and year."""

    contents: Contents
    year: int | None
    authority: str | None
    sure: bool
    """Whether an information sheet names the authority, not just a title."""
    sure_year: bool
    """Whether an information sheet names the year."""

    def year_of(self, titled: ScoreSheet | CommuneTable | SchemeSheet) -> int | None:
        """A table's year: the information sheet's, else the table's own, else that of the file's other tables."""
        return self.year if self.sure_year else titled.year or self.year


def group(files: Sequence[Contents]) -> tuple[tuple[Group, ...], tuple[Trouble, ...]]:
    """The groups, oldest year first, and the troubles that belong to none. Every trouble of a file is in one of both."""
    claims = [_claim(c) for c in files]
    drafts = _drafts(claims)
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


def _claim(contents: Contents) -> _Claim:
    information = Information(tuple(contents.facts))
    titled = Counter(t for t in (x.authority for x in _titled(contents)) if t)
    years = Counter(y for y in (x.year for x in _titled(contents)) if y)
    year = information.year or (years.most_common(1)[0][0] if years else None)
    authority = information.authority or (titled.most_common(1)[0][0] if titled else None)
    return _Claim(contents, year, authority, information.authority is not None, information.year is not None)


def _titled(contents: Contents) -> Iterable[ScoreSheet | CommuneTable]:
    yield from contents.sheets
    yield from contents.tables


def _drafts(claims: Sequence[_Claim]) -> dict[tuple[int, str], _Draft]:
    """One empty group per authority and year claimed; years without a named authority get one too."""
    drafts: dict[tuple[int, str], _Draft] = {}
    years = {c.year for c in claims if c.year is not None}
    years |= {s.year for c in claims if not c.sure_year for s in c.contents.sheets if s.year is not None}
    for sure in (True, False):
        for claim in claims:
            key = authority_key(claim.authority)
            if claim.year is None or not key or claim.sure is not sure or not (sure or claim.contents.sheets):
                continue
            own = {claim.year} if claim.sure_year else {claim.year, *(s.year for s in claim.contents.sheets if s.year)}
            for year in sorted(own):
                draft = drafts.setdefault((year, key), _Draft(year, key))
                draft.authority = draft.authority or claim.authority or ""
    for year in sorted(years):
        if not any(y == year for y, _ in drafts):
            drafts[(year, "")] = _Draft(year, "")
    return drafts


def _find(drafts: dict[tuple[int, str], _Draft], year: int | None, authority: str | None) -> _Draft | None:
    """The group of that year and authority; where either is not told, the only group that fits."""
    if year is not None and (exact := drafts.get((year, authority_key(authority)))) is not None:
        return exact
    fitting = [d for (y, _), d in drafts.items() if year is None or y == year]
    fitting = [d for d in fitting if d.sheets] or fitting
    return fitting[0] if len(fitting) == 1 else None


def _place_scores(claim: _Claim, drafts: dict[tuple[int, str], _Draft], loose: list[Trouble]) -> None:
    homes: list[_Draft] = []
    troubles = list(claim.contents.troubles)
    for sheet in claim.contents.sheets:
        if claim.sure_year and sheet.year not in (None, claim.year):
            troubles.append(_two_years(sheet, claim.year))
        home = _find(drafts, claim.year_of(sheet), claim.authority or sheet.authority)
        if home is None:
            loose.append(_homeless(sheet, drafts))
            continue
        home.sheets.append(sheet)
        homes.append(home)
    home = homes[0] if homes else _find(drafts, claim.year, claim.authority)
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


def _homeless(sheet: ScoreSheet, drafts: dict[tuple[int, str], _Draft]) -> Trouble:
    several = bool(drafts)
    return Trouble(
        code="R13",
        place=sheet.place(sheet.commune_cell or "A1"),
        what="không rõ bảng điểm này thuộc "
        + ("năm hoặc cơ quan thẩm định nào trong các năm, cơ quan có ở thư mục" if several else "năm đánh giá nào"),
        way_out="Ghi “năm 2022” ở tiêu đề bảng, hoặc thêm dòng “Năm đánh giá”, “Cơ quan thẩm định” vào trang “Thông tin”",
        commune=sheet.commune.display,
    )


def _place_tables(claim: _Claim, drafts: dict[tuple[int, str], _Draft], loose: list[Trouble]) -> None:
    for table in claim.contents.tables:
        home = _find(drafts, claim.year_of(table), claim.authority or table.authority)
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


def _place_side_sheets(claim: _Claim, drafts: dict[tuple[int, str], _Draft]) -> None:
    """To the file's own group; of a file that names none, to every group."""
    contents = claim.contents
    own = _find(drafts, claim.year, claim.authority)
    homes = [own] if own is not None else list(drafts.values()) if claim.year is None else []
    for home in homes:
        home.facts.extend(contents.facts)
        home.contacts.extend(contents.contacts)
        home.remedies.extend(contents.remedies)


def _place_schemes(claim: _Claim, drafts: dict[tuple[int, str], _Draft]) -> None:
    """To the group of its year; a scheme that says no year, in a file that says none, lays down every group's."""
    for scheme in claim.contents.schemes:
        year, authority = claim.year_of(scheme), claim.authority or scheme.authority
        home = _find(drafts, year, authority)
        fitting = [d for d in drafts.values() if authority_key(authority) in ("", d.key)]
        for draft in [home] if home is not None else fitting if year is None else []:
            draft.schemes.append(scheme)


def _finished(draft: _Draft) -> Group:
    information = Information(tuple(draft.facts))
    sheets, summaries = own_and_summed_up(draft.sheets)
    names = _names(sheets)
    communes = [s.commune for s in sheets]
    named = [_named(_with_asides(t, communes), names) for t in (*draft.tables, *summaries)]
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


def _names(sheets: Iterable[ScoreSheet]) -> dict[str, str]:
    """Node codes by the folded names of their rows."""
    return {folded(row.name): row.code for sheet in sheets for row in reversed(sheet.rows) if row.name}


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


def _named(table: CommuneTable, names: dict[str, str]) -> tuple[CommuneTable, tuple[str, ...]]:
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
