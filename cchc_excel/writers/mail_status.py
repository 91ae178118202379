"""The state of sending as a workbook with one sheet, the same for the same rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from .audit_workbook.page import Column, Page
from .audit_workbook.styles import BLUE, Styles, workbook_options

NAME = "Tình hình gửi thư"
_CREATED = datetime(2000, 1, 1)
"""Fixed, so that equal rows give equal bytes."""
_HEAD = 3
_COLUMNS = (
    Column("Cơ quan thẩm định", 24),
    Column("Năm", 7, ("cell", "centre")),
    Column("Đơn vị", 20, ("cell", "bold")),
    Column("Tình hình", 15),
    Column("Lúc", 17, ("cell", "centre")),
    Column("Gửi tới", 34),
    Column("Cần làm gì, máy chủ trả lời", 60),
    Column("Số lần thử", 9, ("cell", "centre")),
    Column("Mã thư (Message-ID)", 34, ("cell", "small")),
)
_TRAITS = {
    "sent": "good",
    "unknown": "error",
    "failed": "error",
    "held": "warning",
    "ready": "info",
    "replaced": "muted",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusRow:
    """One message, or a commune that none has gone to."""

    authority: str
    year: int
    commune: str
    kind: str
    """A key of the colours: "sent", "unknown", "failed", "held", "ready", "replaced"."""
    state: str
    """The same in Vietnamese words."""
    when: str = ""
    addresses: str = ""
    told: str = ""
    """What to do, or what the server said."""
    attempts: int | None = None
    message_id: str = ""


def status_workbook(rows: Sequence[StatusRow]) -> bytes:
    """The .xlsx file: what needs a look first stands as it comes, in the order of the rows."""
    from xlsxwriter.workbook import Workbook

    stream = BytesIO()
    workbook = Workbook(stream, workbook_options())
    workbook.set_properties({"title": NAME, "created": _CREATED})
    styles = Styles(workbook)
    page = Page(workbook, styles, NAME, [c.width for c in _COLUMNS], BLUE)
    page.title("TÌNH HÌNH GỬI BÁO CÁO KHẮC PHỤC", _subtitle(rows))
    page.header(_HEAD, _COLUMNS)
    page.sheet.freeze_panes(_HEAD + 1, 3)
    page.sheet.repeat_rows(_HEAD)
    for number, row in enumerate(rows, _HEAD + 1):
        _write(page, number, row)
    if rows:
        page.sheet.autofilter(_HEAD, 0, _HEAD + len(rows), len(_COLUMNS) - 1)
    workbook.close()
    return stream.getvalue()


def _subtitle(rows: Sequence[StatusRow]) -> str:
    counts = Counter(row.state for row in rows)
    return "; ".join(f"{state}: {count}" for state, count in counts.items()) or "Chưa có thư nào."


def _write(page: Page, number: int, row: StatusRow) -> None:
    cells = (
        row.authority, row.year, row.commune, row.state, row.when, row.addresses, row.told, row.attempts, row.message_id,
    )  # fmt: skip
    for column, (value, heading) in enumerate(zip(cells, _COLUMNS, strict=True)):
        traits = (*heading.traits, _TRAITS[row.kind]) if heading.heading == "Tình hình" else heading.traits
        page.write(number, column, value, page.styles(*traits))
    page.fit_row(number, ((c, str(v)) for c, v in enumerate(cells) if isinstance(v, str)))
