"""Sees what lies at a path, also where nobody may look: there Python's own questions end in an error."""

from __future__ import annotations

from pathlib import Path


def is_file(path: Path) -> bool:
    """Whether a file is seen there."""
    try:
        return path.is_file()
    except OSError:
        return False


def is_folder(path: Path) -> bool:
    """Whether a folder is seen there."""
    try:
        return path.is_dir()
    except OSError:
        return False


def may_be(path: Path) -> bool:
    """Whether anything is there, or cannot be seen: reading it then tells why."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        pass
    return True
