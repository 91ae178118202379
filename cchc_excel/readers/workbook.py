"""Reads one workbook: recognises what each sheet is by its content, and reads it."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..model.decision import CommuneTable
from ..model.facts import Contact, Fact, Remedy
from ..model.finding import Place
from ..model.group import Trouble
from ..model.score_sheet import ScoreSheet
from .code_cells import row_code
from .commune_table import find_columns, read_commune_table
from .grid import Grid, value_text
from .header import is_numbering
from .headings import Column, meaning
from .numerals import figure
from .score_sheet import partial_header, read_score_sheet, score_header
from .side_sheets import read_contacts, read_information, read_remedies


@dataclass(slots=True)
class Contents:
    """What one file holds; plain values, so that it passes between processes."""

    file: str
    sheets: list[ScoreSheet] = field(default_factory=list)
    tables: list[CommuneTable] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    remedies: list[Remedy] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    ignored: str = ""
    """Why the whole file was passed over, if it was."""

    @property
    def is_useful(self) -> bool:
        """Whether anything was recognised."""
        return bool(self.sheets or self.tables or self.facts or self.contacts or self.remedies)


def read_contents(file: str, grids: tuple[Grid, ...]) -> Contents:
    """Everything that is recognised in a workbook's sheets."""
    contents = Contents(file)
    left: list[Grid] = []
    for grid in grids:
        if not _read_score_sheet(grid, contents) and not _read_side_sheet(grid, contents):
            left.append(grid)
    for grid in left:
        _read_table(grid, contents)
    return contents


def _read_score_sheet(grid: Grid, contents: Contents) -> bool:
    header = score_header(grid)
    if header is None:
        return False
    sheet = read_score_sheet(grid, header)
    if sheet is None:
        if _coded_rows(grid) >= _FEW_ROWS:
            contents.troubles.append(_no_commune(grid))
            return True
        return False
    contents.sheets.append(sheet)
    return True


def _read_side_sheet(grid: Grid, contents: Contents) -> bool:
    remedies = read_remedies(grid)
    if remedies:
        contents.remedies.extend(remedies)
        return True
    contacts = read_contacts(grid)
    if contacts:
        contents.contacts.extend(contacts)
        return True
    facts = read_information(grid)
    if facts:
        contents.facts.extend(facts)
        return True
    return False


def _read_table(grid: Grid, contents: Contents) -> None:
    columns = find_columns(grid)
    table = read_commune_table(grid, columns, beside_scores=bool(contents.sheets)) if columns is not None else None
    if table is not None:
        contents.tables.append(table)
    elif _coded_rows(grid) >= (_FEW_ROWS if partial_header(grid) else _TREE_ROWS) and _is_numeric(grid):
        contents.troubles.append(_unclear(grid))


_TREE_ROWS = 6
"""So many rows with dotted codes make a score table without any heading that says so."""
_FEW_ROWS = 2
"""So many do under headings of one."""
_CODE_COLUMNS = 3


def _coded_rows(grid: Grid) -> int:
    """How many rows carry a sub-criterion's code in one of the first columns."""
    best = 0
    rows = [row for row in range(len(grid.rows)) if not is_numbering(grid, row)]
    for column in range(min(grid.width, _CODE_COLUMNS)):
        seen: set[str] = set()
        for row in rows:
            code = row_code(grid.value(row, column), seen)
            if code is not None and "." in code:
                seen.add(code)
        best = max(best, len(seen))
    return best


def _is_numeric(grid: Grid) -> bool:
    """Whether figures stand beside the codes."""
    rows = [r for r in range(len(grid.rows)) if any(figure(grid, r, c).is_stated for c in range(2, len(grid.rows[r])))]
    return len(rows) >= _FEW_ROWS


def _unclear(grid: Grid) -> Trouble:
    missing = ", ".join(f"“{c.value}”" for c in (Column.MAX, Column.SCORE) if not _has_heading(grid, c))
    what = f"trang tính giống bảng điểm nhưng không nhận ra cột {missing or '“Tiêu chí” hoặc “TT”'}"
    return Trouble(
        code="R02",
        place=Place(grid.file, grid.name, "A1"),
        what=what,
        way_out="Ghi rõ tiêu đề các cột: TT, Tiêu chí, Điểm tối đa, Điểm tự đánh giá, Điểm thẩm định, Chỉ số (%), Lý do trừ điểm",
    )


def _has_heading(grid: Grid, column: Column) -> bool:
    texts = {value_text(v) for row in grid.rows[:40] for v in row if isinstance(v, str) and 0 < len(v) < 80}
    return any(meaning([t], "score") is column for t in texts)


def _no_commune(grid: Grid) -> Trouble:
    return Trouble(
        code="R02",
        place=Place(grid.file, grid.name, "A1"),
        what="bảng điểm không cho biết là của xã, phường, thị trấn nào",
        way_out="Ghi tên đơn vị ở dòng phía trên bảng, ví dụ “Đơn vị: UBND xã Thanh Xá”, hoặc đặt tên trang tính là tên xã",
    )
