"""Finds the LibreOffice of this machine."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SETTING = "CCHC_SOFFICE"
"""Environment variable that names the program itself."""

_WINDOWS_ROOTS = ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)", "LOCALAPPDATA")
_WINDOWS_PLACES = ("LibreOffice*/program", "Programs/LibreOffice*/program")
_MAC_PLACES = ("Applications/LibreOffice*.app/Contents/MacOS",)
_UNIX_PLACES = (
    "usr/bin",
    "usr/local/bin",
    "usr/lib/libreoffice/program",
    "usr/lib64/libreoffice/program",
    "opt/libreoffice*/program",
)
_FLATPAK = "org.libreoffice.LibreOffice"


@dataclass(frozen=True, slots=True)
class Office:
    """The program, and where it is allowed to read and write."""

    program: Path
    workplace: Path | None = None
    """A folder for temporary files when it cannot see the system's own."""


def find_office() -> Office | None:
    """What `CCHC_SOFFICE` names, else the first on PATH, else where the installers put it; None when there is none.

    Relative entries of PATH are passed over, so that no program out of a folder of workbooks is ever run.
    """
    named = os.environ.get(SETTING, "").strip().strip('"')
    if named:
        path = Path(named)
        return _office(path.absolute()) if _is_program(path) else None
    for path in _candidates():
        if _is_program(path):
            return _office(path)
    return None


def _candidates() -> Iterator[Path]:
    # on Windows .com waits for its end, which .exe need not
    names = ("soffice.com", "soffice.exe") if sys.platform == "win32" else ("soffice", "libreoffice")
    folders = (Path(entry.strip('"')) for entry in os.environ.get("PATH", "").split(os.pathsep) if entry)
    yield from (folder / name for folder in folders if folder.is_absolute() for name in names)
    for root, pattern in _places():
        # the newest version first, where several stand side by side
        for folder in sorted(root.glob(pattern), reverse=True):
            yield from (folder / name for name in names)
    if sys.platform.startswith("linux"):
        yield Path("/snap/bin/libreoffice")
        yield from (
            root / "exports/bin" / _FLATPAK for root in (Path("/var/lib/flatpak"), _home(".local/share/flatpak"))
        )


def _places() -> Iterator[tuple[Path, str]]:
    if sys.platform == "win32":
        roots = (Path(os.environ[name]) for name in _WINDOWS_ROOTS if os.environ.get(name))
        yield from ((root, pattern) for root in roots for pattern in _WINDOWS_PLACES)
    elif sys.platform == "darwin":
        yield from ((root, pattern) for root in (Path("/"), _home("")) for pattern in _MAC_PLACES)
    else:
        yield from ((Path("/"), pattern) for pattern in _UNIX_PLACES)


def _is_program(path: Path) -> bool:
    try:
        return path.is_file() and os.access(path, os.X_OK)
    except (OSError, ValueError):
        return False


def _office(program: Path) -> Office:
    """Snap and Flatpak hide the folder for temporary files from the program; what lies in its own folder at home it sees."""
    place = None
    if program.is_relative_to("/snap"):
        place = _home("snap/libreoffice/common")
    elif program.name == _FLATPAK:
        place = _home(f".var/app/{_FLATPAK}/cache")
    return Office(program, place if place is not None and place.is_dir() else None)


def _home(below: str) -> Path:
    try:
        return Path.home() / below
    except RuntimeError:
        return Path("/") / below
