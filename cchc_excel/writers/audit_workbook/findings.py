""" "Sai lệch": every finding with its cell, its figures, what most likely caused it, what it entails and what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from ...model.audited import AuditedDistrict
from ...model.finding import Finding, Place, Severity
from ...model.names import capitalised
from ...model.scheme import Scheme
from . import low_scores
from .cells import fits, number_in, shortened
from .page import Column, Page, Value
from .styles import ORANGE, SEVERITY_NAMES, SEVERITY_TRAITS, Styles, figure_trait

NAME = "Sai lệch"
NOTE, HEADER = 2, 3
"""Rows, from 0: what is left out, the headings."""
LISTED_ELSEWHERE = "L01"
"""The code of what the sheet of low scores lists in full, and this one only counts."""

COLUMNS = (
    Column("STT", 5),
    Column("Mức độ", 10),
    Column("Mã", 6),
    Column("Đơn vị", 15),
    Column("Tiêu chí", 19),
    Column("Tệp", 18),
    Column("Trang tính", 12),
    Column("Ô", 8),
    Column("Số đã ghi", 10.5),
    Column("Số tính lại", 10.5),
    Column("Chênh lệch", 10.5),
    Column("Diễn giải", 40),
    Column("Nguyên nhân", 25),
    Column("Hệ quả", 30),
    Column("Việc cần làm", 28),
)
_LAST = len(COLUMNS) - 1
_LONGEST_NAME = 70
_MOST_CONSEQUENCES = 12
"""As many lines as a row can show beside the rest."""


def row_of(number: int) -> int:
    """The row, from 0, of the listed finding with that number, from 0."""
    return HEADER + 1 + number


def numbered(findings: Iterable[Finding]) -> Iterator[tuple[int, Finding]]:
    """Each finding with its number on the sheet, from 0; one that is not listed has the next one's number."""
    number = 0
    for finding in findings:
        yield number, finding
        number += _is_listed(finding)


def _is_listed(finding: Finding) -> bool:
    return finding.code != LISTED_ELSEWHERE or finding.severity is not Severity.INFO


def write(workbook: Workbook, styles: Styles, district: AuditedDistrict, link: Callable[[Place], str | None]) -> None:
    """Adds the sheet."""
    page = Page(workbook, styles, NAME, [c.width for c in COLUMNS], ORANGE)
    listed = [f for f in district.findings if _is_listed(f)]
    elsewhere = len(district.findings) - len(listed)
    page.title(f"CÁC PHÁT HIỆN, NĂM {district.year}", _subtitle(district.findings))
    if elsewhere:
        page.write(NOTE, 0, _note(elsewhere), styles("subtitle"))
    page.row_height(NOTE, 18 if elsewhere else 6)
    page.header(HEADER, COLUMNS)
    lines = _Lines(page, district.scheme, link)
    for number, finding in enumerate(listed):
        lines.write(number, finding)
    if not listed:
        nothing = "Không có phát hiện nào khác." if elsewhere else "Không có phát hiện nào."
        page.merge(HEADER + 1, 0, _LAST, nothing, styles("cell", "muted"))
    page.sheet.autofilter(HEADER, 0, HEADER + max(len(listed), 1), _LAST)
    page.sheet.freeze_panes(HEADER + 1, 4)
    page.sheet.repeat_rows(HEADER)


def _subtitle(findings: tuple[Finding, ...]) -> str:
    counts = Counter(f.severity for f in findings)
    told = ", ".join(f"{counts[s]} {SEVERITY_NAMES[s].lower()}" for s in Severity)
    return (
        f"{told}. Bấm vào địa chỉ ở cột “Ô” để mở đúng chỗ trong tệp gốc; lọc theo mức độ, mã, đơn vị ở hàng tiêu đề."
    )


def _note(count: int) -> str:
    return (
        f"Trong đó {count} thông tin mã {LISTED_ELSEWHERE} (tiêu chí thành phần chưa đạt điểm tối đa) không nêu lại ở đây; "
        f"xem đủ ở trang “{low_scores.NAME}”."
    )


class _Lines:
    """Writes the table's lines, with the styles looked up once."""

    def __init__(self, page: Page, scheme: Scheme, link: Callable[[Place], str | None]) -> None:
        styles = page.styles
        self._page, self._scheme, self._link = page, scheme, link
        self._text, self._centre = styles("cell"), styles("cell", "centre")
        self._address = (styles("cell", "centre", "link"), self._centre)
        self._severities = {s: styles("cell", "centre", trait) for s, trait in SEVERITY_TRAITS.items()}

    def write(self, number: int, finding: Finding) -> None:
        """One finding."""
        row, page, place = row_of(number), self._page, finding.place
        text, centre = self._text, self._centre
        severity, commune = SEVERITY_NAMES[finding.severity], finding.commune or ""
        criterion = _criterion(finding.criterion, self._scheme)
        cause, consequences = _cause(finding), _consequences(finding)
        stated, recomputed, gap = self._figures(finding)
        cells: tuple[tuple[Value, Format | None], ...] = (
            (number + 1, centre),
            (severity, self._severities[finding.severity]),
            (finding.code, centre),
            (commune, text),
            (criterion, text),
            (place.file, text),
            (place.sheet, text),
            (None, None),
            stated,
            recomputed,
            gap,
            (finding.message, text),
            (cause, text),
            (consequences, text),
            (finding.advice, text),
        )
        page.write_line(row, cells)
        page.place(row, 7, place, self._link(place), self._address)
        page.fit_row(
            row,
            (
                (3, commune), (4, criterion), (5, place.file), (6, place.sheet), (8, finding.actual or ""),
                (9, finding.expected or ""), (11, finding.message), (12, cause), (13, consequences), (14, finding.advice),
            ),
        )  # fmt: skip

    def _figures(self, finding: Finding) -> tuple[tuple[Value, Format], ...]:
        """What is stated, what it should be and by how much it is off, as numbers where they are some."""
        stated, recomputed = number_in(finding.actual), number_in(finding.expected)
        gap = None if stated is None or recomputed is None else stated - recomputed
        off = self._text if gap is None else self._page.styles("cell", figure_trait(gap, signed=True))
        return self._figure(finding.actual, stated), self._figure(finding.expected, recomputed), (gap, off)

    def _figure(self, text: str | None, number: Decimal | None) -> tuple[Value, Format]:
        if number is None or not fits(number):
            return text, self._centre
        return number, self._page.styles("cell", figure_trait(number))


def _criterion(code: str | None, scheme: Scheme) -> str:
    if not code:
        return ""
    node = scheme.get(code)
    return f"{code}. {shortened(node.name, _LONGEST_NAME)}" if node and node.name else code


def _cause(finding: Finding) -> str:
    """The kind's name, and what shows it unless the message has said so already."""
    cause = finding.cause
    if cause is None:
        return ""
    name = cause.kind.label
    detail = "" if cause.detail in finding.message else f": {cause.detail}"
    return capitalised(name) + detail


def _consequences(finding: Finding) -> str:
    told = [c.message for c in finding.consequences[:_MOST_CONSEQUENCES]]
    rest = len(finding.consequences) - len(told)
    if rest:
        told.append(f"… và {rest} số liệu khác.")
    return "\n".join(f"– {line}" for line in told) if len(told) > 1 else "".join(told)
