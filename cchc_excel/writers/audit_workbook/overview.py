""" "Tổng hợp": the ranking as a heat map, and for each commune what has to be looked at first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from xlsxwriter.workbook import Workbook

from ...model.audited import AuditedCommune, AuditedDistrict
from ...model.codes import TOTAL
from ...model.finding import Finding, Severity
from ...model.scheme import Node
from . import findings, ranking_chart
from .cells import shortened
from .page import Column, Page
from .styles import HEAT_HIGH, HEAT_LOW, HEAT_MIDDLE, NAVY, SEVERITY_NAMES, SEVERITY_TRAITS, Styles

NAME = "Tổng hợp"
CARDS, NOTE, CODES, NAMES, FIRST = 2, 3, 4, 5, 6
"""Rows, from 0: the counts, the note, the two rows of headings, the best commune."""

_LONGEST_NAME = 90
_FILTER_BUTTON = 10
"""Points below the names, where Excel draws the filter's buttons."""
_LONGEST_BRIEF = 52
"""Characters that stay on one line of the last column."""
_BEFORE = (Column("Hạng", 6), Column("Đơn vị", 20))
_RESULT = (Column("Tổng điểm", 8.5), Column("Chỉ số (%)", 8.5), Column("Xếp loại", 11))
_COUNTS = tuple(Column(name, 10) for name in SEVERITY_NAMES.values())
_LAST = Column("Cần xem trước (bấm để tới phát hiện)", 48)
_OTHERS = "Chung, đơn vị khác"
"""Findings about no commune of the table, as a damaged file."""


@dataclass(frozen=True, slots=True)
class _Row:
    """Findings of one line of the table, with their numbers on the sheet of findings."""

    findings: tuple[tuple[int, Finding], ...]

    def count(self, severity: Severity) -> int:
        return sum(f.severity is severity for _, f in self.findings)

    @property
    def first(self) -> tuple[int, Finding] | None:
        """The gravest finding that is more than information."""
        grave = [(n, f) for n, f in self.findings if f.severity is not Severity.INFO]
        return min(grave, key=lambda pair: (pair[1].severity.rank, pair[0]), default=None)


