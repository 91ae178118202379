"""What the ledger keeps of one message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class State(StrEnum):
    """How far a message has come."""

    READY = "ready"
    """Not at the server, for certain (or only at some of its addresses: see the deliveries)."""
    SENDING = "sending"
    """The server was about to be given the message. Found by a later process, its fate is unknown."""
    SENT = "sent"
    FAILED = "failed"
    """Refused for good."""


class DeliveryState(StrEnum):
    """How far a message has come on its way to one address."""

    WAITING = "waiting"
    OFFERED = "offered"
    """Named to the server for the message under way."""
    ACCEPTED = "accepted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message's way to one address."""

    address: str
    state: DeliveryState
    reply: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A message as the ledger knows it."""

    message_id: str
    authority: str
    year: int
    commune: str
    sha256: str
    pdf_sha256: str | None
    subject: str
    size: int
    state: State
    reply: str
    """The server's last words about it."""
    attempts: int
    replaces: str
    created: datetime
    changed: datetime
    deliveries: tuple[Delivery, ...]

    @property
    def refused(self) -> tuple[Delivery, ...]:
        """Addresses that the server did not take, though it may have taken others."""
        return tuple(d for d in self.deliveries if d.state is DeliveryState.REFUSED)
