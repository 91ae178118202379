"""What an .xlsb says of the whole workbook: its sheets, number formats, texts, names and what formulas may point at."""

from __future__ import annotations

import posixpath
import struct
from dataclasses import dataclass

from ...errors import UnreadableFile
from ...files.archive import open_workbook_archive
from ..cells.built_in_formats import BUILT_IN
from ..safe_xml import parsed
from ..sheet_cells import MAX_SHEETS
from .biff12 import records, text, text_end
from .facts import Budget, Damaged, unpacked
from .references import Book, References

_MAIN, _RELATIONS = "xl/workbook.bin", "xl/_rels/workbook.bin.rels"
_NAME, _PROPERTIES, _SHEET = 39, 153, 156
_OTHER_BOOK, _OWN_BOOK, _OWN_SHEET, _SHEETS_OF_BOOK, _SPANS, _ADD_INS = 355, 357, 358, 359, 362, 667
_FORMAT, _STYLE, _STYLES, _STYLES_END = 44, 47, 617, 618
_STRING = 19
_MOST_OTHER_BOOKS = 1000


@dataclass(frozen=True, slots=True)
class XlsbTab:
    """A worksheet of the workbook."""

    name: str
    part: str
    is_hidden: bool


class XlsbWorkbook:
    """An open workbook. Raises UnreadableFile, Damaged, KeyError, and what zipfile and lxml raise."""

    def __init__(self, data: bytes, budget: Budget) -> None:
        self._archive = open_workbook_archive(data, _MAIN)
        self._parts = {name.lower(): name for name in self._archive.namelist()}
        self._budget = budget
        self._tab_names: list[str] = []
        self._codes: list[str] = []
        self.tabs: list[XlsbTab] = []
        self.references = References()
        self.has_dates_from_1904 = False
        self.strings: list[bytes] = []
        """Texts that cells share, each behind its length."""
        self.formats: list[bytes] = []
        """Number and code of each format that the workbook defines."""
        self.styles: list[int] = []
        """The number of each style's format."""
        self._targets = {
            str(rel.get("Id")): (str(rel.get("Type")).rpartition("/")[2], _below_xl(str(rel.get("Target"))))
            for rel in parsed(self.read(_RELATIONS))
            if rel.get("TargetMode") != "External"
        }
        self._take_workbook()
        self._take_styles()
        self._take_strings()

    def read(self, part: str) -> bytes:
        """The bytes of a part, whose name's case may differ. Raises KeyError."""
        return self._archive.read(self._parts[part.lower()])

    def number_format(self, style: int) -> str:
        """The number format of a style; "" for General."""
        return self._codes[style] if style < len(self._codes) else ""

    def _read_of_kind(self, kind: str) -> bytes:
        """The part that the workbook relates to in one way; empty where there is none."""
        parts = [part for found, part in self._targets.values() if found == kind and part.lower() in self._parts]
        return self.read(parts[0]) if parts else b""

    def _take_workbook(self) -> None:
        for number, data in records(self.read(_MAIN)):
            if number == _PROPERTIES:
                self.has_dates_from_1904 = bool(unpacked("<B", data)[0] & 1)
            elif number == _SHEET:
                self._take_tab(data)
            elif number == _NAME:
                self.references.names.append(_name(data))
            elif number == _SPANS:
                (count,) = unpacked("<I", data)
                if len(data) < 4 + 12 * count:
                    raise Damaged("spans")
                self.references.spans.extend(struct.iter_unpack("<Iii", data[4 : 4 + 12 * count]))
            elif number in (_OWN_BOOK, _OWN_SHEET):
                self.references.books.append(Book(sheets=self._tab_names, is_own=True))
            elif number == _ADD_INS:
                self.references.books.append(Book())
            elif number == _OTHER_BOOK:
                self._take_other_book(data)

    def _take_tab(self, data: bytes) -> None:
        (state,) = unpacked("<I", data)
        relation, at = text(data, 8)
        name, _ = text(data, at)
        self._tab_names.append(name)
        if len(self._tab_names) > MAX_SHEETS:
            raise UnreadableFile(f"tệp có quá {MAX_SHEETS} trang tính")
        kind, part = self._targets.get(relation, ("", ""))
        if kind == "worksheet":
            self.tabs.append(XlsbTab(name, part, bool(state)))

    def _take_other_book(self, data: bytes) -> None:
        """Of another workbook only the names of its sheets are read, which stand in a part of this one."""
        if len(self.references.books) > _MOST_OTHER_BOOKS:
            raise Damaged("books")
        relation, _ = text(data, 0)
        _, part = self._targets.get(relation, ("", ""))
        sheets: list[str] = []
        for number, listed in records(self.read(part)) if part.lower() in self._parts else ():
            if number == _SHEETS_OF_BOOK:
                sheets = _texts(listed)
                break
        self.references.add_other_book(sheets)

    def _take_styles(self) -> None:
        codes = dict(BUILT_IN)
        is_of_cells = False
        for number, data in records(self._read_of_kind("styles")):
            if number == _FORMAT:
                (code,) = unpacked("<H", data)
                codes[code], end = text(data, 2)
                self.formats.append(data[:end])
            elif number in (_STYLES, _STYLES_END):
                is_of_cells = number == _STYLES
            elif number == _STYLE and is_of_cells:
                self.styles.append(unpacked("<H", data, 2)[0])
        used = [codes.get(style, "") for style in self.styles]
        self._codes = ["" if code.lower() == "general" else code for code in used]

    def _take_strings(self) -> None:
        for number, data in records(self._read_of_kind("sharedStrings")):
            if number == _STRING:
                stored = data[1 : text_end(data, 1)]
                self._budget.take_copy(len(stored))
                self.strings.append(stored)


def _below_xl(target: str) -> str:
    """A part's name inside the archive; where it leads outside, no part bears it."""
    return posixpath.normpath(posixpath.join("/xl", target)).removeprefix("/")


def _name(data: bytes) -> str:
    """A defined name; "?" where there is none to be made out."""
    try:
        return text(data, 9)[0].removeprefix("_xlnm.")
    except Damaged:
        return "?"


def _texts(data: bytes) -> list[str]:
    (count,) = unpacked("<I", data)
    found: list[str] = []
    at = 4
    while len(found) < min(count, 65_536):
        name, at = text(data, at)
        found.append(name)
    return found
