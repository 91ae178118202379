"""`--pdf` as a user meets it: without LibreOffice, with one that fails, interrupted, and in the next run."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from tests.builders.districts import District
from tests.builders.false_office import false_office
from tests.conftest import ROOT, Run

REPORT = "bao-cao-khac-phuc_2022_xa-thanh-an"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the false LibreOffice is a script with a #! line")


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """The folder of a standard district's reports, before there is any."""
    District().write(tmp_path / "workbooks")
    return tmp_path / "outputs" / "huyen-thanh-ha_2022" / "bao_cao"


def names(folder: Path, ending: str) -> list[str]:
    return sorted(p.stem for p in folder.rglob(f"*{ending}"))


class DescribePdf:
    @pytest.mark.parametrize("command", ["run", "report"])
    def it_is_told_where_there_is_no_libreoffice_and_all_else_is_there(
        self, cchc: Run, tmp_path: Path, reports: Path, command: str
    ) -> None:
        done = cchc(command, "--pdf", env={"CCHC_SOFFICE": str(tmp_path / "none"), "COLUMNS": "100"})
        assert done.returncode == 5
        assert "Kết quả: " in done.stdout and "PDF:" not in done.stdout
        assert done.stderr.startswith("Chưa có PDF: ") and "Traceback" not in done.stderr
        assert len(names(reports, ".docx")) == 3 and names(reports, ".pdf") == []

    def it_is_there_for_all_documents_but_those_that_failed(self, cchc: Run, tmp_path: Path, reports: Path) -> None:
        program, log = false_office(tmp_path / "Bộ văn phòng", does={"0002.docx": "refuse"})
        done = cchc("report", "--pdf", env={"CCHC_SOFFICE": str(program), "COLUMNS": "100"})
        assert done.returncode == 5, done.stderr
        total = len(names(reports.parent, ".docx"))
        assert f"PDF: {total - 1} tệp" in done.stdout
        assert done.stderr.count("chưa có PDF") == 1
        assert len(names(reports.parent, ".pdf")) == total - 1
        assert log.read_text().count("start") == 1

    def it_is_not_made_unasked(self, cchc: Run, tmp_path: Path, reports: Path) -> None:
        program, log = false_office(tmp_path / "office")
        assert cchc("run", env={"CCHC_SOFFICE": str(program)}).returncode == 0
        assert names(reports.parent, ".pdf") == [] and log.read_text() == ""

    def it_stays_only_beside_reports_that_are_the_same_in_the_next_run(
        self, cchc: Run, tmp_path: Path, reports: Path
    ) -> None:
        office = {"CCHC_SOFFICE": str(false_office(tmp_path / "office")[0])}
        assert cchc("run", "--pdf", env=office).returncode == 0
        before = names(reports, ".pdf")
        assert cchc("run").returncode == 0 and names(reports, ".pdf") == before
        scores = District().scores
        scores["Xã Thanh An"]["1.2"] = "4"
        District(scores=scores).write(tmp_path / "workbooks")
        assert cchc("run").returncode == 0
        assert REPORT in before and REPORT not in names(reports, ".pdf")
        assert names(reports, ".docx") == before

    def it_shows_how_far_it_is(self, tmp_path: Path, reports: Path) -> None:
        import pty

        ours, theirs = pty.openpty()
        office = str(false_office(tmp_path / "office")[0])
        done = subprocess.run(
            _COMMAND,
            cwd=tmp_path,
            env=_environment(office),
            stdout=subprocess.PIPE,
            stderr=theirs,
            check=False,
            timeout=120,
        )
        os.close(theirs)
        assert done.returncode == 0
        shown = os.read(ours, 1 << 20).decode(errors="replace")
        os.close(ours)
        total = len(names(reports.parent, ".docx"))
        assert "PDF [" in shown and f"{total}/{total} " in shown

    @pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
    def it_ends_with_everything_however_it_is_ended(self, tmp_path: Path, reports: Path, how: signal.Signals) -> None:
        program, log = false_office(tmp_path / "office", start="hang")
        (tmp_path / "tạm").mkdir()
        running = subprocess.Popen(
            _COMMAND, cwd=tmp_path, env=_environment(str(program), TMPDIR=str(tmp_path / "tạm")),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        _until(lambda: "hangs" in log.read_text())
        running.send_signal(how)
        _, told = running.communicate(timeout=30)
        if how is signal.SIGINT:
            assert running.returncode == 130 and "Đã dừng theo yêu cầu" in told.decode()
        pids = [int(pid) for pid in log.read_text().splitlines()[-1].split()[1:]]
        _until(lambda: not any(_runs(pid) for pid in pids) and list((tmp_path / "tạm").iterdir()) == [])
        assert len(pids) == 2
        assert len(names(reports, ".docx")) == 3 and names(reports, ".pdf") == []


_COMMAND = [sys.executable, "-m", "cchc_excel", "run", "--pdf"]


def _until(holds: Callable[[], bool]) -> None:
    """Waits for it, a minute at most."""
    for _ in range(600):
        if holds():
            return
        time.sleep(0.1)
    raise AssertionError("not within a minute")


def _environment(office: str, **more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT), "CCHC_SOFFICE": office, **more}


def _runs(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
