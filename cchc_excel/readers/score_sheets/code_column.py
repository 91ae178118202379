"""Reads a column of codes as a whole: what one cell leaves open, its neighbours decide, or nobody does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ...model import codes
from ..cells.code_cells import date_codes, date_of, is_like_a_code, number_codes, roman_number, text_code
from ..grid import Grid, value_text
from ..tables.header import is_numbering

_STEP, _SKIP, _GAP, _BACK = 0.0, 1.0, 3.0, 8.0
"""What it costs to go from one code to the next: right after it, leaving out a heading, leaving out more, not rising."""
_UNSHOWN = 5.0
"""What it costs to take a number otherwise than its format shows it."""
_TRAILING_ZERO = 1.0
_MOST_PARTS = 3
"""So many parts a table may have; more Roman numerals number its criteria."""
_FEW = 2
"""So many codes of a later part must have stood before for its numbering to begin anew."""


@dataclass(slots=True)
class CodeColumn:
    """The codes of a table, by row from 0."""

    codes: dict[int, str] = field(default_factory=dict)
    unclear: dict[int, str] = field(default_factory=dict)
    """What cells hold that should be codes and cannot be told: a date that may be 1.2 or 2.1, an error, "1.?"."""


@dataclass(slots=True)
class _Cell:
    """One cell with the codes that it may be, and what each costs by itself."""

    row: int
    readings: dict[str, float]
    orders: dict[str, str] = field(default_factory=dict)
    """Of a date: the order of day, month and year that each code takes."""
    part: str = ""
    """The part named in the cell itself, as in "I.1"."""
    restarts: bool = False
    """Whether a part's row stands right above."""


def read_codes(grid: Grid, column: int, first: int) -> CodeColumn:
    """The codes in a column from row `first` on."""
    found = CodeColumn()
    cells: list[_Cell] = []
    parts: dict[int, str] = {}
    shown = _shown_otherwise(grid, column, first)
    criteria = _roman_criteria(grid, column, first)
    below_part = False
    for row in range(first, len(grid.rows)):
        if row in criteria:
            found.codes[row] = str(criteria[row])
            below_part = True
            continue
        cell = _cell(grid, row, column, shown) if not is_numbering_again(grid, row, column) else None
        if cell is None:
            _note_unclear(grid, row, column, found)
            continue
        only = next(iter(cell.readings))
        if codes.is_part(only):
            parts[row] = found.codes[row] = only
            below_part = True
            continue
        cell.restarts, below_part = below_part, False
        cells.append(cell)
    _decide(cells, found, lambda row: value_text(grid.value(row, column)))
    _set_under(found, criteria, parts)
    _set_apart(found, parts, {cell.row: cell.part for cell in cells if cell.part})
    return found


def _roman_criteria(grid: Grid, column: int, first: int) -> dict[int, int]:
    """The rows of criteria numbered I, II ..., where parts bear letters or there are too many to be parts; else none."""
    found: dict[int, int] = {}
    lettered = False
    for row in range(first, len(grid.rows)):
        value = grid.value(row, column)
        number = roman_number(value) if isinstance(value, str) else None
        if number is not None:
            found[row] = number
        elif isinstance(value, str):
            lettered = lettered or text_code(value) == ("", "A")
    rising = list(found.values())[:2] == [1, 2]
    return found if rising and (lettered or len(set(found.values())) > _MOST_PARTS) else {}


def _set_under(found: CodeColumn, criteria: dict[int, int], parts: dict[int, str]) -> None:
    """Puts a criterion's Roman number before the codes under it where they begin from 1: II, 1, 1.1 are 2, 2.1, 2.1.1."""
    under: dict[int, int] = {}
    above: int | None = None
    for row in sorted(found.codes):
        above = criteria.get(row, None if row in parts else above)
        if above is not None and row not in criteria:
            under[row] = above
    if any("." not in found.codes[row] for row in under):
        for row, number in under.items():
            found.codes[row] = f"{number}.{found.codes[row]}"


def is_numbering_again(grid: Grid, row: int, column: int) -> bool:
    """Whether a row numbers the columns once more, under a header repeated in the middle of a table."""
    return grid.text(row, column).strip("()[] ") in ("1", "A") and is_numbering(grid, row)


def _note_unclear(grid: Grid, row: int, column: int, found: CodeColumn) -> None:
    where = (row, column)
    text = grid.text(row, column)
    if where in grid.errors:
        found.unclear[row] = grid.errors[where]
    elif where in grid.uncached:
        found.unclear[row] = "=" + grid.formulas.get(where, "")
    elif text and is_like_a_code(text):
        found.unclear[row] = text


def _shown_otherwise(grid: Grid, column: int, first: int) -> frozenset[int]:
    """Rows with numbers shown at two decimals in a column that shows others otherwise: there 1.1 shows as "1.10"."""
    by_places: dict[bool, set[int]] = {True: set(), False: set()}
    for row in range(first, len(grid.rows)):
        value = grid.value(row, column)
        if isinstance(value, float) and value != int(value):
            by_places[grid.formats.get((row, column), "").partition(";")[0] in ("0.00", "#,##0.00", "0.00_)")].add(row)
    return frozenset(by_places[True]) if by_places[False] else frozenset()


