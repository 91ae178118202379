"""Turns what was measured into findings: which paragraph, a short quote, what it is, what it must be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...model.finding import Finding, Passage, Severity
from ...model.form import FormParagraph
from ..registry import Rule
from .elements import Spot

_QUOTED = 40
_NAMED = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that is not as it must be."""

    paragraph: FormParagraph | None
    """None where the whole document is meant."""
    what: str
    """What is meant, as "Tiêu ngữ"."""
    actual: str
    """What it is, as a clause: "cỡ 15"."""
    expected: str
    """What it must be, to follow "phải": "cỡ 13 đến 14"."""
    quote: str = ""
    """Of the text; the paragraph's beginning where nothing closer is said."""
    severity: Severity | None = None


def missing(spot: Spot, actual: str, expected: str, where: str = "Dưới") -> Fault:
    """An element that is nowhere, told at the words beside which it ought to be."""
    return Fault(paragraph=spot.paragraph, what=where, quote=spot.text, actual=actual, expected=expected)


def told(file: str, rule: Rule, faults: Iterable[Fault]) -> Iterator[Finding]:
    """One finding for all paragraphs with the same fault."""
    alike: dict[tuple[str, str, str, Severity | None], list[Fault]] = {}
    for fault in faults:
        alike.setdefault((fault.what, fault.actual, fault.expected, fault.severity), []).append(fault)
    for group in alike.values():
        first = group[0]
        number = first.paragraph.number if first.paragraph is not None else 0
        quote = short(first.quote or (first.paragraph.text if first.paragraph is not None else ""))
        subject = f"{first.what} “{quote}”" if quote else first.what
        yield rule.finding(
            Passage(file=file, paragraph=number),
            f"{subject}: {first.actual}; phải {first.expected}{_others(group)}.",
            expected=first.expected, actual=first.actual, severity=first.severity,
        )  # fmt: skip


def _others(group: list[Fault]) -> str:
    numbers = dict.fromkeys(f.paragraph.number for f in group[1:] if f.paragraph is not None and f.paragraph.number)
    first = group[0].paragraph
    more = [n for n in numbers if first is None or n != first.number]
    if not more:
        return ""
    named = ", ".join(map(str, more[:_NAMED])) + (", ..." if len(more) > _NAMED else "")
    return f" (và {len(more)} đoạn khác: {named})"


def short(text: str) -> str:
    """The beginning of a text, in one line."""
    plain = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return plain if len(plain) <= _QUOTED else plain[: _QUOTED - 1].rstrip() + "…"


def number_text(value: float) -> str:
    """ "12,7": at most one decimal, with a comma."""
    return f"{value:.1f}".rstrip("0").rstrip(".").replace(".", ",")
