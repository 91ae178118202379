"""A real mail server on loopback, with STARTTLS or TLS and a login, that misbehaves on request."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from enum import Enum
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Self

import trustme
from aiosmtpd.smtp import SMTP, AuthResult

USER = "cchc@thanhha.example"
PASSWORD = "Mua-thu.2022/xa+huyen"

STAGES = (
    "CONNECT",
    "EHLO",
    "STARTTLS",
    "EHLO-TLS",
    "AUTH",
    "MAIL",
    "RCPT",
    "DATA",
    "CONTENT",
    "END",
    "KEPT",
    "RSET",
    "QUIT",
)
"""Where something can go wrong. CONTENT: within the message; END: the whole message is there, not yet kept; KEPT: it is."""


class Does(Enum):
    """What a server may do instead of answering."""

    DROP = "drop"
    HANG = "hang"
    DRIP = "drip"
    """A byte now and then, never a line."""
    FLOOD = "flood"
    """Lines of one reply, for ever."""


@dataclass
class Fault:
    """What is to go wrong: an answer (bytes, sent as they are, a line end added) or a `Does`, so many times."""

    stage: str
    """CONNECT, a command, EHLO-TLS for the second one; CONTENT: within the message; END: the whole message is there but not yet
    kept; KEPT: it is."""
    does: bytes | Does | Callable[[], None]
    times: int = 1
    where: str = ""
    """Only where the command holds this."""
    then_drop: bool = False
    then_hang: bool = False


@dataclass(frozen=True)
class Kept:
    """A message the server has taken upon itself."""

    message_id: str
    sender: str
    recipients: tuple[str, ...]
    data: bytes


class Certificates:
    """Who is trusted, and certificates of many kinds."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory()
        self._trusted = trustme.CA()
        self.ca_file = Path(self._folder.name, "ca.pem")
        self._trusted.cert_pem.write_to_path(str(self.ca_file))

    @cache  # noqa: B019 (one object for all tests)
    def context(self, kind: str = "good") -> ssl.SSLContext:
        """A server's side of TLS: good, other_host, expired, not_yet, self_signed, unknown_issuer."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        now = datetime.now(UTC)
        here = ("localhost", "127.0.0.1", "::1")
        if kind == "self_signed":
            own = trustme.CA()
            pem, key = own.cert_pem, own.private_key_pem
            with pem.tempfile() as first, key.tempfile() as second:
                context.load_cert_chain(first, second)
            return context
        issuer = trustme.CA() if kind == "unknown_issuer" else self._trusted
        made = {
            "other_host": lambda: issuer.issue_cert("khac.example"),
            "expired": lambda: issuer.issue_cert(*here, not_after=now - timedelta(days=1)),
            "not_yet": lambda: issuer.issue_cert(*here, not_before=now + timedelta(days=1)),
        }.get(kind, lambda: issuer.issue_cert(*here))()
        made.configure_cert(context)
        return context


@cache
def certificates() -> Certificates:
    """The same for all tests of a process."""
    return Certificates()


@dataclass
class MailServer:
    """Use as a context manager; `kept` is what it has taken, once for each time."""

    security: str = "starttls"
    certificate: str = "good"
    has_login: bool = True
    ways_left_out: tuple[str, ...] = ()
    """Of logging in."""
    size_limit: int = 32 * 1024 * 1024
    faults: list[Fault] = field(default_factory=list)
    slowness: Callable[[], float] = lambda: 0.0
    """Seconds it takes over each answer to a whole message, before and after it is kept."""
    kept: list[Kept] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    """Commands; what logs in is cut."""
    connections: int = 0
    port: int = 0

    def __enter__(self) -> Self:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._server = asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result(10)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    @property
    def message_ids(self) -> list[str]:
        """Of what it has taken, in order."""
        return [one.message_id for one in self.kept]

    @property
    def deliveries(self) -> list[tuple[str, str]]:
        """Message-ID and address, in order: none may be there twice."""
        return [(one.message_id, address) for one in self.kept for address in one.recipients]

    def heard_of(self, command: str) -> list[str]:
        """The commands that begin so."""
        return [line for line in self.heard if line.startswith(command)]

    def due(self, stage: str, text: str = "") -> Fault | None:
        """The next thing to go wrong there."""
        for fault in self.faults:
            if fault.stage == stage and fault.times > 0 and fault.where in text:
                fault.times -= 1
                return fault
        return None

    async def _listen(self) -> asyncio.Server:
        context = None if self.security == "none" else certificates().context(self.certificate)
        direct = context if self.security == "tls" else None
        return await self._loop.create_server(lambda: self._protocol(context), "127.0.0.1", 0, ssl=direct)

    def _protocol(self, context: ssl.SSLContext | None) -> SMTP:
        self.connections += 1
        return _Protocol(
            self,
            hostname="mail.thanhha.example",
            tls_context=context if self.security == "starttls" else None,
            require_starttls=self.security == "starttls",
            authenticator=self._authenticate,
            auth_required=self.has_login,
            auth_exclude_mechanism=self.ways_left_out,
            auth_require_tls=self.security == "starttls",
            data_size_limit=self.size_limit,
            loop=self._loop,
        )

    def _authenticate(self, server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        is_right = (data.login.decode(), data.password.decode()) == (USER, PASSWORD)
        return AuthResult(success=is_right, handled=False)

    async def _close(self) -> None:
        self._server.close()
        mine = asyncio.current_task()
        others = [task for task in asyncio.all_tasks() if task is not mine]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)


class _Handler:
    """What aiosmtpd asks about whole messages."""

    def __init__(self, server: MailServer) -> None:
        self._server = server

    async def handle_DATA(self, smtp: _Protocol, session: Any, envelope: Any) -> str:
        server = self._server
        await asyncio.sleep(server.slowness())
        if (fault := server.due("END")) and await smtp.does(fault):
            return smtp.no_more()
        if smtp.is_gone:
            return smtp.no_more()
        data = bytes(envelope.content)
        message_id = str(message_from_bytes(data)["Message-ID"])
        server.kept.append(Kept(message_id, envelope.mail_from, tuple(envelope.rcpt_tos), data))
        await asyncio.sleep(server.slowness())
        if (fault := server.due("KEPT")) and await smtp.does(fault):
            return smtp.no_more()
        return f"250 2.0.0 kept as {len(server.kept)}"


class _Protocol(SMTP):
    """aiosmtpd's server, each command of which can be spoilt."""

    def __init__(self, server: MailServer, **options: Any) -> None:
        self._mine = server
        self._is_greeted = False
        self._is_silent = False
        super().__init__(_Handler(server), **options)

    @property
    def is_gone(self) -> bool:
        return self.transport is None or self.transport.is_closing()

    def no_more(self) -> str:
        """What a handler gives back when the answer was given already."""
        self._is_silent = True
        return ""

    async def push(self, status: Any) -> None:
        if not self._is_greeted:
            self._is_greeted = True
            if await self._is_spoilt("CONNECT"):
                return
        if self._is_silent:
            self._is_silent = False
            return
        await super().push(status)

    async def does(self, fault: Fault) -> bool:
        """Whether the usual answer must not follow."""
        what = fault.does
        if callable(what) and not isinstance(what, Does):
            what()
            return False
        if isinstance(what, bytes):
            self._writer.write(what + b"\r\n")
            with suppress(ConnectionError):
                await self._writer.drain()
        elif what is Does.DROP:
            await self._abort()
        elif what is Does.HANG:
            await asyncio.sleep(3600)
        elif what is Does.DRIP:
            while not self.is_gone:
                self._writer.write(b"2")
                await self._writer.drain()
                await asyncio.sleep(0.02)
        elif what is Does.FLOOD:
            while not self.is_gone:
                self._writer.write(b"250-" + b"x" * 500 + b"\r\n")
                await self._writer.drain()
                await asyncio.sleep(0)
        if fault.then_hang:
            await asyncio.sleep(3600)
        if fault.then_drop:
            await asyncio.sleep(0.02)
            await self._abort()
        return True

    async def _abort(self) -> None:
        transport = self._original_transport or self.transport
        if transport is not None:
            transport.abort()
        # cancelled as soon as the loop has seen it
        await asyncio.sleep(5)

    async def _is_spoilt(self, stage: str, text: str = "") -> bool:
        fault = self._mine.due(stage, text)
        return fault is not None and await self.does(fault)

    async def _heard(self, stage: str, arg: str | None) -> bool:
        shown = (arg or "").partition(" ")[0] if stage == "AUTH" else arg or ""
        self._mine.heard.append(f"{stage} {shown}".strip())
        return await self._is_spoilt(stage, arg or "")

    async def smtp_EHLO(self, arg: str) -> None:
        if not await self._heard("EHLO" if self._tls_protocol is None else "EHLO-TLS", arg):
            await super().smtp_EHLO(arg)

    async def smtp_STARTTLS(self, arg: str) -> None:
        if not await self._heard("STARTTLS", arg):
            await super().smtp_STARTTLS(arg)

    async def smtp_AUTH(self, arg: str) -> None:
        if not await self._heard("AUTH", arg):
            await super().smtp_AUTH(arg)

    async def smtp_MAIL(self, arg: str | None) -> None:
        if not await self._heard("MAIL", arg):
            await super().smtp_MAIL(arg)

    async def smtp_RCPT(self, arg: str | None) -> None:
        if not await self._heard("RCPT", arg):
            await super().smtp_RCPT(arg)

    async def smtp_RSET(self, arg: str) -> None:
        if not await self._heard("RSET", arg):
            await super().smtp_RSET(arg)

    async def smtp_QUIT(self, arg: str) -> None:
        if not await self._heard("QUIT", arg):
            await super().smtp_QUIT(arg)

    async def smtp_DATA(self, arg: str) -> None:
        if await self._heard("DATA", arg):
            return
        if fault := self._mine.due("CONTENT"):
            await super().push("354 go on")
            await self._reader.readuntil(b"\r\n")
            if await self.does(fault):
                return
        await super().smtp_DATA(arg)


@contextmanager
def mail_server(*faults: Fault, **options: Any) -> Iterator[MailServer]:
    """A server that runs while it lasts."""
    with MailServer(faults=list(faults), **options) as server:
        yield server


def twice(pairs: Iterable[object]) -> list[object]:
    """What is there more than once."""
    seen: set[object] = set()
    return [one for one in pairs if one in seen or seen.add(one)]  # type: ignore[func-returns-value]
