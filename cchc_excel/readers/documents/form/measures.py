"""Lengths and switches as Word writes them, in millimetres and points; nothing in them can make reading fail."""

from __future__ import annotations

import re

from lxml import etree

from ..word_xml import W

MM_PER_POINT = 25.4 / 72
MM_PER_TWIP = 25.4 / 1440
MM_PER_EMU = 25.4 / 914400
_LENGTH = re.compile(r"\s*([-+]?[0-9]{0,9}\.?[0-9]{0,9})\s*(mm|cm|in|pt|pc|pi|px)?\s*")
_POINTS = {"mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72.0, "pt": 1.0, "pc": 12.0, "pi": 12.0, "px": 0.75}
_OFF = ("0", "false", "off", "none", "no", "f")


def points(text: str | None, bare: float = 1 / 20) -> float | None:
    """A length in points; a number without a unit counts `bare` points. None for anything else."""
    found = _LENGTH.fullmatch(text or "")
    if found is None or not any(c.isdigit() for c in found[1]):
        return None
    return float(found[1]) * (_POINTS[found[2]] if found[2] else bare)


def millimetres(text: str | None, bare: float = 1 / 20) -> float | None:
    """The same in millimetres."""
    found = points(text, bare)
    return None if found is None else found * MM_PER_POINT


def value(parent: etree._Element | None, name: str, attribute: str = "val") -> str | None:
    """The attribute of a child such as w:jc; None where either is missing."""
    child = parent.find(W + name) if parent is not None else None
    return child.get(W + attribute) if child is not None else None


def is_off(text: str | None) -> bool:
    """Whether a switch's value turns it off; a switch without a value is on."""
    return text is not None and text.lower() in _OFF


def whole(text: str | None, default: int = 0) -> int:
    """A whole number of at most nine digits, else the default."""
    return int(text) if text and re.fullmatch(r"-?[0-9]{1,9}", text) else default
