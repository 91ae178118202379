"""Has LibreOffice save files in another format, all in one call."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def converted(files: Sequence[Path], to: str, target: Path, profile: Path) -> list[Path]:
    """The files saved as `to` ("ods", "xlsx") in the folder `target`, in their order."""
    assert SOFFICE is not None
    subprocess.run(
        [SOFFICE, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", to,
         "--outdir", str(target), *map(str, files)],
        capture_output=True, check=True, timeout=240,
    )  # fmt: skip
    found = [target / f"{file.stem}.{to}" for file in files]
    assert all(file.is_file() for file in found)
    return found
