"""The short summary after a run: communes, findings by severity, the gravest in a line each, what was passed over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from ..errors import ExitCode
from ..model.audited import AuditedDistrict
from ..model.cause import CauseKind
from ..model.finding import Finding, Severity
from ..reading import FolderContents
from .console import say

_GRAVEST = 10
_OF_ONE_KIND = 3
_IGNORED = 12


def exit_code(districts: Sequence[AuditedDistrict], loose: Sequence[Finding]) -> ExitCode:
    """FINDINGS when anything is above info."""
    findings = [f for d in districts for f in d.findings] + list(loose)
    return ExitCode.FINDINGS if any(f.severity is not Severity.INFO for f in findings) else ExitCode.OK


def tell_district(district: AuditedDistrict, folder: Path | None) -> None:
    """One district's part of the summary; `folder` is where its results are."""
    counts = Counter(f.severity for f in district.findings)
    say(f"{district.authority or 'Không rõ cơ quan thẩm định'} - năm {district.year}: {len(district.communes)} đơn vị")
    say(", ".join(f"{s.label}: {counts[s]}" for s in Severity), indent="  ")
    tell_gravest([f for f in district.findings if f.severity is Severity.ERROR])
    if district.missing_facts:
        say("Trang “Thông tin” thiếu: " + "; ".join(district.missing_facts) + ".", indent="  ", hanging="    ")
    without = sum(1 for c in district.communes for n in c.deducted() if n.code not in c.remedies)
    if without:
        say(f"{without} chỗ bị trừ điểm chưa có biện pháp khắc phục; báo cáo đã đánh dấu để bổ sung.", indent="  ")
    if folder is not None:
        say(f"Kết quả: {folder}", indent="  ", hanging="    ")


def tell_gravest(errors: Sequence[Finding]) -> None:
    """The gravest findings, where to look first: unreadable files before cells, not more than a few of one kind."""
    shown: list[Finding] = []
    for finding in sorted(errors, key=lambda f: bool(f.place.sheet)):
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
    """Findings that belong to no district."""
    if loose:
        say("Không ghép được vào cơ quan, năm nào:")
        tell_gravest(loose)


def tell_ignored(contents: FolderContents) -> None:
    """Files passed over."""
    if not contents.ignored:
        return
    say(f"Bỏ qua {len(contents.ignored)} tệp:")
    for file, reason in contents.ignored[:_IGNORED]:
        say(f"{file}: {reason}", indent="  - ", hanging="    ")
    if len(contents.ignored) > _IGNORED:
        say(f"... và {len(contents.ignored) - _IGNORED} tệp khác.", indent="    ")
