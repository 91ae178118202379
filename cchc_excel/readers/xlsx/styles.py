"""The number formats that a workbook's cell styles stand for."""

from __future__ import annotations

from lxml import etree

from ..cells.built_in_formats import BUILT_IN


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
