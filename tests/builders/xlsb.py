"""Small .xlsb workbooks for tests, since neither LibreOffice nor any library writes them; takes what `books` takes."""

from __future__ import annotations

import datetime
import struct
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .books import F, Percent, Row
from .xlsb_tokens import tokens

ERRORS = {"#NULL!": 0, "#DIV/0!": 7, "#VALUE!": 15, "#REF!": 23, "#NAME?": 29, "#NUM!": 36, "#N/A": 42}
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = {
    "workbook": "sheet.binary.macroEnabled.main", "styles": "styles", "sharedStrings": "sharedStrings",
    "worksheet": "worksheet",
}  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """A value, or a formula, shown with a number format."""

    value: object
    number_format: str


@dataclass(frozen=True)
class Rich:
    """A text that the cell itself holds, with fonts of its own."""

    text: str


@dataclass(frozen=True)
class Member:
    """A cell of a shared formula; the one that heads it tells the formula as it reads there, the others point at it."""

    value: float
    head: str
    text: str = ""
    last: str = ""
    """The last cell that shares the formula; the head tells it."""


@dataclass(frozen=True)
class ErrorCell:
    """An error value that was typed or pasted."""

    value: str


@dataclass
class _Book:
    """What the sheets share."""

    spans: list[str]
    strings: dict[str, int] = field(default_factory=dict)
    formats: dict[str, int] = field(default_factory=lambda: {"": 0})
    """Styles by number format."""

    def string(self, text: str) -> int:
        """Its number among the shared ones."""
        return self.strings.setdefault(text, len(self.strings))

    def style(self, code: str) -> int:
        """Its number."""
        return self.formats.setdefault(code, len(self.formats))


