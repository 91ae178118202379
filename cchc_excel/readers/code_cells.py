"""Reads the codes of rows: "1.1", "1.1.", 1.1 typed as a number, "Phần A", "II", and what total rows total."""

from __future__ import annotations

import re

from ..model import codes
from ..model.names import composed, folded
from ..model.numbers import from_cell, plain
from .grid import CellValue

_DOTTED = re.compile(
    r"^(?:(?:tiêu chí|tc|tctp|mục)\s*)?([0-9]{1,3}(?:\s*[.,]\s*[0-9]{1,3}){0,5})\s*[.)]?$", re.IGNORECASE
)
_PART = re.compile(r"^(?:(?:PHẦN|[Pp]hần)\s+)?(?:thứ\s+)?([A-H]|I{1,3}|IV|V|VI{0,2})\s*[.)/:]?$")
_ROMANS = {"I": "A", "II": "B", "III": "C", "IV": "D", "V": "E", "VI": "F", "VII": "G"}
_LEADING = re.compile(r"^([0-9]{1,3}(?:\.[0-9]{1,3}){0,5})\s*[.):]?\s+(\S.*)$")
_LEADING_PART = re.compile(r"^(?:PHẦN|Phần)\s+([A-H]|I{1,3}|IV|V)\s*[.:–-]?\s+(\S.*)$")
_TOTAL = re.compile(r"^(?:tong|cong)\b(.*)$")
_TOTAL_FILLERS = frozenset(
    [
        "diem",
        "cong",
        "so",
        "cac",
        "cua",
        "phan",
        "muc",
        "tieu",
        "chi",
        "chung",
        "toan",
        "bo",
        "danh",
        "gia",
        "tham",
        "dinh",
        "cchc",
        "dat",
        "duoc",
        "tong",
    ]
)


def row_code(value: CellValue, seen: set[str]) -> str | None:
    """The code in a code cell; None when it holds none. `seen` are the codes above it."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _number_code(value, seen)
    if not isinstance(value, str):
        return None
    text = composed(value)
    dotted = _DOTTED.match(text)
    if dotted:
        return ".".join(str(int(n)) for n in re.split(r"[.,]", dotted[1].replace(" ", "")))
    part = _PART.match(text)
    return _ROMANS.get(part[1], part[1]) if part else None


def _number_code(value: float, seen: set[str]) -> str | None:
    """1.1 is "1.1" the first time; after "1.9" it can only be "1.10"."""
    if value <= 0 or value >= 1000:
        return None
    code = plain(from_cell(value))
    if not codes.is_numbered(code):
        return None
    parent, _, last = code.rpartition(".")
    if code in seen and parent and len(last) == 1 and f"{parent}.{int(last) * 10 - 1}" in seen:
        return f"{parent}.{int(last) * 10}"
    return code


def leading_code(text: str) -> tuple[str, str] | None:
    """("1.1", "Kế hoạch ...") for a name cell that begins with its code."""
    found = _LEADING.match(composed(text))
    if found:
        return found[1], found[2]
    part = _LEADING_PART.match(composed(text))
    return (_ROMANS.get(part[1], part[1]), part[2]) if part else None


def totalled(text: str) -> str | None:
    """Which node a total row totals: "Tổng điểm", "Cộng (A+B)" -> "T"; "Cộng phần A" -> "A"; None if it is no total row."""
    found = _TOTAL.match(folded(text))
    if not found:
        return None
    rest = [word for word in found[1].split() if word not in _TOTAL_FILLERS]
    if not rest:
        return codes.TOTAL
    nodes = [_ROMANS.get(w.upper(), w.upper()) for w in rest]
    if all(codes.is_part(n) for n in nodes):
        return nodes[0] if len(nodes) == 1 else codes.TOTAL
    if len(nodes) == 1 and codes.is_numbered(nodes[0]):
        return nodes[0]
    return None
