"""The look of the sheets: fonts, borders, fills, page set-up and the height of wrapped rows."""

from collections.abc import Mapping
from typing import Any

from xlsxwriter import Workbook  # type: ignore[import-untyped, unused-ignore]
from xlsxwriter.format import Format  # type: ignore[import-untyped, unused-ignore]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped, unused-ignore]

__all__ = ["FONT", "INDEX_FORMAT", "Format", "Styles", "Workbook", "Worksheet", "row_height", "set_up_page"]

FONT = "Times New Roman"
INDEX_FORMAT = "0.00"
_FONT_SIZE = 12
_HEADER_FILL = "#E7EEF5"
_PART_FILL = "#F3F3F3"
_LINE_POINTS = 16
_A4 = 9

_LOOKS: dict[str, dict[str, object]] = {
    "plain": {},
    "authority": {"bold": True, "align": "left"},
    "title": {"bold": True, "font_size": 14, "align": "center", "text_wrap": True},
    "subtitle": {"bold": True, "font_size": 13, "align": "center", "text_wrap": True},
    "note": {"italic": True, "align": "center", "text_wrap": True},
    "header": {"bold": True, "align": "center", "text_wrap": True, "border": 1, "bg_color": _HEADER_FILL},
    "column number": {"italic": True, "align": "center", "border": 1, "font_size": 11},
    "text": {"text_wrap": True, "border": 1},
    "number": {"align": "center", "border": 1},
    "center": {"align": "center", "text_wrap": True, "border": 1},
    "sign": {"bold": True, "align": "center"},
    "sign date": {"italic": True, "align": "center"},
}


class Styles:
    """The formats of one workbook, made once each."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, object], ...], Format] = {}

    def get(self, look: str, **more: object) -> Format:
        """The named look, with single properties added or replaced."""
        properties: dict[str, object] = {
            "font_name": FONT,
            "font_size": _FONT_SIZE,
            "valign": "vcenter",
            **_LOOKS[look],
            **more,
        }
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format(properties)
        return self._made[key]

    def row(self, look: str, *, level: int, **more: object) -> Format:
        """A table cell by the depth of its row: parts (0) and criteria (1) bold, middle levels (2) italic."""
        if level == 0:
            return self.get(look, bold=True, bg_color=_PART_FILL, **more)
        if level == 1:
            return self.get(look, bold=True, **more)
        if level == 2:
            return self.get(look, italic=True, **more)
        return self.get(look, **more)


def row_height(texts: Mapping[str, float], minimum: int = 20) -> float:
    """A height in points at which each text fits its column, given as characters wide."""
    lines = max(_lines(text, width) for text, width in texts.items())
    return max(minimum, lines * _LINE_POINTS + 4)


def _lines(text: str, width: float) -> int:
    lines, used = 1, 0
    for word in text.split():
        if used and used + 1 + len(word) > width:
            lines, used = lines + 1, len(word)
        else:
            used += len(word) + (1 if used else 0)
    return lines


def set_up_page(
    sheet: Worksheet,
    *,
    landscape: bool = False,
    repeat: tuple[int, int] | None = None,
    pages_tall: int = 0,
) -> None:
    """A4, one page wide and as tall as need be (or `pages_tall`), header rows repeated, pages numbered."""
    sheet.set_paper(_A4)
    if landscape:
        sheet.set_landscape()
    else:
        sheet.set_portrait()
    sheet.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.7)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, pages_tall)
    sheet.set_footer(f'&C&"{FONT},Regular"&11Trang &P/&N')
    if repeat is not None:
        sheet.repeat_rows(*repeat)


def open_workbook(path: str, properties: Mapping[str, Any]) -> Workbook:
    """A workbook whose default font is the office's."""
    workbook = Workbook(path, {"default_format_properties": {"font_name": FONT, "font_size": _FONT_SIZE}})
    workbook.set_properties(dict(properties))
    return workbook
