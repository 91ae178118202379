"""One sheet of the workbook: safe writing into cells, row heights, and what all sheets share in print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from ...model.finding import Place
from ...model.numbers import Exact
from . import fit
from .cells import as_float, clean, is_harmless, shortened
from .styles import SIZE, Styles

Value: TypeAlias = str | Exact | int | None

_A4 = 9
_DEFAULT_HEIGHT = 15.0
_LONGEST_URL = 2079
_LONGEST_TIP = 120
_MOST_LINKS = 65530


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    heading: str
    width: float
    traits: tuple[str, ...] = ("cell",)


class Page:
    """A worksheet that takes only clean text and exact numbers."""

    def __init__(self, workbook: Workbook, styles: Styles, name: str, widths: Sequence[float], tab: str) -> None:
        self.name = name
        self.styles = styles
        self.widths = tuple(widths)
        self.sheet = workbook.add_worksheet(name)
        self._links = 0
        self._heights: dict[int, float] = {}
        self.sheet.set_tab_color(tab)
        for column, width in enumerate(self.widths):
            self.sheet.set_column(column, column, width)
        self._prepare_print()

    def _prepare_print(self) -> None:
        sheet = self.sheet
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_margins(left=0.5, right=0.4, top=0.55, bottom=0.65)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer('&L&"Times New Roman,Italic"&9&A&R&"Times New Roman,Regular"&9Trang &P/&N')
        sheet.hide_gridlines(2)

    def title(self, title: str, subtitle: str) -> None:
        """The first two rows of every sheet."""
        self.write(0, 0, title, self.styles("title"))
        self.write(1, 0, subtitle, self.styles("subtitle"))
        self.row_height(0, 26)
        self.row_height(1, 18)

    def section(self, row: int, heading: str) -> None:
        """The heading of one part of a sheet."""
        self.write(row, 0, heading, self.styles("section"))
        self.row_height(row, 24)

    def header(self, row: int, columns: Sequence[Column]) -> None:
        """Column headings, high enough for their words."""
        head = self.styles("head")
        for number, column in enumerate(columns):
            self.write(row, number, column.heading, head)
        most = max(fit.lines(c.heading, c.width, bold=True) for c in columns)
        self.row_height(row, fit.height(most, least=30))

    def write(self, row: int, column: int, value: Value, style: Format) -> None:
        """A text as text, a number as a number, None as an empty cell."""
        if value is None or value == "":
            self.sheet.write_blank(row, column, None, style)
        elif isinstance(value, str):
            self.sheet.write_string(row, column, clean(value), style)
        else:
            self.sheet.write_number(row, column, as_float(value), style)

    def write_line(self, row: int, cells: Iterable[tuple[Value, Format | None]]) -> None:
        """One row of a long table from its first column on; a cell without a style is left alone."""
        write_blank, write_string = self.sheet.write_blank, self.sheet.write_string
        write_number = self.sheet.write_number
        for column, (value, style) in enumerate(cells):
            if style is None:
                continue
            if isinstance(value, str) and value:
                write_string(row, column, clean(value), style)
            elif value is None or isinstance(value, str):
                write_blank(row, column, None, style)
            else:
                write_number(row, column, as_float(value), style)

    def merge(self, row: int, first: int, last: int, text: str, style: Format) -> None:
        """One text across columns of a row."""
        if last > first:
            self.sheet.merge_range(row, first, row, last, "", style)
        self.write(row, first, text, style)

    def merge_down(self, first: int, last: int, column: int, text: str, style: Format) -> None:
        """One text across rows of a column."""
        self.sheet.merge_range(first, column, last, column, "", style)
        self.write(first, column, text, style)

    def link(self, row: int, column: int, url: str | None, shown: str, styles: tuple[Format, Format], tip: str) -> None:
        """A text that leads somewhere; plain where there is no target or Excel could not take it.

        `styles` are those of the linked and of the plain text.
        """
        linked, plain = styles
        if not url or not shown or not _can_be_linked(url) or self._links >= _MOST_LINKS:
            self.write(row, column, shown, plain)
            return
        self._links += 1
        self.sheet.write_url(row, column, url, linked, clean(shown), _short_tip(tip) or None)

    def place(self, row: int, column: int, place: Place | None, url: str | None, styles: tuple[Format, Format]) -> None:
        """A cell's address, leading to that cell; styles as for `link`."""
        if place is None:
            self.write(row, column, None, styles[1])
        else:
            self.link(row, column, url, place.cell, styles, _tip_of(place.file, place.sheet))

    def row_height(self, row: int, points: float) -> None:
        """Sets a row's height."""
        self._heights[row] = points
        self.sheet.set_row(row, points)

    def fit_row(self, row: int, texts: Iterable[tuple[int, str]], least: float = 16.0, size: float = SIZE) -> None:
        """Makes a row high enough for its wrapped texts, each given with its column."""
        most = 1
        for column, text in texts:
            if text:
                most = max(most, fit.lines(text, self.widths[column], size))
        self.row_height(row, fit.height(most, size, least))

    def fit_merged(self, row: int, first: int, last: int, text: str, size: float = SIZE, least: float = 16.0) -> None:
        """The same for a text across columns, for which neither program does it by itself."""
        count = fit.lines(text, fit.merged_width(self.widths[first : last + 1]), size)
        self.row_height(row, fit.height(count, size, least))

    def height_of(self, row: int) -> float:
        """A row's height in points."""
        return self._heights.get(row, _DEFAULT_HEIGHT)

    def pixels(self, first: int, last: int) -> int:
        """The height of some rows on the screen."""
        return sum(round(self.height_of(row) * 4 / 3) for row in range(first, last + 1))

    def pixels_across(self, first: int, last: int) -> int:
        """The width of some columns on the screen."""
        return sum(int(width * 7 + 5) for width in self.widths[first : last + 1])


@lru_cache(maxsize=1024)
def _tip_of(file: str, sheet: str) -> str:
    return " – ".join(filter(None, (file, sheet)))


@lru_cache(maxsize=1024)
def _short_tip(tip: str) -> str:
    return shortened(clean(tip).replace("\n", " "), _LONGEST_TIP)


def _can_be_linked(url: str) -> bool:
    kind, _, target = url.partition(":")
    return (
        kind in ("external", "internal")
        and len(target) > 2
        and is_harmless(url)
        and len(target.encode("utf-16-le")) // 2 <= _LONGEST_URL
    )
