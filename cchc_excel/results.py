"""Writes what was audited: per district the audit workbook, the JSON result and the reports, each moved into place."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote

from .errors import TemplateError, UnreadableFile
from .files.archive import read_bounded
from .files.delivery import clear_leftovers, deliver
from .files.pdf_beside import deliver_document, withdraw_document
from .model.audited import AuditedCommune, AuditedDistrict
from .model.finding import Finding, Place
from .model.report_mark import ReportMark
from .model.send_list import SendList
from .reading import Step, no_step
from .templates import SummaryTemplates, Templates, authority_slug
from .writers import json_result
from .writers.district_summary import summary_values
from .writers.report import ReportTemplate, report_file_name, report_values
from .writers.send_list import Draft, encoded_list, read_send_list, send_list_name

REPORTS = "bao_cao"
_LONGEST_LINK = 2000


def load_writers() -> None:
    """Loads what writing takes: there is time for that while other processes read."""
    from .audit.written import own_report  # noqa: F401
    from .readers.documents import filled  # noqa: F401
    from .writers import audit_workbook  # noqa: F401
    from .writers.report import environment  # noqa: F401


def district_folders(out: Path, districts: Sequence[AuditedDistrict]) -> tuple[Path, ...]:
    """`<out>/<authority>_<year>` of each district, in ASCII, no two alike."""
    return tuple(out / name for name in _distinct(_folder_name(d) for d in districts))


def _folder_name(district: AuditedDistrict) -> str:
    return f"{authority_slug(district.authority)}_{district.year}"


def report_names(district: AuditedDistrict) -> dict[str, str]:
    """The report's file name for each commune's display name, no two alike even where only tones tell communes apart."""
    communes = [c.name for c in district.communes]
    names = _distinct(report_file_name(district.year, name) for name in communes)
    return {commune.display: name for commune, name in zip(communes, names, strict=True)}


def _distinct(names: Iterable[str]) -> list[str]:
    """The names, later ones of a kind numbered: a.docx, a-2.docx."""
    found: list[str] = []
    for name in names:
        stem, dot, ending = name.partition(".")
        distinct, count = name, 1
        while distinct in found:
            count += 1
            distinct = f"{stem}-{count}{dot}{ending}"
        found.append(distinct)
    return found


def write_workbook(district: AuditedDistrict, folder: Path, inputs: Path, extra: Sequence[Finding] = ()) -> Path:
    """The audit workbook; its links lead from `folder` to the source files below `inputs`."""
    from .writers.audit_workbook import build

    shown = replace(district, findings=(*extra, *district.findings)) if extra else district
    target = folder / f"kiem-tra-cchc_{district.year}.xlsx"
    deliver(target, build(shown, link=_linker(folder, inputs)))
    return target


def write_json(district: AuditedDistrict, folder: Path, extra: Sequence[Finding] = ()) -> Path:
    """The machine-readable result."""
    target = folder / f"kiem-tra-cchc_{district.year}.json"
    deliver(target, json_result.encoded(json_result.result(district, extra)))
    return target


@dataclass(frozen=True, slots=True)
class WrittenReports:
    """What became of a group's reports."""

    delivered: tuple[Path, ...]
    held_back: tuple[str, ...]
    """A Vietnamese line for each report that does not say what was audited, and so was not delivered."""
    edited: tuple[str, ...] = ()
    """A Vietnamese line for each document that somebody had edited since an earlier run: nobody's work is overwritten."""


def write_reports(
    district: AuditedDistrict,
    communes: Sequence[AuditedCommune],
    folder: Path,
    templates: Templates,
    step: Step = no_step,
) -> WrittenReports:
    """One report per commune, in `bao_cao` below `folder`, each read back and checked before it is moved into place.

    The list of what may be sent comes last: a run that ends before leaves one that does not know the new reports.
    """
    from .audit.written.own_report import OwnReports
    from .audit.written.own_signs import own_names
    from .readers.documents.filled import FilledReader

    reports = folder / REPORTS
    clear_leftovers(reports)
    names = report_names(district)
    reader, check, draft = FilledReader(), OwnReports(district), Draft(district)
    delivered: list[Path] = []
    held_back: list[str] = []
    edited: list[str] = []
    for done, commune in enumerate(communes, 1):
        name = names[commune.name.display]
        template = templates.of(district.authority, commune.name)
        parsed: dict[str, bytes] = {}
        values = report_values(district, commune)
        mark = ReportMark.of(district.authority, district.year, commune.name.display)
        data, content = template.fill_marked(values, mark, parsed)
        try:
            fault = check.fault(reader.read(name, data, own_names(commune.name), parsed), commune)
        except UnreadableFile as problem:
            fault = str(problem)
        if fault is None:
            edited += _deliver(reports / name, data, content)
            delivered.append(reports / name)
            draft.add(commune, values, name, data, content)
        else:
            draft.hold_back(commune)
            held_back.append(_held_back(commune, fault, template, withdraw_document(reports / name)))
        step(done, len(communes), commune.name.display)
    listed = folder / send_list_name(district.year)
    before = _listed_before(listed) if len(communes) < len(district.communes) else None
    deliver(listed, encoded_list(draft.finished(communes, before)))
    return WrittenReports(tuple(delivered), tuple(held_back), tuple(edited))


