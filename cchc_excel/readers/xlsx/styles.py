"""The number formats that a workbook's cell styles stand for."""

from __future__ import annotations

from lxml import etree

BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"$"#,##0_);\\("$"#,##0\\)',
    6: '"$"#,##0_);[Red]\\("$"#,##0\\)',
    7: '"$"#,##0.00_);\\("$"#,##0.00\\)',
    8: '"$"#,##0.00_);[Red]\\("$"#,##0.00\\)',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "mm-dd-yy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yy h:mm",
    37: "#,##0_);(#,##0)",
    38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)",
    41: '_(* #,##0_);_(* \\(#,##0\\);_(* "-"_);_(@_)',
    42: '_("$"* #,##0_);_("$"* \\(#,##0\\);_("$"* "-"_);_(@_)',
    43: '_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)',
    44: '_("$"* #,##0.00_)_("$"* \\(#,##0.00\\)_("$"* "-"??_)_(@_)',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mmss.0",
    48: "##0.0E+0",
    49: "@",
}
"""Formats that a workbook may use by number without spelling them out (ECMA-376 part 1, 18.8.30)."""


class NumberFormats(dict[bytes | None, str]):
    """The number format code by the style number that a cell carries; "" for General and for no style."""

    def __init__(self, of_styles: list[str]) -> None:
        super().__init__({str(number).encode(): code for number, code in enumerate(of_styles)})
        self._of_styles = of_styles
        self[None] = of_styles[0] if of_styles else ""

    def __missing__(self, style: bytes | None) -> str:
        number = int(style or b"0")
        return self._of_styles[number] if number < len(self._of_styles) else ""


def number_formats(root: etree._Element | None) -> NumberFormats:
    """Takes the root of the styles part, or None where the workbook has none."""
    if root is None:
        return NumberFormats([])
    space = {"m": etree.QName(root).namespace or ""}
    codes = {0: "General", **BUILT_IN}
    for spelt in root.iterfind("m:numFmts/m:numFmt", space):
        codes[int(spelt.get("numFmtId", "0"))] = str(spelt.get("formatCode", ""))
    used = [codes.get(int(xf.get("numFmtId", "0")), "") for xf in root.iterfind("m:cellXfs/m:xf", space)]
    return NumberFormats(["" if code.lower() == "general" else code for code in used])