def _cell(grid: Grid, row: int, column: int, shown: frozenset[int]) -> _Cell | None:
    where = (row, column)
    value = grid.value(row, column)
    if value == "" or isinstance(value, bool) or where in grid.errors or where in grid.uncached:
        return None
    if isinstance(value, str):
        told = text_code(value)
        return _Cell(row, {told[1]: 0.0}, part=told[0]) if told is not None else None
    date = date_of(value)
    if date is not None:
        orders = date_codes(date)
        return _Cell(row, dict.fromkeys(orders, 0.0), orders)
    if not isinstance(value, int | float):
        return None
    readings = number_codes(value)
    if not readings:
        return None
    costs = {readings[0]: _UNSHOWN if row in shown and len(readings) > 1 else 0.0}
    if len(readings) > 1:
        costs[readings[1]] = 0.0 if row in shown else _TRAILING_ZERO
    return _Cell(row, costs)


def _decide(cells: Sequence[_Cell], found: CodeColumn, shown: Callable[[int], str]) -> None:
    """Gives every cell the code that makes the column rise best; a date that stays open is unclear."""
    best = _best(cells)
    habits: Counter[str] = Counter()
    for cell, chosen in zip(cells, best, strict=True):
        if len(chosen) == 1:
            found.codes[cell.row] = chosen[0]
            if cell.orders:
                habits[cell.orders[chosen[0]]] += 1
    for cell, chosen in zip(cells, best, strict=True):
        if len(chosen) != 1:
            usual = [c for c in chosen if set(habits) == {cell.orders.get(c, "")}]
            if len(usual) == 1:
                found.codes[cell.row] = usual[0]
            else:
                found.unclear[cell.row] = shown(cell.row)


def _best(cells: Sequence[_Cell]) -> list[tuple[str, ...]]:
    """For every cell the codes on the cheapest ways through the column; none for a date that nothing bears out."""
    if all(len(cell.readings) == 1 and not cell.orders for cell in cells):
        return [tuple(cell.readings) for cell in cells]
    to: list[dict[str, float]] = []
    for i, cell in enumerate(cells):
        before = to[i - 1] if i else {"": 0.0}
        to.append(
            {c: own + min(cost + _step(b, c, cell) for b, cost in before.items()) for c, own in cell.readings.items()}
        )
    after: list[dict[str, float]] = [{} for _ in cells]
    for i in range(len(cells) - 1, -1, -1):
        onward = cells[i + 1] if i + 1 < len(cells) else None
        for code in cells[i].readings:
            after[i][code] = (
                min(_step(code, c, onward) + own + after[i + 1][c] for c, own in onward.readings.items())
                if onward
                else 0.0
            )
    chosen: list[tuple[str, ...]] = []
    for i, cell in enumerate(cells):
        whole = {c: to[i][c] + after[i][c] for c in cell.readings}
        least = min(whole.values())
        chosen.append(tuple(c for c, cost in whole.items() if cost < least + _TRAILING_ZERO / 2))
    return [
        () if cell.orders and len(chosen[i]) == 1 and not _borne_out(chosen, cells, i) else chosen[i]
        for i, cell in enumerate(cells)
    ]


def _borne_out(chosen: Sequence[tuple[str, ...]], cells: Sequence[_Cell], at: int) -> bool:
    """Whether a date taken as a code continues what stands above it, or is continued by what stands below."""
    code = chosen[at][0]
    above = chosen[at - 1] if at else ("",)
    below = chosen[at + 1] if at + 1 < len(cells) else ()
    return any(_step(c, code, cells[at]) < _GAP for c in above) or any(
        _step(code, c, cells[at + 1]) < _GAP for c in below
    )


def _step(before: str, code: str, cell: _Cell) -> float:
    """What it costs that `code` follows `before`, "" at the column's head."""
    pieces = code.split(".")
    if not before or cell.restarts:
        rises = pieces == ["1"] or (not before and len(pieces) == 1)
        cost = _STEP if rises else _SKIP if pieces[1:] in (["1"], ["1", "1"]) else _GAP
        if not before or cost < _GAP:
            return cost
    if _follows(before, pieces):
        return _STEP
    if pieces[-1] == "1" and _follows(before, pieces[:-1]):
        return _SKIP
    if codes.sort_key(code) <= codes.sort_key(before):
        return _BACK
    # a number that may end in a zero does so only where the nine stands before it, or its format shows the zero
    return _BACK + _STEP if cell.readings.get(code) == _TRAILING_ZERO else _GAP


def _follows(before: str, pieces: Sequence[str]) -> bool:
    """Whether a code is the first below another one, or the next at its level or one above it."""
    above = before.split(".")
    if list(pieces) == [*above, "1"]:
        return True
    level = len(pieces)
    if not 0 < level <= len(above) or not above[level - 1].isdigit() or not pieces[-1].isdigit():
        return False
    return list(pieces[:-1]) == above[: level - 1] and int(pieces[-1]) == int(above[level - 1]) + 1


def _set_apart(found: CodeColumn, parts: dict[int, str], named: dict[int, str]) -> None:
    """Puts the part before the codes of a table whose parts number their criteria from 1 each: "B.1"."""
    part = ""
    members: dict[str, list[int]] = {}
    for row in sorted(found.codes):
        part = parts.get(row, part)
        if row not in parts:
            members.setdefault(named.get(row, part), []).append(row)
    met: set[str] = set()
    for name, rows in members.items():
        own = [found.codes[row] for row in rows]
        if name and own[0].split(".")[0] == "1" and len(met & set(own)) >= min(_FEW, len(own)):
            for row in rows:
                found.codes[row] = f"{name}.{found.codes[row]}"
        met |= set(own)
