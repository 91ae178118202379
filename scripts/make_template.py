"""Builds report_templates/bao-cao-khac-phuc.docx, the Word template offices may edit; same bytes each time.

Form: Nghị định 30/2020/NĐ-CP, Phụ lục I. Run: python scripts/make_template.py [FILE]
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as Docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Twips
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from cchc_excel.writers.report.package import LEVEL_ONCE, package, packed, read_package  # noqa: E402
from scripts.template_chart import add_chart  # noqa: E402

TARGET = ROOT / "report_templates" / "bao-cao-khac-phuc.docx"
DATED = datetime(2023, 1, 1, tzinfo=UTC)
FONT = "Times New Roman"

# Twips (1/1440 inch). A4, margins 20 / 20 / 30 / 15 mm.
PAGE = (11906, 16838)
TOP, BOTTOM, LEFT, RIGHT, HEADER = 1134, 1134, 1701, 851, 567
TEXT = PAGE[0] - LEFT - RIGHT
HEAD_COLUMNS = (4082, TEXT - 4082)
FOOT_COLUMNS = (4700, TEXT - 4700)
INDENT = 720  # 1.27 cm

# Drawn lines: under names up to 31.2 mm, up to 46.7 mm, and wider ones (1/3 to 1/2), under the motto (its
# length), under the subject (1/3 to 1/2 of either of its lines).
TINY_NAME, SHORT_NAME, LONG_NAME, MOTTO, SUBJECT = 590, 884, 1321, 3178, 2891

CHART_MM = (165, 112)

ANNEX = (
    ("Mã", "{{ dong.ma }}", "CCHC Bảng số", 640),
    ("Tiêu chí thành phần", "{{ dong.ten }}", "CCHC Bảng chữ", 1840),
    ("Điểm tối đa", "{{ dong.toi_da }}", "CCHC Bảng số", 680),
    ("Điểm đạt", "{{ dong.dat }}", "CCHC Bảng số", 680),
    ("Điểm trừ", "{{ dong.tru }}", "CCHC Bảng số", 680),
    ("Biện pháp khắc phục", "{{ dong.bien_phap }}", "CCHC Bảng chữ", 2980),
    ("Người thực hiện, thời hạn", "{{ dong.thuc_hien }}", "CCHC Bảng chữ", 1854),
)


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style; sizes in points, spacing and indents in twips."""

    name: str
    size: float = 14
    align: str = "center"
    bold: bool = False
    italic: bool = False
    before: int = 0
    after: int = 0
    line: int = 240
    exact: bool = False
    first: int = 0
    sides: int = 0
    keep: bool = False
    rule: bool = False
    """A drawn line along the top, between the indents."""
    outline: int | None = None
    """Level in Word's navigation pane, from 0."""
    grey: bool = False


def _line(name: str, column: int, length: int, after: int = 0) -> Style:
    """An empty paragraph that shows as a line of this length, centred in its column."""
    return Style(
        name,
        2,
        before=40,
        after=after,
        line=60,
        exact=True,
        sides=(column - length) // 2,
        keep=True,
        rule=True,
    )