class _Overview:
    def __init__(self, workbook: Workbook, styles: Styles, district: AuditedDistrict) -> None:
        self.styles = styles
        self.district = district
        self.nodes = _reported(district)
        self.columns = (*_BEFORE, *(Column(n.name, 7.6) for n in self.nodes), *_RESULT, *_COUNTS, _LAST)
        self.page = Page(workbook, styles, NAME, [c.width for c in self.columns], NAVY)
        self.after_nodes = len(_BEFORE) + len(self.nodes)
        self.end = len(self.columns) - 1
        self.titles = {rule.code: rule.title for rule in district.rules}

    def write(self) -> int:
        """Writes all but the chart; gives the first free row."""
        self._write_top()
        self._write_headings()
        rows = _by_commune(self.district)
        row = FIRST
        for commune in self.district.ranking:
            self._write_commune(row, commune, rows.pop(commune.name.display, _Row(())))
            row += 1
        self._colour(row - 1)
        if self.district.communes:
            self.page.sheet.autofilter(NAMES, 0, row - 1, self.end)
            self._write_mean(row)
            row += 1
        others = tuple(sorted((pair for rest in rows.values() for pair in rest.findings), key=lambda pair: pair[0]))
        if others:
            self._write_label(row, _OTHERS)
            self._write_findings(row, _Row(others))
            row += 1
        return row

    def _write_top(self) -> None:
        district, page = self.district, self.page
        page.title(f"KẾT QUẢ KIỂM TRA CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM {district.year}", _subtitle(district))
        counts = Counter(f.severity for f in district.findings)
        page.row_height(CARDS, 24)
        for severity, (first, last) in zip(Severity, ((0, 1), (2, 4), (5, 7)), strict=True):
            traits = SEVERITY_TRAITS[severity] if counts[severity] else "muted"
            page.merge(CARDS, first, last, "", self.styles("card", traits))
            style = self.styles("card", traits)
            shown = f"{SEVERITY_NAMES[severity]}: {counts[severity]}"
            page.link(CARDS, first, f"internal:'{findings.NAME}'!A1", shown, (style, style), "Xem danh sách")
        page.merge(CARDS, 8, self.end, _conclusion(counts), self.styles("banner", "bold"))
        if district.missing_facts:
            note = "Thông tin còn thiếu trong trang “Thông tin”: " + "; ".join(district.missing_facts) + "."
            page.merge(NOTE, 0, self.end, note, self.styles("note"))
            page.fit_merged(NOTE, 0, self.end, note)
        else:
            page.row_height(NOTE, 6)

    def _write_headings(self) -> None:
        page, styles = self.page, self.styles
        head, small = styles("head"), styles("head", "small")
        for number, column in enumerate(self.columns):
            if not len(_BEFORE) <= number < self.after_nodes:
                page.merge_down(CODES, NAMES, number, column.heading, head)
        for number, node in enumerate(self.nodes, len(_BEFORE)):
            page.write(CODES, number, node.code, head)
            page.write(NAMES, number, shortened(node.name, _LONGEST_NAME), small)
        page.row_height(CODES, 18)
        names = [(n, shortened(node.name, _LONGEST_NAME)) for n, node in enumerate(self.nodes, len(_BEFORE))]
        page.fit_row(NAMES, names, least=30, size=8)
        page.row_height(NAMES, page.height_of(NAMES) + _FILTER_BUTTON)
        page.sheet.freeze_panes(FIRST, len(_BEFORE))
        page.sheet.repeat_rows(CODES, NAMES)

    def _write_commune(self, row: int, commune: AuditedCommune, found: _Row) -> None:
        page, styles = self.page, self.styles
        self._write_label(row, commune.name.display)
        page.write(row, 0, commune.rank, styles("line", "centre", "bold"))
        for number, reported in enumerate(self.nodes, len(_BEFORE)):
            node = commune.totals.get(reported.code)
            page.write(row, number, node.index if node else None, self._index_style(reported))
        page.write(row, self.after_nodes, commune.total.score, styles("line", "points", "bold"))
        page.write(row, self.after_nodes + 1, commune.total.index, styles("line", "points"))
        page.write(row, self.after_nodes + 2, commune.grade or "–", styles("line", "centre"))
        self._write_findings(row, found)

    def _index_style(self, node: Node, *more: str) -> object:
        is_part = node.parent in (None, TOTAL)
        return self.styles("line", "points", *(("bold",) if is_part else ()), *more)

    def _write_label(self, row: int, label: str) -> None:
        for column in range(self.end + 1):
            self.page.write(row, column, None, self.styles("line"))
        self.page.write(row, 1, label, self.styles("line", "bold"))
        self.page.row_height(row, 18)

    def _write_findings(self, row: int, found: _Row) -> None:
        page, column = self.page, self.after_nodes + len(_RESULT)
        for number, severity in enumerate(Severity, column):
            count = found.count(severity)
            traits = (SEVERITY_TRAITS[severity],) if count and severity is not Severity.INFO else ()
            page.write(row, number, count, self.styles("line", "count", *traits))
        if found.first is None:
            page.write(row, self.end, "–" if found.findings else "Không có phát hiện", self.styles("cell", "middle"))
            return
        number, finding = found.first
        shown = self._brief(finding)
        url = f"internal:'{findings.NAME}'!A{findings.row_of(number) + 1}"
        styles = (self.styles("cell", "middle", "link"), self.styles("cell", "middle"))
        page.link(row, self.end, url, shown, styles, finding.message)

    def _brief(self, finding: Finding) -> str:
        cell = f"ô {finding.place.cell}: " if finding.place.cell else ""
        return shortened(f"{finding.code}, {cell}{self.titles.get(finding.code) or finding.message}", _LONGEST_BRIEF)

    def _write_mean(self, row: int) -> None:
        page, styles, communes = self.page, self.styles, self.district.communes
        for column in range(self.end + 1):
            page.write(row, column, None, styles("line", "total"))
        page.write(row, 1, "Trung bình", styles("line", "total"))
        codes = [node.code for node in self.nodes]
        means = [_mean([c.totals[code].index for c in communes if code in c.totals]) for code in codes]
        means.append(_mean([Fraction(c.total.score) for c in communes]))
        means.append(_mean([c.total.index for c in communes]))
        for column, value in enumerate(means, len(_BEFORE)):
            page.write(row, column, value, styles("line", "points", "total"))
        page.row_height(row, 20)

    def _colour(self, last: int) -> None:
        """One scale for all criteria, so that the district's weak fields stand out, too."""
        codes = [node.code for node in self.nodes]
        shown = {c.totals[code].index for c in self.district.communes for code in codes if code in c.totals}
        if len(shown) < 2:
            return
        scale = {
            "type": "3_color_scale",
            "mid_type": "percentile",
            "mid_value": 50,
            "min_color": HEAT_LOW,
            "mid_color": HEAT_MIDDLE,
            "max_color": HEAT_HIGH,
        }
        self.page.sheet.conditional_format(FIRST, len(_BEFORE), last, self.after_nodes - 1, scale)


def write(workbook: Workbook, styles: Styles, district: AuditedDistrict) -> None:
    """Adds the sheet."""
    sheet = _Overview(workbook, styles, district)
    free = sheet.write()
    if len(district.communes) > 1:
        score = sheet.after_nodes
        best = district.scheme.get(TOTAL)
        top = float(best.max_points) if best and best.max_points else None
        ranking_chart.insert(workbook, sheet.page, FIRST, len(district.communes), score, free + 1, top)


def _reported(district: AuditedDistrict) -> tuple[Node, ...]:
    """The columns of the heat map: under each part its lines, then the part."""
    parts = district.scheme.parts()
    if not parts:
        return district.scheme.reported(TOTAL)
    return tuple(node for part in parts for node in (*district.scheme.reported(part.code), part))


def _by_commune(district: AuditedDistrict) -> dict[str, _Row]:
    found: dict[str, list[tuple[int, Finding]]] = {}
    for number, finding in findings.numbered(district.findings):
        found.setdefault(finding.commune or "", []).append((number, finding))
    return {name: _Row(tuple(pairs)) for name, pairs in found.items()}


def _subtitle(district: AuditedDistrict) -> str:
    leaves = sum(1 for _ in district.scheme.leaves())
    told = (
        district.authority,
        f"{len(district.communes)} đơn vị",
        f"{leaves} tiêu chí thành phần được chấm điểm",
    )
    return " · ".join(part for part in told if part)


def _conclusion(counts: Counter[Severity]) -> str:
    errors, warnings = counts[Severity.ERROR], counts[Severity.WARNING]
    if errors:
        return f"Phải sửa {errors} lỗi trước khi ký; từng lỗi, vị trí và cách sửa ở trang “{findings.NAME}”."
    if warnings:
        return f"Không có lỗi; còn {warnings} cảnh báo cần xem lại ở trang “{findings.NAME}”."
    return "Không phát hiện sai lệch: số liệu khớp nhau."


def _mean(numbers: Sequence[Fraction]) -> Fraction | None:
    return sum(numbers, Fraction(0)) / len(numbers) if numbers else None
