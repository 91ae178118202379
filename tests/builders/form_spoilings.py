"""Ways to spoil one thing of a report in good form."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from tests.builders.form_reports import (
    ANNEX,
    DATED,
    FONT,
    ISSUING,
    LISTED,
    MOTTO,
    NATIONAL,
    NUMBER,
    PARENT,
    SUBJECT,
    TEXT,
)  # fmt: skip

Spoil = Callable[[Document], None]
HAND, STYLES, TABS = "by hand", "by styles", "by tabs"
EVERY, TABLES = (HAND, STYLES, TABS), (HAND, STYLES)
BODY = "Nội dung thứ hai"


@dataclass(frozen=True)
class Spoiling:
    """What is done, the code it must bring, and the text of the paragraph the finding must name."""

    name: str
    code: str
    at: str
    spoil: Spoil
    ways: tuple[str, ...] = EVERY
    severity: str = "error"
    says: str = ""
    also: frozenset[str] = field(default_factory=frozenset)


def paragraphs(document: Document) -> list[Any]:
    """Every w:p of the body, in the order in which they are counted."""
    return list(document.element.body.iter(qn("w:p")))


def text_of(element: Any) -> str:
    """All its letters."""
    return "".join(t.text or "" for t in element.iter(qn("w:t")))


def number_of(document: Document, text: str) -> int:
    """The number of the first paragraph with this text."""
    composed = (unicodedata.normalize("NFC", text_of(p)) for p in paragraphs(document))
    return next(n for n, found in enumerate(composed, 1) if text in found)


def found(document: Document, text: str) -> Paragraph:
    """That paragraph."""
    return Paragraph(paragraphs(document)[number_of(document, text) - 1], document._body)


def runs(document: Document, text: str) -> list[Run]:
    """The runs that make this text."""
    paragraph = found(document, text)
    all_runs = [Run(r, paragraph) for r in paragraph._p.iter(qn("w:r"))]
    return [r for r in all_runs if r.text.strip() and (r.text in text or text in r.text or (text in paragraph.text
                                                       and "\t" not in paragraph.text))]  # fmt: skip


def letters(text: str, **look: Any) -> Spoil:
    """Other letters: size, bold, italic, underline, colour, font."""

    def spoil(document: Document) -> None:
        for run in runs(document, text):
            for name, value in look.items():
                if name == "colour":
                    run.font.color.rgb = RGBColor.from_string(value)
                elif name == "font":
                    run.font.name = value
                else:
                    setattr(run.font, name, Pt(value) if name == "size" else value)

    return spoil


def layout(text: str, **values: Any) -> Spoil:
    """Another alignment, indent or spacing."""

    def spoil(document: Document) -> None:
        for name, value in values.items():
            setattr(found(document, text).paragraph_format, name, value)

    return spoil


def wording(old: str, new: str) -> Spoil:
    """Another text in place of one, in the look of its first run."""

    def spoil(document: Document) -> None:
        first, *others = [
            r for r in runs(document, old) if r.text in old or old in r.text or old in found(document, old).text
        ]
        whole = first.text + "".join(r.text for r in others)
        assert old in whole, (old, whole)
        first.text = whole.replace(old, new)
        for run in others:
            run.text = ""

    return spoil


def gone(text: str) -> Spoil:
    """The runs of a text taken away."""

    def spoil(document: Document) -> None:
        for run in runs(document, text):
            run.text = ""

    return spoil


def lines_of(document: Document) -> list[Any]:
    """All drawn lines, in the order of the text; a drawing and its older second form are one."""
    v = "{urn:schemas-microsoft-com:vml}line"
    marks = list(document.element.body.iter(qn("w:pBdr"), qn("w:drawing"), v))
    return [e for e in marks if e.tag != v or "Fallback" not in "".join(str(a.tag) for a in e.iterancestors())]


def without_line(which: int, then: Spoil | None = None) -> Spoil:
    """Takes a drawn line away: 0 below the issuing body, 1 below the motto, 2 below the subject."""

    def spoil(document: Document) -> None:
        line = lines_of(document)[which]
        drawn = line if line.tag == qn("w:pBdr") else next(line.iterancestors(qn("w:r")))
        drawn.getparent().remove(drawn)
        if then is not None:
            then(document)

    return spoil


def line_length(which: int, column: float, length: float) -> Spoil:
    """A drawn line of another length (mm), in a column so wide."""

    def spoil(document: Document) -> None:
        line = lines_of(document)[which]
        if line.tag == qn("w:pBdr"):
            layout = Paragraph(line.getparent().getparent(), document._body).paragraph_format
            layout.left_indent = layout.right_indent = Mm((column - length) / 2)
        elif line.tag == qn("w:drawing"):
            extent = next(e for e in line.iter() if e.tag.endswith("}extent"))
            extent.set("cx", str(int(length * 36000)))
        else:
            begin = float(line.get("from").split("pt")[0])
            line.set("to", f"{begin + length / 25.4 * 72:.1f}pt,14pt")

    return spoil


def line_aside(which: int) -> Spoil:
    """A drawn line far from the middle."""

    def spoil(document: Document) -> None:
        line = lines_of(document)[which]
        if line.tag == qn("w:pBdr"):
            layout = Paragraph(line.getparent().getparent(), document._body).paragraph_format
            both = layout.left_indent + layout.right_indent
            layout.left_indent, layout.right_indent = 0, both
        elif line.tag == qn("w:drawing"):
            offset = next(e for e in line.iter() if e.tag.endswith("}posOffset"))
            offset.text = "0"
        else:
            begin, end = (float(line.get(side).split("pt")[0]) for side in ("from", "to"))
            line.set("from", f"{begin + 30:.1f}pt,14pt")
            line.set("to", f"{end + 30:.1f}pt,14pt")

    return spoil


def every(*spoils: Spoil) -> Spoil:
    """One after the other."""

    def spoil(document: Document) -> None:
        for one in spoils:
            one(document)

    return spoil


def dotted(which: int) -> Spoil:
    def spoil(document: Document) -> None:
        line = lines_of(document)[which]
        if line.tag == qn("w:pBdr"):
            line[0].set(qn("w:val"), "dotted")
        else:
            ln = next(e for e in line.iter() if e.tag.endswith("}ln"))
            dash = parse_xml('<a:prstDash xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" val="dash"/>')
            ln.append(dash)

    return spoil


def section(number: int, **values: float) -> Spoil:
    """Another page: millimetres by python-docx's names."""

    def spoil(document: Document) -> None:
        for name, value in values.items():
            setattr(document.sections[number], name, Mm(value))

    return spoil


