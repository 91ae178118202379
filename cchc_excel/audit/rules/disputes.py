"""What most score sheets have otherwise than the scheme sheet, and scheme sheets that differ: findings of S01 to S03, told once."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.numbers import written_in_full
from ..case import Case
from ..laid_down import Dispute, Matter
from ..phrases import called
from ..registry import Found, Rule

_WHICH = "Đối chiếu với văn bản ban hành bộ tiêu chí, rồi sửa trang bộ tiêu chí hoặc các bảng điểm cho khớp."


def missing_from_most(case: Case, rule: Rule) -> Iterator[Found]:
    """Codes of the scheme sheet that most score sheets lack."""
    for dispute in _disputed(case, Matter.MISSING):
        node = case.scheme.get(dispute.code)
        name = node.name if node is not None else case.agreement.name(dispute.code)
        yield rule.finding(
            dispute.place,
            f"Bộ tiêu chí có mã {dispute.code} “{name}”, nhưng {dispute.sheets}/{len(case.communes)} bảng điểm không có mã này; "
            "cần xem bộ tiêu chí hay các bảng điểm đúng.",
            criterion=dispute.code,
            expected=dispute.code,
            advice=_WHICH,
        )


def unknown_to_the_scheme(case: Case, rule: Rule) -> Iterator[Found]:
    """Codes of most score sheets that the scheme sheet lacks."""
    for dispute in _disputed(case, Matter.UNKNOWN):
        yield rule.finding(
            dispute.place,
            f"Mã {dispute.code} “{case.scheme[dispute.code].name}” có ở {dispute.sheets}/{len(case.communes)} bảng điểm nhưng không có trong "
            "trang bộ tiêu chí; cần xem bộ tiêu chí hay các bảng điểm đúng.",
            criterion=dispute.code,
            actual=dispute.code,
            advice=_WHICH,
        )


def between_schemes(case: Case, rule: Rule) -> Iterator[Found]:
    """A scheme sheet against most score sheets, or against another scheme sheet: told once."""
    for dispute in _disputed(case, Matter.MAXIMUM):
        assert dispute.laid_down is not None and dispute.stated is not None
        yield rule.finding(
            dispute.place,
            f"Trang bộ tiêu chí ghi điểm tối đa của {called(dispute.code)} là {written_in_full(dispute.laid_down)}, nhưng "
            f"{dispute.sheets}/{len(case.communes)} bảng điểm ghi {written_in_full(dispute.stated)}; cần xem bên nào đúng. "
            f"Lần này tính theo {written_in_full(case.maxima[dispute.code])}.",
            criterion=dispute.code,
            expected=dispute.stated,
            actual=dispute.laid_down,
            advice=_WHICH,
        )
    other = case.agreement.contradiction
    if other is not None:
        what = (
            f"ghi điểm tối đa của {called(other.code)} là {written_in_full(other.stated)}, còn trang “{other.other.sheet}” ghi "
            f"{written_in_full(other.other_stated)}"
            if other.stated is not None and other.other_stated is not None
            else f"có mã {other.code}, còn trang “{other.other.sheet}” không có mã này"
        )
        yield rule.finding(
            other.place,
            f"Hai trang bộ tiêu chí không giống nhau: trang “{other.place.sheet}” {what}. Vì vậy bộ tiêu chí được lấy theo đa số "
            "các bảng điểm.",
            criterion=other.code,
            actual=other.stated,
            advice="Chỉ để lại trang bộ tiêu chí đang dùng của năm đánh giá.",
        )


def _disputed(case: Case, matter: Matter) -> list[Dispute]:
    return [d for d in case.agreement.disputes.values() if d.matter is matter]
