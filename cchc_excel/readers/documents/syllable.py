"""Tells whether letters are one Vietnamese syllable, the only thing that is written without a blank."""

from __future__ import annotations

import re
import unicodedata

_TONES = str.maketrans("", "", "\u0300\u0301\u0303\u0309\u0323")
_NUCLEI = (
    "a ă â e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iê yê iu iêu yêu oa oă oe oi oai oay oao oeo oo ôi ơi ua uâ uê ui uô "
    "uôi uy uya uyê uơ ưa ưi ươ ươi ươu ưu uây uyu uai uay"
)
_SYLLABLE = re.compile(
    rf"(?:gi|qu|[bcdđghklmnpqrstvx]{{0,3}})(?:{'|'.join(sorted(_NUCLEI.split(), key=len, reverse=True))})(?:ch|ng|nh|[cmnpt])?"
)


def is_syllable(letters: str) -> bool:
    """Whether these letters, with their tone, can be one syllable: "Tiêu" and "trấn" can, "Tiêuchí" cannot."""
    decomposed = unicodedata.normalize("NFD", letters.lower())
    return bool(_SYLLABLE.fullmatch(unicodedata.normalize("NFC", decomposed.translate(_TONES))))
