"""Reads the codes of rows: "1.1", "1.1.", 1.1 typed as a number, "Phần A", "II", and what total rows total."""

from __future__ import annotations

import datetime
import re

from ...model import codes
from ...model.names import composed, folded, narrowed
from ...model.numbers import from_cell, plain
from ..grid import CellValue

_WORDS = r"(?:(?:tiêu chí(?: thành phần)?|tctp|tc|mục|lĩnh vực)\s*)?"
_NUMBERS = r"[0-9]{1,3}(?:\s*[.,/–-]\s*[0-9]{1,3}){0,5}"
_FOOTNOTE = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_ROMAN = r"I{1,3}|IV|VI{0,3}"
_DOTTED = re.compile(rf"^['’`]?{_WORDS}({_NUMBERS})(?:\s*[.,)/:;–-])*$", re.IGNORECASE)
_IN_PART = re.compile(
    rf"^['’`]?([A-H](?=\d)|(?:[A-H]|{_ROMAN})(?=\s*[.\-–]))\s*[.\-–]?\s*({_NUMBERS})(?:\s*[.,)/:;–-])*$"
)
_MARKS = re.compile(r"\s*[.,/–-]\s*")
_PART = re.compile(rf"^(?:(?:PHẦN|[Pp]hần)\s+)?(?:thứ\s+)?([A-H]|{_ROMAN})\s*[.)/:]?$")
_ROMANS = {"I": "A", "II": "B", "III": "C", "IV": "D", "V": "E", "VI": "F", "VII": "G", "VIII": "H"}
_ROMAN_ALONE = re.compile(rf"^({_ROMAN})\s*[.)/:–-]?$")
_LEADING = re.compile(rf"^{_WORDS}([0-9]{{1,3}}(?:\.[0-9]{{1,3}}){{0,5}})\s*([.):–-]?)\s+(\S.*)$", re.IGNORECASE)
_LEADING_PART = re.compile(r"^(?:PHẦN|Phần)\s+(?:(?:THỨ|thứ)\s+)?([A-H]|I{1,3}|IV|V)\s*[.:–-]?\s+(\S.*)$")
_LETTER_FIRST = re.compile(rf"^([A-H]|{_ROMAN})\s*[.)/:–-]\s*([^\W\d]\S+\s.*)$")
_ORDINALS = {"nhất": "A", "một": "A", "hai": "B", "ba": "C", "tư": "D", "bốn": "D", "năm": "E"}
_WORDED_PART = re.compile(
    rf"^phần\s+(?:thứ\s+)?({'|'.join(_ORDINALS)}|[1-8A-H]|{_ROMAN})\s*(?:[.)/:–-]*$|[.:–-]\s*(\S.*)$)", re.IGNORECASE
)
"""A part told in words or by a number: "Phần thứ nhất", "PHẦN 2: ..."."""
_LIKE_A_CODE = re.compile(r"^[\s'’]*[(\[]?\s*\d[\d\s.,;:/()\[\]?!*xXlOo_–-]{0,12}$")
_TOTAL = re.compile(r"^(?:tong|cong)\b(.*)$")
_AMOUNT = re.compile(
    r"\(\s*\d+(?:[.,]\d+)?\s*(?:điểm|đ|%)?\s*\)|(?<![\d.,])\d+(?:[.,]\d+)?\s*(?:điểm|đ)(?!\w)|\bnăm 20\d\d\b",
    re.IGNORECASE,
)
"""What stands beside the name of a total and is no code: "(100 điểm)", "năm 2022"."""
_TOTAL_FILLERS = frozenset(
    [
        "diem",
        "cong",
        "so",
        "cac",
        "cua",
        "phan",
        "muc",
        "tieu",
        "chi",
        "chung",
        "toan",
        "bo",
        "danh",
        "gia",
        "tham",
        "dinh",
        "cchc",
        "dat",
        "duoc",
        "tong",
    ]
)
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 60_000
"""Numbers of days that Excel shows for a date once its format is taken away: 1954 to 2064."""
_DAY_ZERO = datetime.date(1899, 12, 30)
_CENTURIES = range(1930, 2030)
"""Years that Excel makes of two digits."""


