"""What `cchc inspect` prints: how each sheet was understood, what was laid down, and what would settle a doubt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from ..audit.loose import loose_findings
from ..errors import ExitCode
from ..model.finding import Finding, Severity
from ..model.understanding import ColumnRead, Role, SheetUnderstanding
from ..reading import FolderContents, read_folder
from .console import say, say_lines, width
from .progress import Progress
from .table import table

_ASKING = ("R01", "R02", "R14")
_OF_YEARS = "R13"
_MOST_NAMED = 3


def inspect(path: Path, *, workers: int) -> ExitCode:
    """Every file that `path` is or holds. Raises NothingReadable when it is not there."""
    with Progress("Đọc") as progress:
        contents = read_folder(path, workers=workers, step=progress.step)
    asked = {(s.file, s.sheet) for s in contents.understood if s.questions}
    findings = [
        f
        for f in _findings(contents)
        # where a table belongs among others is another question than what a sheet says
        if f.code in _ASKING or (f.code == _OF_YEARS and (f.place.file, f.place.sheet) in asked)
    ]
    ignored = dict(contents.ignored)
    files = dict.fromkeys([*(s.file for s in contents.understood), *ignored, *(f.place.file for f in findings)])
    for number, file in enumerate(sorted(files, key=lambda name: (name.casefold(), name))):
        if number:
            say()
        own = [s for s in contents.understood if s.file == file]
        _tell_file(file, own, ignored.get(file, ""), [f for f in findings if f.place.file == file])
    if not files:
        say(f"Thư mục “{path}” không có tệp nào.", to_error=True)
    return _status(contents, findings)


def _findings(contents: FolderContents) -> tuple[Finding, ...]:
    """What the readers found fault with, as findings."""
    return loose_findings([*(t for g in contents.groups for t in g.troubles), *contents.loose])


def _status(contents: FolderContents, findings: Sequence[Finding]) -> ExitCode:
    """FINDINGS where something was not understood; NOTHING_READABLE where nothing could be read at all."""
    if not contents.understood:
        return ExitCode.NOTHING_READABLE
    useful = {s.file for s in contents.understood if s.role not in (Role.UNKNOWN, Role.EMPTY)}
    unclear = any(f.severity is not Severity.INFO for f in findings)
    return ExitCode.FINDINGS if unclear or any(s.file not in useful for s in contents.understood) else ExitCode.OK


def _tell_file(file: str, sheets: Sequence[SheetUnderstanding], ignored: str, findings: Sequence[Finding]) -> None:
    said = [f"{len(sheets)} trang", *_shared(sheets)] if sheets else [ignored or "không đọc được"]
    say(f"{file}: {'; '.join(said)}", hanging="  ")
    if sheets:
        layouts = _layouts(sheets)
        _tell_sheets(sheets, layouts)
        for columns, number in layouts.items():
            _tell_columns(columns, number, [s for s in sheets if s.columns == columns])
        _tell_pins(sheets)
    settled = {s.sheet for s in sheets if s.questions}
    for number, finding in enumerate(findings):
        if not number:
            say()
        where = " › ".join(p for p in (finding.place.sheet, finding.place.cell) if p)
        advice = "" if finding.place.sheet in settled else f" {finding.advice}"
        say(f"{finding.code} {f'[{where}] ' if where else ''}{finding.message}{advice}", indent="  ", hanging="    ")
    _tell_questions(sheets)


def _shared(sheets: Iterable[SheetUnderstanding]) -> list[str]:
    """Year and authority where all sheets that name any name the same."""
    told = [{_year(s) for s in sheets} - {""}, {s.authority for s in sheets} - {""}]
    return [text for texts in told if len(texts) == 1 for text in texts]


def _year(sheet: SheetUnderstanding) -> str:
    return f"năm {sheet.year}" if sheet.year is not None else ""


def _layouts(sheets: Iterable[SheetUnderstanding]) -> dict[tuple[ColumnRead, ...], int]:
    """The different sets of columns, numbered as they come: twenty sheets of one form are told once."""
    return {columns: n for n, columns in enumerate(dict.fromkeys(s.columns for s in sheets if s.columns), 1)}


def _tell_sheets(sheets: Sequence[SheetUnderstanding], layouts: dict[tuple[ColumnRead, ...], int]) -> None:
    shared = _shared(sheets)
    rows = [
        (
            (s.sheet or "(trong văn bản)") + (" (ẩn)" if s.is_hidden else ""),
            _taken_for(s, shared),
            s.header and f"dòng {s.header}",
            s.data and f"dòng {s.data}",
            f"({layouts[s.columns]})" if s.columns else "",
        )
        for s in sheets
    ]
    say_lines(table(("Trang", "Được hiểu là", "Tiêu đề", "Số liệu", "Cột"), rows, width=width() - 1, indent="  "))


def _taken_for(sheet: SheetUnderstanding, shared: Sequence[str]) -> str:
    """ "Bảng điểm của Xã Thanh Xá (ô A3): 90 mã tiêu chí; năm 2022; UBND huyện Thanh Hà"."""
    whose = f" của {sheet.commune} ({sheet.commune_from})" if sheet.commune else ""
    told = [sheet.why, sheet.holds, *(part for part in (_year(sheet), sheet.authority) if part not in shared)]
    if sheet.missing:
        told.append("thiếu cột " + ", ".join(f"“{heading}”" for heading in sheet.missing))
    more = "; ".join(part for part in told if part)
    return f"{sheet.role}{whose}{f': {more}' if more else ''}"


def _tell_columns(columns: Sequence[ColumnRead], number: int, sheets: Sequence[SheetUnderstanding]) -> None:
    named = ", ".join(f"“{s.sheet}”" for s in sheets[:_MOST_NAMED] if s.sheet)
    more = f" và {len(sheets) - _MOST_NAMED} trang khác" if len(sheets) > _MOST_NAMED else ""
    say()
    say(f"Cột ({number}){f', trang {named}{more}' if named else ''}:", indent="  ", hanging="    ")
    rows = [(_span(group), group[0].meaning or "(không dùng)", group[0].heading) for group in _alike(columns)]
    say_lines(table(("Cột", "Được hiểu là", "Tiêu đề ghi"), rows, width=width() - 1, indent="  "))


def _alike(columns: Sequence[ColumnRead]) -> list[list[ColumnRead]]:
    """Columns side by side that are not used and have one heading, as one."""
    return [
        list(group) for _, group in groupby(columns, key=lambda c: (c.meaning or "", c.heading, c.meaning and c.column))
    ]


def _span(group: Sequence[ColumnRead]) -> str:
    return group[0].column if len(group) == 1 else f"{group[0].column}-{group[-1].column}"


def _tell_pins(sheets: Sequence[SheetUnderstanding]) -> None:
    rows = [(s.sheet, pin) for s in sheets for pin in s.pins]
    if rows:
        say()
        say("Đang đọc theo trang “Thông tin”:", indent="  ")
        say_lines(table(("Trang", "Dòng ghim"), rows, width=width() - 1, indent="  "))


def _tell_questions(sheets: Sequence[SheetUnderstanding]) -> None:
    rows = [(q.key, q.value) for s in sheets for q in s.questions]
    rows += [
        (f"Vai trò (trang {s.sheet})", "bảng điểm, quyết định, tổng hợp, ... hoặc bỏ qua")
        for s in sheets
        if s.role is Role.UNKNOWN and not s.questions and s.sheet
    ]
    if not rows:
        return
    has_page = any(s.role is Role.INFORMATION for s in sheets)
    start = "Thêm vào trang “Thông tin” của sổ" if has_page else "Thêm vào sổ một trang tên “Thông tin” có"
    say()
    say(f"{start} dòng nào cần trong các dòng sau, khóa ở một ô và giá trị ở ô bên phải:", indent="  ")
    say_lines(table(("Khóa", "Giá trị"), list(dict.fromkeys(rows)), width=width() - 1, indent="  "))
