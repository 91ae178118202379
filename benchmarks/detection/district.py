"""One made-up district: its scheme, scores and layout, put into a folder of workbooks."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from fractions import Fraction

from . import layout as layouts
from . import scheme as schemes
from . import score_sheets, scores, side_sheets, tables
from .calculation import Calculation
from .cells import Folder, Sheet, Value
from .layout import Layout
from .scheme import TOTAL, Scheme
from .score_sheets import ScoreSheet
from .scores import Commune
from .tables import CommuneTable

BOOK = "bang-diem.xlsx"
DECISION = "quyet-dinh.xlsx"
SUMMARY_SHEET = "Tổng hợp"
ANNEXES = ("Phụ lục I", "Phụ lục II")


@dataclass
class District:
    """A district's folder and where everything stands in it."""

    seed: int
    scheme: Scheme
    layout: Layout
    communes: list[Commune]
    folder: Folder = field(default_factory=dict)
    sheets: dict[str, ScoreSheet] = field(default_factory=dict)
    """Scoring sheets by the commune's name."""
    summary: CommuneTable | None = None
    annexes: list[CommuneTable] = field(default_factory=list)
    """The decision's tables."""
    extra_files: dict[str, bytes] = field(default_factory=dict)
    """Files of the folder that are no workbooks of ours."""
    foreign: dict[tuple[str, int, int], Value] = field(default_factory=dict)
    """Cells of the other workbook that a formula may read, with their stored values."""

    def commune(self, name: str) -> Commune:
        """The commune of a name."""
        return next(c for c in self.communes if c.name == name)

    def display(self, name: str) -> str:
        """As findings write it."""
        return self.commune(name).display

    def calculated(self) -> Calculation:
        """What all cells show now."""
        return Calculation(self.folder, self.foreign)

    def exact_points(self, name: str) -> dict[str, Fraction]:
        """Points of every node, added up from the leaves as drawn."""
        commune, scheme = self.commune(name), self.scheme
        return {c: scheme.added_up(commune.score, c) for c in (*(n.code for n in scheme.nodes), TOTAL)}

    def new_sheet(self, file: str, name: str) -> Sheet:
        """An empty sheet, added to its file."""
        sheet = Sheet(file, name)
        self.folder.setdefault(file, {})[name] = sheet
        return sheet


def drawn(seed: int, communes: int = 20) -> District:
    """The district of a seed, clean, without its decision."""
    rng = random.Random(seed)
    scheme = schemes.drawn(rng)
    places = rng.choice((2, 3, 3, 3))
    layout = layouts.drawn(rng, scheme, places)
    low = rng.random() < 0.3
    named = scores.drawn(rng, scheme, places=places, low=low, count=communes)
    district = District(seed, scheme, layout, named)
    _put_score_sheets(district)
    _put_side_sheets(district, rng)
    if layout.summary:
        _put_summary(district)
    return district


def sheet_name(commune: Commune) -> str:
    """The tab of a commune."""
    return f"TT {commune.name}" if commune.kind == "thị trấn" else commune.name


def _put_score_sheets(district: District) -> None:
    for number, commune in enumerate(district.communes, 1):
        file = f"xa-{number:02}.xlsx" if district.layout.one_file_each else BOOK
        sheet = district.new_sheet(file, sheet_name(commune))
        district.sheets[commune.name] = score_sheets.built(
            sheet, district.scheme, district.layout, commune, district.seed
        )


def _put_side_sheets(district: District, rng: random.Random) -> None:
    file = "thong-tin.xlsx" if district.layout.one_file_each else BOOK
    side_sheets.information(district.new_sheet(file, "Thông tin"), district.layout)
    side_sheets.contacts(district.new_sheet(file, "Danh bạ"), district.communes)
    side_sheets.remedies(district.new_sheet(file, "Biện pháp"), district.scheme, rng)


def _put_summary(district: District) -> None:
    layout, scheme = district.layout, district.scheme
    columns = [c for c in tables.decision_columns(scheme, layout) if c[1] != "score" or _has_row(district, c[0])]
    titles = [f"UBND HUYỆN {layout.wording['district'].upper()}", "BẢNG TỔNG HỢP KẾT QUẢ CHẤM ĐIỂM CCHC NĂM 2022"]
    order = [c.name for c in district.communes]
    table = tables.new_table(district.new_sheet(BOOK, SUMMARY_SHEET), scheme, layout, columns, order, titles)
    tables.fill_summary(
        table,
        layout,
        lambda name, code: district.sheets[name].at(code, "score"),
        scheme.maximum(TOTAL),
        district.display,
    )
    district.summary = table


def _has_row(district: District, code: str) -> bool:
    return code in next(iter(district.sheets.values())).rows


def put_decision(district: District, points: dict[str, dict[str, Fraction]]) -> None:
    """Adds the decision, printed from the given points by commune and code."""
    layout, scheme = district.layout, district.scheme
    standings = tables.decided(points, scheme.maximum(TOTAL))
    order = [c.name for c in district.communes if c.name in points]
    if layout.decision_by_rank:
        order.sort(key=lambda name: standings[name].rank)
    file = BOOK if layout.decision_as_sheet else DECISION
    of = f"(Kèm theo Quyết định số 100/QĐ-UBND ngày 15/3/2023 của UBND huyện {layout.wording['district']})"
    every = [tables.decision_columns(scheme, layout)]
    if layout.decision_indices:
        every.append(tables.index_columns(scheme, layout))
    district.annexes = []
    for annex, columns in zip(ANNEXES, every, strict=False):
        what = "CHỈ SỐ (%)" if annex == ANNEXES[1] else "KẾT QUẢ ĐIỂM, XẾP HẠNG"
        titles = [annex.upper(), f"{what} CẢI CÁCH HÀNH CHÍNH CẤP XÃ NĂM 2022", of]
        table = tables.new_table(district.new_sheet(file, annex), scheme, layout, columns, list(order), titles)
        tables.fill_decision(
            table, scheme, layout, standings, lambda n: n if layout.plain_names else district.display(n)
        )
        district.annexes.append(table)


def stated_points(district: District, calculation: Calculation) -> dict[str, dict[str, Fraction]]:
    """Points as the scoring workbooks show them now; the exact ones where a cell shows none."""
    found: dict[str, dict[str, Fraction]] = {}
    for commune in district.communes:
        table, points = district.sheets[commune.name], district.exact_points(commune.name)
        for code in points:
            if code in table.rows and (table.is_total(code) or code in district.scheme.leaf_maxima):
                value = calculation.value(table.at(code, "score"))
                if isinstance(value, Fraction) and not _is_right_as_printed(district, value, points[code]):
                    points[code] = value
        found[commune.name] = points
    return found


def _is_right_as_printed(district: District, value: Fraction, exact: Fraction) -> bool:
    """A rounded total that only stands for the exact one; the decision is printed from the exact one."""
    return district.layout.printed and abs(value - exact) * 200 <= 1
