"""The remediation report: what it says, what form it has, what a faulty template is told."""

from __future__ import annotations

import runpy
from io import BytesIO
from pathlib import Path
from typing import Any, cast
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as Docx
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_excel.bundled import TEMPLATE_NAME, folder
from cchc_excel.errors import ExitCode, TemplateError
from cchc_excel.model.audited import AuditedCommune, AuditedDistrict
from cchc_excel.model.finding import Finding, Place, Severity
from cchc_excel.model.names import CommuneName
from cchc_excel.writers.report import TAGS, ReportTemplate, Tag, report_file_name, report_values
from cchc_excel.writers.report.deadlines import date_written, until_when
from cchc_excel.writers.report.notes import NBSP, clean, soft
from cchc_excel.writers.report.package import SIZE_LIMIT, package, packed, read_package
from cchc_excel.writers.report.wording import PLACEHOLDER, assignment
from tests.builders.audited_commune import (
    PUBLISHED,
    audited_commune,
    audited_district,
    remedy,
    scores,
)

SHIPPED = (folder("report_templates") / TEMPLATE_NAME).read_bytes()
PLAN = {"so ke hoach": "28/KH-UBND", "ngay ke hoach": "17/3/2023"}
FULL_MARKS = "1 | Công tác chỉ đạo\n1.1 | Kế hoạch | 4 | 4\n2 | Cải cách thủ tục hành chính\n2.1 | Công khai | 6 | 6"
HOSTILE = "A & B <50% x; {{ 7*7 }} {% for %} </w:t> {_{ \x00\x0b\ud800"


@pytest.fixture(scope="module")
def template() -> ReportTemplate:
    return ReportTemplate.compile(SHIPPED, TEMPLATE_NAME)


def filled(template: ReportTemplate, commune: AuditedCommune, district: AuditedDistrict | None = None) -> Docx:
    return Document(BytesIO(template.fill(report_values(district or audited_district(commune), commune))))


