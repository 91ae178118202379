"""R08: what is counted though the sheet does not show it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...model.decision import CommuneTable
from ...model.finding import Place, Severity
from ...model.score_sheet import ScoreSheet
from ..case import Case
from ..registry import Found, Rule, rule

_LISTED = 8


@rule(
    "R08",
    Severity.WARNING,
    title="Dòng, cột hoặc trang bị ẩn vẫn được tính",
    explanation="Dòng có mã tiêu chí, dòng của một đơn vị, cột điểm hoặc cả trang bị ẩn nhưng số ở đó vẫn được cộng và so sánh. "
    "Người in hoặc xem bảng không thấy chúng, nên tổng trông như sai.",
    advice="Bỏ ẩn để xem lại (chuột phải, Bỏ ẩn); nếu dòng không còn dùng thì xóa hẳn và sửa công thức.",
    example="Ở trang “Xã Thanh An” dòng 12 (mã 1.4, 0,5 điểm) bị ẩn. Bản in chỉ có các mục 1.1 đến 1.3, cộng lại được 2,5 điểm, trong "
    "khi tổng tiêu chí 1 ghi 3. Bỏ ẩn dòng 12 rồi xem mục 1.4 có được tính không.",
)
def hidden(case: Case, rule: Rule) -> Iterator[Found]:
    """Hidden tabs, columns and rows with figures: one finding of each kind for a sheet."""
    told: set[tuple[str, str, str]] = set()
    for scored in case.communes:
        sheet = scored.sheet
        rows = [row.score.cell for row in sheet.rows if row.is_hidden and row.score is not None and row.score.is_stated]
        for place, what in _told(sheet, rows):
            # a row, a tab or the maxima of a score matrix are hidden for every commune at once
            key = place.file, place.sheet, what
            if key not in told:
                told.add(key)
                yield rule.finding(place, f"{what} nhưng điểm ở đó vẫn được tính.", commune=scored.display)
    for table in (table for table in case.group.tables if table.official):
        rows = [row.cell for row in table.rows if row.is_hidden]
        for place, what in _told(table, rows):
            yield rule.finding(place, f"{what} nhưng số ở đó vẫn được so sánh.")


def _told(sheet: ScoreSheet | CommuneTable, rows: Sequence[str]) -> Iterator[tuple[Place, str]]:
    if sheet.is_hidden:
        yield sheet.place(), f"Trang “{sheet.sheet}” bị ẩn"
    for column in sheet.hidden_columns:
        yield sheet.place(f"{column}1"), f"Cột {column} bị ẩn"
    if rows:
        numbers = [cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for cell in rows]
        more = f" và {len(numbers) - _LISTED} dòng khác" if len(numbers) > _LISTED else ""
        yield sheet.place(rows[0]), f"Dòng {', '.join(numbers[:_LISTED])}{more} bị ẩn"
