"""Cells that should hold a number and hold something else, found in one walk for all rules about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..model import codes
from ..model.figures import Figure, Reading
from ..model.finding import Place
from ..model.score_sheet import ScoreRow
from .phrases import called, measured
from .recompute import Scored
from .table_row import TableRow

ODD = frozenset({Reading.TEXT, Reading.NOT_A_NUMBER, Reading.ERROR, Reading.NO_CACHE})
"""Readings that rules ask for; cells that are left empty are no matter by themselves."""


@dataclass(frozen=True, slots=True)
class OddCell:
    """Such a cell, of a score sheet or of a table of communes."""

    commune: str
    code: str
    what: str
    """"Ô điểm thẩm định của tiêu chí 1.1", "Quyết định: điểm tiêu chí 1"."""
    place: Place
    figure: Figure
    scored: Scored | None
    """None on a line that means no scored commune."""
    row: ScoreRow | None = None
    """The score sheet's row; None in a table of communes."""
    is_rank: bool = False
    """Whether it is the rank on a line of such a table."""


def odd_cells(communes: Iterable[Scored], lines: Iterable[TableRow]) -> dict[Reading, list[OddCell]]:
    """Every such cell by its reading; those of the score sheets first, commune by commune."""
    found: dict[Reading, list[OddCell]] = {reading: [] for reading in ODD}
    met: set[tuple[str, str, str]] = set()
    for scored in communes:
        for cell in _of_sheet(scored):
            # the maxima of a score matrix are every commune's
            where = cell.place.file, cell.place.sheet, cell.place.cell
            if where not in met:
                met.add(where)
                found[cell.figure.reading].append(cell)
    for line in lines:
        for cell in _of_line(line):
            found[cell.figure.reading].append(cell)
    return found


_COLUMNS = ("điểm tối đa", "điểm tự đánh giá", "điểm thẩm định", "chỉ số")


def _of_sheet(scored: Scored) -> Iterator[OddCell]:
    for row in scored.sheet.rows:
        for name, figure in zip(_COLUMNS, (row.max_points, row.self_score, row.score, row.index), strict=True):
            if figure is not None and figure.reading is not Reading.NUMBER and figure.reading in ODD:
                place = scored.sheet.place(figure.cell)
                what = f"Ô {name} của {called(row.code)}"
                yield OddCell(scored.display, row.code, what, place, figure, scored, row)


def _of_line(line: TableRow) -> Iterator[OddCell]:
    odd = [(code, measured(code, quantity), f) for (code, quantity), f in line.row.figures.items() if f.reading in ODD]
    rank = line.row.rank
    if rank is not None and rank.reading in ODD:
        odd.append((codes.TOTAL, "xếp hạng", rank))
    for code, what, figure in odd:
        place = line.table.place(figure.cell)
        yield OddCell(
            line.display, code, f"{line.source}: ô {what}", place, figure, line.scored, is_rank=figure is rank
        )
