"""What the lines above a table say: the year, the authority, the commune."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..model.names import CommuneName, commune_name, composed, title_case
from .grid import Grid, Position

_YEAR = re.compile(r"(?<!tháng\s)(?<!tháng)\bnăm\s+(20\d\d)\b", re.IGNORECASE)
_DATED = re.compile(r"tháng\s+\S+\s+năm\s+20\d\d", re.IGNORECASE)
_OTHER_PAPER = re.compile(r"kế hoạch|quyết định|công văn|thông báo|nghị quyết|nghị định|thông tư", re.IGNORECASE)
_AREA = r"(huyện|thị xã|thành phố|quận|tỉnh|tp\.?)"
_AUTHORITY = re.compile(
    rf"(?:ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|UBND|HỘI ĐỒNG THẨM ĐỊNH|PHÒNG NỘI VỤ|SỞ NỘI VỤ)\s+{_AREA}\s+(.+)$",
    re.IGNORECASE,
)
_NAME_END = re.compile(
    r"\s*(?:[,;:().\n]|\s[-–]\s*(?:năm|huyện|tỉnh|thành phố|thị xã|điểm|quận)\b|\bnăm\s+\d|\bhuyện\b|\btỉnh\b|\bthành phố\b"
    r"|\bthị xã\b|\bquận\b|\bquý\s+(?:I{1,3}|IV|[1-4])\b|\bkèm theo\b|\bvề\s|\bcủa\s).*$",
    re.IGNORECASE,
)
_COMMUNE = re.compile(r"(?<!\w)(xã|phường|thị trấn|TT\.|X\.|P\.)\s*(?=\S)", re.IGNORECASE)
_NOT_ONE_COMMUNE = re.compile(
    r"(?:\b(?:cấp|các|những|mọi|từng|thị|\d+)|\b(?:xã|phường)\s*(?:,|và|-|–|/))\s*$", re.IGNORECASE
)
_NOT_A_NAME = re.compile(
    r"^(?:hội (?:chủ nghĩa|học|hóa|hoá)|tự (?:chấm|đánh giá)|chấm|thuộc|trên|của|trong|theo|trực thuộc|được|năm \d)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^(?:tên\s+)?(?:đơn vị|xã|phường|địa phương)\s*(?:được\s+\w+\s+\w+)?\s*:\s*(.+)$", re.IGNORECASE)


def lines_above(grid: Grid, row: int) -> list[tuple[Position, str]]:
    """Every line of text above `row`, with its position; a cell may hold several lines."""
    found: list[tuple[Position, str]] = []
    for r in range(min(row, len(grid.rows))):
        for c, value in enumerate(grid.rows[r]):
            if isinstance(value, str):
                found.extend(((r, c), composed(line)) for line in value.splitlines() if line.strip())
    return found


def year_in(texts: Iterable[str]) -> int | None:
    """The scored year: "năm 2022", but not the one of a date, nor of a plan or decision where another line names one."""
    found: list[tuple[bool, int]] = []
    for text in texts:
        text = _DATED.sub("", composed(text))
        found.extend((bool(_OTHER_PAPER.search(text[: m.start()])), int(m[1])) for m in _YEAR.finditer(text))
    return min(found, key=lambda f: f[0])[1] if found else None


def authority_in(texts: Iterable[str]) -> str | None:
    """The People's Committee of a district or province that is named: "UBND huyện Thanh Hà".

    Where both stand, the district appraises and the province is the body above it.
    """
    named: list[tuple[bool, str]] = []
    for text in texts:
        found = _AUTHORITY.search(composed(text))
        name = _NAME_END.sub("", found[2]).strip() if found else ""
        if found and name:
            kind = "thành phố" if found[1].lower().startswith("tp") else found[1].lower()
            named.append((kind == "tỉnh", f"UBND {kind} {title_case(name) if name.isupper() else name}"))
    return min(named, key=lambda n: n[0])[1] if named else None


def commune_in(text: str) -> CommuneName | None:
    """The one commune a title line names; None for "cấp xã", "các xã, thị trấn"."""
    text = composed(text)
    for found in _COMMUNE.finditer(text):
        if _NOT_ONE_COMMUNE.search(text[: found.start()]):
            continue
        rest = _NAME_END.sub("", text[found.end() :]).strip()
        words = rest.split(" ")
        if (
            not rest
            or len(words) > 5
            or _NOT_A_NAME.match(rest)
            or not all(w[:1].isupper() or w[:1].isdigit() for w in words)
        ):
            continue
        return commune_name(f"{found[1]} {rest}")
    label = _LABEL.match(text)
    if label:
        rest = _NAME_END.sub("", label[1]).strip()
        return commune_name(rest) if rest and len(rest.split(" ")) <= 6 else None
    return None
