"""Decides what would go to whom, and says why the rest would not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ..model.send_list import SendItem, SendList
from .addresses import Mailbox, mailboxes
from .attachment import Attachment, Refusal
from .letter import Earlier
from .message import message_id
from .past import Fate, Past

_NO_REPORT = (
    "Chưa có báo cáo: cchc run đã giữ báo cáo lại vì không khớp số liệu. Sửa mẫu báo cáo rồi chạy lại cchc run."
)
_GONE = (
    "Danh sách gửi không còn đơn vị này, mà thư trước chưa rõ đã tới hay chưa. Hãy hỏi, rồi ghi là xong bằng: cchc send --mark-sent "
    '"{}"'
)
_LONGEST_NAME = 200
MOST_ADDRESSES = 50
"""Addresses of one commune: more are a mistake in the contacts."""


class Why(StrEnum):
    """Why no message goes to a commune."""

    NO_ADDRESS = "no_address"
    FAULTY_ADDRESS = "faulty_address"
    ERRORS = "errors"
    ATTACHMENT = "attachment"
    NO_REPORT = "no_report"
    UNKNOWN = "unknown"
    SENT = "sent"
    OTHER_ADDRESS = "other_address"
    """It was sent, but the contacts have another address by now."""


@dataclass(frozen=True, slots=True)
class Left:
    """A commune that no message goes to."""

    commune: str
    """The display name."""
    why: Why
    reason: str
    """A Vietnamese sentence, or several."""
    past: Past | None = None
    """The message that carries this very report."""
    emails: tuple[str, ...] = ()
    """As the contacts give them."""

    @property
    def is_settled(self) -> bool:
        """Whether there is nothing left to do."""
        return self.why is Why.SENT


@dataclass(frozen=True, slots=True)
class Planned:
    """A message that would go."""

    item: SendItem
    to: tuple[Mailbox, ...]
    attachment: Attachment
    message_id: str
    earlier: Earlier | None
    """What it takes the place of."""
    past: Past | None = None
    """The message itself, where the ledger has it already."""
    reached: frozenset[str] = frozenset()
    """Addresses, in small letters, that this very report went to in an earlier message."""

    @property
    def commune(self) -> str:
        """The display name."""
        return self.item.commune

    @property
    def emails(self) -> tuple[str, ...]:
        """As the contacts give them."""
        return self.item.emails


@dataclass(frozen=True, slots=True)
class Choices:
    """Communes' display names that an officer has decided about."""

    force: Collection[str] = ()
    """Send although there are error findings."""
    resend: Collection[str] = ()
    """Send again what may have arrived, or what went to an address that the contacts do not have any more."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What would go, and what not."""

    planned: tuple[Planned, ...]
    left: tuple[Left, ...]

    @property
    def held_back(self) -> tuple[Left, ...]:
        """What somebody has to look at."""
        return tuple(left for left in self.left if not left.is_settled)


def plan(
    listed: SendList,
    attachments: Mapping[str, Attachment | Refusal],
    past: Mapping[str, Sequence[Past]],
    sender: str,
    choices: Choices,
) -> Plan:
    """Goes through the list in its order. `attachments` and `past`, oldest first, are by the commune's display name."""
    return gathered(
        listed,
        [
            decided(listed, item, attachments[item.commune], past.get(item.commune, ()), sender, choices)
            for item in listed.items
        ],
        past,
    )


def gathered(listed: SendList, decisions: Sequence[Planned | Left], past: Mapping[str, Sequence[Past]]) -> Plan:
    """The plan of what is `decided` of every item of the list, in its order, and of communes that have no item by now."""
    without = [Left(commune, Why.NO_REPORT, _NO_REPORT) for commune in listed.held_back]
    known = {one.commune for one in (*decisions, *without)}
    gone = [
        Left(commune, Why.UNKNOWN, _GONE.format(commune), unknown[-1])
        for commune, messages in past.items()
        if commune not in known and (unknown := [one for one in messages if one.fate is Fate.UNKNOWN])
    ]
    return Plan(
        tuple(one for one in decisions if isinstance(one, Planned)),
        (*(one for one in decisions if isinstance(one, Left)), *without, *gone),
    )


