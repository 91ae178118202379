"""Writes docs/quy-tac.md, the rules and causes in full, from the code's own texts: python scripts/make_docs.py"""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path

from cchc_excel.audit.families import FAMILIES, in_order
from cchc_excel.model.cause import CauseKind
from cchc_excel.model.finding import RuleText

PAGE = Path(__file__).resolve().parent.parent / "docs" / "quy-tac.md"

_FORMULA = re.compile(r"(?<![^\s(])=(?:'[^']+'!)?(?:[A-Z]+\([^)]*\)|[A-Z]+[0-9]+(?:[-+*/](?:[A-Z]+)?[0-9]+)*)")
_MARK_UP = re.compile(r"[\\`*_<>\[\]|$]")


def page() -> str:
    """The whole page in Markdown; the same for the same texts."""
    families = [(letter, list(rules)) for letter, rules in groupby(in_order(), key=lambda rule: rule.code[0])]
    blocks = [
        "# Quy tắc kiểm tra",
        "Trang này do `scripts/make_docs.py` tạo ra từ chính các quy tắc trong chương trình; muốn đổi chữ thì sửa ở quy "
        "tắc rồi chạy lại lệnh đó. Trên máy, xem danh sách bằng lệnh `cchc rules`, xem một quy tắc bằng lệnh "
        "`cchc explain A01`.",
        "## Mục lục",
        "\n".join(_contents(families)),
    ]
    for letter, rules in families:
        blocks.append(f"## {letter} - {FAMILIES[letter]}")
        for rule in rules:
            blocks += _section(rule)
    return "\n\n".join([*blocks, *_causes()]) + "\n"


def _contents(families: list[tuple[str, list[RuleText]]]) -> list[str]:
    lines = []
    for letter, rules in families:
        lines.append(f"- {letter} - {FAMILIES[letter]}")
        lines += [f"  - [{rule.code} - {_plain(rule.title)}](#{rule.code.lower()})" for rule in rules]
    return [*lines, "- [Nguyên nhân](#nguyen-nhan)"]


def _section(rule: RuleText) -> list[str]:
    """One rule's heading and paragraphs."""
    blocks = [
        f'<a id="{rule.code.lower()}"></a>',
        f"### {rule.code} - {_plain(rule.title)}",
        f"**Mức độ:** {rule.severity.label}",
        f"**Ý nghĩa:** {_plain(rule.explanation)}",
        f"**Ví dụ:** {_plain(rule.example)}",
        f"**Cách xử lý:** {_plain(rule.advice)}",
    ]
    if rule.causes:
        blocks.append(f"**Nguyên nhân có thể nêu kèm:** {', '.join(kind.label for kind in rule.causes)}.")
    return [*blocks, f"**Nguồn:** {_plain(rule.source)}"]


def _causes() -> list[str]:
    rows = [f"| {kind.label} | `{kind.value}` | {_plain(kind.meaning)} |" for kind in CauseKind]
    return [
        '<a id="nguyen-nhan"></a>',
        "## Nguyên nhân",
        "Một phát hiện nêu nguyên nhân khi số liệu chỉ ra được đúng một khả năng; nếu không thì ghi “chưa xác định” kèm các "
        "khả năng.",
        "\n".join(["| Tên | Trong tệp JSON | Giải thích |", "|---|---|---|", *rows]),
    ]


def _plain(text: str) -> str:
    """Text that Markdown shows letter by letter; formulas become code."""
    pieces, end = [], 0
    for formula in _FORMULA.finditer(text):
        pieces += [_escaped(text[end : formula.start()]), f"`{formula[0]}`"]
        end = formula.end()
    return "".join([*pieces, _escaped(text[end:])])


def _escaped(text: str) -> str:
    return _MARK_UP.sub(lambda mark: f"\\{mark[0]}", text)


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
