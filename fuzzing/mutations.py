"""Ways to damage a file: of its bytes, and of the parts inside its archive, so that the damage reaches the parsers."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Sequence

Mutation = Callable[[random.Random, bytes, Sequence[bytes]], bytes]
"""Damages data; the third argument are other files to take pieces from."""

_NUMBER = re.compile(rb"[0-9]+(?:\.[0-9]+)?")
_ODD_NUMBERS = (
    b"0", b"-1", b"1e308", b"1e-308", b"NaN", b"INF", b"99999999999999999999", b"1048576", b"1048577", b"16385", b"65536",
    b"4294967296", b"0.1000000000000000055", b"1,5", b"", b" 3 ", b"0x10", b"2147483648", b"-2147483649",
)  # fmt: skip
_ODD_TEXTS = (
    b"", b"=1+1", b"#REF!", b"../../x", b"{{ x }}", b"{% for a in b %}", "Xã ".encode() * 50, b"\xff\xfe", b"\x00", b"&#0;",
    b"&amp;" * 20, b"%s%n", b"A1:XFD1048576", "năm 9999".encode(), b"<x/>", "１２".encode(), b"\xe2\x80\xae",
)  # fmt: skip
_TEXT = re.compile(rb'(?<=>)[^<>]+(?=<)|(?<=")[^"<>]*(?=")')


def flipped(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Some bytes changed."""
    spoilt = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16, 64))):
        if spoilt:
            spoilt[chance.randrange(len(spoilt))] = chance.choice((chance.randrange(256), 0, 255, 127, 128))
    return bytes(spoilt)


def truncated(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Cut off somewhere, sometimes filled up with zeros again, as a broken download is."""
    cut = data[: chance.randrange(len(data) + 1)]
    return cut + bytes(len(data) - len(cut)) if chance.random() < 0.2 else cut


def spliced(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """A piece of another file, or of another place, put in or put over what is there."""
    source = chance.choice([data, *others]) or b"\x00"
    start = chance.randrange(len(source))
    piece = source[start : start + chance.choice((1, 8, 64, 512, 4096, 32768))]
    at = chance.randrange(len(data) + 1)
    over = chance.choice((0, len(piece), chance.randrange(256)))
    return data[:at] + piece + data[at + over :]


def cut_out(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """A piece taken out, or there twice."""
    if not data:
        return data
    start = chance.randrange(len(data))
    end = start + chance.choice((1, 4, 32, 256, 2048))
    return data[:start] + (data[start:end] * 2 if chance.random() < 0.4 else b"") + data[end:]


def odd_numbers(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Some numbers of a text replaced by ones that no sheet has."""
    return _replaced(chance, data, _NUMBER, _ODD_NUMBERS)


def odd_texts(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Some texts and attributes replaced."""
    return _replaced(chance, data, _TEXT, _ODD_TEXTS)


def _replaced(chance: random.Random, data: bytes, pattern: re.Pattern[bytes], by: Sequence[bytes]) -> bytes:
    found = list(pattern.finditer(data[:400_000]))
    for match in sorted(chance.sample(found, min(len(found), chance.choice((1, 2, 8)))), key=lambda m: -m.start()):
        data = data[: match.start()] + chance.choice(by) + data[match.end() :]
    return data


BYTES: tuple[Mutation, ...] = (flipped, truncated, spliced, cut_out)
TEXTS: tuple[Mutation, ...] = (flipped, truncated, spliced, cut_out, odd_numbers, odd_numbers, odd_texts, odd_texts)


def damaged(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """The file with one kind of damage; an archive mostly inside one of its parts, packed properly again."""
    if data.startswith(b"PK\x03\x04") and chance.random() < 0.75:
        return inside(chance, data, others)
    return chance.choice(BYTES)(chance, data, others)


def inside(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """An archive with one or two of its parts damaged, lost, or taken from another archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist() if not entry.is_dir()}
    for _ in range(chance.choice((1, 1, 2))):
        # the longer a part, the more there is to damage
        name = chance.choices(list(parts), [1 + min(len(part), 20_000) for part in parts.values()])[0]
        kind = chance.random()
        if kind < 0.04:
            del parts[name]
        elif kind < 0.08:
            parts[name] = chance.choice(list(parts.values()))
        else:
            parts[name] = chance.choice(TEXTS)(chance, parts[name], list(parts.values()))
        if not parts:
            break
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return packed.getvalue()