LEADS = "CCHC Dẫn vào danh sách"
"""Never left at the foot of a page without the first item of what follows."""
_BODY: dict[str, Any] = {"align": "both", "after": 120, "line": 252, "first": INDENT}
STYLES = (
    Style("CCHC Cơ quan cấp trên", 12),
    Style("CCHC Cơ quan ban hành", 12, bold=True),
    _line("CCHC Gạch dưới tên rất ngắn", HEAD_COLUMNS[0], TINY_NAME),
    _line("CCHC Gạch dưới tên ngắn", HEAD_COLUMNS[0], SHORT_NAME),
    _line("CCHC Gạch dưới tên dài", HEAD_COLUMNS[0], LONG_NAME),
    Style("CCHC Quốc hiệu", 12, bold=True),
    Style("CCHC Tiêu ngữ", 13, bold=True),
    _line("CCHC Gạch dưới tiêu ngữ", HEAD_COLUMNS[1], MOTTO),
    Style("CCHC Số ký hiệu", 13, before=120),
    Style("CCHC Địa danh, ngày tháng", 13, italic=True, before=120),
    Style("CCHC Tên loại", 14, bold=True, before=360, keep=True),
    Style("CCHC Trích yếu", 14, bold=True, sides=397, keep=True),
    _line("CCHC Gạch dưới trích yếu", TEXT, SUBJECT, after=240),
    Style("CCHC Căn cứ", italic=True, **_BODY),
    Style("CCHC Nội dung", **_BODY),
    Style("CCHC Gạch đầu dòng", **_BODY),
    Style("CCHC Mục lớn", bold=True, keep=True, outline=0, **_BODY),
    Style("CCHC Mục nhỏ", bold=True, keep=True, outline=1, **_BODY),
    Style(LEADS, keep=True, **_BODY),
    Style("CCHC Câu kết", keep=True, **_BODY),
    Style("CCHC Nơi nhận", 12, "left", bold=True, italic=True, before=120, keep=True),
    Style("CCHC Danh sách nơi nhận", 11, "left", keep=True),
    Style("CCHC Quyền hạn ký", 14, bold=True, before=120, keep=True),
    Style("CCHC Chức vụ", 14, bold=True, keep=True),
    Style("CCHC Họ tên người ký", 14, bold=True, before=1440),
    Style("CCHC Số trang", 14),
    Style("CCHC Ngắt phần", 1, line=20, exact=True),
    Style("CCHC Phụ lục", 14, bold=True, keep=True, outline=0),
    Style("CCHC Tên phụ lục", 13, bold=True, sides=1400, keep=True),
    Style("CCHC Kèm theo", 13, italic=True, after=200, sides=1134, keep=True),
    Style("CCHC Tên biểu đồ", 13, bold=True, sides=567, after=60, keep=True),
    Style("CCHC Biểu đồ", 13, after=200),
    Style("CCHC Bảng tiêu đề", 11, bold=True, before=40, after=40, keep=True),
    Style("CCHC Bảng chữ", 11, "left", before=40, after=40),
    Style("CCHC Bảng số", 11, before=40, after=40),
    Style("CCHC Bảng tổng", 11, bold=True, before=40, after=40, keep=True),
    Style("CCHC Thẻ điều khiển", 9, "left", grey=True, keep=True),
)
PLACEHOLDER_STYLE = "CCHC Chỗ cần bổ sung"
PLAIN_TABLE, RULED_TABLE = "CCHC Bảng không viền", "CCHC Bảng phụ lục"


def build() -> bytes:
    """The template's bytes."""
    document = Document()
    _trim(document)
    _define_styles(document)
    _set_page(document)
    _head(document)
    _title(document)
    _body(document)
    _foot(document)
    _annex(document)
    _properties(document)
    buffer = BytesIO()
    document.save(buffer)
    parts = read_package(buffer.getvalue())
    return package(packed(name, data, LEVEL_ONCE) for name, data in parts.items())


def _trim(document: Docx) -> None:
    """Drops what python-docx's own template carries and this one does not use."""
    kept = ("/styles", "/settings", "/fontTable")
    for rels, wanted in (
        (document.part.rels, kept),
        (document.part.package.rels, ("/officeDocument", "/core-properties")),
    ):
        for key in [k for k, rel in rels.items() if not rel.reltype.endswith(wanted)]:
            del rels[key]
    settings = document.settings.element
    for child in list(settings):
        settings.remove(child)
    for child in _children("settings", _SETTINGS):
        settings.append(child)
    fonts = next(r.target_part for r in document.part.rels.values() if r.reltype.endswith("/fontTable"))
    fonts._blob = _FONTS.encode()


