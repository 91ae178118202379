"""Changes to a report in good form that keep it good: what differs from office to office, and from program to program."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Callable
from typing import Any

from docx.document import Document
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from tests.builders.form_reports import (
    DATED,
    ISSUING,
    LISTED,
    MOTTO,
    NUMBER,
    PARENT,
    SUBJECT,
    TEXT,
    data,
)  # fmt: skip
from tests.builders.form_spoilings import (
    BODY,
    every,
    found,
    header,
    layout,
    letters,
    line_length,
    lines_of,
    section,
    wording,
)  # fmt: skip

Change = Callable[[Document], None]


def whole_text(change: Callable[[Paragraph], None]) -> Change:
    """Something done to every paragraph of the text."""

    def spoil(document: Document) -> None:
        for _, text in TEXT:
            change(found(document, text))

    return spoil


def spaced_before(paragraph: Paragraph) -> None:
    paragraph.paragraph_format.space_after, paragraph.paragraph_format.space_before = Pt(0), Pt(6)


def spaced_both(paragraph: Paragraph) -> None:
    paragraph.paragraph_format.space_after = paragraph.paragraph_format.space_before = Pt(6)


def one_centimetre(paragraph: Paragraph) -> None:
    paragraph.paragraph_format.first_line_indent = Mm(10)


def exactly_18(paragraph: Paragraph) -> None:
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    paragraph.paragraph_format.line_spacing = Pt(18)


def by_a_tab(paragraph: Paragraph) -> None:
    """The first line's indent made with the tab key."""
    paragraph.paragraph_format.first_line_indent = Mm(0)
    paragraph.runs[0].text = "\t" + paragraph.runs[0].text


def thirteen(paragraph: Paragraph) -> None:
    for run in paragraph.runs:
        run.font.size = Pt(13)


def spaced_automatically(paragraph: Paragraph) -> None:
    """As text copied from a web page is spaced."""
    spacing = paragraph._p.get_or_add_pPr().get_or_add_spacing()
    spacing.set(qn("w:afterAutospacing"), "1")


def framed_number(paragraph: Any) -> None:
    """The page number in a frame, as older Word puts it."""
    frame = f'<w:framePr {nsdecls("w")} w:wrap="around" w:vAnchor="text" w:hAnchor="margin" w:xAlign="center" w:y="1"/>'
    paragraph._p.get_or_add_pPr().insert(1, parse_xml(frame))
    paragraph.alignment = None


def tabbed_number(paragraph: Any) -> None:
    """The page number at a centre tab in the middle."""
    paragraph.alignment = None
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(82.5), 1)
    run = paragraph.insert_paragraph_before("\t")
    paragraph._p.insert(1, run.runs[0]._r)
    run._p.getparent().remove(run._p)


def number_in_a_control(paragraph: Any) -> None:
    """The page number in a building block."""
    control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtPr/><w:sdtContent/></w:sdt>")
    paragraph._p.addprevious(control)
    control[1].append(paragraph._p)


def own_border(document: Document) -> None:
    """The line as the lower border of the motto itself, indented to its length."""
    for element in (found(document, MOTTO)._p,):
        line = lines_of(document)[1]
        line.getparent().remove(line)
        border = f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'
        element.get_or_add_pPr().insert_element_before(parse_xml(border), "w:spacing", "w:ind", "w:jc", "w:rPr")
        layout(MOTTO, left_indent=Mm(19.6), right_indent=Mm(19.6))(document)


def bullets_by_word(document: Document) -> None:
    """The recipients as an automatic list."""
    part = document.part.numbering_part.element
    part.insert(0, parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/>'
        '<w:pPr><w:ind w:left="142" w:hanging="142"/></w:pPr></w:lvl></w:abstractNum>'
    ))  # fmt: skip
    part.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for text in LISTED:
        paragraph = found(document, text)
        wording(text, text[2:])(document)
        numbers = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>'
        paragraph._p.pPr.insert_element_before(parse_xml(numbers), "w:spacing", "w:ind", "w:jc", "w:rPr")


def one_paragraph(first: str, second: str) -> Change:
    """Two lines in one paragraph, parted by a line break."""

    def change(document: Document) -> None:
        one, other = found(document, first), found(document, second)
        one.runs[-1].add_break()
        for run in list(other._p.iter(qn("w:r"))):
            one._p.append(run)
        other._p.getparent().remove(other._p)

    return change


def addressed(document: Document) -> None:
    """To whom it goes, below the title."""
    first = found(document, TEXT[0][1])
    for text, align in (("Kính gửi:", 1), ("- Sở Nội vụ;", 0)):
        paragraph = Paragraph(copy.deepcopy(first._p), first._parent)
        first._p.addprevious(paragraph._p)
        for run in paragraph.runs[1:]:
            run._r.getparent().remove(run._r)
        paragraph.runs[0].text, paragraph.alignment = text, align