def turned(document: Document) -> None:
    """The annex across."""
    annex = document.sections[1]
    annex.page_width, annex.page_height, annex.orientation = Mm(297), Mm(210), WD_ORIENT.LANDSCAPE


def header(change: Callable[[Any], None]) -> Spoil:
    """Something done to the paragraph with the page number."""
    return lambda document: change(document.sections[0].header.paragraphs[0])


def emptied(paragraph: Any) -> None:
    for child in list(paragraph._p):
        if child.tag != qn("w:pPr"):
            paragraph._p.remove(child)


def number_size(paragraph: Any) -> None:
    for run in paragraph._p.iter(qn("w:r")):
        Run(run, paragraph).font.size = Pt(11)


def to_the_right(paragraph: Any) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def with_words(paragraph: Any) -> None:
    run = paragraph.insert_paragraph_before("Trang ")
    run.runs[0].font.name, run.runs[0].font.size = FONT, Pt(14)
    paragraph._p.insert(1, run.runs[0]._r)
    run._p.getparent().remove(run._p)


def to_the_foot(document: Document) -> None:
    section = document.sections[0]
    number, target = section.header.paragraphs[0], section.footer.paragraphs[0]
    target.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for child in list(number._p):
        if child.tag != qn("w:pPr"):
            target._p.append(child)


def on_first_page(document: Document) -> None:
    document.sections[0].different_first_page_header_footer = False
    if len(document.sections) > 1:
        document.sections[1].different_first_page_header_footer = True


