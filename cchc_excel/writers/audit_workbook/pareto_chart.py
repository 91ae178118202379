"""The Pareto chart: points lost as columns, their cumulative share as a line."""

from __future__ import annotations

from typing import Any

from xlsxwriter.workbook import Workbook

from .page import Page
from .styles import BLUE, FONT, NAVY, ORANGE

_CODE, _POINTS, _CUMULATIVE = 1, 3, 6
"""Columns of the summary."""
_FONT = {"name": FONT, "size": 10}
_GRID = {"visible": True, "line": {"color": "#E3E3E3", "width": 0.5}}


def insert(workbook: Workbook, page: Page, first: int, count: int, area: tuple[int, int, int]) -> None:
    """Charts `count` rows from `first` on, into the rows and from the column of `area`."""
    top, bottom, column = area
    last = first + count - 1
    chart = _columns(workbook, page.name, first, last)
    chart.combine(_line(workbook, page.name, first, last))
    chart.set_title({"name": f"{count} tiêu chí thành phần mất điểm nhiều nhất", "name_font": _title_font()})
    chart.set_legend({"position": "bottom", "font": _FONT})
    chart.set_x_axis({"num_font": {**_FONT, "rotation": -45}, "interval_unit": 1})
    chart.set_y_axis({"min": 0, "num_font": _FONT, "num_format": "General", "major_gridlines": _GRID})
    chart.set_chartarea({"border": {"color": "#D9D9D9"}})
    width = page.pixels_across(column, len(page.widths) - 1) - 16
    chart.set_size({"width": width, "height": page.pixels(top, bottom) - 8})
    page.sheet.insert_chart(top, column, chart, {"x_offset": 12, "y_offset": 2, "object_position": 2})


def _columns(workbook: Workbook, sheet: str, first: int, last: int) -> Any:
    chart = workbook.add_chart({"type": "column"})
    chart.add_series(
        {
            "name": "Tổng điểm bị trừ",
            "categories": [sheet, first, _CODE, last, _CODE],
            "values": [sheet, first, _POINTS, last, _POINTS],
            "fill": {"color": BLUE},
            "gap": 40,
        }
    )
    return chart


def _line(workbook: Workbook, sheet: str, first: int, last: int) -> Any:
    chart = workbook.add_chart({"type": "line"})
    chart.add_series(
        {
            "name": "Lũy kế (%)",
            "categories": [sheet, first, _CODE, last, _CODE],
            "values": [sheet, first, _CUMULATIVE, last, _CUMULATIVE],
            "y2_axis": True,
            "line": {"color": ORANGE, "width": 2},
            "marker": {"type": "circle", "size": 5, "fill": {"color": ORANGE}, "border": {"color": ORANGE}},
        }
    )
    chart.set_y2_axis({"min": 0, "max": 100, "num_font": _FONT, "num_format": "0"})
    return chart


def _title_font() -> dict[str, object]:
    return {**_FONT, "size": 13, "color": NAVY}
