"""The district summary: its figures, its ranking, the state of what was found, its form, whatever the district is like."""

from __future__ import annotations

import re
import runpy
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Docx
from docx.oxml.ns import qn
from docx.table import Table

from benchmarks.scale_district import district as scale_district
from cchc_excel.audit.district import audit
from cchc_excel.audit.form.check import check_form
from cchc_excel.bundled import SUMMARY_TEMPLATE_NAME, folder
from cchc_excel.model.audited import AuditedDistrict, Verdict
from cchc_excel.model.cause import CauseKind
from cchc_excel.model.facts import Fact, Information
from cchc_excel.model.finding import Finding, Place, Severity
from cchc_excel.model.numbers import percent, written, written_in_full
from cchc_excel.readers.documents.form.one_form import document_form
from cchc_excel.reading import read_folder
from cchc_excel.writers.district_summary import TAGS, summary_values
from cchc_excel.writers.report import ReportTemplate, Tag
from cchc_excel.writers.report.package import package, packed, read_package
from tests.builders.audited import SMALL, commune, comparison, district, finding, many, scheme
from tests.builders.districts import SCORES, District
from tests.conftest import ROOT, Run, audited

SHIPPED = (folder("report_templates") / SUMMARY_TEMPLATE_NAME).read_bytes()
HOSTILE = "A & B <50% {{ 7*7 }} {% for %} </w:t> \x00\ud800"


@pytest.fixture(scope="module")
def template() -> ReportTemplate:
    return ReportTemplate.compile(SHIPPED, SUMMARY_TEMPLATE_NAME, TAGS)


@pytest.fixture(scope="module")
def sample() -> AuditedDistrict:
    return audited(ROOT / "workbooks")


def filled(template: ReportTemplate, known: AuditedDistrict, loose: Sequence[Finding] = ()) -> Docx:
    return Document(BytesIO(template.fill(summary_values(known, loose))))


