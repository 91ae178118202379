"""What the styles of an OpenDocument workbook tell: number formats of cells, and which sheets and rows are shown."""

from __future__ import annotations

from lxml import etree

from .names import STYLE, TABLE
from .number_format import KINDS, format_code

_DEEPEST = 40
"""Styles that one style may come from, one behind the other."""
_MEASURES = {"table-row": f"{STYLE}row-height", "table-column": f"{STYLE}column-width"}


class Styles:
    """All styles of both parts that have any; those of the content come first."""

    def __init__(self, *roots: etree._Element) -> None:
        self._styles: dict[tuple[str, str], etree._Element] = {}
        self._numbers: dict[str, etree._Element] = {}
        self._codes: dict[str, str] = {}
        for root in roots:
            for style in root.iter(f"{STYLE}style"):
                self._styles.setdefault((style.get(f"{STYLE}family", ""), style.get(f"{STYLE}name", "")), style)
            for style in root.iter(*KINDS):
                self._numbers.setdefault(style.get(f"{STYLE}name", ""), style)

    def code(self, cell_style: str) -> str:
        """The number format code of a cell style, "" for General."""
        if cell_style not in self._codes:
            self._codes[cell_style] = self._code(cell_style)
        return self._codes[cell_style]

    def _code(self, name: str) -> str:
        for _ in range(_DEEPEST):
            style = self._styles.get(("table-cell", name))
            if style is None:
                return ""
            number = style.get(f"{STYLE}data-style-name")
            if number is not None:
                spelt = self._numbers.get(number)
                return format_code(spelt, self._numbers) if spelt is not None else ""
            name = style.get(f"{STYLE}parent-style-name", "")
        return ""

    def is_shown(self, table_style: str | None) -> bool:
        """Whether the tab of a sheet with this style is shown."""
        style = self._styles.get(("table", table_style or ""))
        if style is None:
            return True
        return all(found.get(f"{TABLE}display") != "false" for found in style.iter(f"{STYLE}table-properties"))

    def has_no_size(self, family: str, name: str | None) -> bool:
        """Whether rows ("table-row") or columns of this style are drawn with a height or width of nothing."""
        style = self._styles.get((family, name or ""))
        measures = (
            (p.get(_MEASURES[family]) for p in style.iter(f"{STYLE}{family}-properties")) if style is not None else ()
        )
        return any(
            measure is not None and measure[:1] == "0" and not measure.strip("0.cminptx") for measure in measures
        )
