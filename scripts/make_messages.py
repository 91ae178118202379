"""Compiles the Vietnamese words for click's own messages: python scripts/make_messages.py"""

from __future__ import annotations

import io
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

CATALOGUE = Path(__file__).resolve().parent.parent / "cchc_excel/cli/locale/vi/LC_MESSAGES/messages.po"


def compiled() -> bytes:
    """The catalogue as gettext reads it."""
    with CATALOGUE.open("rb") as stream:
        catalogue = read_po(stream, locale="vi")
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


if __name__ == "__main__":
    CATALOGUE.with_suffix(".mo").write_bytes(compiled())
