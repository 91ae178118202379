"""Writes days as offices do, and words until when something is done."""

from __future__ import annotations

import re
from functools import lru_cache

from ...model.names import composed, folded
from .notes import NBSP, clean, soft

_ISO_DATE = re.compile(r"^(20\d\d)-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?$")
_DAY = r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(20\d\d)"
_DATE = re.compile(rf"^(?:ngày\s+)?{_DAY}$", re.IGNORECASE)
_DATED = re.compile(r"\b(ngày)\s+(\d{1,2})(?:[/.-]|\s+tháng\s+)(\d{1,2})(?:[/.-]|\s+năm\s+)(20\d\d)\b", re.IGNORECASE)
_SHORT_YEAR = re.compile(r"(?<![\d/.-])(\d{1,2}[/.-]\d{1,2}[/.-])(\d\d)(?![\d/.-])")
_BARE_DATE = re.compile(r"(?<![\d/.-])(?<!ngày )(?=\d{1,2}[/.-]\d{1,2}[/.-]20\d\d(?!\d))", re.IGNORECASE)
_BY_DATE = re.compile(r"\b(trước|đến|hết|từ|sau|nhất)\s+(?=\d{1,2}[/.-]\d{1,2}[/.-]20\d\d(?!\d))", re.IGNORECASE)
_DAY_AND_MONTH = re.compile(
    r"(^|(?:trước|đến|hết|từ|sau|nhất|ngày|trong)\s+)(?:ngày\s+)?(\d{1,2})/(\d{1,2})(?![\d/])", re.IGNORECASE
)
_MONTHS = 12
_DAYS = 31
_SPANNED = re.compile(rf"^{_DAY}\s*(?:[-–]|đến)\s*(?:ngày\s+)?{_DAY}$", re.IGNORECASE)
_DONE = re.compile(r"da (?:thuc hien|hoan thanh|xong|khac phuc)")
_ALWAYS = re.compile(r"thuong xuyen|hang |lien tuc|dinh ky|moi |ngay$|tu |sau |khi ")
_LATEST = re.compile(r"(?:den|het) ")
_BY = re.compile(r"truoc |trong |cham nhat|ngay |cuoi |dau ")
_SPAN = re.compile(r"quy |thang |nam |tuan |\d")
_YEAR = re.compile(r"20\d\d")
_DOING = re.compile(
    r"^(?:hoàn thành|thực hiện|xong|xong xuôi)\s+(?=trước|trong|đến|hết|chậm|ngay|cuối|đầu|từ|sau|thường|hằng|hàng)",
    re.IGNORECASE,
)


def day_in(text: str) -> tuple[int, int, int] | None:
    """Day, month, year of a text that is a date and nothing else ("5/4/2023", "2023-04-05 00:00:00")."""
    text = composed(text)
    iso, usual = _ISO_DATE.match(text), _DATE.match(text)
    if iso:
        return int(iso[3]), int(iso[2]), int(iso[1])
    return (int(usual[1]), int(usual[2]), int(usual[3])) if usual else None


def two_digits(number: int, below: int) -> str:
    """With a leading 0 when it is less than `below`: 10 for days, 3 for months (Nghị định 30/2020/NĐ-CP)."""
    return f"{number:02}" if number < below else str(number)


def full_dates(text: str) -> str:
    """Days in the text written out: "ngày 5/4/2023" -> "ngày 05 tháng 4 năm 2023", number and unit never parted."""
    return _DATED.sub(lambda m: day_written(int(m[2]), int(m[3]), int(m[4]), m[1]), _BY_DATE.sub(r"\1 ngày ", text))


def day_written(day: int, month: int, year: int, word: str = "ngày") -> str:
    """ "ngày 05 tháng 4 năm 2023"."""
    return f"{word}{NBSP}{two_digits(day, 10)} tháng{NBSP}{two_digits(month, 3)} năm{NBSP}{year}"


@lru_cache(maxsize=1024)
def date_written(text: str) -> str:
    """A day as offices write it: "5/4/2023" -> "05/4/2023"; any other text as it is."""
    day = day_in(text)
    return f"{two_digits(day[0], 10)}/{two_digits(day[1], 3)}/{day[2]}" if day else text


def until_when(text: str) -> str:
    """A deadline as a clause: "hoàn thành chậm nhất ngày 30/6/2023"; "" for none."""
    text = _DOING.sub("", _SHORT_YEAR.sub(r"\g<1>20\2", clean(text)))
    day, span = day_in(text), _SPANNED.match(text)
    if day:
        return f"hoàn thành chậm nhất {day_written(*day)}"
    if span:
        first, last = (
            day_written(int(day), int(month), int(year)) for day, month, year in (span.groups()[:3], span.groups()[3:])
        )
        return f"thực hiện từ {first} đến {last}"
    return _worded(full_dates(_BARE_DATE.sub("ngày ", _DAY_AND_MONTH.sub(_dated, text))))


def _dated(found: re.Match[str]) -> str:
    """ "trước 30/6" -> "trước ngày 30 tháng 6"; "12/2023" and what is no day of a year as it is."""
    day, month = int(found[2]), int(found[3])
    if not (0 < day <= _DAYS and 0 < month <= _MONTHS):
        return found[0]
    before = "" if found[1].lower().startswith("ngày") else found[1]
    return f"{before}ngày{NBSP}{two_digits(day, 10)} tháng{NBSP}{two_digits(month, 3)}"


def _worded(text: str) -> str:
    key = folded(text)
    if not text:
        return ""
    if _DONE.match(key):
        return soft(text)
    if key.startswith("ngay ") and text[4:5] in (NBSP, " ") and any(c.isdigit() for c in text[5:7]):
        return f"hoàn thành chậm nhất {soft(text)}"
    if _ALWAYS.match(key):
        return f"thực hiện {soft(text)}"
    if _LATEST.match(key):
        return f"hoàn thành chậm nhất {soft(text)}"
    if _BY.match(key):
        return f"hoàn thành {soft(text)}"
    if _SPAN.match(key):
        year = "năm " if _YEAR.fullmatch(text) else ""
        return f"hoàn thành trong {year}{text[0].lower()}{text[1:]}"
    return f"thời hạn: {soft(text)}"
