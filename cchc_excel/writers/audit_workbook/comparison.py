""" "Đối chiếu": every figure side by side, as the score sheet, the recomputation and the decision have it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from ...model.audited import AuditedDistrict, Comparison, Verdict
from ...model.finding import Place
from .page import Column, Page, Value
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
    lines = _Lines(page, link)
    for row, comparison in enumerate(district.comparisons, HEADER + 1):
        lines.write(row, comparison)
    if not district.comparisons:
        page.merge(HEADER + 1, 0, _LAST, "Không có số liệu để đối chiếu.", styles("cell", "muted"))
    page.sheet.autofilter(HEADER, 0, HEADER + max(len(district.comparisons), 1), _LAST)
    page.sheet.freeze_panes(HEADER + 1, 2)
    page.sheet.repeat_rows(HEADER)


def _subtitle(comparisons: tuple[Comparison, ...]) -> str:
    counts = Counter(c.verdict for c in comparisons)
    told = "; ".join(f"{counts[v]} {v.value}" for v in Verdict)
    return f"{told}. Lọc cột “Kết luận” để chỉ xem số lệch; bấm vào địa chỉ ô để mở tệp gốc."


class _Lines:
    """Writes the table's lines, with the styles looked up once."""

    def __init__(self, page: Page, link: Callable[[Place], str | None]) -> None:
        styles = page.styles
        self._page, self._link = page, link
        self._text, self._centre = styles("cell", "middle"), styles("cell", "middle", "centre")
        self._address = (styles("cell", "middle", "centre", "link"), self._centre)
        self._verdicts = {v: styles("cell", "middle", "centre", trait) for v, trait in VERDICT_TRAITS.items()}

    def write(self, row: int, one: Comparison) -> None:
        """One comparison."""
        page, text, centre = self._page, self._text, self._centre
        cells: tuple[tuple[Value, Format | None], ...] = (
            (one.commune, text),
            (one.code, centre),
            (one.name, text),
            (one.quantity, centre),
            (None, None),
            (one.workbook, self._figure_style(one.workbook)),
            (one.recomputed, self._figure_style(one.recomputed)),
            (None, None),
            (one.decision, self._figure_style(one.decision)),
            (one.verdict.value, self._verdicts[one.verdict]),
        )
        page.write_line(row, cells)
        for column, place in ((4, one.workbook_place), (7, one.decision_place)):
            page.place(row, column, place, self._link(place) if place else None, self._address)
        page.fit_row(row, ((0, one.commune), (2, one.name)))

    def _figure_style(self, figure: Decimal | Fraction | str | None) -> Format:
        if figure is None or isinstance(figure, str):
            return self._centre
        return self._page.styles("cell", "middle", figure_trait(figure))