def text_of(document: Docx) -> str:
    """Every paragraph, in tables too, one a line, with ordinary blanks."""
    lines = ("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in document.element.body.iter(qn("w:p")))
    return "\n".join(line.replace("\u00a0", " ") for line in lines)


def table_under(document: Docx, first: str, second: str) -> list[list[str]]:
    """The rows below the headings of the table whose first two columns bear these."""
    for table in document.tables:
        if [c.text for c in table.rows[0].cells[:2]] == [first, second]:
            return [[c.text.replace("\u00a0", " ") for c in row.cells] for row in table.rows[1:]]
    return []


def ranking(document: Docx) -> list[list[str]]:
    return table_under(document, "Hạng", "Đơn vị")


def mismatches(document: Docx) -> list[list[str]]:
    return table_under(document, "TT", "Đơn vị")


def told_by(authority: str, above: str = "", place: str = "") -> Information:
    """An information sheet that names these."""
    lines = {"Cơ quan thẩm định": authority, "Cơ quan cấp trên": above, "Địa danh": place}
    where = Place("so.xlsx", "Thông tin", "B1")
    return Information(tuple(Fact(key=k, value=v, place=where) for k, v in lines.items() if v))


def known_figures(known: AuditedDistrict) -> set[str]:
    """Every figure that may stand in the summary, worked out here from the exact model."""
    every = len(known.communes)
    nodes = [n for c in known.communes for n in c.nodes]
    by_code = {code: [n for n in nodes if n.code == code] for code in {n.code for n in nodes}}
    exact: set[Decimal | Fraction] = {n.max_points for n in nodes} | {n.score for n in nodes} | {n.index for n in nodes}
    for same in by_code.values():
        exact.add(sum((Fraction(n.score) for n in same), Fraction(0)) / len(same))
        exact.add(sum((n.index for n in same), Fraction(0)) / len(same))
    lost = {code: sum((n.deduction for n in same), Decimal(0)) for code, same in by_code.items() if same[0].is_leaf}
    worst = sorted(lost.values(), reverse=True)
    all_lost = sum(worst, Decimal(0))
    sums = [*worst, sum(worst[:15], Decimal(0)), sum(worst[15:], Decimal(0)), all_lost]
    exact |= set(sums) | {percent(s, all_lost) for s in sums if all_lost}
    exact |= {percent(Decimal(n), Decimal(every)) for n in range(every + 1)}
    totals = sorted(Fraction(c.total.score) for c in known.communes)
    middle = every // 2
    exact |= {totals[-1] - totals[0], totals[middle] if every % 2 else (totals[middle - 1] + totals[middle]) / 2}
    told = " ".join(f.message + (f.cause.detail if f.cause else "") for f in known.findings)
    stated = {Decimal(v) for f in known.findings for v in (f.actual, f.expected) if v and re.fullmatch(r"-?[\d.]+", v)}
    return (
        {written(e) for e in exact}
        | {written_in_full(s) for s in stated}
        | {written(s) for s in stated}
        | set(re.findall(r"\d+,\d+", told))
    )


class DescribeTheSample:
    def it_has_a_line_for_each_commune_with_rank_and_score(
        self, template: ReportTemplate, sample: AuditedDistrict
    ) -> None:
        rows = ranking(filled(template, sample))
        assert [r[:4] for r in rows] == [
            [str(c.rank), c.name.display, written(c.total.score), c.grade] for c in sample.ranking
        ]
        ranks = {r[1]: r[0] for r in rows}
        assert ranks["Xã Thanh Xá"] == "7" and ranks["Xã Việt Hồng"] == ranks["Xã Vĩnh Lập"] == "13"

    @pytest.mark.parametrize("size", [0, 2, 160])
    def it_states_no_figure_that_is_not_in_the_model(
        self, template: ReportTemplate, sample: AuditedDistrict, size: int
    ) -> None:
        known = audit(scale_district(size)) if size else sample
        text = re.sub(r"(?<=\d)\.(?=\d{3}(?:\D|$))", "", text_of(filled(template, known)))
        figures = set(re.findall(r"\d+,\d+", text))
        assert len(figures) > 20 and not figures - known_figures(known)

    @pytest.mark.parametrize(
        "line",
        [
            "UBND TỈNH HẢI DƯƠNG",
            "UBND HUYỆN THANH HÀ",
            "Số:      /BC-UBND",
            "Thanh Hà, ngày     tháng     năm 2023",
            "Tổng hợp kết quả thẩm định, xác định Chỉ số cải cách hành chính năm 2022 của các đơn vị cấp xã",
            "UBND huyện Thanh Hà tổng hợp kết quả thẩm định, xác định Chỉ số cải cách hành chính (CCHC) năm 2022 của 20 đơn vị "
            "cấp xã (19 xã, 1 thị trấn) như sau:",
            "Xếp loại: Xuất sắc 3 đơn vị (15%); Tốt 9 đơn vị (45%); Khá 7 đơn vị (35%); Trung bình 1 đơn vị (5%).",
            "Có 13 trường hợp bị 0 điểm (nhiều nhất ở tiêu chí thành phần 1.5: 6 trường hợp) và 27 trường hợp đạt trên 0 điểm "
            "nhưng dưới 50% điểm tối đa.",
            "Sổ biện pháp đã có biện pháp khắc phục cho tất cả 506 lượt trừ điểm.",
            "TM. ỦY BAN NHÂN DÂN",
            "CHỦ TỊCH",
            "- UBND tỉnh Hải Dương (để báo cáo);",
            "- UBND các xã, thị trấn (để thực hiện);",
            "- Lưu: VT, NV.",
        ],
    )
    def it_says_this(self, template: ReportTemplate, sample: AuditedDistrict, line: str) -> None:
        assert line in text_of(filled(template, sample)).split("\n")

    def it_tells_each_slip_with_its_place_its_figures_and_its_state(
        self, template: ReportTemplate, sample: AuditedDistrict
    ) -> None:
        document = filled(template, sample)
        rows = mismatches(document)
        assert [(r[1], r[3], r[4], r[6]) for r in rows] == [
            ("Xã Thanh Hải", "2,85", "3,85", "Chưa xử lý: sửa ở sổ bảng điểm"),
            ("Xã Liên Mạc", "16,84", "16,48", "Chưa xử lý: đính chính quyết định"),
            ("Xã Vĩnh Lập", "14", "13", "Chưa xử lý: đính chính quyết định"),
        ]
        assert rows[1][2] == "Ô E17, trang “Phụ lục I”, tệp “quyet-dinh-975-cong-bo-cchc-2022.xlsx”"
        assert "Có thể do đảo chữ số (16,48 thành 16,84)." in rows[1][5]
        assert "Kéo theo 8 số liệu khác lệch theo." in rows[0][5]
        assert (
            "trong đó: 1 sai lệch phải sửa ở sổ bảng điểm; 2 sai lệch phải đính chính quyết định. Từng nội dung và tình trạng xử "
            "lý nêu tại Bảng IV của Phụ lục." in text_of(document)
        )

    def it_means_each_criterion_over_the_communes(self, template: ReportTemplate, sample: AuditedDistrict) -> None:
        rows = {r[0]: r[2:] for r in table_under(filled(template, sample), "Mã", "Tiêu chí")}
        assert list(rows) == ["A", *"1234567", "B", "8.1", "8.2", "8.3", ""]
        for code, cells in rows.items():
            nodes = [c.totals[code or "T"] for c in sample.communes]
            indices = sorted(Fraction(n.score) * 100 / Fraction(n.max_points) for n in nodes)
            points = sum((n.score for n in nodes), Decimal(0)) / 20
            exact = (nodes[0].max_points, points, sum(indices, Fraction(0)) / 20, indices[-1], indices[0])
            assert cells == [written(figure) for figure in exact], code

    def it_counts_what_rounding_explains(self, template: ReportTemplate, sample: AuditedDistrict) -> None:
        decided = [c.verdict for c in sample.comparisons if c.decision is not None]
        count = decided.count(Verdict.ROUNDED)
        assert count and f"{count} số liệu khớp do làm tròn, không phải sửa" in text_of(filled(template, sample))

    def it_ranks_what_was_lost_by_points(self, template: ReportTemplate, sample: AuditedDistrict) -> None:
        rows = table_under(filled(template, sample), "TT", "Mã")
        total = rows.pop(0)
        assert len(rows) == 16 and rows[0][:5] == [
            "1", "8.2.4", "Đánh giá về giải quyết thủ tục và hiện đại hóa hành chính", "23,02", "20",
        ]  # fmt: skip
        points = [Decimal(r[3].replace(".", "").replace(",", ".")) for r in rows]
        assert points[:15] == sorted(points[:15], reverse=True)
        assert total[3] == "360,24" and abs(sum(points) - Decimal("360.24")) < Decimal("0.1")


def _same_shape(tag: Tag, value: object) -> None:
    assert isinstance(value, list) is tag.is_list, tag.name
    for item in value if isinstance(value, list) else ():
        for field in tag.fields:
            _same_shape(field, getattr(item, field.name))
        assert tag.fields or isinstance(item, str)


def with_two_slips() -> AuditedDistrict:
    """One slip in the decision, one in the scores, one thing to look at, one low score."""
    tree = scheme()
    place = Place("quyet_dinh.docx", "", "T1R5C3")
    return district(
        [commune("Xã Thanh Xá", tree, {"1.1": "0.5"}), commune("Xã Thanh An", tree, {"8.2": "3"}, rank=2)],
        tree,
        findings=[
            finding("Q01", place=place, stated="16.84", recomputed="16.483", cause="16,48 thành 16,84", kind=CauseKind.TRANSPOSED_DIGITS),
            finding("A01", consequences=["Tổng điểm lệch theo."]),
            finding("F03", Severity.WARNING, commune="Xã Thanh An"),
            finding("L03", Severity.WARNING, commune="Xã Thanh An"),
        ],
        comparisons=[replace(comparison(Verdict.DIFFERENT), decision_place=place)],
    )  # fmt: skip


class DescribeTheDistricts:
    @pytest.mark.parametrize(
        "known",
        [
            district([commune("Xã Thanh Xá", scheme(), {"1.1": "0.5"}, grade=None)], scheme()),
            district([commune("Phường 5", scheme()), commune("Thanh An", scheme())], scheme(), authority=""),
            many(160),
            replace(many(3), previous=replace(many(4), year=2021)),
            with_two_slips(),
        ],
        ids=["one", "full marks", "160", "a year before", "slips"],
    )
    def it_fills_every_tag_and_reads_as_a_whole(self, template: ReportTemplate, known: AuditedDistrict) -> None:
        values = summary_values(known)
        assert values.keys() == {t.name for t in TAGS}
        for tag in TAGS:
            _same_shape(tag, values[tag.name])
        document = filled(template, known)
        text = text_of(document)
        assert sum(line.endswith("./.") for line in text.split("\n")) == 1
        assert unicodedata.is_normalized("NFC", text) and "None" not in text and "{" not in text
        assert not re.search(r"  |\.\.|;;|,,|\w [.,;:]", text.replace("     ", ""))
        assert [r[1] for r in ranking(document)] == [c.name.display for c in known.ranking]

    def it_speaks_of_a_lone_commune_as_one(self, template: ReportTemplate) -> None:
        text = text_of(
            filled(template, district([commune("Xã Thanh Xá", scheme(), {"1.1": "0.5"}, grade=None)], scheme()))
        )
        assert "Có 1 đơn vị được thẩm định là xã Thanh Xá, đạt 26/26,5 điểm, chưa đạt 0,5 điểm." in text
        assert "các đơn vị này" not in text and "Cao nhất" not in text and "UBND xã Thanh Xá (để thực hiện)" in text

    def it_ranks_no_lone_commune(self, template: ReportTemplate) -> None:
        document = filled(template, district([commune("Xã Thanh Xá", scheme(), {"1.1": "0.5"})], scheme()))
        text = text_of(document)
        assert [r[0] for r in ranking(document)] == ["–"]
        assert "Chỉ có 1 đơn vị có bảng điểm nên không xếp hạng." in text and "Dẫn đầu" not in text
        assert "năm 2022 của xã Thanh Xá./." in text

    def it_names_who_stands_first_and_last(self, template: ReportTemplate, sample: AuditedDistrict) -> None:
        assert (
            "Dẫn đầu là xã Thanh Quang (hạng 1, 93,7 điểm), thị trấn Thanh Hà (hạng 2, 91,35 điểm) và xã Thanh Sơn (hạng 3, 90,18 "
            "điểm); xếp cuối là xã Thanh Khê (hạng 18, 73,2 điểm), xã Tân Việt (hạng 19, 73,13 điểm) và xã Thanh Hồng (hạng 20, "
            "69,69 điểm)." in text_of(filled(template, sample))
        )
        assert "Dẫn đầu" not in text_of(filled(template, many(5)))
        alike = district([commune(f"Xã Số {n}", scheme()) for n in range(8)], scheme())
        assert "Dẫn đầu" not in text_of(filled(template, alike))

    def it_tells_by_which_total_a_commune_with_doubtful_points_is_ranked(
        self, tmp_path: Path, template: ReportTemplate
    ) -> None:
        spoilt = District().set("Xã Thanh Xá", "E9", "chưa chấm").write(tmp_path)
        document = filled(template, audited(spoilt))
        (row,) = [r for r in ranking(document) if r[1] == "Xã Thanh Xá"]
        # 27,641 less the 3,5 that cannot be read
        assert row[0] == "2" and row[2] == "24,14" and row[4].startswith("Xếp theo tổng điểm 27,64; ")
        text = text_of(document)
        assert "Bảng điểm của xã Thanh Xá có ô còn thiếu điểm, không đọc được hoặc không hợp lệ (mục IV)" in text
        assert "thứ hạng có thể không theo thứ tự của cột tổng điểm" in text
        assert "trường hợp bị 0 điểm" not in text

    def it_keeps_units_beside_their_numbers(self, template: ReportTemplate, sample: AuditedDistrict) -> None:
        for known in (sample, many(75), with_two_slips()):
            document = filled(template, known)
            lines = ["".join(t.text or "" for t in p.iter(qn("w:t"))) for p in document.element.body.iter(qn("w:p"))]
            torn = r"\d (?:điểm|đơn vị|tiêu chí|lượt|số liệu|sai lệch|nội dung|trường hợp|xã|phường|thị trấn)\b"
            assert [line for line in lines if re.search(torn, line)] == []

    @pytest.mark.parametrize(
        ("lost", "told"),
        [
            ({"1.1": "0.5"}, ["1.1 “Tiêu chí thành phần 1.1”: mất 1 điểm (100% tổng số điểm bị trừ), 2/2 đơn vị bị trừ."]),
            (dict.fromkeys(SMALL, "1"), ["6 tiêu chí thành phần, mỗi tiêu chí mất 2 điểm."]),
            (
                {**dict.fromkeys(SMALL, "1"), "8.2": "3", "8.1": "1.5"},
                ["8.2 “Tiêu chí thành phần 8.2”: mất 6 điểm (35,29% tổng số điểm bị trừ), 2/2 đơn vị bị trừ;",
                 "8.1 “Tiêu chí thành phần 8.1”: mất 3 điểm (17,65% tổng số điểm bị trừ), 2/2 đơn vị bị trừ;",
                 "4 tiêu chí thành phần khác cùng mất 2 điểm."],
            ),
        ],
        ids=["one", "all alike", "some alike"],
    )  # fmt: skip
    def it_names_what_cost_most(self, template: ReportTemplate, lost: dict[str, str], told: list[str]) -> None:
        both = [commune(name, scheme(), lost) for name in ("Xã A", "Xã B")]
        lines = text_of(filled(template, district(both, scheme()))).split("\n")
        assert [
            line[2:] for line in lines[lines.index("III. NHỮNG NỘI DUNG MẤT ĐIỂM NHIỀU NHẤT") :] if line[:2] == "- "
        ][: len(told)] == told

    def it_says_well_that_nothing_was_lost(self, template: ReportTemplate) -> None:
        both = [commune("Phường 5", scheme()), commune("Phường 6", scheme())]
        text = text_of(filled(template, district(both, scheme())))
        assert "Các đơn vị đạt điểm tối đa ở tất cả tiêu chí thành phần; không có điểm nào bị trừ." in text
        assert "UBND các phường tiếp tục duy trì kết quả đã đạt được" in text
        assert "không phát hiện sai lệch nào phải sửa hoặc phải xem lại" in text

    def it_says_where_there_is_no_decision_to_compare_with(self, template: ReportTemplate) -> None:
        text = text_of(filled(template, many(2)))
        assert "không có quyết định công bố để đối chiếu" in text and "Chỗ khác với quyết định" not in text

    def it_shows_the_index_where_points_do_not(self, template: ReportTemplate) -> None:
        tree = scheme({"1.1": "40", "8.1": "60"})
        graded = district([commune("Xã A", tree, {"1.1": "5"})], tree)
        ungraded = district([commune("Xã A", tree, {"1.1": "5"}, grade=None)], tree)
        assert [r[2:4] for r in ranking(filled(template, graded))] == [["95", "Tốt"]]
        assert [r[2:4] for r in ranking(filled(template, ungraded))] == [["95", "95"]]
        assert [r[2:4] for r in ranking(filled(template, with_two_slips()))] == [
            ["26", "98,11; Tốt"],
            ["23,5", "88,68; Tốt"],
        ]

    def it_says_when_a_commune_of_the_decision_has_no_scores(self, template: ReportTemplate) -> None:
        known = replace(many(3), findings=(finding("R11", stated=None, recomputed=None),))
        assert "mới xếp trong số các đơn vị có bảng điểm" in text_of(filled(template, known))

    def it_takes_what_people_type_as_text(self, template: ReportTemplate) -> None:
        tree = scheme(names={"1": HOSTILE, "1.1": HOSTILE})
        bad = finding(commune=HOSTILE, message=HOSTILE * 9, stated=HOSTILE, recomputed=HOSTILE, place=Place(HOSTILE, HOSTILE, HOSTILE), cause=HOSTILE)  # fmt: skip
        known = district([commune(HOSTILE, tree, {"1.1": "1"}, grade=HOSTILE)] * 2, tree, findings=[bad])
        text = text_of(filled(template, replace(known, information=told_by(HOSTILE, HOSTILE, HOSTILE))))
        assert "{{ 7*7 }}" in text and "49" not in text

    def it_gives_the_same_bytes_each_time(self, template: ReportTemplate, sample: AuditedDistrict) -> None:
        again = ReportTemplate.compile(SHIPPED, SUMMARY_TEMPLATE_NAME, TAGS)
        assert template.fill(summary_values(sample)) == again.fill(summary_values(audited(ROOT / "workbooks")))


class DescribeTheIssuer:
    @pytest.mark.parametrize(
        ("authority", "above", "head", "number", "signed", "place"),
        [
            ("UBND huyện Thanh Hà", "UBND tỉnh Hải Dương", ["UBND TỈNH HẢI DƯƠNG", "UBND HUYỆN THANH HÀ"], "BC-UBND",
             ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"], "Thanh Hà"),
            ("Ủy ban nhân dân tỉnh Hải Dương", "", ["UBND TỈNH HẢI DƯƠNG"], "BC-UBND", ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"], "Hải Dương"),
            ("Sở Nội vụ tỉnh Hải Dương", "UBND tỉnh Hải Dương", ["UBND TỈNH HẢI DƯƠNG", "SỞ NỘI VỤ"], "BC-SNV", ["GIÁM ĐỐC"], "Hải Dương"),
            ("Sở Thông tin và Truyền thông", "", ["SỞ THÔNG TIN VÀ TRUYỀN THÔNG"], "BC-STTTT", ["GIÁM ĐỐC"], ""),
            ("Phòng Nội vụ huyện Thanh Hà", "UBND huyện Thanh Hà", ["UBND HUYỆN THANH HÀ", "PHÒNG NỘI VỤ"], "BC-NV",
             ["TRƯỞNG PHÒNG"], "Thanh Hà"),
            ("UBND quận 1", "", ["UBND QUẬN 1"], "BC-UBND", ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"], "Quận 1"),
            ("Cụm thi đua số 3", "", ["CỤM THI ĐUA SỐ 3"], "BC-     ", ["THỦ TRƯỞNG CƠ QUAN"], ""),
            ("", "", ["[TÊN CƠ QUAN THẨM ĐỊNH]"], "BC-     ", ["THỦ TRƯỞNG CƠ QUAN"], ""),
        ],
        ids=["district", "province", "department", "other department", "office", "numbered", "other", "unknown"],
    )  # fmt: skip
    def it_is_what_the_workbook_says(
        self, template: ReportTemplate, authority: str, above: str, head: list[str], number: str, signed: list[str], place: str
    ) -> None:  # fmt: skip
        known = replace(many(2), authority=authority, information=told_by(authority, above))
        document = filled(template, known)
        foot = next(t for t in document.tables if t.rows[0].cells[0].text.startswith("Nơi nhận:"))
        left, right = document.tables[0].rows[0].cells[0], foot.rows[0].cells[1]
        assert [p.text for p in left.paragraphs if p.text] == head
        assert [p.text for p in right.paragraphs if p.text] == signed
        assert document.tables[0].rows[1].cells[0].text == f"Số:      /{number}"
        assert document.tables[0].rows[1].cells[1].text.startswith(f"{place or '[Địa danh]'}, ngày ")

    @pytest.mark.parametrize(
        "place", ["Thanh Hà", "Thị xã Kinh Môn", "Thành phố Hồ Chí Minh", "Thành phố Buôn Ma Thuột"]
    )
    def it_keeps_place_and_date_on_one_line(self, template: ReportTemplate, place: str) -> None:
        known = replace(many(2), information=told_by("UBND huyện Thanh Hà", place=place))
        findings = check_form(document_form("tong-hop.docx", template.fill(summary_values(known))))
        assert [f.message for f in findings if f.severity is Severity.ERROR] == []

    def it_reports_to_the_body_above_only_where_there_is_one(self, template: ReportTemplate) -> None:
        alone = text_of(filled(template, replace(many(2), information=told_by("UBND tỉnh Hải Dương"))))
        assert "(để báo cáo)" not in alone and "kính báo cáo" not in alone
        under = text_of(filled(template, replace(many(2), information=told_by("Sở Nội vụ", "UBND tỉnh Hải Dương"))))
        assert "- UBND tỉnh Hải Dương (để báo cáo);" in under
        assert "kính báo cáo UBND tỉnh Hải Dương xem xét, chỉ đạo./." in under


class DescribeTheMismatches:
    def it_speaks_of_one_as_one(self, template: ReportTemplate) -> None:
        text = text_of(filled(template, replace(many(2), findings=(finding(),))))
        assert (
            "phát hiện 1 sai lệch phải sửa. Đến thời điểm lập báo cáo, sai lệch này chưa được xử lý, phải sửa ở sổ"
            in text
        )
        text = text_of(filled(template, replace(many(2), findings=(finding(), finding(code="F01")))))
        assert "các sai lệch này chưa được xử lý, đều phải sửa ở sổ bảng điểm." in text

    def it_tells_where_each_is_to_be_mended(self, template: ReportTemplate) -> None:
        rows = mismatches(filled(template, with_two_slips()))
        assert [(r[3], r[4], r[6]) for r in rows] == [
            ("9,785", "9,875", "Chưa xử lý: sửa ở sổ bảng điểm"),
            ("16,84", "16,48", "Chưa xử lý: đính chính quyết định"),
            ("9,785", "9,875", "Cần xem lại"),
        ]
        assert rows[1][2] == "Bảng 1, dòng 5, cột 3, tệp “quyet_dinh.docx”"

    def it_tells_of_a_file_that_cannot_be_read_what_is_to_be_done(self, template: ReportTemplate) -> None:
        lost = finding("R01", place=Place("hong.xlsx"), commune=None, criterion=None, stated=None, recomputed=None)
        (row,) = mismatches(filled(template, replace(many(2), findings=()), [lost]))
        assert row[1:5] == ["Chung", "Tệp “hong.xlsx”", "–", "–"]
        assert row[6] == "Chưa xử lý: sửa ô này theo tổng điểm các tiêu chí thành phần"

    def it_lists_no_more_than_sixty_and_says_where_the_others_are(self, template: ReportTemplate) -> None:
        document = filled(template, many(75))
        assert len(mismatches(document)) == 60
        assert "còn 15 nội dung xem tại trang “Sai lệch” của sổ kiểm tra “kiem-tra-cchc_2022.xlsx”" in text_of(document)
        assert "sổ kiểm tra" not in text_of(filled(template, many(60)))
        assert "Bảng trên nêu 60 đơn vị còn thiếu nhiều nhất; 15 đơn vị khác còn thiếu ít hơn." in text_of(document)


class DescribeTheYearBefore:
    def it_says_who_rose_and_who_fell(self, template: ReportTemplate) -> None:
        tree = scheme()
        now = [commune("Xã A", tree, {"1.1": "0.5"}), commune("Xã B", tree, {"8.2": "3"}, rank=2), commune("Xã C", tree, {"8.2": "4"}, rank=3)]  # fmt: skip
        then = [commune("Xã A", tree, {"1.1": "2"}, rank=2), commune("Xã B", tree, {"8.2": "1"})]
        document = filled(template, replace(district(now, tree), previous=replace(district(then, tree), year=2021)))
        text = text_of(document)
        assert (
            "So với năm 2021 (điểm bình quân của 2 đơn vị là 25/26,5 điểm), điểm bình quân năm 2022 giảm 1 điểm."
            in text
        )
        assert (
            "Trong 2 đơn vị có kết quả cả hai năm, 1 đơn vị tăng và 1 đơn vị giảm; tăng nhiều nhất là xã A (tăng 1,5 điểm); "
            "giảm nhiều nhất là xã B (giảm 2 điểm)." in text
        )
        assert [r[4] for r in ranking(document)] == ["Năm 2021: hạng 2", "Năm 2021: hạng 1", ""]

    def it_compares_indices_where_the_maximum_has_changed(self, template: ReportTemplate) -> None:
        old, new = scheme({"1.1": "10", "8.1": "10"}), scheme({"1.1": "20", "8.1": "20"})
        before = replace(district([commune("Xã A", old, {"1.1": "5"})] * 2, old), year=2021)
        text = text_of(filled(template, replace(district([commune("Xã A", new, {"1.1": "5"})], new), previous=before)))
        assert (
            "(chỉ số bình quân của 2 đơn vị là 75%), chỉ số bình quân năm 2022 đạt 87,5%, tăng 12,5 điểm phần trăm."
            in text
        )

    @pytest.mark.parametrize(
        ("maximum", "told"),
        [
            ("10", "So với năm 2021 (đạt 15/20 điểm), tổng điểm năm 2022 tăng 2 điểm."),
            ("20", "So với năm 2021 (đạt 75%), chỉ số năm 2022 đạt 92,5%, tăng 17,5 điểm phần trăm."),
        ],
    )
    def it_has_no_means_of_a_lone_commune(self, template: ReportTemplate, maximum: str, told: str) -> None:
        old, new = scheme({"1.1": "10", "8.1": "10"}), scheme({"1.1": maximum, "8.1": maximum})
        before = replace(district([commune("Xã A", old, {"1.1": "5"})], old), year=2021)
        text = text_of(filled(template, replace(district([commune("Xã A", new, {"1.1": "3"})], new), previous=before)))
        assert told in text.split("\n")


class DescribeTheForm:
    @staticmethod
    def _ruled(document: Docx) -> list[Table]:
        return [t for t in document.tables if t.style is not None and t.style.name == "CCHC Bảng phụ lục"]

    def it_repeats_every_heading_row_and_breaks_no_row(self, template: ReportTemplate) -> None:
        tables = self._ruled(filled(template, replace(with_two_slips())))
        assert len(tables) == 5
        assert [p.text for p in filled(template, with_two_slips()).paragraphs if p.text.startswith("Bảng ")] == [
            "Bảng I. Kết quả theo tiêu chí",
            "Bảng II. Xếp hạng",
            "Bảng III. Tiêu chí thành phần mất nhiều điểm nhất",
            "Bảng IV. Sai lệch và tình trạng xử lý",
            "Bảng V. Đơn vị còn thiếu biện pháp khắc phục",
        ]
        for table in tables:
            assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
            assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)

    def it_leaves_no_total_and_no_name_of_a_table_alone_on_a_page(self, template: ReportTemplate) -> None:
        document = filled(template, with_two_slips())
        total = self._ruled(document)[2].rows[1]
        names = [p for p in document.paragraphs if p.text.startswith("Bảng ")]
        kept = [*names, *(p for cell in total.cells for p in cell.paragraphs)]
        assert total.cells[0].text == "Tổng cộng" and len(names) == 5
        assert all(p.style is not None and p.style.paragraph_format.keep_with_next for p in kept)

    def it_refers_to_no_table_that_is_not_there(self, template: ReportTemplate) -> None:
        text = text_of(
            filled(template, district([commune("Phường 5", scheme()), commune("Phường 6", scheme())], scheme()))
        )
        assert re.findall(r"Bảng [IV]+", text) == ["Bảng I", "Bảng II", "Bảng I", "Bảng II"]

    def it_names_a_style_for_every_paragraph(self, template: ReportTemplate, sample: AuditedDistrict) -> None:
        document = filled(template, sample)
        paragraphs = list(document.element.body.iter(qn("w:p")))
        assert all(p.pPr is not None and p.pPr.pStyle is not None for p in paragraphs)
        assert document.core_properties.author == "UBND huyện Thanh Hà"
        assert document.core_properties.title == "Báo cáo tổng hợp kết quả Chỉ số CCHC năm 2022"

    def it_is_what_the_script_builds(self) -> None:
        parts = read_package(runpy.run_path(str(ROOT / "scripts" / "make_summary_template.py"))["build"]())
        assert parts == read_package(SHIPPED), "run: python scripts/make_summary_template.py"


class DescribeTheCommands:
    def it_is_never_taken_for_a_decision(self, cchc: Run, tmp_path: Path) -> None:
        District().write(tmp_path / "in")
        (tmp_path / "in" / "quyet dinh.xlsx").unlink()
        assert cchc("run", "in").returncode == 0
        (made,) = (tmp_path / "outputs").rglob("tong-hop-*.docx")
        (tmp_path / "in" / "tong hop.docx").write_bytes(made.read_bytes())
        (group,) = read_folder(tmp_path / "in").groups
        assert not group.tables
        checked = cchc("check", "in/tong hop.docx")
        assert checked.returncode == 4 and "báo cáo tổng hợp" in checked.stdout + checked.stderr

    def it_is_written_with_all_reports_and_named(self, cchc: Run, tmp_path: Path) -> None:
        District().write(tmp_path / "workbooks")
        for command in ("run", "report"):
            done = cchc(command, "--out", command)
            assert done.returncode == 0 and "tong-hop-cchc_2022.docx" in done.stdout
        one, other = (next((tmp_path / c).rglob("tong-hop-*.docx")).read_bytes() for c in ("run", "report"))
        assert one == other
        checked = cchc("check", "--form", next((tmp_path / "run").rglob("tong-hop-*.docx")))
        assert checked.returncode == 0, checked.stdout
        assert [r[:3] for r in ranking(Document(BytesIO(one)))] == [
            ["1", "Xã Thanh An", "31,25"], ["2", "Xã Thanh Xá", "27,64"], ["3", "Thị trấn Thanh Hà", "22,76"],
        ]  # fmt: skip
        assert len(SCORES) == 3

    def it_uses_the_offices_own_template_and_says_what_is_wrong_with_it(self, cchc: Run, tmp_path: Path) -> None:
        District().write(tmp_path / "workbooks")
        own = tmp_path / "report_templates" / SUMMARY_TEMPLATE_NAME
        own.parent.mkdir()
        document = Document(BytesIO(SHIPPED))
        title = next(p for p in document.paragraphs if p.text == "BÁO CÁO")
        title.runs[0].text = "BÁO CÁO CỦA CƠ QUAN"
        document.save(str(own))
        assert cchc("run").returncode == 0
        (made,) = (tmp_path / "outputs").rglob("tong-hop-*.docx")
        assert "BÁO CÁO CỦA CƠ QUAN" in text_of(Document(str(made)))
        title.runs[0].text = "{{ ten_xa }}"
        document.save(str(own))
        done = cchc("run", "--out", "again")
        assert done.returncode == 6 and "tong-hop-cchc.docx" in done.stderr and "ten_xa" in done.stderr
        assert done.stderr.count("Chưa lập được báo cáo tổng hợp") == 1
        found = sorted(p.name for p in (tmp_path / "again").rglob("*.*"))
        assert [n.partition("_")[0] for n in found] == ["bao-cao-khac-phuc"] * 3 + ["danh-sach-gui"] + [
            "kiem-tra-cchc"
        ] * 2

    def it_takes_the_summary_of_an_earlier_run_away_where_its_template_is_now_faulty(
        self, cchc: Run, tmp_path: Path
    ) -> None:
        District().write(tmp_path / "workbooks")
        assert cchc("run").returncode == 0
        (made,) = (tmp_path / "outputs").rglob("tong-hop-*.docx")
        before = made.read_bytes()
        own = tmp_path / "report_templates" / "tong-hop-cchc_Huyện Thanh Hà.docx"
        own.parent.mkdir()
        own.write_bytes(b"no document")
        for command in ("run", "report"):
            done = cchc(command)
            assert done.returncode == 6 and "Traceback" not in done.stderr
            assert own.name in "".join(done.stderr.split("\n")).replace("  ", " ")
        (kept,) = (tmp_path / "outputs").rglob("tong-hop-*.docx")
        assert kept.name == "tong-hop-cchc_2022_ban-cu.docx" and kept.read_bytes() == before
        own.unlink()
        assert cchc("run").returncode == 0 and made.read_bytes() == before

    def it_takes_the_authoritys_own_template(self, cchc: Run, tmp_path: Path) -> None:
        District().write(tmp_path / "workbooks")
        own = tmp_path / "report_templates" / "tong-hop-cchc_huyen-thanh-ha.docx"
        own.parent.mkdir()
        document = Document(BytesIO(SHIPPED))
        title = next(p for p in document.paragraphs if p.text == "BÁO CÁO")
        title.runs[0].text = "BÁO CÁO RIÊNG"
        document.save(str(own))
        for other in ("tong-hop-cchc.docx", "tong-hop-cchc_huyen-khac.docx"):
            (own.parent / other).write_bytes(b"no document")
        done = cchc("run")
        assert done.returncode == 0, done.stderr
        (made,) = (tmp_path / "outputs").rglob("tong-hop-*.docx")
        assert "BÁO CÁO RIÊNG" in text_of(Document(str(made)))
        assert "tong-hop-cchc_huyen-khac.docx" in "".join(done.stdout.split("\n")).replace("  ", " ")

    def it_is_held_back_where_its_ranking_does_not_say_what_was_audited(self, cchc: Run, tmp_path: Path) -> None:
        District().write(tmp_path / "workbooks")
        own = tmp_path / "report_templates" / SUMMARY_TEMPLATE_NAME
        own.parent.mkdir()
        parts = read_package(SHIPPED)
        body = parts["word/document.xml"].decode().replace("{{ xep_hang.diem }}", "{{ xep_hang.hang }}")
        own.write_bytes(package(packed(n, body.encode() if n == "word/document.xml" else d) for n, d in parts.items()))
        done = cchc("run")
        assert done.returncode == 6 and not list((tmp_path / "outputs").rglob("tong-hop-*.docx"))
        assert "dòng của xã Thanh Xá trong bảng xếp hạng" in " ".join(done.stderr.split())
        assert len(list((tmp_path / "outputs").rglob("bao-cao-*.docx"))) == 3
