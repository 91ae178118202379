"""Keeps what became of every message, so that none goes twice and none is forgotten, wherever the program is killed."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from ..errors import OutputError
from .entry import Delivery, DeliveryState, Entry, State
from .ledger_file import empty_ledger, faults_told, open_ledger_file, transaction
from .outgoing import Outgoing

__all__ = ["LEDGER_NAME", "Delivery", "DeliveryState", "Entry", "Ledger", "State"]

LEDGER_NAME = "so-gui-thu.sqlite3"
_AS_KEPT = (
    "message_id", "authority", "year", "commune", "sha256", "pdf_sha256", "subject", "size", "reply", "attempts", "replaces",
)  # fmt: skip


class Ledger:
    """The ledger beside the outputs; every change is on the disk when its method returns.

    Every method raises OutputError where the file cannot be read or written. Use it as a context manager.
    """

    def __init__(self, base: sqlite3.Connection, path: Path) -> None:
        self._base = base
        self._path = path

    @classmethod
    def open(cls, outputs: Path) -> Self:
        """The ledger of an outputs folder, made where there is none; for who holds the lock."""
        path = outputs / LEDGER_NAME
        return cls(open_ledger_file(path), path)

    @classmethod
    def look(cls, outputs: Path) -> Self:
        """The same for looking only: nothing is made where there is none."""
        path = outputs / LEDGER_NAME
        if not path.exists():
            return cls(empty_ledger(), path)
        ledger = cls.open(outputs)
        ledger._base.execute("PRAGMA query_only = ON")
        return ledger

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._base.close()

    # looking

    def entries(self, authority: str, year: int, commune: str | None = None) -> tuple[Entry, ...]:
        """The messages of one authority's year, or of one commune of it, oldest first."""
        where = "WHERE authority = ? AND year = ? AND (? IS NULL OR commune = ?)"
        return self._entries(where, (authority, year, commune, commune))

    def everything(self) -> tuple[Entry, ...]:
        """All messages, oldest first."""
        return self._entries("", ())

    def accepted(self, authority: str, year: int, commune: str) -> frozenset[str]:
        """Hashes of file contents that an officer has accepted for a commune."""
        with faults_told(self._path):
            rows = self._base.execute(
                "SELECT sha256 FROM accepted WHERE authority = ? AND year = ? AND commune = ?",
                (authority, year, commune),
            )
            return frozenset(str(sha256) for (sha256,) in rows)

    def events(self) -> tuple[tuple[str, str, str], ...]:
        """When, the Message-ID, what: all that was ever entered, oldest first."""
        with faults_told(self._path):
            return tuple(self._base.execute("SELECT at, message_id, what FROM event ORDER BY number"))

    # what an officer decides

    def accept(self, authority: str, year: int, commune: str, sha256s: Iterable[str]) -> None:
        """Keeps that an officer vouches for these contents."""
        with self._entering() as now:
            for sha256 in sha256s:
                self._base.execute(
                    "INSERT OR IGNORE INTO accepted VALUES (?, ?, ?, ?, ?)", (authority, year, commune, sha256, now)
                )
                self._log(now, "", f"accept {commune} {sha256}")

    def resend(self, message_id: str) -> bool:
        """A message of unknown fate may go again; whether it was one."""
        with self._entering() as now:
            return self._settled_by_hand(now, message_id, State.READY, DeliveryState.WAITING, "resend")

    def mark_sent(self, message_id: str) -> bool:
        """A message of unknown fate has arrived where it was offered; whether it was one. Who was put off still waits."""
        with self._entering() as now:
            state = State.READY if self._having(message_id, "waiting") else State.SENT
            return self._settled_by_hand(now, message_id, state, DeliveryState.ACCEPTED, "mark-sent")

    # what happens to a message

    def prepare(self, planned: Iterable[Outgoing]) -> None:
        """Enters messages as ready, all or none; one that had failed is ready again, others stay as they are.

        One that everybody it is for has got by now is sent.
        """
        with self._entering() as now:
            for one in planned:
                self._prepare(one, now)

    def outstanding(self, one: Outgoing) -> tuple[str, ...]:
        """The addresses that have not got it, in the message's order; none unless it is ready."""
        with faults_told(self._path):
            if self.state(one.message_id) is not State.READY:
                return ()
            waiting = {address.casefold() for address in self._having(one.message_id, "waiting")}
            return tuple(address for address in one.everyone if address.casefold() in waiting)

    def state(self, message_id: str) -> State | None:
        """How far a message has come; None where the ledger does not know it."""
        with faults_told(self._path):
            found = self._base.execute("SELECT state FROM message WHERE message_id = ?", (message_id,)).fetchone()
            return State(found[0]) if found else None

    def has_accepted(self, message_id: str, addresses: Collection[str]) -> bool:
        """Whether one of the addresses has got it."""
        with faults_told(self._path):
            got = {address.casefold() for address in self._having(message_id, "accepted")}
            return not got.isdisjoint(address.casefold() for address in addresses)

    def begin(self, message_id: str, offered: Collection[str], refused: Mapping[str, str]) -> None:
        """ready -> sending, before the server is given the message for `offered`; the refusals are for good."""
        with self._entering() as now:
            # what it says of another address of the same message stays
            reply = None if self._having(message_id, "accepted") else ""
            self._move(now, message_id, State.READY, State.SENDING, reply)
            self._deliveries(message_id, dict.fromkeys(offered, ""), DeliveryState.OFFERED)
            self._deliveries(message_id, refused, DeliveryState.REFUSED)
            self._log(now, message_id, f"sending to {', '.join(offered)}")

    def arrived(self, message_id: str, reply: str) -> State:
        """sending -> sent: the server has taken it; or -> ready, where some address still waits. Gives what it is now."""
        with self._entering() as now:
            state = State.READY if self._having(message_id, "waiting") else State.SENT
            self._move(now, message_id, State.SENDING, state, reply)
            self._offered(message_id, DeliveryState.ACCEPTED, reply)
            self._log(now, message_id, f"accepted: {reply}")
            return state

    def put_off(self, message_id: str, reply: str, refused: Mapping[str, str] | None = None) -> None:
        """Not at the server for certain; it may be tried again."""
        with self._entering() as now:
            self._back(now, message_id, State.READY, reply)
            self._offered(message_id, DeliveryState.WAITING, reply)
            self._deliveries(message_id, refused or {}, DeliveryState.REFUSED)
            self._log(now, message_id, f"put off: {reply}")

    def refuse(self, message_id: str, reply: str, refused: Mapping[str, str] | None = None) -> State:
        """Refused for good: -> failed; or -> sent, where the commune has got it at another address. Gives what it is now.

        `refused` are the addresses and the words about each; None for all that had no "yes".
        """
        with self._entering() as now:
            got = self._having(message_id, "accepted")
            state = State.SENT if got else State.FAILED
            self._back(now, message_id, state, None if got else reply)
            if refused is None:
                refused = dict.fromkeys(self._having(message_id, "waiting", "offered"), reply)
            self._deliveries(message_id, refused, DeliveryState.REFUSED)
            self._log(now, message_id, f"refused: {reply}")
            return state

    # within one transaction

    @contextmanager
    def _entering(self) -> Iterator[str]:
        with faults_told(self._path), transaction(self._base):
            yield datetime.now(UTC).isoformat(timespec="milliseconds")

    def _prepare(self, one: Outgoing, now: str) -> None:
        new = self._base.execute(
            "INSERT OR IGNORE INTO message (message_id, authority, year, commune, sha256, subject, size, state, created, changed) "
            "VALUES (?, ?, ?, ?, ?, '', 0, 'ready', ?, ?)",
            (one.message_id, one.authority, one.year, one.commune, one.sha256, now, now),
        ).rowcount
        changed = self._base.execute(
            "UPDATE message SET state = 'ready', subject = ?, size = ?, pdf_sha256 = ?, replaces = ? "
            "WHERE message_id = ? AND state IN ('ready', 'failed')",
            (one.subject, one.size, one.pdf_sha256, one.replaces, one.message_id),
        ).rowcount
        if not changed:
            return
        # who has not got it may have another address by now
        self._base.execute("DELETE FROM delivery WHERE message_id = ? AND state <> 'accepted'", (one.message_id,))
        self._base.executemany(
            "INSERT OR IGNORE INTO delivery (message_id, address, state) VALUES (?, ?, 'waiting')",
            ((one.message_id, address) for address in one.everyone),
        )
        self._log(now, one.message_id, f"{'ready' if new else 'again'} for {', '.join(one.everyone)}")
        if not self._having(one.message_id, "waiting"):
            # who had been put off is not wanted any more: all that are have got it
            self._base.execute(
                "UPDATE message SET state = 'sent', changed = ?, reply = (SELECT max(reply) FROM delivery WHERE message_id = ? "
                "AND state = 'accepted') WHERE message_id = ?",
                (now, one.message_id, one.message_id),
            )
            self._log(now, one.message_id, "nobody is left to send it to")

    def _move(self, now: str, message_id: str, old: State, new: State, reply: str | None) -> None:
        moved = self._base.execute(
            "UPDATE message SET state = ?, reply = coalesce(?, reply), changed = ?, attempts = attempts + ? WHERE message_id = ? AND state = ?",
            (new, reply, now, old is State.READY, message_id, old),
        ).rowcount
        if moved != 1:
            raise OutputError(
                f"Sổ gửi thư “{self._path}” đã bị một lệnh khác thay đổi giữa chừng. Hãy chạy lại cchc send."
            )

    def _back(self, now: str, message_id: str, state: State, reply: str | None) -> None:
        """Not taken: from ready, where the server was not yet given it, or from sending."""
        old = State.SENDING if self.state(message_id) is State.SENDING else State.READY
        self._move(now, message_id, old, state, reply)

    def _settled_by_hand(self, now: str, message_id: str, state: State, delivery: DeliveryState, what: str) -> bool:
        if self.state(message_id) is not State.SENDING:
            return False
        self._move(now, message_id, State.SENDING, state, "")
        self._offered(message_id, delivery, "")
        self._log(now, message_id, what)
        return True

    def _offered(self, message_id: str, state: DeliveryState, reply: str) -> None:
        self._base.execute(
            "UPDATE delivery SET state = ?, reply = ? WHERE message_id = ? AND state = 'offered'",
            (state, reply, message_id),
        )

    def _deliveries(self, message_id: str, words: Mapping[str, str], state: DeliveryState) -> None:
        self._base.executemany(
            "UPDATE delivery SET state = ?, reply = ? WHERE message_id = ? AND address = ?",
            ((state, reply, message_id, address) for address, reply in words.items()),
        )

    def _having(self, message_id: str, *states: str) -> tuple[str, ...]:
        """The addresses of a message whose delivery is in one of the states."""
        rows = self._base.execute("SELECT address, state FROM delivery WHERE message_id = ?", (message_id,))
        return tuple(address for address, state in rows if state in states)

    def _log(self, now: str, message_id: str, what: str) -> None:
        self._base.execute("INSERT INTO event (at, message_id, what) VALUES (?, ?, ?)", (now, message_id, what))

    def _entries(self, where: str, values: tuple[str | int | None, ...]) -> tuple[Entry, ...]:
        with faults_told(self._path):
            rows = self._base.execute(f"SELECT * FROM message {where} ORDER BY rowid", values)
            rows.row_factory = sqlite3.Row
            try:
                return tuple(self._entry(row) for row in rows)
            except (ValueError, TypeError, OverflowError) as error:
                raise sqlite3.DatabaseError("written by something else") from error

    def _entry(self, row: sqlite3.Row) -> Entry:
        deliveries = self._base.execute(
            "SELECT address, state, reply FROM delivery WHERE message_id = ? ORDER BY rowid", (row["message_id"],)
        )
        return Entry(
            **{name: row[name] for name in _AS_KEPT},
            state=State(row["state"]),
            created=datetime.fromisoformat(row["created"]).astimezone(),
            changed=datetime.fromisoformat(row["changed"]).astimezone(),
            deliveries=tuple(Delivery(a, DeliveryState(s), r) for a, s, r in deliveries),
        )
