"""Takes the workbook out of a compound file (.xls), or says what the file is instead; and packs one for a reader."""

from __future__ import annotations

import contextlib
import io
import struct
from collections.abc import Iterator

import olefile

from ..errors import UnreadableFile
from .archive import MAX_FILE, is_encrypted, protected_workbook
from .lookalikes import SAVE_AS_WORKBOOK

_WORKBOOK, _OLDER_WORKBOOK = "Workbook", "Book"

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SECTOR = 4096
_SMALL = 4096
"""A stream of fewer bytes would be kept in another way."""
_END, _FAT_SECTOR, _FREE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_PER_SECTOR = _SECTOR // 4
_IN_HEADER = 109
MAX_PACKED = _IN_HEADER * _PER_SECTOR * _SECTOR // 2
"""Bytes that `packed` takes."""


def workbook_stream(data: bytes) -> bytes:
    """The records of an .xls. Raises UnreadableFile, with the reason and the way out, when the file is anything else."""
    if is_encrypted(data):
        raise protected_workbook()
    with _damage_told(), olefile.OleFileIO(io.BytesIO(data)) as compound:
        if compound.exists(_WORKBOOK):
            return bytes(compound.openstream(_WORKBOOK).read(MAX_FILE))
        is_older = bool(compound.exists(_OLDER_WORKBOOK))
    if is_older:
        raise UnreadableFile("tệp thuộc định dạng Excel 95 hoặc cũ hơn, chưa đọc được", SAVE_AS_WORKBOOK)
    raise UnreadableFile("tệp không phải bảng tính Excel")


@contextlib.contextmanager
def _damage_told() -> Iterator[None]:
    """Whatever a damaged container makes its reader stumble over."""
    try:
        yield
    except (OSError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError) as error:
        raise UnreadableFile("tệp hỏng, không mở được") from error
    except struct.error as error:
        raise UnreadableFile("tệp hỏng, không mở được") from error


def packed(stream: bytes) -> bytes:
    """A compound file that holds nothing but the workbook, for a reader that would trust any other's chains."""
    if len(stream) > MAX_PACKED:
        raise UnreadableFile("tệp chứa quá nhiều dữ liệu")
    size = max(len(stream), _SMALL)
    sectors = -(-size // _SECTOR)
    # the table of sectors tells of itself, too, and of the directory
    tables = -(-(sectors + 1) // (_PER_SECTOR - 1))
    directory, first = tables, tables + 1
    chain = [_FAT_SECTOR] * tables + [_END] + [n + 1 for n in range(first, first + sectors - 1)] + [_END]
    chain += [_FREE] * (tables * _PER_SECTOR - len(chain))
    header = (
        _MAGIC
        + bytes(16)
        + struct.pack("<HHHHH6x", 0x3E, 4, 0xFFFE, 12, 6)
        + struct.pack("<IIIIIIIII", 1, tables, directory, 0, _SMALL, _END, 0, _END, 0)
        + struct.pack(f"<{_IN_HEADER}I", *range(tables), *[_FREE] * (_IN_HEADER - tables))
    )
    # of the root's own start no use is made, but calamine wants one
    entries = _entry("Root Entry", 5, 1, 0, 0) + _entry(_WORKBOOK, 2, _FREE, first, size)
    entries += 2 * _entry("", 0, _FREE, 0, 0)
    return b"".join(
        (
            header.ljust(_SECTOR, b"\0"),
            struct.pack(f"<{len(chain)}I", *chain),
            entries.ljust(_SECTOR, b"\0"),
            stream.ljust(sectors * _SECTOR, b"\0"),
        )
    )


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    """One entry of the directory."""
    text = name.encode("utf-16-le") + b"\0\0" if name else b""
    head = text.ljust(64, b"\0") + struct.pack("<HBBIII", len(text), kind, 1, _FREE, _FREE, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)
