"""Small workbooks for tests: a list of rows per sheet, formulas with or without a stored result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

Cell = str | int | float | bool | None


@dataclass(frozen=True)
class F:
    """A formula with the result that the file stores."""

    text: str
    value: float | str = 0


@dataclass(frozen=True)
class Percent:
    """A number shown with a percent format."""

    value: float


Row = Sequence[object]


def write_book(
    path: Path,
    sheets: Mapping[str, Sequence[Row]],
    merges: Mapping[str, Sequence[str]] | None = None,
    hidden: Mapping[str, Sequence[str]] | None = None,
) -> Path:
    """Writes the sheets in order. `merges` are ranges per sheet, merged after writing (the text stays top left).

    `hidden` are rows ("12"), columns ("E") or the tab itself ("") that a sheet does not show.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    percent = book.add_format({"num_format": "0.00%"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if isinstance(value, F):
                    sheet.write_formula(r, c, "=" + value.text, None, value.value)
                elif isinstance(value, Percent):
                    sheet.write_number(r, c, value.value, percent)
                elif value is not None:
                    sheet.write(r, c, value)
        for what in (hidden or {}).get(name, ()):
            if what.isdigit():
                sheet.set_row(int(what) - 1, None, None, {"hidden": True})
            elif what:
                sheet.set_column(f"{what}:{what}", None, None, {"hidden": True})
            else:
                sheet.hide()
        for area in (merges or {}).get(name, ()):
            first = area.split(":")[0]
            column = sum((ord(ch) - 64) * 26**i for i, ch in enumerate(reversed(first.rstrip("0123456789")))) - 1
            row_number = int(first.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) - 1
            kept = rows[row_number][column] if column < len(rows[row_number]) else ""
            sheet.merge_range(area, kept)
    book.close()
    return path