def row_code(value: CellValue, seen: set[str]) -> str | None:
    """The code in a code cell by itself; None when it holds none. `seen` are the codes above it."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _number_code(value, seen)
    found = text_code(value) if isinstance(value, str) else None
    return found[1] if found is not None else None


def text_code(text: str) -> tuple[str, str] | None:
    """The code that a text is, with the part written before it: ("", "1.1"), ("A", "1.1") for "I.1.1"; None if it is none."""
    text = narrowed(composed(text).rstrip(_FOOTNOTE))
    dotted = _DOTTED.match(text)
    if dotted:
        return "", _numbered(dotted[1])
    inside = _IN_PART.match(text)
    if inside:
        return _ROMANS.get(inside[1], inside[1]), _numbered(inside[2])
    part = _PART.match(text)
    if part:
        return "", _ROMANS.get(part[1], part[1])
    worded = _worded_part(text)
    return ("", worded[0]) if worded is not None and not worded[1] else None


def _worded_part(text: str) -> tuple[str, str] | None:
    """("A", "Tác động") for "Phần thứ nhất: Tác động"; None where a text names no part so."""
    found = _WORDED_PART.match(text)
    if not found:
        return None
    told = found[1].upper()
    letter = _ORDINALS.get(found[1].casefold()) or (chr(64 + int(told)) if told.isdigit() else _ROMANS.get(told, told))
    return letter, found[2] or ""


def _numbered(text: str) -> str:
    return ".".join(str(int(n)) for n in _MARKS.split(text))


def roman_number(text: str) -> int | None:
    """2 for "II" or "II."; None for what is no Roman numeral up to VIII."""
    found = _ROMAN_ALONE.match(narrowed(composed(text)))
    return ord(_ROMANS[found[1]]) - 64 if found else None


def is_like_a_code(text: str) -> bool:
    """Whether a text that is no code was meant to be one: digits and marks only."""
    return bool(_LIKE_A_CODE.match(narrowed(text)))


def _number_code(value: float, seen: set[str]) -> str | None:
    """1.1 is "1.1" the first time; after "1.9" it can only be "1.10"."""
    readings = number_codes(value)
    if not readings:
        return None
    before = readings[-1].rpartition(".")
    if len(readings) > 1 and readings[0] in seen and f"{before[0]}.{int(before[2]) - 1}" in seen:
        return readings[-1]
    return readings[0]


def number_codes(value: float) -> tuple[str, ...]:
    """The codes that a number may have been typed as: 1.1 is "1.1" or "1.10", 1.05 is "1.5", 1.0 is "1"."""
    if not 0 < value < 1000:
        return ()
    code = plain(from_cell(value))
    if not codes.is_numbered(code):
        return ()
    whole, _, last = code.partition(".")
    if not last:
        return (code,)
    told = f"{whole}.{int(last)}"
    return (told, f"{whole}.{last}0") if len(last) == 1 else (told,)


def date_of(value: CellValue) -> datetime.date | None:
    """The date that a cell holds, be it shown as a number of days; None where it holds none."""
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if _FIRST_SERIAL <= value <= _LAST_SERIAL and value == int(value):
        return _DAY_ZERO + datetime.timedelta(days=int(value))
    return None


def date_codes(date: datetime.date) -> dict[str, str]:
    """The codes that Excel may have made a date of, each with the order of day, month and year that makes it.

    "1/2" became a day and a month of the year of typing, "1/13" a month and a year, "1.1.2" a whole date.
    """
    day, month, year = date.day, date.month, date.year
    found = {f"{day}.{month}": "dm"}
    found.setdefault(f"{month}.{day}", "md")
    if year in _CENTURIES:
        short = year % 100
        if day == 1 and short > 12:
            found.setdefault(f"{month}.{short}", "my")
        for code, order in ((f"{day}.{month}.{short}", "dmy"), (f"{month}.{day}.{short}", "mdy")):
            if short:
                found.setdefault(code, order)
        if 0 < short <= 31:
            found.setdefault(f"{short}.{month}.{day}", "ymd")
    return found


def leading_code(text: str, *, marked: bool = False) -> tuple[str, str] | None:
    """("1.1", "Kế hoạch ...") for a name cell that begins with its code; None where it does not.

    `marked`: a single number counts only with a mark behind it, since a name may begin with a quantity.
    """
    found = _LEADING.match(composed(text))
    if found and ("." in found[1] or found[2] or not marked):
        return found[1], found[3]
    part = _LEADING_PART.match(composed(text))
    return (_ROMANS.get(part[1], part[1]), part[2]) if part else _worded_part(composed(text))


def leading_part(text: str) -> str | None:
    """The part whose letter a title begins with: "A. CÁC TIÊU CHÍ", "II - Tác động"; None where none does."""
    found = _LETTER_FIRST.match(composed(text))
    return _ROMANS.get(found[1], found[1]) if found else None


def totalled(text: str) -> str | None:
    """Which node a total row totals: "Tổng điểm", "Cộng (A+B)" -> "T"; "Cộng phần A" -> "A"; None if it is no total row."""
    found = _TOTAL.match(folded(_AMOUNT.sub(" ", composed(text))))
    if not found:
        return None
    rest = [word for word in found[1].split() if word not in _TOTAL_FILLERS]
    if not rest:
        return codes.TOTAL
    nodes = [_ROMANS.get(w.upper(), w.upper()) for w in rest]
    if all(codes.is_part(n) for n in nodes):
        return nodes[0] if len(nodes) == 1 else codes.TOTAL
    if len(nodes) == 1 and codes.is_numbered(nodes[0]):
        return nodes[0]
    return None
