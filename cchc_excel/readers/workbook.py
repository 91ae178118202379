"""Reads one workbook: recognises what each sheet is by its content, and reads it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from ..model.facts import Information
from ..model.group import Trouble
from ..model.names import folded
from ..model.understanding import Role, SheetUnderstanding
from .contents import Contents
from .documents.decision_signs import why_not_in_workbook
from .grid import Grid
from .pins.pin_lines import parted, trouble
from .pins.pin_places import by_sheet, of
from .pins.pins import Kind, SheetPins
from .score_sheets.matrix_header import find_matrix
from .score_sheets.scheme_sheet import is_blank_form, names_nobody, read_scheme
from .score_sheets.score_commune import owners
from .score_sheets.score_matrix import read_matrix
from .score_sheets.score_sheet import partial_header, read_score_sheet, score_header
from .score_sheets.score_signs import is_coded, is_statistics, looks_scored
from .tables.commune_table import find_columns, read_commune_table
from .tables.rivals import DECISIVE, Settled
from .tables.side_sheets import read_contacts, read_information, read_remedies
from .tables.stacked_tables import stacked_tables
from .understanding import asking, understood
from .understanding.asking import Asked

_NOTHING = "không có bảng điểm, bảng số liệu hay dòng khóa - giá trị nào nhận ra được"
_BLANK = "mẫu bảng điểm để trống, chưa có điểm nào"
_STATISTICS = "bảng thống kê chung của các đơn vị theo tiêu chí, không dùng để kiểm tra"
_PINNED_OUT = "theo trang “Thông tin”"
_UNREAD = "có dấu hiệu của bảng điểm nhưng chưa đọc được"


@dataclass(frozen=True, slots=True)
class _Page:
    """One sheet with what is laid down for it."""

    grid: Grid
    pins: SheetPins
    year_told: bool
    """Whether an information sheet names the year, so that it is not asked."""


_Reader = Callable[[_Page, Contents], SheetUnderstanding | None]


def read_contents(file: str, grids: tuple[Grid, ...]) -> Contents:
    """Everything that is recognised in a workbook's sheets."""
    contents = Contents(file)
    pinned, year_told = _laid_down(grids, contents)
    pages = [_Page(pins.cut(grid), pins, year_told) for grid in grids for pins in (of(grid, pinned),)]
    notes = [_read(page, contents) for page in pages]
    for number, page in enumerate(pages):
        if notes[number] is None:
            notes[number] = _read_table(page, contents) or _left_over(page, contents)
    contents.understood = [note for note in notes if note is not None]
    for page, note in zip(pages, contents.understood, strict=True):
        contents.troubles.extend(_unfit(page, note))
    return contents


def _laid_down(grids: tuple[Grid, ...], contents: Contents) -> tuple[dict[str, SheetPins], bool]:
    """What the workbook's information sheets say of how to read it, by tab, and whether they name the year."""
    informing = [grid for grid in grids if _informs(grid)]
    facts, pins, troubles = parted(fact for grid in informing for fact in read_information(grid) or ())
    contents.troubles.extend(troubles)
    year_told = Information(tuple(facts)).year is not None
    if not pins:
        return {}, year_told
    others = [grid for grid in grids if grid not in informing]
    asks = any(pin.kind is Kind.COMMUNE and not pin.sheet for pin in pins)
    scored = sum(1 for grid in others if score_header(grid) is not None) if asks else 0
    found, troubles = by_sheet(pins, others, scored)
    contents.troubles.extend(troubles)
    return found, year_told


def _informs(grid: Grid) -> bool:
    """Whether a sheet may lay something down: an information sheet that is nothing else."""
    if folded(grid.name).startswith("thong tin"):
        return True
    return read_information(grid) is not None and score_header(grid) is None and find_columns(grid) is None


def _read(page: _Page, contents: Contents) -> SheetUnderstanding | None:
    """A sheet as what it is said to be, else as the first kind that it has the signs of; None where it has none."""
    role = page.pins.role
    if not any(value != "" for row in page.grid.rows for value in row):
        return understood.plain(page.grid, Role.EMPTY, page.pins)
    if role is Role.LEFT_OUT:
        return understood.plain(page.grid, role, page.pins, why=_PINNED_OUT)
    if role is not None:
        return _BY_ROLE[role](page, contents) if role in _BY_ROLE else None
    return next((note for read in _IN_ORDER if (note := read(page, contents)) is not None), None)


def _read_matrix(page: _Page, contents: Contents) -> SheetUnderstanding | None:
    matrix = find_matrix(page.grid)
    found = read_matrix(page.grid, matrix) if matrix is not None else None
    if matrix is None or found is None:
        return None
    contents.sheets.extend(found[0])
    contents.troubles.extend(found[1])
    return understood.matrix(page.grid, matrix, found[0], page.pins)


def _read_scheme(page: _Page, contents: Contents) -> SheetUnderstanding | None:
    scheme = read_scheme(page.grid)
    if scheme is None:
        return None
    contents.schemes.append(scheme)
    return understood.scheme(page.grid, scheme, page.pins)


