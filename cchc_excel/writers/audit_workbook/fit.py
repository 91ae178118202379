"""How high a row must be: estimates the lines that wrapped text takes in Times New Roman."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from .styles import SIZE

HIGHEST_ROW = 400.0
"""Points; Excel allows 409."""

_PIXELS_PER_CHARACTER = 7
_MARGIN = 5
"""Pixels by which a column is wider than its characters."""
_KEPT_FREE = 6
_SAFETY = 1.03
_LINE_HEIGHT = 1.28
"""Line spacing as a multiple of the font size; Excel and LibreOffice stay below it."""

_GROUPS = {
    250: " .,",
    278: "ijlt/\\:;|!",
    333: "fr·()-'’‘[]`I",
    389: "sJ",
    444: "acez“”?",
    556: "FPS",
    611: "ETZL",
    667: "BCR",
    564: "+=<>",
    722: "wADGHKNOQUVXYĐ",
    778: "m",
    833: "%",
    889: "M",
    944: "W@",
    1000: "—…",
}
_OTHER = 510
"""Digits, most small letters, signs; in thousandths of the font size like all of these."""


class _Widths(dict[str, int]):
    """Widths of characters; one with diacritics is as wide as its base letter."""

    def __missing__(self, character: str) -> int:
        base = unicodedata.normalize("NFD", character)[0]
        width = self[base] if base != character else _OTHER if ord(character) < 0x2E80 else 1000
        self[character] = width
        return width


_WIDTHS = _Widths({c: width for width, group in _GROUPS.items() for c in group})


@lru_cache(maxsize=16384)
def _measure(word: str) -> int:
    return sum(map(_WIDTHS.__getitem__, word))


@lru_cache(maxsize=8192)
def lines(text: str, width: float, size: float = SIZE, *, bold: bool = False) -> int:
    """How many lines the text takes in a column of that width (in Excel's characters)."""
    room = _room(width, size, bold)
    if len(text) * 950 < room and "\n" not in text:
        return 1
    return sum(_lines_of(paragraph, max(room, 1000)) for paragraph in text.split("\n"))


@lru_cache(maxsize=256)
def _room(width: float, size: float, bold: bool) -> int:
    """Thousandths of the font size that a line holds."""
    pixels = width * _PIXELS_PER_CHARACTER + _MARGIN - _KEPT_FREE
    return int(pixels * 1000 / (size * 96 / 72 * _SAFETY * (1.08 if bold else 1)))


def _lines_of(paragraph: str, room: int) -> int:
    count, used = 1, 0
    for word in paragraph.split(" "):
        wide = _measure(word)
        if used and used + 250 + wide > room:
            count, used = count + 1, 0
        used += wide + (250 if used else 0)
        if used > room:  # one long word, broken by letters
            count, used = count + (used - 1) // room, (used - 1) % room + 1
    return count


def merged_width(widths: Sequence[float]) -> float:
    """The width of merged columns: each column has a margin of its own, which they gain."""
    return sum(widths) + (len(widths) - 1) * _MARGIN / _PIXELS_PER_CHARACTER


def height(count: int, size: float = SIZE, least: float = 0.0) -> float:
    """Points that so many lines take in a row."""
    return min(max(count * size * _LINE_HEIGHT + 4, least), HIGHEST_ROW)
