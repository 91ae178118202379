"""Tells a decision's table of scores from the other tables of communes that offices write."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...model import codes
from ...model.names import composed, folded
from ..cells.numerals import figure
from ..grid import Grid
from ..tables.commune_table import TableColumns
from ..tables.header import column_texts
from ..wordings.titles import lines_above

_ABOUT = re.compile(r"cai cach hanh chinh|\bcchc\b|par index")
_JUDGED = re.compile(r"chi so|cham diem|xep hang|xep loai|diem tham dinh|ket qua tham dinh|thang diem")
_RESULT = re.compile(
    r"(?:chi so|ket qua|diem|xep hang|xep loai|danh gia|tham dinh|cong bo).*(?:cai cach hanh chinh|cchc|par index)"
    r"|(?:cai cach hanh chinh|cchc|par index).*(?:chi so|ket qua|diem|xep hang|xep loai|danh gia)"
)
_OTHER_MATTER = re.compile(
    r"nong thon moi|chuyen doi so|\bdti\b|an toan giao thong|tiep can phap luat|thi dua|khen thuong|\bddci\b|\bpapi\b"
    r"|giam ngheo|ho ngheo|dan so|giai quyet (?:ho so|thu tuc)|hoc tap|tiem|tuyen quan|bau cu"
    r"|sipas|chi so hai long|muc do hai long|dieu tra xa hoi hoc|kinh te xa hoi"
)
_APPRAISED = re.compile(r"tham dinh|quyet dinh|cong bo|phe duyet")
_SELF_SCORED = re.compile(r"\btu (?:cham|danh gia)\b")
"""A list of the communes' own scores; one with the appraised ones beside them says so."""
_FIELD = re.compile(
    r"chi dao dieu hanh|cai cach the che|van ban quy pham|thu tuc hanh chinh|to chuc bo may|bo may (?:hanh chinh|chinh quyen)"
    r"|cong vu|tai chinh cong|chinh quyen (?:dien tu|so)|hien dai hoa|dieu tra xa hoi hoc|muc do hai long|hai long"
    r"|tac dong (?:cua|den)"
)
"""The fields in which the State reviews administrative reform, as headings name them."""
_COUNTED = re.compile(r"so (?:luong |nguoi|ho\b|ho so|dan|van ban|can bo|thu tuc)|dan so|dien tich|kinh phi|thoi gian")
"""Headings of columns that count things."""
_PLAIN_TOTAL = re.compile(r"^(?:tong|tong cong|cong|tong so)$|\bdiem\b|chi so|par index")
_COMMUNE_BODY = re.compile(
    r"^(?:UBND|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN)\s+(?:XÃ|PHƯỜNG|THỊ TRẤN)\s+(?!(?:VÀ|NĂM|THUỘC|TRÊN)\b)\S"
)
_BODY = re.compile(r"^(?:UBND|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN)$", re.IGNORECASE)
_ATTACHED = re.compile(r"kem theo quyet dinh|kem quyet dinh|ban hanh kem")
_AREA = re.compile(r"^(?:HUYỆN|TỈNH|THÀNH PHỐ|THỊ XÃ|QUẬN|XÃ|PHƯỜNG|THỊ TRẤN)\s")
_NATION = re.compile(r"(?:^|\s+)(?:CỘNG H(?:ÒA|OÀ) XÃ HỘI\b.*|Độc lập\s*[-–].*)$")
"""The right half of the head block, which a PDF has on the same lines as the left one."""
_HEAD = 10
"""Lines of a document among which its head block stands."""

OF_ONE_COMMUNE = "là văn bản của một đơn vị, không phải quyết định công bố"
OTHER_FIGURES = "bảng các đơn vị không phải điểm, chỉ số hay xếp hạng CCHC"
OTHER_MATTER = "bảng các đơn vị nói về việc khác, không phải CCHC"
TOO_FEW = "bảng trong văn bản chỉ có một đơn vị, không phải bảng công bố"
_FEWEST = 2


