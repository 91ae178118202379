"""The mark a report carries in its properties: whose it is, of which year, and which filling it came from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

PART = "docProps/custom.xml"
"""Where Word and LibreOffice keep such properties, and leave them when they save the report again."""
AUTHORITY, YEAR, COMMUNE, CONTENT = PROPERTIES = ("cchc_authority", "cchc_year", "cchc_commune", "cchc_content")
LONGEST = 255
"""Characters of a property's text: what Word shows and keeps."""


@dataclass(frozen=True, slots=True)
class ReportMark:
    """Texts as the properties have them."""

    authority: str
    year: int
    commune: str
    """The display name, "Xã Thanh Xá"."""

    @classmethod
    def of(cls, authority: str, year: int, commune: str) -> Self:
        """The mark for an authority's year and a commune's display name."""
        return cls(_property_text(authority), year, _property_text(commune))


def content_of(parts: Iterable[tuple[str, bytes]]) -> str:
    """The hash over the names and packed bytes of all parts but the mark's own, in the order of the package."""
    digest = hashlib.sha256()
    for name, packed in parts:
        digest.update(b"%s\0%d\0" % (name.encode(), len(packed)))
        digest.update(packed)
    return digest.hexdigest()


def _property_text(text: str) -> str:
    """One line, no longer than a property may be: as it is read back, whoever saved the report."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:LONGEST].rstrip()