def on_annex_first_page(document: Document) -> None:
    document.sections[1].different_first_page_header_footer = False


def roman(document: Document) -> None:
    for one in document.sections:
        mark = one._sectPr.find(qn("w:pgNumType"))
        if mark is None:
            mark = parse_xml(f"<w:pgNumType {nsdecls('w')}/>")
            one._sectPr.find(qn("w:pgMar")).addnext(mark)
        mark.set(qn("w:fmt"), "upperRoman")


def accented_font(document: Document) -> None:
    """Only the letters with accents in another typeface."""
    for run in runs(document, BODY):
        run.font.name = FONT
        run._r.rPr.rFonts.set(qn("w:hAnsi"), ".VnTime")


def themed_font(document: Document) -> None:
    for run in runs(document, BODY):
        fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
        fonts.set(qn("w:asciiTheme"), "majorHAnsi")
        fonts.set(qn("w:hAnsiTheme"), "majorHAnsi")
    theme = next(r.target_part for r in document.part.rels.values() if r.reltype.endswith("/theme"))
    before, mark, after = theme._blob.partition(b"majorFont>")
    theme._blob = before + mark + after.replace(FONT.encode(), b"Arial", 1)


def themed_colour(document: Document) -> None:
    for run in runs(document, BODY):
        colour = parse_xml(f'<w:color {nsdecls("w")} w:val="4F81BD" w:themeColor="accent1"/>')
        run._r.get_or_add_rPr().append(colour)


def decomposed(document: Document) -> None:
    for run in runs(document, BODY):
        run.text = unicodedata.normalize("NFD", run.text)


def close_together(document: Document) -> None:
    """What Word's box "no space between paragraphs of one style" does."""
    for text in (BODY, "Nội dung thứ ba"):
        properties = found(document, text)._p.get_or_add_pPr()
        properties.insert_element_before(parse_xml(f"<w:contextualSpacing {nsdecls('w')}/>"), "w:jc", "w:rPr")


def exactly(points: float) -> Spoil:
    def spoil(document: Document) -> None:
        form = found(document, BODY).paragraph_format
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(points)

    return spoil


def dashes_below(document: Document) -> None:
    below = paragraphs(document)[number_of(document, MOTTO)]
    paragraph = Paragraph(below, document._body)
    run = paragraph.add_run("-----------------------")
    run.font.name, run.font.size = FONT, Pt(13)


def no_repeat(document: Document) -> None:
    for mark in list(document.element.body.iter(qn("w:tblHeader"))):
        mark.getparent().remove(mark)


