"""Every fault of an edited template is found at once, with its place and the way out; no template can run away."""

from __future__ import annotations

import random
import re
import time
from io import BytesIO

import pytest
from docx import Document

from cchc_excel.bundled import SUMMARY_TEMPLATE_NAME, folder
from cchc_excel.errors import TemplateError
from cchc_excel.writers.report import ReportTemplate
from cchc_excel.writers.report.environment import RunAway, within_bounds
from cchc_excel.writers.report.package import package, packed, read_package
from cchc_excel.writers.report.tags import TAGS
from cchc_excel.writers.report.template_fault import FaultyTemplate
from cchc_excel.writers.template_check import check_template
from tests.builders.templates import MAIN, SHIPPED, edited

NEXT_PARAGRAPH = "</w:t></w:r></w:p><w:p><w:r><w:t>"
_RELS = "word/_rels/document.xml.rels"
_TYPES = "[Content_Types].xml"


def lines(*changes: tuple[str, str]) -> list[str]:
    """What the check says of the shipped template with these changes."""
    return [fault.line for fault in check_template(edited(*changes), "mau.docx").faults]


class DescribeFaults:
    def it_finds_all_of_them_in_one_go(self) -> None:
        found = lines(
            ("{{ ten_don_vi_in_hoa }}", "{{ ten_don_vi_hoa }}"),
            ("{{ dia_danh }}", "{ { dia_danh } }"),
            ("{{ ket_qua_chung }}", "{{ cac_linh_vuc }}"),
            ("{{ phan.quy_mo }}", "{{ phan.quymo }}"),
            ("{{ cau_ket }}", "{{ cau_ket | viet_hoa }}"),
        )
        assert len(found) == 5
        for line, said in zip(found, ("ten_don_vi_hoa", "{ {", "cac_linh_vuc", "phan.quymo", "viet_hoa"), strict=True):
            assert said in line and "\n" not in line and line.endswith(".")

    @pytest.mark.parametrize(
        ("old", "new", "place", "what", "way_out"),
        [
            ("{{ nam }}", "{{ Năm }}", "đoạn 2", "không có thẻ {{ Năm }}", "thay bằng {{ nam }}"),
            ("{{ nam }}", "{{ Tên_xã }}", "đoạn 2", "{{ Tên_xã }}", "thay bằng {{ ten_xa }}"),
            ("{{ nam }}", "{{ tên xã }}", "đoạn 2", "viết sai {{ tên xã }}", "thay bằng {{ ten_xa }}"),
            ("{{ nam }}", "{ten_xa}", "đoạn 2", "một dấu ngoặc", "{{ ten_xa }}"),
            ("{{ nam }}", "｛｛ nam ｝｝", "đoạn 2", "chữ rộng", "{{ nam }}"),
            ("{{ nam }}", "{{{ nam }}", "đoạn 2", "viết sai", "{{ nam }}"),
            ("{{ nam }}", "{{ nam", "đoạn 2", "“{{” không thành thẻ", "gõ lại thẻ"),
            ("{{ nam }}", "{{ }}", "đoạn 2", "để trống", "ghi tên thẻ"),
            ("{{ nam }}", "{{ phan.ten }}", "đoạn 2", "nằm ngoài vòng lặp", "{%p for phan in cac_phan %}"),
            ("{{ nam }}", "{{ loop.index }}", "đoạn 2", "nằm ngoài vòng lặp", "vòng lặp"),
            ("{{ nam }}", "{{ cac_phan }}", "đoạn 2", "là danh sách", "{%p for muc in cac_phan %} … {{ muc.so }}"),
            ("{{ nam }}", "{{ cac_phan.ten }}", "đoạn 2", "là danh sách", "{{ muc.ten }}"),
            ("{{ nam }}", "{{ nam.ten }}", "đoạn 2", "“nam” là chữ", "{{ nam }}"),
            ("{{ linh_vuc.ten }}", "{{ linh_vuc }}", "đoạn", "gồm nhiều phần", "{{ linh_vuc.ten }}"),
            ("{{ linh_vuc.ten }}", "{{ linh_vuc.tenn }}", "đoạn", "có lẽ là {{ linh_vuc.ten }}", "thay bằng"),
            ("for phan in cac_phan", "for phan in nam", "đoạn 13", "không phải danh sách", "cac_phan"),
            ("for phan in cac_phan", "for phan trong cac_phan", "đoạn 13", "viết sai", "{%p for muc in"),
            ("for phan in cac_phan", "for phan in cac_phann", "đoạn 13", "có lẽ là {{ cac_phan }}", "thay bằng"),
            ("for dong in phan.cac_dong", "for dong in cac_phan", "đoạn", "chính danh sách ấy", "bỏ một trong hai"),
            ("{%p if co_quan_cap_tren %}", "{%p if ten_xaa %}", "bảng 1, dòng 1, cột 1", "{{ ten_xaa }}", "thay"),
            ("{%p endif %}", "", "bảng 1, dòng 1, cột 1", "chưa được đóng", "thêm thẻ {%p endif %}"),
            ("{%p if co_quan_cap_tren %}", "", "bảng 1, dòng 1, cột 1", "thẻ {% endif %} thừa", "xóa thẻ này"),
            ("{%p else %}", "{%p elif %}", "bảng 1, dòng 1, cột 1", "thiếu điều kiện", "tên thẻ"),
            ("{%p else %}", "{%p esle %}", "bảng 1, dòng 1, cột 1", "không có thẻ {%p esle %}", "{%p else %}"),
            ("{%tr for dong in phu_luc %}", "{%p for dong in phu_luc %}", "bảng 3, dòng 3", "đóng ở chỗ khác", "{%tr"),
            ("{%tr for dong in phu_luc %}", "{%tr for dong in phu_luc %} x", "bảng 3", "sẽ mất", "riêng"),
            ("{%p if so_voi_nam_truoc %}", "chữ {%p if so_voi_nam_truoc %}", "đoạn 10", "sẽ mất", "riêng"),
            ("{{ so_voi_nam_truoc }}", "{%tr if nam %}", "đoạn 11", "đóng ở chỗ khác", "{%p if nam %}"),
            ("{{ cau_ket }}", f"{{{{ cau_ket{NEXT_PARAGRAPH}}}}}", "đoạn", "ngắt sang đoạn", "một đoạn"),
            ("{{ nam }}", "{{ nam | replace('a', 'b') }}", "đoạn 2", "không có bộ lọc “replace”", "bỏ phần"),
            ("{{ nam }}", "{{ nam }}{%r if nam %}", "đoạn 2", "{% if nam %} chưa được đóng", "{% endif %}"),
        ],
    )  # fmt: skip
    def it_says_where_what_and_how_to_mend_it(self, old: str, new: str, place: str, what: str, way_out: str) -> None:
        found = lines((old, new))
        assert any(line.startswith(place) and what in line and way_out in line.partition("; ")[2] for line in found), (
            found
        )

    def it_finds_loops_that_would_leave_empty_paragraphs(self) -> None:
        (opening,) = [f for f in lines(("{%p if so_voi_nam_truoc %}", "{% if so_voi_nam_truoc %}")) if "đoạn 10" in f]
        assert "viết {%p if so_voi_nam_truoc %}" in opening
        found = re.search(
            r'<w:pStyle w:val="(CCHC\d+)"/></w:pPr><w:r><w:t>{%p endif', read_package(SHIPPED)[MAIN].decode()
        )
        assert found is not None
        (both, _) = lines(
            ("{%p if so_voi_nam_truoc %}", "{% if so_voi_nam_truoc %}"),
            ("{{ so_voi_nam_truoc }}</w:t></w:r></w:p><w:p>", "{{ so_voi_nam_truoc }}</w:t></w:r></w:p><w:p w:x='1'>"),
            (
                f"<w:p w:x='1'><w:pPr><w:pStyle w:val=\"{found[1]}\"/></w:pPr><w:r><w:t>{{%p endif",
                "<w:p><w:r><w:t>{% endif",
            ),
        )
        assert "để lại một đoạn trống" in both and "viết {%p if so_voi_nam_truoc %}" in both

    def it_finds_crossed_loops(self) -> None:
        crossed = ("{{ so_voi_nam_truoc }}", f"{{%p for a in cac_can_cu %}}{NEXT_PARAGRAPH}{{{{ a }}}}")
        first, second = lines(crossed, ("<w:t>I. KẾT QUẢ", f"<w:t>{{%p endfor %}}{NEXT_PARAGRAPH}I. KẾT QUẢ"))
        assert "{% endfor %} thừa" in first and first.startswith("đoạn 8")
        assert "{% for a in cac_can_cu %} chưa được đóng mà đã gặp {% endif %}" in second

    def it_lets_cells_and_tables_be_emptied_for_they_get_what_word_asks_for(self) -> None:
        typed = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
        cell = "".join(typed.format(t) for t in ("{%p if co_quan_cap_tren %}", "a", "{%p endif %}"))
        rows = "".join(
            f"<w:tr><w:tc>{typed.format(t)}</w:tc></w:tr>"
            for t in ("{%tr for a in cac_can_cu %}", "{{ a }}", "{%tr endfor %}")
        )
        grid = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>"
        table = f"{grid}<w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl><w:p/>{grid}{rows}</w:tbl><w:p/>"
        template = ReportTemplate.compile(edited(("<w:body>", f"<w:body>{table}")), "mau.docx")
        document = Document(BytesIO(template.fill({tag.name: tag.empty() for tag in TAGS})))
        first, second = document.tables[:2]
        assert [p.text for p in first.cell(0, 0).paragraphs] == [""]
        assert "CỘNG HÒA" in second.cell(0, 1).text  # the table without rows is gone

    def but_prose_in_braces_is_no_tag(self) -> None:
        assert lines(("{{ nam }}", "{{ nam }} {xem thêm} {a; b} 5% }")) == []

    @pytest.mark.parametrize(
        ("box", "place"),
        [
            ('<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><w:txbxContent><w:p><w:r><w:t>{{ la }}</w:t></w:r></w:p></w:txbxContent></v:shape></w:pict></w:r>', "khung chữ ở đoạn 10"),
            ('<w:r><w:instrText>INCLUDETEXT "{{ nam }}"</w:instrText></w:r>', "trong mã trường"),
            ("<w:del><w:r><w:delText>{{ nam }}</w:delText></w:r></w:del>", "Track Changes"),
        ],
    )  # fmt: skip
    def it_looks_into_boxes_and_says_where_no_tag_can_be(self, box: str, place: str) -> None:
        found = lines(("<w:t>{{ ket_qua_chung }}</w:t></w:r>", f"<w:t>{{{{ ket_qua_chung }}}}</w:t></w:r>{box}"))
        assert any(place.replace("đoạn 10", "đoạn 9") in line for line in found), found

    @pytest.mark.parametrize(
        ("part", "old", "place"),
        [
            ("docProps/core.xml", "{{ tieu_de }}", "thuộc tính của tệp"),
            ("word/header1.xml", "<w:t>", "đầu trang, đoạn 1"),
        ],
    )
    def it_looks_into_headers_and_properties(self, part: str, old: str, place: str) -> None:
        data = edited((old, old.replace("{{ tieu_de }}", "") + "{{ la }}"), part=part)
        (fault,) = check_template(data, "mau.docx").faults
        assert fault.line.startswith(f"{place}: không có thẻ {{{{ la }}}}")

    def it_tells_a_run_the_first_few_and_the_command_for_the_rest(self) -> None:
        data = edited(*(("{{ nam }}", f"{{{{ la_{n} }}}}") for n in range(3)), ("{{ cau_ket }}", "{{ la_3 }}"))
        with pytest.raises(FaultyTemplate) as caught:
            ReportTemplate.compile(data, "mau.docx")
        told = str(caught.value)
        assert "có 4 lỗi: (1) " in told and "(3) " in told and "(4) " not in told
        assert "cchc template check FILE" in told and "\n" not in told


