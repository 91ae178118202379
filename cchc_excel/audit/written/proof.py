"""Proves quickly that a filled report states the audited figures; where it cannot, it only says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from ...model.audited import AuditedCommune, AuditedNode
from ...model.filled import FIGURE, FilledLine, FilledReport, FilledRow, FilledTable
from ...model.numbers import stands_for
from ...model.statement import Measure
from .comparison import exact_figure
from .naming import Naming
from .passages import goes_on
from .senses import Named, Sense, Senses, value_of
from .statements import Reader
from .tables import HEADER_ROWS, MEASURES, Columns, Row, column_kind, figures_in, is_sum, row_key, text_in, told_columns

_FEWEST_ROWS = 2
_FEWEST_FIGURES = 2
_PRINTED = Decimal("0.01")


class Proof:
    """Goes through one report as `statements.Reader` goes through any document, but builds nothing to tell of."""

    def __init__(self, senses: Senses, naming: Naming, year: int, commune: AuditedCommune) -> None:
        self._senses = senses
        self._naming = naming
        self._year = year
        self._nodes = commune.totals
        self._reader = Reader(naming, year)
        self._columns: Columns = {}
        self._pending: tuple[FilledLine, Sense] | None = None
        self._last: Sense | None = None
        self._measures: tuple[tuple[int, Measure], ...] = ()
        """The columns of figures in the table at hand."""
        self._names: tuple[int, ...] = ()
        """Its columns of codes and names."""
        self.is_sure = True
        """Whether every figure was understood and is right."""
        self.scores: set[str] = set()
        """The nodes whose scores are stated, and right."""
        self.losses: set[str] = set()
        """Likewise missing points."""

    def run(self, report: FilledReport) -> bool:
        """Whether every figure that the report states of a known node is the audited one."""
        for part in report.body:
            if isinstance(part, FilledTable):
                self._flush()
                self._table(part)
            else:
                for line, sense in self._senses.of(part):
                    self._line(line, sense)
        self._flush()
        return self.is_sure

    def _line(self, line: FilledLine, sense: Sense) -> None:
        pending = self._pending
        if pending is not None and self._last is not None and goes_on(self._last.edges, sense.edges):
            before, _ = pending
            line = FilledLine(f"{before.wording} {line.wording}", before.figures + line.figures)
            self._pending = line, self._senses.sense(line)
        else:
            self._flush()
            self._pending = line, sense
        self._last = sense

    def _flush(self) -> None:
        """Reads the passage that is complete now."""
        if self._pending is None:
            return
        (_, figures), sense = self._pending
        self._pending = None
        self._columns = {}
        if sense.outline is not None:
            self._reader.pass_over(sense.outline)
            return
        if not sense.is_sure:
            self.is_sure = False
        if sense.named is not None:
            self._named(sense.named, figures)
            return
        for told in self._reader.told(sense.passage, sense.text, sense.groups_with(figures)):
            stated = [(measure, value) for measure, _, value, _ in told.figures]
            node = self._nodes.get(told.key)
            if node is not None:
                for measure, value in stated:
                    self._compare(node, measure, value)
            elif not fits_any(stated, self._nodes.values()):
                self.is_sure = False

    def _named(self, groups: Sequence[Named], figures: Sequence[str]) -> None:
        """Reads a passage each of whose groups names its node."""
        for code, group, known in groups:
            node, maximum = self._nodes.get(code), None
            for measure, i, said in known:
                value = said if i is None else value_of(figures[i])
                if measure is Measure.MAX:
                    maximum = value
                if node is not None:
                    self._compare(node, measure, value)
            self._reader.take(code, group, maximum)

    def _compare(self, node: AuditedNode, measure: Measure, value: Decimal) -> None:
        exact = exact_figure(node, measure)
        # mostly it is plainly the exact figure, or that rounded
        if not (
            (isinstance(exact, Decimal) and (value == exact or value == exact.quantize(_PRINTED, ROUND_HALF_UP)))
            or stands_for(value, exact)
        ):
            self.is_sure = False
        elif measure is Measure.SCORE:
            self.scores.add(node.code)
        elif measure is Measure.MISSING:
            self.losses.add(node.code)

    def _table(self, table: FilledTable) -> None:
        self._reader.pass_table()
        own, first = told_columns([_texts(row) for row in table.rows[:HEADER_ROWS]], self._year)
        if own:
            self._columns = own
        elif _is_across(table, self._year):
            self.is_sure = False
            return
        if self._columns:
            kinds = self._columns.items()
            self._measures = tuple((column, MEASURES[kind]) for column, kind in kinds if kind in MEASURES)
            self._names = tuple(column for column, kind in kinds if kind in ("code", "name"))
            for row in table.rows[first:]:
                self._row(row)
        elif any(_may_state(text) for row in table.rows for text in _texts(row).values()):
            self.is_sure = False

    def _row(self, row: FilledRow) -> None:
        stated: list[tuple[Measure, Decimal]] = []
        for column, measure in self._measures:
            lines = row.get(column)
            if lines is not None:
                if len(lines) > 1 or lines[0].wording != FIGURE:
                    self._whole_row(_texts(row))
                    return
                stated.append((measure, value_of(lines[0].figures[0])))
        if stated:
            texts = {column: _text(row[column]) for column in self._names if column in row}
            self._stated(texts, stated)

    def _whole_row(self, row: Row) -> None:
        """Reads a row some of whose cells hold more than a number."""
        stated = [(measure, value) for measure, value, _ in figures_in(row, self._columns)]
        if stated:
            self._stated(row, stated)

    def _stated(self, row: Row, stated: Sequence[tuple[Measure, Decimal]]) -> None:
        code, name = text_in(row, self._columns, "code"), text_in(row, self._columns, "name")
        if is_sum(code, name):
            key = row_key(code, name, self._naming, dict(stated))
        else:
            key = self._senses.row_key(code, name)
            if key is None and code.strip().rstrip(".").isdecimal():
                # whether it numbers a criterion depends on all other rows
                self.is_sure = False
        node = self._nodes.get(key) if key else None
        if node is not None:
            for measure, value in stated:
                self._compare(node, measure, value)


def fits_any(stated: Sequence[tuple[Measure, Decimal]], nodes: Iterable[AuditedNode]) -> bool:
    """Whether a sentence that names no node that is known may speak of one; a lone figure is not enough to tell by."""
    return len(stated) < _FEWEST_FIGURES or any(
        all(stands_for(value, exact_figure(node, measure)) for measure, value in stated) for node in nodes
    )


def _text(lines: Sequence[FilledLine]) -> str:
    return lines[0].text if len(lines) == 1 else " ".join(line.text for line in lines)


def _texts(row: FilledRow) -> Row:
    return {column: _text(lines) for column, lines in row.items()}


def _is_across(table: FilledTable, year: int) -> bool:
    """Whether criteria may stand side by side."""
    heads = {_text(row[1]) for row in table.rows[1:] if 1 in row}
    return len({kind for text in heads if (kind := column_kind(text, year)) in MEASURES}) >= _FEWEST_ROWS


def _may_state(text: str) -> bool:
    """Whether a cell of a table without headings that are known may state points."""
    return "%" in text or "điểm" in text.lower()
