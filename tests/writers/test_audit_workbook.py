"""What the audit workbook tells an officer, read back as Excel would read it."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from fractions import Fraction
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_excel.model.audited import AuditedDistrict, Verdict
from cchc_excel.model.cause import CauseKind
from cchc_excel.model.facts import Fact
from cchc_excel.model.finding import Place, Severity
from cchc_excel.model.numbers import rounded
from cchc_excel.writers.audit_workbook import build
from cchc_excel.writers.audit_workbook.cells import as_float, clean, fits, number_in, shortened
from cchc_excel.writers.audit_workbook.fit import HIGHEST_ROW, height, lines
from tests.builders import audited

SHEETS = ["Tổng hợp", "Sai lệch", "Đối chiếu", "Điểm thấp", "Chú giải"]
HOSTILE = (
    '=cmd|"/c calc"!A1',
    '=HYPERLINK("http://x.example","bấm")',
    "{=1+1}",
    "+1+1",
    "@SUM(A1)",
    "http://x.example",
)


def no_link(_: Place) -> None:
    return None


def relative(place: Place) -> str | None:
    return rf"external:..\workbooks\{place.file}#'{place.sheet}'!{place.cell}"


def opened(district: AuditedDistrict, link=relative):
    return openpyxl.load_workbook(io.BytesIO(build(district, link=link)))


def table(sheet, heading: str) -> list[dict[str, object]]:
    """The rows under the headings, of which the first column's is given, up to an empty row."""
    rows = list(sheet.iter_rows(values_only=True))
    start = next(i for i, row in enumerate(rows) if row[0] == heading)
    found = []
    for row in rows[start + 1 :]:
        if all(value is None for value in row):
            break
        found.append(dict(zip(rows[start], row, strict=True)))
    return found


def texts(sheet) -> list[str]:
    return [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]


def parts(data: bytes, folder: str) -> list[str]:
    return [name for name in zipfile.ZipFile(io.BytesIO(data)).namelist() if name.startswith(folder)]


@pytest.fixture(scope="module")
def tree():
    return audited.scheme()


@pytest.fixture(scope="module")
def two(tree):
    """Two communes: the second of the workbook is the first of the ranking."""
    return (
        audited.commune("Xã Thanh Xá", tree, {"1.1": "0.75", "8.2": "14"}, rank=2, reasons={"1.1": "Chậm hạn."}),
        audited.commune("Xã Thanh Khê", tree, {"1.1": "0.125"}, rank=1, remedies={"1.1": "Ban hành kế hoạch."}),
    )


