"""Runs districts through the audit, in processes of their own, and gathers what came of each."""

from __future__ import annotations

import json
import multiprocessing
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from . import families as _every_family
from . import scoring, spoiling, writing
from .family import FAMILIES
from .scoring import Found, Result
from .spoiling import Spoilt

assert _every_family, "importing the package registers the families"

_STEP = 100_000
"""Districts of one run's seed are numbered from seed x this."""


@dataclass(frozen=True)
class Job:
    """One district to run."""

    seed: int
    case: int
    clean: bool = False
    families: tuple[str, ...] | None = None

    @property
    def district_seed(self) -> int:
        """What the district is drawn from."""
        return self.seed * _STEP + self.case + (_STEP // 2 if self.clean else 0)


def made(job: Job) -> Spoilt:
    """The job's district with its truth."""
    if job.clean:
        return spoiling.clean(job.district_seed)
    return spoiling.spoilt(job.district_seed, list(job.families) if job.families is not None else None)


def audited(folder: Path) -> tuple[list[Found], int]:
    """Findings of the folder in the form of the JSON result, and how many communes were read."""
    import cchc_excel
    from cchc_excel.writers.json_result import result

    findings: list[Found] = []
    communes = 0
    for district in cchc_excel.load_all(folder):
        data = result(district)
        findings += data["findings"]  # type: ignore[arg-type]
        communes += len(data["communes"])  # type: ignore[arg-type]
    return findings, communes


def _write(case: Spoilt, folder: Path) -> None:
    district, layout = case.district, case.district.layout
    writing.write_folder(district.folder, case.values, folder, shared=layout.shared, noisy=layout.noisy)
    for name, data in district.extra_files.items():
        (folder / name).write_bytes(data)


def run(job: Job) -> Result:
    """Writes, audits and scores one district."""
    case = made(job)
    with tempfile.TemporaryDirectory() as folder:
        _write(case, Path(folder))
        findings, communes = audited(Path(folder))
    result = scoring.score(case, findings, communes)
    result.seed = job.case
    return result


def run_all(jobs: Iterable[Job], processes: int) -> Iterator[tuple[Job, Result]]:
    """Every job's outcome, in order."""
    listed = list(jobs)
    if processes == 1:
        yield from ((job, run(job)) for job in listed)
        return
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        yield from zip(listed, pool.imap(run, listed, chunksize=4), strict=True)


def keep(job: Job, target: Path) -> Spoilt:
    """Writes a district to a folder with its truth beside it, for looking at."""
    case = made(job)
    folder = target / "workbooks"
    folder.mkdir(parents=True, exist_ok=True)
    _write(case, folder)
    truth = [
        {
            "family": slip.family,
            "commune": slip.commune and case.district.display(slip.commune),
            "criterion": slip.code,
            "culprits": ["!".join(p) for p in sorted(slip.culprits)],
            "codes": sorted(FAMILIES[slip.family].codes),
            "causes": sorted(FAMILIES[slip.family].causes),
            "what": slip.what,
        }
        for slip in case.slips
    ]
    (target / "truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1), encoding="utf-8")
    return case
