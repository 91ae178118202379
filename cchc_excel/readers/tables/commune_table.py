"""Reads a table with communes down: a decision's figures, or a workbook's own summary."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from ...model import codes
from ...model.decision import CommuneRow, CommuneTable, Quantity
from ...model.figures import Figure, Reading
from ...model.names import commune_name, folded
from ...model.numbers import tidy
from ...model.score_sheet import Label
from ..cells.numerals import figure
from ..grid import Grid, column_letters
from ..pins.pins import NO_PINS, FigureKey, SheetPins
from ..wordings.headings import Column, figure_column, is_commune_heading, is_ordinal_heading
from ..wordings.titles import authority_in, lines_above, year_in
from .header import MAX_DEPTH, SEARCHED_COLUMNS, SEARCHED_ROWS, Header, after_numbering, column_texts, is_numbering
from .rivals import choose
from .roman_criteria import with_arabic

_MAXIMA = re.compile(r"^(?:tong )?(?:diem|thang diem)? ?(?:toi da|chuan|thang diem|quy dinh)\b|^diem (?:toi da|chuan)")
_NOT_A_COMMUNE = re.compile(
    r"^(?:(?:tổng(?: cộng| số| điểm)?|cộng|(?:điểm |chỉ số )?(?:trung bình|bình quân)(?: chung| toàn .*| các .*)?|điểm .*|chỉ số .*"
    r"|(?:điểm |chỉ số )?(?:cao|thấp) nhất.*|tỷ lệ.*|toàn (?:huyện|tỉnh|thành phố|thị xã).*|ghi chú.*|người .*|kết quả.*|nơi nhận.*"
    r"|(?:sở|phòng|văn phòng|thanh tra|ban|chi cục|trung tâm|công an|bảo hiểm xã hội|kho bạc|hạt kiểm lâm) .*)"
    r"\s*:?)$"
)
_YEAR = re.compile(r"\bnam (20\d\d)\b")
_OFFICIAL = re.compile(r"quyet dinh|cong bo|phe duyet|\bqd\b|phu luc")
_SUMMARY = re.compile(r"tong hop|xep hang|bang ket qua")


@dataclass(frozen=True, slots=True)
class TableColumns:
    """Where the columns of such a table stand."""

    commune: int
    figures: dict[tuple[str, Quantity], int]
    rank: int | None
    grade: int | None
    top: int
    data: int
    rivals: Mapping[FigureKey, tuple[int, ...]] = field(default_factory=dict)
    """Columns that nothing tells apart; none of them is among the others."""


def find_columns(grid: Grid, pins: SheetPins = NO_PINS) -> TableColumns | None:
    """The columns of a table of communes; None when the sheet has no such table."""
    pinned = pins.figures()
    commune = pinned.get(Column.COMMUNE)
    start = next((number for number, row in enumerate(grid.rows) if row), 0)
    searched = range(start, min(len(grid.rows), start + SEARCHED_ROWS))
    for row in searched if pins.header is None else (pins.header[0],):
        for column in range(min(len(grid.rows[row]), 6)) if commune is None else (commune,):
            if is_commune_heading(grid.text(row, column)) or (commune is not None and grid.text(row, column)):
                found = _columns(grid, row, column, pins)
                if found is not None:
                    return found
    return None


def _columns(grid: Grid, top: int, commune: int, pins: SheetPins) -> TableColumns | None:
    data = pins.first if pins.first is not None else _data_after(grid, top, commune, pins)
    if data is None:
        return None
    bottom = data - 1
    while bottom > top and (is_numbering(grid, bottom) or not any(v != "" for v in grid.rows[bottom])):
        bottom -= 1
    first = top - 1 if top > 0 and pins.header is None and _is_upper_header(grid, top - 1) else top
    claims = _claims(grid, first, bottom, commune, pins.figures())
    settled: dict[FigureKey, int] = {}
    rivals: dict[FigureKey, tuple[int, ...]] = {}
    for key, places in claims.items():
        left = _chosen(grid, Header(first, bottom, {}, data), key, places)
        if len(left) == 1:
            settled[key] = left[0]
        else:
            rivals[key] = left
    if not any(isinstance(key, tuple) or key is Column.RANK for key in (*settled, *rivals)):
        return None
    figures = {key: place for key, place in settled.items() if isinstance(key, tuple)}
    rank, grade = settled.get(Column.RANK), settled.get(Column.GRADE)
    return TableColumns(commune, _sure(figures), rank, grade, first, data, rivals)


def _sure(figures: Mapping[tuple[str, Quantity | None], int]) -> dict[tuple[str, Quantity], int]:
    return {(code, quantity): place for (code, quantity), place in figures.items() if quantity is not None}


def _data_after(grid: Grid, top: int, commune: int, pins: SheetPins) -> int | None:
    return after_numbering(grid, pins.header[1] + 1) if pins.header is not None else _first_data_row(grid, top, commune)


def _chosen(grid: Grid, header: Header, key: FigureKey, places: Sequence[int]) -> tuple[int, ...]:
    """The column meant of several of one meaning; the first where it is of no consequence, or nobody knows its meaning."""
    if len(places) == 1 or key is Column.GRADE or (isinstance(key, tuple) and key[0].startswith("name:")):
        return tuple(places[:1])
    return choose(grid, header, Column.SCORE, places)


def _claims(
    grid: Grid, top: int, bottom: int, commune: int, pinned: Mapping[FigureKey, int | None]
) -> dict[FigureKey, list[int]]:
    """The columns of each meaning from left to right; what is laid down goes before what headings say."""
    taken = {place for place in pinned.values() if place is not None}
    told: list[tuple[FigureKey, int]] = [(key, place) for key, place in pinned.items() if place is not None]
    headings = {c: column_texts(grid, top, bottom, c) for c in range(min(grid.width, SEARCHED_COLUMNS))}
    past = _past_years(headings)
    for column, texts in with_arabic(headings).items():
        if column in past and column not in taken:
            continue
        if column == commune or column in taken or not texts or is_ordinal_heading(texts[0]):
            continue
        meaning = figure_column(texts)
        if meaning is not None:
            told.append((meaning, column))
    usual = _usual(grid, top, [key for key, _ in told if isinstance(key, tuple)])
    barred = {_with_quantity(key, usual) for key in pinned}
    claims: dict[FigureKey, list[int]] = {}
    for key, column in told:
        whole = _with_quantity(key, usual)
        if column in taken or whole not in barred:
            claims.setdefault(whole, []).append(column)
    claims.pop(Column.COMMUNE, None)
    return claims


def _past_years(headings: Mapping[int, Sequence[str]]) -> frozenset[int]:
    """The columns of an earlier year, in a table that sets years beside each other."""
    years = {c: int(found[1]) for c, texts in headings.items() if (found := _YEAR.search(" ".join(map(folded, texts))))}
    return frozenset(c for c, year in years.items() if year < max(years.values()))


def _with_quantity(key: FigureKey, usual: Quantity) -> FigureKey:
    return (key[0], key[1] or usual) if isinstance(key, tuple) else key


def _usual(grid: Grid, top: int, told: Sequence[tuple[str, Quantity | None]]) -> Quantity:
    """What columns hold that name no quantity: what the others of the table hold, or what its title says.

    Beside an index of the same node such a column holds its points.
    """
    said = {q for code, q in told if q is not None and (code, q) != (codes.TOTAL, Quantity.INDEX)}
    if {code for code, q in told if q is None} & {code for code, q in told if q is Quantity.INDEX}:
        said.add(Quantity.SCORE)
    if not said:
        title = folded(" ".join([grid.name, *(text for _, text in lines_above(grid, top))]))
        said = {Quantity.INDEX} if "%" in title and "diem" not in title.split() else {Quantity.SCORE}
    return Quantity.INDEX if said == {Quantity.INDEX} else Quantity.SCORE


def _is_upper_header(grid: Grid, row: int) -> bool:
    """Whether the row over the commune's heading is a header row too: several short texts."""
    texts = {grid.text(row, c) for c in range(len(grid.rows[row]))} - {""}
    return len(texts) >= 2 and all(len(t) <= 60 for t in texts)


