"""Walks the records of a part of an .xlsb and reads their texts."""

from __future__ import annotations

from collections.abc import Iterator

from .facts import Damaged, unpacked

NO_TEXT = 0xFFFFFFFF


def records(part: bytes) -> Iterator[tuple[int, bytes]]:
    """Number and bytes of each record. Raises Damaged when the part ends amid one."""
    at, end = 0, len(part)
    try:
        while at < end:
            number = part[at]
            at += 1
            if number & 0x80:
                number = (number & 0x7F) | (part[at] & 0x7F) << 7
                at += 1
            size = shift = 0
            while True:
                byte = part[at]
                at += 1
                size |= (byte & 0x7F) << shift
                shift += 7
                if byte < 0x80 or shift == 28:
                    break
            if at + size > end:
                raise Damaged("record")
            yield number, part[at : at + size]
            at += size
    except IndexError as error:
        raise Damaged("record") from error


def record(number: int, data: bytes = b"") -> bytes:
    """A record's bytes, ready to be written."""
    head = bytearray([number] if number < 0x80 else [number & 0x7F | 0x80, number >> 7])
    size = len(data)
    while size >= 0x80:
        head.append(size & 0x7F | 0x80)
        size >>= 7
    head.append(size)
    return bytes(head) + data


def text(data: bytes, at: int) -> tuple[str, int]:
    """The text that stands at `at` behind its length, and where it ends. Raises Damaged when the record is too short."""
    end = text_end(data, at)
    return data[at + 4 : end].decode("utf-16-le", "replace"), end


def text_end(data: bytes, at: int) -> int:
    """Where a text ends. Raises Damaged when the record is too short."""
    (letters,) = unpacked("<I", data, at)
    end = at + 4 + 2 * (0 if letters == NO_TEXT else letters)
    if end > len(data):
        raise Damaged("text")
    return end
