"""Keeps the PDF beside a Word document true to it: one made from an older text does not stay there under its name."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from pathlib import Path

from ..errors import OutputError
from .delivery import deliver

_STAMP = b"%%cchc %s\n%%%%EOF\n"
_STAMPED = re.compile(rb"\n%cchc ([0-9a-f]{64})\n%%EOF\n\Z")
_TAIL = 128
_ASIDE = "_ban-cu"
_MOST_ASIDE = 999


def deliver_document(target: Path, data: bytes) -> None:
    """Puts a Word document in place; a PDF beside it that shows another text goes first. Raises OutputError.

    First, so that a run killed in between never leaves the new document beside the old PDF.
    """
    pdf = target.with_suffix(".pdf")
    if pdf.exists() and not _is_of(pdf, target, data):
        _clear(pdf)
    deliver(target, data)


def deliver_pdf(document: Path, source: bytes, pdf: bytes) -> Path:
    """Puts the PDF made from the document's bytes `source` beside it; one that is not our own is kept under another name.

    Raises OutputError.
    """
    target = document.with_suffix(".pdf")
    if target.exists() and _source_of(target) is None:
        _set_aside(target)
    deliver(target, _stamped(pdf, source))
    return target


def source_of(pdf: bytes) -> str | None:
    """The SHA-256 of the document a PDF was made from; None when this program did not make it, or somebody changed it."""
    found = _STAMPED.search(pdf[-_TAIL:])
    return found[1].decode() if found else None


def withdraw_document(target: Path) -> Path | None:
    """Takes an earlier document, and the PDF beside it, out of the way of whoever sends what lies there.

    Gives its new name; None where there was none. Raises OutputError.
    """
    pdf = target.with_suffix(".pdf")
    if pdf.exists():
        _clear(pdf)
    return _set_aside(target) if target.exists() else None


def _stamped(pdf: bytes, source: bytes) -> bytes:
    """With a comment behind its end that tells which document it was made from, until somebody signs or edits it."""
    return pdf.rstrip() + b"\n" + _STAMP % _digest(source)


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest().encode()


def _source_of(pdf: Path) -> bytes | None:
    """The digest of the document it was made from; None when this program did not make it, or somebody changed it since."""
    try:
        with pdf.open("rb") as stream:
            stream.seek(0, os.SEEK_END)
            stream.seek(max(0, stream.tell() - _TAIL))
            found = _STAMPED.search(stream.read())
    except OSError:
        return None
    return found[1] if found else None


def _is_of(pdf: Path, document: Path, data: bytes) -> bool:
    """Whether it shows `data`; of one that is not our own that is supposed while the document stays what it was."""
    source = _source_of(pdf)
    if source is not None:
        return source == _digest(data)
    with contextlib.suppress(OSError):
        return document.read_bytes() == data
    return False


def _clear(pdf: Path) -> None:
    """Removes our own; keeps another's, such as a signed one, under another name."""
    if _source_of(pdf) is None:
        _set_aside(pdf)
        return
    try:
        pdf.unlink()
    except OSError as error:
        raise _held(pdf) from error


def _set_aside(path: Path) -> Path:
    for number in range(1, _MOST_ASIDE):
        aside = path.with_stem(f"{path.stem}{_ASIDE}{'' if number == 1 else f'-{number}'}")
        if not aside.exists():
            break
    try:
        path.rename(aside)
    except OSError as error:
        raise _held(path) from error
    return aside


def _held(path: Path) -> OutputError:
    kind = "bản PDF cũ" if path.suffix == ".pdf" else "báo cáo cũ"
    return OutputError(
        f"Tệp “{path}” là {kind}, không thay được vì đang mở hoặc không có quyền ghi. Hãy đóng tệp rồi chạy lại."
    )