_SETTINGS = """
<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>
<w:compat>
<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>
<w:compatSetting w:name="overrideTableStyleFontSizeAndJustification"
 w:uri="http://schemas.microsoft.com/office/word" w:val="1"/>
</w:compat>
<w:themeFontLang w:val="vi-VN"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>"""
_FONTS = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:fonts {nsdecls("w")}>'
    f'<w:font w:name="{FONT}">'
    '<w:panose1 w:val="02020603050405020304"/><w:charset w:val="00"/><w:family w:val="roman"/>'
    '<w:pitch w:val="variable"/></w:font></w:fonts>'
)


def _children(parent: str, xml: str) -> list[Any]:
    whole = "".join(line if line.startswith("<") else f" {line.strip()}" for line in xml.strip().split("\n"))
    return [*parse_xml(f"<w:{parent} {nsdecls('w')}>{whole}</w:{parent}>").iterchildren()]


def _run_properties(size: float, bold: bool = False, italic: bool = False, colour: str = "000000") -> str:
    half = round(size * 2)
    return (
        f'<w:rPr><w:rFonts w:ascii="{FONT}" w:eastAsia="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}"/>'
        f"{'<w:b/><w:bCs/>' if bold else ''}{'<w:i/><w:iCs/>' if italic else ''}"
        f'<w:color w:val="{colour}"/><w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr>'
    )


def _style_xml(style: Style, number: int) -> str:
    rule = '<w:pBdr><w:top w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>' if style.rule else ""
    outline = "" if style.outline is None else f'<w:outlineLvl w:val="{style.outline}"/>'
    colour = "7F7F7F" if style.grey else "000000"
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="CCHC{number:02}">'
        f'<w:name w:val="{style.name}"/><w:basedOn w:val="Normal"/><w:uiPriority w:val="1"/><w:qFormat/>'
        f"<w:pPr>{'<w:keepNext/>' if style.keep else ''}{rule}"
        f'<w:spacing w:before="{style.before}" w:after="{style.after}" w:line="{style.line}" '
        f'w:lineRule="{"exact" if style.exact else "auto"}"/>'
        f'<w:ind w:left="{style.sides}" w:right="{style.sides}" w:firstLine="{style.first}"/>'
        f'<w:jc w:val="{style.align}"/>{outline}</w:pPr>'
        f"{_run_properties(style.size, style.bold, style.italic, colour)}</w:style>"
    )


def _table_style_xml(identifier: str, name: str, margin: int, border: str) -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{s} w:val="{border}" w:sz="4" w:space="0" w:color="000000"/>' for s in sides)
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{identifier}"><w:name w:val="{name}"/>'
        '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="1"/><w:tblPr>'
        f"<w:tblBorders>{borders}</w:tblBorders>"
        f'<w:tblCellMar><w:left w:w="{margin}" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar>'
        "</w:tblPr></w:style>"
    )


def _define_styles(document: Docx, styles_used: Sequence[Style] = STYLES) -> None:
    defaults = _run_properties(14).replace(
        "</w:rPr>", '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr>'
    )
    xml = (
        f"<w:docDefaults><w:rPrDefault>{defaults}</w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" '
        'w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        f"<w:pPr><w:widowControl/></w:pPr>{_run_properties(14)}</w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        '<w:left w:w="0" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/></w:style>'
        '<w:style w:type="character" w:customStyle="1" w:styleId="CCHCPlaceholder">'
        f'<w:name w:val="{PLACEHOLDER_STYLE}"/><w:uiPriority w:val="1"/><w:qFormat/>'
        '<w:rPr><w:shd w:val="clear" w:color="auto" w:fill="FFF200"/></w:rPr></w:style>'
        f"{_table_style_xml('CCHCPlain', PLAIN_TABLE, 0, 'nil')}"
        f"{_table_style_xml('CCHCRuled', RULED_TABLE, 60, 'single')}"
        + "".join(_style_xml(style, number) for number, style in enumerate(styles_used, start=1))
    )
    styles = document.styles.element
    for child in list(styles):
        styles.remove(child)
    for child in _children("styles", xml):
        styles.append(child)


