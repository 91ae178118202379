""" "Đối chiếu": every figure side by side, as the score sheet, the recomputation and the decision have it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from xlsxwriter.workbook import Workbook

from ...model.audited import AuditedDistrict, Comparison, Verdict
from ...model.finding import Place
from .page import Column, Page
from .styles import BLUE, VERDICT_TRAITS, Styles, figure_trait

NAME = "Đối chiếu"
HEADER = 2

COLUMNS = (
    Column("Đơn vị", 20),
    Column("Mã", 7),
    Column("Tiêu chí", 52),
    Column("Đại lượng", 12),
    Column("Ô bảng điểm", 9),
    Column("Bảng điểm", 12),
    Column("Tính lại", 12),
    Column("Ô quyết định", 12),
    Column("Quyết định", 12),
    Column("Kết luận", 18),
)
_LAST = len(COLUMNS) - 1


def write(workbook: Workbook, styles: Styles, district: AuditedDistrict, link: Callable[[Place], str | None]) -> None:
    """Adds the sheet."""
    page = Page(workbook, styles, NAME, [c.width for c in COLUMNS], BLUE)
    page.title(f"ĐỐI CHIẾU BẢNG ĐIỂM VỚI QUYẾT ĐỊNH CÔNG BỐ, NĂM {district.year}", _subtitle(district.comparisons))
    page.header(HEADER, COLUMNS)
    for row, comparison in enumerate(district.comparisons, HEADER + 1):
        _write_comparison(page, row, comparison, link)
    if not district.comparisons:
        page.merge(HEADER + 1, 0, _LAST, "Không có số liệu để đối chiếu.", styles("cell", "muted"))
    page.sheet.autofilter(HEADER, 0, HEADER + max(len(district.comparisons), 1), _LAST)
    page.sheet.freeze_panes(HEADER + 1, 2)
    page.sheet.repeat_rows(HEADER)


def _subtitle(comparisons: tuple[Comparison, ...]) -> str:
    counts = Counter(c.verdict for c in comparisons)
    told = "; ".join(f"{counts[v]} {v.value}" for v in Verdict)
    return f"{told}. Lọc cột “Kết luận” để chỉ xem số lệch; bấm vào địa chỉ ô để mở tệp gốc."


def _write_comparison(page: Page, row: int, comparison: Comparison, link: Callable[[Place], str | None]) -> None:
    styles = page.styles
    text, centre = styles("cell", "middle"), styles("cell", "middle", "centre")
    page.write(row, 0, comparison.commune, text)
    page.write(row, 1, comparison.code, centre)
    page.write(row, 2, comparison.name, text)
    page.write(row, 3, comparison.quantity, centre)
    address = ("cell", "middle", "centre")
    for column, place in ((4, comparison.workbook_place), (7, comparison.decision_place)):
        page.place(row, column, place, link(place) if place else None, address)
    figures = ((5, comparison.workbook), (6, comparison.recomputed), (8, comparison.decision))
    for column, figure in figures:
        page.write(row, column, figure, styles("cell", "middle", _trait(figure)))
    verdict = VERDICT_TRAITS[comparison.verdict]
    page.write(row, 9, comparison.verdict.value, styles("cell", "middle", "centre", verdict))
    page.fit_row(row, ((0, comparison.commune), (2, comparison.name)))


def _trait(figure: Decimal | Fraction | str | None) -> str:
    return "centre" if figure is None or isinstance(figure, str) else figure_trait(figure)
