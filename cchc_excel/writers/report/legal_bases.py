"""Words the legal bases of a report from what the information and contacts sheets say."""

from __future__ import annotations

import re
from functools import lru_cache

from ...model.audited import AuditedCommune
from ...model.facts import Information
from ...model.names import composed, folded
from .deadlines import day_in, day_written, full_dates
from .head import full_unit
from .notes import clean

_DOCUMENTS = (
    ("Thông báo kết luận", ("Thông báo kết luận", "Thông báo")),
    ("Quyết định", ("Quyết định công bố", "Quyết định phê duyệt")),
    ("Công văn", ("Công văn kiểm điểm, khắc phục", "Công văn kiểm điểm", "Công văn khắc phục", "Công văn")),
)

_SHORT_KIND = re.compile(r"^(?:QĐ|TB|CV|KH)\s+(?=số\b|\d)", re.IGNORECASE)
"""A document's kind in short, which is said in full."""


def legal_bases(information: Information, commune: AuditedCommune) -> list[str]:
    """One line for each document that is known, the last one with a full stop; none where none is known."""
    return _lines([*_documents(information), _own_plan(commune)])


def common_bases(information: Information) -> list[str]:
    """Likewise, of the documents that concern the whole district."""
    return _lines(_documents(information))


def _documents(information: Information) -> list[str]:
    return [_cited(kind, information.text(*keys) or "") for kind, keys in _DOCUMENTS]


def _lines(cited: list[str]) -> list[str]:
    lines = [text for text in cited if text]
    return [f"Căn cứ {text}{'.' if text is lines[-1] else ';'}" for text in lines]


@lru_cache(maxsize=1024)
def _cited(kind: str, value: str) -> str:
    """ "975/QĐ-UBND ngày ..." -> "Quyết định số 975/QĐ-UBND ngày ..."; "" for nothing."""
    value = _SHORT_KIND.sub("", full_dates(clean(value)))
    if not value or folded(value).startswith(folded(kind).split(" ")[0] + " "):
        return value
    if folded(value).startswith("so "):
        return f"{kind} số{value[2:]}"
    return f"{kind} số {value}" if value[0].isdigit() else f"{kind} {value}"


def _own_plan(commune: AuditedCommune) -> str:
    """The commune's own plan: "Kế hoạch số 28/KH-UBND ngày 17/3/2023 của UBND xã Thanh Xá"."""
    facts = commune.contact.facts if commune.contact else {}
    cited = _cited("Kế hoạch", facts.get("so ke hoach", ""))
    if not cited:
        return ""
    given = facts.get("ngay ke hoach", "")
    day = day_in(given)
    on = day_written(*day) if day else full_dates(composed(given))
    dated = f"{cited} {on if on.startswith('ngày') else f'ngày {on}'}" if on else cited
    return f"{dated} của {full_unit(commune.name)}"
