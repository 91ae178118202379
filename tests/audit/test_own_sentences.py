"""Criteria whose names look like figures, or like other criteria, do not hold a report back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cchc_excel.audit.written.check import check_report
from cchc_excel.audit.written.own_report import OwnReports
from cchc_excel.audit.written.own_signs import own_names
from cchc_excel.model.audited import AuditedCommune
from cchc_excel.model.finding import Severity
from cchc_excel.model.names import CommuneName
from cchc_excel.readers.documents.docx import read_docx
from cchc_excel.readers.documents.filled import FilledReader
from cchc_excel.writers.report import ReportTemplate, report_values
from tests.builders.audited_commune import audited_commune, audited_district, scores
from tests.builders.templates import SHIPPED

TEMPLATE = ReportTemplate.compile(SHIPPED, "mau.docx")
ODD = [
    "Từ 90% trở lên: 2 điểm; dưới 90%: 0 điểm",
    "Tỷ lệ dưới 80% thì 0 điểm",
    "Tác động của CCHC đến sự hài lòng của người dân",
    "Điểm điều tra xã hội học (tổ chức)",
    "Kết quả năm 2021 so với năm 2020, đạt 95% trở lên",
]


def commune(name: str) -> AuditedCommune:
    return audited_commune(
        scores(
            f"A | Đánh giá\n1 | Chuyển đổi số\n1.1 | {name} | 4 | 1,25\n1.2 | Kế hoạch | 3 | 3\nB | Điểm cộng\n2 | Thêm | 2 | 1"
        )
    )


class DescribeOddNames:
    @pytest.mark.parametrize("name", ODD)
    def it_delivers_the_report(self, name: str) -> None:
        one = commune(name)
        district = audited_district(one, communes=1)
        report = FilledReader().read("a.docx", TEMPLATE.fill(report_values(district, one)), own_names(one.name))
        assert OwnReports(district).fault(report, one) is None

    @pytest.mark.parametrize("name", ODD)
    def it_finds_nothing_wrong_in_it_afterwards(self, name: str) -> None:
        one = commune(name)
        district = audited_district(one, communes=1)
        checked = check_report(read_docx("a.docx", TEMPLATE.fill(report_values(district, one))), (district,))
        assert checked.compared
        assert [f.message for f in checked.findings if f.severity is not Severity.INFO] == []

    @pytest.mark.parametrize("name", ODD)
    def but_it_sees_another_figure_in_that_sentence(self, name: str) -> None:
        one = commune(name)
        district = audited_district(one, communes=1)
        wrong = commune(name)
        other = tuple(replace(n, score=n.score + 1) if n.code == "1.1" else n for n in wrong.nodes)
        told = replace(wrong, nodes=other, totals={n.code: n for n in other})
        report = FilledReader().read("a.docx", TEMPLATE.fill(report_values(district, told)), own_names(one.name))
        assert OwnReports(district).fault(report, one) is not None


class DescribeNamesWithMarks:
    @pytest.mark.parametrize("name", ["Ea M'nang", "Đắk N’Drung", "Tân Hưng - Tân Tiến"])
    def it_knows_whose_report_it_is(self, name: str) -> None:
        one = replace(commune("Kế hoạch năm"), name=CommuneName("xã", name))
        district = audited_district(one, communes=1)
        data = TEMPLATE.fill(report_values(district, one))
        assert OwnReports(district).fault(FilledReader().read("a.docx", data, own_names(one.name)), one) is None
        assert check_report(read_docx("a.docx", data), (district,)).compared
