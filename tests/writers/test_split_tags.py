"""Tags that Word has cut into pieces are whole again, in the formatting of their first piece."""

from __future__ import annotations

import random
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_excel.errors import TemplateError
from cchc_excel.writers.report import ReportTemplate, report_values
from cchc_excel.writers.report.opening import parsed
from cchc_excel.writers.report.package import read_package
from cchc_excel.writers.report.part_source import source_of
from tests.builders.audited_commune import PUBLISHED, audited_commune, audited_district, scores
from tests.builders.templates import SHIPPED, edited, split

COMMUNE = audited_commune(scores(PUBLISHED))
VALUES = report_values(audited_district(COMMUNE), COMMUNE)
_OF_THE_SPELLER = (qn("w:lang"), qn("w:noProof"))


def letters(data: bytes) -> list[list[tuple[str, str]]]:
    """Each paragraph of the filled template as letters with their formatting."""
    body = Document(BytesIO(ReportTemplate.compile(data, "mau.docx").fill(VALUES))).element.body
    return [
        [(letter, look(run)) for run in paragraph.iter(qn("w:r")) for t in run.iter(qn("w:t")) for letter in t.text or ""]
        for paragraph in body.iter(qn("w:p"))
    ]  # fmt: skip


def look(run: object) -> str:
    found = run.find(qn("w:rPr"))  # type: ignore[attr-defined]
    children = [] if found is None else [c for c in found if c.tag not in _OF_THE_SPELLER]
    return " ".join(f"{c.tag}{sorted(c.attrib.items())}" for c in children)


WHOLE = letters(SHIPPED)


def text(data: bytes) -> str:
    return "\n".join("".join(letter for letter, _ in paragraph) for paragraph in letters(data))


class DescribeSplitTags:
    @settings(max_examples=60, deadline=None)
    @given(st.integers(0, 2**32))
    def it_fills_a_template_cut_anywhere_like_the_whole_one(self, seed: int) -> None:
        data = split(random.Random(seed))
        assert data != SHIPPED
        assert letters(data) == WHOLE

    def it_makes_one_run_again_of_a_tag_that_only_the_spell_checker_has_cut(self) -> None:
        whole = "<w:r><w:t>năm {{ nam }} nhé</w:t></w:r>"
        cut = "<w:t>năm {{ n</w:t></w:r><w:proofErr w:type='spellStart'/><w:r><w:rPr><w:lang w:val='vi-VN'/></w:rPr><w:t>am }} nhé</w:t>"
        part = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p>{}</w:p></w:body></w:document>'
        one, other = (source_of(parsed(part.format(runs).encode()), "").text for runs in (whole, f"<w:r>{cut}</w:r>"))
        assert one.replace("<w:t>", '<w:t xml:space="preserve">') == other == one

    def it_keeps_a_line_for_every_paragraph(self) -> None:
        source = source_of(parsed(read_package(SHIPPED)["word/document.xml"]), "")
        lines = source.text.split("\n")
        assert len(lines) == len(source.blocks) + 1
        for line, block in zip(lines[1:], source.blocks, strict=True):
            assert all(tag.text in line for tag in block.tags)

    @settings(max_examples=20, deadline=None)
    @given(st.integers(0, 2**32))
    def it_forgets_the_spell_checkers_marks(self, seed: int) -> None:
        assert letters(split(random.Random(seed), only_spelling=True)) == WHOLE

    def it_keeps_the_formatting_of_the_first_piece(self) -> None:
        pieces = "{</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>{ nam</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t> }} đuôi"
        bold_later = edited(("{{ nam }}", pieces))
        (paragraph,) = [p for p in letters(bold_later) if "".join(c for c, _ in p).endswith("2022 đuôi")]
        assert [look for _, look in paragraph[-9:-5]] == [""] * 4
        assert all("}i" in look for _, look in paragraph[-5:])

    @pytest.mark.parametrize(
        "typed",
        [
            "{{nam}}", "{{  nam}}", "{{\u00a0nam\u00a0}}", "{{ n\u200bam }}", "{{ nam \u00ad}}", "{{ nam | upper }}",
            "{{ nam }}{% if cac_can_cu | join(“, ”) %}{% endif %}", "{{ n</w:t><w:softHyphen/><w:t>am }}",
            "{{ nam </w:t><w:tab/><w:t>}}", "{# ghi chú #}{{ nam }}", "{% if nam == “2022” %}{{ nam }}{% endif %}",
            "{% if nam &gt; ‘2021’ %}2022{% else %}cũ{% endif %}", "{{</w:t></w:r><w:hyperlink><w:r><w:t> nam }}</w:t></w:r></w:hyperlink><w:r><w:t>",
        ],
    )  # fmt: skip
    def it_understands_what_word_makes_of_a_tag(self, typed: str) -> None:
        assert text(edited(("{{ nam }}", typed))) == text(SHIPPED)

    @pytest.mark.parametrize("typed", ["{% p if so_voi_nam_truoc %}", "{%p  if\u00a0so_voi_nam_truoc%}"])
    def it_forgives_blanks_in_a_control_tag(self, typed: str) -> None:
        assert text(edited(("{%p if so_voi_nam_truoc %}", typed))) == text(SHIPPED)

    def but_a_tag_over_two_paragraphs_is_a_fault(self) -> None:
        torn = edited(("{{ cau_ket }}", "{{ cau_ket</w:t></w:r></w:p><w:p><w:r><w:t>}}"))
        with pytest.raises(TemplateError, match="bị ngắt sang đoạn hoặc ô sau"):
            ReportTemplate.compile(torn, "mau.docx")
