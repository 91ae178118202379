"""What may stand in a cell: text made harmless, numbers as Excel can hold them."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from ...model.numbers import SIGNIFICANT_DIGITS, Exact, tidy

LONGEST_TEXT = 32767
"""UTF-16 units that an Excel cell holds."""

_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SHOWN = 10**4
_DECIMAL = re.compile(r"-?[0-9]{1,30}(?:\.[0-9]{1,30})?")


@lru_cache(maxsize=8192)
def clean(text: str) -> str:
    """Text as a cell may hold it: NFC, no control characters, not too long, never taken for mark-up."""
    if not text.isprintable():
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
        text = _UNWANTED.sub("", text)
    text = unicodedata.normalize("NFC", text)
    if len(text) > LONGEST_TEXT // 2:
        text = _cut(text)
    if text.startswith("<r>") and text.endswith("</r>"):
        text += " "  # XlsxWriter would take the text for rich-text XML and store it unescaped
    return text


def is_harmless(text: str) -> bool:
    """Whether the text holds no control characters; it may be decomposed, as file names are on some disks."""
    return text.isprintable() or not _UNWANTED.search(text)


def _cut(text: str) -> str:
    units = text.encode("utf-16-le")
    if len(units) // 2 <= LONGEST_TEXT - 1:  # one is kept for the blank that `clean` may add
        return text
    return units[: 2 * (LONGEST_TEXT - 2)].decode("utf-16-le", "ignore") + "…"


def shortened(text: str, longest: int) -> str:
    """The text, or its first words and "…" where it is longer."""
    if len(text) <= longest:
        return text
    words = text[:longest].rpartition(" ")[0] or text[: longest - 1]
    return words.rstrip(" ,;:") + "…"


def number_in(text: str | None) -> Decimal | None:
    """The number that a decimal string states; None for any other text."""
    return Decimal(text) if text is not None and _DECIMAL.fullmatch(text) else None


def fits(number: Decimal) -> bool:
    """Whether Excel can hold the number with every digit."""
    return len(tidy(number).as_tuple().digits) <= SIGNIFICANT_DIGITS


def as_float(number: Exact | int) -> float:
    """For writing only: a fraction is rounded at 4 decimals first, half away from zero."""
    if not isinstance(number, Fraction):
        return float(number)
    top, under = number.numerator, number.denominator
    whole = (2 * _SHOWN * abs(top) + under) // (2 * under)
    return (whole if top >= 0 else -whole) / _SHOWN
