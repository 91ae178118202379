"""Shows where the CPU time of `cchc run` goes: each stage on the sample workbooks, in one process.

python benchmarks/stages.py [--runs N]
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

_T = TypeVar("_T")

_IMPORTS = """
import time
start = time.process_time()
import cchc_excel.cli.main
commands = time.process_time()
import cchc_excel.cli.work
work = time.process_time()
import cchc_excel.writers.report.tag_check, cchc_excel.writers.report.environment
word = time.process_time()
import cchc_excel.writers.audit_workbook
excel = time.process_time()
print(commands - start, work - commands, word - work, excel - word)
"""
_IMPORTED = ("import: command line", "import: reading, audit, reports", "import: jinja2", "import: audit workbook")


class Stages:
    """CPU seconds of each stage, in the order in which they came first."""

    def __init__(self) -> None:
        self._took: dict[str, list[float]] = {}

    def add(self, stage: str, seconds: float) -> None:
        """Notes what one run of a stage took."""
        self._took.setdefault(stage, []).append(seconds)

    def timed(self, stage: str, work: Callable[[], _T]) -> _T:
        """Does the work and notes how long it took."""
        start = time.process_time()
        result = work()
        self.add(stage, time.process_time() - start)
        return result

    def tell(self) -> None:
        """A line for each stage, then their sum."""
        print(f"{'CPU ms':<34}{'best':>8}{'median':>8}")
        rows = [(name, min(took), statistics.median(took)) for name, took in self._took.items()]
        for name, best, median in (*rows, ("sum", sum(r[1] for r in rows), sum(r[2] for r in rows))):
            print(f"{name:<34}{best * 1000:>8.1f}{median * 1000:>8.1f}")


def time_imports(stages: Stages) -> None:
    """Imports everything in a fresh process, compiled code at hand."""
    done = subprocess.run(
        [sys.executable, "-c", _IMPORTS], cwd=ROOT, env=os.environ, capture_output=True, text=True, check=True
    )
    for name, seconds in zip(_IMPORTED, done.stdout.split(), strict=True):
        stages.add(name, float(seconds))


def time_work(stages: Stages, out: Path) -> None:
    """One run's work, stage by stage, as `cchc_excel.cli.work.run` does it."""
    from cchc_excel import results
    from cchc_excel.audit.district import audit
    from cchc_excel.reading import read_folder
    from cchc_excel.templates import Templates

    workbooks = ROOT / "workbooks"
    contents = stages.timed("reading", lambda: read_folder(workbooks, workers=1))
    (group,) = contents.groups
    district = stages.timed("audit", lambda: audit(group))
    templates = stages.timed("template", lambda: Templates.beside(workbooks))
    stages.timed("audit workbook", lambda: results.write_workbook(district, out, workbooks))
    stages.timed("JSON result", lambda: results.write_json(district, out))
    stages.timed("reports", lambda: results.write_reports(district, district.communes, out, templates))


def forget() -> None:
    """Empties the package's caches, so that every run does the whole work."""
    for name, module in list(sys.modules.items()):
        if name.startswith("cchc_excel."):
            for value in list(vars(module).values()):
                clear = getattr(value, "cache_clear", None)
                if callable(clear):
                    clear()


def main() -> None:
    """Runs everything once to warm up, then N times, and prints a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7, metavar="N", help="timed runs (default: 7)")
    runs: int = parser.parse_args().runs
    if runs < 1:
        parser.error("--runs must be at least 1")
    with tempfile.TemporaryDirectory() as folder:
        # compiled code goes there, not into the checkout
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(folder, "pycache"))
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        time_imports(Stages())
        time_work(Stages(), Path(folder, "out"))
        stages = Stages()
        for _ in range(runs):
            time_imports(stages)
        for _ in range(runs):
            forget()
            time_work(stages, Path(folder, "out"))
    stages.tell()


if __name__ == "__main__":
    main()