def _read_score_sheet(page: _Page, contents: Contents) -> SheetUnderstanding | None:
    grid, pins = page.grid, page.pins
    settled = score_header(grid, pins)
    if settled is None:
        return None
    header = settled.header
    doubts = asking.rival_columns(grid, header, settled.rivals)
    if DECISIVE & set(settled.rivals):
        return _asked(page, settled, doubts, contents) if is_coded(grid) else None
    named = owners(grid, header.top, pins)
    sheet = read_score_sheet(grid, header, named[0]) if named else None
    if (sheet is None or names_nobody(sheet)) and is_blank_form(grid, header):
        return understood.plain(grid, Role.LEFT_OUT, pins, why=_BLANK)
    if sheet is None or len(named) > 1:
        doubt = asking.several_communes(grid, named) if len(named) > 1 else asking.no_commune(grid)
        return _asked(page, settled, [doubt], contents) if is_coded(grid) and not (named and len(named) == 1) else None
    contents.sheets.append(sheet)
    note = understood.scores(grid, header, sheet, named[0], pins)
    years = asking.several_years(grid, header.top) if not page.year_told else None
    return _with_doubts(note, [*doubts, *([years] if years else [])], contents)


def _asked(page: _Page, settled: Settled, doubts: list[Asked], contents: Contents) -> SheetUnderstanding:
    """A sheet that is not read because something about it has to be asked first."""
    note = understood.partial(page.grid, settled.header, page.pins, _UNREAD, settled.rivals)
    return _with_doubts(note, doubts, contents)


def _with_doubts(note: SheetUnderstanding, doubts: list[Asked], contents: Contents) -> SheetUnderstanding:
    contents.troubles.extend(doubt.trouble for doubt in doubts)
    return replace(
        note,
        questions=tuple(q for doubt in doubts for q in doubt.questions),
        missing=tuple(heading for doubt in doubts for heading in doubt.missing),
    )


def _read_remedies(page: _Page, contents: Contents) -> SheetUnderstanding | None:
    found = read_remedies(page.grid, page.pins)
    contents.remedies.extend(found or ())
    return understood.plain(page.grid, Role.REMEDIES, page.pins, holds=f"{len(found)} biện pháp") if found else None


def _read_contacts(page: _Page, contents: Contents) -> SheetUnderstanding | None:
    found = read_contacts(page.grid, page.pins)
    contents.contacts.extend(found or ())
    return understood.plain(page.grid, Role.CONTACTS, page.pins, holds=f"{len(found)} đơn vị") if found else None


def _read_information(page: _Page, contents: Contents) -> SheetUnderstanding | None:
    found = read_information(page.grid)
    if not found:
        return None
    plain, pins, _ = parted(found)
    contents.facts.extend(plain)
    holds = f"{len(plain)} dòng" + (f", {len(pins)} dòng ghim cách đọc" if pins else "")
    return understood.plain(page.grid, Role.INFORMATION, page.pins, holds=holds)


def _read_table(page: _Page, contents: Contents) -> SheetUnderstanding | None:
    grid, role = page.grid, page.pins.role
    if role not in (None, Role.DECISION, Role.SUMMARY):
        return None
    first: SheetUnderstanding | None = None
    for shown, columns in stacked_tables(grid, page.pins):
        table = read_commune_table(shown, columns, beside_scores=bool(contents.sheets))
        if table is None:
            continue
        why = why_not_in_workbook(shown, columns) if role is None else ""
        if why:
            first = first or understood.plain(grid, Role.UNKNOWN, page.pins, why=why)
            continue
        if role is not None:
            table = replace(table, official=role is Role.DECISION)
        contents.tables.append(table)
        doubts = asking.rival_figures(shown, columns)
        note = _with_doubts(understood.table(shown, columns, table, page.pins), doubts, contents)
        first = note if first is None or not first.columns else replace(first, holds=f"{first.holds} và bảng bên dưới")
    return first


def _left_over(page: _Page, contents: Contents) -> SheetUnderstanding:
    """A sheet that is nothing known: with the question what is missing where it looks like a scoring table."""
    grid, pins = page.grid, page.pins
    header = partial_header(grid, pins)
    if pins.role is None and header is not None and is_statistics(grid, header):
        return understood.plain(grid, Role.UNKNOWN, pins, why=_STATISTICS)
    if pins.role is Role.SCORES or (pins.role is None and looks_scored(grid, headed=header is not None)):
        doubt = asking.missing_columns(grid, header, owners(grid, header.top, pins) if header is not None else ())
        return _with_doubts(understood.partial(grid, header, pins, _UNREAD), [doubt], contents)
    return understood.plain(grid, Role.UNKNOWN, pins, why=_NOTHING)


def _unfit(page: _Page, note: SheetUnderstanding) -> list[Trouble]:
    """Pins of this sheet alone that it cannot follow, being what it is."""
    name = page.grid.name
    if note.role is Role.UNKNOWN and page.pins.role in (None, Role.SCORES):
        return []
    return [
        trouble(pin.fact, f"trang “{name}” được đọc là “{note.role}”, không theo được dòng này")
        for pin in page.pins.unfit(note.role)
    ]


_BY_ROLE: dict[Role, _Reader] = {
    Role.SCORES: _read_score_sheet,
    Role.MATRIX: _read_matrix,
    Role.SCHEME: _read_scheme,
    Role.CONTACTS: _read_contacts,
    Role.REMEDIES: _read_remedies,
    Role.INFORMATION: _read_information,
}
_IN_ORDER = (_read_matrix, _read_score_sheet, _read_remedies, _read_contacts, _read_information, _read_scheme)
