""" "Điểm thấp": which sub-criteria cost the district most, and every deducted one of every commune."""

from __future__ import annotations

from fractions import Fraction

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from ...model.audited import AuditedDistrict, AuditedNode
from ...model.numbers import percent, written
from .. import losses
from ..losses import Loss
from . import pareto_chart
from .page import Column, Page
from .styles import BLUE, Styles, figure_trait

NAME = "Điểm thấp"
_SUMMARY = 3
"""The row, from 0, of the summary's headings."""
_MOST_ROWS = 15
_CHART_COLUMN = 7
_LEAST_CHART_PIXELS = 320
_TABLE = "DiemBiTru"

COLUMNS = (
    Column("Đơn vị", 18),
    Column("Mã", 8),
    Column("Tiêu chí thành phần", 40),
    Column("Điểm tối đa", 10),
    Column("Điểm thẩm định", 10),
    Column("Điểm bị trừ", 10),
    Column("Tỷ lệ đạt (%)", 10),
    Column("Mức", 13),
    Column("Lý do trừ điểm", 36),
    Column("Biện pháp", 36),
)
_SUMMARY_HEADINGS = (
    "Thứ tự",
    "Mã",
    "Tiêu chí thành phần",
    "Tổng điểm bị trừ",
    "Số đơn vị bị trừ",
    "Tỷ trọng (%)",
    "Lũy kế (%)",
)


def write(workbook: Workbook, styles: Styles, district: AuditedDistrict) -> None:
    """Adds the sheet."""
    page = Page(workbook, styles, NAME, [c.width for c in COLUMNS], BLUE)
    ranked = losses.ranked(district.communes)
    page.title(f"ĐIỂM BỊ TRỪ, NĂM {district.year}", _subtitle(ranked, len(district.communes)))
    page.sheet.freeze_panes(0, 2)
    if not ranked:
        return
    page.section(_SUMMARY - 1, "Tiêu chí thành phần làm mất nhiều điểm nhất")
    free = _write_summary(page, ranked)
    shown = min(len(ranked), _MOST_ROWS)
    pareto_chart.insert(workbook, page, _SUMMARY + 1, shown, (_SUMMARY, free - 1, _CHART_COLUMN))
    page.section(free, "Từng tiêu chí thành phần bị trừ điểm của từng đơn vị")
    _write_details(page, free + 1, district)


def _subtitle(ranked: tuple[Loss, ...], communes: int) -> str:
    if not ranked:
        return "Mọi đơn vị đạt điểm tối đa ở tất cả tiêu chí thành phần; không có điểm nào bị trừ."
    lost, places = losses.total(ranked), sum(loss.communes for loss in ranked)
    return f"{communes} đơn vị bị trừ tổng cộng {written(lost)} điểm, tại {len(ranked)} tiêu chí thành phần ({places} lượt)."


def _write_summary(page: Page, ranked: tuple[Loss, ...]) -> int:
    """Gives the first free row below the summary and the chart beside it."""
    page.header(_SUMMARY, [Column(h, c.width) for h, c in zip(_SUMMARY_HEADINGS, COLUMNS, strict=False)])
    all_lost, cumulative, row = losses.total(ranked), Fraction(0), _SUMMARY + 1
    for number, loss in enumerate(ranked[:_MOST_ROWS], 1):
        cumulative += Fraction(loss.points)
        _write_loss(page, row, number, loss, (percent(loss.points, all_lost), percent(cumulative, all_lost)))
        row += 1
    rest = ranked[_MOST_ROWS:]
    if rest:
        _write_rest(page, row, rest, percent(losses.total(rest), all_lost))
        row += 1
    while page.pixels(_SUMMARY, row) < _LEAST_CHART_PIXELS:
        row += 1
    return row + 1


def _write_loss(page: Page, row: int, number: int, loss: Loss, shares: tuple[Fraction, Fraction]) -> None:
    styles = page.styles
    centre, share = styles("cell", "middle", "centre"), styles("cell", "middle", "percent")
    page.write(row, 0, number, centre)
    page.write(row, 1, loss.code, centre)
    page.write(row, 2, loss.name, styles("cell", "middle"))
    page.write(row, 3, loss.points, styles("cell", "middle", "exact", "bold"))
    page.write(row, 4, loss.communes, centre)
    page.write(row, 5, shares[0], share)
    page.write(row, 6, shares[1], share)
    page.fit_row(row, [(2, loss.name)], least=18)


def _write_rest(page: Page, row: int, rest: tuple[Loss, ...], share: Fraction) -> None:
    styles = page.styles
    texts = (None, None, f"{len(rest)} tiêu chí thành phần khác")
    for column, text in enumerate(texts):
        page.write(row, column, text, styles("cell", "middle", "muted"))
    page.write(row, 3, losses.total(rest), styles("cell", "middle", "exact"))
    page.write(row, 4, None, styles("cell"))
    page.write(row, 5, share, styles("cell", "middle", "percent"))
    page.write(row, 6, Fraction(100), styles("cell", "middle", "percent"))
    page.row_height(row, 18)


def _write_details(page: Page, header: int, district: AuditedDistrict) -> None:
    """As an Excel table: its headings stay in sight however far one scrolls."""
    page.header(header, COLUMNS)
    row, lines = header, _Lines(page, Fraction(district.information.threshold))
    for commune in district.communes:
        name = commune.name.display
        for node in commune.deducted():
            row += 1
            remedy = commune.remedies.get(node.code)
            lines.write(row, name, node, remedy.action if remedy else "")
    head = page.styles("head")
    columns = [{"header": c.heading, "header_format": head} for c in COLUMNS]
    options = {"name": _TABLE, "style": None, "columns": columns}
    page.sheet.add_table(header, 0, row, len(COLUMNS) - 1, options)
    page.sheet.repeat_rows(header)


class _Lines:
    """Writes the lines of the long table, with the styles looked up once."""

    def __init__(self, page: Page, threshold: Fraction) -> None:
        styles = page.styles
        self._page, self._threshold = page, threshold
        self._text, self._centre, self._points = styles("cell"), styles("cell", "centre"), styles("cell", "points")

    def write(self, row: int, commune: str, node: AuditedNode, action: str) -> None:
        """One deduction."""
        styles, text = self._page.styles, self._text
        highest, score, deduction = node.max_points, node.score, node.deduction
        self._page.write_line(
            row,
            (
                (commune, text),
                (node.code, self._centre),
                (node.name, text),
                (highest, styles("cell", figure_trait(highest))),
                (score, styles("cell", figure_trait(score))),
                (deduction, styles("cell", "bold", figure_trait(deduction))),
                (node.index, self._points),
                self._level(node),
                (node.reason, text),
                (action, text),
            ),
        )
        self._page.fit_row(row, ((0, commune), (2, node.name), (8, node.reason), (9, action)))

    def _level(self, node: AuditedNode) -> tuple[str, Format]:
        if node.score == 0:
            return "Bằng 0", self._page.styles("cell", "centre", "error")
        if node.index < self._threshold:
            return "Dưới ngưỡng", self._page.styles("cell", "centre", "warning")
        return "Chưa tối đa", self._centre