class DescribeBook:
    def it_has_its_five_sheets_in_order(self, tree, two):
        assert opened(audited.district(two, tree)).sheetnames == SHEETS

    def it_gives_equal_bytes_for_equal_input(self, tree, two):
        district = audited.district(two, tree, findings=[audited.finding()])
        assert build(district, link=relative) == build(district, link=relative)

    @pytest.mark.parametrize("count", [0, 1, 20, 160])
    def it_holds_any_number_of_communes(self, count):
        district = audited.many(count)
        data = build(district, link=relative)
        book = openpyxl.load_workbook(io.BytesIO(data))
        names = [row["Đơn vị"] for row in table(book["Tổng hợp"], "Hạng") if row["Hạng"] is not None]
        assert names == [c.name.display for c in district.ranking]
        ranking_charts = -(-count // 40) if count > 1 else 0
        pareto_charts = 1 if count else 0
        assert len(parts(data, "xl/charts/chart")) == ranking_charts + pareto_charts

    @pytest.mark.parametrize("text", HOSTILE)
    def it_never_makes_a_formula_or_a_link_of_text(self, tree, text):
        commune = audited.commune(text, tree, {"1.1": "1"}, reasons={"1.1": text}, remedies={"1.1": text}, grade=text)
        found = audited.finding(
            text, commune=text, criterion=text, place=Place(text, text, text), stated=text, recomputed=text,
            message=text, cause=text, consequences=[text],
        )  # fmt: skip
        compared = audited.comparison(commune=text, code=text, quantity=text, workbook=text, decision=text)
        facts = [Fact(key=f"Xếp loại {text}", value="80", number=Decimal(80), place=Place())]
        district = audited.district(
            [commune],
            tree,
            findings=[found],
            comparisons=[compared],
            missing=[text],
            authority=text,
            facts=facts,
        )
        book = opened(district, no_link)
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
        assert not [c for c in cells if c.hyperlink and c.hyperlink.target]
        assert text in texts(book["Sai lệch"])

    def it_never_takes_text_for_mark_up(self, tree):
        text = "<r><t>x</t></r><si>&bad</r>"
        found = audited.finding(message=text)
        assert text in [t.strip() for t in texts(opened(audited.district([], tree, findings=[found]))["Sai lệch"])]

    def it_is_set_up_for_print(self, tree, two):
        for sheet in opened(audited.district(two, tree, findings=[audited.finding()])):
            assert sheet.page_setup.orientation == "landscape"
            assert sheet.page_setup.paperSize == sheet.PAPERSIZE_A4 or int(sheet.page_setup.paperSize) == 9
            assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
            assert "Trang &P/&N" in sheet.oddFooter.right.text
            assert sheet.print_title_rows
            assert sheet.freeze_panes

    def it_is_in_times_new_roman_throughout(self, tree, two):
        book = opened(audited.district(two, tree, findings=[audited.finding()]))
        fonts = {c.font.name for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None}
        assert fonts == {"Times New Roman"}

    def it_writes_well_formed_xml_for_every_part(self, tree, two):
        data = build(audited.district(two, tree, findings=[audited.finding()]), link=relative)
        archive = zipfile.ZipFile(io.BytesIO(data))
        for name in archive.namelist():
            ElementTree.fromstring(archive.read(name))
        assert not [n for n in archive.namelist() if "vba" in n.lower() or "externalLink" in n]


class DescribeOverview:
    def it_ranks_the_best_first_with_exact_totals(self, tree, two):
        rows = table(opened(audited.district(two, tree))["Tổng hợp"], "Hạng")[1:]
        assert [(r["Hạng"], r["Đơn vị"], r["Tổng điểm"]) for r in rows[:2]] == [
            (1, "Xã Thanh Khê", 26.375),
            (2, "Xã Thanh Xá", 11.75),
        ]
        assert rows[2]["Đơn vị"] == "Trung bình"
        assert rows[2]["Tổng điểm"] == 19.0625

    def it_has_a_column_for_every_reported_line_and_then_its_part(self, tree, two):
        sheet = opened(audited.district(two, tree))["Tổng hợp"]
        assert [c.value for c in sheet[5]][2:8] == ["1", "2", "A", "8.1", "8.2", "B"]
        assert sheet["G7"].value == 100
        assert sheet["G8"].value == 0
        assert sheet.conditional_formatting

    def it_counts_findings_by_commune_and_shows_the_gravest(self, tree, two):
        found = [
            audited.finding(),
            audited.finding("L01", Severity.INFO),
            audited.finding("R01", commune=None),
        ]
        book = opened(audited.district(two, tree, findings=found))
        rows = {r["Đơn vị"]: r for r in table(book["Tổng hợp"], "Hạng")}
        last = "Cần xem trước (bấm để tới phát hiện)"
        assert [rows["Xã Thanh Xá"][k] for k in ("Lỗi", "Cảnh báo", "Thông tin")] == [1, 0, 1]
        assert str(rows["Xã Thanh Xá"][last]).startswith("A01, ô E8: ")
        assert rows["Xã Thanh Khê"][last] == "Không có phát hiện"
        assert rows["Chung, đơn vị khác"]["Lỗi"] == 1
        assert "Lỗi: 2" in texts(book["Tổng hợp"])

    def it_shows_an_error_before_a_warning_that_comes_earlier(self, tree, two):
        found = [audited.finding("R02", Severity.WARNING, commune=None), audited.finding("R01", commune=None)]
        rows = table(opened(audited.district(two, tree, findings=found))["Tổng hợp"], "Hạng")
        assert str(rows[-1]["Cần xem trước (bấm để tới phát hiện)"]).startswith("R01, ")

    def it_says_what_must_be_done_in_one_sentence(self, tree, two):
        def told(*severities: Severity) -> str:
            findings = [audited.finding(severity=s) for s in severities]
            return opened(audited.district(two, tree, findings=findings))["Tổng hợp"]["I3"].value

        assert told(Severity.ERROR, Severity.WARNING).startswith("Phải sửa 1 lỗi trước khi ký")
        assert told(Severity.WARNING, Severity.INFO).startswith("Không có lỗi; còn 1 cảnh báo")
        assert told(Severity.INFO).startswith("Không phát hiện sai lệch")

    def it_notes_the_facts_that_are_missing(self, tree, two):
        sheet = opened(audited.district(two, tree, missing=["Địa danh", "Cơ quan cấp trên"]))["Tổng hợp"]
        assert sheet["A4"].value == "Thông tin còn thiếu trong trang “Thông tin”: Địa danh; Cơ quan cấp trên."


class DescribeFindings:
    def it_gives_each_finding_its_row(self, tree, two):
        found = audited.finding(
            kind=CauseKind.TRANSPOSED_DIGITS,
            cause="chữ số 8 và 7 đổi chỗ",
            consequences=["Ô E5 sai theo.", "Ô E4 sai theo."],
        )
        (row,) = table(opened(audited.district(two, tree, findings=[found]))["Sai lệch"], "STT")
        assert row == {
            "STT": 1,
            "Mức độ": "Lỗi",
            "Mã": "A01",
            "Đơn vị": "Xã Thanh Xá",
            "Tiêu chí": "1. Tiêu chí 1",
            "Tệp": "bang_diem.xlsx",
            "Trang tính": "Thanh Xá",
            "Ô": "E8",
            "Số đã ghi": 9.785,
            "Số tính lại": 9.875,
            "Chênh lệch": -0.09,
            "Diễn giải": found.message,
            "Nguyên nhân": "Đảo chữ số: chữ số 8 và 7 đổi chỗ",
            "Hệ quả": "– Ô E5 sai theo.\n– Ô E4 sai theo.",
            "Việc cần làm": found.advice,
        }

    @pytest.mark.parametrize(
        ("kind", "detail", "shown"),
        [
            (CauseKind.STALE_TOTAL, "1.3 sửa từ 1 thành 2", "Số gõ tay đã cũ: 1.3 sửa từ 1 thành 2"),
            (CauseKind.MAX_USED, "", "Lấy nhầm điểm tối đa"),
            (CauseKind.OMITTED_CHILD, "bỏ sót mục 1.3 (ô E10)", "Bỏ sót một mục"),
            (CauseKind.UNKNOWN, None, None),
        ],
    )
    def it_names_the_cause_without_repeating_the_message(self, tree, two, kind, detail, shown):
        found = audited.finding(kind=kind, cause=detail, message="Công thức ô E7 bỏ sót mục 1.3 (ô E10).")
        (row,) = table(opened(audited.district(two, tree, findings=[found]))["Sai lệch"], "STT")
        assert (row["Diễn giải"], row["Nguyên nhân"]) == (found.message, shown)

    def it_makes_rows_high_enough_for_a_long_cause(self, tree, two):
        found = [audited.finding(), audited.finding(kind=CauseKind.ROW_SHIFT, cause="16,483 là điểm của xã khác " * 9)]
        sheet = opened(audited.district(two, tree, findings=found))["Sai lệch"]
        assert sheet.row_dimensions[6].height > 2 * sheet.row_dimensions[5].height

    def it_links_the_cell_to_its_source(self, tree, two):
        cell = opened(audited.district(two, tree, findings=[audited.finding()]))["Sai lệch"]["H5"]
        assert cell.value == "E8"
        assert (cell.hyperlink.target, cell.hyperlink.location) == (
            r"..\workbooks\bang_diem.xlsx",
            "'Thanh Xá'!E8",
        )

    @pytest.mark.parametrize(
        "target", [None, "", "external:", "external:" + "x" * 2080 + ".xlsx#'A'!A1", "external:a\x01b"]
    )
    def but_it_shows_the_bare_address_where_excel_takes_no_link(self, tree, two, target):
        district = audited.district(two, tree, findings=[audited.finding()])
        cell = opened(district, lambda _: target)["Sai lệch"]["H5"]
        assert cell.value == "E8"
        assert cell.hyperlink is None

    @pytest.mark.parametrize(
        ("stated", "recomputed", "shown"),
        [
            ("12.2", "12.21", (12.2, 12.21, -0.01)),
            ("0.3", "0.1", (0.3, 0.1, 0.2)),
            ("Tốt", "Khá", ("Tốt", "Khá", None)),
            (None, "7", (None, 7, None)),
            ("#REF!", "5", ("#REF!", 5, None)),
            ("1.2345678901234567", "1", ("1.2345678901234567", 1, 0.2345678901234567)),
            ("NaN", "1e3", ("NaN", "1e3", None)),
        ],
    )
    def it_writes_figures_as_numbers_where_they_are(self, tree, two, stated, recomputed, shown):
        found = audited.finding(stated=stated, recomputed=recomputed)
        (row,) = table(opened(audited.district(two, tree, findings=[found]))["Sai lệch"], "STT")
        assert (row["Số đã ghi"], row["Số tính lại"], row["Chênh lệch"]) == shown

    @pytest.mark.parametrize(
        ("stated", "shown_as"),
        [("12", "0_)"), ("12.25", "0.0#####_)"), ("93.0864864864865", "0.0#####_)"), ("9875000000", "General")],
    )
    def it_shows_figures_in_a_form_that_fits_their_column(self, tree, two, stated, shown_as):
        district = audited.district(two, tree, findings=[audited.finding(stated=stated)])
        assert opened(district)["Sai lệch"]["I5"].number_format == shown_as

    def it_takes_a_file_name_longer_than_a_tip_may_be(self, tree, two):
        place = Place("\U0001f600" * 300 + ".xlsx", "Thanh Xá", "E8")
        district = audited.district(two, tree, findings=[audited.finding(place=place)])
        assert opened(district, lambda _: "external:a.xlsx")["Sai lệch"]["H5"].hyperlink.target == "a.xlsx"

    def it_can_be_filtered_under_a_fixed_heading(self, tree, two):
        sheet = opened(audited.district(two, tree, findings=[audited.finding()] * 3))["Sai lệch"]
        assert (sheet.auto_filter.ref, sheet.freeze_panes) == ("A4:O7", "E5")

    def it_makes_rows_high_enough_for_their_text(self, tree, two):
        found = [audited.finding(), audited.finding(message="Điểm của tiêu chí không khớp. " * 12)]
        sheet = opened(audited.district(two, tree, findings=found))["Sai lệch"]
        assert sheet.row_dimensions[6].height > 2 * sheet.row_dimensions[5].height

    def it_only_counts_what_the_low_scores_list(self, tree, two):
        low, grave = audited.finding("L01", Severity.INFO), audited.finding("Q01")
        book = opened(audited.district(two, tree, findings=[low, grave, low, audited.finding("L01")]))
        sheet = book["Sai lệch"]
        assert [(r["STT"], r["Mã"]) for r in table(sheet, "STT")] == [(1, "Q01"), (2, "L01")]
        assert sheet["A2"].value.startswith("2 lỗi, 0 cảnh báo, 2 thông tin. ")
        assert sheet["A3"].value.startswith("Trong đó 2 thông tin mã L01 ")
        assert "xem đủ ở trang “Điểm thấp”" in sheet["A3"].value
        links = [c.hyperlink.location for row in book["Tổng hợp"].iter_rows(min_row=7) for c in row if c.hyperlink]
        assert links == ["'Sai lệch'!A5"]

    def it_says_so_when_there_is_nothing_else(self, tree, two):
        sheet = opened(audited.district(two, tree, findings=[audited.finding("L01", Severity.INFO)]))["Sai lệch"]
        assert sheet["A5"].value == "Không có phát hiện nào khác."

    def it_says_so_when_there_is_nothing(self, tree, two):
        assert opened(audited.district(two, tree))["Sai lệch"]["A5"].value == "Không có phát hiện nào."


class DescribeComparison:
    def it_sets_the_figures_side_by_side(self, tree, two):
        compared = [
            audited.comparison(
                Verdict.ROUNDED, workbook=None, recomputed=Fraction(1975, 22), decision=Decimal("89.77")
            ),
            audited.comparison(
                Verdict.DIFFERENT, quantity="Xếp loại", workbook="Tốt", recomputed="Tốt", decision="Khá"
            ),
            audited.comparison(Verdict.ABSENT, decision=None),
        ]
        rows = table(opened(audited.district(two, tree, comparisons=compared))["Đối chiếu"], "Đơn vị")
        assert [(r["Bảng điểm"], r["Tính lại"], r["Quyết định"], r["Kết luận"]) for r in rows] == [
            (None, 89.7727, 89.77, "khớp do làm tròn"),
            ("Tốt", "Tốt", "Khá", "lệch"),
            (4.5, 4.5, None, "không có số liệu"),
        ]

    def it_links_both_cells(self, tree, two):
        sheet = opened(audited.district(two, tree, comparisons=[audited.comparison()]))["Đối chiếu"]
        assert sheet["E4"].hyperlink.location == "'Thanh Xá'!E8"
        assert sheet["H4"].hyperlink.location == "'Quyết định'!C5"


class DescribeLowScores:
    def it_ranks_what_costs_the_district_most(self, tree, two):
        rows = table(opened(audited.district(two, tree))["Điểm thấp"], "Thứ tự")
        assert [(r["Mã"], r["Tổng điểm bị trừ"], r["Số đơn vị bị trừ"]) for r in rows] == [
            ("8.2", 14, 1),
            ("1.1", 0.875, 2),
        ]
        assert [r["Lũy kế (%)"] for r in rows] == [94.1176, 100]

    def it_lists_every_deduction_with_reason_and_remedy(self, tree, two):
        rows = table(opened(audited.district(two, tree))["Điểm thấp"], "Đơn vị")
        keys = ("Đơn vị", "Mã", "Điểm bị trừ", "Mức", "Lý do trừ điểm", "Biện pháp")
        assert [tuple(r[k] for k in keys) for r in rows] == [
            ("Xã Thanh Xá", "1.1", 0.75, "Chưa tối đa", "Chậm hạn.", None),
            ("Xã Thanh Xá", "8.2", 14, "Bằng 0", None, None),
            ("Xã Thanh Khê", "1.1", 0.125, "Chưa tối đa", None, "Ban hành kế hoạch."),
        ]

    @pytest.mark.parametrize(("threshold", "level"), [("63", "Dưới ngưỡng"), ("62.5", "Chưa tối đa")])
    def it_marks_what_lies_below_the_threshold(self, tree, two, threshold, level):
        fact = Fact(key="Ngưỡng cảnh báo (%)", value=threshold, number=Decimal(threshold), place=Place())
        rows = table(opened(audited.district(two, tree, facts=[fact]))["Điểm thấp"], "Đơn vị")
        assert rows[0]["Mức"] == level

    def it_gathers_all_but_the_fifteen_costliest(self):
        tree = audited.scheme({f"1.{n}": "2" for n in range(1, 21)})
        commune = audited.commune("Xã Thanh Xá", tree, {f"1.{n}": "1" for n in range(1, 21)})
        rows = table(opened(audited.district([commune], tree))["Điểm thấp"], "Thứ tự")
        assert len([r for r in rows if r["Thứ tự"] is not None]) == 15
        assert rows[15]["Tiêu chí thành phần"] == "5 tiêu chí thành phần khác"
        assert rows[15]["Tỷ trọng (%)"] == 25

    def it_says_so_and_draws_nothing_when_nobody_lost_a_point(self, tree):
        district = audited.district([audited.commune("Xã Thanh Xá", tree)], tree)
        data = build(district, link=no_link)
        sheet = openpyxl.load_workbook(io.BytesIO(data))["Điểm thấp"]
        assert "không có điểm nào bị trừ" in sheet["A2"].value
        assert len(parts(data, "xl/charts/chart")) == 0
        assert not parts(data, "xl/tables/")


class DescribeLegend:
    def it_explains_sheets_severities_verdicts_and_rules(self, tree, two):
        found = texts(opened(audited.district(two, tree))["Chú giải"])
        for term in (*SHEETS[:4], "Lỗi", "Cảnh báo", "Thông tin", *(v.value for v in Verdict), "Làm tròn"):
            assert term in found
        for rule in audited.RULES:
            assert {rule.code, rule.title, rule.explanation, rule.example, rule.advice} <= set(found)

    def it_explains_every_kind_of_cause(self, tree, two):
        found = texts(opened(audited.district(two, tree))["Chú giải"])
        for kind in CauseKind:
            assert kind.meaning in found
            assert kind.label in (text[:1].lower() + text[1:] for text in found)


class DescribeCells:
    @given(st.text())
    def it_makes_any_text_fit_for_xml(self, text):
        ElementTree.fromstring(f"<t>{escape(clean(text))}</t>".encode())

    @pytest.mark.parametrize("piece", ["a", "ê ", "\U0001f600", "a\U0001f600", "<r>"])
    def it_cuts_what_no_cell_can_hold(self, piece):
        cut = clean(piece * 40000)
        assert len(cut.encode("utf-16-le")) // 2 <= 32767
        assert cut.endswith("…")

    @given(st.fractions(min_value=-200, max_value=200))
    def it_rounds_fractions_at_four_decimals(self, number):
        assert as_float(number) == float(rounded(number, 4))

    def it_composes_letters_and_keeps_line_breaks(self):
        assert clean("Hoa\u0300\r\nbi\u0300nh\t1\x00\x1b") == "Hoà\nbình 1"

    @given(st.text(min_size=1), st.integers(2, 40))
    def it_shortens_to_the_length_asked_for(self, text, longest):
        assert len(shortened(text, longest)) <= longest

    def it_shortens_at_a_word(self):
        assert shortened("Cải cách hành chính", 14) == "Cải cách hành…"
        assert shortened("Cải cách", 14) == "Cải cách"

    def it_knows_the_numbers_excel_can_hold(self):
        assert number_in("-0.50") == Decimal("-0.50")
        assert [number_in(t) for t in (None, "", "1,5", "٣", "1_0", "inf", " 1")] == [None] * 7
        assert fits(Decimal("123456.789012345"))
        assert not fits(Decimal("0.1234567890123456"))


class DescribeFit:
    @given(st.text(max_size=300), st.floats(3, 80))
    def it_never_needs_fewer_lines_than_paragraphs(self, text, width):
        assert lines(text, width) >= text.count("\n") + 1

    def it_counts_wrapped_lines(self):
        assert lines("Cải cách hành chính", 20) == 1
        assert lines("Cải cách hành chính " * 5, 20) == 5
        assert lines("x" * 100, 10) > 8

    def it_never_exceeds_what_excel_allows(self):
        assert height(10_000) == HIGHEST_ROW < 409
