"""The form of documents: good ones made in every way bring no finding, spoilt ones exactly the one they must."""

from __future__ import annotations

import re

import pytest

from cchc_excel.audit.form.check import check_form
from cchc_excel.model.finding import Finding, Passage, Severity
from cchc_excel.readers.documents.form.one_form import document_form
from tests.builders.form_reports import WAYS, data, report
from tests.builders.form_spoilings import SPOILINGS, Spoiling, number_of
from tests.builders.form_variations import VARIATIONS, strict
from tests.corpus.variations import EVERYTHING

CASES = [
    (way, spoiling)
    for turn, spoiling in enumerate(SPOILINGS)
    for way in (spoiling.ways if EVERYTHING else spoiling.ways[turn % len(spoiling.ways) :][:1])
]
"""Each in one of its ways in turn; in all of them where nothing is left out to save time."""


def findings(file: bytes) -> list[Finding]:
    return list(check_form(document_form("a.docx", file)))


def above_info(file: bytes) -> list[Finding]:
    return [f for f in findings(file) if f.severity is not Severity.INFO]


class DescribeGoodForm:
    @pytest.mark.parametrize("way", WAYS)
    def it_brings_no_finding_however_it_is_made(self, way: str) -> None:
        assert findings(data(report(way))) == []

    @pytest.mark.parametrize("name", VARIATIONS)
    def it_brings_none_for_what_differs_from_office_to_office(self, name: str) -> None:
        way, change = VARIATIONS[name]
        document = report(way)
        change(document)
        assert [(f.code, f.message) for f in findings(data(document))] == []

    @pytest.mark.parametrize("way", WAYS)
    def it_brings_none_in_the_stricter_edition_of_the_standard(self, way: str) -> None:
        assert findings(strict(report(way))) == []


class DescribeOneThingSpoilt:
    @pytest.mark.parametrize(("way", "spoiling"), CASES, ids=[f"{s.code} {s.name} {w}" for w, s in CASES])
    def it_brings_that_finding_alone_at_its_paragraph(self, way: str, spoiling: Spoiling) -> None:
        document = report(way)
        spoiling.spoil(document)
        found = above_info(data(document))
        assert [f.code for f in found] == [spoiling.code], [(f.code, f.message) for f in found]
        (finding,) = found
        assert finding.severity.value == spoiling.severity
        assert isinstance(finding.place, Passage)
        assert finding.place.paragraph == number_of(document, spoiling.at), finding.message
        assert spoiling.says in finding.message
        assert re.search("[“”]", finding.message) and "phải" in finding.message and finding.advice
        assert finding.expected and finding.actual
