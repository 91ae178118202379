"""Text as it comes out of a document, made plain for matching without losing a position."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache

_DAMAGE = {
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl",  # ligatures
    "ƣ": "ư", "Ƣ": "Ư",  # what old Vietnamese fonts have in the place of ư
    "％": "%", "⁄": "/", "∕": "/", "，": ",", "．": ".", "‚": ",",
    "\u00ad": None, "\u200b": None, "\u200c": None, "\u200d": None, "\u2060": None, "\ufeff": None,
}  # fmt: skip
_MENDED = str.maketrans(_DAMAGE)
_SPACES = re.compile(r"\s+")
_MARKS = re.compile("[\u0300-\u036f]")
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
    text = unicodedata.normalize("NFC", text.translate(_MENDED))
    if not text.isascii():
        text = _MARKS.sub("", text)
    return _SPACES.sub(" ", text).strip()


def bare(text: str) -> str:
    """Small letters without tones, one for one: positions stay."""
    return text.translate(_TO_BARE)


class Squeezed:
    """A readable text bare and without white space, with the way back to its positions.

    Words run together, torn or spaced twice match all the same. A blank stays between two digits and between a
    digit's mark and a digit: "tiêu chí 1, 2 điểm" does not become 1,2.
    """

    __slots__ = ("_gone", "_starts", "source", "text")

    def __init__(self, source: str) -> None:
        self.source = source
        plain, pieces, end, gone = bare(source), [], 0, 0
        self._starts: list[int] = [0]
        self._gone: list[int] = [0]
        for gap in re.finditer(r"\s+", plain):
            start, stop = gap.span()
            keep = plain[stop : stop + 1].isdigit() and _ends_number(plain, start)
            pieces.append(plain[end:start] + (" " if keep else ""))
            gone += stop - start - keep
            self._starts.append(stop - gone)
            self._gone.append(gone)
            end = stop
        pieces.append(plain[end:])
        self.text = "".join(pieces)

    def position(self, squeezed: int) -> int:
        """Where a character of `text` stands in `source`."""
        return squeezed + self._gone[bisect_right(self._starts, squeezed) - 1]

    def original(self, start: int, end: int) -> str:
        """What stands in `source` where `text[start:end]` does."""
        return self.source[self.position(start) : self.position(max(start, end - 1)) + 1] if end > start else ""


def _ends_number(text: str, end: int) -> bool:
    last = text[end - 1 : end]
    return last.isdigit() or (last in ",." and text[end - 2 : end - 1].isdigit())


@lru_cache(maxsize=8192)
def squeezed_name(name: str) -> str:
    """A name as it matches: only its letters and digits, bare."""
    return "".join(c for c in bare(readable(name)) if c.isalnum())
