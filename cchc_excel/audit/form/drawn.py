"""Finds the line that is drawn below an element, and compares its length with that of the text above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from ...model.form import DrawnLine, FormParagraph
from .elements import Layout
from .lines import Line
from .telling import Fault, number_text
from .times import broken

_BLANKS = 3
"""So many empty paragraphs may stand between an element and its line."""
_FILLED_BELOW = 2
_EMPTY_CELLS = 12
_BORDER_ASIDE, _SHAPE_ASIDE = 4.0, 8.0
"""Millimetres from the middle of the text."""
_WIDE = 0.4
"""Of the widest line: shorter ones, as a year left over, tell nothing."""
Bounds = tuple[float, float]
"""The shortest and longest line, as shares of the text's width."""


def line_fault(
    layout: Layout,
    what: str,
    above: Sequence[Line],
    middle: float | None,
    found: Sequence[DrawnLine],
    bounds: Bounds,
    expected: str,
) -> Iterator[Fault]:
    """At most one fault about the line below these lines of text, whose middle lies there. `expected` tells its length."""
    last = above[-1]
    widths = text_widths(above)
    fitting = [d for d in found if d.length is None or _fits(d.length, widths, bounds)]
    expected = f"có đường kẻ vẽ nét liền, {expected}"
    right = [d for d in fitting if d.solid]
    if any(not _is_aside(d, middle) for d in right):
        return
    if right:
        actual = "đường kẻ không ở giữa dòng chữ"
    elif fitting:
        actual = "đường kẻ dưới không phải nét liền"
    elif found:
        nearest = min(found, key=lambda d: abs((d.length or 0) - max(widths)))
        actual = f"đường kẻ dài {number_text(nearest.length or 0)} mm, dòng chữ dài {number_text(max(widths))} mm"
    elif any(run.underline for line in above for run in line.letters):
        actual = "gạch chân thay cho đường kẻ"
    elif _typed_below(layout, last.paragraph):
        actual = "dùng dãy dấu gạch thay cho đường kẻ"
    else:
        actual = "không có đường kẻ ở dưới"
    yield Fault(paragraph=last.paragraph, what=what, quote=last.text, actual=actual, expected=expected)


def _is_aside(line: DrawnLine, middle: float | None) -> bool:
    """Whether a line stands elsewhere than below the middle of its text; a shape's place is less certain."""
    slack = _SHAPE_ASIDE if line.kind == "shape" else _BORDER_ASIDE
    return line.centre is not None and middle is not None and abs(line.centre - middle) > slack


def _fits(length: float, widths: Sequence[float], bounds: Bounds) -> bool:
    return any(bounds[0] * width <= length <= bounds[1] * width for width in widths)


def text_widths(lines: Sequence[Line]) -> list[float]:
    """The width of each printed line."""
    widths: list[float] = []
    for line in lines:
        widths += broken(line.letters if len(line.letters) == 1 else line.runs, line.room or 1000.0)
    widest = max(widths, default=0.0)
    return [w for w in widths if w > 0 and w >= _WIDE * widest] or [1.0]


def borders_below(layout: Layout, line: Line) -> list[DrawnLine]:
    """Borders below a paragraph: its own, those of empty ones that follow, the next one's upper border."""
    found = [d for d in line.paragraph.lines if d.kind != "shape" and d.below]
    for paragraph in _following(layout, line.paragraph):
        found += [d for d in paragraph.lines if d.kind != "shape" and (paragraph.is_blank or not d.below)]
    return found or _cell_below(layout, line.paragraph)


def _following(layout: Layout, paragraph: FormParagraph) -> Iterator[FormParagraph]:
    """Empty paragraphs below in the same column, and the first one with text."""
    after = [p for p in layout.form.paragraphs if p.number > paragraph.number and p.cell == paragraph.cell]
    for one in after[:_BLANKS]:
        yield one
        if not one.is_blank:
            return


def _cell_below(layout: Layout, paragraph: FormParagraph) -> list[DrawnLine]:
    """What cells below draw above or below themselves: those of the next row, or of an empty table, where they hold no text."""
    cell = paragraph.cell
    own = [p for p in layout.form.paragraphs if cell and p.cell and p.cell.table == cell.table]
    below = [p for p in own if cell and p.cell and p.cell.row == cell.row + 1]
    return [
        d
        for p in (*below, *_empty_table(layout, paragraph))
        for d in p.lines
        if d.kind != "shape"
        and d.centre is not None
        and _in_column(d.centre, paragraph)
        and (p.is_blank or not d.below)
    ]


def _empty_table(layout: Layout, paragraph: FormParagraph) -> Iterator[FormParagraph]:
    """The cells of a table of its own that follows at once and holds nothing but lines."""
    own = paragraph.cell.table if paragraph.cell else 0
    after = (p for p in layout.form.paragraphs if p.number > paragraph.number)
    for one in islice(after, _EMPTY_CELLS):
        if not one.is_blank:
            return
        if one.cell is not None and one.cell.table != own:
            yield one


def _in_column(centre: float, paragraph: FormParagraph) -> bool:
    wide = paragraph.column_width
    return wide is None or paragraph.column_left - 1 <= centre <= paragraph.column_left + wide + 1


def shapes_near(layout: Layout, first: FormParagraph, last: FormParagraph) -> list[DrawnLine]:
    """Lines anchored in the paragraphs from one to another and in the few that follow."""
    after = [p for p in layout.form.paragraphs if p.number > last.number][: _BLANKS + _FILLED_BELOW]
    near = [p for p in layout.form.paragraphs if first.number <= p.number <= last.number]
    return [d for p in (*near, *after) for d in p.lines if d.kind == "shape"]


def _typed_below(layout: Layout, paragraph: FormParagraph) -> bool:
    following = next((p for p in _following(layout, paragraph) if p.text.strip()), None)
    return following is not None and set(following.text.strip()) <= set("-_–—─━=*.")
