"""The README cannot drift: the run it shows is the run one gets, and its lists match the code."""

from __future__ import annotations

import re
from pathlib import Path

from cchc_excel.cli.main import cchc as command
from cchc_excel.errors import ExitCode
from tests.conftest import ROOT, Run

README = (ROOT / "README.md").read_text(encoding="utf-8")


class DescribeTheReadme:
    def it_shows_a_real_run_on_the_sample(self, cchc: Run, tmp_path: Path) -> None:
        shown = re.search(r"```\n\$ cchc run\n(.*?)```", README, re.DOTALL)
        assert shown is not None
        assert cchc("init", ".").returncode == 0
        assert cchc("run", env={"COLUMNS": "80"}).stdout == shown[1]

    def it_lists_every_command(self) -> None:
        assert all(f"`cchc {name}" in README for name in command.commands)

    def it_lists_every_dependency(self) -> None:
        project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
        block = re.search(r"^dependencies = \[(.*?)^\]", project, re.DOTALL | re.MULTILINE)
        assert block is not None
        for name in re.findall(r'"([\w-]+)', block[1]):
            assert name in README, name

    def it_tells_every_exit_status_in_use(self) -> None:
        told = set(map(int, re.findall(r"\b(\d+) \w", README[README.index("Exit status:") :].split("\n\n")[0])))
        assert {int(c) for c in ExitCode} - {ExitCode.MAIL} <= told
