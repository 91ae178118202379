"""Builds the message that carries a report: headers nobody can slip a line into, file names every client shows right."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from email import base64mime, quoprimime
from email.header import Header
from email.utils import format_datetime
from urllib.parse import quote

from .addresses import Mailbox
from .letter import Letter

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PDF = "application/pdf"
_CRLF = b"\r\n"


@dataclass(frozen=True, slots=True)
class Part:
    """One attached file."""

    name: str
    """As the people who get it see it."""
    data: bytes

    @property
    def kind(self) -> str:
        """The MIME type, by the name's ending."""
        return _PDF if self.name.endswith(".pdf") else _DOCX


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """Who writes to whom, as one message's headers have it."""

    sender: Mailbox
    to: tuple[Mailbox, ...]
    cc: tuple[str, ...] = ()
    reply_to: str = ""
    message_id: str
    replaces: str = ""
    """The Message-ID of the message that this one takes the place of; "" for none."""
    date: datetime
    """With its time zone."""

    @property
    def recipients(self) -> tuple[str, ...]:
        """Every address that gets the message, each once."""
        return tuple({a.casefold(): a for a in (*(m.address for m in self.to), *self.cc)}.values())


def message_id(authority: str, year: int, commune: str, sha256: str, sender: str) -> str:
    """The Message-ID of a commune's report: the same report always has the same. `sender` is a bare address."""
    digest = hashlib.sha256("\0".join((authority, str(year), commune, sha256)).encode()).hexdigest()
    return f"<{digest[:40]}.cchc@{sender.rpartition('@')[2]}>"


def built_message(envelope: Envelope, letter: Letter, parts: tuple[Part, ...]) -> bytes:
    """The whole message as it goes over the wire: ASCII, lines of CRLF, none longer than 998 characters.

    The same envelope, letter and parts give the same bytes. Written out here, not by the library's `EmailMessage`: that
    takes a value like "=?utf-8?q?=0ABcc:..?=" for one encoded already, line break included, and cuts long file names into
    numbered pieces (RFC 2231, section 3), which old programs do not join.
    """
    # no line of base64 or quoted-printable begins so
    boundary = f"=_cchc_{hashlib.sha256(envelope.message_id.encode()).hexdigest()[:32]}"
    pieces = [_headed(_top_headers(envelope, letter, boundary)), b""]
    for header, body in (_text(letter.body), *map(_attached, parts)):
        pieces += [f"--{boundary}".encode(), _headed(header), b"", body]
    return _CRLF.join([*pieces, f"--{boundary}--".encode(), b""])


def _top_headers(envelope: Envelope, letter: Letter, boundary: str) -> dict[str, str]:
    replaces = _token(envelope.replaces)
    return {
        "From": _shown(envelope.sender),
        "To": ",\r\n ".join(map(_shown, envelope.to)),
        "Cc": ",\r\n ".join(map(_token, envelope.cc)),
        "Reply-To": _token(envelope.reply_to),
        "Subject": _words(letter.subject, "Subject: "),
        "Date": format_datetime(envelope.date),
        "Message-ID": _token(envelope.message_id),
        "In-Reply-To": replaces,
        "References": replaces,
        "MIME-Version": "1.0",
        "Content-Type": f'multipart/mixed;\r\n boundary="{boundary}"',
    }


def _text(body: str) -> tuple[dict[str, str], bytes]:
    # every octet as the quoted-printable encoder takes it: one character
    octets = body.encode("utf-8", "replace").decode("latin-1")
    headers = {
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Language": "vi",
        "Content-Transfer-Encoding": "quoted-printable",
    }
    return headers, quoprimime.body_encode(octets, eol="\r\n").encode("ascii")


def _attached(part: Part) -> tuple[dict[str, str], bytes]:
    """A file, its name told in both ways that mail programs know, as Thunderbird does."""
    name = _one_line(part.name)
    headers = {
        "Content-Type": f'{part.kind};\r\n name="{_words(name, " name=")}"',
        "Content-Transfer-Encoding": "base64",
        "Content-Disposition": f"attachment;\r\n filename*=utf-8''{quote(name, safe='')}",
    }
    return headers, base64mime.body_encode(part.data, eol="\r\n").rstrip("\r\n").encode("ascii")


def _headed(headers: dict[str, str]) -> bytes:
    return "".join(f"{name}: {value}\r\n" for name, value in headers.items() if value)[:-2].encode("ascii")


def _shown(one: Mailbox) -> str:
    words = _words(one.name, "Reply-To: ")
    return f"{words}\r\n <{_token(one.address)}>" if words else _token(one.address)


def _words(text: str, after: str) -> str:
    """Any text as encoded words (RFC 2047), folded for a line that begins with `after`."""
    return Header(_one_line(text), "utf-8", maxlinelen=76, header_name=after.rstrip(": ")).encode(linesep="\r\n")


def _token(text: str) -> str:
    """An address or a Message-ID, which hold nothing that ends a line or begins another address."""
    if not text.isascii() or not text.isprintable() or set(text) & set(" ,;"):
        raise ValueError("not an address or a Message-ID")
    return text


def _one_line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