def _set_page(document: Docx) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Twips(PAGE[0]), Twips(PAGE[1])
    section.top_margin, section.bottom_margin = Twips(TOP), Twips(BOTTOM)
    section.left_margin, section.right_margin = Twips(LEFT), Twips(RIGHT)
    section.header_distance = section.footer_distance = Twips(HEADER)
    section.gutter = Twips(0)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.style = "CCHC Số trang"
    number._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>'))
    section.first_page_header.paragraphs[0].style = "CCHC Số trang"


def _add(place: Docx | _Cell, style: str, text: str = "") -> Paragraph:
    """A paragraph; in a cell that is still empty, its first one."""
    if isinstance(place, _Cell) and len(place.paragraphs) == 1 and place.paragraphs[0]._p.pPr is None:
        paragraph: Paragraph = place.paragraphs[0]
    else:
        paragraph = place.add_paragraph()
    paragraph.style = style
    if text:
        paragraph.add_run(text)
    return paragraph


def _tag(place: Docx | _Cell, tag: str) -> None:
    """A paragraph that holds a control tag only and vanishes from the report."""
    _add(place, "CCHC Thẻ điều khiển", f"{{%p {tag} %}}")


def _table(document: Docx, style: str, rows: int, widths: tuple[int, ...]) -> Table:
    table: Table = document.add_table(rows, len(widths))
    table.style = style
    table.autofit = False
    properties = table._tbl.tblPr
    for wrong in properties.findall(qn("w:tblW")) + properties.findall(qn("w:tblLook")):
        properties.remove(wrong)
    layout: Any = properties.find(qn("w:tblLayout"))
    layout.addprevious(parse_xml(f'<w:tblW {nsdecls("w")} w:w="{sum(widths)}" w:type="dxa"/>'))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Twips(width)
        for cell in column.cells:
            cell.width = Twips(width)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
    return table


