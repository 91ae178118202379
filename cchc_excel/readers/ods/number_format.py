"""Spells an OpenDocument number style as the format code that Excel would show for it."""

from __future__ import annotations

import re

from lxml import etree

from .names import NUMBER, STYLE

_MOST_DIGITS = 30
_MOST_TEXT = 200
_LITERAL = re.compile(r"[-+/():!^&'~{}<>=$ ,.%]*")
_CONDITION = re.compile(r"value\(\)\s*(?P<sign><=|>=|<|>|!=|=)\s*(?P<limit>-?[0-9.]+)")
_STANDARD = {">=0", ">0", "<0", "<=0", "=0"}

KINDS = frozenset(
    f"{NUMBER}{kind}-style" for kind in ("number", "percentage", "currency", "date", "time", "text", "boolean")
)
"""The elements that are number styles."""


def format_code(style: etree._Element, others: dict[str, etree._Element]) -> str:
    """The code, "" for General. `others` are all number styles by name: a style may have sections of its own there."""
    sections = []
    for condition in style.findall(f"{STYLE}map"):
        other = others.get(condition.get(f"{STYLE}apply-style-name") or "")
        if other is not None and other is not style:
            sections.append(_conditioned(condition, _section(other)))
    sections.append(_section(style))
    code = ";".join(sections[:4])
    return "" if code in ("General", "BOOLEAN") else code


def _conditioned(condition: etree._Element, code: str) -> str:
    found = _CONDITION.fullmatch(condition.get(f"{STYLE}condition") or "")
    if found is None or found["sign"] + found["limit"] in _STANDARD:
        return code
    return f"[{found['sign'].replace('!=', '<>')}{found['limit']}]{code}"


def _section(style: etree._Element) -> str:
    """One section: the style's own parts in order."""
    if style.tag == f"{NUMBER}boolean-style":
        return "BOOLEAN"
    runs_on = style.get(f"{NUMBER}truncate-on-overflow") == "false"
    code = ""
    for part in style:
        if isinstance(part.tag, str) and part.tag.startswith(NUMBER):
            text = _part(part)
            if runs_on and text[:1] in ("h", "m", "s"):
                text, runs_on = f"[{text}]", False
            code += text
    return code or "General"


def _part(part: etree._Element) -> str:
    kind = str(part.tag).removeprefix(NUMBER)
    long = part.get(f"{NUMBER}style") == "long"
    match kind:
        case "number":
            return _number(part)
        case "scientific-number":
            return f"{_number(part)}E+{'0' * _count(part, 'min-exponent-digits', 2)}"
        case "fraction":
            return (
                f"# {'?' * _count(part, 'min-numerator-digits', 1)}/{'?' * _count(part, 'min-denominator-digits', 1)}"
            )
        case "text" | "currency-symbol" | "fill-character":
            return _text("".join(str(piece) for piece in part.itertext())[:_MOST_TEXT])
        case "text-content":
            return "@"
        case "month":
            return ("mmmm" if long else "mmm") if part.get(f"{NUMBER}textual") == "true" else "mm" if long else "m"
        case "seconds":
            places = _count(part, "decimal-places", 0)
            return ("ss" if long else "s") + (f".{'0' * places}" if places else "")
    short_and_long = _OF_DATES.get(kind, ("", ""))
    return short_and_long[long]


_OF_DATES = {
    "day": ("d", "dd"),
    "year": ("yy", "yyyy"),
    "day-of-week": ("ddd", "dddd"),
    "hours": ("h", "hh"),
    "minutes": ("m", "mm"),
    "am-pm": ("AM/PM", "AM/PM"),
}


def _number(part: etree._Element) -> str:
    """Digits before and behind the decimal mark."""
    has_form = part.get(f"{NUMBER}decimal-places") is not None or part.get(f"{NUMBER}grouping") == "true"
    if not has_form and _count(part, "min-integer-digits", 1) <= 1:
        return "General"
    before = "0" * _count(part, "min-integer-digits", 1) or "#"
    if part.get(f"{NUMBER}grouping") == "true":
        before = "#" * max(0, 4 - len(before)) + before
        before = f"{before[:-3]},{before[-3:]}"
    most = _count(part, "decimal-places", 0)
    least = min(most, _count(part, "min-decimal-places", most))
    behind = "0" * least + "#" * (most - least)
    return f"{before}.{behind}" if behind else before


def _count(part: etree._Element, name: str, otherwise: int) -> int:
    told = part.get(f"{NUMBER}{name}")
    return min(_MOST_DIGITS, int(told)) if told is not None and told.isdecimal() and len(told) < 6 else otherwise


def _text(text: str) -> str:
    """Words in quotes, with the signs around them that need none outside."""
    if _LITERAL.fullmatch(text):
        return text
    start = len(text) - len(text.lstrip(" "))
    core = text.strip(" ").replace('"', "")
    return f'{text[:start]}"{core}"{text[len(text.rstrip(" ")) :]}'
