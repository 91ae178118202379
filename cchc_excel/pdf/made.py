"""Tells whether what LibreOffice wrote is a PDF that can be handed out."""

from __future__ import annotations

import os
from pathlib import Path

from ..errors import UnreadableFile
from ..readers.documents.pdf_file import opened

_HEAD, _END = b"%PDF-", b"%%EOF"
_TAIL = 64
_MOST = 256 * 2**20


def is_finished(path: Path) -> bool:
    """Whether the file is there and written to its end."""
    try:
        with path.open("rb") as stream:
            stream.seek(0, os.SEEK_END)
            stream.seek(max(0, stream.tell() - _TAIL))
            return stream.read().rstrip().endswith(_END)
    except OSError:
        return False


def usable_pdf(path: Path) -> bytes | None:
    """The PDF's bytes; None when it is missing, unfinished, not to be opened, or without a page."""
    try:
        if path.stat().st_size > _MOST:
            return None
        data = path.read_bytes()
    except OSError:
        return None
    if not data.startswith(_HEAD) or not data.rstrip().endswith(_END):
        return None
    try:
        with opened(data) as pdf:
            return data if pdf.pages else None
    except UnreadableFile:
        return None
