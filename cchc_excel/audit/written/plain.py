"""Text as it comes out of a document, made plain for matching without losing a position."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_DAMAGE = {
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl",  # ligatures
    "ƣ": "ư", "Ƣ": "Ư",  # what old Vietnamese fonts have in the place of ư
    "％": "%", "⁄": "/", "∕": "/", "，": ",", "．": ".", "‚": ",",
    "\u00ad": None, "\u200b": None, "\u200c": None, "\u200d": None, "\u2060": None, "\ufeff": None,
}  # fmt: skip
_MENDED = str.maketrans(_DAMAGE | {chr(mark): None for mark in range(0x300, 0x370)})
"""Tones left over after composing belong to no letter."""
_DAMAGED = re.compile(f"[{''.join(_DAMAGE)}\u0300-\u036f]")
_VIETNAMESE = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"


def _bare(letter: str) -> str:
    return unicodedata.normalize("NFD", letter.lower()).replace("đ", "d")[0]


_TO_BARE = str.maketrans(
    {letter: _bare(letter) for letter in _VIETNAMESE + _VIETNAMESE.upper()}
    | {letter: letter.lower() for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
    | dict.fromkeys("“”„«»", '"')
    | dict.fromkeys("‘’", "'")
    | dict.fromkeys("–—−‐‑", "-")
)


def readable(text: str) -> str:
    """Composed letters, damage of PDF text mended, white space as single blanks."""
    if not text.isascii():
        if not unicodedata.is_normalized("NFC", text):
            text = unicodedata.normalize("NFC", text)
        if _DAMAGED.search(text):
            text = text.translate(_MENDED)
    return " ".join(text.split())


_NOT_YET = re.compile("(ch(?:[ùúủũụ] ?|[uư] ?(?=[àáảãạ])))[aàáảãạ]", re.IGNORECASE)
"""What would become "chưa" without its tones: "xã Chư Á đạt", "xã Chùa đạt"."""


def bare(text: str) -> str:
    """Small letters without tones, one for one: positions stay. Only "chưa", which turns a sentence round, is "chua"."""
    return _NOT_YET.sub(r"\1ə", text).translate(_TO_BARE)


_KEPT = re.compile(r"(?<=\d) (?=\d)|(?<=\d[.,]) (?=\d)")


_HEAD = 32


class Squeezed:
    """A readable text bare and without white space, with the way back to its positions.

    Words run together, torn or spaced twice match all the same. A blank stays between two digits and between a
    digit's mark and a digit: "tiêu chí 1, 2 điểm" does not become 1,2.
    """

    __slots__ = ("_positions", "_text", "source")

    def __init__(self, source: str) -> None:
        self.source = source
        self._text: str | None = None
        self._positions: list[int] | None = None

    @property
    def text(self) -> str:
        """The squeezed text."""
        if self._text is None:
            self._text = squeezed(self.source)
        return self._text

    @property
    def head(self) -> str:
        """The beginning of the squeezed text: the number a line bears."""
        return self._text[:_HEAD] if self._text is not None else squeezed(self.source[:_HEAD])

    def position(self, place: int) -> int:
        """Where a character of `text` stands in `source`."""
        if self._positions is None:
            marked = _KEPT.sub("_", self.source)
            self._positions = [i for i, c in enumerate(marked) if c != " "]
        return self._positions[place] if place < len(self._positions) else len(self.source)

    def original(self, start: int, end: int) -> str:
        """What stands in `source` where `text[start:end]` does."""
        return self.source[self.position(start) : self.position(max(start, end - 1)) + 1] if end > start else ""


def squeezed(readable_text: str) -> str:
    """The text of a `Squeezed`."""
    text = bare(readable_text)
    if not _KEPT.search(text):
        return text.replace(" ", "")
    return _KEPT.sub("\0", text).replace(" ", "").replace("\0", " ")


@lru_cache(maxsize=8192)
def squeezed_name(name: str) -> str:
    """A name as it matches: only its letters and digits, bare."""
    return "".join(c for c in bare(readable(name)) if c.isalnum())