def decided(
    listed: SendList,
    item: SendItem,
    attached: Attachment | Refusal,
    past: Sequence[Past],
    sender: str,
    choices: Choices,
) -> Planned | Left:
    """What holds for one item: `attached` as its report was found, `past` what the ledger knows of its messages, oldest first."""
    sha256 = attached.sha256 if isinstance(attached, Attachment) else item.sha256
    # what went out before another report did is no longer what the commune has
    turn = max((n for n, one in enumerate(past, 1) if one.sha256 != sha256 and one.may_have_arrived), default=0)
    those = [one for one in past[turn:] if one.sha256 == sha256]
    same = those[-1] if those else None

    def left(why: Why, reason: str) -> Left:
        return Left(item.commune, why, reason, same, item.emails)

    reached = frozenset(a.casefold() for one in those if one.fate is Fate.SENT for a in one.addresses)
    further = _further(item, reached)
    # what has arrived, or may have, is told before what is wrong now
    if same is not None and item.commune not in choices.resend:
        if same.fate is Fate.UNKNOWN:
            return left(Why.UNKNOWN, _unknown(item, same))
        if same.fate is Fate.SENT and further:
            return left(Why.OTHER_ADDRESS, _moved(item, same, further))
    if same is not None and not further and (reached or same.fate is Fate.SENT):
        return left(Why.SENT, f"Đã gửi{_at(same)}.")
    if isinstance(attached, Refusal):
        return left(Why.ATTACHMENT, attached.reason)
    if item.errors and item.commune not in choices.force:
        return left(Why.ERRORS, _errors(item))
    try:
        to = further or _addressees(item)
    except _NobodyToSendTo as problem:
        return left(problem.why, str(problem))
    if same is not None and same.fate is not Fate.SENT:
        own = same.message_id
    else:
        # to other addresses it is another message, lest the server or the ledger takes it for the one that went
        which = "\n".join([sha256, *_again(sha256, past[:turn]), *sorted(one.address.casefold() for one in further)])
        own = message_id(listed.authority, listed.year, item.commune, which, sender)
    earlier = _earlier(one for one in past if one.sha256 != sha256)
    return Planned(item, to, attached, own, earlier, same if same is None or same.message_id == own else None, reached)


def _again(sha256: str, before: Sequence[Past]) -> list[str]:
    """What tells a message from an earlier one with the very same report, where another report went out in between."""
    return [before[-1].message_id] if any(one.sha256 == sha256 for one in before) else []


def _further(item: SendItem, reached: Collection[str]) -> tuple[Mailbox, ...]:
    """Addresses of the contacts that this very report has not gone to, where it has gone to others; none where one is faulty."""
    if not reached:
        return ()
    try:
        return tuple(one for one in _addressees(item) if one.address.casefold() not in reached)
    except _NobodyToSendTo:
        return ()


class _NobodyToSendTo(Exception):
    """The contacts give no address that can be used; `str()` says so."""

    def __init__(self, why: Why, told: str) -> None:
        super().__init__(told)
        self.why = why


def _addressees(item: SendItem) -> tuple[Mailbox, ...]:
    """Raises _NobodyToSendTo."""
    again = "trang “Danh bạ” rồi chạy lại cchc run."
    try:
        found = mailboxes(item.emails)
    except ValueError as problem:
        raise _NobodyToSendTo(Why.FAULTY_ADDRESS, f"Danh bạ ghi sai: {problem}. Sửa {again}") from problem
    if not found:
        raise _NobodyToSendTo(Why.NO_ADDRESS, f"Danh bạ chưa có địa chỉ thư. Thêm vào {again}")
    if len(found) > MOST_ADDRESSES:
        raise _NobodyToSendTo(Why.FAULTY_ADDRESS, f"Danh bạ ghi quá {MOST_ADDRESSES} địa chỉ thư. Sửa {again}")
    if len(found) == 1 and 0 < len(item.recipient) <= _LONGEST_NAME and not found[0].name:
        found = (Mailbox(item.recipient, found[0].address),)
    return found


def _earlier(others: Iterable[Past]) -> Earlier | None:
    """The last message with another report that has arrived, or may have."""
    arrived = [one for one in others if one.may_have_arrived]
    if not arrived:
        return None
    last = arrived[-1]
    return Earlier(last.message_id, last.changed, is_certain=last.has_arrived or last.fate is Fate.SENT)


def _errors(item: SendItem) -> str:
    codes = ", ".join(item.errors)
    return f'Số liệu còn lỗi ({codes}), xem sổ kiểm tra. Sửa rồi chạy lại cchc run; nếu vẫn gửi, thêm: --force "{item.commune}"'


def _moved(item: SendItem, same: Past, further: Iterable[Mailbox]) -> str:
    took = ", ".join(one for one in same.addresses if one not in same.refused)
    new = ", ".join(one.address for one in further)
    return (
        f"Đã gửi{_at(same)} tới {took}; danh bạ nay ghi {new}. Gửi "
        f'báo cáo ấy tới địa chỉ mới thì chạy: cchc send --send --resend "{item.commune}"'
    )


def _unknown(item: SendItem, same: Past) -> str:
    return (
        f"Chưa rõ thư đã tới hay chưa: mất kết nối ngay lúc gửi{_at(same)}. Hãy hỏi đơn vị; đã nhận thì chạy: cchc send --mark-sent "
        f'"{item.commune}"; chưa nhận thì chạy: cchc send --send --resend "{item.commune}"'
    )


def _at(one: Past) -> str:
    return f" {when(one.changed)}" if one.changed is not None else ""


def when(moment: datetime) -> str:
    """ "08:05 ngày 20/3/2023"."""
    return f"{moment:%H:%M} ngày {moment.day}/{moment.month}/{moment.year}"