def write_xlsb(
    path: Path,
    sheets: Mapping[str, Sequence[Row]],
    merges: Mapping[str, Sequence[str]] | None = None,
    hidden: Mapping[str, Sequence[str]] | None = None,
) -> Path:
    """Writes the sheets in order, with the arguments of `books.write_book`; of a merged range the text stands top left.

    Numbers are stored short where four bytes do, as Excel stores them. A formula's text may use what `xlsb_tokens` knows.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    book = _Book(list(sheets))
    merges, hidden = merges or {}, hidden or {}
    parts = {
        f"xl/worksheets/sheet{n}.bin": _sheet(book, rows, merges.get(name, ()), hidden.get(name, ()))
        for n, (name, rows) in enumerate(sheets.items(), 1)
    }
    parts["xl/workbook.bin"] = _workbook(book, hidden)
    parts["xl/styles.bin"] = _styles(book)
    parts["xl/sharedStrings.bin"] = _strings(book)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _content_types(len(sheets)))
        archive.writestr("_rels/.rels", _relations([("officeDocument", "xl/workbook.bin")]))
        targets = [("worksheet", f"worksheets/sheet{n}.bin") for n in range(1, len(sheets) + 1)]
        targets += [("styles", "styles.bin"), ("sharedStrings", "sharedStrings.bin")]
        archive.writestr("xl/_rels/workbook.bin.rels", _relations(targets))
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def record(number: int, data: bytes = b"") -> bytes:
    """One record: number and length in seven bits a byte."""
    head = [number & 0x7F | 0x80, number >> 7] if number > 127 else [number]
    size, rest = len(data), []
    while True:
        rest.append(size & 0x7F | (0x80 if size > 127 else 0))
        size >>= 7
        if not size:
            return bytes(head + rest) + data


def _text(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _workbook(book: _Book, hidden: Mapping[str, Sequence[str]]) -> bytes:
    tabs = [
        record(156, struct.pack("<II", int("" in hidden.get(name, ())), n) + _text(f"rId{n}") + _text(name))
        for n, name in enumerate(book.spans, 1)
    ]
    spans = b"".join(struct.pack("<Iii", 0, n, n) for n in range(len(book.spans)))
    externals = record(353) + record(357) + record(362, struct.pack("<I", len(book.spans)) + spans) + record(354)
    properties = record(153, struct.pack("<II", 0x10020, 0) + _text(""))
    return b"".join((record(131), properties, record(143), *tabs, record(144), externals, record(132)))


def _styles(book: _Book) -> bytes:
    own = [code for code in book.formats if code]
    formats = [record(44, struct.pack("<H", 164 + n) + _text(code)) for n, code in enumerate(own)]
    colour = bytes((1, 64, 0, 0, 0, 0, 0, 255))
    font = struct.pack("<HHHHBBBB", 220, 0, 400, 0, 0, 2, 0, 0) + colour + b"\0" + _text("Times New Roman")
    fill = struct.pack("<I", 0) + 2 * colour + struct.pack("<Id4dI", 0, 0, 0, 0, 0, 0, 0)
    border = b"\0" + 5 * (bytes(2) + colour)
    of_styles = [record(47, struct.pack("<HHHHHBBHH", 0xFFFF, 0, 0, 0, 0, 0, 0, 0x1000, 0))]
    codes = [164 + own.index(code) if code else 0 for code in book.formats]
    of_cells = [record(47, struct.pack("<HHHHHBBHH", 0, code, 0, 0, 0, 0, 0, 0x1000, 1)) for code in codes]
    return b"".join(
        (
            record(278),
            _listed(615, formats) if formats else b"",
            _listed(611, [record(43, font)]),
            _listed(603, [record(45, fill)]),
            _listed(613, [record(46, border)]),
            _listed(626, of_styles),
            _listed(617, of_cells),
            record(279),
        )
    )


def _listed(number: int, items: Sequence[bytes]) -> bytes:
    return record(number, struct.pack("<I", len(items))) + b"".join(items) + record(number + 1)


def _strings(book: _Book) -> bytes:
    items = [record(19, b"\0" + _text(text)) for text in book.strings]
    return record(159, struct.pack("<II", len(items), len(items))) + b"".join(items) + record(160)


def _sheet(book: _Book, rows: Sequence[Row], merges: Sequence[str], hidden: Sequence[str]) -> bytes:
    width = max(map(len, rows), default=1) or 1
    columns = [
        record(60, struct.pack("<IIIIH", n, n, 2304, 0, 1))
        for n in sorted(position(f"{what}1")[1] for what in hidden if what.isalpha())
    ]
    cells = []
    for number, row in enumerate(rows):
        flags = 0x10 if str(number + 1) in hidden else 0
        spans = struct.pack("<III", 1, 0, max(0, len(row) - 1))
        cells.append(record(0, struct.pack("<IIHBBB", number, 0, 300, 0, flags, 0) + spans))
        cells += [_cell(book, number, column, value) for column, value in enumerate(row) if value is not None]
    ranges = [record(176, struct.pack("<IIII", *_corners(area))) for area in merges]
    return b"".join(
        (
            record(129),
            record(148, struct.pack("<IIII", 0, max(0, len(rows) - 1), 0, width - 1)),
            record(390) + b"".join(columns) + record(391) if columns else b"",
            record(145),
            *cells,
            record(146),
            _listed(177, ranges) if ranges else b"",
            record(130),
        )
    )


def _cell(book: _Book, row: int, column: int, value: object, code: str = "") -> bytes:
    if isinstance(value, Shown):
        return _cell(book, row, column, value.value, value.number_format)
    if isinstance(value, Percent):
        return _cell(book, row, column, value.value, "0.00%")
    head = struct.pack("<II", column, book.style(code))
    if isinstance(value, F):
        return _formula(head, value.value, tokens(value.text, book.spans))
    if isinstance(value, Member):
        return _member(book, head, value)
    if isinstance(value, datetime.date):
        return _cell(book, row, column, (value - datetime.date(1899, 12, 30)).days, code or "d/m/yyyy")
    if isinstance(value, Rich):
        return record(62, head + b"\1" + _text(value.text) + struct.pack("<IHH", 1, 0, 0))
    if isinstance(value, ErrorCell):
        return record(3, head + bytes([ERRORS[value.value]]))
    if isinstance(value, bool):
        return record(4, head + bytes([value]))
    if isinstance(value, int) and -(2**29) <= value < 2**29:
        return record(2, head + struct.pack("<i", value << 2 | 2))
    if isinstance(value, float) and (short := _short(value)) is not None:
        return record(2, head + short)
    if isinstance(value, int | float):
        return record(5, head + struct.pack("<d", value))
    return record(7, head + struct.pack("<I", book.string(str(value))))


def _short(value: float) -> bytes | None:
    """The four bytes that do for a number, as Excel stores it: its upper half, or whole hundredths."""
    stored = struct.pack("<d", value)
    if not any(stored[:4]) and not stored[4] & 3:
        return stored[4:]
    hundredths = round(value * 100)
    return struct.pack("<i", hundredths << 2 | 3) if hundredths / 100 == value and abs(hundredths) < 2**29 else None


def _formula(head: bytes, result: object, encoded: bytes, more: bytes = b"") -> bytes:
    tail = struct.pack("<HI", 0, len(encoded)) + encoded + struct.pack("<I", len(more)) + more
    if isinstance(result, bool):
        return record(10, head + bytes([result]) + tail)
    if isinstance(result, str):
        is_error = result in ERRORS
        return record(11, head + bytes([ERRORS[result]]) + tail) if is_error else record(8, head + _text(result) + tail)
    assert isinstance(result, int | float)
    return record(9, head + struct.pack("<d", result) + tail)


def _member(book: _Book, head: bytes, member: Member) -> bytes:
    row, column = position(member.head)
    cell = _formula(head, member.value, struct.pack("<BI", 1, row), struct.pack("<I", column))
    if not member.text:
        return cell
    shared = tokens(member.text, book.spans, (row, column))
    area = struct.pack("<IIII", *_corners(f"{member.head}:{member.last or member.head}"))
    return cell + record(427, area + struct.pack("<I", len(shared)) + shared + struct.pack("<I", 0))


def position(cell: str) -> tuple[int, int]:
    """Row and column of "B3", from 0."""
    letters = cell.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(cell[len(letters) :]) - 1, column - 1


def _corners(area: str) -> tuple[int, int, int, int]:
    first, _, last = area.partition(":")
    (top, left), (bottom, right) = position(first), position(last or first)
    return top, bottom, left, right


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _content_types(sheets: int) -> str:
    parts = [("xl/workbook.bin", "workbook"), ("xl/styles.bin", "styles"), ("xl/sharedStrings.bin", "sharedStrings")]
    parts += [(f"xl/worksheets/sheet{n}.bin", "worksheet") for n in range(1, sheets + 1)]
    listed = "".join(
        f'<Override PartName="/{part}" ContentType="application/vnd.ms-excel.{_TYPES[kind]}"/>' for part, kind in parts
    )
    default = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<?xml version="1.0" encoding="UTF-8"?><Types xmlns="{_PACKAGE}/content-types">{default}{listed}</Types>'