def _first_data_row(grid: Grid, top: int, commune: int) -> int | None:
    """First row under the heading with a text of its own at the left and a number beside it."""
    for row in range(top + 1, min(top + MAX_DEPTH + 4, len(grid.rows))):
        if is_numbering(grid, row):
            return after_numbering(grid, row)
        if is_commune_heading(grid.text(row, commune)):
            continue  # a heading that is said again in each row of the header, over codes that look like numbers
        if any(grid.text(row, c) for c in range(commune + 1)) and _numbers_beside(grid, row, commune):
            return row
    return None


def _numbers_beside(grid: Grid, row: int, commune: int) -> int:
    """How many figures stand right of the commune, those counted that are an error or were never stored."""
    readings = (figure(grid, row, c).reading for c in range(commune + 1, len(grid.rows[row])))
    return sum(1 for r in readings if r not in (Reading.EMPTY, Reading.DASH, Reading.NOT_A_NUMBER))


def read_commune_table(grid: Grid, columns: TableColumns, *, beside_scores: bool) -> CommuneTable | None:
    """The table as a model; None when no line names a commune. `beside_scores`: the workbook holds score sheets too."""
    rows: list[CommuneRow] = []
    asides: list[CommuneRow] = []
    maxima: dict[str, Figure] = {}
    for number in range(columns.data, len(grid.rows)):
        label = grid.text(number, columns.commune) or grid.text(number, 0)
        if not label or not _has_figures(grid, number, columns):
            continue
        if _MAXIMA.match(folded(label)):
            maxima = {code: figure(grid, number, c) for (code, q), c in columns.figures.items() if q is Quantity.SCORE}
        elif grid.text(number, columns.commune):
            row = _row(grid, number, columns)
            if row is not None:
                (asides if _NOT_A_COMMUNE.match(label.casefold()) else rows).append(row)
    if not rows:
        return None
    above = [text for _, text in lines_above(grid, columns.top)]
    return CommuneTable(
        file=grid.file,
        sheet=grid.name,
        year=year_in([*above, grid.name]),
        authority=authority_in(above),
        official=_is_official(grid, columns, above, beside_scores=beside_scores),
        rows=_percent_points(rows),
        maxima=maxima,
        hidden_columns=tuple(column_letters(c) for c in _judged(columns) if c in grid.hidden_columns),
        is_hidden=grid.is_hidden,
        asides=_percent_points(asides),
    )


