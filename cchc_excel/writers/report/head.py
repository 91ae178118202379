"""What stands at the head and the foot of a report: bodies, number, place, date, recipients."""

from __future__ import annotations

from ...model.audited import AuditedCommune, AuditedDistrict
from ...model.names import CommuneName, composed, folded
from .deadlines import day_in, two_digits
from .letter_width import width_mm
from .wording import body_name, in_capitals

HEAD_POINTS = 12
"""Size of the issuing body's name in the template."""
TINY_NAME_MM, SHORT_NAME_MM = 31.2, 46.7
"""The template's three lines are 1/3 to 1/2 of names up to these widths, and of wider ones."""
_BLANK = "     "
_COMMITTEE = ("ubnd", "uy ban nhan dan")


def unit(commune: CommuneName) -> str:
    """The People's Committee in short: "UBND xã"."""
    return f"UBND {commune.kind or commune.name}"


def full_unit(commune: CommuneName) -> str:
    """ "UBND xã Thanh Xá"."""
    return f"UBND {commune.inline}"


def authority(district: AuditedDistrict) -> str:
    """The appraising authority inside a sentence; "" where nothing names it."""
    return body_name(district.information.authority or district.authority)


def parent_body(district: AuditedDistrict) -> str:
    """The People's Committee above the commune: the authority, or the body above it where that is an office; or ""."""
    above_authority = body_name(district.information.text("Cơ quan cấp trên", "Cơ quan chủ quản"))
    committees = (b for b in (authority(district), above_authority) if folded(b).startswith(_COMMITTEE))
    return next(committees, "")


def reported_to(district: AuditedDistrict) -> list[str]:
    """Bodies that receive the report: the authority, and the parent body where it is another one."""
    bodies = {folded(b): b for b in (authority(district), parent_body(district)) if b}
    return list(bodies.values())


def head_values(district: AuditedDistrict, commune: AuditedCommune) -> dict[str, object]:
    """The tags of the head block."""
    name = commune.name
    capitals = full_unit(name).upper()
    width = width_mm(capitals, HEAD_POINTS)
    return {
        "tieu_de": f"Báo cáo khắc phục Chỉ số CCHC năm {district.year} - {name.display}",
        "nam": str(district.year),
        "co_quan_cap_tren": in_capitals(parent_body(district)),
        "ten_don_vi_in_hoa": capitals,
        "ten_don_vi": full_unit(name),
        "ten_don_vi_day_du": f"Ủy ban nhân dân {name.inline}",
        "don_vi": unit(name),
        "ten_xa": name.inline,
        "ten_rat_ngan": "x" if width <= TINY_NAME_MM else "",
        "ten_ngan": "x" if width <= SHORT_NAME_MM else "",
        "so_van_ban": _number(_own_fact(commune, "so bao cao")),
        "dia_danh": _own_fact(commune, "dia danh") or _place(name),
        "ngay_thang_nam": _date(_own_fact(commune, "ngay bao cao"), district.year + 1),
    }


def _own_fact(commune: AuditedCommune, key: str) -> str:
    """What the contacts sheet says about this commune; "" for nothing."""
    return composed(commune.contact.facts.get(key, "")) if commune.contact else ""


def _place(name: CommuneName) -> str:
    """The proper name; with its kind where it is a number ("Phường 5")."""
    return name.display if name.name[:1].isdigit() else name.name


def _number(text: str) -> str:
    """ "7/BC-UBND" -> "07"; blanks for the clerk where there is none."""
    number = text.partition("/")[0].removeprefix("Số").strip(" :")
    return two_digits(int(number), 10) if number.isdecimal() else number or _BLANK


def _date(text: str, year: int) -> str:
    """ "ngày 05 tháng 4 năm 2023"; day and month blank where the sheet gives no date."""
    given = day_in(text)
    if given is None:
        return f"ngày{_BLANK}tháng{_BLANK}năm {year}"
    return f"ngày {two_digits(given[0], 10)} tháng {two_digits(given[1], 3)} năm {given[2]}"