def _deliver(document: Path, data: bytes, content: str) -> list[str]:
    """Puts a document in place; what is to be told of one that somebody has edited since an earlier run.

    An edited one stays where the filling is still the same, and is kept under another name where it is not.
    """
    from .readers.documents.report_mark import read_filling

    before = _bytes_of(document)
    found = read_filling(before) if before is not None else None
    if before is None or found is None or before == data or found.is_untouched:
        deliver_document(document, data)
        return []
    if found.content == content:
        deliver_document(document, before)  # and not the PDF of an earlier text beside it
        return [
            f"{document.name} đã được sửa sau khi lập, số liệu không đổi nên giữ nguyên bản đã sửa. Muốn lập lại thì xóa tệp này "
            "rồi chạy lại."
        ]
    aside = withdraw_document(document)
    deliver_document(document, data)
    what = "đã được sửa sau khi lập, nay lập lại vì nội dung đã đổi"
    if not found.content:
        what = "không phải bản chương trình đã lập (hỏng, hoặc là tệp khác), nay lập lại"
    kept = f" Bản cũ được giữ ở “{aside.name}”." if aside is not None else ""
    return [f"{document.name} {what}.{kept}"]


def _bytes_of(document: Path) -> bytes | None:
    """What lies there; nothing that can be ours where it cannot be read, None where there is nothing."""
    try:
        return read_bounded(document) if document.exists() else None
    except UnreadableFile:
        return b""


def _listed_before(path: Path) -> SendList | None:
    """What is there to be sent; None where that is nothing, or nothing that can be read."""
    try:
        return read_send_list(read_bounded(path))
    except (UnreadableFile, ValueError):
        return None


def _held_back(commune: AuditedCommune, fault: str, template: ReportTemplate, earlier: Path | None) -> str:
    """Why a commune has no report now, and where the one of an earlier run went."""
    kept = f" Báo cáo lần trước được giữ ở “{earlier.name}”." if earlier else ""
    return (
        f"{commune.name.display}: không giao báo cáo, vì {fault}. Hãy sửa chỗ đó trong mẫu {template.name} rồi chạy lại."
        f"{kept}"
    )


def write_summary(
    district: AuditedDistrict, folder: Path, templates: SummaryTemplates, extra: Sequence[Finding] = ()
) -> WrittenReports:
    """The authority's own document, read back and checked before it is moved into place.

    Where its template is faulty it is held back, and all else goes on.
    """
    from .audit.written.own_summary import summary_fault
    from .readers.documents.docx import read_docx

    target = folder / f"tong-hop-cchc_{district.year}.docx"
    try:
        template = templates.of(district.authority)
        mark = ReportMark.of(district.authority, district.year, "")
        data, content = template.fill_marked(summary_values(district, extra), mark)
        fault = summary_fault(read_docx(target.name, data), district)
    except TemplateError as problem:
        return _no_summary(target, f"Chưa lập được báo cáo tổng hợp. {problem}")
    except UnreadableFile as problem:
        fault = str(problem)
    if fault is not None:
        return _no_summary(
            target, f"Không giao báo cáo tổng hợp, vì {fault}. Hãy sửa mẫu {template.name} rồi chạy lại."
        )
    return WrittenReports((target,), (), tuple(_deliver(target, data, content)))


def _no_summary(target: Path, why: str) -> WrittenReports:
    earlier = withdraw_document(target)
    kept = f" Bản lần trước được giữ ở “{earlier.name}”." if earlier else ""
    return WrittenReports((), (f"{why}{kept}",))


def _linker(folder: Path, inputs: Path) -> Callable[[Place], str | None]:
    """Link targets from a workbook in `folder` to cells of the inputs; None when there is no way to write one."""
    try:
        base = os.path.relpath(inputs.resolve(), folder.resolve())
    except ValueError:
        base = str(inputs.resolve())

    def link(place: Place) -> str | None:
        if not place.file:
            return None
        path = quote(f"{base}/{place.file}".replace("\\", "/"), safe="/:.-_~()")
        sheet = place.sheet.replace("'", "''")
        target = f"external:{path}#'{sheet}'!{place.cell or 'A1'}" if sheet else f"external:{path}"
        return target if len(target) <= _LONGEST_LINK else None

    return link
