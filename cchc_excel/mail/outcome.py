"""What can come of an attempt to give a server a message, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server said, no password in it, fit to be shown on one line."""

    code: int
    """Three digits; -1 for what is no reply of a mail server."""
    words: str

    def __str__(self) -> str:
        return f"{self.code} {self.words}".strip()

    @property
    def is_yes(self) -> bool:
        """Done as asked."""
        return 200 <= self.code < 300

    @property
    def is_for_now(self) -> bool:
        """Refused, but it may be tried again."""
        return 400 <= self.code < 500

    @property
    def is_for_good(self) -> bool:
        """Refused, and would be again."""
        return 500 <= self.code < 600


class Stage(StrEnum):
    """Where it came to an end, which says how much else is concerned."""

    OPENING = "opening"
    """No connection yet: all messages."""
    SESSION = "session"
    """The connection is gone, or the server puts off its sender: likely all messages for now."""
    MESSAGE = "message"
    """This message alone."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The server has taken the message for at least one of the addresses needed."""

    reply: Reply
    put_off: Mapping[str, Reply] = field(default_factory=dict)
    """Addresses that may be tried again."""
    refused: Mapping[str, Reply] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refused:
    """The server has not taken the message, for certain."""

    reply: Reply
    stage: Stage
    is_permanent: bool
    refused: Mapping[str, Reply] | None = None
    """Addresses refused for good; None where it was not about addresses."""


@dataclass(frozen=True, slots=True)
class Lost:
    """The connection is gone."""

    before_data: bool
    """Whether the server cannot have the whole message; where it may, nobody knows what became of it."""
    stage: Stage
    told: str
    """What happened, a Vietnamese clause."""


@dataclass(frozen=True, slots=True)
class Unusable:
    """Nothing can be sent until somebody changes a setting. No message was given to the server."""

    line: str
    """One Vietnamese line with the way out."""


Outcome = Accepted | Refused | Lost | Unusable


class Trouble(Exception):
    """Carries an outcome up to the edge of the connection, and no further."""

    def __init__(self, outcome: Refused | Lost | Unusable) -> None:
        super().__init__(type(outcome).__name__)
        self.outcome = outcome
