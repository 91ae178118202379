"""Whole reports, word for word, of the cases that differ most; and every figure of the sample's twenty."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from cchc_excel.api import load
from cchc_excel.audit.form.check import check_form
from cchc_excel.audit.written.own_report import OwnReports
from cchc_excel.audit.written.own_signs import own_names
from cchc_excel.bundled import TEMPLATE_NAME, folder
from cchc_excel.model.audited import AuditedCommune, AuditedDistrict
from cchc_excel.model.finding import Severity
from cchc_excel.model.numbers import written
from cchc_excel.readers.documents.filled import FilledReader
from cchc_excel.readers.documents.form.one_form import document_form
from cchc_excel.writers.report import ReportTemplate, report_values
from tests.writers.golden_cases import CASES, GOLDEN, filled, text_of

NUMBER = re.compile(r"(?<![\w,])\d+(?:[.,]\d+)*")


UNAVOIDABLE = {"ten-va-ly-do-dai": ["D19"]}
"""No line holds a place's name of 120 mm and the date."""


class DescribeGoldenReports:
    @pytest.mark.parametrize("name", CASES)
    def it_says_word_for_word_what_was_approved(self, name: str) -> None:
        assert text_of(filled(CASES[name]())) == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")

    @pytest.mark.parametrize("name", CASES)
    def it_would_be_delivered(self, name: str) -> None:
        case = CASES[name]()
        report = FilledReader().read("a.docx", filled(case), own_names(case.commune.name))
        assert OwnReports(case.district).fault(report, case.commune) is None

    @pytest.mark.parametrize("name", CASES)
    def it_has_the_legal_form(self, name: str) -> None:
        found = list(check_form(document_form("a.docx", filled(CASES[name]()))))
        assert [f.code for f in found if f.severity is not Severity.INFO] == UNAVOIDABLE.get(name, [])

    def it_has_no_approved_text_without_a_case(self) -> None:
        assert {p.stem for p in GOLDEN.iterdir()} == set(CASES)


@pytest.fixture(scope="module")
def sample() -> AuditedDistrict:
    return load(folder("workbooks"))


@pytest.fixture(scope="module")
def texts(sample: AuditedDistrict) -> dict[str, str]:
    path = Path(folder("report_templates"), TEMPLATE_NAME)
    template = ReportTemplate.compile(path.read_bytes(), path.name)
    return {c.name.display: text_of(template.fill(report_values(sample, c))) for c in sample.communes}


class DescribeTheFiguresOfTheSample:
    def it_states_every_figure_of_the_model(self, sample: AuditedDistrict, texts: dict[str, str]) -> None:
        for commune in sample.communes:
            text = texts[commune.name.display].replace("~", " ")
            for line in _must_stand(sample, commune):
                assert line in text, (commune.name.display, line)

    def it_states_no_other_figure(self, sample: AuditedDistrict, texts: dict[str, str]) -> None:
        for commune in sample.communes:
            known = _figures(sample, commune) | _in_notes(sample, commune)
            stated = set(NUMBER.findall(texts[commune.name.display]))
            assert {n for n in stated if not _counts(n)} <= known, (commune.name.display, stated - known)


def _must_stand(district: AuditedDistrict, commune: AuditedCommune) -> Iterator[str]:
    total = commune.total
    yield f"đạt {written(total.score)}/{written(total.max_points)} điểm, chưa đạt {written(total.deduction)} điểm"
    yield f"xếp thứ {commune.rank}/{len(district.communes)} đơn vị; xếp loại {commune.grade}"
    for part in district.scheme.parts():
        for node in district.scheme.reported(part.code):
            one = commune.totals[node.code]
            yield f"đạt {written(one.score)}/{written(one.max_points)} điểm, chỉ số {written(one.index)}%"
    for leaf in commune.deducted():
        score, most, lost = written(leaf.score), written(leaf.max_points), written(leaf.deduction)
        yield f"Tiêu chí thành phần {leaf.code} “{leaf.name}”: đạt {score}/{most} điểm, bị trừ {lost} điểm."
        yield f"\n{leaf.code} | {leaf.name} | {most} | {score} | {lost} | "
        remedy = commune.remedy_for(leaf)
        assert remedy is not None
        yield remedy.action.rstrip(". ")[1:]


def _figures(district: AuditedDistrict, commune: AuditedCommune) -> set[str]:
    nodes = [(n.score, n.max_points, n.deduction, n.index) for n in commune.nodes]
    return {written(figure) for node in nodes for figure in node} | {n.code for n in commune.nodes}


def _in_notes(district: AuditedDistrict, commune: AuditedCommune) -> set[str]:
    """Numbers in what the office has typed: reasons, remedies, documents, days; days and months with a leading 0, too."""
    remedies = [r for leaf in commune.deducted() if (r := commune.remedy_for(leaf))]
    notes = [n.reason for n in commune.nodes] + [f"{r.action} {r.who} {r.until}" for r in remedies]
    notes += [f.value for f in district.information.facts] + [n.name for n in commune.nodes]
    notes += list(commune.contact.facts.values()) if commune.contact else []
    found = {part for note in notes for number in NUMBER.findall(note) for part in (number, *re.split("[.,]", number))}
    return found | {f"{int(n):02}" for n in found if n.isdigit()} | {str(district.year + 1)}


def _counts(number: str) -> bool:
    """Numbers of headings, tasks, lines and places: whole and not above the number of leaves."""
    return number.isdigit() and int(number) <= 60
