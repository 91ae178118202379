"""Turns names, counts and places into pieces of the summary's sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from fractions import Fraction

from ...model.audited import AuditedCommune
from ...model.finding import Place
from ...model.names import composed
from ...model.numbers import Exact, rounded, written
from ..report.notes import NBSP, clean
from ..report.wording import counted, heading

MOST_NAMES = 5
"""Names that one sentence tells before it counts the rest."""

_UNIT = re.compile(
    r"(?<=\d) (?=(?:điểm|đơn vị|tiêu chí|lượt|số liệu|sai lệch|nội dung|trường hợp|mã|xã|phường|thị trấn|đặc khu)\b)"
)
"""Between a number and what it counts."""
_DOCUMENT_CELL = re.compile(r"(?:P(\d+))?T(\d+)R(\d+)C(\d+)$")


def bound(value: object) -> object:
    """A tag's value with no unit on another line than its number; rows of a table field by field, their names as they are."""
    if isinstance(value, str):
        return _UNIT.sub(NBSP, value)
    if isinstance(value, list):
        return [bound(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: bound(getattr(value, f.name)) for f in fields(value) if f.name != "don_vi"})
    return value


def mean(numbers: Sequence[Exact]) -> Fraction:
    """Exact. Raises ZeroDivisionError for no numbers."""
    return sum((Fraction(n) for n in numbers), Fraction(0)) / len(numbers)


def median(numbers: Sequence[Exact]) -> Fraction:
    """The middle one, or the mean of the two in the middle, exact. Raises IndexError for no numbers."""
    ordered = sorted(Fraction(n) for n in numbers)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def joined(texts: Sequence[str], last: str = " và ") -> str:
    """ "A", "A và B", "A, B và C"."""
    return last.join(filter(None, (", ".join(texts[:-1]), *texts[-1:])))


def names(communes: Sequence[AuditedCommune], most: int = MOST_NAMES) -> str:
    """Inside a sentence: "xã A, xã B và 3 đơn vị khác"."""
    told = [composed(c.name.inline) for c in communes[:most]]
    rest = len(communes) - len(told)
    return f"{', '.join(told)} và {units(rest)} khác" if rest else joined(told)


def number(count: int) -> str:
    """ "1.280": thousands parted by a point, as offices do."""
    return f"{count:,}".replace(",", ".")


def points(amount: Exact) -> str:
    """ "1.579,33": as `written`, thousands parted by a point."""
    whole, comma, parts = written(amount).partition(",")
    return f"{number(int(whole))}{comma}{parts}"


def exactly(apart: Exact, one: Exact, other: Exact) -> str:
    """ " (tính từ điểm chưa làm tròn)" where the printed figures seem to be apart by something else; else ""."""
    looks = abs(rounded(one) - rounded(other)) == abs(rounded(apart))
    return "" if looks else " (tính từ số chưa làm tròn)"


def units(count: int) -> str:
    """ "20 đơn vị"."""
    return f"{number(count)}{NBSP}đơn vị"


def moved(change: Exact, unit: str) -> str:
    """ "tăng 1,67 điểm", "không thay đổi"."""
    if not change:
        return "không thay đổi"
    size = change if change > 0 else -change
    return f"{'tăng' if change > 0 else 'giảm'} {counted(size, unit)}"


def quoted(name: str, code: str = "") -> str:
    """A criterion's name in quotation marks; its code where it has no name."""
    text = heading(name)
    if not text:
        return f"mã {code}"
    return text if "“" in text else f"“{text}”"


def shortened(text: str, longest: int) -> str:
    """The text, or its first words and "…" where it is longer."""
    if len(text) <= longest:
        return text
    words = text[:longest].rpartition(" ")[0] or text[: longest - 1]
    return words.rstrip(" ,;:") + "…"


def where(place: Place) -> str:
    """ "ô E22, trang “Thanh Hải”, tệp “bang diem.xlsx”"; "" for nowhere."""
    found = _DOCUMENT_CELL.match(place.cell)
    cell = f"ô{NBSP}{place.cell}" if place.cell else ""
    if found:
        page = f"trang{NBSP}{found[1]}, " if found[1] else ""
        cell = f"{page}bảng{NBSP}{found[2]}, dòng{NBSP}{found[3]}, cột{NBSP}{found[4]}"
    pieces = (cell, f"trang “{clean(place.sheet)}”" if place.sheet else "", f"tệp “{place.file}”" if place.file else "")
    return ", ".join(filter(None, pieces))


def decimals(text: str) -> int:
    """How many a decimal string has: 2 for "16.84"."""
    return len(text.partition(".")[2])


def as_number(text: str | None) -> Decimal | None:
    """The number that a finding's decimal string states; None for any other text."""
    return Decimal(text) if text is not None and re.fullmatch(r"-?\d{1,30}(?:\.\d{1,30})?", text, re.ASCII) else None
