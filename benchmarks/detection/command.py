"""The command line of the measure.

python benchmarks/detection --districts 300 --clean 100 --seed 1
python benchmarks/detection --seed 1 --case 17 --out FOLDER
python benchmarks/detection --families
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from . import report, running
from .family import FAMILIES
from .running import Job


def main(arguments: list[str] | None = None) -> int:
    """Runs the measure, writes one district, or lists the families."""
    told = _parser().parse_args(arguments)
    if told.families:
        print(report.families_table())
        return 0
    families = tuple(told.family) if told.family else None
    if told.case is not None:
        return _one(Job(told.seed, told.case, clean=told.clean_case, families=families), told.out)
    spoilt = [Job(told.seed, n, families=families) for n in range(told.districts)]
    clean = [Job(told.seed, n, clean=True) for n in range(told.clean)]
    outcomes = list(running.run_all([*spoilt, *clean], told.jobs))
    print(report.measured(outcomes, most=told.failures))
    return 0


def _one(job: Job, out: Path) -> int:
    case = running.keep(job, out)
    result = running.run(job)
    for slip in case.slips:
        print(f"{slip.family}: {slip.commune} {slip.what}")
    print(case.district.layout)
    for family, kind, what in result.failures:
        print(f"  {kind}: {family}: {what}")
    for alarm in result.false_alarms:
        print(f"  false alarm: {alarm}")
    print(f"written to {out}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python benchmarks/detection", description=__doc__)
    parser.add_argument("--districts", type=int, default=300, help="districts with slips")
    parser.add_argument("--clean", type=int, default=100, help="districts without")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes")
    parser.add_argument("--family", action="append", choices=sorted(FAMILIES), help="only such slips")
    parser.add_argument("--families", action="store_true", help="list the families and end")
    parser.add_argument("--case", type=int, help="write this district with its truth to --out")
    parser.add_argument("--clean-case", action="store_true", help="with --case: the clean district of that number")
    parser.add_argument("--out", type=Path, default=Path("detection-case"))
    parser.add_argument("--failures", type=int, default=3, help="failing cases shown per family and kind")
    return parser