class DescribeAnyEdit:
    """Whatever the check lets through can be filled, and whatever cannot be filled it finds."""

    @pytest.mark.parametrize("seed", range(150))
    def it_agrees_with_the_run(self, seed: int) -> None:
        chance = random.Random(seed)
        xml = read_package(SHIPPED)["word/document.xml"].decode()
        tags = re.findall(r"\{\{.*?\}\}|\{%.*?%\}", xml)
        old = chance.choice(tags)
        data = edited((old, chance.choice(["", old[1:], old[:-1], old * 2, chance.choice(tags), old.upper()])))
        found = check_template(data, "mau.docx").faults
        try:
            ReportTemplate.compile(data, "mau.docx")
            assert not found
        except FaultyTemplate as problem:
            assert set(problem.faults) <= set(found)


class DescribeHostileTemplates:
    @pytest.mark.parametrize(
        "typed",
        [
            "{{ ''.__class__ }}", "{{ nam.__class__.__mro__ }}", "{{ cac_phan.__len__() }}", "{{ nam.format(1) }}",
            "{{ range(10**9) }}", "{{ 'x' * 10**9 }}", "{{ 10**10**10 }}", "{{ '%1000000000d' % 1 }}", "{{ [1] * 9 }}",
            "{{ 'x' | center(1000000000) }}", "{{ nam | attr('__class__') }}", "{{ lipsum(999) }}", "{{ self }}",
            "{{ cycler.__init__.__globals__ }}", "{{ namespace() }}", "{{ joiner }}", "{{ nam[0] }}", "{{ {1: 2} }}",
            "{% for a in range(10**9) %}{{ a }}{% endfor %}", "{% for a in 'x' * 10**9 %}{% endfor %}",
            "{% for a in cac_phan recursive %}{{ loop(a) }}{% endfor %}", "{% for a, b in cac_phan %}{% endfor %}",
            "{% include '/etc/passwd' %}", "{% import 'a' as b %}", "{% extends 'a' %}", "{% from 'a' import b %}",
            "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", "{% set a = nam %}{{ a }}", "{% block a %}{% endblock %}",
            "{% call nam() %}{% endcall %}", "{% filter upper %}{% endfilter %}", "{% raw %}{{{% endraw %}", "{% do 1 %}",
            "{% with a = nam %}{% endwith %}", "{% autoescape false %}{% endautoescape %}", "{{ nam | safe }}",
            "{{ " + "(" * 140 + "nam" + ")" * 140 + " }}", "{{ " + "nam ~ " * 200 + "nam }}", "{{ 99999999999999 }}",
            "{% for a in cac_phan %}" * 4 + "{% endfor %}" * 4, "{% if nam %}" * 13 + "{% endif %}" * 13,
            "{% for a in cac_phan %}{% for b in a.cac_dong %}{% for c in cac_can_cu %}{% for d in phu_luc %}" + "{% endfor %}" * 4,
            "{{ nam }}" * 5001, "{{ 'a' if nam }}", "{{ nam is sameas nam }}", "{{ nam if nam.x else nam }}",
        ],
    )  # fmt: skip
    def it_refuses_them_in_one_line(self, typed: str) -> None:
        began = time.perf_counter()
        with pytest.raises(TemplateError) as caught:
            ReportTemplate.compile(edited(("{{ nam }}", typed.replace("<", "&lt;"))), "mau.docx")
        assert time.perf_counter() - began < 5
        assert str(caught.value).startswith("Mẫu mau.docx") and "\n" not in str(caught.value)

    def it_stops_a_report_that_grows_beyond_measure(self) -> None:
        with pytest.raises(RunAway, match="20 MB"):
            list(within_bounds(b"x" * 2**20 for _ in range(100)))

    @pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", _TYPES, _RELS])
    def it_takes_no_entities(self, part: str) -> None:
        xml = read_package(SHIPPED)[part].decode().partition("?>")[2].strip()
        bomb = '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;&b;&b;">]>'
        with pytest.raises(TemplateError, match="không an toàn"):
            ReportTemplate.compile(edited(more={part: (bomb + xml).encode()}), "mau.docx")

    def it_takes_no_zip_bomb(self) -> None:
        began = time.perf_counter()
        huge = edited(more={"word/theme/theme1.xml": b"<a>" + bytes(9 * 2**20)})
        with pytest.raises(TemplateError, match="không an toàn"):
            ReportTemplate.compile(huge, "mau.docx")
        with pytest.raises(TemplateError):
            ReportTemplate.compile(package([packed("[Content_Types].xml", bytes(50 * 2**20))]), "mau.docx")
        assert time.perf_counter() - began < 5


