"""Scans the cells of a sheet whose XML is spelt as Excel, LibreOffice and the common libraries spell it.

The scan accepts a sheet only when every byte of its cells fits the spelling; anything else is left to the general
reading (`general.py`), which gives the same for whatever both can read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import compress

from ..grid import Position
from ..sheet_cells import SheetCells
from .layout import ATTRIBUTES, CELL, Layouts, Places

_CHUNK = 4 * 2**20
"""Bytes scanned at a time, so that a large sheet does not stand in memory taken apart."""

_SIGN = rb"[^<>&\x00-\x08\x0b-\x1f]"
_ENTITY = rb"&(?:amp|lt|gt|quot|apos);"
_TEXT = _SIGN + rb"*+(?:" + _ENTITY + _SIGN + rb"*+)*"
_HEAD = rb'<c r="([A-Z]++[1-9][0-9]*+)"(?: s="([0-9]++)")?'
_FORMULA = (
    rb"(?:<f(?:(" + ATTRIBUTES + rb")>(?!<)(" + _TEXT + rb")</f>"
    rb"|(" + ATTRIBUTES + rb" ?/>|" + ATTRIBUTES + rb"></f>)))?"
)
_INLINE = rb'<is><t(?: xml:space="preserve")?>' + _TEXT + rb"</t></is>"
_CELL = re.compile(
    _HEAD + rb'(?: t="(?:[snbd]|inlineStr|(e|str))")?(?:(/>|></c>)|>' + _FORMULA + rb"(?:<v>" + _SIGN + rb"++</v></c>"
    rb"|(?:<v ?/>|<v></v>|" + _INLINE + rb")?(</c>)|<v>" + _TEXT + rb"</v></c>))"
)
_STEP = _CELL.groups + 1
_ADDRESS, _STYLE, _TYPE, _BLANK, _ATTRIBUTE, _FORMULA_TEXT, _NO_TEXT, _NO_VALUE = range(1, _STEP)
"""Groups: the type only where it matters, a formula's attributes when it has a text or else `_NO_TEXT`, and marks."""
_ERROR = re.compile(_HEAD + rb' t="e">' + _FORMULA + rb"<v>(#DIV/0!|#N/A|#NAME\?|#NULL!|#NUM!|#REF!|#VALUE!)</v>")
"""Error values that the compiled reader takes; with any other it gives up on the whole workbook."""
_GROUP = re.compile(rb' si="([0-9]+)"')
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))


class _Groups(dict[bytes, str]):
    """Numbers of shared formulas by the attributes of who belongs to them; "" for a formula that is not shared."""

    def __missing__(self, attributes: bytes) -> str:
        found = _GROUP.search(attributes) if b' t="shared"' in attributes else None
        self[attributes] = group = found[1].decode() if found else ""
        return group


def scanned(body: bytes, layouts: Layouts) -> SheetCells | None:
    """What stands between `<sheetData>` and `</sheetData>`; None when it is not of the plain spelling.

    Raises UnreadableFile when a filled cell lies outside of what may be laid out.
    """
    scan = _Scan(layouts, is_long=len(body) > _CHUNK)
    for chunk in _chunks(body):
        if not scan.take(chunk):
            return None
    return scan.cells


def _chunks(body: bytes) -> Iterator[bytes]:
    """The body cut behind ends of rows."""
    at = 0
    while len(body) - at > _CHUNK:
        end = body.find(b"</row>", at + _CHUNK)
        if end < 0:
            break
        yield body[at : end + 6]
        at = end + 6
    yield body[at:]


class _Scan:
    """One sheet's chunks in turn. What most cells have is taken by the column, not cell by cell."""

    def __init__(self, layouts: Layouts, *, is_long: bool) -> None:
        self._layouts = layouts
        self._is_long = is_long
        self._last_row = 0
        self.cells = SheetCells()

    def take(self, chunk: bytes) -> bool:
        """Takes whole rows; False when they are not of the plain spelling."""
        if CELL in chunk:
            return False
        pieces = _CELL.split(chunk)
        places = self._layouts.places(pieces[_ADDRESS::_STEP], pieces[_STYLE::_STEP])
        rows = self._layouts.rows(CELL.join(pieces[::_STEP]))
        if places is None or rows is None or (rows.first and rows.first <= self._last_row):
            return False
        self._last_row = max(self._last_row, rows.last)
        self.cells.hidden_rows.update(rows.hidden)
        self._take_places(places, pieces[_BLANK::_STEP])
        return self._take_formulas(places.where, pieces) and self._take_errors(chunk, pieces[_TYPE::_STEP])

    def _take_places(self, places: Places, blank: list[bytes | None]) -> None:
        """Looks at each cell only where there would be too many if none were blank."""
        where = places.where
        if not self._is_long and where and self.cells.has_room(where[-1][0] + 1, places.widest):
            self.cells.formats.update(places.formats)
        else:
            self.cells.add_filled([at for at, is_blank in zip(where, blank, strict=True) if not is_blank])
            self.cells.add_formats(places.formats.items())

    def _take_errors(self, chunk: bytes, types: list[bytes | None]) -> bool:
        """Takes the error values; False when there is one that the compiled reader does not know."""
        count = list(filter(None, types)).count(b"e")
        found = _ERROR.findall(chunk) if count else ()
        for address, *_, value in found:
            self.cells.errors[self._layouts.position(address)] = value.decode()
        return len(found) == count

    def _take_formulas(self, where: list[Position], pieces: list[bytes]) -> bool:
        held = pieces[_FORMULA_TEXT::_STEP]
        try:
            texts = _unescaped(b"\0".join(filter(None, held)).decode()).split("\0")
        except UnicodeDecodeError:
            return False
        attributes, without_text = pieces[_ATTRIBUTE::_STEP], pieces[_NO_TEXT::_STEP]
        cells = self.cells
        cells.formulas.update(zip(compress(where, held), texts, strict=False))
        cells.formulas.update(dict.fromkeys(compress(where, without_text), ""))
        groups = _Groups()
        for at, told in zip(compress(where, attributes), filter(None, attributes), strict=True):
            if group := groups[told]:
                cells.heads[group] = at
        for at, told in zip(compress(where, without_text), filter(None, without_text), strict=True):
            if group := groups[told]:
                cells.members[group].append(at)
        no_value, types = pieces[_NO_VALUE::_STEP], pieces[_TYPE::_STEP]
        for i in compress(range(len(where)), no_value):
            if (held[i] or without_text[i]) and types[i] != b"str":
                cells.uncached.add(where[i])
        return True


def _unescaped(text: str) -> str:
    if "&" in text:
        for entity, letter in _ENTITIES:
            text = text.replace(entity, letter)
    return text
