"""What offices type as reasons, remedies, roles and deadlines reads as a report's own Vietnamese."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc_excel.api import load
from cchc_excel.model.audited import AuditedCommune
from cchc_excel.writers.report import report_values
from cchc_excel.writers.report.deadlines import full_dates, until_when
from cchc_excel.writers.report.legal_bases import common_bases
from cchc_excel.writers.report.notes import NBSP, clean, in_quotes, note, soft
from cchc_excel.writers.report.wording import assignment, body_name, heading
from tests.builders.audited_commune import audited_commune, audited_district, remedy, scores
from tests.builders.districts import District
from tests.writers.golden_cases import Case, filled, text_of


def said(text: str) -> str:
    return text.replace(NBSP, " ")


class DescribeNotes:
    @pytest.mark.parametrize(
        ("typed", "reads"),
        [
            ("- Chưa có báo cáo quý I\n- Chưa có báo cáo quý II;", "Chưa có báo cáo quý I; chưa có báo cáo quý II"),
            ("-Chưa có báo cáo", "Chưa có báo cáo"),
            ("• Thiếu minh chứng\n• Thiếu chữ ký", "Thiếu minh chứng; thiếu chữ ký"),
            ("1) Thiếu kế hoạch\n(2) Thiếu báo cáo", "(1) Thiếu kế hoạch; (2) thiếu báo cáo"),
            ("1. Thiếu kế hoạch\n2. Thiếu báo cáo", "(1) Thiếu kế hoạch; (2) thiếu báo cáo"),
            ("1. Thiếu kế hoạch; 2. Thiếu báo cáo", "1. Thiếu kế hoạch; 2. Thiếu báo cáo"),
            ("Nguyên nhân: chưa bố trí kinh phí", "chưa bố trí kinh phí"),
            ("Nguyên nhân do chưa số hóa", "do chưa số hóa"),
            ("Lý do trừ điểm: gửi chậm", "gửi chậm"),
            ("Biện pháp khắc phục: tăng cường kiểm tra", "tăng cường kiểm tra"),
            ("Giải pháp chưa rõ ràng", "Giải pháp chưa rõ ràng"),
            ("Chưa có báo cáo , thiếu minh chứng .", "Chưa có báo cáo, thiếu minh chứng"),
            ("Quá hạn (3 ngày);Thiếu phụ lục", "Quá hạn (3 ngày); Thiếu phụ lục"),
            ('Chưa đúng "Kế hoạch số 12"', "Chưa đúng “Kế hoạch số 12”"),
            ("Xem phụ lục...", "Xem phụ lục"),
            ("…", ""),
            (" - ", ""),
            ("-5 điểm", "-5 điểm"),
            ("đạt 8,5/10", "đạt 8,5/10"),
        ],
    )
    def it_makes_one_clean_line(self, typed: str, reads: str) -> None:
        assert said(note(typed)) == reads

    def it_keeps_a_number_with_its_unit(self) -> None:
        assert note("chậm 5 ngày, trừ 0,5 điểm") == f"chậm 5{NBSP}ngày, trừ 0,5{NBSP}điểm"

    @pytest.mark.parametrize(
        ("typed", "reads"),
        [
            ("CẢI CÁCH THỦ TỤC HÀNH CHÍNH", "Cải cách thủ tục hành chính"),
            ("CÔNG KHAI TTHC CỦA UBND CẤP XÃ", "Công khai TTHC của UBND cấp xã"),
            ("CHỈ SỐ HÀI LÒNG (SIPAS) QUÝ II", "Chỉ số hài lòng (SIPAS) quý II"),
            ("HÀNH VI VI PHẠM", "Hành vi vi phạm"),
            ("PHÁT TRIỂN KINH TẾ - XÃ HỘI", "Phát triển kinh tế - xã hội"),
            ("UBND XÃ THANH XÁ CHƯA GỬI", "UBND XÃ THANH XÁ CHƯA GỬI"),
            ("CCHC", "CCHC"),
        ],
    )
    def it_calms_capitals_but_neither_abbreviations_nor_names(self, typed: str, reads: str) -> None:
        assert heading(typed) == clean(typed) == reads

    @pytest.mark.parametrize(
        ("typed", "inside"),
        [
            ("Theo Quyết định số 5", "theo Quyết định số 5"),
            ("Do Sở Nội vụ chưa gửi", "do Sở Nội vụ chưa gửi"),
            ("Chưa ban hành", "chưa ban hành"),
            ("Thanh Xá chưa có", "Thanh Xá chưa có"),
            ("Đảng ủy chưa có", "Đảng ủy chưa có"),
        ],
    )
    def it_begins_small_behind_a_colon(self, typed: str, inside: str) -> None:
        assert soft(typed) == inside

    def it_puts_no_quotes_into_the_same_quotes(self) -> None:
        assert in_quotes("“Ngày thứ Sáu không hẹn”") == "“Ngày thứ Sáu không hẹn”"
        assert in_quotes("Thực hiện “một cửa” liên thông") == "“Thực hiện ‘một cửa’ liên thông”"
        assert in_quotes("“Một cửa” và “bốn tại chỗ”") == "“‘Một cửa’ và ‘bốn tại chỗ’”"


class DescribeDeadlines:
    @pytest.mark.parametrize(
        ("given", "clause"),
        [
            ("Trước 30/6/2023", "hoàn thành trước ngày 30 tháng 6 năm 2023"),
            ("Đến 5/1/2023", "hoàn thành chậm nhất đến ngày 05 tháng 01 năm 2023"),
            ("31/12", "hoàn thành chậm nhất ngày 31 tháng 12"),
            ("Chậm nhất 30/6", "hoàn thành chậm nhất ngày 30 tháng 6"),
            ("30/06/23", "hoàn thành chậm nhất ngày 30 tháng 6 năm 2023"),
            ("12/2023", "hoàn thành trong 12/2023"),
            ("tháng 12/2023", "hoàn thành trong tháng 12/2023"),
            ("2023", "hoàn thành trong năm 2023"),
            ("QUÝ II/2023", "hoàn thành trong quý II/2023"),
            ("Hoàn thành trước 30/6/2023", "hoàn thành trước ngày 30 tháng 6 năm 2023"),
            ("Hết quý II", "hoàn thành chậm nhất hết quý II"),
            ("Ngay", "thực hiện ngay"),
            ("Từ tháng 3 đến tháng 6/2023", "thực hiện từ tháng 3 đến tháng 6/2023"),
            ("01/4/2023 - 30/6/2023", "thực hiện từ ngày 01 tháng 4 năm 2023 đến ngày 30 tháng 6 năm 2023"),
            ("Khi phát sinh", "thực hiện khi phát sinh"),
            ("Đã hoàn thành", "đã hoàn thành"),
        ],
    )
    def it_is_a_clause_with_its_days_written_out(self, given: str, clause: str) -> None:
        assert said(until_when(given)) == clause

    def it_writes_days_in_notes_out(self) -> None:
        assert said(full_dates("gửi ngày 5.1.2023, trước 30/6/2023")) == (
            "gửi ngày 05 tháng 01 năm 2023, trước ngày 30 tháng 6 năm 2023"
        )
        assert full_dates("từ 5/1 đến 6/1") == "từ 5/1 đến 6/1"

    @pytest.mark.parametrize(
        ("who", "sentence"),
        [
            ("Chủ tịch UBND chủ trì", "Chủ tịch UBND chủ trì thực hiện."),
            ("Công chức Tài chính thực hiện", "Công chức Tài chính chủ trì thực hiện."),
            ("CHỦ TỊCH UBND", "Chủ tịch UBND chủ trì thực hiện."),
            ("- Chủ tịch UBND\n- Văn phòng", "Chủ tịch UBND và văn phòng chủ trì thực hiện."),
            ("Chủ trì: Văn phòng; phối hợp: công an xã", "Phân công: chủ trì: Văn phòng; phối hợp: công an xã."),
        ],
    )
    def it_says_once_who_is_in_charge(self, who: str, sentence: str) -> None:
        assert said(assignment(remedy("1", "x", who))) == sentence


class DescribeNamesOfDocuments:
    @pytest.mark.parametrize(
        ("value", "line"),
        [
            ("QĐ số 5/QĐ-UBND ngày 5/1/2023", "Căn cứ Quyết định số 5/QĐ-UBND ngày 05 tháng 01 năm 2023."),
            ("QUYẾT ĐỊNH SỐ 5/QĐ-UBND NGÀY 5/1/2023", "Căn cứ Quyết định số 5/QĐ-UBND ngày 05 tháng 01 năm 2023."),
        ],
    )
    def it_says_the_kind_once_and_in_full(self, value: str, line: str) -> None:
        district = audited_district(
            audited_commune(scores("1 | A\n1.1 | B | 1 | 1")), information={"Quyết định công bố": value}
        )
        assert [said(text) for text in common_bases(district.information)] == [line]

    def it_leaves_names_of_bodies_as_they_are_known(self) -> None:
        assert body_name("ỦY BAN NHÂN DÂN TỈNH QUẢNG NINH") == "Ủy ban nhân dân tỉnh Quảng Ninh"


def text(commune: AuditedCommune) -> str:
    return said(text_of(filled(Case(commune, audited_district(commune)))).replace("~", " "))


class DescribeOddSchemes:
    def it_says_what_is_missing_where_two_decimals_would_say_nothing(self) -> None:
        told = text(audited_commune(scores("1 | Chỉ đạo\n1.1 | Kế hoạch | 6 | 5,9994\n1.2 | Báo cáo | 4 | 4")))
        assert "đạt 5,999/6 điểm, bị trừ 0,001 điểm." in told
        assert "\n1.1 | Kế hoạch | 6 | 5,999 | 0,001 |" in told
        assert "tổng số điểm bị trừ là 0,001 điểm" in told and "\nTổng số điểm bị trừ | 0,001 |" in told
        assert "trừ 0 điểm" not in told and "chưa đạt 0 điểm" not in told

    def it_calls_a_criterion_that_is_not_taken_apart_by_its_name(self) -> None:
        told = text(audited_commune(scores("1 | Chỉ đạo | 6 | 5\n2 | Tài chính công | 4 | 4")))
        assert "đã rà soát 1 tiêu chí bị trừ điểm" in told
        assert "Kết quả đạt 5/6 điểm, chưa đạt 1 điểm:\n- Tiêu chí 1 “Chỉ đạo”: đạt 5/6 điểm, bị trừ 1 điểm." in told
        assert "Tiêu chí thành phần 1 " not in told

    def it_says_that_nothing_can_be_scored(self) -> None:
        told = text(
            audited_commune(scores("1 | Chỉ đạo\n1.1 | Kế hoạch | 0 | 0\n2 | Tài chính công\n2.1 | Chi | 4 | 3"))
        )
        assert "Nội dung này không tính điểm. UBND xã tiếp tục" in told
        assert "điểm tối đa 0/0" not in told

    def it_reads_well_where_one_gain_hides_a_loss(self) -> None:
        told = text(audited_commune(scores("1 | Chỉ đạo\n1.1 | Kế hoạch | 4 | 5\n1.2 | Báo cáo | 6 | 5")))
        assert "Kết quả đạt 10/10 điểm, còn bị trừ điểm ở tiêu chí thành phần sau:" in told

    def it_keeps_the_lines_of_a_cell_apart(self, tmp_path: Path) -> None:
        folder = District().set("Xã Thanh Xá", "G8", "Đầu mục").set("Xã Thanh Xá", "G9", "- Thiếu một.\n- Thiếu hai.")
        district = load(folder.write(tmp_path))
        values = report_values(district, next(c for c in district.communes if c.name.name == "Thanh Xá"))
        reasons = [row.ly_do for row in values["phu_luc"]]  # type: ignore[attr-defined]
        assert "Thiếu một; thiếu hai" in reasons
        assert all("\n" not in f.message for f in district.findings)
