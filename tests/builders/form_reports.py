"""Remediation reports in good form, formatted in the different ways in which people do it in Word."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

FONT = "Times New Roman"
_ALIGN = {"center": WD_ALIGN_PARAGRAPH.CENTER, "both": WD_ALIGN_PARAGRAPH.JUSTIFY, "left": WD_ALIGN_PARAGRAPH.LEFT}
NATIONAL, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
PARENT, ISSUING = "UBND HUYỆN THANH HÀ", "UBND XÃ THANH XÁ"
NUMBER, DATED = "Số: 05/BC-UBND", "Thanh Xá, ngày 05 tháng 4 năm 2023"
SUBJECT = "Kết quả khắc phục tồn tại, hạn chế trong công tác cải cách hành chính năm 2022"
WIDE_ONE = (
    "Thực hiện kế hoạch của Ủy ban nhân dân huyện, Ủy ban nhân dân xã Thanh Xá đã rà soát từng tiêu chí thành phần. "
)


@dataclass(frozen=True)
class Look:
    """Sizes and spaces in points, indents in millimetres."""

    size: float
    align: str = "center"
    bold: bool = False
    italic: bool = False
    first: float = 0
    before: float = 0
    after: float = 0
    line: float = 1.0
    keep: bool = False


_BODY: dict[str, Any] = {"size": 14, "align": "both", "first": 12.7, "after": 6, "line": 1.1}
LOOKS = {
    "Quốc hiệu": Look(12, bold=True),
    "Tiêu ngữ": Look(13, bold=True),
    "Cơ quan cấp trên": Look(12),
    "Cơ quan ban hành": Look(12, bold=True),
    "Số ký hiệu": Look(13),
    "Địa danh": Look(13, italic=True),
    "Tên loại": Look(14, bold=True, before=18),
    "Trích yếu": Look(14, bold=True),
    "Đề mục": Look(bold=True, keep=True, **_BODY),
    "Căn cứ": Look(italic=True, **_BODY),
    "Nội dung": Look(**_BODY),
    "Nơi nhận": Look(12, "left", bold=True, italic=True),
    "Danh sách": Look(11, "left"),
    "Chữ ký": Look(14, bold=True),
    "Số trang": Look(14),
    "Phụ lục": Look(14, bold=True),
    "Kèm theo": Look(13, italic=True),
    "Bảng": Look(12, "left"),
}
TEXT = (
    ("Căn cứ", "Căn cứ Quyết định số 975/QĐ-UBND ngày 14 tháng 3 năm 2023 của UBND huyện Thanh Hà về việc công bố Chỉ số cải "
     "cách hành chính năm 2022;"),
    ("Nội dung", WIDE_ONE * 2),
    ("Đề mục", "I. KẾT QUẢ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH"),
    ("Nội dung", "Chỉ số cải cách hành chính đạt 85,13/100 điểm. " + WIDE_ONE * 3),
    ("Nội dung", "- Công tác chỉ đạo, điều hành: đạt 12,2/15 điểm;"),
    ("Nội dung", "- Cải cách thể chế: đạt 4,75/5 điểm. " + WIDE_ONE * 3),
    ("Đề mục", "II. KẾT QUẢ KHẮC PHỤC"),
    *[("Nội dung", f"Nội dung thứ {word}. " + WIDE_ONE * 5) for word in ("nhất", "hai", "ba", "tư", "năm")],
    ("Nội dung", "Trên đây là báo cáo của Ủy ban nhân dân xã Thanh Xá./."),
)  # fmt: skip
LISTED = ("- UBND huyện Thanh Hà (để báo cáo);", "- Thường trực Đảng ủy, HĐND xã;", "- Lưu: VT, VP.")
SIGNATURE = ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "", "", "Họ Và Tên")
ANNEX = (
    "Phụ lục",
    "TỔNG HỢP TIÊU CHÍ THÀNH PHẦN BỊ TRỪ ĐIỂM",
    "(Kèm theo Báo cáo số 05/BC-UBND ngày 05 tháng 4 năm 2023)",
)

Paint = Callable[[Paragraph, str], None]


def data(document: Document) -> bytes:
    """The file."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def by_hand() -> Document:
    """A head of two columns; every paragraph formatted for itself; lines as borders of empty paragraphs."""
    document = _new()
    return _with_tables(document, _paint_directly, _border_line)


def by_styles() -> Document:
    """Styles that inherit from each other, fonts of the theme, drawn shapes, page numbers as Word inserts them."""
    document = _new()
    _theme_fonts(document)
    _make_styles(document)

    def paint(paragraph: Paragraph, role: str) -> None:
        paragraph.style = document.styles[role]

    return _with_tables(document, paint, _drawn_line, complex_field=True)


