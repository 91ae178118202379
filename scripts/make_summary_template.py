"""Builds report_templates/tong-hop-cchc.docx, the Word template of the district summary; same bytes each time.

Form: Nghị định 30/2020/NĐ-CP, Phụ lục I; page, styles and head block are those of make_template.py.
Run: python scripts/make_summary_template.py [FILE]
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as Docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from cchc_excel.model.audited import PROGRAM_MARK  # noqa: E402
from cchc_excel.writers.report.package import LEVEL_ONCE, package, packed, read_package  # noqa: E402
from scripts import make_template as form  # noqa: E402

TARGET = ROOT / "report_templates" / "tong-hop-cchc.docx"

SHORTEST_NAME = 595
"""Twips of the line under names of 21 to 31 mm."""
_SHORTEST_LINE, _LEADS, _AFTER_TABLE, _BOLD_TEXT, _BOLD_NUMBER = (
    "CCHC Gạch dưới tên rất ngắn", "CCHC Dẫn vào bảng", "CCHC Sau bảng", "CCHC Bảng chữ đậm", "CCHC Bảng số đậm",
)  # fmt: skip
_USED = (
    "CCHC Cơ quan cấp trên", "CCHC Cơ quan ban hành", "CCHC Gạch dưới tên ngắn", "CCHC Gạch dưới tên dài", "CCHC Quốc hiệu",
    "CCHC Tiêu ngữ", "CCHC Gạch dưới tiêu ngữ", "CCHC Số ký hiệu", "CCHC Địa danh, ngày tháng", "CCHC Tên loại",
    "CCHC Trích yếu", "CCHC Gạch dưới trích yếu", "CCHC Căn cứ", "CCHC Nội dung", "CCHC Mục lớn", "CCHC Mục nhỏ",
    "CCHC Câu kết", "CCHC Nơi nhận", "CCHC Danh sách nơi nhận", "CCHC Quyền hạn ký", "CCHC Chức vụ", "CCHC Họ tên người ký",
    "CCHC Số trang", "CCHC Ngắt phần", "CCHC Bảng tiêu đề", "CCHC Bảng chữ", "CCHC Bảng số", "CCHC Thẻ điều khiển",
)  # fmt: skip
STYLES = (
    *(style for style in form.STYLES if style.name in _USED),
    form._line(_SHORTEST_LINE, form.HEAD_COLUMNS[0], SHORTEST_NAME),
    form.Style(_LEADS, keep=True, **form._BODY),
    form.Style(_AFTER_TABLE, 2, line=120, exact=True),
    form.Style(_BOLD_TEXT, 11, "left", bold=True, before=40, after=40),
    form.Style(_BOLD_NUMBER, 11, bold=True, before=40, after=40),
)

_TEXT, _NUMBER = "CCHC Bảng chữ", "CCHC Bảng số"
Columns = tuple[tuple[str, str, str, int], ...]
"""Heading, tag, style, width in twips."""

CRITERIA: Columns = (
    ("Mã", "ma", _NUMBER, 640),
    ("Tiêu chí", "ten", _TEXT, 3994),
    ("Điểm tối đa", "toi_da", _NUMBER, 820),
    ("Điểm bình quân", "binh_quan", _NUMBER, 960),
    ("Chỉ số bình quân (%)", "chi_so", _NUMBER, 1020),
    ("Chỉ số cao nhất (%)", "cao_nhat", _NUMBER, 960),
    ("Chỉ số thấp nhất (%)", "thap_nhat", _NUMBER, 960),
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
    ("Vị trí", "vi_tri", _TEXT, 1840),
    ("Số đã ghi", "da_ghi", _NUMBER, 860),
    ("Số đúng", "dung_ra", _NUMBER, 860),
    ("Nội dung, nguyên nhân", "noi_dung", _TEXT, 2774),
    ("Tình trạng", "tinh_trang", _TEXT, 1400),
)
OPEN: Columns = (
    ("Đơn vị", "don_vi", _TEXT, 2700),
    ("Số chỗ chưa có biện pháp", "so_cho", _NUMBER, 1500),
    ("Mã tiêu chí thành phần", "cac_ma", _TEXT, 5154),
)


def build() -> bytes:
    """The template's bytes."""
    document = Document()
    form._trim(document)
    form._define_styles(document, STYLES)
    form._set_page(document)
    _head(document)
    _title(document)
    _results(document)
    _ranking(document)
    _losses(document)
    _mismatches(document)
    _remaining(document)
    _foot(document)
    form._add(document, "CCHC Ngắt phần")
    _properties(document)
    buffer = BytesIO()
    document.save(buffer)
    return package(packed(name, data, LEVEL_ONCE) for name, data in read_package(buffer.getvalue()).items())


