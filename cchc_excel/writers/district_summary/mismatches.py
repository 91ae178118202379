"""Words section IV: what the check found, where, and how it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...model.audited import AuditedDistrict, Verdict
from ...model.cause import CauseKind
from ...model.finding import Finding, Severity
from ...model.names import capitalised, composed
from ...model.numbers import written, written_in_full
from ..report.notes import NBSP, soft
from ..report.wording import counted
from .phrasing import as_number, decimals, joined, number, shortened, where

MOST_ROWS = 60
"""Findings in the table; the others are in the audit workbook."""
_LONGEST_MESSAGE = 420
_LONGEST_CAUSE = 160
_LONGEST_VALUE = 40
_UNHELPFUL = (CauseKind.UNKNOWN, CauseKind.TYPO)


@dataclass(frozen=True, slots=True)
class MismatchRow:
    """A row of the table of findings; attributes are the tags' names."""

    so: str
    don_vi: str
    vi_tri: str
    da_ghi: str
    dung_ra: str
    noi_dung: str
    tinh_trang: str


@dataclass(frozen=True, slots=True)
class Mismatches:
    """The section, ready for the template."""

    compared: str
    """How many figures were compared, and how they stand."""
    found: str
    """How many findings there are, and how they stand."""
    rows: list[MismatchRow]
    left_out: str
    """Where the rest is told; "" where the table has all."""


def told_findings(district: AuditedDistrict, loose: Iterable[Finding]) -> list[Finding]:
    """Errors and warnings about figures and files, gravest first; low scores are section III's."""
    found = [f for f in (*loose, *district.findings) if f.severity is not Severity.INFO and not f.is_about_low_score]
    return sorted(found, key=lambda f: f.sort_key)


def mismatches(district: AuditedDistrict, found: Sequence[Finding]) -> Mismatches:
    """The section for these findings, which `told_findings` chose."""
    decided = frozenset((p.file, p.sheet) for c in district.comparisons if (p := c.decision_place) is not None)
    states = [_state(f, decided) for f in found]
    rows = [_row(n, f, state.text, decided) for n, (f, state) in enumerate(zip(found, states, strict=True), 1)]
    rest = len(rows) - MOST_ROWS
    book = f"“kiem-tra-cchc_{district.year}.xlsx”"
    left_out = (
        f"Bảng trên nêu {MOST_ROWS} nội dung nặng nhất; còn {counted(rest, 'nội dung')} xem tại trang “Sai lệch” của sổ kiểm tra "
        f"{book} kèm theo."
        if rest > 0
        else ""
    )
    told = _found(found, [s.way for s in states]) if found else _NOTHING
    return Mismatches(_compared(district), told, rows[:MOST_ROWS], left_out)


_NOTHING = "Qua kiểm tra số liệu, công thức và tệp dữ liệu không phát hiện sai lệch nào phải sửa hoặc phải xem lại."
_QUANTITIES = {"Điểm": "điểm", "Chỉ số (%)": "chỉ số", "Xếp hạng": "xếp hạng", "Xếp loại": "xếp loại"}


def _compared(district: AuditedDistrict) -> str:
    """How the decision's figures stand to the recomputed ones."""
    decided = [c for c in district.comparisons if c.decision is not None]
    if not decided:
        return "Dữ liệu kiểm tra không có quyết định công bố để đối chiếu; số liệu được kiểm tra trong phạm vi bảng điểm của các đơn vị."
    counts = Counter(c.verdict for c in decided)
    what = joined([name for key, name in _QUANTITIES.items() if any(c.quantity == key for c in decided)])
    told = [
        f"{counted_in_points(counts[verdict], 'số liệu')} {words}"
        for verdict, words in (
            (Verdict.EQUAL, "khớp"),
            (Verdict.ROUNDED, "khớp do làm tròn, không phải sửa"),
            (Verdict.DIFFERENT, "lệch, kể cả số liệu lệch theo số liệu khác"),
            (Verdict.ABSENT, "chưa đủ căn cứ để so"),
        )
        if counts[verdict]
    ]
    every = counted_in_points(len(decided), "số liệu")
    return (
        f"Đã đối chiếu {every} ({what}) trong quyết định công bố và bảng điểm với số liệu tính lại: {'; '.join(told)}."
    )