def tracked(document: Document) -> None:
    """A word put in, another struck out, changes still marked; a smart tag around some."""
    paragraph = found(document, BODY)
    run = paragraph.runs[-1]._r
    for name in ("ins", "del"):
        mark = parse_xml(f'<w:{name} {nsdecls("w")} w:id="{len(name)}" w:author="a"/>')
        made = copy.deepcopy(run)
        if name == "del":
            made.find(qn("w:t")).tag = qn("w:delText")
            made.rPr.rFonts.set(qn("w:ascii"), "Arial")
        mark.append(made)
        paragraph._p.append(mark)
    tag = parse_xml(f'<w:smartTag {nsdecls("w")} w:element="place"/>')
    run.addprevious(tag)
    tag.append(run)


def hidden_leftovers(document: Document) -> None:
    """Letters nobody sees, and blanks in another font."""
    run = found(document, BODY).add_run("ghi chú")
    run.font.hidden, run.font.name, run.font.size = True, "Arial", Pt(8)
    blank = found(document, BODY).add_run("  ")
    blank.font.name, blank.font.size = "Calibri", Pt(11)


def bold_twice(document: Document) -> None:
    """Bold by a character style in a light paragraph, and light again by one in a bold style."""
    strong = document.styles.add_style("Nhấn", 2)
    strong.font.bold = True
    for run in found(document, ISSUING).runs:
        run.font.bold = None
        run.style = strong


def short_without_number(document: Document) -> None:
    """One page needs no page number."""
    header(lambda p: [p._p.remove(c) for c in list(p._p) if c.tag != qn("w:pPr")])(document)
    for word in ("nhất", "hai", "ba", "tư", "năm"):
        element = found(document, f"Nội dung thứ {word}")._p
        element.getparent().remove(element)


VARIATIONS: dict[str, tuple[str, Change]] = {
    "blanks for the clerk": ("by hand", every(
        wording(NUMBER, "Số:          /BC-UBND"), wording(DATED, "Thanh Xá, ngày       tháng       năm 2023"))),
    "dots for the clerk": ("by tabs", every(
        wording(NUMBER, "Số: …/BC-UBND"), wording(DATED, "Thanh Xá, ngày ... tháng 4 năm 2023"))),
    "widest margins": ("by hand", section(0, left_margin=35, right_margin=20, top_margin=25, bottom_margin=25)),
    "space before": ("by styles", whole_text(spaced_before)),
    "space before and after": ("by hand", whole_text(spaced_both)),
    "automatic space": ("by hand", whole_text(spaced_automatically)),
    "one centimetre": ("by hand", whole_text(one_centimetre)),
    "indent by tab key": ("by tabs", whole_text(by_a_tab)),
    "18 points exactly": ("by styles", whole_text(exactly_18)),
    "text of 13 points": ("by hand", whole_text(thirteen)),
    "number in a frame": ("by hand", header(framed_number)),
    "number at a tab": ("by hand", header(tabbed_number)),
    "number in a control": ("by styles", header(number_in_a_control)),
    "border of the motto itself": ("by hand", own_border),
    "a little short": ("by styles", line_length(1, 96.2, 54)),
    "automatic bullets": ("by hand", bullets_by_word),
    "bodies in one paragraph": ("by hand", one_paragraph(PARENT, ISSUING)),
    "title in one paragraph": ("by hand", one_paragraph("BÁO CÁO", SUBJECT)),
    "signature in one paragraph": ("by styles", one_paragraph("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
    "addressee": ("by hand", addressed),
    "changes marked": ("by hand", tracked),
    "hidden letters": ("by hand", hidden_leftovers),
    "bold by a character style": ("by hand", bold_twice),
    "one page": ("by tabs", short_without_number),
    "office without a parent": ("by hand", every(wording(PARENT, "SỞ NỘI VỤ"), wording(ISSUING, "TRUNG TÂM LƯU TRỮ"),
                                                 wording("TM. ỦY BAN NHÂN DÂN", "KT. GIÁM ĐỐC"), wording("CHỦ TỊCH", "PHÓ GIÁM ĐỐC"),
                                                 line_length(0, 61.2, 20))),
    "signed for the chairman": ("by tabs", wording("CHỦ TỊCH", "KT. CHỦ TỊCH")),
    "subject that begins as a text": ("by hand", wording(SUBJECT, "Thực hiện công tác cải cách hành chính năm 2022 của xã Thanh Xá")),
    "old-style tone": ("by hand", wording("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM")),
    "black by name": ("by hand", letters(BODY, colour="000000")),
    "text of the theme's black": ("by hand", lambda d: [r._r.get_or_add_rPr().append(parse_xml(
        f'<w:color {nsdecls("w")} w:val="000000" w:themeColor="text1"/>')) for r in found(d, BODY).runs] and None),
}  # fmt: skip


def strict(document: Document) -> bytes:
    """The same in the stricter edition of the standard."""
    names = {
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main": b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships":
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/drawingml/2006/main": b"http://purl.oclc.org/ooxml/drawingml/main",
    }  # fmt: skip
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data(document))) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            for old, new in names.items():
                content = content.replace(old, new)
            target.writestr(name, content)
    return out.getvalue()
