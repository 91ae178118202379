"""What each input may take to be read, in processes that can be ended; light to load, so that reading begins early."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from pathlib import Path

from .apart.call import Bounds, Call
from .apart.pool import MOST_PROCESSES
from .apart.running import Running
from .errors import NothingReadable
from .files.folder import InputFile, input_files

_FILE = "cchc_excel.readers.one_file:read_file"
_REPORT = "cchc_excel.readers.documents.one_document:read_document"

_FORM = "cchc_excel.readers.documents.form.one_form:read_form"

_SECONDS = 6.0
"""For any file of a folder, and more for each byte: a workbook of 1 MB takes one second."""
_PER_WORKBOOK_BYTE = 4.0 / 2**20
_PER_DOCUMENT_BYTE = 4.0 / 100_000
"""Of what may be a PDF: a page takes a fifth of a second, and ten pages fill 100 KB."""
_DOCUMENT_SECONDS = 120.0
"""At most for a PDF of a folder, and for any report that was named and that somebody waits for."""

_PROCESS_WORTH = 0.4
"""Seconds of reading that a further process must take over; it needs a tenth to start."""
_FILE_COST = 0.005
_BYTE_COST = 1.0 / 2**20
_PDF_BYTE_COST = 20.0 / 2**20

_begun: dict[tuple[Call, ...], Running] = {}


def read_files(files: Sequence[InputFile], workers: int) -> Running:
    """Each file's Contents, or Broken; `workers` 0 chooses by their sizes. Takes up what was begun ahead."""
    return _running([_file_call(f) for f in files], [f.path for f in files], workers)


def read_reports(paths: Sequence[Path]) -> Running:
    """Each written report's WrittenDocument, Trouble or Broken. Takes up what was begun ahead."""
    return _running([_report_call(p) for p in paths], paths, 0)


def read_forms(paths: Sequence[Path]) -> Running:
    """Each Word document's DocumentForm, Trouble or Broken. Takes up what was begun ahead."""
    return _running([_form_call(p) for p in paths], paths, 0)


def begin_folder(folder: Path, leave_out: Path | None, workers: int) -> None:
    """Begins ahead what `read_files` will ask for; a folder that is not there is for the reading to tell."""
    with contextlib.suppress(NothingReadable):
        files = [f for f in input_files(folder, leave_out) if not f.closed]
        _begin([_file_call(f) for f in files], [f.path for f in files], workers)


def begin_reports(paths: Sequence[Path]) -> None:
    """Begins ahead what `read_reports` will ask for."""
    _begin([_report_call(p) for p in paths], paths, 0)


def begin_forms(paths: Sequence[Path]) -> None:
    """Begins ahead what `read_forms` will ask for."""
    _begin([_form_call(p) for p in paths], paths, 0)


def _begin(calls: Sequence[Call], paths: Sequence[Path], workers: int) -> None:
    _begun[tuple(calls)] = Running(calls, workers or _processes_for(paths))


def _running(calls: Sequence[Call], paths: Sequence[Path], workers: int) -> Running:
    return _begun.pop(tuple(calls), None) or Running(calls, workers or _processes_for(paths))


def _file_call(source: InputFile) -> Call:
    if source.named_workbook:
        return Call(_FILE, source, Bounds(_SECONDS + _size(source.path) * _PER_WORKBOOK_BYTE))
    return Call(_FILE, source, Bounds(min(_SECONDS + _size(source.path) * _PER_DOCUMENT_BYTE, _DOCUMENT_SECONDS)))


def _report_call(path: Path) -> Call:
    return Call(_REPORT, path, Bounds(_DOCUMENT_SECONDS))


def _form_call(path: Path) -> Call:
    return Call(_FORM, path, Bounds(_DOCUMENT_SECONDS))


def _processes_for(paths: Sequence[Path]) -> int:
    """As many as have enough to do."""
    cost = sum(_FILE_COST + _size(p) * (_PDF_BYTE_COST if p.suffix.lower() == ".pdf" else _BYTE_COST) for p in paths)
    return max(1, min(int(cost / _PROCESS_WORTH), os.cpu_count() or 1, MOST_PROCESSES))


def _size(path: Path) -> int:
    """Bytes; none when the file is gone or may not be looked at."""
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0
