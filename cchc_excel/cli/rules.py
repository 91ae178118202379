"""What `cchc rules` and `cchc explain` print: every rule in a line, or a few in full."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches
from itertools import groupby

from ..audit.families import FAMILIES, in_order
from ..audit.registry import RULES
from ..errors import ExitCode
from ..model.finding import RuleText, Severity
from .console import say

_CODE = re.compile(r"([A-Z])0*([0-9]{1,2})")
_SEVERITY_WIDTH = max(len(s.label) for s in Severity)
_NEAR, _MOST_NAMED, _SHOWN = 3, 5, 20


def list_rules() -> ExitCode:
    """Every rule by family: code, severity, title."""
    for letter, rules in groupby(in_order(), key=lambda rule: rule.code[0]):
        say(f"{letter} - {FAMILIES[letter]}")
        for rule in rules:
            start = f"  {rule.code}  {rule.severity.label:<{_SEVERITY_WIDTH}}  "
            say(rule.title, indent=start, hanging=" " * len(start))
        say()
    say("Xem ý nghĩa, ví dụ và cách xử lý của một quy tắc, ví dụ: cchc explain A01")
    return ExitCode.OK


def explain(codes: Sequence[str]) -> ExitCode:
    """These rules in full; nothing but a line on stderr when one is unknown."""
    known = [_normal(code) for code in codes]
    strange = [typed for typed, code in zip(codes, known, strict=True) if code not in RULES]
    if strange:
        say(_unknown(strange), to_error=True)
        return ExitCode.USAGE
    for number, code in enumerate(dict.fromkeys(known)):
        if number:
            say()
        _tell(RULES[code].text)
    return ExitCode.OK


def _tell(rule: RuleText) -> None:
    say(f"{rule.code} - {rule.title}", hanging=" " * (len(rule.code) + 3))
    say(f"Mức độ: {rule.severity.label}")
    _part("Ý nghĩa", rule.explanation)
    _part("Ví dụ", rule.example)
    _part("Cách xử lý", rule.advice)
    if rule.causes:
        say("Nguyên nhân có thể nêu kèm:")
        for kind in rule.causes:
            say(f"{kind.label}: {kind.meaning}", indent="  - ", hanging="    ")
    _part("Nguồn", rule.source)


def _part(heading: str, text: str) -> None:
    say(f"{heading}:")
    say(text, indent="  ")


def _normal(typed: str) -> str:
    """ "a1" is "A01"."""
    text = typed.strip().upper()
    match = _CODE.fullmatch(text)
    return f"{match[1]}{int(match[2]):02}" if match else text


def _unknown(typed: Sequence[str]) -> str:
    named = ", ".join(f"“{''.join(c for c in text if c.isprintable())[:_SHOWN]}”" for text in typed[:_MOST_NAMED])
    near = dict.fromkeys(code for text in typed[:_MOST_NAMED] for code in _near(_normal(text)))
    hint = f" Gần giống: {', '.join(near)}." if near else ""
    return f"Không có quy tắc {named}.{hint} Xem tất cả bằng lệnh: cchc rules"


def _near(code: str) -> list[str]:
    """Codes of the same family, nearest number first; else those that look alike."""
    number = re.match(r"[0-9]{1,3}", code[1:])
    same = [c for c in sorted(RULES) if c[0] == code[:1]]
    if number is not None:
        same.sort(key=lambda c: abs(int(c[1:]) - int(number[0])))
    return (same or get_close_matches(code[:_SHOWN], sorted(RULES), cutoff=0.5))[:_NEAR]
