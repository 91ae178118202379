"""Turns figures, names and an office's notes into the sentences of a Vietnamese report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from ...model.audited import AuditedNode
from ...model.codes import depth, is_numbered
from ...model.facts import Remedy
from ...model.names import capitalised, title_case
from ...model.numbers import PRINTED_PLACES, Exact, rounded
from ...model.numbers import written as _written
from .deadlines import full_dates, until_when
from .notes import NBSP, clean, in_quotes, note, soft

PLACEHOLDER = "[Đơn vị bổ sung biện pháp khắc phục]"

_IN_CHARGE = re.compile(
    r",?\s+(?:chủ trì(?:,? (?:và )?(?:thực hiện|phối hợp))?|phụ trách|chịu trách nhiệm|thực hiện|làm đầu mối)$"
)
"""What the report says itself of who acts."""
_TASKS = re.compile(r"chủ trì|phối hợp|phụ trách|chịu trách nhiệm|:", re.IGNORECASE)
_MOST_PLACES = 6
_LEVELS = re.compile(r"\b(Tỉnh|Thành Phố|Huyện|Quận|Thị Xã|Xã|Phường|Thị Trấn|Đặc Khu|(?<=Nội )Vụ)\b")


def written(number: Exact) -> str:
    """`model.numbers.written`, remembered: one district's scores repeat in every report."""
    if isinstance(number, Decimal):
        return _decimal_written(number)
    return _ratio_written(number.numerator, number.denominator)


_decimal_written = lru_cache(maxsize=8192)(_written)


@lru_cache(maxsize=8192)
def _ratio_written(top: int, under: int) -> str:
    """By two integers: a fraction takes long to say which one it is."""
    return _written(Fraction(top, under))


def sentence(text: str) -> str:
    """The text with a full stop, unless it ends a sentence by itself."""
    return text if text.endswith(("!", "?", "…")) else f"{text}."


@lru_cache(maxsize=1024)
def heading(name: str) -> str:
    """A criterion's name as a heading: not all in capitals, no punctuation at the end."""
    return capitalised(clean(name))


@lru_cache(maxsize=256)
def body_name(text: str | None) -> str:
    """An authority's name inside a sentence: "UBND HUYỆN THANH HÀ" -> "UBND huyện Thanh Hà"; "" for none."""
    text = clean(text or "")
    if not text.isupper():
        return text
    spelled = _LEVELS.sub(lambda m: m[1].lower(), title_case(text))
    return re.sub(r"^Ubnd\b", "UBND", re.sub(r"^Ủy Ban Nhân Dân\b", "Ủy ban nhân dân", spelled))


def in_capitals(body: str) -> str:
    """An authority's name for the head block: capitals, the common words abbreviated."""
    return re.sub(r"^(ỦY|UỶ) BAN NHÂN DÂN\b", "UBND", body.upper())


def counted(number: int | Exact, unit: str) -> str:
    """ "7 tiêu chí", "9,58 điểm", never broken after the number."""
    return f"{number if isinstance(number, int) else written(number)}{NBSP}{unit}"


def figure(node: AuditedNode, number: Exact) -> str:
    """One of a node's figures, with so many decimals that what is missing does not read as nothing: "0,0006"."""
    places = _places(node.deduction)
    return written(number) if places == PRINTED_PLACES else _written(number, places)


def lost(nodes: Sequence[AuditedNode]) -> str:
    """The points lost at these nodes together, likewise."""
    total = sum((n.deduction for n in nodes), Decimal(0))
    return _written(total, _places(total))


@lru_cache(maxsize=8192)
def _places(deduction: Decimal) -> int:
    enough = (p for p in range(PRINTED_PLACES, _MOST_PLACES) if not deduction or rounded(deduction, p))
    return next(enough, _MOST_PLACES)


def points(node: AuditedNode, number: Exact) -> str:
    """ "9,58 điểm", as `figure`."""
    return f"{figure(node, number)}{NBSP}điểm"


def out_of(node: AuditedNode) -> str:
    """ "12,2/15 điểm"."""
    return f"{figure(node, node.score)}/{counted(node.max_points, 'điểm')}"


def index_of(node: AuditedNode) -> str:
    """ ", chỉ số 81,33%"; "" where nothing can be scored."""
    return f", chỉ số {figure(node, node.index)}%" if node.max_points else ""


def missing_of(node: AuditedNode) -> str:
    """ ", chưa đạt 9,58 điểm"; "" at full marks."""
    return f", chưa đạt {points(node, node.deduction)}" if node.deduction > 0 else ""


def kind_of(nodes: Sequence[AuditedNode]) -> str:
    """What the deducted are called together; where criteria are not taken apart they carry the points themselves."""
    alone = sum(is_numbered(n.code) and depth(n.code) == 1 for n in nodes)
    if alone == len(nodes):
        return "tiêu chí"
    return "tiêu chí, tiêu chí thành phần" if alone else "tiêu chí thành phần"


def assignment(remedy: Remedy | None) -> str:
    """Who does it and until when, as a sentence; "" when the remedy says neither."""
    return _assigned(remedy.who, remedy.until) if remedy else ""


@lru_cache(maxsize=1024)
def _assigned(whom: str, when: str) -> str:
    who, until = _people(whom), until_when(when)
    if not who:
        return sentence(capitalised(until)) if until else ""
    behind = f", {until}" if until else ""
    if _TASKS.search(who):
        return sentence("; ".join(filter(None, (f"Phân công: {soft(clean(whom))}", until))))
    return sentence(f"{capitalised(who)} {'chủ trì' if until.startswith('thực hiện') else 'chủ trì thực hiện'}{behind}")


def _people(who: str) -> str:
    """ "Chủ tịch UBND; Công chức A; Công chức B" -> "Chủ tịch UBND, công chức A và công chức B".

    No line begins with the dash of "Tư pháp - Hộ tịch".
    """
    roles = [soft(role.strip()).replace(" - ", f"{NBSP}- ") for role in clean(who).split(";") if role.strip()]
    return _IN_CHARGE.sub("", " và ".join(filter(None, (", ".join(roles[:-1]), *roles[-1:]))))


def reason_for(node: AuditedNode, remedy: Remedy | None) -> str:
    """The appraiser's reason, the noted shortcoming where there is none, else ""."""
    return note(node.reason) or note(remedy.shortcoming if remedy else "")


def action_of(remedy: Remedy | None) -> str:
    """What is done; "" where nothing is noted."""
    return note(remedy.action) if remedy else ""


def deduction_sentence(node: AuditedNode, remedy: Remedy | None) -> str:
    """One deducted sub-criterion: its points and why they were lost."""
    told = f"đạt {out_of(node)}, bị trừ {points(node, node.deduction)}"
    reason = reason_for(node, remedy)
    lead = "Nguyên nhân" if note(node.reason) else "Tồn tại, hạn chế"
    return f"{_named(node.code, node.name)}: {told}." + (f" {lead}: {clause(reason)}" if reason else "")


@lru_cache(maxsize=8192)
def clause(text: str) -> str:
    """An office's note behind a colon: a small first letter, days written out, a full stop."""
    return sentence(full_dates(soft(text)))


@lru_cache(maxsize=8192)
def _named(code: str, name: str) -> str:
    """ "Tiêu chí thành phần 1.1 “Kế hoạch CCHC năm”"."""
    name = clean(name)
    kind = "Tiêu chí" if depth(code) == 1 else "Tiêu chí thành phần"
    called = f"{kind} {code}" if is_numbered(code) else "Nội dung"
    return f"{called} {in_quotes(name)}" if name else called
