""" "Điểm thấp": which sub-criteria cost the district most, and every deducted one of every commune."""

from __future__ import annotations

from fractions import Fraction

from xlsxwriter.workbook import Workbook

from ...model.audited import AuditedCommune, AuditedDistrict, AuditedNode
from ...model.numbers import percent, written
from . import losses, pareto_chart
from .losses import Loss
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
    row = header
    for commune in district.communes:
        for node in commune.deducted():
            row += 1
            _write_deduction(page, row, commune, node, district)
    head = page.styles("head")
    columns = [{"header": c.heading, "header_format": head} for c in COLUMNS]
    options = {"name": _TABLE, "style": None, "columns": columns}
    page.sheet.add_table(header, 0, row, len(COLUMNS) - 1, options)
    page.sheet.repeat_rows(header)


def _write_deduction(
    page: Page, row: int, commune: AuditedCommune, node: AuditedNode, district: AuditedDistrict
) -> None:
    styles = page.styles
    remedy = commune.remedies.get(node.code)
    texts = {0: commune.name.display, 2: node.name, 8: node.reason, 9: remedy.action if remedy else ""}
    for column, text in texts.items():
        page.write(row, column, text, styles("cell"))
    page.write(row, 1, node.code, styles("cell", "centre"))
    page.write(row, 3, node.max_points, styles("cell", figure_trait(node.max_points)))
    page.write(row, 4, node.score, styles("cell", figure_trait(node.score)))
    page.write(row, 5, node.deduction, styles("cell", "bold", figure_trait(node.deduction)))
    page.write(row, 6, node.index, styles("cell", "points"))
    level, trait = _level(node, Fraction(district.information.threshold))
    page.write(row, 7, level, styles("cell", "centre", *trait))
    page.fit_row(row, texts.items())


def _level(node: AuditedNode, threshold: Fraction) -> tuple[str, tuple[str, ...]]:
    if node.score == 0:
        return "Bằng 0", ("error",)
    if node.index < threshold:
        return "Dưới ngưỡng", ("warning",)
    return "Chưa tối đa", ()
