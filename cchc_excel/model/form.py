"""The form of a Word document as it is printed: pages, paragraphs, letters, drawn lines; what styles say is worked out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRun:
    """Letters of one look. Sizes in points."""

    text: str
    """With tabs and line breaks as they are; hidden and deleted text left out."""
    fonts: tuple[str, ...] = ()
    """Typefaces of its letters; unaccented and accented ones may differ. Empty for blanks."""
    size: float = 10.0
    bold: bool = False
    italic: bool = False
    underline: bool = False
    colour: str = ""
    """Six hexadecimal digits; "" where it follows the paper (black)."""
    field: str = ""
    """The instruction, in capitals, of the page number field whose value it shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnLine:
    """A line that is drawn, not typed. Lengths in millimetres."""

    kind: str
    """ "border" of the paragraph, "cell" border, "shape" anchored in it."""
    length: float | None
    below: bool = True
    """Whether a border runs below its paragraph's text, not above it."""
    solid: bool = True
    centre: float | None = None
    """From the left edge of the page's text; None where it cannot be told."""


@dataclass(frozen=True, slots=True)
class TabStop:
    """Where a tab leads: its kind ("left", "center", "right", ...) and place from the column's left edge, in mm."""

    kind: str
    at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FormCell:
    """The table cell around a paragraph; numbers from 1. Lengths in millimetres."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FormParagraph:
    """One paragraph. Indents and places in millimetres, spacing in points."""

    number: int
    """1-based, as `cchc check` counts; 0 in headers and footers."""
    runs: tuple[FormRun, ...] = ()
    align: str = "left"
    """ "left", "center", "right", "both" or another of Word's words."""
    left: float = 0.0
    right: float = 0.0
    first: float = 0.0
    """First line beyond the left indent; negative where it hangs."""
    before: float = 0.0
    after: float = 0.0
    line: float = 1.0
    """Times the single line, or points unless `line_rule` is "auto"."""
    line_rule: str = "auto"
    keep_next: bool = False
    tabs: tuple[TabStop, ...] = ()
    label: str = ""
    """What automatic numbering puts in front, "-" for any bullet."""
    lines: tuple[DrawnLine, ...] = ()
    cell: FormCell | None = None
    section: int = 0
    boxed: str | None = None
    """How the text box or frame around it stands ("center", "" where it cannot be told); None outside of boxes."""
    column_left: float = 0.0
    """Left edge of its column from the left edge of the page's text."""
    column_width: float | None = None
    """Inside of the cell's margins; None where the width follows the content."""
    breaks: bool = False
    """Whether a page begins with it."""
    pictured: bool = False
    """Whether it holds a picture or chart."""

    @property
    def text(self) -> str:
        """All its letters, without automatic numbers."""
        return "".join(run.text for run in self.runs)

    @property
    def is_blank(self) -> bool:
        """Whether it shows nothing; it may still have drawn lines."""
        return not self.pictured and not any(run.text.strip() for run in self.runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMargin:
    """The text in the top or bottom margin of a section's pages."""

    kind: str
    """Of pages: "first", "default" or "even"."""
    paragraphs: tuple[FormParagraph, ...]

    @property
    def numbers(self) -> Iterator[tuple[FormParagraph, FormRun]]:
        """Each page number with its paragraph."""
        return ((p, run) for p in self.paragraphs for run in p.runs if run.field)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSection:
    """Pages of one layout. Lengths in millimetres."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    """Margins; the gutter is part of them."""
    title_page: bool = False
    """Whether its first page has a header of its own."""
    new_page: bool = True
    number_format: str = "decimal"
    number_start: int | None = None
    headers: tuple[PageMargin, ...] = ()
    """Those in use, inherited ones included."""
    footers: tuple[PageMargin, ...] = ()

    @property
    def text_width(self) -> float:
        """Between the margins."""
        return self.width - self.left - self.right


@dataclass(frozen=True, slots=True, kw_only=True)
class FormTable:
    """A table; its number is that of `FormCell`."""

    number: int
    rows: int
    columns: int
    header_rows: int
    """Rows at its top that are repeated on every page."""
    breaking_rows: int
    """Rows that a page's end may cut."""
    ruled: bool
    """Whether lines part its cells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentForm:
    """A whole document."""

    file: str
    sections: tuple[FormSection, ...]
    paragraphs: tuple[FormParagraph, ...]
    tables: tuple[FormTable, ...] = ()
    summed_spacing: bool = False
    """Whether spaces after one and before the next paragraph add up; else the larger one counts."""
    default_tab: float = 12.7
