"""Who issues the summary: head block, symbol, place, signature and recipients, all from what the workbook says."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from ...model.audited import AuditedDistrict
from ...model.names import capitalised, composed, folded
from ..report.head import HEAD_POINTS, SHORT_NAME_MM, authority
from ..report.letter_width import width_mm
from ..report.wording import body_name, in_capitals

SHORTEST_NAME_MM = 31.2
"""Names narrower than this take a line of their own: the template's short line would be more than half of them."""
NAMELESS = "[Tên cơ quan thẩm định]"
"""Stands where nothing names the authority."""
PLACELESS = "[Địa danh]"
_BLANK, _SHORT_BLANK = " " * 5, " " * 2
_LONG_PLACE = 18
"""Characters beyond which a place leaves less room for the day and the month on its line."""

_LEVEL = re.compile(r"\s(?:tỉnh|thành phố|tp\.?|huyện|quận|thị xã|xã|phường|thị trấn)\s+(\S.*)$", re.IGNORECASE)
_SPELLED = re.compile(r"^(?:Ủy|Uỷ) ban nhân dân\b", re.IGNORECASE)
_LONGEST_SYMBOL = 12
_LINKING = frozenset({"va", "cua"})


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of body."""

    begins: tuple[str, ...]
    """How its folded name begins."""
    symbol: Callable[[str], str]
    """Its letters in a document's number, from its name."""
    capacity: str
    """ "TM. ỦY BAN NHÂN DÂN"; "" for a head who signs in his own right."""
    post: str
    filed: str
    """Who keeps a copy beside the clerk."""
    is_committee: bool = False


def _initials(text: str) -> str:
    """ "Nội vụ tỉnh Hải Dương" -> "NV", "Chỉ đạo CCHC" -> "CĐCCHC"."""
    words = _LEVEL.sub("", f" {composed(text)}").split()
    told = [w for w in words if folded(w) not in _LINKING and w[0].isalpha()]
    return "".join(w if w.isupper() and w.isalpha() else w[0].upper() for w in told)[:_LONGEST_SYMBOL]


_KINDS = (
    Kind(("ubnd", "uy ban nhan dan"), lambda _: "UBND", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "NV", True),
    Kind(("so",), lambda name: f"S{_initials(name.partition(' ')[2])}", "", "GIÁM ĐỐC", "CCHC"),
    Kind(("phong",), lambda name: _initials(name.partition(" ")[2]), "", "TRƯỞNG PHÒNG", "CCHC"),
    Kind(("ban",), lambda name: f"B{_initials(name.partition(' ')[2])}", "", "TRƯỞNG BAN", "CCHC"),
    Kind(("van phong",), lambda _: "VP", "", "CHÁNH VĂN PHÒNG", "CCHC"),
    Kind(("hoi dong",), lambda _: "HĐTĐ", "TM. HỘI ĐỒNG", "CHỦ TỊCH", "CCHC"),
)
_OTHER = Kind((), lambda _: "", "", "THỦ TRƯỞNG CƠ QUAN", "CCHC")


def kind_of(body: str) -> Kind:
    """What kind of body a name means."""
    name = folded(body) + " "
    return next((k for k in _KINDS if any(name.startswith(f"{b} ") for b in k.begins)), _OTHER)


def parent(district: AuditedDistrict) -> str:
    """The body above the authority inside a sentence; "" where the workbook gives none."""
    above = body_name(district.information.text("Cơ quan cấp trên", "Cơ quan chủ quản"))
    return "" if folded(above) == folded(authority(district)) else above


def head_values(district: AuditedDistrict) -> dict[str, object]:
    """The tags of the head and the foot."""
    body = authority(district)
    kind = kind_of(body)
    capitals = in_capitals(_in_head(body, kind, parent(district)) or NAMELESS)
    width = width_mm(capitals, HEAD_POINTS)
    place = composed(district.information.text("Địa danh") or "") or _place(body) or PLACELESS
    blank = _BLANK if len(place) <= _LONG_PLACE else _SHORT_BLANK
    return {
        "tieu_de": f"Báo cáo tổng hợp kết quả Chỉ số CCHC năm {district.year}",
        "nam": str(district.year),
        "co_quan_cap_tren": in_capitals(parent(district)),
        "ten_co_quan_in_hoa": capitals,
        "ten_co_quan": body or NAMELESS,
        "ten_rat_ngan": "x" if width < SHORTEST_NAME_MM else "",
        "ten_ngan": "x" if SHORTEST_NAME_MM <= width <= SHORT_NAME_MM else "",
        "ky_hieu": f"BC-{(kind.symbol(body) if body else '') or _BLANK}",
        "dia_danh": place,
        "ngay_thang_nam": f"ngày{blank}tháng{blank}năm {district.year + 1}",
        "tham_quyen": kind.capacity,
        "chuc_vu": kind.post,
        "noi_nhan": [*_received(district, body, kind), f"Lưu: VT, {kind.filed}."],
    }


def _in_head(body: str, kind: Kind, above: str) -> str:
    """An office under the body whose place it bears goes without it: "Sở Nội vụ" under "UBND tỉnh Hải Dương"."""
    found = _LEVEL.search(body)
    if kind.is_committee or found is None or not folded(above).endswith(folded(found[0])):
        return body
    return body[: found.start()]


def _place(body: str) -> str:
    """ "Thanh Hà" of "UBND huyện Thanh Hà"; "Quận 1" of "UBND quận 1", since a number alone names nothing."""
    found = _LEVEL.search(body)
    if found is None:
        return ""
    return capitalised(found[0].strip()) if found[1][0].isdigit() else found[1]


def _received(district: AuditedDistrict, body: str, kind: Kind) -> list[str]:
    above = parent(district)
    lines = [f"{above} (để báo cáo);"] if above else []
    if body:
        short = _SPELLED.sub("UBND", body)
        lines.append(f"Chủ tịch, các Phó Chủ tịch {short};" if kind.is_committee else f"Lãnh đạo {body};")
    lines.append(f"{committees(district)} (để thực hiện);")
    return lines


def committees(district: AuditedDistrict) -> str:
    """ "UBND các xã, thị trấn"; a lone commune by its name."""
    if len(district.communes) == 1:
        return f"UBND {district.communes[0].name.inline}"
    present = {c.name.kind for c in district.communes}
    if None in present:
        return "UBND cấp xã"
    kinds = [k for k in ("xã", "phường", "thị trấn", "đặc khu") if k in present]
    return f"UBND các {', '.join(kinds)}"
