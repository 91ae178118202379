"""Puts the characters of a PDF's table cell together: upright or turned, footnote marks left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from .syllable import is_syllable

_RAISED = 0.8
"""A digit smaller than this share of its cell's letters is a footnote's mark."""
_NUMBER = re.compile(r"\d+[.,]?\d{0,2}")
_MARGIN = 5.7
"""Points that are left free at either side of a cell's text, unless somebody changes them: 2 mm."""
_MARKS = frozenset("0123456789()*[]")
_SAME_LINE = 0.5
"""Characters whose middles are no farther apart than this share of their size stand on one line."""
Char = dict[str, Any]


def text_of(chars: Sequence[Char], width: float) -> str:
    """The lines of a cell that is so wide; a word or number that did not fit into one line is put together again."""
    from pdfplumber.utils.text import extract_text

    kept = [c for c in chars if c["text"].strip()]
    if not kept:
        return ""
    if 2 * sum(1 for c in kept if not c["upright"]) > len(kept):
        return _turned([c for c in chars if not c["upright"]])
    largest = max(float(c["size"]) for c in kept)
    text = ""
    before: list[Char] = []
    for line in _lines([c for c in chars if not _is_mark(c, largest)]):
        told = str(extract_text(line)).strip()
        if told:
            broken = before and _is_full(before, line[0], width) and _is_one(text.rpartition("\n")[2], told)
            text += told if broken or not text else f"\n{told}"
            before = line
    return text


def _lines(chars: Sequence[Char]) -> list[list[Char]]:
    lines: list[list[Char]] = []
    for char in sorted(chars, key=middle):
        if lines and middle(char) - middle(lines[-1][0]) <= _SAME_LINE * float(char["size"]):
            lines[-1].append(char)
        else:
            lines.append([char])
    return [sorted(line, key=lambda c: float(c["x0"])) for line in lines]


def middle(char: Char) -> float:
    """How far down the page a character stands."""
    return float(char["top"] + char["bottom"]) / 2


def _is_full(line: Sequence[Char], following: Char, width: float) -> bool:
    """Whether not even the next character would have fitted into a line."""
    written = float(line[-1]["x1"] - line[0]["x0"])
    return written + float(following["x1"] - following["x0"]) > width - 2 * _MARGIN


def _is_one(line: str, following: str) -> bool:
    """Whether a line ends inside of a number or a syllable, which is broken only where it is too long for a line."""
    rest = following.split(" ")[0]
    if _NUMBER.fullmatch(line + rest):
        return True
    return not (line[-1:].islower() and rest[:1].isupper()) and is_syllable(line + rest)


def _is_mark(char: Char, largest: float) -> bool:
    return char["text"] in _MARKS and float(char["size"]) < _RAISED * largest


def _turned(chars: Sequence[Char]) -> str:
    """A text that runs upwards (lines from left to right) or downwards (from right to left)."""
    upwards = sum(1 if c["matrix"][1] > 0 else -1 for c in chars) > 0
    size = max(float(c["size"]) for c in chars)
    lines: list[list[Char]] = []
    for char in sorted(chars, key=lambda c: float(c["x0"])):
        if lines and float(char["x0"]) - float(lines[-1][0]["x0"]) < size / 2:
            lines[-1].append(char)
        else:
            lines.append([char])
    if not upwards:
        lines.reverse()
    return "\n".join(_line(line, upwards, size) for line in lines)


def _line(chars: Sequence[Char], upwards: bool, size: float) -> str:
    ordered = sorted(chars, key=lambda c: -float(c["bottom"]) if upwards else float(c["top"]))
    spaced = any(not c["text"].strip() for c in chars)
    text = ""
    before: Char | None = None
    for char in ordered:
        if before is not None and not spaced:
            gap = before["top"] - char["bottom"] if upwards else char["top"] - before["bottom"]
            text += " " if float(gap) > 0.2 * size else ""
        text += char["text"]
        before = char
    return text
