"""The report engine: the same bytes in every process, quick code that says what Jinja's own would say."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import zlib
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from docxtpl import DocxTemplate
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import StrictUndefined, UndefinedError
from lxml import etree

from benchmarks.word_template import as_word_saves_it
from cchc_excel.bundled import TEMPLATE_NAME, folder
from cchc_excel.errors import TemplateError
from cchc_excel.model.names import CommuneName
from cchc_excel.writers.report import ReportTemplate, report_values
from cchc_excel.writers.report.package import package, packed, read_package
from cchc_excel.writers.report.xml_text import XmlBytes, one_line, xml_text
from tests.builders.audited_commune import PUBLISHED, audited_commune, audited_district, remedy, scores

PATH = folder("report_templates") / TEMPLATE_NAME
ROOT = Path(__file__).resolve().parents[2]
BODY = "word/document.xml"

_IN_A_PROCESS = """
import hashlib, sys
from tests.writers.test_report_engine import PATH, report
print(hashlib.sha256(report(PATH.read_bytes())).hexdigest())
"""


def values() -> dict[str, object]:
    """Of the published example, with one remedy."""
    known = remedy("1", "Rà soát <kế hoạch> & bổ sung", "Công chức Văn phòng", "30/6/2023")
    commune = audited_commune(scores(PUBLISHED), remedies=[known])
    return report_values(audited_district(commune), commune)


def report(template: bytes) -> bytes:
    return ReportTemplate.compile(template, TEMPLATE_NAME).fill(values())


def changed(old: str, new: str) -> bytes:
    """The shipped template with one piece of its body replaced."""
    parts = read_package(PATH.read_bytes())
    body = parts[BODY].decode()
    assert old in body
    parts[BODY] = body.replace(old, new, 1).encode()
    return package(packed(n, d) for n, d in parts.items())


def paragraphs(data: bytes) -> list[str]:
    root = etree.fromstring(read_package(data)[BODY])
    return ["".join(map(str, p.itertext("{*}t"))) for p in root.iter("{*}p")]


class DescribeTheBytes:
    def it_are_the_same_in_every_process(self) -> None:
        told = []
        for seed in ("1", "2"):
            done = subprocess.run(
                [sys.executable, "-c", _IN_A_PROCESS], cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": seed},
                capture_output=True, text=True, check=True,
            )  # fmt: skip
            told.append(done.stdout.strip())
        assert told == [hashlib.sha256(report(PATH.read_bytes())).hexdigest()] * 2

    def it_do_not_depend_on_what_was_filled_before(self) -> None:
        template = ReportTemplate.compile(PATH.read_bytes(), TEMPLATE_NAME)
        other = audited_commune(scores("1 | Một\n1.1 | a | 4 | 3"), name=CommuneName("xã", "An Phượng"))
        first = template.fill(values())
        template.fill(report_values(audited_district(other), other))
        assert template.fill(values()) == first

    def it_are_the_bodys_own_whatever_word_adds_to_the_styles(self) -> None:
        ours, words = (read_package(report(data)) for data in (PATH.read_bytes(), as_word_saves_it(PATH)))
        assert ours[BODY] == words[BODY]
        assert len(words["word/styles.xml"]) > 2 * len(ours["word/styles.xml"])

    def it_copies_unchanged_parts_as_small_as_they_get(self) -> None:
        data = report(PATH.read_bytes())
        styles = read_package(data)["word/styles.xml"]
        squeezer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
        assert squeezer.compress(styles) + squeezer.flush() in data


class DescribeTheCode:
    def it_says_what_docxtpl_says(self) -> None:
        theirs = DocxTemplate(PATH)
        theirs.render(values(), autoescape=True)
        out = BytesIO()
        theirs.save(out)
        assert paragraphs(report(PATH.read_bytes())) == paragraphs(out.getvalue())

    def it_leaves_no_empty_run_beside_others(self) -> None:
        root = etree.fromstring(read_package(report(PATH.read_bytes()))[BODY])
        runs = [p.findall("{*}r") for p in root.iter("{*}p")]
        assert not [t for beside in runs if len(beside) > 1 for r in beside for t in r.iter("{*}t") if not t.text]

    def it_keeps_a_nought_beside_others(self) -> None:
        two_runs = "{{ nam }}</w:t></w:r><w:r><w:t>{{ tong_diem_tru }}"
        filled = ReportTemplate.compile(changed("{{ nam }}", two_runs), "mau.docx").fill(
            values() | {"tong_diem_tru": "0"}
        )
        assert any("năm 20220" in line for line in paragraphs(filled))

    def it_stops_at_an_item_without_the_field(self) -> None:
        template = ReportTemplate.compile(PATH.read_bytes(), "mau.docx")
        with pytest.raises(TemplateError, match="không điền được"):
            template.fill(values() | {"phu_luc": [object()]})

    def it_stops_at_a_chart_without_figures(self) -> None:
        template = ReportTemplate.compile(PATH.read_bytes(), "mau.docx")
        given = values()
        del given["bieu_do"]
        with pytest.raises(TemplateError, match="không điền được"):
            template.fill(given)


class DescribeEscapedText:
    @given(st.text())
    def it_is_the_same_text_in_xml(self, text: str) -> None:
        done = XmlBytes()
        for _ in range(2):  # worked out, then remembered
            assert etree.fromstring(b'<a b="' + done[text] + b'"/>').get("b") == one_line(text)
            assert etree.fromstring(b"<a>" + done[text] + b"</a>").text in (one_line(text), None)

    def it_tells_equal_values_apart_that_are_written_differently(self) -> None:
        done = XmlBytes()
        assert [done[v] for v in (Decimal("1.0"), Decimal("1.00"), 1, True)] == [b"1.0", b"1.00", b"1", b"True"]

    def it_remembers_no_more_than_is_useful(self) -> None:
        done = XmlBytes()
        for number in range(20000):
            assert done[str(number)]
        assert len(done) <= 8192

    def it_stops_at_a_value_that_is_not_given(self) -> None:
        with pytest.raises(UndefinedError):
            XmlBytes()[StrictUndefined(name="x")]

    def it_holds_no_mark_of_xml(self) -> None:
        assert xml_text("<&>\"'\n\x00") == "&lt;&amp;&gt;&quot;&#x27; "


class DescribeTheMeans:
    def it_are_worked_out_anew_for_other_communes(self) -> None:
        first = audited_commune(scores("1 | Một\n1.1 | a | 4 | 3"))
        second = audited_commune(scores("1 | Một\n1.1 | a | 4 | 1"))
        district = replace(audited_district(first), communes=(first, second))
        assert district.mean_index("1") == 50 == district.mean_index("1")
        assert replace(district, communes=(first,)).mean_index("1") == 75
        assert district.mean_index("9") is None

    def it_finds_a_remedy_of_each_commune_on_its_own(self) -> None:
        with_one = audited_commune(scores("1 | Một\n1.1 | a | 4 | 3"), remedies=[remedy("1", "x")])
        node = with_one.totals["1.1"]
        assert with_one.remedy_for(node) is with_one.remedy_for(node) is with_one.remedies["1"]
        assert replace(with_one, remedies={}).remedy_for(node) is None