LEFT, CENTER, RIGHT = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
_FIRST = PARENT
_LAST = TEXT[-1][1]
_TEAM, _CHAIR = "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"
S = Spoiling
SPOILINGS = (
    S("annex across", "D01", ANNEX[0], turned, TABLES),
    S("letter paper", "D01", _FIRST, section(0, page_width=215.9, page_height=279.4)),
    S("left margin of Word", "D02", _FIRST, section(0, left_margin=25.4), says="25,4"),
    S("wide left margin", "D02", _FIRST, section(0, left_margin=37)),
    S("narrow right margin", "D02", _FIRST, section(0, right_margin=10)),
    S("high top margin", "D02", _FIRST, section(0, top_margin=30)),
    S("low bottom margin", "D02", _FIRST, section(0, bottom_margin=15)),
    S("gutter", "D02", _FIRST, section(0, gutter=10)),
    S("annex margin", "D02", ANNEX[0], section(1, left_margin=20), TABLES),
    S("a run in Arial", "D03", BODY, letters(BODY, font="Arial"), says="Arial"),
    S("accents in another font", "D03", BODY, accented_font, says=".VnTime"),
    S("font of the theme", "D03", BODY, themed_font, (STYLES,)),
    S("motto in Calibri", "D03", MOTTO, letters(MOTTO, font="Calibri")),
    S("red", "D04", BODY, letters(BODY, colour="FF0000"), says="FF0000"),
    S("blue of the theme", "D04", BODY, themed_colour),
    S("decomposed", "D05", BODY, decomposed),
    S("no page number", "D06", _FIRST, header(emptied)),
    S("roman pages", "D06", _FIRST, roman),
    S("small page number", "D07", _FIRST, header(number_size), says="cỡ 11"),
    S("page number on the right", "D07", _FIRST, header(to_the_right)),
    S("page number at the foot", "D07", _FIRST, to_the_foot),
    S("number on page 1", "D08", _FIRST, on_first_page),
    S("number on the annex's page 1", "D08", ANNEX[0], on_annex_first_page, TABLES),
    S("page number with words", "D09", _FIRST, header(with_words), severity="warning"),
    S("national name misspelt", "D10", "CỘNG HÒA", wording(NATIONAL, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAN")),
    S("national name without a word", "D10", "CỘNG HÒA", wording(NATIONAL, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT")),
    S("national name small", "D11", NATIONAL, letters(NATIONAL, size=11)),
    S("national name large", "D11", NATIONAL, letters(NATIONAL, size=14)),
    S("national name light", "D11", NATIONAL, letters(NATIONAL, bold=False), says="không đậm"),
    S("national name slanted", "D11", NATIONAL, letters(NATIONAL, italic=True)),
    S("national name in small letters", "D11", "Cộng hòa", wording(NATIONAL, "Cộng hòa xã hội chủ nghĩa Việt Nam")),
    S("national name on the left", "D11", NATIONAL, layout(NATIONAL, alignment=LEFT), TABLES),
    S("national name over two lines", "D11", NATIONAL, layout(NATIONAL, left_indent=Mm(7), right_indent=Mm(7)), TABLES),
    S("motto with long dashes", "D12", "Độc lập", wording(MOTTO, "Độc lập – Tự do – Hạnh phúc")),
    S("motto with capitals", "D12", "Độc Lập", wording(MOTTO, "Độc Lập - Tự Do - Hạnh Phúc")),
    S("motto without blanks", "D12", "Độc lập", wording(MOTTO, "Độc lập-Tự do-Hạnh phúc")),
    S("motto small", "D13", MOTTO, letters(MOTTO, size=12)),
    S("motto light", "D13", MOTTO, letters(MOTTO, bold=False)),
    S("motto on the left", "D13", MOTTO, layout(MOTTO, alignment=LEFT), TABLES),
    S("no line below the motto", "D14", MOTTO, without_line(1)),
    S("motto underlined", "D14", MOTTO, without_line(1, letters(MOTTO, underline=True)), says="gạch chân"),
    S("dashes below the motto", "D14", MOTTO, without_line(1, dashes_below), TABLES, says="dãy dấu gạch"),
    S("short line below the motto", "D14", MOTTO, line_length(1, 96.2, 30)),
    S("long line below the motto", "D14", MOTTO, line_length(1, 96.2, 75)),
    S("dotted line below the motto", "D14", MOTTO, dotted(1), TABLES, says="nét liền"),
    S("line aside below the motto", "D14", MOTTO, line_aside(1), says="không ở giữa"),
    S("line aside below the body", "D16", ISSUING, line_aside(0), says="không ở giữa"),
    S("line aside below the subject", "D22", SUBJECT, line_aside(2), says="không ở giữa"),
    S("no national name", "D10", _FIRST, gone(NATIONAL)),
    S("no motto", "D12", NATIONAL, gone(MOTTO), says="không thấy"),
    S("no number", "D17", ISSUING, gone(NUMBER)),
    S("no date", "D18", MOTTO, gone(DATED)),
    S("no type", "D20", "Căn cứ", gone("BÁO CÁO")),
    S("no recipients", "D33", _LAST[:30], gone("Nơi nhận:"), TABLES),
    S("no signature", "D31", "Họ Và Tên", every(gone(_TEAM), gone(_CHAIR)), TABLES),
    S("parent body bold", "D15", PARENT, letters(PARENT, bold=True), says="chủ quản"),
    S("parent body large", "D15", PARENT, letters(PARENT, size=14)),
    S("parent body in small letters", "D15", "UBND huyện", wording(PARENT, "UBND huyện Thanh Hà")),
    S("issuing body light", "D15", ISSUING, letters(ISSUING, bold=False), says="ban hành"),
    S("issuing body small", "D15", ISSUING, letters(ISSUING, size=11)),
    S("issuing body on the left", "D15", ISSUING, layout(ISSUING, alignment=LEFT), TABLES),
    S("no line below the body", "D16", ISSUING, without_line(0)),
    S("long line below the body", "D16", ISSUING, line_length(0, 61.2, 40)),
    S("short line below the body", "D16", ISSUING, line_length(0, 61.2, 8)),
    S("number without colon", "D17", "Số 05", wording(NUMBER, "Số 05/BC-UBND")),
    S("number without nought", "D17", "Số: 5", wording(NUMBER, "Số: 5/BC-UBND"), says="số 0"),
    S("symbol of another type", "D17", "Số: 05", wording(NUMBER, "Số: 05/KH-UBND")),
    S("symbol in small letters", "D17", "Số: 05", wording(NUMBER, "Số: 05/bc-ubnd")),
    S("number large", "D17", NUMBER, letters(NUMBER, size=14)),
    S("number bold", "D17", NUMBER, letters(NUMBER, bold=True)),
    S("number on the left", "D17", NUMBER, layout(NUMBER, alignment=LEFT), TABLES),
    S("day without nought", "D18", "ngày 5", wording(DATED, DATED.replace("05", "5"))),
    S("month with nought", "D18", "tháng 04", wording(DATED, DATED.replace("tháng 4", "tháng 04"))),
    S("month without nought", "D18", "tháng 2", wording(DATED, DATED.replace("tháng 4", "tháng 2"))),
    S("no such day", "D18", "ngày 31", wording(DATED, DATED.replace("05", "31"))),
    S("date in figures", "D18", "05/4/2023", wording(DATED, "Thanh Xá, ngày 05/4/2023")),
    S("no comma", "D18", "Thanh Xá ngày", wording(DATED, DATED.replace(",", ""))),
    S("date upright", "D19", DATED, letters(DATED, italic=False)),
    S("date small", "D19", DATED, letters(DATED, size=12)),
    S("date bold", "D19", DATED, letters(DATED, bold=True)),
    S("date on the left", "D19", DATED, layout(DATED, alignment=LEFT), TABLES),
    S("type in small letters", "D20", "Báo cáo", wording("BÁO CÁO", "Báo cáo")),
    S("type large", "D20", "BÁO CÁO", letters("BÁO CÁO", size=16)),
    S("type light", "D20", "BÁO CÁO", letters("BÁO CÁO", bold=False)),
    S("type on the left", "D20", "BÁO CÁO", layout("BÁO CÁO", alignment=LEFT)),
    S("subject light", "D21", SUBJECT, letters(SUBJECT, bold=False)),
    S("subject small", "D21", SUBJECT, letters(SUBJECT, size=12)),
    S("subject on the left", "D21", SUBJECT, layout(SUBJECT, alignment=LEFT)),
    S("no line below the subject", "D22", SUBJECT, without_line(2)),
    S("short line below the subject", "D22", SUBJECT, line_length(2, 165, 4)),
    S("long line below the subject", "D22", SUBJECT, line_length(2, 165, 120)),
    S("small text", "D23", BODY, letters(BODY, size=12)),
    S("large text", "D23", BODY, letters(BODY, size=15)),
    S("small heading", "D23", "II. KẾT QUẢ", letters("II. KẾT QUẢ KHẮC PHỤC", size=12)),
    S("uneven text", "D24", BODY, letters(BODY, size=13), severity="warning"),
    S("text on the left", "D25", BODY, layout(BODY, alignment=LEFT)),
    S("text in the middle", "D25", BODY, layout(BODY, alignment=CENTER)),
    S("text on the right", "D25", BODY, layout(BODY, alignment=RIGHT)),
    S("no indent", "D26", BODY, layout(BODY, first_line_indent=Mm(0))),
    S("small indent", "D26", BODY, layout(BODY, first_line_indent=Mm(5))),
    S("large indent", "D26", BODY, layout(BODY, first_line_indent=Mm(20))),
    S("whole paragraph indented", "D26", BODY, layout(BODY, first_line_indent=Mm(0), left_indent=Mm(12.7))),
    S("little space", "D27", BODY, layout(BODY, space_after=Pt(3)), says="3 pt"),
    S("no space", "D27", BODY, layout(BODY, space_after=Pt(0))),
    S("no space within a style", "D27", BODY, close_together, TABLES),
    S("space on the other side", "D27", BODY, every(layout(BODY, space_after=Pt(0)),
      layout("Nội dung thứ ba", space_before=Pt(6))), says="đặt đều"),
    S("tight lines", "D28", BODY, layout(BODY, line_spacing=0.9)),
    S("two lines", "D28", BODY, layout(BODY, line_spacing=2.0)),
    S("lines of 12 points", "D28", BODY, exactly(12)),
    S("lines of 30 points", "D28", BODY, exactly(30)),
    S("no end mark", "D29", _LAST[:30], wording(_LAST, _LAST.replace("./.", "."))),
    S("no such day in the text", "D30", "Căn cứ", wording("ngày 14 tháng 3", "ngày 31 tháng 4")),
    S("day without nought in the text", "D30", "Căn cứ", wording("ngày 14 tháng 3", "ngày 4 tháng 3"), severity="warning"),
    S("month with nought in the text", "D30", "Căn cứ", wording("14 tháng 3", "14 tháng 03"), severity="warning"),
    S("figures in a legal basis", "D30", "Căn cứ", wording("ngày 14 tháng 3 năm 2023", "ngày 14/3/2023"), severity="warning"),
    S("no authority", "D31", _CHAIR, gone(_TEAM), TABLES),
    S("authority abbreviated", "D31", "TM. UBND", wording(_TEAM, "TM. UBND")),
    S("authority without point", "D31", "TM ỦY", wording(_TEAM, "TM ỦY BAN NHÂN DÂN")),
    S("authority light", "D32", _TEAM, letters(_TEAM, bold=False)),
    S("position small", "D32", _CHAIR, letters(_CHAIR, size=12)),
    S("position in small letters", "D32", "Chủ tịch", wording(_CHAIR, "Chủ tịch"), TABLES),
    S("position on the left", "D32", _CHAIR, layout(_CHAIR, alignment=LEFT), TABLES),
    S("name light", "D32", "Họ Và Tên", letters("Họ Và Tên", bold=False)),
    S("name large", "D32", "Họ Và Tên", letters("Họ Và Tên", size=16)),
    S("recipients without colon", "D33", "Nơi nhận", wording("Nơi nhận:", "Nơi nhận")),
    S("recipients large", "D33", "Nơi nhận:", letters("Nơi nhận:", size=13)),
    S("recipients upright", "D33", "Nơi nhận:", letters("Nơi nhận:", italic=False)),
    S("recipients light", "D33", "Nơi nhận:", letters("Nơi nhận:", bold=False)),
    S("list large", "D34", LISTED[1], letters(LISTED[1], size=12)),
    S("list slanted", "D34", LISTED[1], letters(LISTED[1], italic=True)),
    S("list bold", "D34", LISTED[0], letters(LISTED[0], bold=True)),
    S("list with comma", "D35", LISTED[1][:-1], wording(LISTED[1], LISTED[1].replace(";", ","))),
    S("kept without colon", "D35", "Lưu VT", wording(LISTED[2], "- Lưu VT, VP.")),
    S("kept without point", "D35", "Lưu: VT", wording(LISTED[2], "- Lưu: VT, VP;")),
    S("list without dash", "D35", LISTED[0][2:], wording(LISTED[0], LISTED[0][2:]), TABLES),
    S("header row not repeated", "D36", "Mã", no_repeat, TABLES, severity="warning"),
    S("annex on the left", "D40", ANNEX[0], layout(ANNEX[0], alignment=LEFT), TABLES),
    S("annex title large", "D40", ANNEX[1], letters(ANNEX[1], size=16), TABLES),
    S("annex title light", "D40", ANNEX[1], letters(ANNEX[1], bold=False), TABLES),
)  # fmt: skip
