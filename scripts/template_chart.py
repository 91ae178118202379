"""Puts a native Word chart into a template: bars of a commune's indices against the mean, drawn without colours."""

from __future__ import annotations

from docx.document import Document as Docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

FONT = "Times New Roman"
POINTS = 11
CHART = "/word/charts/chart1.xml"
DESCRIPTION = (
    "Biểu đồ thanh ngang: chỉ số (%) từng lĩnh vực của đơn vị, bên dưới là chỉ số trung bình của các đơn vị; "
    "số liệu của đơn vị nêu tại mục I của báo cáo."
)
_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_EMU_PER_MM = 36000
_SAMPLE = (("1. Chỉ đạo, điều hành", 80, 70), ("2. Cải cách thủ tục hành chính", 90, 85), ("3. Tài chính công", 95, 90))
"""Shown in the template only: name, the commune's index, the mean."""


def add_chart(document: Docx, paragraph: Paragraph, width_mm: float, height_mm: float) -> None:
    """Adds the chart's part to the document and shows it in the paragraph, in line with text."""
    package = document.part.package
    part = Part(PackURI(CHART), _TYPE, chart_xml().encode(), package)
    relation = document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    extent = f'cx="{round(width_mm * _EMU_PER_MM)}" cy="{round(height_mm * _EMU_PER_MM)}"'
    inline = (
        f"<w:drawing {nsdecls('w', 'wp', 'a', 'r')}>"
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="1" name="Biểu đồ chỉ số" descr="{DESCRIPTION}"/><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        f'r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )
    paragraph.add_run()._r.append(parse_xml(inline))


def chart_xml() -> str:
    """The chart's part. Elements stand in the order of the schema (ECMA-376 part 1, 21.2)."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<c:date1904 val="0"/><c:lang val="vi-VN"/><c:roundedCorners val="0"/>'
        f'<c:chart><c:autoTitleDeleted val="1"/><c:plotArea>{_plot_layout()}'
        '<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        f"{_series(0, 'bieu_do_don_vi', _DARK, _BOLD)}{_series(1, 'bieu_do_trung_binh', _LIGHT)}"
        '<c:gapWidth val="55"/><c:overlap val="0"/><c:axId val="111111111"/><c:axId val="222222222"/></c:barChart>'
        f"{_category_axis()}{_value_axis()}<c:spPr><a:noFill/></c:spPr></c:plotArea>"
        '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        '<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr>'
        f"{_TEXT}</c:chartSpace>"
    )


_LINE = '<a:ln w="9525"><a:solidFill><a:srgbClr val="{}"/></a:solidFill></a:ln>'
_DARK = f'<c:spPr><a:solidFill><a:srgbClr val="404040"/></a:solidFill>{_LINE.format("000000")}</c:spPr>'
_LIGHT = f'<c:spPr><a:solidFill><a:srgbClr val="D9D9D9"/></a:solidFill>{_LINE.format("000000")}</c:spPr>'


def _plot_layout() -> str:
    """The bars' own rectangle: room at the left for names on two lines, at the right for the figure of a full bar."""
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        '<c:x val="0.4"/><c:y val="0.02"/><c:w val="0.52"/><c:h val="0.83"/></c:manualLayout></c:layout>'
    )


_TEXT = (
    "<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>"
    f'<a:defRPr sz="{POINTS * 100}"><a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
    f'<a:latin typeface="{FONT}"/><a:ea typeface="{FONT}"/><a:cs typeface="{FONT}"/></a:defRPr></a:pPr>'
    '<a:endParaRPr lang="vi-VN"/></a:p></c:txPr>'
)
"""The whole chart's text: axes, legend and labels take it from there."""
_BOLD = '<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr b="1"/></a:pPr></a:p></c:txPr>'


def _series(number: int, tag: str, look: str, label: str = "") -> str:
    names = "".join(f'<c:pt idx="{i}"><c:v>{bar[0]}</c:v></c:pt>' for i, bar in enumerate(_SAMPLE))
    values = "".join(f'<c:pt idx="{i}"><c:v>{bar[number + 1]}</c:v></c:pt>' for i, bar in enumerate(_SAMPLE))
    count = f'<c:ptCount val="{len(_SAMPLE)}"/>'
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/><c:tx><c:v>{{{{ {tag} }}}}</c:v></c:tx>{look}'
        '<c:invertIfNegative val="0"/>'
        '<c:dLbls><c:numFmt formatCode="General" sourceLinked="0"/>'
        f'{label}<c:dLblPos val="outEnd"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
        f"<c:cat><c:strLit>{count}{names}</c:strLit></c:cat>"
        f"<c:val><c:numLit><c:formatCode>General</c:formatCode>{count}{values}</c:numLit></c:val></c:ser>"
    )


def _category_axis() -> str:
    """From the top down."""
    return (
        '<c:catAx><c:axId val="111111111"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f'<c:spPr>{_LINE.format("000000")}</c:spPr><c:crossAx val="222222222"/><c:crosses val="autoZero"/>'
        '<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _value_axis() -> str:
    """0 to 100 at the bottom: there the reversed axis of the names has its greatest."""
    return (
        '<c:valAx><c:axId val="222222222"/><c:scaling><c:orientation val="minMax"/><c:max val="100"/><c:min val="0"/>'
        '</c:scaling><c:delete val="0"/><c:axPos val="b"/>'
        '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="out"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f'<c:spPr>{_LINE.format("000000")}</c:spPr><c:crossAx val="111111111"/><c:crosses val="max"/>'
        '<c:crossBetween val="between"/><c:majorUnit val="20"/></c:valAx>'
    )