def by_tabs() -> Document:
    """No tables: columns by tab stops, lines in Word's older drawing language, bold by a character style."""
    document = _new()
    _page_number(document, _paint_directly, complex_field=True)
    text = Mm(165)
    left, right = Mm(33), Mm(117)
    for one, other, roles in (
        (PARENT, NATIONAL, ("Cơ quan cấp trên", "Quốc hiệu")),
        (ISSUING, MOTTO, ("Cơ quan ban hành", "Tiêu ngữ")),
        (NUMBER, DATED, ("Số ký hiệu", "Địa danh")),
    ):
        row = document.add_paragraph()
        row.paragraph_format.space_after = Pt(6)
        for stop in (left, right):
            row.paragraph_format.tab_stops.add_tab_stop(stop, WD_TAB_ALIGNMENT.CENTER)
        for text_of, role in zip((one, other), roles, strict=True):
            row.add_run("\t")
            _letters(row.add_run(text_of), LOOKS[role])
        if one == ISSUING:
            _old_line(row, 33, 17)
            _old_line(row, 117, 57)
    _title(document, _paint_directly, lambda p, mm, column: _old_line(p, column / 2, mm))
    _body(document, _paint_directly)
    _, *names = SIGNATURE
    first = True
    for one, other in zip(("Nơi nhận:", *LISTED, ""), ("TM. ỦY BAN NHÂN DÂN", *names), strict=True):
        row = document.add_paragraph()
        row.paragraph_format.tab_stops.add_tab_stop(right, WD_TAB_ALIGNMENT.CENTER)
        _letters(row.add_run(one), LOOKS["Nơi nhận" if first else "Danh sách"])
        row.add_run("\t")
        _letters(row.add_run(other), LOOKS["Chữ ký"])
        first = False
    assert text
    return document


def _new() -> Document:
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    return document


def _with_tables(document: Document, paint: Paint, line: Callable[[Paragraph, float, float], None], *,
                 complex_field: bool = False) -> Document:  # fmt: skip
    _page_number(document, paint, complex_field=complex_field)
    columns = (65.0, 100.0)
    left, right = _cells(document, columns)
    for role, text in (("Cơ quan cấp trên", PARENT), ("Cơ quan ban hành", ISSUING)):
        _in_cell(left, paint, role, text)
    line(_in_cell(left, paint, "Số ký hiệu"), 17, columns[0] - 3.8)
    _in_cell(left, paint, "Số ký hiệu", NUMBER)
    for role, text in (("Quốc hiệu", NATIONAL), ("Tiêu ngữ", MOTTO)):
        _in_cell(right, paint, role, text)
    line(_in_cell(right, paint, "Số ký hiệu"), 57, columns[1] - 3.8)
    _in_cell(right, paint, "Địa danh", DATED)
    _title(document, paint, line)
    _body(document, paint)
    left, right = _cells(document, columns)
    _in_cell(left, paint, "Nơi nhận", "Nơi nhận:")
    for text in LISTED:
        _in_cell(left, paint, "Danh sách", text)
    for text in SIGNATURE:
        _in_cell(right, paint, "Chữ ký", text)
    _annex(document, paint)
    return document


def _cells(document: Document, widths: tuple[float, float]) -> list[Any]:
    table = document.add_table(1, 2)
    table.autofit = False
    for cell, column, width in zip(table.rows[0].cells, table.columns, widths, strict=True):
        cell.width = column.width = Mm(width)
    return list(table.rows[0].cells)


def _in_cell(cell: Any, paint: Paint, role: str, text: str = "") -> Paragraph:
    paragraph: Paragraph = (
        cell.paragraphs[0]
        if not cell.paragraphs[0].runs and len(cell.paragraphs) == 1 and not cell.paragraphs[0]._p.pPr
        else cell.add_paragraph()
    )
    return _filled(paragraph, paint, role, text)


def _filled(paragraph: Paragraph, paint: Paint, role: str, text: str) -> Paragraph:
    half = len(text) // 2
    for piece in (text[:half], text[half:]):
        if piece:
            paragraph.add_run(piece)
    paint(paragraph, role)
    return paragraph


def _title(document: Document, paint: Paint, line: Callable[[Paragraph, float, float], None]) -> None:
    _filled(document.add_paragraph(), paint, "Tên loại", "BÁO CÁO")
    _filled(document.add_paragraph(), paint, "Trích yếu", SUBJECT)
    line(_filled(document.add_paragraph(), paint, "Số ký hiệu", ""), 60, 165)


def _body(document: Document, paint: Paint) -> None:
    for role, text in TEXT:
        _filled(document.add_paragraph(), paint, role, text)


def _annex(document: Document, paint: Paint) -> None:
    document.add_section()
    start = parse_xml(f'<w:pgNumType {nsdecls("w")} w:start="1"/>')
    document.sections[1]._sectPr.find(qn("w:pgMar")).addnext(start)
    for role, text in zip(("Phụ lục", "Phụ lục", "Kèm theo"), ANNEX, strict=True):
        _filled(document.add_paragraph(), paint, role, text)
    table = document.add_table(0, 3)
    table.style = "Table Grid"
    for number in range(60):
        cells = table.add_row().cells
        for cell, text in zip(cells, ("Mã", "Tiêu chí", "Điểm") if not number else (f"1.{number}", "Nội dung tiêu chí", "0,5"),
                              strict=True):  # fmt: skip
            _in_cell(cell, paint, "Bảng", text)
        table.rows[-1]._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))