def whole_lines(lines: Sequence[str]) -> list[str]:
    """The lines, with the name of a body in one where the head block has it in two: "ỦY BAN NHÂN DÂN" "HUYỆN THANH HÀ"."""
    found: list[str] = []
    for line in map(composed, lines):
        line = _NATION.sub("", line)
        if found and _BODY.match(found[-1]) and _AREA.match(line):
            found[-1] = f"{found[-1]} {line}"
        elif line:
            found.append(line)
    return found


def written_by_a_commune(lines: Sequence[str]) -> bool:
    """Whether the head block names a commune's People's Committee as the issuing body."""
    return any(map(_COMMUNE_BODY.match, whole_lines(lines[:_HEAD])))


def speaks_of_scores(lines: Sequence[str]) -> bool:
    """Whether a document says that it states results of administrative reform."""
    return bool(_RESULT.search(folded(" ".join(lines))))


def why_not(grid: Grid, columns: TableColumns, communes: int, lines: Sequence[str]) -> str:
    """Why a table of communes is no decision's; "" where it is one. `lines` are all lines of its document."""
    if communes < _FEWEST:
        return TOO_FEW
    title = folded(" ".join(text for _, text in lines_above(grid, columns.top)))
    headings = folded(" ".join(text for c in range(grid.width) for text in _heading(grid, columns, c)))
    whole = folded(" ".join(lines))
    if not _ABOUT.search(f"{title} {headings}") and (
        _OTHER_MATTER.search(title) or not (_ABOUT.search(whole) or _JUDGED.search(f"{title} {headings} {whole}"))
    ):
        return OTHER_MATTER
    if not _ABOUT.search(f"{title} {headings} {whole}") and _OTHER_MATTER.search(whole):
        return OTHER_MATTER
    if _SELF_SCORED.search(title) and not _APPRAISED.search(title):
        return OTHER_FIGURES
    strong = bool(_RESULT.search(title) or _RESULT.search(headings) or _ATTACHED.search(title))
    return "" if _has_scores(grid, columns, strong=strong) else OTHER_FIGURES


def why_not_in_workbook(grid: Grid, columns: TableColumns) -> str:
    """Like `why_not` of a table on a sheet, which has fewer words around it: only what speaks against it counts."""
    title = folded(" ".join([grid.name, *(text for _, text in lines_above(grid, columns.top))]))
    headings = folded(" ".join(text for c in range(grid.width) for text in _heading(grid, columns, c)))
    criteria = _has_scores(grid, columns, strong=False)
    if _SELF_SCORED.search(title) and not _APPRAISED.search(title):
        return OTHER_FIGURES
    if not _ABOUT.search(title) and _OTHER_MATTER.search(title if criteria else f"{title} {headings}"):
        return OTHER_MATTER
    return "" if criteria or _has_scores(grid, columns, strong=True) else OTHER_FIGURES


def _has_scores(grid: Grid, columns: TableColumns, *, strong: bool) -> bool:
    """Whether a column holds a criterion's, a part's or the total's points or index, or the rank.

    A total or a rank alone is enough only where the title says that this is the result (`strong`), and nothing is counted.
    """
    counted = any(_COUNTED.search(folded(" ".join(_heading(grid, columns, c)))) for c in range(grid.width))
    plain = False
    for (code, _), column in columns.figures.items():
        heading = folded(" ".join(reversed(_heading(grid, columns, column))))
        if not _is_filled(grid, columns, column):
            continue
        if codes.is_numbered(code) or codes.is_part(code) or (code.startswith("name:") and _FIELD.search(heading)):
            return True
        plain = plain or (code == codes.TOTAL and bool(_PLAIN_TOTAL.search(heading)))
    ranked = columns.rank is not None and _is_filled(grid, columns, columns.rank)
    return (plain or ranked) and strong and not counted


def _heading(grid: Grid, columns: TableColumns, column: int) -> list[str]:
    return column_texts(grid, columns.top, columns.data - 1, column)


def _is_filled(grid: Grid, columns: TableColumns, column: int) -> bool:
    """Whether most lines that name somebody state a figure there."""
    rows = [r for r in range(columns.data, len(grid.rows)) if grid.text(r, columns.commune)]
    return 2 * sum(1 for r in rows if figure(grid, r, column).is_stated) > len(rows)
