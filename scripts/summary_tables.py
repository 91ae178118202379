"""The tables of the district summary's annex as its template has them: headings, tags, widths."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from docx.document import Document as Docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts import make_template as form

_NAME, _AFTER, _SUM = "CCHC Tên bảng", "CCHC Sau bảng", "CCHC Bảng tổng"
_TEXT, _NUMBER = "CCHC Bảng chữ", "CCHC Bảng số"
Columns = tuple[tuple[str, str, str, int], ...]
"""Heading, tag, style, width in twips."""

CRITERIA: Columns = (
    ("Mã", "ma", _NUMBER, 640),
    ("Tiêu chí", "ten", _TEXT, 3814),
    ("Điểm tối đa", "toi_da", _NUMBER, 820),
    ("Điểm bình quân", "binh_quan", _NUMBER, 960),
    ("Chỉ số bình quân (%)", "chi_so", _NUMBER, 1020),
    ("Chỉ số cao nhất (%)", "cao_nhat", _NUMBER, 1050),
    ("Chỉ số thấp nhất (%)", "thap_nhat", _NUMBER, 1050),
)
RANKING: Columns = (
    ("Hạng", "hang", _NUMBER, 700),
    ("Đơn vị", "don_vi", _TEXT, 2600),
    ("Tổng điểm", "diem", _NUMBER, 1200),
    ("{{ cot_ket_qua }}", "ket_qua", _NUMBER, 2200),
    ("Ghi chú", "ghi_chu", _TEXT, 2654),
)
LOSSES: Columns = (
    ("TT", "so", _NUMBER, 560),
    ("Mã", "ma", _NUMBER, 860),
    ("Tiêu chí thành phần", "ten", _TEXT, 4654),
    ("Tổng điểm bị trừ", "diem", _NUMBER, 1120),
    ("Số đơn vị bị trừ", "so_don_vi", _NUMBER, 1060),
    ("Tỷ trọng (%)", "ty_trong", _NUMBER, 1100),
)
MISMATCHES: Columns = (
    ("TT", "so", _NUMBER, 480),
    ("Đơn vị", "don_vi", _TEXT, 1140),
    ("Vị trí", "vi_tri", _TEXT, 1700),
    ("Số đã ghi", "da_ghi", _NUMBER, 1000),
    ("Số đúng", "dung_ra", _NUMBER, 1000),
    ("Nội dung, nguyên nhân", "noi_dung", _TEXT, 2674),
    ("Tình trạng", "tinh_trang", _TEXT, 1360),
)
OPEN: Columns = (
    ("Đơn vị", "don_vi", _TEXT, 2700),
    ("Số chỗ chưa có biện pháp", "so_cho", _NUMBER, 1500),
    ("Mã tiêu chí thành phần", "cac_ma", _TEXT, 5154),
)


@dataclass(frozen=True, slots=True)
class AnnexTable:
    """One table; it stands in the annex where its list is not empty."""

    name: str
    columns: Columns
    item: str
    items: str
    """The list's tag."""
    bold_if: str = ""
    """The field that makes a row bold."""
    more: str = ""
    """A list of rows that follow the others."""
    total: str = ""
    """The tag in a row of totals, which stands on top: no page holds it alone."""
    after: str = ""
    """The tag of a sentence below the table."""


TABLES = (
    AnnexTable("Bảng I. Kết quả theo tiêu chí", CRITERIA, "tieu_chi", "bang_tieu_chi", bold_if="la_phan"),
    AnnexTable("Bảng II. Xếp hạng", RANKING, "xep_hang", "bang_xep_hang"),
    AnnexTable(
        "Bảng III. Tiêu chí thành phần mất nhiều điểm nhất", LOSSES, "mat_diem", "bang_mat_diem",
        more="mat_diem_khac", total="tong_mat_diem",
    ),
    AnnexTable("Bảng IV. Sai lệch và tình trạng xử lý", MISMATCHES, "sai_lech", "bang_sai_lech", after="sai_lech_con_lai"),
    AnnexTable("Bảng V. Đơn vị còn thiếu biện pháp khắc phục", OPEN, "don_vi", "bang_bien_phap", after="bien_phap_con_lai"),
)  # fmt: skip
"""Numbered as the sections of the text to which they belong."""

TABLE_STYLES = (
    form.Style(_NAME, 13, bold=True, before=200, after=80, keep=True, outline=1),
    form.Style(_AFTER, 11, "left", italic=True, before=60),
    form.Style(f"{_TEXT} đậm", 11, "left", bold=True, before=20, after=20),
    form.Style(f"{_NUMBER} đậm", 11, bold=True, before=20, after=20),
    form.Style(_SUM, 11, bold=True, before=20, after=20, keep=True),
    form.Style("CCHC Bảng tiêu đề", 11, bold=True, before=20, after=20, keep=True),
    form.Style(_TEXT, 11, "left", before=20, after=20),
    form.Style(_NUMBER, 11, before=20, after=20),
)  # fmt: skip


def add_table(document: Docx, table: AnnexTable) -> None:
    """Its name, the ruled table with a heading row that repeats and a row for each item, and what stands below it."""
    form._tag(document, f"if {table.items}")
    form._add(document, _NAME, table.name)
    rows = 4 + (4 if table.bold_if else 0) + (3 if table.more else 0) + (1 if table.total else 0)
    made = form._table(document, form.RULED_TABLE, rows, tuple(width for *_, width in table.columns))
    free = iter(made.rows)
    _head(next(free), table.columns)
    if table.total:
        _total(next(free), table.total)
    form._control_row(next(free), f"for {table.item} in {table.items}")
    if table.bold_if:
        form._control_row(next(free), f"if {table.item}.{table.bold_if}")
        _fill(next(free), table, bold=True)
        form._control_row(next(free), "else")
    _fill(next(free), table)
    if table.bold_if:
        form._control_row(next(free), "endif")
    form._control_row(next(free), "endfor")
    if table.more:
        form._control_row(next(free), f"for {table.item} in {table.more}")
        _fill(next(free), table)
        form._control_row(next(free), "endfor")
    if table.after:
        form._tag(document, f"if {table.after}")
        form._add(document, _AFTER, f"{{{{ {table.after} }}}}")
        form._tag(document, "endif")
    form._tag(document, "endif")


def _head(row: form._Row, columns: Columns) -> None:
    row._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    for (title, *_), cell in zip(columns, row.cells, strict=True):
        cell.vertical_alignment = 1
        form._add(cell, "CCHC Bảng tiêu đề", title)


def _fill(row: form._Row, table: AnnexTable, *, bold: bool = False) -> None:
    for (_, tag, style, _), cell in zip(table.columns, row.cells, strict=True):
        form._add(cell, f"{style} đậm" if bold else style, f"{{{{ {table.item}.{tag} }}}}")


def _total(row: form._Row, tag: str) -> None:
    cells = row.cells
    form._add(cells[0].merge(cells[2]), _SUM, "Tổng cộng")
    for cell, text in zip(cells[3:], (f"{{{{ {tag} }}}}", "", "100"), strict=True):
        form._add(cell, _SUM, text)
