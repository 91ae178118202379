"""A ledger that cannot be written while messages go out: nothing goes that is not in it, and nothing goes twice after."""

from __future__ import annotations

import sqlite3
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from cchc_excel.errors import OutputError
from cchc_excel.mail import ledger_file
from cchc_excel.mail.ledger import LEDGER_NAME, Ledger, State
from tests.mail.batches import Settings, batch, entries, sent
from tests.mail.server import PASSWORD, Fault, MailServer, certificates, mail_server, twice


def _to(server: MailServer) -> Settings:
    return Settings(server.port, ca_file=certificates().ca_file)


class Disk:
    """Takes no byte more where that is wanted: for this process, by the limit on the size of files."""

    @staticmethod
    def is_full(full: bool) -> None:
        import resource

        (_, most) = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0 if full else most, most))


@pytest.fixture
def disk() -> Iterator[Disk]:
    if sys.platform == "win32":
        pytest.skip("Windows has no limit on the size of files to stand for a full disk")
    yield Disk()
    Disk.is_full(False)


class DescribeAFullDisk:
    def it_sends_nothing_that_it_cannot_enter(self, tmp_path: Path, disk: Disk) -> None:
        with mail_server(Fault("RCPT", lambda: disk.is_full(True), where="xa002")) as server:
            with pytest.raises(OutputError, match="Không ghi được sổ") as told:
                sent(tmp_path, batch(5), _to(server), lambda: PASSWORD)
            disk.is_full(False)
            assert "\n" not in str(told.value) and "mark-sent" not in str(told.value)
            # without goodbye, which a server that waits for content would take for a part of it
            assert len(server.kept) == 2 and not server.heard_of("QUIT")
            assert [e.state for e in entries(tmp_path).values()] == [State.SENT] * 2 + [State.READY] * 3
            assert len(sent(tmp_path, batch(5), _to(server), lambda: PASSWORD).sent) == 5
        assert not twice(server.deliveries)

    def it_says_what_arrived_but_could_not_be_entered(self, tmp_path: Path, disk: Disk) -> None:
        with mail_server(Fault("KEPT", lambda: disk.is_full(True))) as server:
            with pytest.raises(OutputError, match=r'“250 2.0.0 kept as 1”.*--mark-sent "Xã 000"') as told:
                sent(tmp_path, batch(3), _to(server), lambda: PASSWORD)
            disk.is_full(False)
            assert "\n" not in str(told.value)
            again = sent(tmp_path, batch(3), _to(server), lambda: PASSWORD)
            assert (again.unknown, len(again.sent)) == ((batch(1)[0].message_id,), 2)
            with Ledger.open(tmp_path) as ledger:
                assert ledger.mark_sent(batch(1)[0].message_id)
            assert len(sent(tmp_path, batch(3), _to(server), lambda: PASSWORD).sent) == 3
        assert len(server.kept) == 3 and not twice(server.deliveries)

    def it_leaves_no_half_ledger(self, tmp_path: Path, disk: Disk) -> None:
        disk.is_full(True)
        with pytest.raises(OutputError):
            Ledger.open(tmp_path)
        disk.is_full(False)
        assert not (tmp_path / LEDGER_NAME).exists()
        with Ledger.open(tmp_path) as ledger:
            ledger.prepare(batch(1))


class DescribeALedgerHeldByAnother:
    """A database viewer left open, a backup."""

    def _held(self, outputs: Path, seconds: float | None) -> None:
        other = sqlite3.connect(outputs / LEDGER_NAME, isolation_level=None, check_same_thread=False)
        other.execute("BEGIN IMMEDIATE")
        if seconds is not None:
            threading.Timer(seconds, other.close).start()
        else:
            self._kept = other

    def it_waits_for_it(self, tmp_path: Path) -> None:
        with mail_server(Fault("KEPT", lambda: self._held(tmp_path, 0.4))) as server:
            assert len(sent(tmp_path, batch(2), _to(server), lambda: PASSWORD).sent) == 2
        assert not twice(server.deliveries)

    def but_not_for_ever(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(ledger_file, "_BUSY_SECONDS_LATER", 0.2)
        with mail_server(Fault("RCPT", lambda: self._held(tmp_path, None))) as server:
            with pytest.raises(OutputError, match="đang bị chương trình khác giữ"):
                sent(tmp_path, batch(2), _to(server), lambda: PASSWORD)
            assert not server.kept
            self._kept.close()
            assert len(sent(tmp_path, batch(2), _to(server), lambda: PASSWORD).sent) == 2
        assert not twice(server.deliveries)


class DescribeAClockThatGoesBack:
    def it_makes_no_difference(self, tmp_path: Path) -> None:
        """What was sent tomorrow is sent, and what is ready since tomorrow goes, in its order."""
        with mail_server() as server:
            sent(tmp_path, batch(2), _to(server), lambda: PASSWORD)
            with Ledger.open(tmp_path) as ledger:
                ledger.prepare(batch(4))
                ledger._base.execute("UPDATE message SET created = '2999-01-01T00:00:00+00:00', changed = created")
            result = sent(tmp_path, batch(6), _to(server), lambda: PASSWORD)
        assert server.message_ids == [one.message_id for one in batch(6)] == list(result.sent)
        assert list(entries(tmp_path)) == list(result.sent)