def text_of(document: Docx) -> str:
    """Every paragraph, in tables too, one a line, with ordinary blanks."""
    paragraphs = document.element.body.iter(qn("w:p"))
    lines = ("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in paragraphs)
    return "\n".join(line.replace("\u00a0", " ") for line in lines)


def with_body(old: str, new: str, part: str = "word/document.xml") -> bytes:
    """The shipped template with one piece of one part replaced."""
    parts = read_package(SHIPPED)
    text = parts[part].decode()
    assert old in text
    return package(packed(n, text.replace(old, new, 1).encode() if n == part else d) for n, d in parts.items())


def thanh_xa(**options: Any) -> AuditedCommune:
    return audited_commune(scores(PUBLISHED), facts=PLAN, **options)


def many_deductions(count: int) -> list[tuple[str, ...]]:
    rows = "\n".join(f"1.{n} | Nội dung {n} | 1 | 0,5 | Lý do {n}" for n in range(1, count + 1))
    return scores(f"1 | Chỉ đạo\n{rows}\n2 | Tài chính công\n2.1 | Ngân sách | 5 | 5")


class DescribeThePublishedExample:
    @pytest.mark.parametrize(
        "line",
        [
            "- Công tác chỉ đạo, điều hành CCHC: đạt 12,2/15 điểm, chỉ số 81,33%;",
            "- Xây dựng và tổ chức thực hiện văn bản QPPL: đạt 4,75/5 điểm, chỉ số 95%;",
            "- Cải cách thủ tục hành chính: đạt 16,73/18,5 điểm, chỉ số 90,43%;",
            "- Cải cách bộ máy chính quyền địa phương: đạt 5,5/6 điểm, chỉ số 91,67%;",
            "- Cải cách chế độ công vụ: đạt 9,88/11 điểm, chỉ số 89,77%;",
            "- Cải cách tài chính công: đạt 7/7 điểm, chỉ số 100%;",
            "- Xây dựng và phát triển chính quyền điện tử, chính quyền số: đạt 8,37/11,5 điểm, chỉ số 72,74%.",
            "Điểm thẩm định đạt 64,42/74 điểm, chưa đạt 9,58 điểm, chỉ số 87,05%.",
            "- Tác động đến phát triển kinh tế - xã hội: đạt 1,5/2 điểm, chỉ số 75%;",
            "- Điều tra xã hội học (tổ chức): đạt 10,69/14 điểm, chỉ số 76,36%;",
            "- Chỉ số hài lòng của người dân, tổ chức (SIPAS): đạt 8,52/10 điểm, chỉ số 85,16%.",
            "Điểm thẩm định đạt 20,71/26 điểm, chưa đạt 5,29 điểm, chỉ số 79,64%.",
            "1. Đánh giá qua các tiêu chí (7 tiêu chí, tối đa 74 điểm)",
            "2. Tác động của CCHC (3 tiêu chí thành phần, tối đa 26 điểm)",
            "Chỉ số cải cách hành chính năm 2022 của UBND xã Thanh Xá đạt 85,13/100 điểm, chưa đạt 14,87 điểm; "
            "xếp thứ 7/20 đơn vị; xếp loại Tốt.",
            "UBND HUYỆN THANH HÀ",
            "UBND XÃ THANH XÁ",
            "Số:      /BC-UBND",
            "Thanh Xá, ngày     tháng     năm 2023",
            "Căn cứ Thông báo kết luận số 744-TB/HU ngày 14 tháng 3 năm 2023 của Ban Thường vụ Huyện ủy Thanh Hà;",
            "Căn cứ Quyết định số 975/QĐ-UBND ngày 14 tháng 3 năm 2023 của UBND huyện Thanh Hà;",
            "Căn cứ Công văn số 171/UBND-NV ngày 20 tháng 3 năm 2023 của UBND huyện Thanh Hà;",
            "Căn cứ Kế hoạch số 28/KH-UBND ngày 17 tháng 3 năm 2023 của UBND xã Thanh Xá.",
            "6. Cải cách tài chính công",
            "- UBND huyện Thanh Hà (để báo cáo);",
            "- Lưu: VT, VP.",
        ],
    )
    def it_states_each_line_exactly(self, template: ReportTemplate, line: str) -> None:
        assert line in text_of(filled(template, thanh_xa())).split("\n")

    def it_ends_its_text_with_the_closing_sign(self, template: ReportTemplate) -> None:
        assert sum(line.endswith("./.") for line in text_of(filled(template, thanh_xa())).split("\n")) == 1

    def it_counts_the_same_missing_points_in_the_annex(self, template: ReportTemplate) -> None:
        annex = filled(template, thanh_xa()).tables[-1]
        assert [c.text for c in annex.rows[1].cells][3:5] == ["Tổng số điểm bị trừ", "14,87"]
        assert len(annex.rows) == 1 + len(thanh_xa().deducted()) + 1

    def it_is_the_same_bytes_each_time(self) -> None:
        first, second = (
            ReportTemplate.compile(SHIPPED, TEMPLATE_NAME).fill(report_values(audited_district(c), c))
            for c in (thanh_xa(), thanh_xa())
        )
        assert first == second

    def it_says_who_issued_it_in_the_files_properties(self, template: ReportTemplate) -> None:
        properties = filled(template, thanh_xa()).core_properties
        assert properties.author == "UBND xã Thanh Xá"
        assert "xã Thanh Xá".casefold() in properties.title.casefold()
        assert properties.language == "vi-VN"

    def it_can_be_unpacked_by_any_zip_reader(self, template: ReportTemplate) -> None:
        commune = thanh_xa()
        with ZipFile(BytesIO(template.fill(report_values(audited_district(commune), commune)))) as archive:
            assert archive.testzip() is None
            assert {i.date_time for i in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


class DescribeTheForm:
    def it_is_a4_upright_with_the_decrees_margins_in_every_section(self, template: ReportTemplate) -> None:
        sections = filled(template, thanh_xa()).sections
        assert len(sections) == 2
        for section in sections:
            page = [round(cast(int, length) / 36000) for length in (section.page_width, section.page_height)]
            assert page == [210, 297]
            sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
            top, bottom, left, right = (length.mm for length in sides if length is not None)
            assert 20 <= top <= 25 and 20 <= bottom <= 25 and 30 <= left <= 35 and 15 <= right <= 20

    def it_numbers_pages_in_the_header_but_not_on_the_first(self, template: ReportTemplate) -> None:
        for section in filled(template, thanh_xa()).sections:
            assert section.different_first_page_header_footer
            assert "PAGE" in section.header._element.xml
            assert "PAGE" not in section.first_page_header._element.xml

    def it_names_a_style_for_every_paragraph(self, template: ReportTemplate) -> None:
        document = filled(template, thanh_xa())
        used = {p.style.name for p in document.paragraphs if p.style}
        used |= {
            p.style.name for t in document.tables for r in t.rows for c in r.cells for p in c.paragraphs if p.style
        }
        assert all(name and name.startswith("CCHC ") for name in used)
        assert "CCHC Thẻ điều khiển" not in used

    def it_sets_every_style_in_times_new_roman(self, template: ReportTemplate) -> None:
        fonts = filled(template, thanh_xa()).styles.element.iter(qn("w:rFonts"))
        assert {value for font in fonts for value in font.attrib.values()} == {"Times New Roman"}

    def it_keeps_the_signature_with_the_closing_line(self, template: ReportTemplate) -> None:
        document = filled(template, thanh_xa())
        assert document.styles["CCHC Câu kết"].paragraph_format.keep_with_next
        assert all("w:cantSplit" in row._tr.xml for table in document.tables for row in table.rows)

    def it_repeats_the_annexs_header_row(self, template: ReportTemplate) -> None:
        assert "w:tblHeader" in filled(template, thanh_xa()).tables[-1].rows[0]._tr.xml

    @pytest.mark.parametrize(("name", "style"), [("Thanh Xá", "ngắn"), ("Nguyễn Lương Bằng", "dài")])
    def it_draws_the_line_under_the_name_by_its_length(self, template: ReportTemplate, name: str, style: str) -> None:
        document = filled(template, thanh_xa(name=CommuneName("xã", name)))
        styles = [p.style.name for p in document.tables[0].rows[0].cells[0].paragraphs if p.style]
        assert [s for s in styles if s and "Gạch" in s] == [f"CCHC Gạch dưới tên {style}"]


class DescribeDeductions:
    def it_says_points_reason_remedy_who_and_until_when(self, template: ReportTemplate) -> None:
        known = remedy("1.1", "Bổ sung sản phẩm cho từng nhiệm vụ", "Công chức Văn phòng - Thống kê", "5/4/2023")
        text = text_of(filled(template, thanh_xa(remedies=[known])))
        assert (
            "- Tiêu chí thành phần 1.1 “Kế hoạch CCHC năm”: đạt 3,5/4 điểm, bị trừ 0,5 điểm. "
            "Nguyên nhân: kế hoạch chưa xác định rõ sản phẩm của 2 nhiệm vụ. "
            "Biện pháp: bổ sung sản phẩm cho từng nhiệm vụ. Công chức Văn phòng - Thống kê chủ trì thực hiện, "
            "hoàn thành chậm nhất ngày 05 tháng 4 năm 2023.\n"
        ) in text

    def it_marks_a_deduction_without_a_remedy(self, template: ReportTemplate) -> None:
        document = filled(template, thanh_xa())
        runs = [r for p in document.paragraphs for r in p.runs if r.text == PLACEHOLDER]
        assert len(runs) == len(thanh_xa().deducted())
        assert {r.style.name for r in runs if r.style} == {"CCHC Chỗ cần bổ sung"}

    def it_tells_a_remedy_that_serves_several_once_below_them(self, template: ReportTemplate) -> None:
        text = text_of(filled(template, thanh_xa(remedies=[remedy("8", "Đối thoại với người dân")])))
        lines = text.split("\n")
        told = lines.index("Biện pháp chung cho 3 nội dung trên: đối thoại với người dân.")
        assert all(lines[told - n].startswith("- Tiêu chí thành phần 8.") for n in (1, 2, 3))

    def it_groups_by_remedy_even_those_that_stand_apart(self, template: ReportTemplate) -> None:
        shared = [remedy("1.1", "Rà soát"), remedy("1.2", "Kiểm tra"), remedy("1.3", "Rà soát")]
        text = text_of(filled(template, thanh_xa(remedies=shared)))
        assert text.count("Biện pháp chung cho 2 nội dung trên: rà soát.") == 1

    def it_gives_the_noted_shortcoming_where_the_appraiser_gave_no_reason(self, template: ReportTemplate) -> None:
        known = remedy("7.2", "Số hóa ngay khi tiếp nhận", shortcoming="Tỷ lệ số hóa thấp")
        assert "Tồn tại, hạn chế: tỷ lệ số hóa thấp." in text_of(filled(template, thanh_xa(remedies=[known])))

    def it_reads_well_without_any(self, template: ReportTemplate) -> None:
        commune = audited_commune(scores(FULL_MARKS), rank=1)
        document = filled(template, commune)
        text = text_of(document)
        assert "không bị trừ điểm ở tiêu chí thành phần nào" in text
        assert "Kết quả đạt điểm tối đa 4/4 điểm" in text
        assert "Phụ lục" not in text and PLACEHOLDER not in text and "chưa đạt" not in text
        assert len(document.sections) == 1 and len(document.tables) == 2

    def it_reads_well_with_one(self, template: ReportTemplate) -> None:
        text = text_of(filled(template, audited_commune(many_deductions(1))))
        assert "chưa đạt 0,5 điểm ở tiêu chí thành phần sau:" in text

    def it_lists_forty(self, template: ReportTemplate) -> None:
        document = filled(template, audited_commune(many_deductions(40)))
        assert len(document.tables[-1].rows) == 42
        assert "Tiêu chí thành phần 1.40 “Nội dung 40”" in text_of(document)


class DescribeTextFromWorkbooks:
    def it_comes_out_literally(self, template: ReportTemplate) -> None:
        lines = scores(f"1 | Chỉ đạo\n1.1 | Kế hoạch | 4 | 3 | {HOSTILE}")
        text = text_of(filled(template, audited_commune(lines, remedies=[remedy("1.1", HOSTILE, HOSTILE, HOSTILE)])))
        literal = "A & B <50% x; {{ 7*7 }} {% for %} </w:t> {_{"
        assert text.count(literal) >= 4
        assert "49" not in text

    @settings(max_examples=60, deadline=None)
    @given(st.text())
    def it_never_stops_a_report(self, template: ReportTemplate, text: str) -> None:
        known = remedy("1.1", text, text, text, text)
        commune = audited_commune([("1", text), ("1.1", text, "4", "3", text)], remedies=[known])
        filled(template, commune, audited_district(commune, information={"Quyết định công bố": text}))

    def it_may_break_lines(self, template: ReportTemplate) -> None:
        known = remedy("1.1", "- Rà soát;\n- Bổ sung kế hoạch.")
        assert "Biện pháp: rà soát; bổ sung kế hoạch." in text_of(filled(template, thanh_xa(remedies=[known])))

    def it_is_composed_unicode(self, template: ReportTemplate) -> None:
        decomposed = "Ke\u0302\u0301 hoa\u0323ch"
        text = text_of(filled(template, audited_commune(scores(f"1 | {decomposed}\n1.1 | {decomposed} | 4 | 3"))))
        assert "Kế hoạch" in text and decomposed not in text


class DescribeWhatIsMissing:
    def it_reads_on_without_any_information(self, template: ReportTemplate) -> None:
        commune = audited_commune(scores(PUBLISHED), grade=None)
        text = text_of(filled(template, commune, audited_district(commune, information={}, communes=1)))
        assert "Căn cứ" not in text and "để báo cáo" not in text and "xếp" not in text.split("II.")[0]
        assert text.startswith("UBND XÃ THANH XÁ")
        assert "của UBND xã Thanh Xá./." in text

    def it_leaves_out_the_plan_alone(self, template: ReportTemplate) -> None:
        text = text_of(filled(template, audited_commune(scores(PUBLISHED))))
        assert "Kế hoạch số" not in text
        assert "Căn cứ Công văn số 171/UBND-NV ngày 20 tháng 3 năm 2023 của UBND huyện Thanh Hà." in text

    def it_knows_a_commune_without_a_kind(self, template: ReportTemplate) -> None:
        text = text_of(filled(template, thanh_xa(name=CommuneName(None, "Thanh Xá"))))
        assert "UBND THANH XÁ" in text and "None" not in text and "UBND Thanh Xá" in text

    def it_states_no_rank_where_a_commune_of_the_decision_has_no_scores(self, template: ReportTemplate) -> None:
        absent = Finding(code="R11", severity=Severity.ERROR, place=Place(), message="", advice="")
        commune = thanh_xa()
        assert "xếp thứ" not in text_of(filled(template, commune, audited_district(commune, findings=(absent,))))

    def it_does_without_parts(self, template: ReportTemplate) -> None:
        text = text_of(filled(template, audited_commune(many_deductions(2))))
        assert "1. Kết quả theo từng tiêu chí (2 tiêu chí)" in text
        assert "- Tài chính công: đạt 5/5 điểm, chỉ số 100%." in text


class DescribeTheHead:
    @pytest.mark.parametrize(
        ("authority", "above", "printed"),
        [
            ("UBND tỉnh Hải Dương", None, "UBND TỈNH HẢI DƯƠNG"),
            ("Ủy ban nhân dân huyện Thanh Hà", "UBND tỉnh Hải Dương", "UBND HUYỆN THANH HÀ"),
            ("Sở Nội vụ tỉnh Hải Dương", "UBND tỉnh Hải Dương", "UBND TỈNH HẢI DƯƠNG"),
            ("Sở Nội vụ tỉnh Hải Dương", None, "UBND XÃ THANH XÁ"),
        ],
    )
    def it_puts_the_committee_above_first(
        self, template: ReportTemplate, authority: str, above: str | None, printed: str
    ) -> None:
        information = {"Cơ quan thẩm định": authority} | ({"Cơ quan cấp trên": above} if above else {})
        commune = thanh_xa()
        text = text_of(filled(template, commune, audited_district(commune, information=information)))
        assert text.startswith(printed + "\n")

    def it_takes_number_day_and_place_from_the_contacts(self, template: ReportTemplate) -> None:
        facts = {"so bao cao": "7/BC-UBND", "ngay bao cao": "5/4/2023", "dia danh": "Bình Xá"}
        text = text_of(filled(template, audited_commune(scores(PUBLISHED), facts=facts)))
        assert "Số: 07/BC-UBND" in text
        assert "Bình Xá, ngày 05 tháng 4 năm 2023" in text

    def it_names_a_numbered_ward_in_full(self, template: ReportTemplate) -> None:
        assert "Phường 5, ngày" in text_of(filled(template, thanh_xa(name=CommuneName("phường", "5"))))


class DescribeWording:
    @pytest.mark.parametrize(
        ("given", "said"),
        [
            ("30/6/2023", "hoàn thành chậm nhất ngày 30 tháng 6 năm 2023"),
            ("2023-02-05 00:00:00", "hoàn thành chậm nhất ngày 05 tháng 02 năm 2023"),
            ("Quý II/2023", "hoàn thành trong quý II/2023"),
            ("Trước ngày 15/11/2023", "hoàn thành trước ngày 15 tháng 11 năm 2023"),
            ("Thường xuyên", "thực hiện thường xuyên"),
            ("Theo kế hoạch", "thời hạn: theo kế hoạch"),
            ("", ""),
        ],
    )
    def it_says_until_when(self, given: str, said: str) -> None:
        assert until_when(given).replace(NBSP, " ") == said

    @pytest.mark.parametrize("kept", ["UBND xã", "Chủ tịch UBND", "Thanh Xá chưa có", "Nghị định 30", "A & B", ""])
    def it_keeps_the_capital_of_names(self, kept: str) -> None:
        assert soft(kept) == kept

    def it_joins_several_who_act(self) -> None:
        known = remedy("1", "x", "Chủ tịch UBND; Công chức Văn phòng", "Thường xuyên")
        assert assignment(known) == ("Chủ tịch UBND và công chức Văn phòng chủ trì, thực hiện thường xuyên.")
        assert assignment(None) == assignment(remedy("1", "x")) == ""

    def it_leaves_a_text_that_is_no_date(self) -> None:
        assert date_written("cuối năm") == "cuối năm"

    def it_strips_bullets_but_not_negative_numbers(self) -> None:
        assert clean("- Một.\r\n+ Hai;") == "Một; hai"
        assert clean("-5 điểm") == "-5 điểm"


class DescribeFaultyTemplates:
    @pytest.mark.parametrize(
        ("old", "new", "named"),
        [
            ("{{ ten_don_vi_in_hoa }}", "{{ ten_don_vi_hoa }}", "không có thẻ {{ ten_don_vi_hoa }}"),
            ("{{ linh_vuc.ket_qua }}", "{{ linh_vuc.ketqua }}", "linh_vuc.ketqua }}, có lẽ là {{ linh_vuc.ket_qua }}"),
            ("{%p for linh_vuc in cac_linh_vuc %}", "{%p for linh_vuc in linh_vuc_ca %}", "linh_vuc_ca"),
            ("{{ nam }}", "{{ nam | viet_hoa }}", "không có bộ lọc “viet_hoa”"),
            ("{{ nam }}", "{{ nam }", "“{{” không thành thẻ (gần chỗ “…chính theo kết quả"),
            ("{{ nam }}", "{ nam }}", "“}}” không thành thẻ"),
            ("{%p endif %}", "", "thẻ {% if co_quan_cap_tren %} chưa được đóng"),
            ("{%p if co_quan_cap_tren %}", "", "thẻ {% endif %} thừa"),
            ("{%tr endfor %}", "", "thẻ {% for dong in phu_luc %} chưa được đóng mà đã gặp {% endif %} (gần chỗ"),
            ("{{ nam }}", "{{ nam nam }}", "có thẻ viết sai {{ nam nam }}"),
            ("{%p if co_quan_cap_tren %}", "{% if co_quan_cap_tren %}", "mở ở một chỗ mà đóng ở chỗ khác"),
            ("{%p if co_quan_cap_tren %}", "{%p neu co_quan_cap_tren %}", "không có thẻ {%p neu co_quan_cap_tren %}"),
            ("{{ nam }}", "{{ 1 / 0 }}", "mẫu không dùng được"),
            ("{{ nam }}", "{{ cac_phan[0].ten }}", "mẫu không dùng được"),
            ("{{ nam }}", "{{ nam.__class__ }}", "nam.__class__"),
        ],
    )
    def it_names_the_tag_at_once(self, old: str, new: str, named: str) -> None:
        with pytest.raises(TemplateError) as caught:
            ReportTemplate.compile(with_body(old, new), "mau.docx")
        message = str(caught.value)
        assert named in message
        assert "mau.docx" in message and "\n" not in message
        assert caught.value.exit_code is ExitCode.TEMPLATE

    def it_looks_into_headers_and_properties_too(self) -> None:
        with pytest.raises(TemplateError, match=r"thuộc tính của tệp: không có thẻ \{\{ tieude"):
            ReportTemplate.compile(with_body("{{ tieu_de }}", "{{ tieude }}", "docProps/core.xml"), "mau.docx")

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"not a zip",
            SHIPPED[: len(SHIPPED) // 2],
            package([packed("a.txt", b"a")]),
            package([packed("[Content_Types].xml", b"<Types/>")]),
            package([packed("bom", bytes(SIZE_LIMIT + 1))]),
        ],
    )
    def it_says_that_a_file_is_no_word_document(self, data: bytes) -> None:
        with pytest.raises(TemplateError, match=r"^Mẫu báo cáo mau\.docx [^\n]*$"):
            ReportTemplate.compile(data, "mau.docx")

    def it_says_that_a_part_is_no_xml(self) -> None:
        with pytest.raises(TemplateError, match="hỏng"):
            ReportTemplate.compile(with_body("</w:body>", ""), "mau.docx")

    def it_forgives_tags_that_word_has_split(self) -> None:
        split = with_body("{{ nam }}", "{</w:t></w:r><w:r><w:t>{ n</w:t></w:r><w:r><w:t>am }}")
        commune = thanh_xa()
        report = filled(ReportTemplate.compile(split, "mau.docx"), commune)
        assert "Chỉ số cải cách hành chính năm 2022" in text_of(report)

    def it_never_gives_out_a_report_that_is_torn(self) -> None:
        def spoilt(xml: str) -> str:
            xml = xml.replace("{{ ten_don_vi_in_hoa }}", "{{ ten_don_vi_in_hoa }}{% if nam != '7' %}", 1)
            return xml.replace("{{ ket_qua_chung }}", "{{ ket_qua_chung }}{% endif %}", 1)

        parts = read_package(SHIPPED)
        data = package(packed(n, spoilt(d.decode()).encode() if n.endswith(".xml") else d) for n, d in parts.items())
        with pytest.raises(TemplateError, match="mở ở một chỗ mà đóng ở chỗ khác hẳn"):
            ReportTemplate.compile(data, "mau.docx")

    def it_stops_at_a_value_that_is_not_given(self, template: ReportTemplate) -> None:
        with pytest.raises(TemplateError, match="không điền được"):
            template.fill({})


class DescribeTheTags:
    def it_documents_every_value_and_no_other(self) -> None:
        commune = thanh_xa()
        values = report_values(audited_district(commune), commune)
        assert set(values) == {tag.name for tag in TAGS}
        for tag in TAGS:
            _same_shape(tag, values[tag.name])

    def it_explains_each_with_an_example(self) -> None:
        def every(tags: tuple[Tag, ...]) -> list[Tag]:
            return [t for tag in tags for t in (tag, *every(tag.fields))]

        assert all(t.meaning and (t.example or t.fields) for t in every(TAGS))


def _same_shape(tag: Tag, value: object) -> None:
    assert isinstance(value, list) == tag.is_list, tag.name
    for item in value if isinstance(value, list) else ():
        for field in tag.fields:
            _same_shape(field, getattr(item, field.name))
        assert tag.fields or isinstance(item, str)


class DescribeTheShippedTemplate:
    def it_is_what_the_script_builds(self) -> None:
        script = Path(__file__).parents[2] / "scripts" / "make_template.py"
        parts = read_package(runpy.run_path(str(script))["build"]())
        assert parts == read_package(SHIPPED)

    def it_is_small(self) -> None:
        assert sum(map(len, read_package(SHIPPED).values())) < 60_000


class DescribeFileNames:
    def it_is_ascii(self) -> None:
        assert report_file_name(2022, CommuneName("xã", "Thanh Xá")) == "bao-cao-khac-phuc_2022_xa-thanh-xa.docx"

    def it_is_bounded(self) -> None:
        assert len(report_file_name(2022, CommuneName(None, "Rất dài " * 50))) <= 90

    def it_stays_a_plain_name_whatever_the_commune_is_called(self) -> None:
        assert report_file_name(2022, CommuneName(None, "../../x")) == "bao-cao-khac-phuc_2022_x.docx"
