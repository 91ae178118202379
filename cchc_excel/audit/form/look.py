"""What letters must look like, and in which words the difference is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .lines import Line
from .telling import Fault, number_text

_FITS = 1.02
_SLACK = 0.5
"""Millimetres, beside two in a hundred: how far the estimate of a line's width may be off."""
_OFF_CENTRE = 3.0
_INDENTED = 7.0
"""Millimetres: a centred line that a first line's indent of 1.27 cm pushes aside is still one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Sizes in points; None where either will do."""

    sizes: tuple[float, float]
    bold: bool | None = None
    italic: bool | None = False
    capitals: bool | None = None
    centred: bool = True
    one_line: bool = False
    left: bool = False


def faults(line: Line, what: str, look: Look, middle: float | None = None) -> Iterator[Fault]:
    """One fault with all that is wrong with a line; `middle` is where its column's middle lies, if known."""
    wrong = list(_wrong(line, look, middle))
    if wrong:
        yield Fault(
            paragraph=line.paragraph, what=what, quote=line.text, actual=", ".join(actual for actual, _ in wrong),
            expected=", ".join(expected for _, expected in wrong),
        )  # fmt: skip


def _wrong(line: Line, look: Look, middle: float | None) -> Iterator[tuple[str, str]]:
    if look.capitals is True and line.text != line.text.upper():
        yield "chữ in thường", "chữ in hoa"
    elif look.capitals is False and line.text == line.text.upper():
        yield "chữ in hoa", "chữ in thường"
    low, high = look.sizes
    off = sorted({run.size for run in line.letters if not low <= run.size <= high})
    if off:
        allowed = number_text(low) if low == high else f"{number_text(low)} đến {number_text(high)}"
        yield f"cỡ {', '.join(map(number_text, off))}", f"cỡ {allowed}"
    yield from _switch(look.bold, [run.bold for run in line.letters], ("đậm", "không đậm"))
    yield from _switch(look.italic, [run.italic for run in line.letters], ("nghiêng", "đứng"))
    if look.centred and not is_centred(line, middle):
        yield "không ở giữa", "canh giữa"
    if look.left and line.align in ("center", "right", "end"):
        yield "không sát lề trái", "canh trái"
    if look.one_line and line.room is not None and line.width > line.room * _FITS + _SLACK:
        yield (
            f"dài {number_text(line.width)} mm, chỗ chỉ rộng {number_text(line.room)} mm nên xuống dòng",
            "trọn trên một dòng",
        )


def _switch(wanted: bool | None, found: list[bool], names: tuple[str, str]) -> Iterator[tuple[str, str]]:
    if wanted is None or all(one == wanted for one in found):
        return
    yes, no = names
    partly = any(one == wanted for one in found)
    yield (f"có chỗ {no if wanted else yes}" if partly else no if wanted else yes), yes if wanted else no


def is_centred(line: Line, middle: float | None) -> bool:
    """Whether a line is centred, by its marks or as it is printed."""
    paragraph = line.paragraph
    if line.align == "":
        return True
    if line.align == "center":
        if line.centre is None or paragraph.column_width is None or paragraph.boxed is not None:
            return True
        if middle is not None and paragraph.cell is None:
            return abs(line.centre - middle) <= _INDENTED
        return abs(paragraph.left + paragraph.first - paragraph.right) / 2 <= _INDENTED
    if line.room is not None and line.width > line.room * _FITS:
        return False
    return line.centre is not None and middle is not None and abs(line.centre - middle) <= _OFF_CENTRE


def column_middle(line: Line | None) -> float | None:
    """The middle of the column a line stands in, from the left edge of the page's text; its own where it is centred."""
    if line is None:
        return None
    if line.paragraph.cell is not None and line.paragraph.column_width is not None:
        return line.paragraph.column_left + line.paragraph.column_width / 2
    return line.centre
