"""Tells this program's own workbooks, which are results and never read as scores."""

from __future__ import annotations

import io
import zipfile
import zlib

from ...model.audited import PROGRAM_MARK

_PROPERTIES = "docProps/core.xml"
_LARGEST = 65536


def is_own_output(data: bytes) -> bool:
    """Whether the workbook says it was written by this program."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if archive.getinfo(_PROPERTIES).file_size >= _LARGEST:
                return False
            return f">{PROGRAM_MARK}</" in archive.read(_PROPERTIES).decode("utf-8", "replace")
    except (KeyError, zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError):
        return False
