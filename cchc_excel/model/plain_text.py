"""Reads a small file of plain text as Notepad may have saved it."""

from __future__ import annotations

import codecs


def decoded(data: bytes) -> str:
    """The text of UTF-8, or of what Notepad calls "Unicode" (UTF-16 with its mark). Raises UnicodeDecodeError for others."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16")
    return data.decode("utf-8-sig")
