"""One planned message as it is handed over for sending."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


class Withheld(Exception):
    """The message must not go as it was planned; `str()` is a Vietnamese sentence, or several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One commune's message: what goes over the wire, and what the ledger keeps of it.

    Raises ValueError for what could slip a line or a command into the dialogue with the server.
    """

    message_id: str
    """With its angle brackets, as in the header."""
    authority: str
    year: int
    commune: str
    """The commune's display name."""
    sha256: str
    """Of the attached .docx."""
    pdf_sha256: str | None = None
    subject: str
    envelope_from: str
    """The bare address that bounces go to."""
    addresses: tuple[str, ...]
    """The commune's bare addresses, at least one. The message counts as sent when one of them has accepted it and none is put off."""
    copies: tuple[str, ...] = ()
    """Bare addresses that get it, too (cc), but only together with the commune: their "yes" alone does not make it sent."""
    size: int
    """Of the whole message, in bytes, as it was planned."""
    make: Callable[[], bytes] = field(repr=False, compare=False)
    """The whole message, lines of CRLF, made anew of what lies on the disk now. Raises Withheld where that is not what was planned."""
    replaces: str = ""
    """The Message-ID of the earlier message it takes the place of."""

    def __post_init__(self) -> None:
        """Checks what a command line of the dialogue is made of."""
        if not self.addresses:
            raise ValueError("a message for nobody")
        for address in (self.envelope_from, *self.addresses, *self.copies):
            if not (address.isascii() and address.isprintable() and "@" in address) or set(address) & set("<> ,;"):
                raise ValueError("not a bare address")

    def data(self) -> bytes:
        """What goes over the wire, to be asked for right before it goes. Raises Withheld."""
        data = self.make()
        if not data.count(b"\r\n") == data.count(b"\n") == data.count(b"\r"):
            raise ValueError("line breaks other than CRLF")
        return data

    @property
    def everyone(self) -> tuple[str, ...]:
        """Every address once, the commune's first."""
        found: dict[str, str] = {}
        for address in (*self.addresses, *self.copies):
            found.setdefault(address.casefold(), address)
        return tuple(found.values())
