"""Words section III: which sub-criteria cost the district most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ...model.audited import AuditedDistrict, AuditedNode
from ...model.numbers import Exact, percent, written
from .. import losses
from ..losses import Loss
from ..report.notes import NBSP, clean
from ..report.wording import counted
from .phrasing import number, points, quoted, units

MOST_ROWS = 15
"""Sub-criteria in the table; the others are one line."""
_MOST_WORST = 5
"""Sub-criteria that the text itself names."""
_STANDS_OUT = 5
"""A sub-criterion with at least one in so many of the cases is named."""


@dataclass(frozen=True, slots=True)
class LossRow:
    """A row of the table of losses; attributes are the tags' names."""

    so: str
    ma: str
    ten: str
    diem: str
    so_don_vi: str
    ty_trong: str


@dataclass(frozen=True, slots=True)
class Costs:
    """The section, ready for the template."""

    opening: str
    rows: list[LossRow]
    rest: list[LossRow]
    """What the table does not tell one by one: a line, or none."""
    total: str
    worst: list[str]
    """Clauses about the costliest, with their punctuation; none where the opening has told all."""
    remarks: list[str]


def costs(district: AuditedDistrict) -> Costs:
    """What was lost, summed exactly over all communes."""
    ranked = losses.ranked(district.communes)
    if not ranked:
        who = "Các đơn vị" if len(district.communes) > 1 else "Đơn vị"
        kept = f"{who} đạt điểm tối đa ở tất cả tiêu chí thành phần; không có điểm nào bị trừ."
        return Costs(kept, [], [], "", [], [])
    lost = losses.total(ranked)
    shown, others = ranked[:MOST_ROWS], ranked[MOST_ROWS:]
    rows = [_row(loss, str(place), lost) for place, loss in enumerate(shown, 1)]
    rest = [_row(_together(others), "", lost)] if others else []
    return Costs(
        _opening(ranked, lost, len(shown)),
        rows,
        rest,
        points(lost),
        _worst(ranked, len(district.communes), lost),
        _remarks(district, ranked),
    )


def _row(loss: Loss, place: str, lost: Decimal) -> LossRow:
    return LossRow(
        so=place,
        ma=loss.code,
        ten=clean(loss.name),
        diem=points(loss.points),
        so_don_vi=str(loss.communes) if loss.communes else "",
        ty_trong=written(percent(loss.points, lost)),
    )


def _points(amount: Exact) -> str:
    return f"{points(amount)}{NBSP}điểm"


def _together(others: Sequence[Loss]) -> Loss:
    return Loss("", f"{number(len(others))} tiêu chí thành phần khác", losses.total(others), 0)


def _opening(ranked: Sequence[Loss], lost: Decimal, shown: int) -> str:
    cases = sum(loss.communes for loss in ranked)
    text = (
        f"Tính chung, số điểm bị trừ là {_points(lost)}, tại {counted(len(ranked), 'tiêu chí thành phần')} "
        f"({number(cases)}{NBSP}lượt trừ điểm)."
    )
    if shown == len(ranked):
        return text
    share = written(percent(losses.total(ranked[:shown]), lost))
    return f"{text} {counted(shown, 'tiêu chí thành phần')} mất nhiều điểm nhất chiếm {share}% tổng số điểm bị trừ."


def _worst(ranked: Sequence[Loss], every: int, lost: Decimal) -> list[str]:
    """The costliest one by one; where more cost the same than are told, so many as cost more than these."""
    shown = list(ranked[:_MOST_WORST])
    if len(ranked) > _MOST_WORST and ranked[_MOST_WORST].points == shown[-1].points:
        edge = shown[-1].points
        shown = [loss for loss in shown if loss.points > edge]
        alike = sum(loss.points == edge for loss in ranked)
        more = [
            f"{counted(alike, 'tiêu chí thành phần')} khác cùng mất {_points(edge)}"
            if shown
            else _all_alike(alike, edge)
        ]
    else:
        more = []
    told = [*(_one(loss, every, lost) for loss in shown), *more]
    return [f"{text}{'.' if place == len(told) else ';'}" for place, text in enumerate(told, 1)]


def _all_alike(count: int, each: Decimal) -> str:
    return f"{counted(count, 'tiêu chí thành phần')}, mỗi tiêu chí mất {_points(each)}"


def _one(loss: Loss, every: int, lost: Decimal) -> str:
    """ "1.5 “Sáng kiến”: mất 19,9 điểm (5,52% tổng số điểm bị trừ), 14/20 đơn vị bị trừ"."""
    share = written(percent(loss.points, lost))
    where = f", {loss.communes}/{units(every)} bị trừ" if every > 1 else ""
    return (
        f"{loss.code} {quoted(loss.name, loss.code)}: mất {_points(loss.points)} ({share}% tổng số điểm bị trừ){where}"
    )


def _remarks(district: AuditedDistrict, ranked: Sequence[Loss]) -> list[str]:
    every = len(district.communes)
    shared = sum(1 for loss in ranked if loss.communes == every)
    told = f"Có {counted(shared, 'tiêu chí thành phần')} mà đơn vị nào cũng bị trừ điểm."
    return [*([told] if every > 1 and shared else []), *filter(None, [_low(district)])]


def _low(district: AuditedDistrict) -> str:
    """Zero points, and fewer than the threshold."""
    deducted = [
        node
        for commune in district.communes
        for node in commune.deducted()
        if node.max_points and node.code not in commune.doubtful
    ]
    zero = [n for n in deducted if not n.score]
    threshold = district.information.threshold
    low = [n for n in deducted if n.score and n.index < threshold]
    told = []
    if zero:
        told.append(f"{number(len(zero))}{NBSP}trường hợp bị 0{NBSP}điểm{_mostly(zero)}")
    if low:
        told.append(
            f"{number(len(low))}{NBSP}trường hợp đạt trên 0{NBSP}điểm nhưng dưới {written(threshold)}% điểm tối đa{_mostly(low)}"
        )
    return f"Có {' và '.join(told)}." if told else ""


def _mostly(nodes: Sequence[AuditedNode]) -> str:
    """Where most of these cases are, where it stands out."""
    (code, count), *others = Counter(n.code for n in nodes).most_common(2)
    if count * _STANDS_OUT < len(nodes) or count < 2 or (others and others[0][1] == count):
        return ""
    return f" (nhiều nhất ở tiêu chí thành phần {code}: {number(count)}{NBSP}trường hợp)"
