"""What an .xls says of the whole workbook: its sheets, number formats, names and what formulas may point at."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

from ...errors import UnreadableFile
from ...files.archive import protected_workbook
from ..cells.built_in_formats import BUILT_IN
from ..sheet_cells import MAX_SHEETS
from .biff8 import BOF, CONTINUE, record, records, text
from .facts import Budget, Damaged, unpacked
from .references import Book, References
from .xls_strings import lengths

_BIFF8 = 0x0600
_DATES_1904, _FILE_PASS, _SHEET, _FORMAT, _STYLE, _STRINGS = 0x22, 0x2F, 0x85, 0x041E, 0xE0, 0xFC
_BOOK, _SPANS, _NAME, _NAME_ELSEWHERE = 0x01AE, 0x17, 0x18, 0x23
_OWN_BOOK, _ADD_INS = 0x0401, 0x3A01
_BUILT_IN_NAMES = {"\x06": "Print_Area", "\x07": "Print_Titles", "\x0d": "_FilterDatabase"}
_SAVE_AS = "Mở tệp bằng Excel, chọn Lưu thành dạng “Sổ làm việc Excel (.xlsx)” rồi chạy lại"


@dataclass(frozen=True, slots=True)
class XlsTab:
    """A tab of the workbook, of whatever kind."""

    name: str
    begins: int
    """Where its records stand in the stream."""
    is_hidden: bool
    is_worksheet: bool


@dataclass(slots=True)
class XlsGlobals:
    """The workbook."""

    tabs: list[XlsTab] = field(default_factory=list)
    tab_names: list[str] = field(default_factory=list)
    references: References = field(default_factory=References)
    for_values: list[bytes] = field(default_factory=list)
    """Records that decide what values mean: formats, styles, texts."""
    text_lengths: list[int] = field(default_factory=list)
    """Letters of the texts that cells share."""
    _codes: dict[int, str] = field(default_factory=lambda: dict(BUILT_IN))
    _styles: list[int] = field(default_factory=list)

    def number_format(self, style: int) -> str:
        """The number format of a style; "" for General."""
        if style >= len(self._styles):
            return ""
        code = self._codes.get(self._styles[style], "")
        return "" if code.lower() in ("general", "standard") else code


def read_globals(stream: bytes, budget: Budget) -> XlsGlobals:
    """The first sub-stream. Raises UnreadableFile, Damaged."""
    found = XlsGlobals()
    strings: list[bytes] = []
    last = 0
    for number, data in records(stream, 0):
        if number == BOF:
            _check_version(data)
        elif number == _FILE_PASS:
            raise protected_workbook()
        elif number == _STRINGS or (number == CONTINUE and last == _STRINGS):
            budget.take_copy(len(data))
            strings.append(data)
            found.for_values.append(record(number, data))
        elif number in (_DATES_1904, _STYLE, _FORMAT):
            _take_format(found, number, data)
        elif number == _SHEET:
            _take_tab(found, data)
        else:
            _take_reference(found, number, data)
        last = last if number == CONTINUE else number
    found.text_lengths = lengths(strings) if strings else []
    return found


def _check_version(data: bytes) -> None:
    (version,) = unpacked("<H", data)
    if version != _BIFF8:
        raise UnreadableFile("tệp thuộc định dạng Excel 95 hoặc cũ hơn, chưa đọc được", _SAVE_AS)


def _take_format(found: XlsGlobals, number: int, data: bytes) -> None:
    """Also for the compiled reader, which knows dates by their formats."""
    if number == _STYLE:
        _, code = unpacked("<HH", data)
        found._styles.append(code)
    elif number == _FORMAT:
        code, letters = unpacked("<HH", data)
        found._codes[code] = text(data, 4, letters)[0]
    else:
        unpacked("<H", data)
    found.for_values.append(record(number, data))


def _take_tab(found: XlsGlobals, data: bytes) -> None:
    begins, state, kind, letters = unpacked("<IBBB", data)
    name, _ = text(data, 7, letters)
    found.tabs.append(XlsTab(name, begins, bool(state & 3), kind == 0))
    found.tab_names.append(name)
    if len(found.tabs) > MAX_SHEETS:
        raise UnreadableFile(f"tệp có quá {MAX_SHEETS} trang tính")


def _take_reference(found: XlsGlobals, number: int, data: bytes) -> None:
    references = found.references
    if number == _BOOK:
        _take_book(found, data)
    elif number == _NAME_ELSEWHERE and references.books:
        references.books[-1].names.append(_name(data, 6, 7))
    elif number == _SPANS:
        (count,) = unpacked("<H", data)
        if len(data) < 2 + 6 * count:
            raise Damaged("spans")
        references.spans.extend(struct.iter_unpack("<Hhh", data[2 : 2 + 6 * count]))
    elif number == _NAME:
        name = _name(data, 3, 14)
        is_built_in = bool(data) and data[0] & 0x20
        references.names.append(_BUILT_IN_NAMES.get(name, "?") if is_built_in else name)


def _take_book(found: XlsGlobals, data: bytes) -> None:
    count, letters = unpacked("<HH", data)
    if len(data) == 4 and letters in (_OWN_BOOK, _ADD_INS):
        is_own = letters == _OWN_BOOK
        found.references.books.append(Book(sheets=found.tab_names if is_own else [], is_own=is_own))
        return
    sheets: list[str] = []
    try:
        _, at = text(data, 4, letters)
        while len(sheets) < count:
            (letters,) = unpacked("<H", data, at)
            name, at = text(data, at + 2, letters)
            sheets.append(name)
    except Damaged:
        # a long list goes on in further records; its tail is only missing from the formulas' texts
        pass
    found.references.add_other_book(sheets)


def _name(data: bytes, length_at: int, text_at: int) -> str:
    """A defined name; "?" where there is none, as in links to other programs."""
    try:
        return text(data, text_at, *unpacked("<B", data, length_at))[0]
    except Damaged:
        return "?"
