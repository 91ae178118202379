"""Finds the input files of a folder and its sub-folders, in a fixed order."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..errors import NothingReadable

_WORKBOOKS = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlsb", ".ods")


@dataclass(frozen=True, slots=True)
class InputFile:
    """One file of the folder."""

    path: Path
    relative: str
    """Path below the folder with forward slashes: what findings name."""

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
    found = [InputFile(p, p.relative_to(folder).as_posix()) for p in _walk(folder, leave_out)]
    return tuple(sorted(found, key=lambda f: (f.relative.casefold(), f.relative)))


def _walk(folder: Path, leave_out: Path | None) -> Iterator[Path]:
    root = folder.resolve()
    barred = leave_out.resolve() if leave_out is not None else None
    for here, folders, names in os.walk(folder, followlinks=False):
        folders[:] = [f for f in folders if not _hidden(f) and Path(here, f).resolve() != barred]
        for name in names:
            path = Path(here, name)
            if _hidden(name) or not path.is_file():
                continue
            if path.is_symlink() and not path.resolve().is_relative_to(root):
                continue
            yield path


def _hidden(name: str) -> bool:
    """Lock files ("~$..."), dot files, and what systems leave behind."""
    return name.startswith((".", "~$", "__MACOSX")) or name.casefold() in {"thumbs.db", "desktop.ini"}
