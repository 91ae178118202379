"""Gives messages to the mail server over one connection, opened again when it is gone."""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NoReturn

from .dialogue import Dialogue
from .opening import ServerSettings, Timeouts, open_dialogue, stop, trusted
from .outcome import Accepted, Lost, Outcome, Refused, Reply, Stage, Trouble

__all__ = ["Connection", "Mailing", "ServerSettings", "Timeouts"]

BeforeData = Callable[[Sequence[str], Mapping[str, Reply]], None]
_LINE_WITH_DOT = re.compile(rb"^\.", re.MULTILINE)
_TOO_LARGE = 552


@dataclass(frozen=True, slots=True)
class Mailing:
    """One message as it is given to the server."""

    sender: str
    """The bare address that bounces go to."""
    data: bytes
    """The whole message, lines of CRLF."""
    to: Sequence[str]
    needed: Collection[str]
    """It goes only where one of these (any of `to`, where that is empty) is taken."""
    before_data: BeforeData
    """`before_data(taken, refused)` is called before the server is given the message; what it raises ends it there."""


class Connection:
    """The one connection of a run. What the server or the network does comes back as an Outcome, never as an exception."""

    def __init__(self, settings: ServerSettings, password: Callable[[], str], timeouts: Timeouts) -> None:
        self._settings = settings
        self._password = password
        self._timeouts = timeouts
        self._trust: ssl.SSLContext | None = None
        self._dialogue: Dialogue | None = None
        self._has_worked = False

    def send(self, one: Mailing) -> Outcome:
        """Gives the message to the server. Raises what `before_data` and the password's source raise."""
        try:
            is_reused = self._dialogue is not None
            try:
                return self._transaction(self._opened(), one)
            except _AtOnce as lost:
                # servers end connections that stood idle, or have carried many messages
                self._drop()
                if not is_reused:
                    return lost.outcome
            return self._transaction(self._opened(), one)
        except Trouble as trouble:
            if not isinstance(trouble.outcome, Refused) or trouble.outcome.stage is not Stage.MESSAGE:
                self._drop()
            return trouble.outcome
        except BaseException:
            self._drop()
            raise

    def close(self) -> None:
        """Says goodbye."""
        if self._dialogue is not None:
            self._dialogue.leave()
            self._dialogue = None

    def _drop(self) -> None:
        if self._dialogue is not None:
            self._dialogue.close()
            self._dialogue = None

    def _opened(self) -> Dialogue:
        if self._dialogue is None:
            if self._trust is None:
                self._trust = trusted(self._settings)
            self._dialogue = open_dialogue(
                self._settings, self._password, self._trust, self._timeouts, has_worked=self._has_worked
            )
            self._has_worked = True
        return self._dialogue

    def _transaction(self, d: Dialogue, one: Mailing) -> Outcome:
        reply = _begun(d, one)
        try:
            _expect_sender(reply)
            replies = _addressed(d, one.to)
            taken = [address for address, reply in replies.items() if reply.is_yes]
            refused = {address: reply for address, reply in replies.items() if reply.is_for_good}
            put_off = {a: reply for a, reply in replies.items() if not reply.is_yes and not reply.is_for_good}
            if not taken or (one.needed and not set(taken) & set(one.needed)):
                _none_taken(replies, one.needed or one.to, refused)
            one.before_data(taken, refused)
            _expect_data(d.ask("DATA"))
        except smtplib.SMTPServerDisconnected:
            raise Trouble(Lost(True, Stage.SESSION, "mất kết nối với máy chủ thư")) from None
        except Trouble as trouble:
            self._reset(d, trouble)
            raise
        return Accepted(self._delivered(d, one.data), put_off, refused)

    def _delivered(self, d: Dialogue, data: bytes) -> Reply:
        """Sends the message itself; what comes of it. Until its end is sent, the server must not keep it (RFC 5321, 4.1.1.4)."""
        try:
            d.put(_LINE_WITH_DOT.sub(b"..", data))
        except OSError:
            raise Trouble(_cut_short(d)) from None
        if d.has_unasked():
            # what it has said by now cannot be about the whole message, though it may sound so
            raise Trouble(_cut_short(d))
        try:
            d.put(b".\r\n" if data.endswith(b"\r\n") else b"\r\n.\r\n")
            reply = d.answer(self._timeouts.after_data)
        except (smtplib.SMTPServerDisconnected, OSError):
            raise Trouble(Lost(False, Stage.SESSION, "mất kết nối ngay sau khi gửi nội dung thư")) from None
        if reply.is_yes:
            return reply
        if reply.is_for_now or reply.is_for_good:
            stage = Stage.SESSION if reply.code == 421 else Stage.MESSAGE
            raise Trouble(Refused(reply, stage, is_permanent=reply.is_for_good))
        raise Trouble(Lost(False, Stage.SESSION, f"máy chủ thư trả lời lạ sau khi nhận nội dung thư: “{reply}”"))

    def _reset(self, d: Dialogue, trouble: Trouble) -> None:
        """Makes the server forget a message it refused, for the next one."""
        if not isinstance(trouble.outcome, Refused) or trouble.outcome.stage is not Stage.MESSAGE:
            return
        try:
            if not d.ask("RSET").is_yes:
                self._drop()
        except smtplib.SMTPServerDisconnected:
            self._drop()