def _percent_points(rows: list[CommuneRow]) -> tuple[CommuneRow, ...]:
    """Indices stated as shares of 1 turned into percent points, when no index of the table is above 1."""
    stated = [f.value for r in rows for (_, q), f in r.figures.items() if q is Quantity.INDEX and f.value is not None]
    if not stated or not Decimal("0.02") < max(stated) <= Decimal("1.001"):
        return tuple(rows)

    def scaled(quantity: Quantity, stated: Figure) -> Figure:
        if quantity is not Quantity.INDEX or stated.value is None:
            return stated
        return replace(stated, value=tidy(stated.value * 100))

    return tuple(replace(r, figures={k: scaled(k[1], f) for k, f in r.figures.items()}) for r in rows)


def _judged(columns: TableColumns) -> list[int]:
    """The columns whose figures are compared."""
    return [*columns.figures.values(), *(c for c in (columns.rank,) if c is not None)]


def _has_figures(grid: Grid, row: int, columns: TableColumns) -> bool:
    readings = (figure(grid, row, c).reading for c in _judged(columns))
    return any(reading not in (Reading.EMPTY, Reading.NOT_A_NUMBER) for reading in readings)


def _row(grid: Grid, number: int, columns: TableColumns) -> CommuneRow | None:
    commune = commune_name(grid.text(number, columns.commune))
    if commune is None:
        return None
    grade = grid.text(number, columns.grade) if columns.grade is not None else ""
    return CommuneRow(
        commune=commune,
        cell=grid.address(number, columns.commune),
        figures={key: figure(grid, number, c) for key, c in columns.figures.items()},
        rank=figure(grid, number, columns.rank) if columns.rank is not None else None,
        grade=Label(text=grade, cell=grid.address(number, columns.grade)) if columns.grade is not None else None,
        is_hidden=number in grid.hidden_rows,
    )


def _is_official(grid: Grid, columns: TableColumns, above: list[str], *, beside_scores: bool) -> bool:
    """A decision says so; beside score sheets a table that does not, or that computes, is the workbook's summary."""
    said = folded(" ".join([grid.name, *above]))
    if not beside_scores:
        return True
    places = set(columns.figures.values()) | ({columns.rank} if columns.rank is not None else set())
    if any(row >= columns.data and column in places for row, column in grid.formulas):
        return False
    if _OFFICIAL.search(said):
        return True
    return not _SUMMARY.search(said)
