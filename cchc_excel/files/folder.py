"""Finds the input files of a folder and its sub-folders, in a fixed order."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..errors import NothingReadable

_WORKBOOKS = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlsb", ".ods", ".ots", ".fods")


@dataclass(frozen=True, slots=True)
class InputFile:
    """One file of the folder."""

    path: Path
    relative: str
    """Path below the folder with forward slashes: what findings name."""
    closed: bool = False
    """No file but a sub-folder that could not be listed, so that nobody knows what it holds."""

    @property
    def named_workbook(self) -> bool:
        """Whether its name promises a workbook."""
        return self.path.suffix.lower() in _WORKBOOKS


def input_files(folder: Path, leave_out: Path | None = None) -> tuple[InputFile, ...]:
    """Every regular file below `folder`, sorted by relative path; lock files, hidden files and `leave_out` are not.

    Links are not followed out of the folder. Raises NothingReadable when the folder is not there.
    """
    if folder.is_file():
        return (InputFile(folder, folder.name),)
    if not folder.is_dir():
        raise NothingReadable(
            f"Không thấy thư mục “{folder}”. Hãy kiểm tra lại tên, hoặc tạo thư mục mẫu bằng lệnh: cchc init THƯ_MỤC"
        )
    return tuple(sorted(_walk(folder, leave_out), key=lambda f: (f.relative.casefold(), f.relative)))


def _walk(folder: Path, leave_out: Path | None) -> Iterator[InputFile]:
    root = os.path.realpath(folder)
    barred = os.path.realpath(leave_out) if leave_out is not None else None
    closed: list[str] = []
    for here, folders, names in os.walk(folder, onerror=lambda error: closed.append(error.filename)):
        folders[:] = [f for f in folders if not _hidden(f) and os.path.realpath(Path(here, f)) != barred]
        for name in names:
            path = Path(here, name)
            if not _hidden(name) and _may_be_read(path, root):
                yield InputFile(path, path.relative_to(folder).as_posix())
    for name in closed:
        path = Path(name)
        below = path.relative_to(folder).as_posix() if path != folder else folder.resolve().name
        yield InputFile(path, below, closed=True)


def _may_be_read(path: Path, root: str) -> bool:
    """Whether it is a regular file inside; what cannot even be looked at (no right, path too long) is for the reader to tell."""
    is_link = False
    try:
        is_link = path.is_symlink()
        if not stat.S_ISREG(path.stat().st_mode):
            return False
    except (OSError, ValueError):
        return not is_link
    return not is_link or Path(os.path.realpath(path)).is_relative_to(root)


def _hidden(name: str) -> bool:
    """Lock files ("~$..."), dot files, and what systems leave behind."""
    return name.startswith((".", "~$", "__MACOSX")) or name.casefold() in {"thumbs.db", "desktop.ini"}
