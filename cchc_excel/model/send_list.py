"""What a run left to be sent: whose report goes to which addresses, and how the report is known again."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Self

from .names import folded

_PASSWORD = re.compile(r"\b(mat khau|matkhau|mk|password|passwd|passphrase|pass|pwd|secret)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class SendItem:
    """One commune's report and the people it is for."""

    commune: str
    """The commune's display name, "Xã Thanh Xá"."""
    unit: str
    """The body that signs the report, "UBND xã Thanh Xá"."""
    emails: tuple[str, ...]
    """As the contacts give them, not yet checked; empty where they give none."""
    recipient: str
    """The role the letter greets; "" where none is given."""
    report: str
    """The report's file name in the folder of reports; never a path."""
    sha256: str
    """Of the whole .docx as it was delivered, 64 hexadecimal digits in lower case."""
    content: str = ""
    """What the report's own mark says of its filling (`report_mark.CONTENT`); an edited copy still says it."""
    errors: tuple[str, ...]
    """Codes of the error findings that concern this commune, each once, sorted."""
    values: Mapping[str, object]
    """The report's tags with what it was filled with: text, lists of text, lists of mappings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendList:
    """One authority's year of reports, in the order of the workbooks."""

    authority: str
    year: int
    run: str
    """Identifies what was delivered: the same reports, the same run."""
    settings: Mapping[str, str]
    """What the information sheet says about sending, by the sheet's own keys; never a password."""
    items: tuple[SendItem, ...]
    held_back: tuple[str, ...] = ()
    """Display names of the communes whose report did not say what was audited, and so was not delivered."""

    @classmethod
    def of(
        cls,
        authority: str,
        year: int,
        settings: Mapping[str, str],
        items: Iterable[SendItem],
        held_back: Iterable[str] = (),
    ) -> Self:
        """The list of these items, its run worked out."""
        told = tuple(items)
        return cls(
            authority=authority, year=year, run=run_of(told), settings=settings, items=told, held_back=tuple(held_back)
        )

    def with_items(self, items: Iterable[SendItem]) -> Self:
        """The list with these items, its run worked out anew."""
        listed = tuple(items)
        return replace(self, items=listed, run=run_of(listed))


def names_password(key: str) -> bool:
    """Whether a setting of that name would hold a password, which no file may."""
    return _PASSWORD.search(folded(key)) is not None


def run_of(items: Iterable[SendItem]) -> str:
    """The hash over all reports' hashes, in the list's order, 64 hexadecimal digits."""
    return hashlib.sha256("\n".join(item.sha256 for item in items).encode()).hexdigest()
