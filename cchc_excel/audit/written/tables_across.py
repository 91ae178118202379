"""Reads what a table states whose criteria stand side by side: a row of maxima, a row of scores, a row of indices."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model import codes
from ...model.statement import Measure, Statement
from .naming import Naming, tidy_name
from .passages import Passage, TablePassage
from .plain import Squeezed
from .tables import MEASURES, column_kind, figures_of

_CODE = re.compile(r"^\d{1,2}(?:\.\d{1,2}){0,4}$")
_FEWEST_ROWS = 2
_SUM = re.compile(r"^(?:tổng|cộng)", re.IGNORECASE)


def across_statements(table: TablePassage, naming: Naming, year: int | None, local: str) -> Iterator[Statement]:
    """One statement per column; none where the rows do not begin with what they measure."""
    rows = {kind: row for row in table.rows[1:] if 1 in row and (kind := column_kind(row[1].text, year)) in MEASURES}
    if len(rows) < _FEWEST_ROWS or not table.rows:
        return
    for column, head in table.rows[0].items():
        if column == 1:
            continue
        figures = [f for kind in rows for f in figures_of(rows[kind], {column: kind})]
        if figures:
            yield Statement(
                key=_key(head, naming, {f.measure for f in figures}) or f"{local}.{column}",
                name=tidy_name(head.text),
                label=head.text,
                is_group=bool(_SUM.match(head.text)),
                figures=tuple(figures),
            )


def _key(head: Passage, naming: Naming, measures: set[Measure]) -> str | None:
    code = head.text.strip().rstrip(".")
    if _CODE.match(code):
        return code if naming.scheme is None or code in naming.scheme else None
    text = Squeezed(head.text)
    subject = naming.subject(text, 0, len(text.text))
    if subject is not None:
        return subject.code
    return codes.TOTAL if _SUM.match(head.text) and Measure.SCORE in measures else None
