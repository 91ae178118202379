"""The formulas that read the wrong cells: what each leaves out, counts too much, or takes from another commune."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model.decision import CommuneTable
from ..model.figures import Figure
from ..model.finding import Place
from ..model.formula import Formula
from ..model.score_sheet import ScoreRow, ScoreSheet
from .coverage import Coverage, Points, SheetCells, is_heading
from .owners import Owners
from .recompute import Scored
from .table_row import TableRow


@dataclass(frozen=True, slots=True)
class Fault:
    """One formula that reads the wrong cells."""

    scored: Scored
    """Whose figure it is."""
    code: str
    """The node whose figure it is."""
    figure: Figure
    formula: Formula
    coverage: Coverage | None
    """Of a total's formula; None where it is not its children that are wrong."""
    column: Points | None
    """The column that the total stands in; None outside score sheets."""
    others: tuple[str, ...] = ()
    """Display names of the other communes whose sheets it reads."""
    line: TableRow | None = None
    """The table's line, of a figure outside the score sheets."""
    follows: tuple[str, ...] = ()
    """Totals below that are no SUBTOTAL, so that a SUBTOTAL above them counts them beside their leaves: the slip is theirs."""

    @property
    def place(self) -> Place:
        """The formula's cell."""
        source = self.line.table if self.line is not None else self.scored.sheet
        return source.place(self.figure.cell)


def sheet_faults(communes: Sequence[Scored]) -> Iterator[Fault]:
    """Every faulty formula of the score sheets."""
    owners = Owners([s.sheet for s in communes])
    known = _Known()
    for scored in communes:
        shared = owners.shares_its_tab(scored.sheet)
        cells = known.layout(scored)
        for row in scored.sheet.rows:
            is_total = bool(scored.children.get(row.code))
            for points, figure in ((Points.SCORE, row.score), (Points.SELF, row.self_score), (None, row.index)):
                if figure is None or figure.formula is None:
                    continue
                if not (shared or figure.formula.sheets or (is_total and points is not None)):
                    continue
                fault = _fault(scored, row, points, figure, figure.formula, owners, cells)
                if fault is not None:
                    yield fault


def _fault(
    scored: Scored,
    row: ScoreRow,
    points: Points | None,
    figure: Figure,
    formula: Formula,
    owners: Owners,
    cells: _Layout,
) -> Fault | None:
    others = _others(scored, formula, scored.sheet, owners)
    if others:
        return Fault(scored, row.code, figure, formula, None, points, others)
    if points is None or not scored.children.get(row.code):
        return None
    coverage = cells.coverage(scored, row.code, figure.cell, formula, points)
    if coverage is None or (coverage.is_right and coverage.column is points):
        return None
    return Fault(
        scored, row.code, figure, formula, coverage, points, follows=_doubled(scored, coverage, formula, points)
    )


def _doubled(scored: Scored, coverage: Coverage, formula: Formula, points: Points) -> tuple[str, ...]:
    """The totals that a SUBTOTAL counts twice only because they are not subtotals themselves; none if aught else is wrong."""
    if "SUBTOTAL(" not in formula.text.upper() or coverage.left_out or coverage.strangers or coverage.loose:
        return ()
    for code in coverage.twice:
        row = scored.rows.get(code)
        figure = (row.score if points is Points.SCORE else row.self_score) if row is not None else None
        if scored.is_leaf(code) or figure is None:
            return ()
        if figure.formula is not None and "SUBTOTAL(" in figure.formula.text.upper():
            return ()
    return coverage.twice


def table_faults(lines: Sequence[TableRow], communes: Sequence[Scored]) -> Iterator[Fault]:
    """Figures of tables whose formulas read the sheet of another commune than their line's."""
    owners = Owners([s.sheet for s in communes])
    for line in lines:
        if line.scored is None:
            continue
        for (code, _), figure in line.row.figures.items():
            if figure.formula is not None and figure.formula.sheets:
                others = _others(line.scored, figure.formula, line.table, owners)
                if others:
                    yield Fault(line.scored, code, figure, figure.formula, None, None, others, line)


def _others(scored: Scored, formula: Formula, source: ScoreSheet | CommuneTable, owners: Owners) -> tuple[str, ...]:
    """The other commune that a formula reads; none where it reads several, as a mean of all does."""
    if not formula.sheets and not formula.counted and not formula.against:
        return ()
    others = owners.others(scored.sheet, source.file, source.sheet, formula)
    return (others[0].commune.display,) if len(others) == 1 else ()


def _outline(scored: Scored, code: str) -> tuple[bool, bool]:
    """Which of a total's cells are blanks beside a heading."""
    row = scored.rows.get(code)
    if row is None:
        return False, False
    score, own = row.score, row.self_score
    return (
        score is not None and is_heading(scored, code, score),
        own is not None and is_heading(scored, code, own),
    )


class _Known:
    """Sheets of one shape share what is known of their formulas: offices copy one sheet for every commune."""

    def __init__(self) -> None:
        self._layouts: dict[object, _Layout] = {}

    def layout(self, scored: Scored) -> _Layout:
        """What is known of sheets shaped like this one."""
        if scored.twice or scored.unknown:
            return _Layout(scored)
        sheet = scored.sheet
        first = sheet.rows[0]
        shape = (
            sheet.loose,
            # a row's number, and the columns of the first one, tell where every figure stands
            tuple([(r.code, r.cell) for r in sheet.rows]),
            tuple(f.cell if f is not None else "" for f in (first.max_points, first.self_score, first.score)),
            tuple([_outline(scored, code) for code in scored.children]),
        )
        if shape not in self._layouts:
            self._layouts[shape] = _Layout(scored)
        return self._layouts[shape]


class _Layout:
    """The coverage of formulas on sheets of one shape."""

    def __init__(self, scored: Scored) -> None:
        self._scored = scored
        self._cells: SheetCells | None = None
        self._known: dict[tuple[str, Points, int], Coverage | None] = {}

    def coverage(self, scored: Scored, code: str, cell: str, formula: Formula, points: Points) -> Coverage | None:
        """Worked out once for every formula that several sheets share."""
        if formula.sheets:
            # a formula may name its own sheet, which is another one for each
            return SheetCells(scored).coverage(code, cell, formula, points)
        key = (cell, points, id(formula))
        if key not in self._known:
            self._known[key] = self._sheet_cells().coverage(code, cell, formula, points)
        return self._known[key]

    def _sheet_cells(self) -> SheetCells:
        if self._cells is None:
            self._cells = SheetCells(self._scored)
        return self._cells
