"""The rules: each a stable code with its Vietnamese text beside one small function."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from ..model.cause import CauseKind
from ..model.finding import Cause, Consequence, Finding, Place, RuleText, Severity
from ..model.numbers import plain

if TYPE_CHECKING:
    from .case import Case

Found = Finding | Consequence
Check = Callable[["Case", "Rule"], Iterable[Found]]

FINDINGS_SOURCE = "Danh mục phát hiện"
"""The source of a rule that names no closer one."""
ROUNDING_SOURCE = "Quy ước số liệu: làm tròn như hàm ROUND của Excel, so bằng số chính xác"
EXACT_SCORES_SOURCE = "Xếp hạng, xếp loại theo điểm chính xác; bằng điểm thì cùng hạng"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's text and its logic."""

    text: RuleText
    check: Check | None
    """None for a rule about something else than a group's workbooks, as a written report."""

    def finding(
        self,
        place: Place,
        message: str,
        *,
        commune: str | None = None,
        criterion: str | None = None,
        expected: Decimal | str | None = None,
        actual: Decimal | str | None = None,
        severity: Severity | None = None,
        advice: str | None = None,
        cause: Cause | None = None,
    ) -> Finding:
        """A finding of this rule, with the rule's severity and advice unless told otherwise."""
        return Finding(
            code=self.text.code,
            severity=severity or self.text.severity,
            place=place,
            message=message,
            advice=advice or self.text.advice,
            commune=commune,
            criterion=criterion,
            expected=plain(expected) if isinstance(expected, Decimal) else expected,
            actual=plain(actual) if isinstance(actual, Decimal) else actual,
            cause=cause,
        )


_rules: dict[str, Rule] = {}
RULES = MappingProxyType(_rules)
"""Every rule by its code; read-only."""


def rule(
    code: str,
    severity: Severity,
    *,
    title: str,
    explanation: str,
    advice: str,
    example: str,
    source: str = FINDINGS_SOURCE,
    causes: tuple[CauseKind, ...] = (),
) -> Callable[[Check], Check]:
    """Registers a check. Raises ValueError when the code is taken."""

    def register(check: Check) -> Check:
        declare(
            code,
            severity,
            title=title,
            explanation=explanation,
            advice=advice,
            example=example,
            source=source,
            causes=causes,
            check=check,
        )
        return check

    return register


def declare(
    code: str,
    severity: Severity,
    *,
    title: str,
    explanation: str,
    advice: str,
    example: str,
    source: str = FINDINGS_SOURCE,
    causes: tuple[CauseKind, ...] = (),
    check: Check | None = None,
) -> Rule:
    """Registers a rule and gives it back. Raises ValueError when the code is taken."""
    if code in _rules:
        raise ValueError(f"rule code used twice: {code}")
    text = RuleText(
        code=code,
        severity=severity,
        title=title,
        explanation=explanation,
        advice=advice,
        example=example,
        source=source,
        causes=causes,
    )
    _rules[code] = Rule(text, check)
    return _rules[code]
