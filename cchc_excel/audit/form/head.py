"""Tells the elements of a head from each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from .elements import Head
from .lines import Line

NATIONAL = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
_NATIONAL, _MOTTO = "cong hoa xa hoi chu nghia viet nam", "doc lap tu do hanh phuc"
_ALIKE = 0.75
_ASIDE = 12.0
"""Millimetres that lines of one column may be apart."""
_NUMBER = re.compile(r"so\b")
_DATE = re.compile(r"\bngay\b.*\bthang\b.*\bnam\b|\bngay\b.*[0-9]{4}$|\bthang\b.*\bnam\b [0-9]{4}$")
_KIND_OF_PLACE = ("xa ", "phuong ", "thi tran ", "huyen ", "tinh ", "thanh pho ", "quan ", "thi xa ", "dac khu ")
_BODIES = (
    "ubnd", "uy ban", "hdnd", "hoi dong", "so ", "phong ", "bo ", "ban ", "chi cuc", "cuc ", "tong cuc", "trung tam",
    "truong ", "van phong", "dang uy", "huyen uy", "tinh uy", "thanh tra", "cong an", "vien ", "benh vien", "cong ty",
    "doan ", "hoi ", "mat tran", "chinh phu", "kho bac", "ngan hang", "tinh ", "huyen ", "thanh pho ",
)  # fmt: skip
_CONTINUED = ("va ", "thuoc ")
_NOT_A_BODY = ("v v ", "ve viec ", "du thao", "mat", "toi mat", "hoa toc", "khan", "thuong khan")


def found_head(lines: Sequence[Line]) -> Head:
    """The elements of the head's lines."""
    rest = [line for line in lines if not line.is_filler]
    national = _alike(rest, _NATIONAL) or next((x for x in rest if x.plain.startswith("cong hoa xa hoi")), None)
    motto = _alike([x for x in rest if x is not national], _MOTTO)
    taken = [national, motto]
    place_date = next((x for x in rest if x not in taken and len(x.text) < 90 and _DATE.search(x.plain)), None)
    taken.append(place_date)
    number = next((x for x in rest if x not in taken and _is_number(x)), None)
    bodies = [x for x in rest if x not in (*taken, number) and _is_body(x, national, number)]
    groups = _groups(bodies)
    return Head(
        lines=tuple(lines), national=national, motto=motto, number=number, place_date=place_date,
        parent=tuple(x for group in groups[:-1] for x in group), issuing=tuple(groups[-1]) if groups else (),
    )  # fmt: skip


def letter_subject(head: Head) -> tuple[Line, ...]:
    """What a letter is about: "V/v ..." below its number, with the lines that go on below it in the same column."""
    taken = (head.national, head.motto, head.number, head.place_date, *head.parent, *head.issuing)
    rest = [x for x in head.lines if x not in taken and not x.is_filler and not x.text.startswith("(")]
    begin = next((i for i, x in enumerate(rest) if x.plain.startswith(("v v ", "ve viec "))), None)
    if begin is None:
        return ()
    first = rest[begin]
    return (first, *(x for x in rest[begin + 1 :] if _below(x, first)))


def _below(line: Line, above: Line) -> bool:
    own, its = line.paragraph.cell, above.paragraph.cell
    if own is not None or its is not None:
        return own is not None and its is not None and (own.table, own.column) == (its.table, its.column)
    return line.centre is not None and above.centre is not None and abs(line.centre - above.centre) <= _ASIDE


def _alike(lines: Sequence[Line], wanted: str) -> Line | None:
    best = max(lines, key=lambda x: _likeness(x, wanted), default=None)
    return best if best is not None and _likeness(best, wanted) >= _ALIKE else None


def _likeness(line: Line, wanted: str) -> float:
    return SequenceMatcher(None, line.plain[:80], wanted, autojunk=False).ratio()


def _is_number(line: Line) -> bool:
    return _NUMBER.match(line.plain) is not None and ("/" in line.text or ":" in line.text) and len(line.text) < 60


def _is_body(line: Line, national: Line | None, number: Line | None) -> bool:
    """Whether a line names a body: on the left, above the number, in letters."""
    if line.plain.startswith(_NOT_A_BODY) or len(line.plain) < 3 or line.text.startswith("("):
        return False
    if number is not None and line.paragraph.number > number.paragraph.number:
        return False
    if national is None:
        return True
    own, its = line.paragraph.cell, national.paragraph.cell
    if own is not None and its is not None and own.table == its.table:
        return own.column < its.column
    if line.centre is not None and national.centre is not None:
        return line.centre < national.centre - 10
    return line.paragraph.number < national.paragraph.number


def _groups(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of each body's name."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _continues(line, groups[-1][-1]):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _continues(line: Line, above: Line) -> bool:
    """Whether a line goes on with the name above: "XÃ THANH XÁ" below "ỦY BAN NHÂN DÂN", "VÀ ĐẦU TƯ" below "SỞ KẾ HOẠCH"."""
    if line.plain.startswith(_CONTINUED) or (
        above.plain == "uy ban nhan dan" and line.plain.startswith(_KIND_OF_PLACE)
    ):
        return True
    return not line.plain.startswith(_BODIES) and _is_bold(line) == _is_bold(above)


def _is_bold(line: Line) -> bool:
    return all(run.bold for run in line.letters)
