"""The bar charts of the ranking: best on top, every name readable, as high as the communes need."""

from __future__ import annotations

from typing import Any

from xlsxwriter.workbook import Workbook

from .page import Page
from .styles import BLUE, FONT, NAVY

_MOST_BARS = 40
"""In one chart, so that each fits a printed page."""
_BAR_PIXELS = 21
_FRAME_PIXELS = 70
_WIDEST_PIXELS = 1500
_ROW_PIXELS = 20
_NAME_COLUMN = 1


def insert(
    workbook: Workbook, page: Page, first: int, count: int, value_column: int, row: int, highest: float | None
) -> None:
    """Charts `count` rows from `first` on, placed from `row` on, on pages of their own in print."""
    charts = -(-count // _MOST_BARS)
    breaks = []
    width = min(page.pixels_across(0, len(page.widths) - 1) - 16, _WIDEST_PIXELS)
    for number in range(charts):
        start, end = number * count // charts, (number + 1) * count // charts
        title = "Xếp hạng theo tổng điểm" + (f" (dòng {start + 1} đến {end})" if charts > 1 else "")
        chart = _chart(workbook, page.name, (first + start, first + end - 1), value_column, title, highest)
        height = (end - start) * _BAR_PIXELS + _FRAME_PIXELS
        chart.set_size({"width": width, "height": height})
        page.sheet.insert_chart(row, 0, chart, {"x_offset": 8, "y_offset": 4, "object_position": 2})
        breaks.append(row)
        row += -(-height // _ROW_PIXELS) + 2
    page.sheet.set_h_pagebreaks(breaks)


def _chart(
    workbook: Workbook, sheet: str, rows: tuple[int, int], column: int, title: str, highest: float | None
) -> Any:
    chart = workbook.add_chart({"type": "bar"})
    font = {"name": FONT, "size": 10}
    chart.add_series(
        {
            "name": "Tổng điểm",
            "categories": [sheet, rows[0], _NAME_COLUMN, rows[1], _NAME_COLUMN],
            "values": [sheet, rows[0], column, rows[1], column],
            "fill": {"color": BLUE},
            "gap": 45,
            "data_labels": {"value": True, "num_format": "0.00", "font": font},
        }
    )
    chart.set_title({"name": title, "name_font": {**font, "size": 13, "color": NAVY}, "overlay": False})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True, "num_font": font, "interval_unit": 1, "line": {"color": "#BFBFBF"}})
    chart.set_x_axis({"visible": False, "min": 0, "max": highest, "major_gridlines": {"visible": False}})
    chart.set_chartarea({"border": {"color": "#D9D9D9"}})
    return chart