class _AtOnce(Trouble):
    """The connection was gone before the message began."""


def _begun(d: Dialogue, one: Mailing) -> Reply:
    size = f" SIZE={len(one.data)}" if d.has_extn("size") else ""
    try:
        reply = d.ask(f"MAIL FROM:<{one.sender}>{size}")
    except smtplib.SMTPServerDisconnected:
        raise _AtOnce(Lost(True, Stage.SESSION, "máy chủ thư ngắt kết nối")) from None
    if reply.code == 421:
        raise _AtOnce(Refused(reply, Stage.SESSION, is_permanent=False))
    return reply


def _expect_sender(reply: Reply) -> None:
    if reply.is_yes:
        return
    if reply.code == _TOO_LARGE or reply.words.startswith(("5.3.4", "5.2.3")):
        raise Trouble(Refused(reply, Stage.MESSAGE, is_permanent=True))
    if reply.is_for_good:
        _settings_refused(reply)
    _for_now(reply, Stage.SESSION)


def _addressed(d: Dialogue, to: Sequence[str]) -> dict[str, Reply]:
    """What the server says of each address."""
    replies = {}
    for address in to:
        replies[address] = reply = d.ask(f"RCPT TO:<{address}>")
        if reply.code in (421, -1):
            _for_now(reply, Stage.SESSION)
        if reply.code == 530:
            _settings_refused(reply)
    return replies


def _none_taken(replies: Mapping[str, Reply], needed: Collection[str], refused: Mapping[str, Reply]) -> NoReturn:
    """Raises Trouble: put off if one of the addresses may still be taken."""
    first = {address: replies[address] for address in needed if address in replies}
    waiting = [reply for address, reply in first.items() if address not in refused]
    reply = waiting[0] if waiting else next(iter(first.values()))
    raise Trouble(Refused(reply, Stage.MESSAGE, is_permanent=not waiting, refused=refused))


def _expect_data(reply: Reply) -> None:
    if reply.code == 354:
        return
    if reply.code == 530:
        _settings_refused(reply)
    if reply.is_for_good:
        raise Trouble(Refused(reply, Stage.MESSAGE, is_permanent=True))
    _for_now(reply, Stage.SESSION if reply.code == 421 or not reply.is_for_now else Stage.MESSAGE)


def _for_now(reply: Reply, stage: Stage) -> NoReturn:
    """Raises Trouble: the same may go through later."""
    if reply.is_for_now:
        raise Trouble(Refused(reply, stage, is_permanent=False))
    raise Trouble(Lost(True, Stage.SESSION, f"máy chủ thư trả lời lạ: “{reply}”"))


def _settings_refused(reply: Reply) -> NoReturn:
    stop(
        f"Máy chủ thư không cho tài khoản này gửi từ địa chỉ gửi đã đặt: “{reply}”. Hãy kiểm tra các mục “dia_chi_gui” và "
        "“tai_khoan_thu”. Chưa có thư nào bị tính là lỗi."
    )


def _cut_short(d: Dialogue) -> Refused | Lost:
    """Why the server did not let the whole message through: in its own words, where it left any."""
    try:
        reply = d.answer(1)
    except smtplib.SMTPServerDisconnected:
        return Lost(True, Stage.SESSION, "mất kết nối khi đang gửi nội dung thư")
    if reply.is_for_good:
        return Refused(reply, Stage.SESSION, is_permanent=True)
    return Lost(True, Stage.SESSION, f"máy chủ thư ngắt giữa chừng: “{reply}”")
