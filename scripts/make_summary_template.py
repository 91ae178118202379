"""Builds report_templates/tong-hop-cchc.docx, the Word template of the district summary; same bytes each time.

Form: Nghị định 30/2020/NĐ-CP, Phụ lục I; page, styles and head block are those of make_template.py.
Run: python scripts/make_summary_template.py [FILE]
"""

from __future__ import annotations

import sys
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as Docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from cchc_excel.model.audited import PROGRAM_MARK  # noqa: E402
from cchc_excel.writers.report.package import LEVEL_ONCE, package, packed, read_package  # noqa: E402
from scripts import make_template as form  # noqa: E402
from scripts.summary_tables import TABLE_STYLES, TABLES, add_table  # noqa: E402

TARGET = ROOT / "report_templates" / "tong-hop-cchc.docx"

SHORTEST_NAME = 595
"""Twips of the line under names of 21 to 31 mm."""
_SHORTEST_LINE = "CCHC Gạch dưới tên rất ngắn"
_USED = (
    "CCHC Cơ quan cấp trên", "CCHC Cơ quan ban hành", "CCHC Gạch dưới tên ngắn", "CCHC Gạch dưới tên dài", "CCHC Quốc hiệu",
    "CCHC Tiêu ngữ", "CCHC Gạch dưới tiêu ngữ", "CCHC Số ký hiệu", "CCHC Địa danh, ngày tháng", "CCHC Tên loại",
    "CCHC Trích yếu", "CCHC Gạch dưới trích yếu", "CCHC Căn cứ", "CCHC Nội dung", "CCHC Gạch đầu dòng", "CCHC Mục lớn",
    "CCHC Mục nhỏ", form.LEADS, "CCHC Câu kết", "CCHC Nơi nhận", "CCHC Danh sách nơi nhận", "CCHC Quyền hạn ký", "CCHC Chức vụ",
    "CCHC Họ tên người ký", "CCHC Số trang", "CCHC Ngắt phần", "CCHC Phụ lục", "CCHC Tên phụ lục", "CCHC Kèm theo",
    "CCHC Thẻ điều khiển",
)  # fmt: skip
STYLES = (
    *(style for style in form.STYLES if style.name in _USED),
    form._line(_SHORTEST_LINE, form.HEAD_COLUMNS[0], SHORTEST_NAME),
    *TABLE_STYLES,
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
    _annex(document)
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
    _refer(document, "{{ nhan_xet_tieu_chi }}", "bang_tieu_chi", "Kết quả từng tiêu chí nêu tại Bảng I của Phụ lục.")


def _refer(document: Docx, text: str, table: str, where: str, style: str = "CCHC Nội dung") -> None:
    """A paragraph that leads to a table of the annex, where there is one."""
    form._add(document, style, f"{text}{{% if {table} %}} {where}{{% endif %}}")


def _ranking(document: Docx) -> None:
    form._add(document, "CCHC Mục lớn", "II. XẾP HẠNG")
    form._add(document, "CCHC Nội dung", "{{ mo_dau_xep_hang }} Kết quả của từng đơn vị nêu tại Bảng II của Phụ lục.")
    form._tag(document, "if dan_dau")
    form._add(document, "CCHC Nội dung", "{{ dan_dau }}")
    form._tag(document, "endif")


def _losses(document: Docx) -> None:
    form._add(document, "CCHC Mục lớn", "III. NHỮNG NỘI DUNG MẤT ĐIỂM NHIỀU NHẤT")
    _refer(
        document, "{{ mo_dau_mat_diem }}", "bang_mat_diem", "Chi tiết nêu tại Bảng III của Phụ lục. Mất nhiều điểm nhất là:", form.LEADS
    )  # fmt: skip
    _each(document, "noi_dung", "mat_diem_nhieu_nhat", "CCHC Gạch đầu dòng", "- ")
    _each(document, "doan", "nhan_xet_mat_diem")


def _mismatches(document: Docx) -> None:
    form._add(document, "CCHC Mục lớn", "IV. SAI LỆCH PHÁT HIỆN QUA KIỂM TRA VÀ TÌNH TRẠNG")
    form._add(document, "CCHC Nội dung", "{{ doi_chieu }}")
    _refer(
        document,
        "{{ nhan_xet_sai_lech }}",
        "bang_sai_lech",
        "Từng nội dung và tình trạng xử lý nêu tại Bảng IV của Phụ lục.",
    )


def _remaining(document: Docx) -> None:
    form._add(document, "CCHC Mục lớn", "V. BIỆN PHÁP KHẮC PHỤC VÀ KIẾN NGHỊ")
    form._add(document, "CCHC Mục nhỏ", "1. Biện pháp khắc phục")
    _refer(document, "{{ nhan_xet_bien_phap }}", "bang_bien_phap", "Danh sách nêu tại Bảng V của Phụ lục.")
    form._add(document, "CCHC Mục nhỏ", "2. Kiến nghị")
    _each(document, "viec", "kien_nghi", "CCHC Gạch đầu dòng", "- ")
    form._add(document, "CCHC Câu kết", "{{ cau_ket }}./.")


def _annex(document: Docx) -> None:
    """The tables, on pages of their own counted from 1, each named after the section it belongs to."""
    last_section = document.sections[0]._sectPr
    form._add(document, "CCHC Ngắt phần")._p.get_or_add_pPr().append(deepcopy(last_section))
    margins: Any = last_section.find(qn("w:pgMar"))
    margins.addnext(parse_xml(f'<w:pgNumType {nsdecls("w")} w:start="1"/>'))
    form._add(document, "CCHC Phụ lục", "Phụ lục")
    form._add(document, "CCHC Tên phụ lục", "SỐ LIỆU CHỈ SỐ CCHC NĂM\u00a0{{ nam }}")
    form._add(
        document,
        "CCHC Kèm theo",
        "(Kèm theo Báo cáo số      /{{ ky_hieu }} {{ ngay_thang_nam }} của {{ ten_co_quan }})",
    )
    for table in TABLES:
        add_table(document, table)
    form._add(document, "CCHC Ngắt phần")


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
