"""The annex's native Word chart: its figures are the model's, all else is as the office formatted it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from cchc_excel.bundled import TEMPLATE_NAME, folder
from cchc_excel.errors import TemplateError
from cchc_excel.model.audited import AuditedCommune, AuditedDistrict
from cchc_excel.model.names import CommuneName
from cchc_excel.model.numbers import rounded
from cchc_excel.writers.report import ReportTemplate, report_values
from cchc_excel.writers.report.chart_values import LONGEST_NAME, ChartBar, chart_values
from cchc_excel.writers.report.fields import fields_of
from cchc_excel.writers.report.package import package, packed, read_package
from tests.builders.audited_commune import PUBLISHED, audited_commune, audited_district, scores
from tests.builders.libreoffice import SOFFICE, converted

SHIPPED = read_package((folder("report_templates") / TEMPLATE_NAME).read_bytes())
CHART, RELATIONS, WORKBOOK = (
    "word/charts/chart1.xml", "word/charts/_rels/chart1.xml.rels", "word/embeddings/Microsoft_Excel_Sheet1.xlsx",
)  # fmt: skip
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
OFFICES = """<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
<c:chart><c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>Năm {{ n</a:t></a:r><a:r><a:t>am }}</a:t></a:r></a:p></c:rich></c:tx></c:title>
<c:plotArea><c:barChart><c:barDir val="col"/>
<c:ser><c:idx val="0"/><c:order val="0"/>
<c:tx><c:strRef><c:f>Sheet1!$B$1</c:f><c:strCache><c:pt idx="0"><c:v>Của {{bieu_do_don_vi}} (%)</c:v></c:pt></c:strCache></c:strRef></c:tx>
<c:spPr><a:solidFill><a:srgbClr val="C00000"/></a:solidFill></c:spPr>
<c:dLbls><c:dLbl><c:idx val="0"/><c:tx><c:rich><a:p><a:r><a:t>mẫu 12,34</a:t></a:r></a:p></c:rich></c:tx><c:showVal val="1"/></c:dLbl>
<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="900"/></a:pPr></a:p></c:txPr><c:showVal val="1"/></c:dLbls>
<c:cat><c:strRef><c:f>Sheet1!$A$2</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>Mẫu</c:v></c:pt></c:strCache></c:strRef></c:cat>
<c:val><c:numRef><c:f>Sheet1!$B$2</c:f><c:numCache><c:ptCount val="1"/><c:pt idx="0"><c:v>12.34</c:v></c:pt></c:numCache></c:numRef></c:val>
<c:extLst><c:ext uri="x"><a:t>12,34</a:t></c:ext></c:extLst></c:ser>
<c:ser><c:idx val="1"/><c:order val="1"/><c:tx><c:v>{{ bieu_do_trung_binh }}</c:v></c:tx>
<c:dLbls><c:numFmt formatCode="0" sourceLinked="0"/><c:showVal val="1"/></c:dLbls>
<c:val><c:numRef><c:f>Sheet1!$C$2</c:f><c:numCache><c:ptCount val="1"/><c:pt idx="0"><c:v>12.34</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser>
</c:barChart></c:plotArea></c:chart><c:externalData r:id="rId1"/></c:chartSpace>"""
"""A chart inserted in Word: one series formatted, one with a number format of its own, one label typed over."""
LINKED = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/package" '
    'Target="../embeddings/Microsoft_Excel_Sheet1.xlsx"/>'
    '<Relationship Id="rId2" Type="http://schemas.microsoft.com/office/2011/relationships/chartStyle" '
    'Target="style1.xml"/></Relationships>'
)


def thanh_xa() -> AuditedCommune:
    return audited_commune(scores(PUBLISHED))


def two_communes() -> tuple[AuditedDistrict, AuditedCommune]:
    """Thanh Xá, and one that has lost a point more at each of two places."""
    other = PUBLISHED.replace("| 4 | 3,5 |", "| 4 | 2,5 |").replace("| 7 | 7", "| 7 | 6")
    first, second = thanh_xa(), audited_commune(scores(other), name=CommuneName("xã", "An Phượng"))
    return replace(audited_district(first), communes=(first, second)), first


def template(changes: Mapping[str, str] | None = None) -> ReportTemplate:
    """The shipped template, with some parts replaced or added."""
    parts = SHIPPED | {name: text.encode() for name, text in (changes or {}).items()}
    return ReportTemplate.compile(package(packed(n, d) for n, d in parts.items()), "mau.docx")


def chart_of(report: bytes) -> etree._Element:
    return etree.fromstring(read_package(report)[CHART])


def shown(chart: etree._Element) -> list[tuple[str, list[str], list[str]]]:
    """Each series: its name, its categories, its numbers."""
    return [
        tuple([v.text or "" for v in s.iterfind(f"{C}{part}//{C}v")] for part in ("tx", "cat", "val"))  # type: ignore[misc]
        for s in chart.iter(f"{C}ser")
    ]


class DescribeTheChart:
    def it_shows_the_models_figures(self) -> None:
        district, commune = two_communes()
        own, mean = shown(chart_of(template().fill(report_values(district, commune))))
        fields = fields_of(district.scheme, commune)
        assert own[0] == ["Xã Thanh Xá"] and mean[0] == ["Trung bình 2\u00a0đơn vị"]
        assert [Decimal(v) for v in own[2]] == [rounded(node.index) for node in fields]
        means = [district.mean_index(node.code) for node in fields]
        assert [Decimal(v) for v in mean[2]] == [rounded(m) for m in means if m is not None]
        assert own[2] != mean[2] and len(own[2]) == 8
        assert own[1] == mean[1] and own[1][3] == "4. Cải cách bộ máy chính quyền địa phương"

    def it_spells_figures_out_with_a_decimal_comma(self) -> None:
        district, commune = two_communes()
        chart = chart_of(template().fill(report_values(district, commune)))
        for series in chart.iter(f"{C}ser"):
            spelt = [f.get("formatCode") for f in series.iterfind(f"{C}dLbls/{C}dLbl/{C}numFmt")]
            assert spelt == [f'"{v.text}"'.replace(".", ",") for v in series.iterfind(f"{C}val//{C}v")]

    def it_has_no_mean_where_a_commune_is_alone(self) -> None:
        commune = thanh_xa()
        report = template().fill(report_values(audited_district(commune, communes=1), commune))
        assert [name for name, _, _ in shown(chart_of(report))] == [["Xã Thanh Xá"]]
        assert "trung bình" not in "".join(p.text for p in Document(BytesIO(report)).paragraphs)

    def it_goes_with_the_annex(self) -> None:
        commune = audited_commune(scores("1 | Chỉ đạo\n1.1 | Kế hoạch | 4 | 4\n2 | Tài chính\n2.1 | Ngân sách | 6 | 6"))
        body = read_package(template().fill(report_values(audited_district(commune), commune)))["word/document.xml"]
        assert b"w:drawing" not in body and "Chỉ số từng lĩnh vực".encode() not in body

    def it_leaves_out_what_cannot_be_scored(self) -> None:
        commune = audited_commune(scores("1 | Một\n1.1 | a | 0 | 0\n2 | Hai\n2.1 | b | 4 | 3"))
        bars = chart_values(audited_district(commune), commune)["bieu_do"]
        assert bars == [ChartBar("2. Hai", "75", "75")]

    def it_cuts_a_long_name_at_a_word(self) -> None:
        commune = audited_commune(scores(f"1 | {'rất dài ' * 20}\n1.1 | a | 4 | 3"))
        (bar,) = chart_values(audited_district(commune), commune)["bieu_do"]  # type: ignore[misc]
        assert bar.ten.endswith(" rất…") or bar.ten.endswith(" dài…")
        assert len(bar.ten) <= LONGEST_NAME + 4

    @settings(max_examples=60, deadline=None)
    @given(st.text())
    def it_is_stopped_by_no_text(self, text: str) -> None:
        commune = audited_commune([("1", text), ("1.1", text, "4", "3", text)])
        values = report_values(audited_district(commune), commune)
        own, _ = shown(chart_of(_TEMPLATE.fill(values | {"bieu_do_don_vi": text})))
        assert own[2] == ["75"]

    def it_takes_names_literally(self) -> None:
        commune = audited_commune(scores("1 | A & B <i> {{ nam }} “x”\n1.1 | a | 4 | 3"))
        report = template().fill(report_values(audited_district(commune), commune))
        assert shown(chart_of(report))[0][1] == ["1. A & B <i> {{ nam }} “x”"]


_TEMPLATE = template()


class DescribeTheShippedChart:
    def it_is_declared_and_shown(self) -> None:
        types = SHIPPED["[Content_Types].xml"].decode()
        assert 'PartName="/word/charts/chart1.xml"' in types and "drawingml.chart+xml" in types
        assert b'relationships/chart" Target="charts/chart1.xml"' in SHIPPED["word/_rels/document.xml.rels"]
        assert 'descr="Biểu đồ' in SHIPPED["word/document.xml"].decode()

    @pytest.mark.parametrize(
        ("element", "order"),
        [
            ("chartSpace", "date1904 lang roundedCorners chart spPr txPr"),
            ("chart", "autoTitleDeleted plotArea legend plotVisOnly dispBlanksAs"),
            ("plotArea", "layout barChart catAx valAx spPr"),
            ("barChart", "barDir grouping varyColors ser ser gapWidth overlap axId axId"),
            ("ser", "idx order tx spPr invertIfNegative dLbls cat val"),
            ("numLit", "formatCode ptCount pt pt pt pt pt pt pt pt"),
            ("legend", "legendPos overlay"),
            ("scaling", "orientation"),
        ],
    )
    def it_keeps_the_schemas_order(self, element: str, order: str) -> None:
        district, commune = two_communes()
        chart = chart_of(template().fill(report_values(district, commune)))
        first = next(chart.iter(f"{C}{element}"))
        assert [etree.QName(child).localname for child in first] == order.split()

    def it_keeps_the_schemas_order_in_labels(self) -> None:
        district, commune = two_communes()
        labels = next(chart_of(template().fill(report_values(district, commune))).iter(f"{C}dLbls"))
        names = [etree.QName(child).localname for child in labels]
        rest = [
            "txPr",
            "dLblPos",
            "showLegendKey",
            "showVal",
            "showCatName",
            "showSerName",
            "showPercent",
            "showBubbleSize",
        ]
        assert names == ["dLbl"] * 8 + ["numFmt", *rest]
        assert [etree.QName(child).localname for child in labels[0]] == ["idx", "numFmt", *rest]

    @pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
    def it_shows_in_libreoffice(self, tmp_path: Path) -> None:
        district, commune = two_communes()
        report = tmp_path / "bao-cao.docx"
        report.write_bytes(template().fill(report_values(district, commune)))
        (pdf,) = converted([report], "pdf", tmp_path, tmp_path / "profile")
        with pdfplumber.open(pdf) as document:
            page = next(text for p in document.pages if "Chỉ số từng lĩnh vực" in (text := p.extract_text()))
        own, mean = shown(chart_of(report.read_bytes()))
        assert all(v.replace(".", ",") in page for v in (*own[2], *mean[2]))
        assert "Trung bình 2" in page and "7. Xây dựng" in page


class DescribeAnOfficesChart:
    PARTS = {CHART: OFFICES, RELATIONS: LINKED, WORKBOOK: "sample", "word/charts/style1.xml": "<s/>"}  # noqa: RUF012

    def it_keeps_what_the_office_formatted(self) -> None:
        district, commune = two_communes()
        chart = chart_of(template(self.PARTS).fill(report_values(district, commune)))
        text = etree.tostring(chart, encoding="unicode")
        assert 'val="C00000"' in text and '<c:barDir val="col"/>' in text and "Năm 2022" in text
        own, mean = shown(chart)
        assert own[0] == ["Của Xã Thanh Xá (%)"] and len(own[2]) == len(mean[2]) == 8
        first, second = chart.iter(f"{C}dLbls")
        assert all(label.find(f"{C}txPr") is not None for label in first.iterfind(f"{C}dLbl"))
        assert second.find(f"{C}dLbl") is None and second.find(f"{C}numFmt") is not None

    def but_nothing_of_its_sample(self) -> None:
        district, commune = two_communes()
        parts = read_package(template(self.PARTS).fill(report_values(district, commune)))
        chart = parts[CHART].decode()
        assert not any(rest in chart for rest in ("12.34", "12,34", "Mẫu", "mẫu", "Sheet1", "externalData", "extLst"))
        assert WORKBOOK not in parts
        assert b"rId1" not in parts[RELATIONS] and b"rId2" in parts[RELATIONS]

    def it_drops_relations_that_lead_nowhere(self) -> None:
        alone = LINKED.replace(LINKED[LINKED.index('<Relationship Id="rId2"') : LINKED.index("</Relationships>")], "")
        parts = self.PARTS | {RELATIONS: alone}
        commune = thanh_xa()
        assert RELATIONS not in read_package(template(parts).fill(report_values(audited_district(commune), commune)))

    def it_takes_no_other_part_for_the_workbook(self) -> None:
        sly = self.PARTS | {RELATIONS: LINKED.replace("../embeddings/Microsoft_Excel_Sheet1.xlsx", "../document.xml")}
        commune = thanh_xa()
        assert "word/document.xml" in read_package(
            template(sly).fill(report_values(audited_district(commune), commune))
        )

    def it_leaves_a_chart_without_tags_alone(self) -> None:
        plain = OFFICES.replace("{{bieu_do_don_vi}}", "xã").replace("{{ bieu_do_trung_binh }}", "huyện")
        plain = plain.replace("{{ n<", "<").replace("am }}", "")
        commune = thanh_xa()
        parts = read_package(
            template(self.PARTS | {CHART: plain}).fill(report_values(audited_district(commune), commune))
        )
        assert parts[CHART].decode() == plain and WORKBOOK in parts

    @pytest.mark.parametrize(
        ("old", "new", "said"),
        [
            ("{{bieu_do_don_vi}}", "{{ten_xaa}}{{bieu_do_don_vi}}", "không có thẻ {{ ten_xaa }}"),
            ("{{bieu_do_don_vi}}", "Series 1", "dãy số liệu “Của Series 1 (%)” không mang thẻ"),
            ("{{bieu_do_don_vi}}", "{{bieu_do_don_vi}}}}", "“}}” không thành thẻ"),
            ("Của {{bieu_do_don_vi}} (%)", "{{ bieu_do_trung_binh }}", "thiếu dãy số liệu mang tên"),
            ("{{ n", "{{ cac_can_cu }}{{ n", "không có thẻ {{ cac_can_cu }}"),
            ("c:val>", "c:yVal>", "hãy dùng biểu đồ cột"),
            ("</c:chartSpace>", "", "hỏng"),
            ("xmlns:c=", "xmlns:d=", "hỏng"),
        ],
    )  # fmt: skip
    def it_names_what_is_wrong(self, old: str, new: str, said: str) -> None:
        with pytest.raises(TemplateError, match=r"^Mẫu (báo cáo )?mau\.docx") as caught:
            template(self.PARTS | {CHART: OFFICES.replace(old, new)})
        assert said in str(caught.value)