def _head(document: Docx) -> None:
    table = _table(document, PLAIN_TABLE, 2, HEAD_COLUMNS)
    left, right = table.rows[0].cells
    _tag(left, "if co_quan_cap_tren")
    _add(left, "CCHC Cơ quan cấp trên", "{{ co_quan_cap_tren }}")
    _tag(left, "endif")
    _add(left, "CCHC Cơ quan ban hành", "{{ ten_don_vi_in_hoa }}")
    _tag(left, "if ten_rat_ngan")
    _add(left, "CCHC Gạch dưới tên rất ngắn")
    _tag(left, "elif ten_ngan")
    _add(left, "CCHC Gạch dưới tên ngắn")
    _tag(left, "else")
    _add(left, "CCHC Gạch dưới tên dài")
    _tag(left, "endif")
    _add(right, "CCHC Quốc hiệu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    _add(right, "CCHC Tiêu ngữ", "Độc lập - Tự do - Hạnh phúc")
    _add(right, "CCHC Gạch dưới tiêu ngữ")
    left, right = table.rows[1].cells
    _add(left, "CCHC Số ký hiệu", "Số: {{ so_van_ban }}/BC-UBND")
    _add(right, "CCHC Địa danh, ngày tháng", "{{ dia_danh }}, {{ ngay_thang_nam }}")


def _title(document: Docx) -> None:
    _add(document, "CCHC Tên loại", "BÁO CÁO")
    _add(
        document,
        "CCHC Trích yếu",
        "Kết quả khắc phục tồn tại, hạn chế trong công tác cải cách hành chính "
        "theo kết quả Chỉ số cải cách hành chính năm {{ nam }}",
    )
    _add(document, "CCHC Gạch dưới trích yếu")
    _tag(document, "for can_cu in cac_can_cu")
    _add(document, "CCHC Căn cứ", "{{ can_cu }}")
    _tag(document, "endfor")
    _add(
        document,
        LEADS,
        "{{ ten_don_vi_day_du }} báo cáo kết quả khắc phục tồn tại, hạn chế trong công tác cải cách "
        "hành chính (CCHC) theo kết quả Chỉ số CCHC năm {{ nam }} như sau:",
    )


def _body(document: Docx) -> None:
    _add(document, "CCHC Mục lớn", "I. KẾT QUẢ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM {{ nam }}")
    _add(document, "CCHC Nội dung", "{{ ket_qua_chung }}")
    _tag(document, "if so_voi_nam_truoc")
    _add(document, "CCHC Nội dung", "{{ so_voi_nam_truoc }}")
    _tag(document, "endif")
    _tag(document, "for phan in cac_phan")
    _add(document, "CCHC Mục nhỏ", "{{ phan.so }}. {{ phan.ten }} {{ phan.quy_mo }}")
    _tag(document, "for dong in phan.cac_dong")
    _add(document, "CCHC Gạch đầu dòng", "- {{ dong }}")
    _tag(document, "endfor")
    _tag(document, "if phan.tong_ket")
    _add(document, "CCHC Nội dung", "{{ phan.tong_ket }}")
    _tag(document, "endif")
    _tag(document, "endfor")
    _tag(document, "if lam_tron")
    _add(document, "CCHC Nội dung", "{{ lam_tron }}")
    _tag(document, "endif")
    _add(document, "CCHC Mục lớn", "II. KẾT QUẢ THỰC HIỆN CÁC BIỆN PHÁP KHẮC PHỤC")
    _add(document, LEADS, "{{ mo_dau_khac_phuc }}")
    _tag(document, "for linh_vuc in cac_linh_vuc")
    _add(document, "CCHC Mục nhỏ", "{{ linh_vuc.so }}. {{ linh_vuc.ten }}")
    _tag(document, "if linh_vuc.cac_nhom")
    _add(document, LEADS, "{{ linh_vuc.ket_qua }}")
    _tag(document, "else")
    _add(document, "CCHC Nội dung", "{{ linh_vuc.ket_qua }}")
    _tag(document, "endif")
    _tag(document, "for nhom in linh_vuc.cac_nhom")
    _tag(document, "if nhom.rieng")
    _remedy(document, "- {{ nhom.rieng }} {{ nhom.khac_phuc }}")
    _tag(document, "else")
    _tag(document, "for tieu_chi in nhom.cac_tieu_chi")
    _add(document, "CCHC Gạch đầu dòng", "- {{ tieu_chi }}")
    _tag(document, "endfor")
    _remedy(document, "{{ nhom.khac_phuc }}")
    _tag(document, "endif")
    _tag(document, "endfor")
    _tag(document, "endfor")
    _add(document, "CCHC Mục lớn", "III. NHIỆM VỤ, GIẢI PHÁP THỜI GIAN TỚI")
    _tag(document, "for nhiem_vu in cac_nhiem_vu")
    _add(document, "CCHC Nội dung", "{{ loop.index }}. {{ nhiem_vu }}")
    _tag(document, "endfor")
    _add(document, "CCHC Câu kết", "{{ cau_ket }}./.")


def _remedy(document: Docx, text: str) -> None:
    """What is done, with the reminder where nothing is on file, and by whom."""
    paragraph = _add(document, "CCHC Gạch đầu dòng", text)
    paragraph.add_run("{{ nhom.can_bo_sung }}", PLACEHOLDER_STYLE)
    paragraph.add_run("{{ nhom.phan_cong }}")


def _foot(document: Docx) -> None:
    left, right = _table(document, PLAIN_TABLE, 1, FOOT_COLUMNS).rows[0].cells
    _add(left, "CCHC Nơi nhận", "Nơi nhận:")
    _tag(left, "for co_quan in noi_bao_cao")
    _add(left, "CCHC Danh sách nơi nhận", "- {{ co_quan }} (để báo cáo);")
    _tag(left, "endfor")
    _add(left, "CCHC Danh sách nơi nhận", "- Thường trực Đảng ủy, HĐND {{ ten_xa }};")
    _add(left, "CCHC Danh sách nơi nhận", "- Chủ tịch, các Phó Chủ tịch {{ don_vi }};")
    _add(left, "CCHC Danh sách nơi nhận", "- Các bộ phận chuyên môn thuộc {{ don_vi }};")
    _add(left, "CCHC Danh sách nơi nhận", "- Lưu: VT, VP.")
    _add(right, "CCHC Quyền hạn ký", "TM. ỦY BAN NHÂN DÂN")
    _add(right, "CCHC Chức vụ", "CHỦ TỊCH")
    _add(right, "CCHC Họ tên người ký")


def _annex(document: Docx) -> None:
    """On pages of its own, counted from 1; without a deduction a thin empty line stands in its place."""
    last_section = document.sections[0]._sectPr
    _tag(document, "if phu_luc")
    _add(document, "CCHC Ngắt phần")._p.get_or_add_pPr().append(deepcopy(last_section))
    margins: Any = last_section.find(qn("w:pgMar"))
    margins.addnext(parse_xml(f'<w:pgNumType {nsdecls("w")} w:start="1"/>'))
    _add(document, "CCHC Phụ lục", "Phụ lục")
    _add(document, "CCHC Tên phụ lục", "TỔNG HỢP TIÊU CHÍ THÀNH PHẦN BỊ TRỪ ĐIỂM VÀ BIỆN PHÁP KHẮC PHỤC")
    _add(
        document,
        "CCHC Kèm theo",
        "(Kèm theo Báo cáo số {{ so_van_ban }}/BC-UBND {{ ngay_thang_nam }} của {{ ten_don_vi }})",
    )
    _chart(document)
    _annex_table(document)
    _tag(document, "endif")
    _add(document, "CCHC Ngắt phần")


def _chart(document: Docx) -> None:
    _tag(document, "if bieu_do_trung_binh")
    _add(
        document,
        "CCHC Tên biểu đồ",
        "Chỉ số từng lĩnh vực so với mức trung bình của các đơn vị (%)",
    )
    _tag(document, "else")
    _add(document, "CCHC Tên biểu đồ", "Chỉ số từng lĩnh vực (%)")
    _tag(document, "endif")
    add_chart(document, _add(document, "CCHC Biểu đồ"), CHART_MM[0], CHART_MM[1])


def _annex_table(document: Docx) -> None:
    table = _table(document, RULED_TABLE, 5, tuple(width for *_, width in ANNEX))
    header, total, opening, row, closing = table.rows  # the total on top: no page of the annex holds it alone
    header._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    for (title, tag, style, _), heading, cell in zip(ANNEX, header.cells, row.cells, strict=True):
        heading.vertical_alignment = 1
        _add(heading, "CCHC Bảng tiêu đề", title)
        paragraph = _add(cell, style, tag)
        if tag == "{{ dong.bien_phap }}":
            paragraph.add_run("{{ dong.can_bo_sung }}", PLACEHOLDER_STYLE)
    _control_row(opening, "for dong in phu_luc")
    _control_row(closing, "endfor")
    cells = total.cells
    _add(cells[0].merge(cells[3]), "CCHC Bảng tổng", "Tổng số điểm bị trừ")
    _add(cells[4], "CCHC Bảng tổng", "{{ tong_diem_tru }}")
    _add(cells[5].merge(cells[6]), "CCHC Bảng tổng")


def _control_row(row: _Row, tag: str) -> None:
    cells = row.cells
    _add(cells[0].merge(cells[-1]), "CCHC Thẻ điều khiển", f"{{%tr {tag} %}}")


def _properties(document: Docx) -> None:
    properties = document.core_properties
    properties.title = "{{ tieu_de }}"
    properties.author = "{{ ten_don_vi }}"
    properties.subject = "Chỉ số cải cách hành chính năm {{ nam }}"
    properties.language = "vi-VN"
    properties.comments = properties.keywords = properties.category = properties.last_modified_by = ""
    properties.created = properties.modified = DATED
    properties.revision = 1


def main() -> None:
    """Writes the template."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(build())
    print(target)


if __name__ == "__main__":
    main()
