"""Understands the lines of the information sheet that lay down how a sheet is to be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from ...model.facts import Fact
from ...model.group import Trouble
from ...model.names import CommuneName, commune_name, composed, folded
from ...model.understanding import Role
from ..grid import position
from .pins import Kind, Pin, is_known

MAX_PINS = 500
_MAX_ROW = 1_048_576
_SHEET = re.compile(r"^(.+?)\s*([(\[,:–-]?)\s*\b(?:trang tính|trang|sheet|tab)\s+(\S.*)$", re.IGNORECASE)
_QUOTES = " “”\"'‘’"
_COMMUNE_KEYS = frozenset({"don vi", "ten don vi", "xa", "phuong", "xa phuong", "thi tran"})
_HEADER_KEYS = frozenset({"dong tieu de", "hang tieu de", "dong tieu de bang", "tieu de"})
_FIRST_KEYS = frozenset({"dong dau", "dong dau tien", "dong bat dau", "hang dau"})
_LAST_KEYS = frozenset({"dong cuoi", "dong cuoi cung", "dong ket thuc", "hang cuoi"})
_ROLE_KEYS = frozenset({"vai tro", "vai tro trang", "loai trang"})
_ROLES = {
    Role.LEFT_OUT: ("bo qua", "khong doc", "khong dung", "bo"),
    Role.SCORES: ("bang diem", "bang cham diem", "phieu diem", "phieu cham diem"),
    Role.MATRIX: ("ma tran diem", "ma tran", "bang ma tran"),
    Role.SCHEME: ("bo tieu chi", "bo chi so", "khung tieu chi"),
    Role.DECISION: ("quyet dinh", "bang quyet dinh", "phu luc quyet dinh", "quyet dinh cong bo"),
    Role.SUMMARY: ("tong hop", "bang tong hop"),
    Role.INFORMATION: ("thong tin",),
    Role.CONTACTS: ("danh ba", "lien he"),
    Role.REMEDIES: ("bien phap", "bien phap khac phuc"),
}
ROLE_NAMES = "bảng điểm, ma trận điểm, bộ tiêu chí, quyết định, tổng hợp, danh bạ, biện pháp, bỏ qua"
"""What may be put beside "Vai trò"."""
_NO_COLUMN = frozenset({"khong", "khong co", "bo qua", "khong dung"})
_COLUMN = re.compile(r"^(?:cột\s+)?([A-Z]{1,3})$", re.IGNORECASE)
_DATE = re.compile(r"^(\d{1,2})/(\d{1,2})/\d{4}$")


def as_pin(fact: Fact) -> Pin | str | None:
    """A line as a pin; None when it is none; why it cannot be followed, a Vietnamese clause, when it tries to be one.

    Its `sheet` is what the key says, not yet a tab's name.
    """
    what, sheet = _parted(fact.key)
    kind, heading = _kind(what)
    if kind is None or (kind is Kind.COMMUNE and not sheet and not _names_a_kind(fact.value)):
        return None
    try:
        value = _VALUES[kind](fact.value)
    except ValueError as error:
        return str(error)
    if kind is Kind.COLUMN and not is_known(heading):
        return f"không hiểu “{heading}” là cột nào"
    return Pin(kind, heading, sheet, fact, value)


def _parted(key: str) -> tuple[str, str]:
    """What is pinned, and the tab that the key names."""
    found = _SHEET.match(composed(key))
    if not found or _kind(found[1])[0] is None:
        return composed(key), ""
    sheet = found[3][:-1] if found[2] in ("(", "[") and found[3][-1] in ")]" else found[3]
    return found[1], sheet.strip(_QUOTES)


def _kind(what: str) -> tuple[Kind | None, str]:
    words = folded(what)
    if words.startswith("cot ") and len(words) > 4:
        return Kind.COLUMN, composed(what).partition(" ")[2]
    for kind, keys in (
        (Kind.ROLE, _ROLE_KEYS),
        (Kind.COMMUNE, _COMMUNE_KEYS),
        (Kind.HEADER, _HEADER_KEYS),
        (Kind.FIRST, _FIRST_KEYS),
        (Kind.LAST, _LAST_KEYS),
    ):
        if words in keys:
            return kind, ""
    return None, ""


def _names_a_kind(text: str) -> bool:
    named = commune_name(text)
    return named is not None and named.kind is not None


def _role(text: str) -> Role:
    words = folded(text)
    for role, names in _ROLES.items():
        if words in names:
            return role
    raise ValueError(f"không hiểu vai trò “{text[:40]}” (chọn: {ROLE_NAMES})")


def _commune(text: str) -> CommuneName:
    named = commune_name(text)
    if named is None:
        raise ValueError(f"“{text[:40]}” không phải tên đơn vị")
    return named


def _rows(text: str) -> tuple[int, int]:
    """Rows from 0. Excel turns "5-6" into a date, whose day and month still tell both rows."""
    date = _DATE.match(text)
    numbers = sorted(map(int, date.groups())) if date else [int(n) for n in re.findall(r"\d{1,7}", text)]
    if not 1 <= len(numbers) <= 2 or numbers != sorted(numbers) or not 1 <= numbers[0] <= numbers[-1] <= _MAX_ROW:
        raise ValueError(f"“{text[:40]}” không phải số thứ tự dòng")
    return numbers[0] - 1, numbers[-1] - 1


def _column(text: str) -> tuple[int, int] | None:
    if folded(text) in _NO_COLUMN:
        return None
    found = _COLUMN.match(composed(text))
    if not found:
        raise ValueError(f"“{text[:40]}” không phải chữ cái của cột (ví dụ F)")
    column = position(f"{found[1]}1")[1]
    return column, column


_VALUES: dict[Kind, Callable[[str], Role | CommuneName | tuple[int, int] | None]] = {
    Kind.ROLE: _role,
    Kind.COMMUNE: _commune,
    Kind.HEADER: _rows,
    Kind.FIRST: _rows,
    Kind.LAST: _rows,
    Kind.COLUMN: _column,
}


def trouble(fact: Fact, why: str) -> Trouble:
    """A pin that cannot be followed."""
    return Trouble(
        code="R14",
        place=fact.place,
        what=f"dòng “{fact.key[:60]}” không làm theo được: {why}",
        way_out="Sửa lại ô này hoặc bỏ dòng đó; xem các trang, các cột của tệp bằng lệnh: cchc inspect TỆP",
    )


def parted(facts: Iterable[Fact]) -> tuple[list[Fact], list[Pin], list[Trouble]]:
    """The facts that are none, the pins, and those that cannot be understood."""
    plain: list[Fact] = []
    pins: list[Pin] = []
    troubles: list[Trouble] = []
    for fact in facts:
        pin = as_pin(fact) if len(pins) < MAX_PINS else None
        if isinstance(pin, Pin):
            pins.append(pin)
        elif isinstance(pin, str):
            troubles.append(trouble(fact, pin))
        else:
            plain.append(fact)
    return plain, pins, troubles
