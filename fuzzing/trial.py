"""One trial: a folder with a damaged file among good ones, read, audited and now and then written out."""

from __future__ import annotations

import random
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from cchc_excel.audit.district import audit
from cchc_excel.audit.loose import loose_findings
from cchc_excel.model.finding import Finding
from cchc_excel.reading import FolderContents, read_folder
from cchc_excel.results import write_json, write_reports, write_workbook
from cchc_excel.templates import Templates, compiled_template

from .mutations import damaged
from .seeds import Seed

_WRITTEN_OUT = 25
"""One trial in so many also writes its results."""
_GOOD_YEAR = 2019
_UNFORESEEN = "cấu trúc tệp khác thường"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a trial went."""

    number: int
    seed: str
    kind: str
    """"read", "refused", "passed over", "unforeseen" (an error that no reader foresaw, told as R01), "FAILED"."""
    detail: str
    seconds: float


def damaged_file(seeds: tuple[Seed, ...], start: int, number: int) -> tuple[Seed, bytes]:
    """The seed and the damaged bytes of a trial; the same for the same numbers on every machine."""
    chance = random.Random(start * 1_000_003 + number)
    seed = seeds[number % len(seeds)]
    return seed, damaged(chance, seed.data, [other.data for other in seeds])


def trial(seeds: tuple[Seed, ...], good: bytes, start: int, number: int, template: Path) -> Outcome:
    """Does the trial. `good` is a workbook of the year 2019, which must always be read; raises nothing but what stops the process."""
    seed, data = damaged_file(seeds, start, number)
    began = time.perf_counter()
    try:
        with tempfile.TemporaryDirectory() as folder:
            kind, detail = _tried(Path(folder), seed, data, good, number, template)
    except Exception as error:
        kind, detail = "FAILED", f"{type(error).__name__}: {error}"
    return Outcome(number, seed.name, kind, detail, time.perf_counter() - began)


def _tried(folder: Path, seed: Seed, data: bytes, good: bytes, number: int, template: Path) -> tuple[str, str]:
    inputs = folder / "in"
    inputs.mkdir()
    for name, content in (*seed.beside, (seed.name, data), ("tot.xlsx", good)):
        (inputs / name).write_bytes(content)
    contents = read_folder(inputs)
    findings = list(loose_findings(contents.loose))
    for group in contents.groups:
        district = audit(group)
        findings += district.findings
        if number % _WRITTEN_OUT == 0:
            write_workbook(district, folder / "out", inputs, ())
            write_json(district, folder / "out", ())
            templates = Templates.only(compiled_template(template))
            write_reports(district, district.communes[:1], folder / "out", templates)
    _check(contents, findings)
    return _outcome(seed.name, contents, findings)


def _check(contents: FolderContents, findings: list[Finding]) -> None:
    """Raises AssertionError where the damage harmed something else."""
    assert any(s.file == "tot.xlsx" for g in contents.groups for s in g.sheets), "the good workbook was not read"
    crashed = [f.message for f in findings if f.code == "X01"]
    assert not crashed, crashed


def _outcome(name: str, contents: FolderContents, findings: list[Finding]) -> tuple[str, str]:
    if any(file == name for file, _ in contents.ignored):
        return "passed over", ""
    reasons = [f.message for f in findings if f.code == "R01" and f.place.file == name]
    if not reasons:
        return "read", ""
    return ("unforeseen" if _UNFORESEEN in reasons[0] else "refused"), reasons[0]
