"""Reads a plain text: tells its encoding apart, then its lines."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from ...errors import UnreadableFile
from ...model.statement import TextBlock, WrittenDocument
from .limits import MOST_CHARACTERS, bounded, too_long

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CONTROL = frozenset(range(32)) - {9, 10, 11, 12, 13, 26}
_SAVE_AS_UTF8 = "Mở tệp bằng Notepad, chọn Lưu thành (Save as), mã hóa UTF-8, rồi chạy lại"
_WRAPPED_AT = 130
"""A text whose longest line is no longer than this was broken where its page ends."""


def read_text(file: str, data: bytes) -> WrittenDocument:
    """The text's lines, empty ones counted: its "paragraph" is the line. Raises UnreadableFile."""
    if len(data) > 4 * MOST_CHARACTERS:
        raise too_long()
    blocks = tuple(bounded(_lines(decoded(data))))
    longest = max((len(b.text) for b in blocks), default=0)
    return WrittenDocument(file=file, blocks=blocks, wrapped=longest <= _WRAPPED_AT)


def _lines(text: str) -> Iterator[TextBlock]:
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n"), 1):
        if line.strip():
            yield TextBlock(text=line, paragraph=number)


def decoded(data: bytes) -> str:
    """The text of UTF-8, UTF-16 or cp1258 (Windows, Vietnamese). Raises UnreadableFile where it is none of them."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strictly(data, encoding)
    if data.count(0) * 4 > len(data) and len(data) % 2 == 0:
        return _strictly(data, "utf-16-le" if data[1::2].count(0) >= data[::2].count(0) else "utf-16-be")
    if any(byte in _CONTROL for byte in data[:4096]):
        raise UnreadableFile("tệp không phải văn bản thuần", _SAVE_AS_UTF8)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _strictly(data, "cp1258")


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFile("không nhận ra bảng mã chữ của tệp", _SAVE_AS_UTF8) from error
