"""What the ledger knows of a group's messages, as the plan takes it."""

from __future__ import annotations

from collections.abc import Iterable

from .entry import Delivery, DeliveryState, Entry, State
from .plan import Fate, Past

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
        attempts=entry.attempts,
        has_arrived=any(d.state is DeliveryState.ACCEPTED for d in entry.deliveries),
    )


def _not_there(delivery: Delivery, told: str) -> str:
    """An address that did not take the message, with the server's words where they are others than those told already."""
    return f"không tới được {delivery.address}" + (f" ({delivery.reply})" if delivery.reply not in ("", told) else "")
