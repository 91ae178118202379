"""What is known beside the scores: the information sheet, the contacts, the remedies."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from .finding import Place
from .names import CommuneName, folded


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One key | value line."""

    key: str
    value: str
    place: Place
    number: Decimal | None = None
    """The value as a number, where it is one."""


_GRADE_KEY = re.compile(r"^xếp\s+loại\s+(.+)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Information:
    """The information sheets of a group, merged. Keys are matched by meaning, not by letter."""

    facts: tuple[Fact, ...] = ()

    def fact(self, *wordings: str) -> Fact | None:
        """The first line whose key is one of the wordings, or begins with one of them."""
        keys = [folded(w) for w in wordings]
        for key in keys:
            for fact in self.facts:
                if folded(fact.key) == key:
                    return fact
        for key in keys:
            for fact in self.facts:
                if folded(fact.key).startswith(key + " "):
                    return fact
        return None

    def text(self, *wordings: str) -> str | None:
        """The value of such a line; None when it is missing or empty."""
        fact = self.fact(*wordings)
        return fact.value if fact and fact.value else None

    @property
    def year(self) -> int | None:
        """Năm đánh giá."""
        fact = self.fact("Năm đánh giá", "Năm")
        found = re.search(r"\b(20\d\d)\b", fact.value) if fact else None
        return int(found[1]) if found else None

    @property
    def authority(self) -> str | None:
        """Cơ quan thẩm định."""
        return self.text("Cơ quan thẩm định", "Đơn vị thẩm định")

    def number(self, *wordings: str, default: Decimal) -> Decimal:
        """A numeric setting, or its default."""
        fact = self.fact(*wordings)
        return fact.number if fact is not None and fact.number is not None else default

    @property
    def threshold(self) -> Decimal:
        """Ngưỡng cảnh báo: a leaf below this percentage of its maximum is low."""
        stated = self.number("Ngưỡng cảnh báo", "Ngưỡng cảnh báo (%)", default=Decimal(50))
        return stated * 100 if Decimal(0) < stated <= 1 else stated

    @property
    def grades(self) -> tuple[tuple[str, Decimal], ...]:
        """Grades with their lowest index in percent, best first; empty when the workbook sets none."""
        found: list[tuple[str, Decimal]] = []
        for fact in self.facts:
            key = _GRADE_KEY.match(fact.key)
            if key and fact.number is not None:
                found.append((key[1].strip(), fact.number))
        if found and Decimal(0) < max(lowest for _, lowest in found) <= 1:
            found = [(name, lowest * 100) for name, lowest in found]
        return tuple(sorted(found, key=lambda grade: -grade[1]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A line of the contacts sheet."""

    commune: CommuneName
    emails: tuple[str, ...]
    """The lines of its cell for addresses, as they were typed."""
    recipient: str
    """A role, as "Chủ tịch UBND xã"."""
    facts: dict[str, str]
    """Every other column by its folded heading: "so ke hoach", "ngay ke hoach"."""
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """What is done about a deduction at one sub-criterion."""

    code: str
    shortcoming: str
    action: str
    who: str
    until: str
    commune: CommuneName | None
    """None when it holds for every commune."""
    place: Place
