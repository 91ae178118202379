"""Reports by another scheme than the usual one are checked by what they say themselves, with no false alarm."""

from __future__ import annotations

import pytest

from cchc_excel.audit.written.check import check_report
from cchc_excel.audit.written.own_report import OwnReports
from cchc_excel.audit.written.own_signs import own_names
from cchc_excel.audit.written.passages import passages
from cchc_excel.audit.written.told_names import told_names
from cchc_excel.model.audited import AuditedCommune
from cchc_excel.model.finding import Severity
from cchc_excel.model.statement import TextBlock, WrittenDocument
from cchc_excel.readers.documents.docx import read_docx
from cchc_excel.readers.documents.filled import FilledReader
from cchc_excel.writers.report import ReportTemplate, report_values
from tests.builders.audited_commune import audited_commune, audited_district, scores
from tests.builders.templates import SHIPPED

TEMPLATE = ReportTemplate.compile(SHIPPED, "mau.docx")
SCHEMES = {
    "another order": """
1 | Cải cách tài chính công
1.1 | Ngân sách | 7 | 6,5
2 | Chuyển đổi số
2.1 | Hồ sơ trực tuyến | 6 | 4,12
3 | Cải cách bộ máy chính quyền địa phương
3.1 | Quy chế | 5 | 5
4 | Cải cách thủ tục hành chính
4.1 | Công khai | 9 | 8,25
""",
    "two criteria that sound alike": """
1 | Cải cách bộ máy chính quyền địa phương
1.1 | Quy chế | 6 | 6
2 | Cải cách tổ chức bộ máy
2.1 | Vị trí việc làm | 4 | 4
3 | Dân chủ ở cơ sở (Luật số 10/2022/QH15)
3.1 | Đối thoại | 3 | 3
""",
    "criteria not taken apart": """
1 | Cải cách bộ máy chính quyền địa phương | 6 | 4,5
2 | “Ngày thứ Sáu không hẹn” | 4 | 4
3 | Cải cách chế độ công vụ | 5 | 2,25
""",
    "a part named like what is in it": """
A | Đánh giá qua các tiêu chí
1 | Chỉ đạo, điều hành
1.1 | Kế hoạch | 4 | 3
B | Điểm điều tra xã hội học
2.1 | Tác động đến phát triển kinh tế - xã hội | 2 | 1,5
2.2 | Điều tra xã hội học (tổ chức) | 14 | 14
""",
    "bonus points that nobody got": """
A | Đánh giá qua các tiêu chí
1 | Chỉ đạo, điều hành
1.1 | Kế hoạch | 4 | 3
2 | Cải cách tài chính công
2.1 | Ngân sách | 6 | 6
B | Tác động của CCHC
8.1 | Tác động đến phát triển kinh tế - xã hội | 2 | 1,5
C | Điểm thưởng
9 | Sáng kiến | 2 | 0
""",
    "nothing at all": """
A | Đánh giá qua các tiêu chí
1 | Chỉ đạo, điều hành
1.1 | Kế hoạch | 4 | 0
B | Điểm điều tra xã hội học
2.1 | Tác động đến phát triển kinh tế - xã hội | 2 | 0
C | Điểm trừ
3 | Điểm trừ | 2 | 0
""",
}


def commune(scheme: str) -> AuditedCommune:
    return audited_commune(scores(SCHEMES[scheme]))


def document(one: AuditedCommune) -> WrittenDocument:
    district = audited_district(one, communes=1)
    return read_docx("a.docx", TEMPLATE.fill(report_values(district, one)))


class DescribeAnotherScheme:
    @pytest.mark.parametrize("scheme", SCHEMES)
    def it_delivers_the_report(self, scheme: str) -> None:
        one = commune(scheme)
        district = audited_district(one, communes=1)
        report = FilledReader().read("a.docx", TEMPLATE.fill(report_values(district, one)), own_names(one.name))
        assert OwnReports(district).fault(report, one) is None

    @pytest.mark.parametrize("scheme", SCHEMES)
    def it_finds_nothing_in_the_report_alone(self, scheme: str) -> None:
        findings = check_report(document(commune(scheme))).findings
        assert [f.message for f in findings if f.severity is not Severity.INFO] == []

    @pytest.mark.parametrize("scheme", SCHEMES)
    def it_finds_nothing_against_the_scores(self, scheme: str) -> None:
        one = commune(scheme)
        checked = check_report(document(one), (audited_district(one, communes=1),))
        assert checked.compared
        assert [f.message for f in checked.findings if f.severity is not Severity.INFO] == []

    def but_it_still_sees_a_slip_by_the_documents_own_codes(self) -> None:
        good = document(commune("another order"))
        blocks = tuple(
            TextBlock(**{**{n: getattr(b, n) for n in b.__slots__}, "text": b.text.replace("đạt 6,5/7", "đạt 6,8/7")})
            if b.text.startswith("- Cải cách tài chính công")
            else b
            for b in good.blocks
        )
        changed = WrittenDocument(**{**{n: getattr(good, n) for n in good.__slots__}, "blocks": blocks})
        found = [f for f in check_report(changed).findings if f.severity is Severity.ERROR]
        assert found and found[0].criterion == "1"

    def it_reads_negative_points(self) -> None:
        one = audited_commune(scores("1 | Chỉ đạo\n1.1 | Kế hoạch | 4 | 4\n2 | Điểm trừ\n2.1 | Vi phạm | 2 | -1,5"))
        district = audited_district(one, communes=1)
        report = FilledReader().read("a.docx", TEMPLATE.fill(report_values(district, one)), own_names(one.name))
        assert OwnReports(district).fault(report, one) is None


class DescribeToldNames:
    def _told(self, *lines: str) -> dict[str, list[str]]:
        blocks = tuple(TextBlock(text=line, paragraph=i) for i, line in enumerate(lines, 1))
        return told_names(tuple(passages(WrittenDocument(file="a.docx", blocks=blocks))), 2022)

    def it_trusts_numbers_that_codes_below_them_begin_with(self) -> None:
        told = self._told(
            "II. KẾT QUẢ",
            "3. Cải cách tài chính công",
            "- Tiêu chí thành phần 3.1 “Ngân sách”: đạt 1/2 điểm.",
            "4. Chuyển đổi số",
            "Kết quả đạt điểm tối đa.",
        )
        assert told["caicachtaichinhcong"] == ["3"] and told["chuyendoiso"] == ["4"] and told["ngansach"] == ["3.1"]

    def but_not_the_numbers_of_tasks(self) -> None:
        told = self._told("III. NHIỆM VỤ", "1. Cải cách tài chính công", "2. Chuyển đổi số")
        assert told == {}
