"""Files that lie in offices' folders beside the good ones: damaged, protected, hostile, or something else altogether."""

from __future__ import annotations

import io
import os
import struct
import tempfile
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx

from .cases import Case
from .score_layout import ScoreStyle, score_sheet
from .sheets import Sheet
from .spreadsheets import binary_workbook, workbook
from .truth import COMMUNES

_SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LONG = "ten rat dai " + "x" * 220 + ".xlsx"
BREAKING = "xuong\ndong.xlsx"
COLOURED = "mau\x1b[31m do.xlsx"
DECOMPOSED = unicodedata.normalize("NFD", "Sổ hỏng của xã Thượng Đạt.xlsx")


def fill(folder: Path, outside: Path) -> tuple[str, ...]:
    """Puts every awkward file into `folder`; gives the names of those an officer has to be told of. `outside` must stay unread."""
    for name, make in (FILES | READ | SILENT).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(make())
    (folder / "thu muc.xlsx").mkdir()
    (folder / "thu muc.xlsx" / "ghi chu.txt").write_text("không phải bảng tính", encoding="utf-8")
    outside.mkdir(exist_ok=True)
    (outside / "ngoai.xlsx").write_bytes(good())
    if os.name == "posix":
        (folder / "ra ngoai.xlsx").symlink_to(outside / "ngoai.xlsx")
        (folder / "thu muc ngoai").symlink_to(outside, target_is_directory=True)
        (folder / "vong.xlsx").symlink_to(folder / "vong.xlsx")
        (folder / "vong").symlink_to(folder, target_is_directory=True)
        os.mkfifo(folder / "ong.xlsx")
    return tuple(FILES)


def good() -> bytes:
    """A workbook that reads well."""
    return workbook(Case().files[0].sheets)


