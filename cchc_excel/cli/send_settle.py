"""Enters into the ledger what an officer has decided: an edited report that is right, a message that has arrived."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import click

from ..mail.attachment import Refusal, checked_attachment
from ..mail.entry import Entry, State
from ..mail.ledger import Ledger
from .console import say
from .send_groups import Group


def settle(groups: Sequence[Group], ledger: Ledger, *, accept: Collection[str], arrived: Collection[str]) -> None:
    """Communes are display names. Raises click.BadParameter where there is nothing to settle."""
    for commune in sorted(accept):
        told = [why for group in groups if (why := _accept(group, ledger, commune)) is not None]
        if "" not in told:
            none = f"báo cáo của {commune} không có bản sửa hay bản PDF nào chờ chấp nhận"
            raise click.BadParameter(next(iter(told), none), param_hint="--accept")
    for commune in sorted(arrived):
        unknown = _unknown(groups, ledger, commune)
        for entry in unknown:
            ledger.mark_sent(entry.message_id)
        if not unknown:
            _told_before(groups, ledger, commune, "--mark-sent", (State.SENT,))
            continue
        waits = any(ledger.state(entry.message_id) is State.READY for entry in unknown)
        rest = " Còn địa chỉ khác chưa nhận; chạy cchc send --send để gửi tiếp." if waits else ""
        say(f"Đã ghi: {commune} đã nhận được thư.{rest}")


def require_unknown(groups: Sequence[Group], ledger: Ledger, communes: Iterable[str]) -> None:
    """Says so where a commune's message has gone by now: a command that was broken off may be given once more as it was.

    Raises click.BadParameter where there never was a message.
    """
    for commune in sorted(communes):
        if not _unknown(groups, ledger, commune):
            _told_before(groups, ledger, commune, "--resend", tuple(State))


def let_go_again(groups: Sequence[Group], ledger: Ledger, communes: Iterable[str]) -> None:
    """Their messages of unknown fate are ready again."""
    for commune in communes:
        for entry in _unknown(groups, ledger, commune):
            ledger.resend(entry.message_id)


def _accept(group: Group, ledger: Ledger, commune: str) -> str | None:
    """ "" where what the group has of the commune's is accepted now; why it cannot be; None where there is nothing to accept."""
    listed = group.listed
    for item in listed.items:
        if item.commune == commune:
            known = ledger.accepted(listed.authority, listed.year, commune)
            found = checked_attachment(group.folder, item, listed, known)
            if isinstance(found, Refusal) and not found.sha256s:
                return found.reason
            if isinstance(found, Refusal):
                ledger.accept(listed.authority, listed.year, commune, found.sha256s)
                say(f"Đã chấp nhận tệp của {commune} như đang có (năm {listed.year}); sửa nữa thì phải chấp nhận lại.")
                return ""
            if found.attachment.is_edited:
                say(f"Tệp của {commune} như đang có đã được chấp nhận từ trước (năm {listed.year}).")
                return ""
    return None


def in_doubt(groups: Sequence[Group], ledger: Ledger) -> list[str]:
    """The communes that have a message of unknown fate, whether a list has them still or not."""
    return [entry.commune for entry in _unknown(groups, ledger)]


def _entries(groups: Sequence[Group], ledger: Ledger, commune: str | None = None) -> list[Entry]:
    return [e for g in groups for e in ledger.entries(g.listed.authority, g.listed.year, commune)]


def _unknown(groups: Sequence[Group], ledger: Ledger, commune: str | None = None) -> list[Entry]:
    return [entry for entry in _entries(groups, ledger, commune) if entry.state is State.SENDING]


def _told_before(groups: Sequence[Group], ledger: Ledger, commune: str, option: str, states: Collection[State]) -> None:
    """Raises click.BadParameter where the commune's last message is in none of the states."""
    entries = _entries(groups, ledger, commune)
    if not entries or entries[-1].state not in states:
        raise click.BadParameter(
            f"{commune} không có thư nào chưa rõ đã tới hay chưa; xem bằng lệnh: cchc send --status", param_hint=option
        )
    if entries[-1].state is State.SENT:
        say(f"{commune}: sổ gửi thư đã ghi là đã gửi, {option} không đổi gì.")
