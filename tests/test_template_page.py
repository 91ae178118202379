"""The page on editing templates is the one that the tags and the shipped templates make, and what it shows is true."""

from __future__ import annotations

import re

import pytest

from cchc_excel.writers.report import Tag
from cchc_excel.writers.template_check import KINDS, DocumentKind, check_template
from scripts.make_template_page import PAGE, page
from tests.builders.templates import edited

TEXT = page()


def every(tags: tuple[Tag, ...]) -> list[Tag]:
    return [t for tag in tags for t in (tag, *every(tag.fields))]


class DescribeThePageOnTemplates:
    def it_is_what_the_script_makes(self) -> None:
        assert PAGE.read_bytes().decode("utf-8") == TEXT, "run: python scripts/make_template_page.py"

    @pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.stem)
    def it_has_a_line_for_every_tag(self, kind: DocumentKind) -> None:
        for tag in every(kind.tags):
            assert re.search(rf"^\| [^|]*\b{tag.name}\b[^|]* \| ", TEXT, re.MULTILINE), tag.name

    def it_has_a_line_for_every_style(self) -> None:
        for style in ("CCHC Nội dung", "CCHC Quốc hiệu", "CCHC Bảng chữ", "CCHC Thẻ điều khiển"):
            assert f"\n| {style} | " in TEXT

    @pytest.mark.parametrize(
        "example",
        sorted(set(re.findall(r"^\| `(\{\{ [a-z_]+ \}\})`", TEXT.partition("thẩm định: các thẻ")[0], re.MULTILINE))),
    )
    def it_shows_tags_that_the_check_lets_through(self, example: str) -> None:
        assert not check_template(edited(("{{ nam }}", example)), "mau.docx").faults
