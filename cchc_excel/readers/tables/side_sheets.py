"""Reads the sheets beside the scores: information, contacts, remedies."""

from __future__ import annotations

import re

from ...model.facts import Contact, Fact, Remedy
from ...model.finding import Place
from ...model.names import commune_name, folded
from ..cells.code_cells import leading_code, row_code
from ..cells.numerals import figure, text_number
from ..grid import Grid
from ..pins.pins import NO_PINS, SheetPins
from ..wordings.headings import Column
from .header import Header, find_header

_KEYS = re.compile(
    r"^(?:co quan tham dinh|don vi tham dinh|co quan cap tren|dia danh|nam danh gia|quyet dinh cong bo|thong bao ket luan"
    r"|cong van kiem diem|nguong canh bao|xep loai \S)"
)
_PIN_KEYS = re.compile(r"^(?:cot \S|(?:dong (?:tieu de|dau|cuoi)|vai tro|don vi)\b)")
"""Keys that say how a sheet is to be read; they make an information sheet only under a tab so named."""
_LIMIT_KEY = re.compile(r"^(?:xep loai|nguong)\b")
_FIRST_NUMBER = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{1,4})?")
_MANY_KEYS = 2
_SEARCHED_COLUMNS = 12


def read_information(grid: Grid) -> tuple[Fact, ...] | None:
    """Key | value lines; None when the sheet is no information sheet."""
    named = folded(grid.name).startswith("thong tin")
    for column in range(min(grid.width, _SEARCHED_COLUMNS)):
        keys = [folded(grid.text(r, column)) for r in range(len(grid.rows))]
        told = [r for r, key in enumerate(keys) if _KEYS.match(key) or (named and _PIN_KEYS.match(key))]
        known = [r for r in told if _value(grid, r, column)]
        if len(known) >= _MANY_KEYS or (known and _is_enough(grid, known[0], column)):
            return tuple(_facts(grid, column))
    return None


def _is_enough(grid: Grid, row: int, column: int) -> bool:
    """Whether a lone key makes an information sheet: the year does, and so does the tab's name."""
    return folded(grid.text(row, column)).startswith("nam danh gia") or folded(grid.name).startswith("thong tin")


def _value(grid: Grid, row: int, column: int) -> int | None:
    """Column of the value beside a key."""
    for right in range(column + 1, min(column + 6, len(grid.rows[row]))):
        if grid.value(row, right) != "":
            return right
    return None


def _facts(grid: Grid, column: int) -> list[Fact]:
    found = []
    for row in range(len(grid.rows)):
        key, right = grid.text(row, column).rstrip(" :"), _value(grid, row, column)
        if not key or right is None or len(key) > 120:
            continue
        stated = figure(grid, row, right)
        value = grid.text(row, right)
        place = Place(grid.file, grid.name, grid.address(row, right))
        number = stated.value
        if number is None and (first := _FIRST_NUMBER.search(value)) and _LIMIT_KEY.match(folded(key)):
            number = text_number(first[0])
        found.append(Fact(key=key, value=value, place=place, number=number))
    return found


def _contacts_told(columns: dict[Column, int]) -> bool:
    return Column.COMMUNE in columns and Column.EMAIL in columns


def read_contacts(grid: Grid, pins: SheetPins = NO_PINS) -> tuple[Contact, ...] | None:
    """One line per commune; None when the sheet is no contacts sheet."""
    header = find_header(grid, "contacts", _contacts_told, pins)
    if header is None:
        return None
    found = []
    for row in range(header.data, len(grid.rows)):
        commune = commune_name(grid.text(row, header.columns[Column.COMMUNE]))
        # whole: a piece picked out of a slip of the pen could be somebody else's address
        emails = tuple(grid.lines(row, header.columns[Column.EMAIL]).splitlines())
        facts = _other_columns(grid, header, row)
        if commune is None or not (emails or facts):
            continue
        recipient = header.columns.get(Column.RECIPIENT)
        found.append(
            Contact(
                commune=commune,
                emails=emails,
                recipient=grid.text(row, recipient) if recipient is not None else "",
                facts=facts,
                place=Place(grid.file, grid.name, grid.address(row, header.columns[Column.EMAIL])),
            )
        )
    return tuple(found)


def _other_columns(grid: Grid, header: Header, row: int) -> dict[str, str]:
    told = set(header.columns.values())
    facts: dict[str, str] = {}
    for column in range(len(grid.rows[row])):
        heading = folded(grid.merged_text(header.bottom, column))
        if column not in told and heading and grid.text(row, column):
            facts.setdefault(heading, grid.text(row, column))
    return facts


def _remedies_told(columns: dict[Column, int]) -> bool:
    return Column.ACTION in columns and (Column.CODE in columns or Column.NAME in columns)


def read_remedies(grid: Grid, pins: SheetPins = NO_PINS) -> tuple[Remedy, ...] | None:
    """One remedy per sub-criterion, or per sub-criterion and commune; None when the sheet is no remedies sheet."""
    header = find_header(grid, "remedies", _remedies_told, pins)
    if header is None:
        return None
    at = header.columns
    seen: set[str] = set()
    found = []
    for row in range(header.data, len(grid.rows)):
        code = _remedy_code(grid, row, at, seen)
        action = grid.lines(row, at[Column.ACTION])
        if code is None or not action:
            continue
        seen.add(code)
        text = {c: grid.lines(row, at[c]) if c in at else "" for c in (Column.SHORTCOMING, Column.WHO, Column.UNTIL)}
        only_for = grid.text(row, at[Column.COMMUNE]) if Column.COMMUNE in at else ""
        found.append(
            Remedy(
                code=code,
                shortcoming=text[Column.SHORTCOMING],
                action=action,
                who=text[Column.WHO],
                until=text[Column.UNTIL],
                commune=commune_name(only_for) if only_for else None,
                place=Place(grid.file, grid.name, grid.address(row, at[Column.ACTION])),
            )
        )
    return tuple(found)


def _remedy_code(grid: Grid, row: int, at: dict[Column, int], seen: set[str]) -> str | None:
    if Column.CODE in at:
        return row_code(grid.value(row, at[Column.CODE]), seen)
    found = leading_code(grid.text(row, at[Column.NAME]))
    return found[0] if found else None
