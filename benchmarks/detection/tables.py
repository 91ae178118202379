"""Writes the tables with communes down: the decision's annexes and the workbook's own summary."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction

from .cells import At, Sheet
from .exact import index, rounded, written
from .formulas import Binary, Formula, Range, Ref, Term, Text, call, number
from .layout import GRADES, Layout
from .scheme import ROMANS, TOTAL, Scheme

Column = tuple[str, str]
"""Node code and kind: "score", "index", "rank" or "grade"."""


@dataclass
class Standing:
    """What a table states of one commune: exact points by code, rank and grade."""

    points: dict[str, Fraction]
    rank: int
    grade: str


@dataclass
class CommuneTable:
    """A sheet with communes down, and where its figures stand."""

    sheet: Sheet
    columns: list[Column]
    order: list[str]
    """Communes by name, top to bottom."""
    first: int
    """Row of the first commune."""
    title_rows: list[int] = field(default_factory=list)

    def at(self, commune: str, code: str, kind: str) -> At | None:
        """The cell of a figure; None where the table has no such column or line."""
        if commune not in self.order or (code, kind) not in self.columns:
            return None
        return self.sheet.at(self.first + self.order.index(commune), 2 + self.columns.index((code, kind)))

    def name_at(self, commune: str) -> At:
        """The cell with the commune's name."""
        return self.sheet.at(self.first + self.order.index(commune), 1)

    def line(self, commune: str) -> list[At]:
        """Every cell of a commune's line."""
        row = self.first + self.order.index(commune)
        return [self.sheet.at(row, column) for column in range(2 + len(self.columns))]


def decided(points: dict[str, dict[str, Fraction]], maximum: Fraction) -> dict[str, Standing]:
    """Rank and grade of each commune by its exact total."""
    totals = {name: codes[TOTAL] for name, codes in points.items()}
    return {
        name: Standing(
            codes, 1 + sum(1 for t in totals.values() if t > totals[name]), grade_of(index(totals[name], maximum))
        )
        for name, codes in points.items()
    }


def grade_of(share: Fraction) -> str:
    """The grade by the index in percent."""
    return next(name for name, lowest in GRADES if share >= lowest)


def decision_columns(scheme: Scheme, layout: Layout) -> list[Column]:
    """The first annex."""
    codes = _codes(scheme, layout)
    scores = [(c, "score") for c in codes if c != TOTAL]
    return [*scores, (TOTAL, "score"), (TOTAL, "index"), (TOTAL, "rank"), (TOTAL, "grade")]


def index_columns(scheme: Scheme, layout: Layout) -> list[Column]:
    """The second annex."""
    return [(c, "index") for c in _codes(scheme, layout)]


def _codes(scheme: Scheme, layout: Layout) -> list[str]:
    """The nodes a decision prints; a part's only criterion by its sub-criteria."""
    codes: list[str] = []
    for part in scheme.parts() or (TOTAL,):
        below = scheme.children[part]
        codes += scheme.children[below[0]] if len(below) == 1 else below
        if part != TOTAL and layout.decision_parts:
            codes.append(part)
    return [*codes, TOTAL]


def heading(scheme: Scheme, layout: Layout, column: Column) -> str:
    """The words over a column."""
    code, kind = column
    if kind in ("rank", "grade"):
        return layout.wording[kind]
    if code == TOTAL:
        return layout.wording["index" if kind == "index" else "total"]
    if scheme.by_code[code].level == 0:
        return f"Phần {ROMANS[code] if layout.total_on_top else code}"
    return f"Tiêu chí {code}"


def new_table(
    sheet: Sheet, scheme: Scheme, layout: Layout, columns: list[Column], order: list[str], titles: list[str]
) -> CommuneTable:
    """The table's head: titles, headings and the row of maxima where the layout has one."""
    for row, title in enumerate(titles):
        sheet.put(row, 0, title)
    top = len(titles) + 1
    sheet.put(top, 0, "TT")
    sheet.put(top, 1, layout.wording["commune"])
    for at, column in enumerate(columns, 2):
        sheet.put(top, at, heading(scheme, layout, column))
    sheet.bold.add(top)
    first = top + 1
    if layout.decision_maxima and any(kind == "score" for _, kind in columns):
        sheet.put(first, 1, "Điểm tối đa")
        for at, (code, kind) in enumerate(columns, 2):
            if kind == "score":
                sheet.put(first, at, scheme.maximum(code))
        first += 1
    return CommuneTable(sheet, columns, order, first)


