"""Writes a .docx package the same byte for byte each time: no clock, no platform marks."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile

SIZE_LIMIT = 64 * 1024 * 1024
"""A template that unpacks to more than this many bytes is refused."""

LEVEL_ONCE = 9
"""For what is deflated once per run."""
LEVEL_EACH = 2
"""For what is deflated for every report: a quarter larger, several times as fast."""

_DOS_TIME = 0
_DOS_DATE = 0x21  # 1980-01-01, the earliest a zip can say
_UTF8_NAMES = 0x0800
_DEFLATED = 8
_VERSION = 20
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")


@dataclass(frozen=True, slots=True)
class PackedPart:
    """One part as it stands in the zip."""

    name: str
    deflated: bytes
    size: int
    """Of the part before deflating."""
    crc: int


def packed(name: str, data: bytes, level: int = LEVEL_EACH) -> PackedPart:
    """Deflates one part."""
    squeezer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return PackedPart(name, squeezer.compress(data) + squeezer.flush(), len(data), zlib.crc32(data))


def read_package(data: bytes) -> dict[str, bytes]:
    """The parts of a zip by name, in its order.

    Raises BadZipFile, zlib.error, RuntimeError (a password), NotImplementedError, EOFError,
    or ValueError (too large).
    """
    with ZipFile(BytesIO(data)) as archive:
        entries = [e for e in archive.infolist() if not e.is_dir()]
        if sum(e.file_size for e in entries) > SIZE_LIMIT:
            raise ValueError(f"unpacks to more than {SIZE_LIMIT} bytes")
        return {e.filename: archive.read(e) for e in entries}


def package(parts: Iterable[PackedPart]) -> bytes:
    """The zip of these parts, in this order."""
    body, directory = bytearray(), bytearray()
    count = 0
    for part in parts:
        name = part.name.encode()
        sizes = (part.crc, len(part.deflated), part.size)
        common = (_UTF8_NAMES, _DEFLATED, _DOS_TIME, _DOS_DATE, *sizes, len(name), 0)
        directory += _CENTRAL.pack(b"PK\x01\x02", _VERSION, _VERSION, *common, 0, 0, 0, 0, len(body)) + name
        body += _LOCAL.pack(b"PK\x03\x04", _VERSION, *common) + name + part.deflated
        count += 1
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), len(body), 0)
    return bytes(body + directory + end)
