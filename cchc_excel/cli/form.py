"""What `cchc check --form` does: reads Word documents' form, checks each, tells and writes the result."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from ..audit.form.check import check_form
from ..audit.loose import loose_findings
from ..audit.written.wording import where
from ..errors import ExitCode, NothingReadable
from ..files.delivery import deliver
from ..model.finding import Finding, Severity
from ..model.form import DocumentForm
from ..model.group import Trouble
from ..reading import read_forms
from ..writers import json_result
from ..writers.json_result import ReportResult
from .console import say
from .progress import Progress

_UNREADABLE = "R01"
_NOTHING = "Không đọc được văn bản nào. Kiểm tra thể thức cần văn bản Word dạng .docx."
_TAG = re.compile(r"\{[{%].*?[%}]\}")
Checked = tuple[str, tuple[Finding, ...]]
"""A file and what was found in it."""


def check(files: Sequence[Path], json_file: Path | None) -> ExitCode:
    """Checks the form of every file on its own. Raises NothingReadable when none can be read, OutputError."""
    results: list[Checked] = []
    templates: list[str] = []
    with Progress("Kiểm tra") as progress:
        for done, read in enumerate(read_forms(files), 1):
            file = files[done - 1].as_posix()
            results.append((file, loose_findings([read]) if isinstance(read, Trouble) else check_form(read)))
            if not isinstance(read, Trouble) and _is_template(read):
                templates.append(file)
            progress.step(done, len(files), files[done - 1].name)
    if json_file is not None:
        deliver(json_file, json_result.encoded(json_result.check_result([_as_json(r) for r in results])))
    for result in results:
        _tell(*result)
        if result[0] in templates:
            say(
                f"Đây là mẫu còn thẻ, chưa phải văn bản. Kiểm tra mẫu thì dùng: cchc template check {result[0]}",
                indent="  ",
            )
    if json_file is not None:
        say(f"Kết quả JSON: {json_file}")
    if all(_is_unreadable(findings) for _, findings in results):
        raise NothingReadable(_NOTHING)
    grave = any(f.severity is not Severity.INFO for _, findings in results for f in findings)
    return ExitCode.FINDINGS if grave else ExitCode.OK


def _is_template(form: DocumentForm) -> bool:
    return any(_TAG.search(paragraph.text) for paragraph in form.paragraphs)


def _is_unreadable(findings: Sequence[Finding]) -> bool:
    return any(finding.code == _UNREADABLE for finding in findings)


def _as_json(result: Checked) -> ReportResult:
    file, findings = result
    return ReportResult(file=file, year=None, commune=None, figures={}, names={}, findings=findings)


def _tell(file: str, findings: Sequence[Finding]) -> None:
    say(f"{file}: {_in_short(findings)}", hanging="  ")
    for finding in findings:
        place = where(finding.place)
        spot = f"[{place}] " if place else ""
        way_out = "" if finding.severity is Severity.INFO else f" {finding.advice}"
        say(f"{finding.code} {spot}{finding.message}{way_out}", indent="  - ", hanging="    ")


def _in_short(findings: Sequence[Finding]) -> str:
    if _is_unreadable(findings):
        return "không đọc được"
    counts = [(sum(1 for f in findings if f.severity is s), s.label.lower()) for s in Severity]
    told = ", ".join(f"{count} {label}" for count, label in counts if count)
    grave = any(f.severity is not Severity.INFO for f in findings)
    return told if grave else f"thể thức đúng{f', {told}' if told else ''}"
