"""What `cchc check` does: reads written reports, checks each, tells and writes the result."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from ..audit.loose import loose_findings
from ..audit.written.check import CheckedReport, check_report
from ..audit.written.wording import where
from ..errors import ExitCode, NothingReadable
from ..files.delivery import deliver
from ..model.audited import AuditedDistrict
from ..model.cause import CauseKind
from ..model.finding import Finding, Severity
from ..model.group import Trouble
from ..reading import read_reports
from ..writers import json_result
from ..writers.json_result import ReportResult
from .console import say
from .progress import Progress
from .session import nothing_readable, open_folder

_FEW_FILES = 3
"""So many reports at most have their proofs by rounding told one by one."""
_MOST_PROOFS = 12
_MOST_FOLLOWERS = 4


def check(files: Sequence[Path], json_file: Path | None, against: Path | None, *, workers: int) -> ExitCode:
    """Checks every file on its own. Raises NothingReadable when none can be read, OutputError."""
    districts = _districts(against, workers) if against is not None else ()
    results: list[CheckedReport | Finding] = []
    with Progress("Kiểm tra") as progress:
        for done, read in enumerate(read_reports(files), 1):
            if isinstance(read, Trouble):
                results.extend(loose_findings([read]))
            else:
                results.append(check_report(read, districts))
            progress.step(done, len(files), files[done - 1].name)
    if json_file is not None:
        deliver(json_file, json_result.encoded(json_result.check_result([_as_json(r) for r in results])))
    for result in results:
        _tell(result, proofs=len(files) <= _FEW_FILES)
    if json_file is not None:
        say(f"Kết quả JSON: {json_file}")
    if not any(isinstance(r, CheckedReport) for r in results):
        raise NothingReadable("Không đọc được báo cáo nào. Mỗi tệp phải là văn bản .docx, .pdf có chữ, hoặc .txt.")
    return _status(results)


def _districts(against: Path, workers: int) -> tuple[AuditedDistrict, ...]:
    session = open_folder(against, leave_out=None, workers=workers)
    if not session.districts:
        raise nothing_readable(session, against)
    return session.districts


def _status(results: Sequence[CheckedReport | Finding]) -> ExitCode:
    findings = [f for r in results for f in (r.findings if isinstance(r, CheckedReport) else (r,))]
    return ExitCode.FINDINGS if any(f.severity is not Severity.INFO for f in findings) else ExitCode.OK


def _tell(result: CheckedReport | Finding, *, proofs: bool) -> None:
    if isinstance(result, Finding):
        say(f"{result.place.file}: không đọc được")
        say(f"{result.code} {result.message} {result.advice}", indent="  - ", hanging="    ")
        return
    grave = [f for f in result.findings if f.severity is not Severity.INFO]
    info = [f for f in result.findings if f.severity is Severity.INFO]
    say(f"{result.file}: {_in_short(result, grave, info)}", hanging="  ")
    for finding in grave:
        _tell_finding(finding)
    for finding in info[:_MOST_PROOFS] if proofs else ():
        say(f"{finding.code} [{where(finding.place)}] {finding.message}", indent="  - ", hanging="    ")
    if proofs and len(info) > _MOST_PROOFS:
        say(f"... và {len(info) - _MOST_PROOFS} chỗ khác khớp nhờ làm tròn, xem kết quả --json.", indent="    ")


def _in_short(result: CheckedReport, grave: Sequence[Finding], info: Sequence[Finding]) -> str:
    known = [result.commune or "không rõ đơn vị", f"{result.figures} số liệu"]
    if result.compared:
        known.append("đã đối chiếu sổ bảng điểm")
    errors = sum(1 for f in grave if f.severity is Severity.ERROR)
    if errors:
        known.append(f"{errors} lỗi")
    elif not grave:
        known.append("không có lỗi")
    if info:
        known.append(f"{len(info)} chỗ khớp nhờ làm tròn")
    return ", ".join(known)


def _tell_finding(finding: Finding) -> None:
    place = where(finding.place)
    cause = (
        f" Có thể do {finding.cause.kind.label}."
        if finding.cause and finding.cause.kind is not CauseKind.UNKNOWN
        else ""
    )
    say(
        f"{finding.code} {f'[{place}] ' if place else ''}{finding.message}{cause} {finding.advice}",
        indent="  - ", hanging="    ",
    )  # fmt: skip
    for follower in finding.consequences[:_MOST_FOLLOWERS]:
        say(f"Kéo theo: {follower.message}", indent="    + ", hanging="      ")
    if len(finding.consequences) > _MOST_FOLLOWERS:
        say(f"... và {len(finding.consequences) - _MOST_FOLLOWERS} chỗ khác.", indent="    + ")


def _as_json(result: CheckedReport | Finding) -> ReportResult:
    if isinstance(result, Finding):
        return ReportResult(file=result.place.file, year=None, commune=None, figures={}, names={}, findings=(result,))
    figures: dict[str, dict[str, Decimal]] = {}
    names: dict[str, str] = {}
    for statement in result.statements:
        if statement.is_coded:
            names.setdefault(statement.key, statement.name)
            own = figures.setdefault(statement.key, {})
            for figure in statement.figures:
                own.setdefault(figure.measure.value, figure.value)
    return ReportResult(
        file=result.file,
        year=result.year,
        commune=result.commune,
        figures=figures,
        names=names,
        findings=result.findings,
    )
