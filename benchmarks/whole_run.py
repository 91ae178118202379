"""Times `cchc run` against the plain script, whole process, alternately, on the sample workbooks.

python benchmarks/whole_run.py [--runs N] [--word-template]
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from word_template import as_word_saves_it

ROOT = Path(__file__).resolve().parent.parent
REPORTS = 20
"""The sample's communes."""


@dataclass(frozen=True, slots=True)
class Contestant:
    """One of the two programs; `{out}` stands for the folder it writes to."""

    name: str
    command: tuple[str, ...]
    status: int
    """The exit status that means it did the job."""


@dataclass(frozen=True, slots=True)
class Took:
    """What one run cost, in seconds."""

    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run left behind, as far as both must agree."""

    reports: dict[str, list[str]]
    """The paragraphs of each report."""
    errors: frozenset[tuple[str, str, str]]
    """File, sheet and cell of each finding that is an error."""
    findings: int


TEMPLATE = ROOT / "report_templates" / "bao-cao-khac-phuc.docx"


def contestants(template: Path) -> tuple[Contestant, Contestant]:
    """Both programs, filling the same template."""
    ours = ("-m", "cchc_excel", "run", "workbooks", "--out", "{out}", "--template", str(template))
    plain = (str(Path("benchmarks", "plain_script.py")), "workbooks", "{out}", str(template))
    return Contestant("cchc run", ours, 3), Contestant("plain script", plain, 0)


def run(contestant: Contestant, out: Path, pycache: Path) -> Took:
    """Runs it once into `out`. Raises SystemExit when it did not do the job.

    Compiled code is kept in `pycache`: nothing is written into the checkout, and no run compiles what an earlier one has.
    """
    command = [sys.executable, *(part.format(out=out) for part in contestant.command)]
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(pycache), "PYTHONIOENCODING": "utf-8"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    before, start = os.times(), time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
    wall, after = time.perf_counter() - start, os.times()
    written = len(list(out.rglob("bao-cao-*.docx")))
    if done.returncode != contestant.status or written != REPORTS:
        message = done.stderr.decode("utf-8", "replace").strip()
        raise SystemExit(f"{contestant.name}: exit {done.returncode}, {written} reports written\n{message}")
    cpu = after.children_user - before.children_user + after.children_system - before.children_system
    return Took(wall, cpu)


def run_once(contestant: Contestant, pycache: Path) -> Took:
    """Runs it into a fresh temporary folder."""
    with tempfile.TemporaryDirectory() as folder:
        return run(contestant, Path(folder), pycache)


def outcome(contestant: Contestant, pycache: Path) -> Outcome:
    """Runs it untimed and reads what it wrote."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        run(contestant, out, pycache)
        result = json.loads(next(out.rglob("*.json")).read_text(encoding="utf-8"))
        reports = {path.name: paragraphs(path) for path in out.rglob("bao-cao-*.docx")}
    findings = result["findings"]
    errors = frozenset((f["file"], f["sheet"], f["cell"]) for f in findings if f["severity"] == "error")
    return Outcome(reports, errors, len(findings))


def paragraphs(path: Path) -> list[str]:
    """The texts of a report's paragraphs, empty ones left out."""
    with zipfile.ZipFile(path) as archive:
        xml = archive.read("word/document.xml").decode("utf-8")
    texts = (re.sub(r"<[^>]*>", "", paragraph).strip() for paragraph in xml.split("</w:p>"))
    return [text for text in texts if text]


def tell_agreement(ours: Outcome, plain: Outcome) -> None:
    """Says how far both results are the same."""
    lines = sum(map(len, ours.reports.values()))
    same = sum(len(set(text) & set(plain.reports.get(name, ()))) for name, text in ours.reports.items())
    distinct = sum(len(set(text)) for text in ours.reports.values())
    print(f"Reports: {len(ours.reports.keys() & plain.reports.keys())} of the same name, {lines} paragraphs, ", end="")
    print(f"{same / distinct:.1%} of them the same")
    print(f"Errors: {len(ours.errors)} and {len(plain.errors)}, {len(ours.errors & plain.errors)} at the same cells")
    print(f"Findings: {ours.findings} and {plain.findings}")


def tell(name: str, took: Sequence[Took]) -> None:
    """A line with the medians."""
    wall, cpu = statistics.median(t.wall for t in took), statistics.median(t.cpu for t in took)
    print(f"{name:<13}{wall:>10.2f}{cpu:>10.2f}")


def tell_ratio(kind: str, ratios: Sequence[float]) -> None:
    """A line with the median, least and greatest of pairwise ratios."""
    print(f"Plain / cchc, {kind}: {statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})")


def main() -> None:
    """Warms both up, times them in turn, and prints medians and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7, metavar="N", help="timed runs of each (default: 7)")
    parser.add_argument(
        "--word-template", action="store_true", help="both fill the template as Word saves it, with its default styles"
    )
    options = parser.parse_args()
    runs: int = options.runs
    if runs < 1:
        parser.error("--runs must be at least 1")
    with tempfile.TemporaryDirectory() as folder:
        pycache, template = Path(folder, "pycache"), TEMPLATE
        if options.word_template:
            template = Path(folder, TEMPLATE.name)
            template.write_bytes(as_word_saves_it(TEMPLATE))
        cchc, script = contestants(template)
        # the untimed runs are the warm-up
        ours, plain = outcome(cchc, pycache), outcome(script, pycache)
        pairs = [(run_once(cchc, pycache), run_once(script, pycache)) for _ in range(runs)]
    tell_agreement(ours, plain)
    print(f"\nMedian of {runs}    wall s     CPU s")
    tell(cchc.name, [a for a, _ in pairs])
    tell(script.name, [b for _, b in pairs])
    print()
    tell_ratio("wall", [b.wall / a.wall for a, b in pairs])
    if all(a.cpu for a, _ in pairs):  # Windows does not tell
        tell_ratio("CPU", [b.cpu / a.cpu for a, b in pairs])


if __name__ == "__main__":
    main()
