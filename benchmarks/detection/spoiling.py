"""Puts slips of chosen families into a clean district and keeps the truth about each."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from . import district as districts
from .calculation import Circular
from .cells import At, Value
from .district import District
from .family import FAMILIES, SHEET_SIDE, Family
from .scheme import TOTAL
from .spoiler import Spoiler
from .tables import CommuneTable
from .truth import Place, Slip

_TRIES = 12


@dataclass
class Spoilt:
    """A finished district with the truth about it."""

    district: District
    slips: list[Slip]
    values: dict[At, Value] = field(default_factory=dict)


def clean(seed: int) -> Spoilt:
    """A district without a slip."""
    district = districts.drawn(seed)
    districts.put_decision(district, {c.name: district.exact_points(c.name) for c in district.communes})
    return Spoilt(district, [], district.calculated().all())


def spoilt(seed: int, families: list[str] | None = None) -> Spoilt:
    """The district of a seed with one to four slips, or with slips of the given families only."""
    rng = random.Random(f"slips {seed}")
    district = districts.drawn(seed)
    spoiler = Spoiler(district, rng)
    wanted = list(FAMILIES) if families is None else families
    early = [f for f in wanted if FAMILIES[f].group in SHEET_SIDE]
    late = [f for f in wanted if f not in early]
    count = rng.randint(1, 4) if families is None else len(wanted)
    count_early = sum(rng.random() * len(wanted) < len(early) for _ in range(count))
    slips = _put(spoiler, early, count_early)
    calculation = district.calculated()
    exact = {c.name: district.exact_points(c.name) for c in district.communes}
    after = districts.stated_points(district, calculation) if district.layout.decision_after else exact
    districts.put_decision(district, exact)
    right = _shown(district)
    districts.put_decision(district, after)
    moved = {at.place for at, value in _shown(district).items() if right.get(at) != value}
    for slip in slips:
        slip.touched |= moved
    slips += _put(spoiler, late, count - count_early)
    for slip in slips:
        if not slip.culprits and slip.commune is not None:
            slip.culprits = frozenset(at.place for t in district.annexes for at in t.line(slip.commune))
        slip.touched |= _concerned(district, slip)
        if FAMILIES[slip.family].group in SHEET_SIDE:
            slip.perhaps |= _ranks(district)
    return Spoilt(district, slips, district.calculated().all())


def possible(seed: int, families: list[str], communes: int) -> set[str]:
    """Which of the families can be put, each alone, into the district of a seed with so many communes."""
    district = districts.drawn(seed, communes)
    districts.put_decision(district, {c.name: district.exact_points(c.name) for c in district.communes})
    found, before = set(), _Snapshot(district)
    values = district.calculated().all()
    for name in families:
        spoiler = Spoiler(district, random.Random(seed))
        spoiler.values = values
        if _put_one(spoiler, FAMILIES[name]) is not None:
            found.add(name)
        before.restore()
    return found


def _shown(district: District) -> dict[At, Value]:
    return {t.sheet.at(r, c): v for t in district.annexes for (r, c), v in t.sheet.cells.items()}  # type: ignore[misc]


def _put(spoiler: Spoiler, families: list[str], count: int) -> list[Slip]:
    """So many slips of random families, each in a commune of its own; fewer where the layout has no room for more."""
    slips: list[Slip] = []
    spoiler.values = spoiler.district.calculated().all()
    weights = [FAMILIES[f].weight for f in families]
    for _ in range(6 * count + 20 if families and count else 0):
        slip = _put_one(spoiler, FAMILIES[spoiler.rng.choices(families, weights)[0]])
        if slip is not None:
            slips.append(slip)
        if len(slips) == count:
            break
    return slips


def _put_one(spoiler: Spoiler, family: Family) -> Slip | None:
    district = spoiler.district
    for _ in range(_TRIES):
        before = _Snapshot(district)
        slip = family.draw(spoiler)
        if slip is not None:
            try:
                after = district.calculated().all()
            except Circular:
                after = None
            if after is not None and (after != spoiler.values or family.name in _WITHOUT_CHANGE):
                slip = _finished(spoiler, family, slip, after)
                spoiler.values = after
                return slip
        before.restore()
    return None


_WITHOUT_CHANGE = {
    "formula_typed_right",
    "formula_external_right",
    "formula_uncached",
    "row_hidden",
    "file_damaged",
}
"""Families that are wrong though every value stays right."""


class _Snapshot:
    """A district as it stood before a try."""

    def __init__(self, district: District) -> None:
        self._district = district
        sheets = (s for sheets in district.folder.values() for s in sheets.values())
        self._cells = [(s, s.copy(s.file, s.name)) for s in sheets]
        self._extra = dict(district.extra_files)
        self._sheets, self._foreign = dict(district.sheets), dict(district.foreign)
        self._orders = [list(annex.order) for annex in district.annexes]
        self._scores = [dict(commune.score) for commune in district.communes]

    def restore(self) -> None:
        """Puts everything back, every sheet under the same object."""
        district = self._district
        district.folder.clear()
        district.extra_files = dict(self._extra)
        for sheet, before in self._cells:
            held = before.copy(sheet.file, sheet.name)
            sheet.cells, sheet.merges, sheet.hidden, sheet.uncached = (
                held.cells,
                held.merges,
                held.hidden,
                held.uncached,
            )
            district.folder.setdefault(sheet.file, {})[sheet.name] = sheet
        district.sheets, district.foreign = dict(self._sheets), dict(self._foreign)
        for annex, order in zip(district.annexes, self._orders, strict=True):
            annex.order = list(order)
        for commune, score in zip(district.communes, self._scores, strict=True):
            commune.score = dict(score)


def _finished(spoiler: Spoiler, family: Family, slip: Slip, after: dict[At, Value]) -> Slip:
    before = spoiler.values
    changed = {at for at in before.keys() | after.keys() if before.get(at) != after.get(at)}
    slip.family = family.name
    slip.touched |= {at.place for at in changed} | set(slip.culprits)
    spoiler.used |= {c for c in (slip.commune, *slip.others) if c is not None}
    return slip


def _concerned(district: District, slip: Slip) -> set[Place]:
    """Cells that testify about the slip: its node, those above and below, in the sheet and in the tables."""
    scheme = district.scheme
    chain = {slip.code, TOTAL}
    if slip.code in scheme.by_code:
        chain |= {*scheme.above(slip.code), *scheme.below(slip.code)}
    found: set[Place] = set()
    for name in (slip.commune, *slip.others):
        if name is None:
            continue
        table = district.sheets[name]
        if slip.whole:
            found |= {(table.sheet.file, table.sheet.name, "")}
        found |= {table.sheet.at(table.rows[c], n).place for c in chain if c in table.rows for n in range(8)}
        for lines in (*district.annexes, *([district.summary] if district.summary else [])):
            found |= _line_cells(lines, name, chain, whole=slip.whole)
    return found


def _ranks(district: District) -> set[Place]:
    """Every rank: several slips in the scores can move one together."""
    tables = (*district.annexes, *([district.summary] if district.summary else []))
    cells = (table.at(name, TOTAL, "rank") for table in tables for name in table.order)
    return {at.place for at in cells if at is not None}


def _line_cells(lines: CommuneTable, name: str, chain: set[str], *, whole: bool) -> set[Place]:
    if name not in lines.order:
        return set()
    if whole:
        return {at.place for at in lines.line(name)}
    cells = (lines.at(name, code, kind) for code, kind in lines.columns if code in chain)
    return {at.place for at in cells if at is not None}