def _page_number(document: Document, paint: Paint, *, complex_field: bool) -> None:
    section = document.sections[0]
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.style = document.styles["Normal"]
    if complex_field:
        for xml in (
            '<w:fldChar w:fldCharType="begin"/>', "<w:instrText>PAGE   \\* MERGEFORMAT</w:instrText>",
            '<w:fldChar w:fldCharType="separate"/>', "<w:t>2</w:t>", '<w:fldChar w:fldCharType="end"/>',
        ):  # fmt: skip
            paragraph.add_run()._r.append(parse_xml(xml.replace(">", f" {nsdecls('w')}>", 1) if not xml.endswith("/>") else
                                                    xml.replace("/>", f" {nsdecls('w')}/>")))  # fmt: skip
    else:
        paragraph._p.append(
            parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>2</w:t></w:r></w:fldSimple>')
        )
    paint(paragraph, "Số trang")


def _letters(run: Any, look: Look) -> None:
    run.font.name, run.font.size = FONT, Pt(look.size)
    run.font.bold, run.font.italic = look.bold, look.italic


def _paint_directly(paragraph: Paragraph, role: str) -> None:
    look = LOOKS[role]
    layout = paragraph.paragraph_format
    layout.alignment, layout.line_spacing, layout.keep_with_next = _ALIGN[look.align], look.line, look.keep
    layout.space_before, layout.space_after = Pt(look.before), Pt(look.after)
    layout.first_line_indent = Mm(look.first)
    from docx.text.run import Run

    for run in (Run(r, paragraph) for r in paragraph._p.iter(qn("w:r"))):
        _letters(run, look)


def _theme_fonts(document: Document) -> None:
    """The theme's own fonts become Times New Roman; what asks for the theme's gets it."""
    theme = next(r.target_part for r in document.part.rels.values() if r.reltype.endswith("/theme"))
    for name in (b"Calibri", b"Cambria"):
        theme._blob = theme._blob.replace(b'<a:latin typeface="' + name, b'<a:latin typeface="' + FONT.encode())
    normal = document.styles["Normal"]
    normal.element.get_or_add_rPr().append(
        parse_xml(f'<w:rFonts {nsdecls("w")} w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>')
    )
    normal.font.size = Pt(14)


def _make_styles(document: Document) -> None:
    """A bold base style; those that are light turn it off."""
    base = document.styles.add_style("CCHC gốc", WD_STYLE_TYPE.PARAGRAPH)
    base.font.bold = True
    base.paragraph_format.space_after = Pt(0)
    for role, look in LOOKS.items():
        style = document.styles.add_style(role, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = base
        style.font.size, style.font.italic = Pt(look.size), look.italic
        if not look.bold:
            style.font.bold = False
        layout = style.paragraph_format
        layout.alignment, layout.line_spacing, layout.keep_with_next = _ALIGN[look.align], look.line, look.keep
        layout.space_before, layout.space_after = Pt(look.before), Pt(look.after)
        layout.first_line_indent = Mm(look.first)


def _border_line(paragraph: Paragraph, length: float, column: float) -> None:
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm((column - length) / 2)
    border = parse_xml(f'<w:pBdr {nsdecls("w")}><w:top w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>')
    paragraph._p.get_or_add_pPr().insert_element_before(
        border, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


_DRAWING = """<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><mc:AlternateContent><mc:Choice Requires="wps">
<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0" locked="0"
 layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column">
<wp:posOffset>{left}</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>30000</wp:posOffset>
</wp:positionV><wp:extent cx="{wide}" cy="0"/><wp:wrapNone/><wp:docPr id="{id}" name="Đường {id}"/><a:graphic>
<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvCnPr/><wps:spPr>
<a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="0"/></a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom>
<a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData>
</a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:line xmlns:v="urn:schemas-microsoft-com:vml"
 from="0,2pt" to="10pt,2pt"/></w:pict></mc:Fallback></mc:AlternateContent></w:r>"""


def _drawn_line(paragraph: Paragraph, length: float, column: float) -> None:
    wide = int(length * 36000)
    left = int((column - length) / 2 * 36000)
    paragraph._p.append(parse_xml(_DRAWING.format(left=left, wide=wide, id=100 + int(length)).replace("\n", "")))


def _old_line(paragraph: Paragraph, middle: float, length: float) -> None:
    begin, end = ((middle + side * length / 2) / 25.4 * 72 for side in (-1, 1))
    paragraph._p.append(parse_xml(
        f'<w:r {nsdecls("w")}><w:pict><v:line xmlns:v="urn:schemas-microsoft-com:vml" id="l{int(middle)}" '
        f'style="position:absolute;z-index:1" from="{begin:.2f}pt,14pt" to="{end:.2f}pt,14pt"/></w:pict></w:r>'
    ))  # fmt: skip


@cache
def _made(way: str) -> bytes:
    return data(WAYS[way]())


def report(way: str) -> Document:
    """One of the reports, fresh."""
    return docx.Document(io.BytesIO(_made(way)))


WAYS: dict[str, Callable[[], Document]] = {"by hand": by_hand, "by styles": by_styles, "by tabs": by_tabs}
