"""What the ledger knows of a group's messages, as the plan takes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from .entry import Delivery, DeliveryState, Entry, State


class Fate(StrEnum):
    """What became of a message."""

    READY = "ready"
    """Not under way: not tried yet, or put off by the server."""
    UNKNOWN = "unknown"
    """The data went out, no reply came."""
    SENT = "sent"
    FAILED = "failed"
    """The server refused it for good."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What the ledger knows of one message to a commune."""

    message_id: str
    sha256: str
    """Of the report it carries."""
    fate: Fate
    reply: str = ""
    """The server's last words."""
    changed: datetime | None = None
    """In the officer's time zone."""
    addresses: tuple[str, ...] = ()
    """Bare addresses it is for."""
    refused: tuple[str, ...] = ()
    """Those of them that the server did not take."""
    attempts: int = 0
    has_arrived: bool = False
    """Whether one of the addresses has got it for certain."""

    @property
    def may_have_arrived(self) -> bool:
        """Whether somebody has got it, or may have."""
        return self.has_arrived or self.fate in (Fate.SENT, Fate.UNKNOWN)


_FATES = {State.READY: Fate.READY, State.SENDING: Fate.UNKNOWN, State.SENT: Fate.SENT, State.FAILED: Fate.FAILED}


def past_of(entries: Iterable[Entry]) -> dict[str, tuple[Past, ...]]:
    """By commune, oldest first, as `entries` are. A message that is under way now is one whose fate is unknown."""
    found: dict[str, tuple[Past, ...]] = {}
    for entry in entries:
        found[entry.commune] = (*found.get(entry.commune, ()), _past(entry))
    return found


def _past(entry: Entry) -> Past:
    return Past(
        message_id=entry.message_id,
        sha256=entry.sha256,
        fate=_FATES[entry.state],
        reply="; ".join(filter(None, (entry.reply, *(_not_there(d, entry.reply) for d in entry.refused)))),
        changed=entry.changed.astimezone(),
        addresses=tuple(d.address for d in entry.deliveries),
        refused=tuple(d.address for d in entry.refused),
        attempts=entry.attempts,
        has_arrived=any(d.state is DeliveryState.ACCEPTED for d in entry.deliveries),
    )


def _not_there(delivery: Delivery, told: str) -> str:
    """An address that did not take the message, with the server's words where they are others than those told already."""
    return f"không tới được {delivery.address}" + (f" ({delivery.reply})" if delivery.reply not in ("", told) else "")
