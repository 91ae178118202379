"""Batches of finished messages, settings for the server on loopback, and a run over them."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from cchc_excel.mail.dispatch import Dispatched, Outgoing, Timeouts, dispatch
from cchc_excel.mail.ledger import Entry, Ledger

SENDER = "cchc@thanhha.example"
USER = SENDER
AUTHORITY = "UBND huyện Thanh Hà"
QUICK = Timeouts(reply=2, after_data=2)


@dataclass(frozen=True)
class Settings:
    """As `MailSettings`, with waits a test can wait."""

    port: int
    server: str = "localhost"
    security: str = "starttls"
    user: str = USER
    ca_file: Path | None = None
    per_minute: int = 0
    first_wait: float = 0.01


def outgoing(number: int = 0, *, size: int = 2000, addresses: Sequence[str] = (), **more: object) -> Outgoing:
    """The message of commune `number`; its lines begin with dots now and then."""
    message_id = f"<{number:03}.cchc@thanhha.example>"
    head = f"From: <{SENDER}>\r\nMessage-ID: {message_id}\r\nSubject: Bao cao {number}\r\n\r\n".encode()
    line = b".dong co dau cham o dau\r\n..\r\n.\r\n" + b"y" * 70 + b"\r\n"
    data = head + line * (size // len(line) + 1)
    one = Outgoing(
        message_id=message_id,
        authority=AUTHORITY,
        year=2022,
        commune=f"Xã {number:03}",
        sha256=sha256(message_id.encode()).hexdigest(),
        subject=f"Báo cáo {number}",
        envelope_from=SENDER,
        addresses=tuple(addresses) or (f"xa{number:03}@thanhha.example",),
        size=len(data),
        make=lambda: data,
    )
    return replace(one, **more)  # type: ignore[arg-type]


def batch(count: int, *, is_double: bool = False, large: int = 0) -> list[Outgoing]:
    """So many messages; each for two addresses of its commune, if wanted; every tenth of `large` bytes, if given."""
    return [
        outgoing(
            n,
            addresses=(f"xa{n:03}@thanhha.example", f"phu{n:03}@thanhha.example")[: 1 + is_double],
            size=large if large and n % 10 == 0 else 2000,
        )
        for n in range(count)
    ]


def sent(
    outputs: Path,
    planned: Sequence[Outgoing],
    settings: Settings,
    password: Callable[[], str],
    step: Callable[[int, int, str], None] = lambda done, of, what: None,
    timeouts: Timeouts = QUICK,
) -> Dispatched:
    """One `cchc send`, from opening the ledger to closing it; no file it leaves, the open log included, holds the password."""
    with Ledger.open(outputs) as ledger:
        result = dispatch(planned, ledger, settings, password, step, timeouts=timeouts)
        for path in outputs.iterdir():
            assert not shown(password(), path.read_bytes()), path
    assert not shown(password(), repr(result).encode())
    return result


def shown(password: str, data: bytes) -> list[bytes]:
    """The forms of the password that are in the data."""
    plain = password.encode()
    forms = [
        plain,
        b64encode(plain),
        b64encode(b"\0" + USER.encode() + b"\0" + plain),
        plain.hex().encode(),
        quote(plain).encode(),
    ]
    return [form for form in forms if form in data]


def entries(outputs: Path) -> dict[str, Entry]:
    """What the ledger has, by Message-ID."""
    with Ledger.look(outputs) as ledger:
        return {entry.message_id: entry for entry in ledger.everything()}
