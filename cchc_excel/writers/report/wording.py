"""Turns figures, names and an office's notes into the sentences of a Vietnamese report."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from ...model.audited import AuditedNode
from ...model.codes import is_numbered
from ...model.facts import Remedy
from ...model.names import capitalised, composed, folded, title_case
from ...model.numbers import Exact
from ...model.numbers import written as _written

NBSP = "\u00a0"
"""Keeps a number and its unit on one line."""
PLACEHOLDER = "[Đơn vị bổ sung biện pháp khắc phục]"

_BULLET = re.compile(r"^[-–+•*]\s+")
_BREAK = re.compile(r"[\n\v\f\r\x85\u2028\u2029]+")
_ISO_DATE = re.compile(r"^(20\d\d)-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?$")
_DATE = re.compile(r"^(?:ngày\s+)?(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(20\d\d)$", re.IGNORECASE)
_DATED = re.compile(r"\b(ngày)\s+(\d{1,2})(?:[/.-]|\s+tháng\s+)(\d{1,2})(?:[/.-]|\s+năm\s+)(20\d\d)\b", re.IGNORECASE)
_KEEP_CAPITAL = re.compile(
    r"(?:dang (?:uy|bo)|(?:pho )?chu tich|bi thu|chinh phu|thu tuong|nghi (?:dinh|quyet)|quyet dinh so|"
    r"thong tu|chi thi|luat|hien phap|uy ban|hoi (?:dong|lien|nong|cuu)|mat tran|doan thanh|quoc hoi|"
    r"(?:phong|so|bo) noi|bo phan tiep nhan)\b"
)
"""How names of bodies, posts and laws begin, which keep their capital inside a sentence."""
_LONGEST_KEPT = 60
"""Characters in which such a beginning is found."""
_LEVELS = re.compile(r"\b(Tỉnh|Thành Phố|Huyện|Quận|Thị Xã|Xã|Phường|Thị Trấn|Đặc Khu|(?<=Nội )Vụ)\b")
_ALWAYS = re.compile(r"thuong xuyen|hang |lien tuc|dinh ky|moi ")
_BY = re.compile(r"truoc |trong |den |cham nhat|ngay |cuoi |dau ")
_SPAN = re.compile(r"quy |thang |nam |tuan |\d")


def written(number: Exact) -> str:
    """`model.numbers.written`, remembered: one district's scores repeat in every report."""
    if isinstance(number, Decimal):
        return _decimal_written(number)
    return _ratio_written(number.numerator, number.denominator)


_decimal_written = lru_cache(maxsize=8192)(_written)


@lru_cache(maxsize=8192)
def _ratio_written(top: int, under: int) -> str:
    """By two integers: a fraction takes long to say which one it is."""
    return _written(Fraction(top, under))


@lru_cache(maxsize=8192)
def clean(text: str) -> str:
    """An office's note on one line: line breaks as "; ", bullets left out, no punctuation at the end."""
    stripped = (_BULLET.sub("", composed(line)).rstrip(" .;,:") for line in _BREAK.split(text))
    lines = [line for line in stripped if line]
    return "; ".join([*lines[:1], *map(soft, lines[1:])])


def sentence(text: str) -> str:
    """The text with a full stop, unless it ends a sentence by itself."""
    return text if text.endswith(("!", "?", "…")) else f"{text}."


@lru_cache(maxsize=8192)
def soft(text: str) -> str:
    """The text inside a sentence: a small first letter, unless its first word is a name or an abbreviation."""
    second = text.partition(" ")[2]
    if not text[:1].isupper() or not text[1:2].islower() or second[:1].isupper():
        return text
    return text if _KEEP_CAPITAL.match(folded(text[:_LONGEST_KEPT])) else text[0].lower() + text[1:]


@lru_cache(maxsize=1024)
def heading(name: str) -> str:
    """A criterion's name as a heading: not all in capitals, no punctuation at the end."""
    name = clean(name)
    return name[:1].upper() + name[1:].lower() if name.isupper() and " " in name else name


@lru_cache(maxsize=256)
def body_name(text: str | None) -> str:
    """An authority's name inside a sentence: "UBND HUYỆN THANH HÀ" -> "UBND huyện Thanh Hà"; "" for none."""
    text = clean(text or "")
    if not text.isupper():
        return text
    spelled = _LEVELS.sub(lambda m: m[1].lower(), title_case(text))
    return re.sub(r"^Ubnd\b", "UBND", re.sub(r"^Ủy Ban Nhân Dân\b", "Ủy ban nhân dân", spelled))


def in_capitals(body: str) -> str:
    """An authority's name for the head block: capitals, the common words abbreviated."""
    return re.sub(r"^(ỦY|UỶ) BAN NHÂN DÂN\b", "UBND", body.upper())


def counted(number: int | Exact, unit: str) -> str:
    """ "7 tiêu chí", "9,58 điểm", never broken after the number."""
    return f"{number if isinstance(number, int) else written(number)}{NBSP}{unit}"


def out_of(node: AuditedNode) -> str:
    """ "12,2/15 điểm"."""
    return f"{written(node.score)}/{counted(node.max_points, 'điểm')}"