def fill_decision(
    table: CommuneTable, scheme: Scheme, layout: Layout, standings: dict[str, Standing], display: Callable[[str], str]
) -> None:
    """Types every line, printed at two decimals from exact figures."""
    for line, name in enumerate(table.order):
        row, standing = table.first + line, standings[name]
        table.sheet.put(row, 0, Fraction(line + 1))
        table.sheet.put(row, 1, display(name))
        for at, (code, kind) in enumerate(table.columns, 2):
            table.sheet.put(row, at, shown(layout, decision_value(scheme, standing, code, kind)))
    if layout.decision_average:
        _average(table, scheme, layout, standings)


def _average(table: CommuneTable, scheme: Scheme, layout: Layout, standings: dict[str, Standing]) -> None:
    """A line of averages of the exact figures."""
    row = table.first + len(table.order)
    table.sheet.put(row, 1, "Trung bình")
    for at, (code, kind) in enumerate(table.columns, 2):
        if kind in ("score", "index"):
            mean = sum((standings[n].points[code] for n in table.order), Fraction(0)) / len(table.order)
            value = mean if kind == "score" else index(mean, scheme.maximum(code))
            table.sheet.put(row, at, shown(layout, rounded(value)))


def decision_value(scheme: Scheme, standing: Standing, code: str, kind: str) -> Fraction | str:
    """What the decision prints for a column."""
    if kind == "rank":
        return Fraction(standing.rank)
    if kind == "grade":
        return standing.grade
    points = standing.points[code]
    return rounded(points if kind == "score" else index(points, scheme.maximum(code)))


def shown(layout: Layout, value: Fraction | str) -> Fraction | str:
    """As the decision's cells hold it: a number, or a text with a comma."""
    return written(value) if layout.decision_as_text and isinstance(value, Fraction) else value


def fill_summary(
    table: CommuneTable,
    layout: Layout,
    source: Callable[[str, str], At],
    maximum: Fraction,
    display: Callable[[str], str],
) -> None:
    """Formulas that fetch every figure from the communes' sheets, rank and grade them; `source` tells the cell."""
    total, last = 2 + table.columns.index((TOTAL, "score")), table.first + len(table.order) - 1
    for line, name in enumerate(table.order):
        row = table.first + line
        table.sheet.put(row, 0, Fraction(line + 1))
        table.sheet.put(row, 1, display(name))
        mine = Ref(row, total)
        for at, (code, kind) in enumerate(table.columns, 2):
            if kind == "score":
                there = source(name, code)
                term: Term = Ref(there.row, there.column, there.sheet)
            elif kind == "index":
                term = share(mine, maximum)
            elif kind == "rank":
                term = rank_term(layout, mine, Range(table.first, total, last, total, fixed="r"))
            else:
                term = grade_term(mine, maximum)
            table.sheet.put(row, at, Formula(term))


def share(total: Ref, maximum: Fraction) -> Term:
    """The index of a total."""
    return Binary("*", Binary("/", total, number(maximum)), number(100))


def rank_term(layout: Layout, mine: Ref, totals: Range) -> Term:
    """The rank of a total among all."""
    if layout.rank_formula == "COUNTIF":
        return Binary("+", call("COUNTIF", totals, Binary("&", Text(">"), mine)), number(1))
    return call(layout.rank_formula, mine, totals)


def grade_term(total: Ref, maximum: Fraction) -> Term:
    """IF(share>=90,"Xuất sắc",IF(...))."""
    *others, (lowest, _) = GRADES
    term: Term = Text(lowest)
    for name, least in reversed(others):
        term = call("IF", Binary(">=", share(total, maximum), number(least)), Text(name), term)
    return term
