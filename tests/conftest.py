"""What tests share: folders, an in-process audit, and the whole command as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import settings

from cchc_excel.audit.district import audit
from cchc_excel.audit.registry import RULES
from cchc_excel.model.audited import AuditedDistrict
from cchc_excel.model.finding import Finding, Severity
from cchc_excel.reading import read_folder

ROOT = Path(__file__).resolve().parent.parent
# the same examples in every run, so that a test that fails tells of the last change; `--hypothesis-profile explore`
# (with `--hypothesis-seed N`) looks at others
settings.register_profile("explore", deadline=None, print_blob=True)
settings.register_profile("same", derandomize=True, deadline=None)
settings.load_profile("same")
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def cchc(tmp_path: Path) -> Run:
    """Runs `cchc ARGS` in an empty folder, as a user would; output decoded as UTF-8."""

    def run(
        *args: object, env: dict[str, str] | None = None, cwd: Path | None = None, encoding: str = "utf-8"
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "cchc_excel", *map(str, args)],
            capture_output=True,
            cwd=cwd or tmp_path,
            env={**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT), **(env or {})},
            encoding=encoding,
            timeout=300,
            check=False,
        )

    return run


def audited(folder: Path) -> AuditedDistrict:
    """The one district of a folder."""
    (group,) = read_folder(folder).groups
    district = audit(group)
    for finding in district.findings:
        # what `cchc explain` and the legend promise of a rule's causes
        assert finding.cause is None or finding.cause.kind in RULES[finding.code].text.causes, finding
    return district


def above_info(findings: Sequence[Finding], *, low: bool = False) -> list[Finding]:
    """Errors and warnings, those about low scores left out unless `low`."""
    return [f for f in findings if f.severity is not Severity.INFO and (low or not f.code.startswith("L"))]
