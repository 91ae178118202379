"""The families of rules: what the first letter of a code means, and every rule in their order."""

from __future__ import annotations

from types import MappingProxyType

from ..model.finding import RuleText
from . import rules as _every_rule
from .registry import RULES

assert _every_rule, "importing the package registers the rules"

FAMILIES = MappingProxyType(
    {
        "R": "Đọc tệp, trang tính và ô",
        "S": "Bộ tiêu chí",
        "V": "Điểm không thể có",
        "A": "Phép tính trên bảng điểm",
        "F": "Công thức trên bảng điểm",
        "Q": "Quyết định công bố",
        "N": "Báo cáo bằng văn bản",
        "D": "Thể thức văn bản",
        "L": "Điểm thấp",
        "X": "Lỗi của phần mềm",
    }
)
"""Each family's Vietnamese name by its letter, in the order in which an officer meets them."""


def in_order() -> list[RuleText]:
    """Every rule's text, family by family. Raises ValueError for a code of no family."""
    letters = "".join(FAMILIES)
    return sorted((rule.text for rule in RULES.values()), key=lambda text: (letters.index(text.code[0]), text.code))
