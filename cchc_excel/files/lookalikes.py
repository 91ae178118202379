"""Tells what a file is that only bears a workbook's name: a web page, a text, a workbook of the 1990s."""

from __future__ import annotations

import re

from ..errors import UnreadableFile

SAVE_AS_WORKBOOK = "Mở tệp bằng Excel, chọn Lưu thành dạng “Sổ làm việc Excel (.xlsx)” rồi chạy lại"

_LOOKED_AT = 65536
_WEB_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|meta|body|table|style|div)\b", re.IGNORECASE)
_MAIL_PAGE = re.compile(r"^MIME-Version:", re.IGNORECASE | re.MULTILINE)
_XML_WORKBOOK = re.compile(r"urn:schemas-microsoft-com:office:spreadsheet")
_FLAT_OPEN_DOCUMENT = re.compile(r"<\w+:document\b[^>]*urn:oasis:names:tc:opendocument:xmlns:office")
_SAVE_ELSEWHERE = "Mở tệp bằng chương trình đã tạo ra nó, lưu lại thành .xlsx rồi chạy lại"
_OLD_RECORDS = (b"\x09\x00\x04\x00", b"\x09\x00\x06\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00")
_FLAT = "bảng tính OpenDocument dạng XML phẳng (.fods)"
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def no_workbook(data: bytes) -> UnreadableFile:
    """Why a file is no workbook that can be read, and what its owner can do."""
    if not data:
        return UnreadableFile("tệp rỗng")
    if data.startswith(_OLD_RECORDS):
        return UnreadableFile("tệp thuộc định dạng Excel 95 hoặc cũ hơn, chưa đọc được", SAVE_AS_WORKBOOK)
    kind = _kind(data[:_LOOKED_AT])
    if kind is None:
        return UnreadableFile("tệp không phải bảng tính Excel")
    if kind == _FLAT:
        return UnreadableFile(f"tệp là {kind}, chưa đọc được", _SAVE_ELSEWHERE)
    return UnreadableFile(f"tệp không phải bảng tính Excel mà là {kind} mang tên bảng tính", SAVE_AS_WORKBOOK)


def _kind(data: bytes) -> str | None:
    text = _text(data)
    if text is None:
        return None
    if _FLAT_OPEN_DOCUMENT.search(text):
        return _FLAT
    if _XML_WORKBOOK.search(text):
        return "bảng tính XML kiểu năm 2003"
    if _WEB_PAGE.search(text) or _MAIL_PAGE.search(text):
        return "trang web (HTML)"
    return "văn bản thuần (như CSV)"


def _text(data: bytes) -> str | None:
    """What a person would read; None when it is no text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data[: len(data) // 2 * 2].decode("utf-16", "replace")
    else:
        text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
        if text[:-4].count("\ufffd") > len(text) // 10:
            # Vietnamese of the old one-byte fonts
            text = data.decode("latin-1")
    return None if _CONTROL.search(text) else text
