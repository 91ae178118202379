"""Assembles the audit workbook from its sheets and gives it as bytes, the same for the same input."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from io import BytesIO

from xlsxwriter.workbook import Workbook

from ...model.audited import PROGRAM_MARK, AuditedDistrict
from ...model.finding import Place
from . import comparison, findings, legend, low_scores, overview
from .cells import clean
from .styles import Styles, workbook_options

_CREATED = datetime(2000, 1, 1)
"""Fixed, so that equal input gives equal bytes."""


def build(district: AuditedDistrict, *, link: Callable[[Place], str | None]) -> bytes:
    """The .xlsx file of an audited district.

    `link` gives the target that opens a cell of a source file, such as
    `external:..\\\\workbooks\\\\x.xlsx#'Thanh Xá'!E41`, or None where there is none.
    """
    stream = BytesIO()
    workbook = Workbook(stream, workbook_options())
    workbook.set_properties(
        {
            "title": f"Kết quả kiểm tra chỉ số cải cách hành chính năm {district.year}",
            "subject": clean(district.authority)[:200],
            "category": PROGRAM_MARK,
            "created": _CREATED,
        }
    )
    workbook.set_size(2400, 1400)
    styles = Styles(workbook)
    overview.write(workbook, styles, district)
    findings.write(workbook, styles, district, link)
    comparison.write(workbook, styles, district, link)
    low_scores.write(workbook, styles, district)
    legend.write(workbook, styles, district)
    workbook.close()
    return stream.getvalue()
