"""Nothing in a folder stops the rest: all awkward files at once, beside a good workbook and its decision."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ROOT

from . import awkward
from .cases import Case
from .spreadsheets import workbook
from .truth import COMMUNES

_REPORTS = "huyen-son-ha_2022/bao_cao"


@dataclass(frozen=True)
class Ran:
    """What one run over such a folder left."""

    process: subprocess.CompletedProcess[str]
    out: Path
    skipped: tuple[str, ...]
    changed: list[str]
    """Paths that were made or changed outside of the output folder."""

    @property
    def screen(self) -> str:
        """All that was shown."""
        return self.process.stdout + self.process.stderr


def _run(home: Path, folder: str, out: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "cchc_excel", "run", folder, "--out", out],
        cwd=home, env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "COLUMNS": "80"},
        stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", timeout=240, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """One run of the real command."""
    root = tmp_path_factory.mktemp("awkward")
    home = root / "office"
    folder = home / "vao"
    folder.mkdir(parents=True)
    for file in Case().files:
        (folder / file.name).write_bytes(workbook(file.sheets))
    first = _run(home, "vao", "truoc")
    assert first.returncode == 3, first.stderr
    shutil.copytree(home / "truoc", folder / "ket qua cu")
    skipped = awkward.fill(folder, root / "ngoai")
    before = dict(_state(root, home / "ra"))
    process = _run(home, "vao", "ra")
    after = dict(_state(root, home / "ra"))
    changed = sorted(p for p in before.keys() | after.keys() if before.get(p) != after.get(p))
    return Ran(process, home / "ra", skipped, changed)


def _state(root: Path, leave_out: Path) -> Iterator[tuple[str, str]]:
    """Every path below `root` with what it holds."""
    for here, folders, names in os.walk(root):
        folders[:] = [f for f in folders if Path(here, f) != leave_out]
        for name in (*folders, *names):
            path = Path(here, name)
            is_plain = path.is_file() and not path.is_symlink()
            yield str(path), hashlib.sha256(path.read_bytes()).hexdigest() if is_plain else "-"


def _columns(line: str) -> int:
    return sum(1 for c in unicodedata.normalize("NFC", line) if not unicodedata.combining(c))


def _joined(screen: str) -> str:
    """What is shown with the line breaks of its table taken out."""
    return "".join(unicodedata.normalize("NFC", screen).split())


class DescribeAFolderWithEveryAwkwardFile:
    def it_ends_as_a_run_with_findings_does(self, ran: Ran) -> None:
        assert ran.process.returncode == 3, ran.screen

    def it_writes_all_that_the_good_workbook_gives(self, ran: Ran) -> None:
        folder = ran.out / "huyen-son-ha_2022"
        assert len(list((folder / "bao_cao").glob("*.docx"))) == len(COMMUNES)
        assert (folder / "kiem-tra-cchc_2022.xlsx").is_file() and (folder / "kiem-tra-cchc_2022.json").is_file()

    def it_says_the_same_of_the_good_workbook_as_without_them(self, ran: Ran) -> None:
        alone, beside = (
            (folder / _REPORTS / "bao-cao-khac-phuc_2022_xa-thanh-xa.docx").read_bytes()
            for folder in (ran.out.parent / "truoc", ran.out)
        )
        assert alone == beside

    def it_shows_no_traceback(self, ran: Ran) -> None:
        assert "Traceback" not in ran.screen and "Error" not in ran.screen and "lỗi nội bộ" not in ran.screen

    def it_shows_no_line_wider_than_the_window(self, ran: Ran) -> None:
        assert [line for line in ran.screen.split("\n") if _columns(line) > 80] == []

    def it_sends_no_control_characters_to_the_screen(self, ran: Ran) -> None:
        assert [c for c in ran.screen if unicodedata.category(c) == "Cc" and c not in "\n\t"] == []

    @pytest.mark.parametrize("name", awkward.FILES, ids=lambda n: ascii(n)[1:40])
    def it_names_each_file_that_was_skipped(self, name: str, ran: Ran) -> None:
        # a name too long for the screen may be cut, one with line breaks or colours is shown without them
        shown = {awkward.LONG: "ten rat dai x", awkward.BREAKING: "dong.xlsx", awkward.COLOURED: "do.xlsx"}.get(
            name, name
        )
        assert _joined(shown) in _joined(ran.screen), ran.screen

    def it_names_its_own_earlier_results(self, ran: Ran) -> None:
        assert "ketquacu/" in _joined(ran.screen)

    def it_says_nothing_of_what_systems_leave_behind(self, ran: Ran) -> None:
        assert not [name for name in awkward.SILENT if _joined(name) in _joined(ran.screen)]

    def it_reads_nothing_outside_of_the_folder(self, ran: Ran) -> None:
        assert "ngoai.xlsx" not in ran.screen.replace("ra ngoai.xlsx", "")

    def it_writes_nothing_outside_of_the_output_folder(self, ran: Ran) -> None:
        assert ran.changed == []
        made = [p.relative_to(ran.out).as_posix() for p in ran.out.rglob("*")]
        assert all(p.split("/")[0] in ("huyen-son-ha_2022", "huyen-son-ha_2021") for p in made), made

    def it_makes_harmless_names_of_hostile_ones(self, ran: Ran) -> None:
        names = sorted(p.stem for p in (ran.out / "huyen-son-ha_2021" / "bao_cao").glob("*.docx"))
        assert len(names) == 3 and all(set(n) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_") for n in names), names
