"""What the lines above a table say: the year, the authority, the commune."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...model.names import CommuneName, commune_name, composed, title_case
from ..grid import Grid, Position

_LONGEST = 1000
"""Letters of a line that are looked at: whose and of which year it is, a title says long before."""
_YEAR = re.compile(r"(?<!tháng\s)(?<!tháng)\bnăm\s+(20\d\d)\b", re.IGNORECASE)
_BARE_YEAR = re.compile(r"(?<![\d/.,-])20[12]\d(?![\d/.,]|-\d)")
_DATED = re.compile(r"tháng\s+\S+\s+năm\s+20\d\d", re.IGNORECASE)
_OTHER_PAPER = re.compile(r"kế hoạch|quyết định|công văn|thông báo|nghị quyết|nghị định|thông tư", re.IGNORECASE)
_COMPARED = re.compile(r"(?:so với|so sánh với|đến|giai đoạn)\s+năm\s+20\d\d", re.IGNORECASE)
_TOPIC = re.compile(r"chỉ số|cải cách|cchc|par index|đánh giá|thẩm định|bảng điểm|chấm điểm|xếp hạng", re.IGNORECASE)
_AREA = r"(huyện|thị xã|thành phố|quận|tỉnh|tp\.?)"
_AUTHORITY = re.compile(
    rf"(?:ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|UBND|HỘI ĐỒNG THẨM ĐỊNH|PHÒNG NỘI VỤ|SỞ NỘI VỤ)\s+{_AREA}\s+(.+)$",
    re.IGNORECASE,
)
_NAME_END = re.compile(
    r"\s*(?:[,;:().\n]|\s[-–]\s*(?:năm|huyện|tỉnh|thành phố|thị xã|điểm|quận|loại|xếp)\b|\bnăm\s+\d|\bhuyện\b|\btỉnh\b|\bthành phố\b"
    r"|\bthị xã\b|\bquận\b|\bquý\s+(?:I{1,3}|IV|[1-4])\b|\bkèm theo\b|\bvề\s|\bcủa\s).*$",
    re.IGNORECASE,
)
_COMMUNE = re.compile(r"(?<!\w)(xã|phường|thị trấn|đặc khu|TT\.|X\.|P\.)\s*(?=\S)", re.IGNORECASE)
_NOT_ONE_COMMUNE = re.compile(
    r"(?:\b(?:cấp|các|những|mọi|từng|thị|\d+)|\b(?:xã|phường)\s*(?:,|và|-|–|/))\s*$", re.IGNORECASE
)
_NOT_A_NAME = re.compile(
    r"^(?:hội (?:chủ nghĩa|học|hóa|hoá)|tự (?:chấm|đánh giá)|chấm|thuộc|trên|của|trong|theo|trực thuộc|được|năm \d)\b",
    re.IGNORECASE,
)
_FARM = re.compile(r"^nông trường\b", re.IGNORECASE)
"""How townships of state farms are called, with a small letter within: "thị trấn Nông trường Mộc Châu"."""
_NEXT = re.compile(r"\s*(?:[-–,;/]|\bvà\b)\s*(?:xã|phường|thị trấn|đặc khu)\s+(?=\S)", re.IGNORECASE)
_LABEL = re.compile(r"^(?:tên\s+)?(?:đơn vị|xã|phường|địa phương)\s*(?:được\s+\w+\s+\w+)?\s*:\s*(.+)$", re.IGNORECASE)


def lines_above(grid: Grid, row: int) -> list[tuple[Position, str]]:
    """Every line of text above `row`, with its position; a cell may hold several lines."""
    found: list[tuple[Position, str]] = []
    for r in range(min(row, len(grid.rows))):
        for c, value in enumerate(grid.rows[r]):
            if isinstance(value, str):
                found.extend(((r, c), _cut(line)) for line in value.splitlines() if line.strip())
    return found


def _cut(line: str) -> str:
    return composed(line)[:_LONGEST]


def years_in(texts: Iterable[str]) -> tuple[int, ...]:
    """The years that may be the scored one: "năm 2022", each once; several where nothing tells which is meant.

    The year of a date is none, nor one that the scored year is compared with; that of a plan or decision is one only
    where no other line names any; a line that speaks of scores goes before others. Where no line says "năm", a bare
    number beside such words will do: "BẢNG ĐIỂM CCHC 2022".
    """
    found: list[tuple[tuple[bool, bool], int]] = []
    unworded: list[int] = []
    for text in texts:
        text = _COMPARED.sub("", _DATED.sub("", _cut(text)))
        topical = bool(_TOPIC.search(text))
        found.extend(
            ((bool(_OTHER_PAPER.search(text[: m.start()])), not topical), int(m[1])) for m in _YEAR.finditer(text)
        )
        bare = _BARE_YEAR.findall(text) if topical and not _YEAR.search(text) else []
        unworded.extend(map(int, bare))
    if not found:
        return tuple(dict.fromkeys(unworded))
    best = min(rank for rank, _ in found)
    return tuple(dict.fromkeys(year for rank, year in found if rank == best))


def year_in(texts: Iterable[str]) -> int | None:
    """The scored year; None where no line names it, or where lines contradict each other."""
    years = years_in(texts)
    return years[0] if len(years) == 1 else None


def authority_in(texts: Iterable[str]) -> str | None:
    """The People's Committee of a district or province that is named: "UBND huyện Thanh Hà".

    Where both stand, the district appraises and the province is the body above it.
    """
    named: list[tuple[bool, str]] = []
    for text in texts:
        found = _AUTHORITY.search(_cut(text))
        name = _NAME_END.sub("", found[2]).strip() if found else ""
        if found and name:
            kind = "thành phố" if found[1].lower().startswith("tp") else found[1].lower()
            named.append((kind == "tỉnh", f"UBND {kind} {title_case(name) if name.isupper() else name}"))
    return min(named, key=lambda n: n[0])[1] if named else None


def commune_in(text: str) -> CommuneName | None:
    """The commune a title line names, of several the first; None for "cấp xã", "các xã, thị trấn"."""
    found = communes_in(text)
    return found[0] if found else None


def communes_in(text: str) -> tuple[CommuneName, ...]:
    """Every commune that a title line names."""
    text = _cut(text)
    found: list[CommuneName] = []
    begun = None
    for kind in _COMMUNE.finditer(text):
        named = _named(text, kind)
        # "phường Phường Đúc": the second word belongs to the name
        if named is not None and (begun is None or text[begun : kind.start()].strip()):
            found.append(named)
            begun = kind.end()
    label = _LABEL.match(text)
    if not found and label:
        rest = _NAME_END.sub("", label[1]).strip()
        named = commune_name(rest) if rest and len(rest.split(" ")) <= 6 else None
        found = [named] if named is not None else []
    return tuple(found)


def _named(text: str, found: re.Match[str]) -> CommuneName | None:
    """The commune named after "xã", "phường" ... at one place of a line."""
    if _NOT_ONE_COMMUNE.search(text[: found.start()]):
        return None
    rest = _NEXT.split(_NAME_END.sub("", text[found.end() :]).strip(), maxsplit=1)[0]
    words = rest.split(" ")
    if (
        not rest
        or len(words) > 5
        or _NOT_A_NAME.match(rest)
        or not all(w[:1].isupper() or w[:1].isdigit() for w in _FARM.sub("", rest).split(" ") if w)
    ):
        return None
    return commune_name(f"{found[1]} {rest}")
