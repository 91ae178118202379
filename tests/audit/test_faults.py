"""A rule that fails is told like any finding, and the others go on."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc_excel.audit import registry
from cchc_excel.audit.case import Case
from cchc_excel.audit.registry import RULES, Found, Rule
from cchc_excel.model.finding import Severity
from tests.builders.districts import District
from tests.conftest import audited


def _fails(case: Case, rule: Rule) -> list[Found]:
    raise LookupError("no such row")


class DescribeARuleThatFails:
    def it_is_a_finding_and_the_other_rules_go_on(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        folder = District().set("Xã Thanh Xá", "E9", -1).write(tmp_path)
        before = audited(folder).findings
        monkeypatch.setitem(registry._rules, "A02", Rule(RULES["A02"].text, _fails))
        after = audited(folder)
        (fault,) = [f for f in after.findings if f.code == "X01"]
        assert fault.severity is Severity.ERROR and "A02" in fault.message and "LookupError" in fault.message
        assert fault.advice == RULES["X01"].text.advice
        assert [f for f in after.findings if f.code == "V02"] == [f for f in before if f.code == "V02"] != []
        assert "X01" in {rule.code for rule in after.rules}
