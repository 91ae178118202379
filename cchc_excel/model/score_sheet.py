"""A scoring sheet: one commune's table as its sheet states it."""

from __future__ import annotations

from dataclasses import dataclass

from .figures import Figure
from .finding import Place
from .names import CommuneName


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreRow:
    """One row that carries a code, or a total."""

    code: str
    """"T" for the grand total, the part's code for a part's total row."""
    name: str
    cell: str
    """The cell of the code (of the name where the code's cell is empty)."""
    repeats: bool = False
    """A total row under the table that states again what a part's row may state too."""
    max_points: Figure | None = None
    self_score: Figure | None = None
    score: Figure | None = None
    """The appraised score; None where the sheet has no such column."""
    index: Figure | None = None
    """In percent."""
    reason: str = ""
    """Why points were deducted, in the appraiser's words."""
    is_hidden: bool = False
    """Whether the sheet does not show the row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A text stated somewhere, as a grade."""

    text: str
    cell: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreSheet:
    """One commune's scores of one year."""

    file: str
    sheet: str
    commune: CommuneName
    commune_cell: str
    """Where the sheet names its commune; "" when only the tab does."""
    year: int | None
    authority: str | None
    """As the sheet or its workbook names it."""
    rows: tuple[ScoreRow, ...]
    loose: frozenset[str] = frozenset()
    """Cells with numbers in the columns of points that belong to no row of the tree."""
    uncounted: tuple[Label, ...] = ()
    """Rows with a maximum and a score that belong to no node, so that their points are not counted."""
    hidden_columns: tuple[str, ...] = ()
    """Columns of maxima and appraised scores that the sheet does not show, as "E"."""
    is_hidden: bool = False
    """Whether the tab itself is hidden."""
    rank: Figure | None = None
    grade: Label | None = None
    column: str = ""
    """The column of a score matrix that holds the appraised scores, as "F"; "" where the commune has a table of its own."""

    @property
    def source(self) -> str:
        """Where the table stands, as findings call it: "trang “Thanh Xá”", "cột F trang “Tổng hợp”"."""
        return f"cột {self.column} trang “{self.sheet}”" if self.column else f"trang “{self.sheet}”"

    def place(self, cell: str = "") -> Place:
        """A cell of this sheet."""
        return Place(self.file, self.sheet, cell)


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeSheet:
    """A sheet that lays down the scheme: its rows have maxima and no scores."""

    file: str
    sheet: str
    year: int | None
    """None where only the paper that lays it down is dated."""
    authority: str | None
    rows: tuple[ScoreRow, ...]

    def place(self, cell: str = "") -> Place:
        """A cell of this sheet."""
        return Place(self.file, self.sheet, cell)