class DescribeOtherFiles:
    @pytest.mark.parametrize(
        ("kind", "said"),
        [
            ("application/vnd.ms-word.document.macroEnabled.main+xml", r"chứa macro \(.docm\)"),
            ("application/vnd.ms-word.template.macroEnabledTemplate.main+xml", r"chứa macro \(.dotm\)"),
            ("application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml", r"\.dotx"),
        ],
    )
    def it_refuses_word_files_of_other_types(self, kind: str, said: str) -> None:
        main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        with pytest.raises(TemplateError, match=said):
            check_template(edited((main, kind), part=_TYPES), "mau.docx")

    @pytest.mark.parametrize(
        ("data", "said"),
        [
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "Word cũ"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
            (b"", "hỏng"), (b"%PDF-1.4", "hỏng"), (SHIPPED[:5000], "hỏng"),
            (edited(more={"word/vbaProject.bin": b"x"}), "macro"),
        ],
    )  # fmt: skip
    def it_says_in_a_line_what_a_file_is(self, data: bytes, said: str) -> None:
        with pytest.raises(TemplateError, match=said) as caught:
            check_template(data, "mau.docx")
        assert "\n" not in str(caught.value)

    @pytest.mark.parametrize(
        ("kind", "mode", "said"),
        [
            ("attachedTemplate", ' TargetMode="External"', "tệp mẫu khác"),
            ("image", ' TargetMode="External"', "hình ảnh lấy từ"),
            ("aFChunk", "", "altChunk"),
            ("oleObject", ' TargetMode="External"', "đối tượng nhúng"),
            ("mailMergeSource", ' TargetMode="External"', "trộn thư"),
            ("frame", ' TargetMode="External"', "liên kết ra ngoài"),
        ],
    )
    def it_flags_what_comes_from_elsewhere(self, kind: str, mode: str, said: str) -> None:
        link = f'<Relationship Id="rX" Type="http://x.example/{kind}" Target="file:///x.dotm"{mode}/></Relationships>'
        data = edited(("</Relationships>", link), part=_RELS)
        (fault,) = check_template(data, "mau.docx").faults
        assert said in fault.line

    def but_a_hyperlink_is_none_of_them(self) -> None:
        link = '<Relationship Id="rX" Type="http://x.example/hyperlink" Target="http://a.example" TargetMode="External"/></Relationships>'
        assert not check_template(edited(("</Relationships>", link), part=_RELS), "mau.docx").faults

    def it_flags_fields_that_fetch(self) -> None:
        field = "<w:r><w:instrText> MERGEFIELD Ten </w:instrText></w:r><w:r><w:t>{{ cau_ket }}"
        (line,) = lines(("<w:r><w:t>{{ cau_ket }}", field))
        assert "MERGEFIELD Ten" in line

    def it_flags_a_template_without_tags(self) -> None:
        empty = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p/></w:body></w:document>'
        contents = {n: d for n, d in read_package(SHIPPED).items() if "chart" not in n and "core" not in n}
        data = package(packed(n, empty if n == "word/document.xml" else d) for n, d in contents.items())
        (fault,) = check_template(data, "mau.docx").faults
        assert "không có thẻ nào" in fault.line


class DescribeAGoodTemplate:
    def it_has_no_faults_and_knows_what_it_uses(self) -> None:
        found = check_template(SHIPPED, "mau.docx")
        assert not found.faults and not found.notes
        assert found.kind.stem == "bao-cao-khac-phuc"
        assert {"nam", "cac_phan", "bieu_do", "tieu_de"} <= found.used and "phan" not in found.used

    def it_is_told_from_a_summary_by_its_tags(self) -> None:
        summary = (folder("report_templates") / SUMMARY_TEMPLATE_NAME).read_bytes()
        assert check_template(summary, "khac.docx").kind.stem == "tong-hop"
        assert not check_template(summary, "khac.docx").faults