def index_of(node: AuditedNode) -> str:
    """ ", chỉ số 81,33%"; "" where nothing can be scored."""
    return f", chỉ số {written(node.index)}%" if node.max_points else ""


def missing_of(node: AuditedNode) -> str:
    """ ", chưa đạt 9,58 điểm"; "" at full marks."""
    return f", chưa đạt {counted(node.deduction, 'điểm')}" if node.deduction > 0 else ""


def day_in(text: str) -> tuple[int, int, int] | None:
    """Day, month, year of a text that is a date and nothing else ("5/4/2023", "2023-04-05 00:00:00")."""
    text = composed(text)
    iso, usual = _ISO_DATE.match(text), _DATE.match(text)
    if iso:
        return int(iso[3]), int(iso[2]), int(iso[1])
    return (int(usual[1]), int(usual[2]), int(usual[3])) if usual else None


def two_digits(number: int, below: int) -> str:
    """With a leading 0 when it is less than `below`: 10 for days, 3 for months (Nghị định 30/2020/NĐ-CP)."""
    return f"{number:02}" if number < below else str(number)


def full_dates(text: str) -> str:
    """Days in the text written out: "ngày 5/4/2023" -> "ngày 05 tháng 4 năm 2023", number and unit never parted."""
    return _DATED.sub(lambda m: day_written(int(m[2]), int(m[3]), int(m[4]), m[1]), text)


def day_written(day: int, month: int, year: int, word: str = "ngày") -> str:
    """ "ngày 05 tháng 4 năm 2023"."""
    return f"{word}{NBSP}{two_digits(day, 10)} tháng{NBSP}{two_digits(month, 3)} năm{NBSP}{year}"


@lru_cache(maxsize=1024)
def date_written(text: str) -> str:
    """A day as offices write it: "5/4/2023" -> "05/4/2023"; any other text as it is."""
    day = day_in(text)
    return f"{two_digits(day[0], 10)}/{two_digits(day[1], 3)}/{day[2]}" if day else composed(text)


def until_when(text: str) -> str:
    """A deadline as a clause: "hoàn thành chậm nhất ngày 30/6/2023"; "" for none."""
    text = clean(text)
    day = day_in(text)
    if day:
        return f"hoàn thành chậm nhất {day_written(*day)}"
    text = full_dates(text)
    key = folded(text)
    if _ALWAYS.match(key):
        return f"thực hiện {soft(text)}"
    if _BY.match(key):
        return f"hoàn thành {soft(text)}"
    if _SPAN.match(key):
        return f"hoàn thành trong {text[0].lower()}{text[1:]}"
    return f"thời hạn: {soft(text)}" if text else ""


def assignment(remedy: Remedy | None) -> str:
    """Who does it and until when, as a sentence; "" when the remedy says neither."""
    return _assigned(remedy.who, remedy.until) if remedy else ""


@lru_cache(maxsize=1024)
def _assigned(whom: str, when: str) -> str:
    who, until = _people(whom), until_when(when)
    if who:
        doing = "chủ trì" if until.startswith("thực hiện") else "chủ trì thực hiện"
        return sentence(f"{capitalised(who)} {doing}{', ' if until else ''}{until}")
    return sentence(capitalised(until)) if until else ""


def _people(who: str) -> str:
    """ "Chủ tịch UBND; Công chức A; Công chức B" -> "Chủ tịch UBND, công chức A và công chức B".

    No line begins with the dash of "Tư pháp - Hộ tịch".
    """
    roles = [soft(role.strip()).replace(" - ", f"{NBSP}- ") for role in clean(who).split(";") if role.strip()]
    return " và ".join(filter(None, (", ".join(roles[:-1]), *roles[-1:])))


def reason_for(node: AuditedNode, remedy: Remedy | None) -> str:
    """The appraiser's reason, the noted shortcoming where there is none, else ""."""
    return clean(node.reason) or clean(remedy.shortcoming if remedy else "")


def deduction_sentence(node: AuditedNode, remedy: Remedy | None) -> str:
    """One deducted sub-criterion: its points and why they were lost."""
    subject = _named(node.code, node.name)
    points = f"đạt {out_of(node)}, bị trừ {counted(node.deduction, 'điểm')}"
    reason = reason_for(node, remedy)
    lead = "Nguyên nhân" if clean(node.reason) else "Tồn tại, hạn chế"
    return f"{subject}: {points}." + (f" {lead}: {sentence(soft(reason))}" if reason else "")


@lru_cache(maxsize=8192)
def _named(code: str, name: str) -> str:
    """ "Tiêu chí thành phần 1.1 “Kế hoạch CCHC năm”"."""
    name = clean(name)
    named = f" “{name}”" if name and "“" not in name else f" - {name}" if name else ""
    return f"{f'Tiêu chí thành phần {code}' if is_numbered(code) else 'Nội dung'}{named}"


def total_of(nodes: tuple[AuditedNode, ...]) -> Decimal:
    """The points lost at these nodes together, exact."""
    return sum((n.deduction for n in nodes), Decimal(0))