def _cut() -> bytes:
    data = good()
    return data[: len(data) // 2]


def _html() -> bytes:
    return "<html><body><table><tr><td>Điểm</td><td>12,2</td></tr></table></body></html>".encode()


def _rezipped(changes: dict[str, bytes]) -> bytes:
    """The good workbook with parts changed or added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good())) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in [*old.namelist(), *(n for n in changes if n not in old.namelist())]:
            new.writestr(name, changes[name] if name in changes else old.read(name))
    return stream.getvalue()


def _bomb() -> bytes:
    return _rezipped({"xl/media/image1.bin": bytes(200_000_000)})


def _entities() -> bytes:
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    sheet = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{lol}]><worksheet xmlns="{_SPACE}"><sheetData>' \
        '<row r="1"><c r="A1" t="inlineStr"><is><t>&l9;</t></is></c></row></sheetData></worksheet>'  # fmt: skip
    return _rezipped({"xl/worksheets/sheet2.xml": sheet.encode()})


def _far_corner() -> bytes:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    sheet = f'<worksheet xmlns="{_SPACE}"><sheetData>{rows}</sheetData></worksheet>'
    return _rezipped({"xl/worksheets/sheet2.xml": sheet.encode()})


def _protected() -> bytes:
    """A compound file as Excel saves a workbook under a password: two streams, what they hold being noise."""
    streams = {"EncryptedPackage": bytes(4096), "EncryptionInfo": bytes(4096)}
    free, end, fat_mark = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    fat = [fat_mark, end]
    entries = [_entry("Root Entry", 5, child=1, start=end, size=0)]
    for number, (name, data) in enumerate(streams.items()):
        first, count = len(fat), len(data) // 512
        fat += [*range(first + 1, first + count), end]
        right = 2 if number == 0 else free
        entries.append(_entry(name, 2, right=right, start=first, size=len(data)))
    fat += [free] * (128 - len(fat))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<9I", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<109I", 0, *[free] * 108)
    directory = b"".join(entries).ljust(512, b"\0")
    return header + struct.pack("<128I", *fat) + directory + b"".join(streams.values())


def _entry(name: str, kind: int, *, child: int = 0xFFFFFFFF, right: int = 0xFFFFFFFF, start: int, size: int) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    links = struct.pack("<3I", 0xFFFFFFFF, right, child)
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBB", len(text), kind, 1)
        + links
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def _scan() -> bytes:
    """A PDF page that is one picture."""
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>",
        b"<</Length 29>>stream\nq 595 0 0 842 0 0 cm /I Do Q \nendstream",
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
        b"stream\n\x80\nendstream",
    ]
    data, starts = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        starts.append(len(data))
        data += b"%d 0 obj%s endobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    return (
        data
        + b"xref\n0 6\n0000000000 65535 f \n"
        + table
        + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(data)
    )


def _letter() -> bytes:
    letter = docx.Document()
    letter.add_paragraph("UBND HUYỆN SƠN HÀ")
    letter.add_paragraph("Về việc mời họp sơ kết công tác cải cách hành chính năm 2022")
    stream = io.BytesIO()
    letter.save(stream)
    return stream.getvalue()


def _many_sheets() -> bytes:
    sheets = [Sheet(f"Trang {n}") for n in range(300)]
    for sheet in sheets:
        sheet.line(0, 0, ["Họ tên", "Ngày sinh"])
    return workbook(sheets)


def _evil_names() -> bytes:
    """Score sheets of another year, their tabs (and so their communes) named to climb out of a folder or to run."""
    names = {"Trang Một": "../../evil", "Trang Hai": "=cmd()", "Trang Ba": "CON"}
    made = []
    for name, commune in zip(names, COMMUNES, strict=False):
        sheet = score_sheet(commune, ScoreStyle(title="tab", formulas=False), frozenset())
        made.append(replace(sheet.with_texts(lambda text: text.replace("2022", "2021")), name=name))
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(made))) as old, zipfile.ZipFile(stream, "w") as new:
        for part in old.namelist():
            text = old.read(part)
            if part == "xl/workbook.xml":
                for name, evil in names.items():
                    text = text.replace(f'"{name}"'.encode(), f'"{evil}"'.encode())
            new.writestr(part, text)
        new.writestr("../../evil.txt", "ra khỏi thư mục")
    return stream.getvalue()


def _macros() -> bytes:
    sheet = Sheet("Macro")
    sheet.put(0, 0, "Bấm nút để chạy")
    return workbook([sheet], macros=True)


def _linked() -> bytes:
    """A workbook that fetches a cell from another, somewhere on the net."""
    sheet = Sheet("Liên kết")
    sheet.put(0, 0, "Số liệu lấy từ tệp khác")
    link = f'<externalLink xmlns="{_SPACE}"><externalBook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId1"/></externalLink>'
    target = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath" '
        'Target="http://may-chu.example/diem.xlsx" TargetMode="External"/></Relationships>'
    )
    stream = io.BytesIO(workbook([sheet]))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/externalLinks/externalLink1.xml", link)
        archive.writestr("xl/externalLinks/_rels/externalLink1.xml.rels", target)
    return stream.getvalue()


def _cut_binary() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.xlsb")
        binary_workbook(Case().files[0].sheets, path)
        data = path.read_bytes()
    return data[: len(data) // 2]


def _endless_rows() -> bytes:
    """An .ods of a few hundred bytes with a figure in every cell that a spreadsheet has."""
    spaces = "".join(f' xmlns:{s}="urn:oasis:names:tc:opendocument:xmlns:{s}:1.0"' for s in ("office", "table", "text"))
    cell = '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>'
    rows = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    body = f'<office:body><office:spreadsheet><table:table table:name="A">{rows}</table:table></office:spreadsheet></office:body>'
    content = f'<office:document-content{spaces} office:version="1.3">{body}</office:document-content>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return stream.getvalue()


FILES: dict[str, Callable[[], bytes]] = {
    "rong.xlsx": bytes,
    "cut.xlsx": _cut,
    "chu.xlsx": lambda: "Đây chỉ là chữ.\n".encode() * 50,
    "trang web.xls": _html,
    "mat khau.xlsx": _protected,
    "bom.xlsx": _bomb,
    "thuc the.xlsx": _entities,
    "goc xa.xlsx": _far_corner,
    "cut.xlsb": _cut_binary,
    "vo tan.ods": _endless_rows,
    "rong.pdf": bytes,
    "ban quet.pdf": _scan,
    "anh.jpg": lambda: b"\xff\xd8\xff\xe0" + bytes(200),
    "cong van.docx": _letter,
    "300 trang.xlsx": _many_sheets,
    "macro.xlsm": _macros,
    "lien ket.xlsx": _linked,
    BREAKING: lambda: b"x",
    COLOURED: lambda: b"x",
    LONG: lambda: b"x",
    DECOMPOSED: lambda: b"x",
}
"""By name; each of them is skipped, and the officer is told."""
READ: dict[str, Callable[[], bytes]] = {"ten trang.xlsx": _evil_names}
"""Awkward ones that are read all the same."""
SILENT: dict[str, Callable[[], bytes]] = {
    "~$bang diem.xlsx": lambda: b"\x04Officer",
    ".an.xlsx": good,
    "Thumbs.db": lambda: b"x",
}
"""What systems leave behind: neither read nor worth a word."""
