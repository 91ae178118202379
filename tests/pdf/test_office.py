"""Where LibreOffice is looked for on each system, and where it is not."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from cchc_excel.pdf import office
from cchc_excel.pdf.office import SETTING, Office, find_office


def program(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"")
    path.chmod(0o755)
    return path


@pytest.fixture(autouse=True)
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without LibreOffice."""
    monkeypatch.delenv(SETTING, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "nothing here"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setattr(office, "_UNIX_PLACES", ())
    for name in ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)


class DescribeTheSearch:
    def it_may_end_in_nothing(self) -> None:
        assert find_office() is None

    @pytest.mark.skipif(sys.platform == "win32", reason="other names there")
    def it_takes_the_first_on_the_path(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        there = [program(tmp_path / name / "soffice") for name in ("thư mục a", "b")]
        monkeypatch.setenv("PATH", os.pathsep.join(["", str(tmp_path / "none"), *(str(p.parent) for p in there)]))
        assert find_office() == Office(there[0])

    def but_never_looks_where_it_happens_to_be(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("soffice", "soffice.com", "soffice.exe", "libreoffice"):
            program(tmp_path / name)
            program(tmp_path / "sub" / name)
        monkeypatch.chdir(tmp_path)
        for path in ("", ".", "sub", os.pathsep.join([".", "", "sub"])):
            monkeypatch.setenv("PATH", path)
            assert find_office() is None

    def it_takes_what_it_is_told_to_before_all_else(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        chosen = program(tmp_path / "Bộ văn phòng" / "soffice.com")
        monkeypatch.setenv("PATH", str(program(tmp_path / "b" / "soffice").parent))
        monkeypatch.setenv(SETTING, f' "{chosen}" ')
        assert find_office() == Office(chosen)

    def but_nothing_else_when_that_is_not_there(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", str(program(tmp_path / "b" / "soffice").parent))
        for named in (str(tmp_path / "nothing"), str(tmp_path), "~ai/soffice"):
            monkeypatch.setenv(SETTING, named)
            assert find_office() is None

    @pytest.mark.parametrize(
        ("root", "below"),
        [
            ("ProgramFiles", "LibreOffice/program"),
            ("ProgramW6432", "LibreOffice 5/program"),
            ("ProgramFiles(x86)", "LibreOffice 24.8/program"),
            ("LOCALAPPDATA", "Programs/LibreOffice/program"),
        ],
    )
    def it_knows_the_folders_of_windows(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, root: str, below: str
    ) -> None:
        monkeypatch.setattr(sys, "platform", "win32")
        monkeypatch.setenv(root, str(tmp_path / "Program Files (x86)"))
        slow = program(tmp_path / "Program Files (x86)" / below / "soffice.exe")
        assert find_office() == Office(slow)
        # .com waits until it is done
        better = program(slow.with_suffix(".com"))
        assert find_office() == Office(better)

    def it_knows_the_folders_of_a_mac(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "platform", "darwin")
        there = program(tmp_path / "home/Applications/LibreOffice.app/Contents/MacOS/soffice")
        assert find_office() == Office(there)

    @pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Flatpak is of Linux")
    def it_gives_a_flatpak_a_folder_that_it_can_see(self, tmp_path: Path) -> None:
        name = "org.libreoffice.LibreOffice"
        there = program(tmp_path / "home/.local/share/flatpak/exports/bin" / name)
        cache = tmp_path / "home/.var/app" / name / "cache"
        assert find_office() == Office(there)
        cache.mkdir(parents=True)
        assert find_office() == Office(there, cache)
