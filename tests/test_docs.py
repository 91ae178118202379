"""The page of rules in docs/ is the one that the code's own texts make."""

from __future__ import annotations

import re

import pytest

from cchc_excel.audit.families import in_order
from cchc_excel.model.cause import CauseKind
from cchc_excel.model.finding import RuleText
from scripts.make_docs import PAGE, page

TEXT = page()


class DescribeThePageOfRules:
    def it_is_what_the_script_makes(self) -> None:
        assert PAGE.read_bytes().decode("utf-8") == TEXT, "run: python scripts/make_docs.py"

    def it_has_a_section_for_every_rule_and_a_link_to_it(self) -> None:
        for rule in in_order():
            assert TEXT.count(f"\n### {rule.code} - ") == 1
            assert f"](#{rule.code.lower()})" in TEXT and f'<a id="{rule.code.lower()}"></a>' in TEXT

    def it_leads_nowhere_that_is_not_there(self) -> None:
        targets = re.findall(r"\]\(#([^)]+)\)", TEXT)
        assert len(targets) == len(set(targets)) == len(in_order()) + 1
        assert all(f'<a id="{target}"></a>' in TEXT for target in targets)

    def it_has_a_line_for_every_kind_of_cause(self) -> None:
        for kind in CauseKind:
            assert f"| {kind.label} | `{kind.value}` | " in TEXT

    @pytest.mark.parametrize("rule", in_order(), ids=lambda rule: rule.code)
    def it_shows_texts_letter_by_letter(self, rule: RuleText) -> None:
        """What is left after taking Markdown's escapes and code marks away is the rule's own text."""
        shown = re.sub(r"\\(.)|`", r"\1", TEXT)
        for text in (rule.title, rule.explanation, rule.example, rule.advice, rule.source):
            assert text in shown

    def it_leaves_no_mark_up_open(self) -> None:
        code_free = re.sub(r"`[^`]+`", "", TEXT)
        assert not re.search(r"(?<!\\)[`$]", code_free)
        assert not re.search(r"(?<![\\*])\*(?!\*)", code_free)
