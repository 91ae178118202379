"""Puts a finished result in place: written beside, then moved, so that a killed run leaves the old file or the new."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from ..errors import OutputError
from .disk_words import told

_BESIDE = ".dang-ghi"
"""Ending of a file being written; a leftover of a killed run is overwritten by the next."""


def deliver(target: Path, data: bytes) -> None:
    """Writes `data` to `target` in one step. Raises OutputError with the way out."""
    beside = target.with_name(target.name + _BESIDE)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(target)
    except PermissionError as error:
        _remove(beside)
        raise OutputError(
            f"Không ghi được “{target}”: tệp đang mở trong Excel hoặc Word, hoặc không có quyền ghi. "
            "Hãy đóng tệp rồi chạy lại."
        ) from error
    except OSError as error:
        _remove(beside)
        raise OutputError(f"Không ghi được “{target}”: {told(error)}. Hãy kiểm tra ổ đĩa rồi chạy lại.") from error


def clear_leftovers(folder: Path) -> None:
    """Removes half-written files that a killed run left in `folder`."""
    if folder.is_dir():
        for path in folder.glob("*" + _BESIDE):
            _remove(path)


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()
