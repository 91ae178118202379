""" "Sai lệch": every finding with its cell, its figures, what it entails and what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from xlsxwriter.workbook import Workbook

from ...model.audited import AuditedDistrict
from ...model.finding import Finding, Place, Severity
from ...model.scheme import Scheme
from .cells import fits, number_in, shortened
from .page import Column, Page
from .styles import ORANGE, SEVERITY_NAMES, SEVERITY_TRAITS, Styles, figure_trait

NAME = "Sai lệch"
HEADER = 2
"""The row of the headings, from 0."""

COLUMNS = (
    Column("STT", 5),
    Column("Mức độ", 10),
    Column("Mã", 6),
    Column("Đơn vị", 15),
    Column("Tiêu chí", 20),
    Column("Tệp", 22),
    Column("Trang tính", 12),
    Column("Ô", 8),
    Column("Số đã ghi", 10.5),
    Column("Số tính lại", 10.5),
    Column("Chênh lệch", 10.5),
    Column("Diễn giải", 44),
    Column("Hệ quả", 32),
    Column("Việc cần làm", 32),
)
_LAST = len(COLUMNS) - 1
_LONGEST_NAME = 70
_MOST_CONSEQUENCES = 12
"""As many lines as a row can show beside the rest."""


def row_of(number: int) -> int:
    """The row, from 0, of the finding with that number, from 0."""
    return HEADER + 1 + number


@dataclass(frozen=True, slots=True)
class _Wording:
    """The long texts of one finding's row, by column."""

    criterion: str
    explanation: str
    consequences: str

    @classmethod
    def of(cls, finding: Finding, scheme: Scheme) -> _Wording:
        return cls(_criterion(finding.criterion, scheme), _explanation(finding), _consequences(finding))


def write(workbook: Workbook, styles: Styles, district: AuditedDistrict, link: Callable[[Place], str | None]) -> None:
    """Adds the sheet."""
    page = Page(workbook, styles, NAME, [c.width for c in COLUMNS], ORANGE)
    page.title(f"CÁC PHÁT HIỆN, NĂM {district.year}", _subtitle(district.findings))
    page.header(HEADER, COLUMNS)
    for number, finding in enumerate(district.findings):
        _write_finding(page, number, finding, _Wording.of(finding, district.scheme), link)
    if not district.findings:
        page.merge(HEADER + 1, 0, _LAST, "Không có phát hiện nào.", styles("cell", "muted"))
    page.sheet.autofilter(HEADER, 0, HEADER + max(len(district.findings), 1), _LAST)
    page.sheet.freeze_panes(HEADER + 1, 4)
    page.sheet.repeat_rows(HEADER)


def _subtitle(findings: tuple[Finding, ...]) -> str:
    counts = Counter(f.severity for f in findings)
    told = ", ".join(f"{counts[s]} {SEVERITY_NAMES[s].lower()}" for s in Severity)
    return (
        f"{told}. Bấm vào địa chỉ ở cột “Ô” để mở đúng chỗ trong tệp gốc; lọc theo mức độ, mã, đơn vị ở hàng tiêu đề."
    )


def _write_finding(
    page: Page, number: int, finding: Finding, wording: _Wording, link: Callable[[Place], str | None]
) -> None:
    row, styles, place = row_of(number), page.styles, finding.place
    cell, centre = styles("cell"), styles("cell", "centre")
    severity = SEVERITY_TRAITS[finding.severity]
    page.write(row, 0, number + 1, centre)
    page.write(row, 1, SEVERITY_NAMES[finding.severity], styles("cell", "centre", severity))
    page.write(row, 2, finding.code, centre)
    texts = {3: finding.commune or "", 4: wording.criterion, 5: place.file, 6: place.sheet}
    page.place(row, 7, place, link(place), ("cell", "centre"))
    _write_figures(page, row, finding)
    texts |= {11: wording.explanation, 12: wording.consequences, 13: finding.advice}
    for column, text in texts.items():
        page.write(row, column, text, cell)
    texts |= {8: finding.actual or "", 9: finding.expected or ""}
    page.fit_row(row, texts.items())


def _write_figures(page: Page, row: int, finding: Finding) -> None:
    stated, recomputed = number_in(finding.actual), number_in(finding.expected)
    for column, text, number in ((8, finding.actual, stated), (9, finding.expected, recomputed)):
        if number is not None and fits(number):
            page.write(row, column, number, page.styles("cell", figure_trait(number)))
        else:
            page.write(row, column, text, page.styles("cell", "centre"))
    if stated is None or recomputed is None:
        page.write(row, 10, None, page.styles("cell"))
    else:
        gap = stated - recomputed
        page.write(row, 10, gap, page.styles("cell", figure_trait(gap, signed=True)))


def _criterion(code: str | None, scheme: Scheme) -> str:
    if not code:
        return ""
    node = scheme.get(code)
    return f"{code}. {shortened(node.name, _LONGEST_NAME)}" if node and node.name else code


def _explanation(finding: Finding) -> str:
    cause = f"\nNguyên nhân có thể: {finding.cause.detail}" if finding.cause and finding.cause.detail else ""
    return finding.message + cause


def _consequences(finding: Finding) -> str:
    told = [c.message for c in finding.consequences[:_MOST_CONSEQUENCES]]
    rest = len(finding.consequences) - len(told)
    if rest:
        told.append(f"… và {rest} số liệu khác.")
    return "\n".join(f"– {line}" for line in told) if len(told) > 1 else "".join(told)
