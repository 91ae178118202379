"""How much room text takes in Times New Roman: widths of its letters, and where its lines break."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from ...model.form import FormParagraph, FormRun

_LETTERS = "".join(map(chr, range(32, 127))) + "Đđ“”–…’"
_REGULAR = """250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500 500 500 500 500 500 500 500 278
278 564 564 564 444 921 722 667 667 722 611 556 722 722 333 389 722 611 889 722 722 556 722 667 556 611 722 722 944 722 722
611 333 278 333 469 500 333 444 500 444 500 444 333 500 500 278 278 500 278 778 500 500 500 500 333 389 278 500 500 722 500
500 444 480 200 480 541 722 500 444 444 500 1000 333"""
_BOLD = """250 333 555 500 500 1000 833 278 333 333 500 570 250 333 250 278 500 500 500 500 500 500 500 500 500 500 333 333
570 570 570 500 930 722 667 722 722 667 611 778 778 389 500 778 667 944 722 778 611 778 722 556 667 722 722 1000 722 722 667
333 278 333 581 500 333 500 556 444 556 444 333 500 556 278 333 556 278 833 556 500 556 556 444 389 333 556 500 722 500 500
444 394 220 394 520 722 556 500 500 500 1000 333"""
_ITALIC = """250 333 420 500 500 833 778 214 333 333 500 675 250 333 250 278 500 500 500 500 500 500 500 500 500 500 333 333
675 675 675 500 920 611 611 667 722 611 611 722 722 333 444 667 556 833 667 722 611 722 611 500 556 722 611 833 611 556 556
389 278 389 422 500 333 500 500 444 500 444 278 500 500 278 278 444 278 722 500 500 500 500 389 389 278 500 444 667 444 444
389 400 275 400 541 722 500 556 556 500 889 333"""
_WIDTHS = {
    name: dict(zip(_LETTERS, map(int, widths.split()), strict=True))
    for name, widths in (("regular", _REGULAR), ("bold", _BOLD), ("italic", _ITALIC))
}
"""In thousandths of the size."""
_OTHER = 500
_MM_PER_POINT = 25.4 / 72
SINGLE = 1.15
"""Height of a single line for a size of 1."""


def width(runs: Iterable[FormRun]) -> float:
    """Millimetres of runs set in one line."""
    return sum(_width(run.text, run) for run in runs)


def _width(text: str, look: FormRun) -> float:
    table = _WIDTHS["bold" if look.bold else "italic" if look.italic else "regular"]
    plain = unicodedata.normalize("NFD", text.replace("\u00a0", " ")) if not text.isascii() else text
    letters = (c for c in plain if not unicodedata.combining(c))
    return sum(table.get(c, _OTHER) for c in letters) * look.size / 1000 * _MM_PER_POINT


def broken(runs: Iterable[FormRun], room: float, first: float = 0.0) -> list[float]:
    """The width of each line that text makes in so much room; `first` is the first line's indent."""
    lines, used, gap = [], first, 0.0
    for word, look in _words(runs):
        if word == "\n":
            lines.append(used)
            used, gap = 0.0, 0.0
            continue
        if word.isspace():
            gap += _width(word, look)
            continue
        needed = _width(word, look)
        if used + gap + needed > room and used > 0:
            lines.append(used)
            used, gap = 0.0, 0.0
        used, gap = used + gap + needed, 0.0
    return [*lines, used]


def _words(runs: Iterable[FormRun]) -> Iterator[tuple[str, FormRun]]:
    for run in runs:
        word = ""
        for letter in run.text:
            if letter in " \t\n":
                if word:
                    yield word, run
                    word = ""
                yield letter, run
            else:
                word += letter
        if word:
            yield word, run


def height(paragraph: FormParagraph) -> float:
    """Millimetres that a paragraph takes on the page, spaces around included; 160 mm wide where nothing tells."""
    size = max((run.size for run in paragraph.runs), default=12.0)
    room = (paragraph.column_width or 160.0) - paragraph.left - paragraph.right
    count = len(broken(paragraph.runs, max(room, 10.0), max(paragraph.first, 0.0)))
    pitch = paragraph.line * size * SINGLE if paragraph.line_rule == "auto" else paragraph.line
    return (count * pitch + paragraph.before + paragraph.after) * _MM_PER_POINT