def _head(document: Docx) -> None:
    table = form._table(document, form.PLAIN_TABLE, 2, form.HEAD_COLUMNS)
    left, right = table.rows[0].cells
    form._tag(left, "if co_quan_cap_tren")
    form._add(left, "CCHC Cơ quan cấp trên", "{{ co_quan_cap_tren }}")
    form._tag(left, "endif")
    form._add(left, "CCHC Cơ quan ban hành", "{{ ten_co_quan_in_hoa }}")
    form._tag(left, "if ten_rat_ngan")
    form._add(left, _SHORTEST_LINE)
    form._tag(left, "else")
    form._tag(left, "if ten_ngan")
    form._add(left, "CCHC Gạch dưới tên ngắn")
    form._tag(left, "else")
    form._add(left, "CCHC Gạch dưới tên dài")
    form._tag(left, "endif")
    form._tag(left, "endif")
    form._add(right, "CCHC Quốc hiệu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    form._add(right, "CCHC Tiêu ngữ", "Độc lập - Tự do - Hạnh phúc")
    form._add(right, "CCHC Gạch dưới tiêu ngữ")
    left, right = table.rows[1].cells
    form._add(left, "CCHC Số ký hiệu", "Số:      /{{ ky_hieu }}")
    form._add(right, "CCHC Địa danh, ngày tháng", "{{ dia_danh }}, {{ ngay_thang_nam }}")


def _title(document: Docx) -> None:
    form._add(document, "CCHC Tên loại", "BÁO CÁO")
    form._add(
        document,
        "CCHC Trích yếu",
        "Tổng hợp kết quả thẩm định, xác định Chỉ số cải cách hành chính năm\u00a0{{ nam }} của các đơn vị cấp xã",
    )
    form._add(document, "CCHC Gạch dưới trích yếu")
    _each(document, "can_cu", "cac_can_cu", "CCHC Căn cứ")
    form._add(document, "CCHC Nội dung", "{{ mo_dau }}")


def _each(document: Docx, item: str, items: str, style: str = "CCHC Nội dung", before: str = "") -> None:
    """A paragraph for each text of a list."""
    form._tag(document, f"for {item} in {items}")
    form._add(document, style, f"{before}{{{{ {item} }}}}")
    form._tag(document, "endfor")


def _results(document: Docx) -> None:
    form._add(document, "CCHC Mục lớn", "I. KẾT QUẢ CHUNG")
    _each(document, "doan", "ket_qua_chung")
    _each(document, "doan", "so_voi_nam_truoc")
    form._tag(document, "if bang_tieu_chi")
    form._add(document, "CCHC Mục nhỏ", "Kết quả bình quân theo tiêu chí")
    _table_of(document, CRITERIA, "tieu_chi", "bang_tieu_chi", bold_if="la_phan")
    form._tag(document, "endif")
    form._add(document, "CCHC Nội dung", "{{ nhan_xet_tieu_chi }}")


def _ranking(document: Docx) -> None:
    form._add(document, "CCHC Mục lớn", "II. XẾP HẠNG")
    form._add(document, _LEADS, "{{ mo_dau_xep_hang }}")
    _table_of(document, RANKING, "xep_hang", "bang_xep_hang")


def _losses(document: Docx) -> None:
    form._add(document, "CCHC Mục lớn", "III. NHỮNG NỘI DUNG MẤT ĐIỂM NHIỀU NHẤT")
    form._add(document, _LEADS, "{{ mo_dau_mat_diem }}")
    form._tag(document, "if bang_mat_diem")
    _table_of(document, LOSSES, "mat_diem", "bang_mat_diem", more="mat_diem_khac", total="{{ tong_mat_diem }}")
    form._tag(document, "endif")
    _each(document, "doan", "nhan_xet_mat_diem")


def _mismatches(document: Docx) -> None:
    form._add(document, "CCHC Mục lớn", "IV. SAI LỆCH PHÁT HIỆN QUA KIỂM TRA VÀ TÌNH TRẠNG")
    form._add(document, "CCHC Nội dung", "{{ doi_chieu }}")
    form._add(document, _LEADS, "{{ nhan_xet_sai_lech }}")
    form._tag(document, "if bang_sai_lech")
    _table_of(document, MISMATCHES, "sai_lech", "bang_sai_lech")
    form._tag(document, "endif")
    form._tag(document, "if sai_lech_con_lai")
    form._add(document, "CCHC Nội dung", "{{ sai_lech_con_lai }}")
    form._tag(document, "endif")


def _remaining(document: Docx) -> None:
    form._add(document, "CCHC Mục lớn", "V. BIỆN PHÁP KHẮC PHỤC VÀ KIẾN NGHỊ")
    form._add(document, "CCHC Mục nhỏ", "1. Biện pháp khắc phục")
    form._add(document, _LEADS, "{{ nhan_xet_bien_phap }}")
    form._tag(document, "if bang_bien_phap")
    _table_of(document, OPEN, "don_vi", "bang_bien_phap")
    form._tag(document, "endif")
    form._add(document, "CCHC Mục nhỏ", "2. Kiến nghị")
    _each(document, "viec", "kien_nghi", before="- ")
    form._add(document, "CCHC Câu kết", "{{ cau_ket }}./.")


def _table_of(
    document: Docx, columns: Columns, item: str, items: str, *, bold_if: str = "", more: str = "", total: str = ""
) -> None:
    """A ruled table with a heading row that repeats, a row for each item, and a thin empty line below it."""
    rows = 4 + (4 if bold_if else 0) + (3 if more else 0) + (1 if total else 0)
    table = form._table(document, form.RULED_TABLE, rows, tuple(width for *_, width in columns))
    free = iter(table.rows)
    header = next(free)
    header._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    for (title, *_), cell in zip(columns, header.cells, strict=True):
        cell.vertical_alignment = 1
        form._add(cell, "CCHC Bảng tiêu đề", title)
    form._control_row(next(free), f"for {item} in {items}")
    if bold_if:
        form._control_row(next(free), f"if {item}.{bold_if}")
        _fill(next(free), columns, item, bold=True)
        form._control_row(next(free), "else")
    _fill(next(free), columns, item)
    if bold_if:
        form._control_row(next(free), "endif")
    form._control_row(next(free), "endfor")
    if more:
        form._control_row(next(free), f"for {item} in {more}")
        _fill(next(free), columns, item)
        form._control_row(next(free), "endfor")
    if total:
        cells = next(free).cells
        form._add(cells[0].merge(cells[2]), _BOLD_TEXT, "Tổng cộng")
        for cell, text in zip(cells[3:], (total, "", "100"), strict=True):
            form._add(cell, _BOLD_NUMBER, text)
    form._add(document, _AFTER_TABLE)


def _fill(row: form._Row, columns: Columns, item: str, *, bold: bool = False) -> None:
    for (_, tag, style, _), cell in zip(columns, row.cells, strict=True):
        form._add(cell, f"{style} đậm" if bold else style, f"{{{{ {item}.{tag} }}}}")


def _foot(document: Docx) -> None:
    left, right = form._table(document, form.PLAIN_TABLE, 1, form.HEAD_COLUMNS).rows[0].cells
    form._add(left, "CCHC Nơi nhận", "Nơi nhận:")
    form._tag(left, "for noi in noi_nhan")
    form._add(left, "CCHC Danh sách nơi nhận", "- {{ noi }}")
    form._tag(left, "endfor")
    form._tag(right, "if tham_quyen")
    form._add(right, "CCHC Quyền hạn ký", "{{ tham_quyen }}")
    form._tag(right, "endif")
    form._add(right, "CCHC Chức vụ", "{{ chuc_vu }}")
    form._add(right, "CCHC Họ tên người ký")


def _properties(document: Docx) -> None:
    """The category marks the summary as a result, so that its ranking is never taken for a decision's."""
    form._properties(document)
    properties = document.core_properties
    properties.author = "{{ ten_co_quan }}"
    properties.category = PROGRAM_MARK


def main() -> None:
    """Writes the template."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(build())
    print(target)


if __name__ == "__main__":
    main()
