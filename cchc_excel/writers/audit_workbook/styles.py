"""How the workbook looks: palette, fonts and cell formats, each format made once."""

from __future__ import annotations

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from ...model.audited import Verdict
from ...model.finding import Severity
from ...model.numbers import Exact

FONT = "Times New Roman"
SIZE = 10
"""Points, of every table."""

NAVY = "#1F3864"
BLUE = "#2E75B6"
ORANGE = "#C55A11"
PALE_BLUE = "#DCE6F2"
GREY = "#595959"
GRID = "#BFBFBF"
HEAT_LOW, HEAT_MIDDLE, HEAT_HIGH = "#F4B183", "#FFFFFF", "#9DC3E6"
"""Orange to blue: told apart by colour-blind eyes, and in grey print by the figure itself."""

SEVERITY_NAMES = {s: s.label for s in Severity}
SEVERITY_TRAITS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"}
VERDICT_TRAITS = {
    Verdict.EQUAL: "good",
    Verdict.ROUNDED: "info",
    Verdict.DIFFERENT: "error",
    Verdict.ABSENT: "muted",
}

_BOX = {"border": 1, "border_color": GRID, "font_size": SIZE}

_HUGE = 10**8
"""From here on Excel chooses the form itself; a score of this size is a slip of the hand."""
_RIGHT = {"align": "right", "text_wrap": False}

_TRAITS: dict[str, dict[str, object]] = {
    # what a cell is
    "plain": {"font_size": SIZE},
    "cell": {**_BOX, "text_wrap": True, "valign": "top"},
    "line": {**_BOX, "valign": "vcenter"},
    "head": {
        **_BOX,
        "bold": True,
        "font_color": NAVY,
        "bg_color": PALE_BLUE,
        "align": "center",
        "valign": "vcenter",
        "text_wrap": True,
    },
    "title": {"bold": True, "font_size": 16, "font_color": NAVY, "valign": "vcenter"},
    "subtitle": {"font_size": 11, "font_color": GREY, "valign": "vcenter"},
    "section": {"bold": True, "font_size": 12, "font_color": NAVY, "valign": "vcenter"},
    "note": {"italic": True, "font_size": SIZE, "font_color": GREY, "text_wrap": True, "valign": "top"},
    "card": {**_BOX, "bold": True, "font_size": 12, "align": "center", "valign": "vcenter"},
    "banner": {"font_size": 11, "valign": "vcenter", "text_wrap": True, "indent": 1},
    # how it differs
    "small": {"font_size": 8, "bold": False, "valign": "top"},
    "centre": {"align": "center"},
    "middle": {"valign": "vcenter"},
    "bold": {"bold": True},
    "total": {"bold": True, "bg_color": "#F2F2F2", "top": 2, "top_color": NAVY},
    "link": {"font_color": "#0563C1", "underline": 1},
    "error": {"bold": True, "font_color": "#9C2A00", "bg_color": "#FBE0D3", "border_color": GRID},
    "warning": {"bold": True, "font_color": "#7F6000", "bg_color": "#FFF2CC", "border_color": GRID},
    "info": {"font_color": "#1F4E79", "bg_color": "#DEEBF7", "border_color": GRID},
    "good": {"font_color": "#1F3864", "border_color": GRID},
    "muted": {"font_color": "#7F7F7F", "italic": True},
    # how it shows a number; "_)" keeps it off the line at its right
    "whole": {"num_format": "0_)", **_RIGHT},
    "decimal": {"num_format": "0.0#####_)", **_RIGHT},
    "signed whole": {"num_format": "+0_);-0_);0_)", **_RIGHT},
    "signed decimal": {"num_format": "+0.0#####_);-0.0#####_);0_)", **_RIGHT},
    "huge": _RIGHT,
    "points": {"num_format": "0.00_)", **_RIGHT},
    "exact": {"num_format": "0.00####_)", **_RIGHT},
    "percent": {"num_format": "0.0_)", **_RIGHT},
    "count": {"num_format": "0;-0;", "align": "center"},
}


class Styles:
    """Gives the format that combines some traits; the same traits give the same format."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[str, ...], Format] = {}

    def __call__(self, *traits: str) -> Format:
        """The format of these traits, a later one going before an earlier one."""
        found = self._made.get(traits)
        if found is None:
            properties: dict[str, object] = {"font_name": FONT}
            for trait in traits:
                properties.update(_TRAITS[trait])
            found = self._made[traits] = self._workbook.add_format(properties)
        return found


def figure_trait(figure: Exact, *, signed: bool = False) -> str:
    """How to show a figure with its own decimals, so that no column is too narrow for it."""
    top, under = figure.as_integer_ratio()
    if abs(top) >= _HUGE * under:
        return "huge"
    kind = "whole" if under == 1 else "decimal"
    return f"signed {kind}" if signed else kind


def workbook_options() -> dict[str, object]:
    """What a workbook is made with, anew for each (the library writes into it): texts from inputs are never formulas or links."""
    return {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": FONT, "font_size": 11},
    }
