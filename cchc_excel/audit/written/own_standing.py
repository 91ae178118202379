"""Checks what a filled report says of a commune's standing: rank, grade, counts, the year before, the fields to work on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from ...model.audited import AuditedCommune, AuditedDistrict
from ...model.filled import FilledLine
from ...model.numbers import stands_for, written
from .plain import squeezed_name

_MARKS = ("Chỉ số cải cách hành chính năm", "đã rà soát", "So với năm", "chỉ số mới đạt")
_NUMBER = r"(-?\d+(?:,\d+)?)"
_RESULT = re.compile(r"^Chỉ số cải cách hành chính năm (20\d\d) của ")
_RANK = re.compile(r"; xếp thứ (\d+)/(\d+) đơn vị")
_GRADE = re.compile(r"; xếp loại ([^.;]+)")
_BEFORE = re.compile(
    rf"^So với năm (20\d\d) \(đạt (?:{_NUMBER}/{_NUMBER} điểm|chỉ số {_NUMBER}%)(?:, xếp thứ (\d+)/(\d+) đơn vị)?\), "
    rf"kết quả năm (20\d\d) (tăng|giảm|không)(?: {_NUMBER} điểm)?"
)
_PLACES = re.compile(r", (tăng|giảm) (\d+) bậc\.$|, (giữ) nguyên thứ hạng\.$")
_COUNTED = re.compile(r" đã rà soát (\d+) tiêu chí[^.;]{0,30} bị trừ điểm, tổng số điểm bị trừ là ")
_TO_WORK_ON = re.compile(rf"nội dung “(.+)” \(chỉ số mới đạt {_NUMBER}%\)")


class OwnStanding:
    """The check for one district's reports."""

    def __init__(self, district: AuditedDistrict) -> None:
        self._district = district
        self._has_any: dict[str, bool] = {}
        """By wording, whether a line tells any of it."""

    def fault(self, lines: Iterable[FilledLine], commune: AuditedCommune) -> str | None:
        """The first sentence that says something else than what was audited, as a Vietnamese clause; None for none."""
        known = self._has_any
        for line in lines:
            wording = line.wording
            if wording not in known:
                known[wording] = any(mark in wording for mark in _MARKS)
            if known[wording] and (told := self._line_fault(line.text, commune)):
                return told
        return None

    def _line_fault(self, text: str, commune: AuditedCommune) -> str | None:
        result, before, counted = _RESULT.match(text), _BEFORE.match(text), _COUNTED.search(text)
        if result is not None:
            return self._result_fault(text, int(result[1]), commune)
        if counted is not None and int(counted[1]) != len(commune.deducted()):
            return f"văn bản ghi {counted[1]} tiêu chí bị trừ điểm, đúng ra là {len(commune.deducted())}"
        if before is not None:
            return self._before_fault(text, before, commune)
        task = _TO_WORK_ON.search(text)
        return _task_fault(task, commune) if task is not None else None

    def _result_fault(self, text: str, year: int, commune: AuditedCommune) -> str | None:
        if year != self._district.year:
            # a sentence of the office's own about another year may stand there, too
            is_this_year = f" đạt {written(commune.total.score)}/{written(commune.total.max_points)} điểm" in text
            last = self._last(commune)
            is_last_year = last is not None and (last.total.score, year) == (
                commune.total.score,
                self._district.year - 1,
            )
            return (
                f"văn bản ghi số liệu năm {self._district.year} là của năm {year}"
                if is_this_year and not is_last_year
                else None
            )
        rank, grade = _RANK.search(text), _GRADE.search(text)
        right = str(commune.rank), str(len(self._district.communes))
        if rank is not None and rank.groups() != right:
            return f"văn bản ghi xếp thứ {'/'.join(rank.groups())}, thứ hạng đã kiểm tra là {'/'.join(right)}"
        if grade is not None and grade[1] != (commune.grade or "").rstrip(" .;"):
            return f"văn bản ghi xếp loại {grade[1]}, xếp loại đã kiểm tra là {commune.grade or 'để trống'}"
        return None

    def _last(self, commune: AuditedCommune) -> AuditedCommune | None:
        before = self._district.previous
        return before.commune_of(commune.name) if before is not None else None

    def _before_fault(self, text: str, found: re.Match[str], commune: AuditedCommune) -> str | None:
        before, last = self._district.previous, self._last(commune)
        if before is None or last is None:
            return f"câu “{text}” so sánh với năm không có số liệu"
        year, score, maximum, index, rank, ranked, now, way, change = found.groups()
        by_index = index is not None
        moved = (
            Fraction(commune.total.index - last.total.index)
            if by_index
            else Fraction(commune.total.score) - Fraction(last.total.score)
        )
        pairs = (
            (score, last.total.score),
            (maximum, last.total.max_points),
            (index, last.total.index),
            (change, abs(moved)),
        )
        is_right = (
            (int(year), int(now)) == (before.year, self._district.year)
            and all(said is None or stands_for(_value(said), exact) for said, exact in pairs)
            and (rank is None or (int(rank), int(ranked)) == (last.rank, len(before.communes)))
            and way == ("tăng" if moved > 0 else "giảm" if moved < 0 else "không")
            and _moved_places(text) in (None, last.rank - commune.rank)
        )
        return None if is_right else f"câu “{text}” không đúng với số liệu đã kiểm tra của hai năm"


def _moved_places(text: str) -> int | None:
    """How many places up the sentence says; None where it does not say."""
    found = _PLACES.search(text)
    if found is None:
        return None
    return 0 if found[3] else int(found[2]) * (1 if found[1] == "tăng" else -1)


def _task_fault(found: re.Match[str], commune: AuditedCommune) -> str | None:
    name = squeezed_name(found[1])
    named = [n for n in commune.nodes if squeezed_name(n.name) == name]
    if not named or any(stands_for(_value(found[2]), n.index) for n in named):
        return None
    return f"văn bản ghi chỉ số của “{found[1]}” mới đạt {found[2]}%, khác số đã kiểm tra"


def _value(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))
