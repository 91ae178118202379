"""Tells formulas whose result can only be a text: a stored number is then no result of theirs."""

from __future__ import annotations

from ..formulas.formula_syntax import Call, Expression, NotUnderstood, Operation, Text, parsed

_GIVE_TEXT = frozenset(
    {"CONCATENATE", "LEFT", "MID", "RIGHT", "TRIM", "TEXT", "UPPER", "LOWER", "PROPER", "SUBSTITUTE"}
)


def gives_text(formula: str) -> bool:
    """Whether it does, whatever the cells hold. LibreOffice stores 0 for such a formula that it did not work out."""
    if '"' not in formula and not any(name in formula for name in _GIVE_TEXT):
        return False
    try:
        return _gives_text(parsed(formula))
    except NotUnderstood:
        return False


def _gives_text(part: Expression) -> bool:
    if isinstance(part, Operation):
        return part.sign == "&"
    if not isinstance(part, Call):
        return isinstance(part, Text)
    if part.name == "IF":
        return len(part.arguments) == 3 and all(map(_gives_text, part.arguments[1:]))
    if part.name == "IFERROR":
        return bool(part.arguments) and all(map(_gives_text, part.arguments))
    return part.name in _GIVE_TEXT
