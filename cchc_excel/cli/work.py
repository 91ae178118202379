"""What `cchc run`, `audit` and `report` do, step by step."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from ..errors import ExitCode
from ..files.delivery import deliver
from ..model.audited import AuditedCommune, AuditedDistrict
from ..model.finding import Severity
from ..model.names import commune_name, folded
from ..results import (
    WrittenReports,
    district_folders,
    load_writers,
    write_json,
    write_reports,
    write_summary,
    write_workbook,
)
from ..templates import SummaryTemplates, Templates, compiled_template
from ..writers import json_result
from . import summary
from .console import say
from .pdfs import make_pdfs
from .progress import Progress
from .session import Session, nothing_readable, open_folder


def run(folder: Path, out: Path, *, template: Path | None, workers: int, pdf: bool) -> ExitCode:
    """Audits a folder and writes everything."""
    _check_apart(folder, out)
    load_writers()
    templates = _templates(folder, template)
    summarisers = SummaryTemplates.beside(folder)
    session = open_folder(folder, leave_out=out, workers=workers)
    _require_districts(session, folder)
    unfit = templates.settle((d.authority, c.name) for d in session.districts for c in d.communes)
    folders = district_folders(out, session.districts)
    held_back: list[str] = []
    documents: list[Path] = []
    for district, place in zip(session.districts, folders, strict=True):
        write_workbook(district, place, session.contents.folder, session.loose)
        write_json(district, place, session.loose)
        overview = write_summary(district, place, summarisers, session.loose)
        with Progress("Báo cáo") as progress:
            reports = write_reports(district, district.communes, place, templates, progress.step)
        summary.tell_district(district, place)
        _tell_summary(overview)
        _tell((*overview.edited, *reports.edited))
        held_back += (*overview.held_back, *reports.held_back)
        documents += (*overview.delivered, *reports.delivered)
    _tell((*unfit, *summarisers.unfit(d.authority for d in session.districts)))
    return _ended(session, held_back, documents if pdf else ())


def audit(folder: Path, json_file: Path | None, *, workers: int) -> ExitCode:
    """Audits a folder; writes nothing but the JSON result, when asked to."""
    session = open_folder(folder, leave_out=None, workers=workers)
    if json_file is not None:
        deliver(json_file, json_result.encoded(_as_json(session)))
    _require_districts(session, folder)
    for district in session.districts:
        summary.tell_district(district, None)
    if json_file is not None:
        say(f"Kết quả JSON: {json_file}")
    return _ended(session)


def report(folder: Path, out: Path, *, commune: str | None, template: Path | None, workers: int, pdf: bool) -> ExitCode:
    """Writes the reports of all communes, or of one."""
    _check_apart(folder, out)
    load_writers()
    templates = _templates(folder, template)
    summarisers = SummaryTemplates.beside(folder) if commune is None else None
    session = open_folder(folder, leave_out=out, workers=workers)
    _require_districts(session, folder)
    chosen = [(d, _chosen(d, commune)) for d in session.districts]
    if not any(communes for _, communes in chosen):
        raise click.BadParameter(f"không có đơn vị nào tên “{commune}” trong {folder}", param_hint="--commune")
    unfit = templates.settle((d.authority, c.name) for d, communes in chosen for c in communes)
    folders = district_folders(out, session.districts)
    held_back: list[str] = []
    documents: list[Path] = []
    for (district, communes), place in zip(chosen, folders, strict=True):
        if communes:
            reports = _write_reports(district, communes, place, templates)
            held_back += reports.held_back
            documents += reports.delivered
        if summarisers is not None:
            overview = write_summary(district, place, summarisers, session.loose)
            _tell_summary(overview)
            _tell(overview.edited)
            held_back += overview.held_back
            documents += overview.delivered
    if summarisers is not None:
        _tell((*unfit, *summarisers.unfit(d.authority for d in session.districts)))
    return _ended(session, held_back, documents if pdf else ())


def _templates(folder: Path, chosen: Path | None) -> Templates:
    """The one that was asked for, else those that lie ready. Raises TemplateError."""
    return Templates.only(compiled_template(chosen)) if chosen is not None else Templates.beside(folder)


def _tell(lines: Sequence[str]) -> None:
    for line in lines:
        say(line, indent="  ", hanging="    ")


def _tell_summary(overview: WrittenReports) -> None:
    for document in overview.delivered:
        say(f"Báo cáo tổng hợp cho cơ quan thẩm định: {document.name}", indent="  ", hanging="    ")


def _write_reports(
    district: AuditedDistrict, communes: tuple[AuditedCommune, ...], place: Path, templates: Templates
) -> WrittenReports:
    with Progress("Báo cáo") as progress:
        reports = write_reports(district, communes, place, templates, progress.step)
    say(f"{district.authority} - năm {district.year}: đã lập {len(reports.delivered)} báo cáo.")
    flawed = {f.commune for f in district.findings if f.severity is Severity.ERROR}
    for one in communes:
        if one.name.display in flawed:
            say(
                f"{one.name.display}: số liệu còn lỗi chưa xử lý, xem lại trước khi gửi.", indent="  - ", hanging="    "
            )
    if reports.delivered:
        say(f"Kết quả: {reports.delivered[0].parent}", indent="  ", hanging="    ")
    _tell(reports.edited)
    return reports


def _chosen(district: AuditedDistrict, name: str | None) -> tuple[AuditedCommune, ...]:
    """The communes a name means; all without a name. Tones may be left out at the keyboard."""
    if name is None:
        return district.communes
    wanted = commune_name(name)
    if wanted is None:
        return ()
    same = tuple(c for c in district.communes if c.name.same_as(wanted))
    return same or tuple(c for c in district.communes if folded(c.name.name) == folded(wanted.name))


def _check_apart(folder: Path, out: Path) -> None:
    """Results must not be written among the inputs."""
    inputs, results = folder.resolve(), out.resolve()
    if results == inputs or inputs.is_relative_to(results):
        raise click.BadParameter(
            f"thư mục kết quả “{out}” trùng hoặc chứa thư mục dữ liệu “{folder}”; hãy chọn thư mục khác",
            param_hint="--out",
        )


def _as_json(session: Session) -> dict[str, object]:
    """The newest district's result; others of the same folder stand in "others"."""
    if not session.districts:
        return json_result.empty_result(session.loose)
    results = [json_result.result(d, session.loose) for d in session.districts]
    return results[-1] | ({"others": results[:-1]} if len(results) > 1 else {})


def _require_districts(session: Session, folder: Path) -> None:
    """Raises NothingReadable when there is nothing to work on, after telling what stood in the way."""
    if not session.districts:
        _tell_the_rest(session)
        raise nothing_readable(session, folder)


def _ended(session: Session, held_back: Sequence[str] = (), to_pdf: Sequence[Path] = ()) -> ExitCode:
    """The exit status; a report that was held back means a faulty template, whatever else was found."""
    no_pdf = make_pdfs(to_pdf)
    _tell_the_rest(session)
    for line in dict.fromkeys((*held_back, *no_pdf)):
        say(line, to_error=True)
    if held_back:
        return ExitCode.TEMPLATE
    if no_pdf:
        return ExitCode.OUTPUT
    return summary.exit_code(session.districts, session.loose)


def _tell_the_rest(session: Session) -> None:
    summary.tell_loose(session.loose)
    summary.tell_skipped(session.contents, [*(f for d in session.districts for f in d.findings), *session.loose])
