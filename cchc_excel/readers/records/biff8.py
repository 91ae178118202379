"""Walks the records of an .xls stream and reads their texts."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from .facts import Damaged

BOF, EOF, CONTINUE = 0x0809, 0x000A, 0x003C
_HEAD = struct.Struct("<HH")


def records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Number and bytes of each record of the sub-stream that begins at `at`, those of sub-streams inside left out.

    Ends behind its end-of-file record. Raises Damaged when the stream ends before, or no sub-stream begins there.
    """
    depth = 0
    while at + 4 <= len(stream):
        number, size = _HEAD.unpack_from(stream, at)
        at += 4
        if at + size > len(stream):
            raise Damaged("record")
        if number == BOF:
            depth += 1
        elif depth == 0:
            raise Damaged("BOF")
        if depth == 1:
            yield number, stream[at : at + size]
        if number == EOF:
            depth -= 1
            if depth == 0:
                return
        at += size
    raise Damaged("EOF")


def record(number: int, data: bytes) -> bytes:
    """A record's bytes, ready to be written."""
    return _HEAD.pack(number, len(data)) + data


def text(data: bytes, at: int, letters: int) -> tuple[str, int]:
    """The text whose flags stand at `at`, and where it ends. Raises Damaged when the record is too short."""
    if at >= len(data):
        raise Damaged("text")
    wide = data[at] & 1
    end = at + 1 + letters * (2 if wide else 1)
    if end > len(data):
        raise Damaged("text")
    return data[at + 1 : end].decode("utf-16-le" if wide else "latin-1", "replace"), end
