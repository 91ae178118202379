"""Says what became of each message, and of each commune that none has gone to: what needs a look first comes first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from ..model.send_list import SendList
from ..writers.mail_status import StatusRow
from .past import Fate, Past
from .plan import Left, Plan, Planned, Why

STATES = {
    "unknown": "Chưa rõ",
    "failed": "Bị từ chối",
    "held": "Bị giữ lại",
    "ready": "Chờ gửi",
    "sent": "Đã gửi",
    "replaced": "Đã thay",
}
"""In the order in which they are told."""


def status_rows(listed: SendList, made: Plan, past: Mapping[str, Sequence[Past]]) -> tuple[StatusRow, ...]:
    """A row for each message of the ledger, and one for each commune whose report is in none of them."""
    decided: dict[str, Planned | Left] = {one.commune: one for one in made.planned}
    decided |= {one.commune: one for one in made.left}
    rows = [row for name in decided for row in _of(listed, decided[name], past.get(name, ()))]
    # of a commune that the workbooks do not have any more, what is in the ledger is told all the same
    rows += [_told(listed, name, one, one.fate.value) for name in past if name not in decided for one in past[name]]
    order = list(STATES)
    return tuple(sorted(rows, key=lambda row: order.index(row.kind)))


def _of(listed: SendList, decided: Planned | Left, past: Sequence[Past]) -> Iterator[StatusRow]:
    """What holds for the report as it is now, then the messages that carried others."""
    own = decided.past
    is_all = own is not None and (isinstance(decided, Planned) or decided.why in (Why.SENT, Why.UNKNOWN))
    if own is not None and is_all:
        reason = decided.reason if own.fate is Fate.UNKNOWN and isinstance(decided, Left) else ""
        yield _told(listed, decided.commune, own, own.fate.value, reason)
    else:
        yield _untold(listed, decided)
    for one in past:
        # what the first row says already
        if one is own and (is_all or one.fate is not Fate.SENT):
            continue
        is_over = own is not None and own.fate is Fate.SENT and one.sha256 != own.sha256
        has_gone = one.fate in (Fate.SENT, Fate.UNKNOWN)
        yield _told(listed, decided.commune, one, one.fate.value if has_gone and not is_over else "replaced")


def _told(listed: SendList, commune: str, one: Past, kind: str, reason: str = "") -> StatusRow:
    return StatusRow(
        authority=listed.authority,
        year=listed.year,
        commune=commune,
        kind=kind,
        state=STATES[kind],
        when=_when(one.changed) if one.changed is not None else "",
        addresses=", ".join(one.addresses),
        told=reason or one.reply,
        attempts=one.attempts,
        message_id=one.message_id,
    )


def _when(moment: datetime) -> str:
    """ "20/3/2023 08:05"."""
    return f"{moment.day}/{moment.month}/{moment.year} {moment:%H:%M}"


def _untold(listed: SendList, decided: Planned | Left) -> StatusRow:
    kind = "held" if isinstance(decided, Left) else "ready"
    return StatusRow(
        authority=listed.authority,
        year=listed.year,
        commune=decided.commune,
        kind=kind,
        state=STATES[kind],
        addresses=", ".join(decided.emails),
        told=decided.reason if isinstance(decided, Left) else "",
    )
