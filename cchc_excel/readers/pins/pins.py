"""What the information sheet lays down for how a sheet is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from ...model.decision import Quantity
from ...model.facts import Fact
from ...model.names import CommuneName, folded
from ...model.understanding import Role
from ..grid import Grid
from ..wordings.headings import Column, figure_column, is_commune_heading, meaning

FigureKey = tuple[str, Quantity | None] | Column
"""A column of a table of communes: a node with its quantity, or the commune, rank or grade."""


class Kind(Enum):
    """What a pin lays down."""

    ROLE = auto()
    COMMUNE = auto()
    HEADER = auto()
    FIRST = auto()
    LAST = auto()
    COLUMN = auto()


@dataclass(frozen=True, slots=True)
class Pin:
    """One such line, understood."""

    kind: Kind
    heading: str
    """Of a column what its heading would say: "điểm thẩm định"; else ""."""
    sheet: str
    """The tab it is about; "" for every tab."""
    fact: Fact
    value: Role | CommuneName | tuple[int, int] | None
    """A role, a commune, or first and last row or column from 0; None for a column that is not there."""

    @property
    def shown(self) -> str:
        """As `cchc inspect` tells it."""
        return f"{self.fact.key} = {self.fact.value} ({self.fact.place.sheet}, ô {self.fact.place.cell})"

    @property
    def column(self) -> int | None:
        """The column from 0."""
        return self.value[0] if isinstance(self.value, tuple) else None


def figure_key(heading: str) -> FigureKey | None:
    """What a pinned column is in a table of communes; None for one that has no place there."""
    if is_commune_heading(heading):
        return Column.COMMUNE
    found = figure_column([heading])
    if isinstance(found, tuple) and found[0].startswith("name:"):
        return None
    return found


def is_known(heading: str) -> bool:
    return figure_key(heading) is not None or any(
        meaning([heading], table) not in (None, Column.OTHER) for table in ("score", "contacts", "remedies")
    )


def _is_of_communes(heading: str) -> bool:
    """Whether a column named for every sheet is one of a table of communes: its commune, rank, or a node's figure."""
    key = figure_key(heading)
    if isinstance(key, tuple):
        return key[0] != "T" or "tong" in folded(heading).split()
    return key is not None


@dataclass(frozen=True, slots=True)
class SheetPins:
    """What is laid down for one sheet."""

    pins: tuple[Pin, ...] = ()

    def _value(self, kind: Kind) -> Role | CommuneName | tuple[int, int] | None:
        """The value of a kind; what is said for this sheet alone goes before what is said for all."""
        own = sorted((p for p in self.pins if p.kind is kind), key=lambda p: not p.sheet)
        return own[0].value if own else None

    @property
    def role(self) -> Role | None:
        """What the sheet is."""
        value = self._value(Kind.ROLE)
        return value if isinstance(value, Role) else None

    @property
    def commune(self) -> tuple[CommuneName, Pin] | None:
        """Whose the sheet is, and the pin that says so."""
        found = next((p for p in self.pins if p.kind is Kind.COMMUNE), None)
        return (found.value, found) if found is not None and isinstance(found.value, CommuneName) else None

    @property
    def header(self) -> tuple[int, int] | None:
        """First and last header row."""
        value = self._value(Kind.HEADER)
        return value if isinstance(value, tuple) else None

    @property
    def first(self) -> int | None:
        """First row of data."""
        value = self._value(Kind.FIRST)
        return value[0] if isinstance(value, tuple) else None

    @property
    def last(self) -> int | None:
        """Last row of data."""
        value = self._value(Kind.LAST)
        return value[1] if isinstance(value, tuple) else None

    def columns(self, table: str) -> dict[Column, int | None]:
        """The columns of a kind of table; None for one that is not there."""
        found: dict[Column, int | None] = {}
        for pin in self._columns():
            column = meaning([pin.heading], table)
            if column not in (None, Column.OTHER) and (pin.sheet or not _is_of_communes(pin.heading)):
                found.setdefault(column, pin.column)
        return found

    def figures(self) -> dict[FigureKey, int | None]:
        """The columns of a table of communes."""
        found: dict[FigureKey, int | None] = {}
        for pin in self._columns():
            key = figure_key(pin.heading)
            if key is not None and (pin.sheet or _is_of_communes(pin.heading)):
                found.setdefault(key, pin.column)
        return found

    def _columns(self) -> Sequence[Pin]:
        return sorted((p for p in self.pins if p.kind is Kind.COLUMN), key=lambda p: not p.sheet)

    def cut(self, grid: Grid) -> Grid:
        """The sheet down to the last row that counts."""
        return replace(grid, rows=grid.rows[: self.last + 1]) if self.last is not None else grid

    def applied(self, role: Role) -> tuple[Pin, ...]:
        """Those that have a say in a sheet of that role."""
        return tuple(pin for pin in self.pins if _suits(pin, role))

    def unfit(self, role: Role) -> tuple[Pin, ...]:
        """Those that are about this sheet alone and have no say in it, being what it is."""
        return tuple(pin for pin in self.pins if pin.sheet and not _suits(pin, role))


def _suits(pin: Pin, role: Role) -> bool:
    """Whether a sheet of a role can be read as a pin says."""
    if pin.kind is Kind.ROLE:
        return pin.value in (role, None)
    if pin.kind is Kind.COMMUNE:
        return role in (Role.SCORES, Role.UNKNOWN)
    if pin.kind in (Kind.HEADER, Kind.FIRST):
        return role in _HEADED
    if pin.kind is Kind.LAST:
        return role in _HEADED or (bool(pin.sheet) and role is not Role.EMPTY)
    if role in (Role.DECISION, Role.SUMMARY):
        return figure_key(pin.heading) is not None and (bool(pin.sheet) or _is_of_communes(pin.heading))
    table = _TABLES.get(role)
    return (
        table is not None
        and meaning([pin.heading], table) not in (None, Column.OTHER)
        and (bool(pin.sheet) or not _is_of_communes(pin.heading))
    )


_TABLES = {Role.SCORES: "score", Role.UNKNOWN: "score", Role.CONTACTS: "contacts", Role.REMEDIES: "remedies"}
_HEADED = frozenset({*_TABLES, Role.DECISION, Role.SUMMARY})


NO_PINS = SheetPins()
