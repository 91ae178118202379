"""The rules: each a stable code with its Vietnamese text beside one small function."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, NotRequired, TypedDict, Unpack

from ..model.cause import CauseKind
from ..model.finding import Cause, Consequence, Finding, Place, RuleText, Severity
from ..model.numbers import plain

if TYPE_CHECKING:
    from .case import Case

Found = Finding | Consequence
Check = Callable[["Case", "Rule"], Iterable[Found]]

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


class Texts(TypedDict):
    """What a rule says, as RuleText keeps it."""

    title: str
    explanation: str
    advice: str
    example: str
    source: NotRequired[str]
    causes: NotRequired[tuple[CauseKind, ...]]


def rule(code: str, severity: Severity, **texts: Unpack[Texts]) -> Callable[[Check], Check]:
    """Registers a check. Raises ValueError when the code is taken."""

    def register(check: Check) -> Check:
        declare(code, severity, check, **texts)
        return check

    return register


def declare(code: str, severity: Severity, check: Check | None = None, **texts: Unpack[Texts]) -> Rule:
    """Registers a rule and gives it back. Raises ValueError when the code is taken."""
    if code in _rules:
        raise ValueError(f"rule code used twice: {code}")
    _rules[code] = Rule(RuleText(code=code, severity=severity, **texts), check)
    return _rules[code]
