"""The value that a cell of an OpenDocument workbook holds, as the reader of .xlsx would give it."""

from __future__ import annotations

import datetime
import math
import re
from dataclasses import dataclass

from lxml import etree

from ..grid import CellValue
from .names import CALC, OFFICE, TEXT

MAX_TEXT = 32_767
"""Letters that a cell of Excel can hold."""

_DURATION = re.compile(r"(-?)P(?:(\d{1,6})D)?(?:T(?:(\d{1,7})H)?(?:(\d{1,4})M)?(?:(\d{1,4}(?:[.,]\d{1,9})?)S)?)?")
_ERROR = re.compile(r"#[A-ZĐ/0!?]{2,12}[!?]?|\w{3,5}:5\d\d")
_BREAKS = re.compile(r"[ ]*[\t\r\n]+[ ]*")
_LEAP_OF_1900 = datetime.date(1900, 3, 1)
"""Excel counts a 29 February 1900, so that days before it are one later there than elsewhere."""


@dataclass(frozen=True, slots=True)
class CellContent:
    """What one cell holds; `value` is "" for an empty cell and for an error."""

    value: CellValue
    error: str = ""
    has_result: bool = True


def content(cell: etree._Element, *, runs_on: bool) -> CellContent:
    """Takes a table cell. `runs_on` tells that its format counts hours beyond a day."""
    kind = cell.get(f"{OFFICE}value-type") or cell.get(f"{CALC}value-type")
    if kind is None and not len(cell):
        return CellContent("", has_result=False)
    if cell.get(f"{CALC}value-type") == "error":
        return CellContent("", error=_shown(cell) or "#LỖI")
    if cell.get(_FORMULA) is not None and (error := _older_error(cell)):
        return CellContent("", error=error)
    if kind is None:
        text = _shown(cell)
        return CellContent(text, has_result=bool(text))
    return CellContent(_value(cell, kind, runs_on))


_FORMULA = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}formula"


def _older_error(cell: etree._Element) -> str:
    """An error as programs store it that have no type for errors: shown, with nothing as its value."""
    if (cell.get(f"{OFFICE}value") or "0").strip("0.") or cell.get(f"{OFFICE}string-value"):
        return ""
    if cell.get(f"{OFFICE}value-type") == "string" and cell.get(f"{OFFICE}string-value") is None:
        return ""
    text = _shown(cell)
    return text if _ERROR.fullmatch(text) else ""


def _value(cell: etree._Element, kind: str, runs_on: bool) -> CellValue:
    match kind:
        case "float" | "percentage" | "currency":
            return _number(cell)
        case "boolean":
            return cell.get(f"{OFFICE}boolean-value") == "true"
        case "date":
            return _date(cell.get(f"{OFFICE}date-value") or "") or _shown(cell)
        case "time":
            found = _time(cell.get(f"{OFFICE}time-value") or "", runs_on)
            return _shown(cell) if found is None else found
    stored = cell.get(f"{OFFICE}string-value")
    return _shown(cell) if stored is None else stored[:MAX_TEXT]


def _number(cell: etree._Element) -> CellValue:
    try:
        number = float(cell.get(f"{OFFICE}value") or "")
    except ValueError:
        return _shown(cell)
    return number if math.isfinite(number) else _shown(cell)


def _date(text: str) -> datetime.date | None:
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        return None
    moment = moment.replace(tzinfo=None)
    if moment.date() < _LEAP_OF_1900:
        moment += datetime.timedelta(days=1)
    return moment.date() if moment.time() == datetime.time() else moment


def _time(text: str, runs_on: bool) -> datetime.time | datetime.timedelta | None:
    found = _DURATION.fullmatch(text)
    if found is None:
        return None
    minus, days, hours, minutes, seconds = found.groups()
    span = datetime.timedelta(
        days=int(days or 0),
        hours=int(hours or 0),
        minutes=int(minutes or 0),
        seconds=float((seconds or "0").replace(",", ".")),
    )
    if minus or runs_on or span >= datetime.timedelta(days=1):
        return -span if minus else span
    return (datetime.datetime.min + span).time()


def _shown(cell: etree._Element) -> str:
    """The paragraphs of the cell's own text; notes and drawings are none of it."""
    pieces: list[str] = []
    room = MAX_TEXT
    for paragraph in cell.iterchildren(f"{TEXT}p", f"{TEXT}h"):
        if room <= 0:
            break
        letters = _Letters(room)
        letters.take(paragraph, 0)
        pieces.append("".join(letters.found))
        room = letters.room - 1
    return "\n".join(pieces)[:MAX_TEXT]


class _Letters:
    """Gathers a paragraph's text up to a length."""

    def __init__(self, room: int) -> None:
        self.room = room
        self.found: list[str] = []

    def _add(self, text: str) -> None:
        self.found.append(text[: max(0, self.room)])
        self.room -= len(text)

    def take(self, element: etree._Element, depth: int) -> None:
        """Takes what an element shows: its text and that of spans and links in it."""
        self._add(_BREAKS.sub(" ", element.text or ""))
        for part in element:
            if part.tag == f"{TEXT}s":
                self._add(" " * _spaces(part))
            elif part.tag == f"{TEXT}tab":
                self._add("\t")
            elif part.tag == f"{TEXT}line-break":
                self._add("\n")
            elif part.tag in _SHOWN and depth < _DEEPEST:
                self.take(part, depth + 1)
            self._add(_BREAKS.sub(" ", part.tail or ""))


_DEEPEST = 20
_SHOWN = frozenset(
    f"{TEXT}{name}" for name in ("span", "a", "ruby", "ruby-base", "meta", "date", "time", "title", "sheet-name")
)


def _spaces(part: etree._Element) -> int:
    told = part.get(f"{TEXT}c", "1")
    return min(MAX_TEXT, int(told)) if told.isdecimal() and len(told) < 10 else 1
