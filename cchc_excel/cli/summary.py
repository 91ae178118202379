"""The short summary after a run: communes, findings by severity, the gravest in a line each, which files were skipped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from ..errors import ExitCode
from ..model.audited import AuditedDistrict
from ..model.cause import CauseKind
from ..model.finding import Finding, Severity
from ..model.names import capitalised
from ..reading import FolderContents
from .console import say, say_lines, width
from .table import table

_GRAVEST = 10
_OF_ONE_KIND = 3
_MOST_SKIPPED = 40
_MOST_CODES = 40
_UNREADABLE = "R01"


def exit_code(districts: Sequence[AuditedDistrict], loose: Sequence[Finding]) -> ExitCode:
    """FINDINGS when anything is above info."""
    findings = [f for d in districts for f in d.findings] + list(loose)
    return ExitCode.FINDINGS if any(f.severity is not Severity.INFO for f in findings) else ExitCode.OK


def tell_district(district: AuditedDistrict, folder: Path | None) -> None:
    """One district's part of the summary; `folder` is where its results are."""
    counts = Counter(f.severity for f in district.findings)
    say(f"{district.authority or 'Không rõ cơ quan thẩm định'} - năm {district.year}: {len(district.communes)} đơn vị")
    say(", ".join(f"{s.label}: {counts[s]}" for s in Severity), indent="  ")
    tell_gravest([f for f in district.findings if f.severity is Severity.ERROR and f.code != _UNREADABLE])
    if district.missing_facts:
        say("Trang “Thông tin” thiếu: " + "; ".join(district.missing_facts) + ".", indent="  ", hanging="    ")
    tell_without_remedy(district)
    if folder is not None:
        say(f"Kết quả: {folder}", indent="  ", hanging="    ")


def tell_without_remedy(district: AuditedDistrict) -> None:
    """Deductions for which no remedy is on file, commune by commune: their reports carry a marked reminder there."""
    open_ones = [(c.name.display, [n.code for n in c.without_remedy()]) for c in district.communes]
    open_ones = [(name, codes) for name, codes in open_ones if codes]
    if not open_ones:
        return
    count = sum(len(codes) for _, codes in open_ones)
    say(f"{count} chỗ bị trừ điểm chưa có biện pháp khắc phục; báo cáo đã đánh dấu để bổ sung:", indent="  ")
    rows = [(name, _listed(codes)) for name, codes in open_ones[:_MOST_SKIPPED]]
    say_lines(table(("Đơn vị", "Mã tiêu chí thành phần"), rows, width=width() - 1, indent="  "))
    if len(open_ones) > _MOST_SKIPPED:
        say(f"... và {len(open_ones) - _MOST_SKIPPED} đơn vị khác.", indent="  ")


def _listed(codes: Sequence[str]) -> str:
    shown = ", ".join(codes[:_MOST_CODES])
    return f"{shown} và {len(codes) - _MOST_CODES} mã khác" if len(codes) > _MOST_CODES else shown


def tell_gravest(errors: Sequence[Finding]) -> None:
    """The gravest findings, where to look first: unreadable files before cells, not more than a few of one kind."""
    shown: list[Finding] = []
    for finding in sorted(errors, key=lambda f: bool(f.place.sheet or f.place.cell)):
        if len(shown) < _GRAVEST and sum(1 for f in shown if f.code == finding.code) < _OF_ONE_KIND:
            shown.append(finding)
    for finding in shown:
        where = " › ".join(p for p in (finding.place.file, finding.place.sheet, finding.place.cell) if p)
        named = finding.commune is None or finding.message.startswith(finding.commune)
        commune = "" if named else f"{finding.commune}: "
        way_out = f" {finding.advice}" if finding.code.startswith("R") else ""
        say(f"{finding.code} {commune}{finding.message}{_cause(finding)}{way_out}", indent="  - ", hanging="    ")
        say(f"[{where}]", indent="    ")
    if len(errors) > len(shown):
        say(f"... và {len(errors) - len(shown)} lỗi khác, xem trang “Sai lệch” của sổ kiểm tra.", indent="    ")


def _cause(finding: Finding) -> str:
    """What most likely went wrong, in a few words; nothing where that says no more than that the figure is wrong."""
    cause = finding.cause
    if cause is None or cause.kind in (CauseKind.UNKNOWN, CauseKind.TYPO):
        return ""
    # a formula's fault says in its message what the formula does
    if finding.code.startswith("F") or cause.kind.label in finding.message:
        return ""
    return f" Có thể do {cause.kind.label}."


def tell_loose(loose: Sequence[Finding]) -> None:
    """Findings that belong to no district; unreadable files are told with those that were skipped."""
    rest = [finding for finding in loose if finding.code != _UNREADABLE]
    if rest:
        say("Không ghép được vào cơ quan, năm nào:")
        tell_gravest(rest)


def tell_skipped(contents: FolderContents, findings: Iterable[Finding]) -> None:
    """Files that could not be read, and those passed over, each with the reason and the way out."""
    unreadable = [(f.place.file, f"{f.code} {f.message} {f.advice}") for f in findings if f.code == _UNREADABLE]
    ignored = [(file, f"{capitalised(reason)}.") for file, reason in contents.ignored]
    rows = list(dict.fromkeys([*unreadable, *ignored]))
    if not rows:
        return
    counts = ((len(set(unreadable)), "không đọc được"), (len(ignored), "bỏ qua"))
    say(f"{', '.join(f'{what} {count} tệp' for count, what in counts if count).capitalize()}:")
    say_lines(table(("Tệp", "Vì sao"), rows[:_MOST_SKIPPED], width=width() - 1, indent="  "))
    if len(rows) > _MOST_SKIPPED:
        say(f"... và {len(rows) - _MOST_SKIPPED} tệp khác.", indent="  ")
