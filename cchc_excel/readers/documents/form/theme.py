"""The fonts and colours that a theme's names stand for."""

from __future__ import annotations

from lxml import etree

from .properties import Marks

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_USUAL_FONT = "Times New Roman"
"""Word's own choice where a document says nothing."""
_COLOURS = {"text1": "dk1", "dark1": "dk1", "text2": "dk2", "dark2": "dk2", "background1": "lt1", "light1": "lt1",
            "background2": "lt2", "light2": "lt2", "hyperlink": "hlink", "followedHyperlink": "folHlink"}  # fmt: skip
_GREY = "808080"


class Theme:
    """A document's theme; without one, names of theme fonts stand for Word's usual font."""

    def __init__(self, root: etree._Element | None) -> None:
        self._fonts = {}
        self._colours = {}
        for kind in ("major", "minor") if root is not None else ():
            assert root is not None
            latin = root.find(f".//{A}{kind}Font/{A}latin")
            self._fonts[kind] = latin.get("typeface", "") if latin is not None else ""
        scheme = root.find(f".//{A}clrScheme") if root is not None else None
        for colour in scheme if scheme is not None else ():
            for shown in colour:
                value = shown.get("lastClr") or shown.get("val") or ""
                self._colours[etree.QName(colour).localname] = value.upper()

    def font(self, marks: Marks, slot: str) -> str:
        """The typeface of a slot ("ascii" for plain letters, "hAnsi" for accented ones)."""
        named = marks.get(f"font.{slot}", "")
        if named.startswith("+"):
            named = self._fonts.get(named[1:6], "")
        return named.split(";")[0].strip() or _USUAL_FONT

    def colour(self, marks: Marks) -> str:
        """Six digits; "" for the automatic colour."""
        themed, plain = marks.get("colour.theme", ""), marks.get("colour", "auto").upper()
        if themed:
            named = _COLOURS.get(themed, themed)
            found = self._colours.get(named, "000000" if named == "dk1" else _GREY)
            return _GREY if marks.get("colour.tint") and found == "000000" and plain in ("000000", "AUTO") else (
                plain if marks.get("colour.tint") and plain != "AUTO" else found
            )  # fmt: skip
        return "" if plain == "AUTO" else plain


def black(colour: str) -> bool:
    """Whether a colour is printed black; the darkest greys cannot be told from it."""
    channels = (colour[i : i + 2] for i in (0, 2, 4))
    try:
        return not colour or max(int(c, 16) for c in channels) <= 0x1A
    except ValueError:
        return False