def counted_in_points(count: int, unit: str) -> str:
    """ "1.280 số liệu"."""
    return f"{number(count)}{NBSP}{unit}"


def _found(found: Sequence[Finding], ways: Sequence[str]) -> str:
    errors = sum(f.severity is Severity.ERROR for f in found)
    counts = Counter(way for f, way in zip(found, ways, strict=True) if f.severity is Severity.ERROR)
    kinds = [counted_in_points(errors, "sai lệch phải sửa")] if errors else []
    if len(found) > errors:
        kinds.append(counted_in_points(len(found) - errors, "nội dung cần xem lại"))
    text = f"Qua kiểm tra phát hiện {joined(kinds)}."
    if errors:
        which = "các sai lệch này" if errors > 1 else "sai lệch này"
        told = [f"{counted_in_points(count, 'sai lệch')} phải {way}" for way, count in counts.items()]
        how = (
            f"trong đó: {'; '.join(told)}"
            if len(told) > 1
            else f"{'đều ' if errors > 1 else ''}phải {next(iter(counts))}"
        )
        text += f" Đến thời điểm lập báo cáo, {which} chưa được xử lý, {how}."
    return text


@dataclass(frozen=True, slots=True)
class _State:
    """How a finding stands."""

    way: str
    """How an error is mended, for counting."""
    text: str
    """The table's words."""


def _state(finding: Finding, decided: frozenset[tuple[str, str]]) -> _State:
    """By what the finding itself says: where it points, whether it knows the right figure, and its advice."""
    if finding.severity is not Severity.ERROR:
        return _State("xem lại", "Cần xem lại")
    if finding.expected is None:
        advice = soft(composed(finding.advice).rstrip(" ."))
        return _State("bổ sung, sửa dữ liệu rồi kiểm tra lại", f"Chưa xử lý: {shortened(advice, _LONGEST_CAUSE)}")
    way = "đính chính quyết định" if _is_in(finding, decided) else "sửa ở sổ bảng điểm"
    return _State(way, f"Chưa xử lý: {way}")


def _is_in(finding: Finding, decided: frozenset[tuple[str, str]]) -> bool:
    return (finding.place.file, finding.place.sheet) in decided


def _row(place: int, finding: Finding, state: str, decided: frozenset[tuple[str, str]]) -> MismatchRow:
    stated, right = as_number(finding.actual), as_number(finding.expected)
    printed = max(2, decimals(finding.actual or "")) if _is_in(finding, decided) else None
    shown = _value(finding.expected)
    if right is not None:
        shown = written_in_full(right) if printed is None else written(right, printed)
        if stated is not None and shown == written_in_full(stated):
            shown = written_in_full(right)
    return MismatchRow(
        so=str(place),
        don_vi=finding.commune or "Chung",
        vi_tri=capitalised(where(finding.place)) or "–",
        da_ghi=written_in_full(stated) if stated is not None else _value(finding.actual),
        dung_ra=shown,
        noi_dung=_told(finding),
        tinh_trang=state,
    )


def _value(text: str | None) -> str:
    return shortened(composed(text), _LONGEST_VALUE) if text else "–"


def _told(finding: Finding) -> str:
    """The finding, its likely cause, and how many figures it drags along."""
    text = shortened(composed(finding.message), _LONGEST_MESSAGE)
    cause = finding.cause
    if cause is not None and cause.kind not in _UNHELPFUL and cause.detail not in finding.message:
        text += f" Có thể do {cause.kind.label} ({shortened(composed(cause.detail), _LONGEST_CAUSE)})."
    if finding.consequences:
        text += f" Kéo theo {counted_in_points(len(finding.consequences), 'số liệu')} khác lệch theo."
    return text
