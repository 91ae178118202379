"""Processes that send and are killed at any moment, and what must hold whenever they are."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

import pytest

from cchc_excel.mail.ledger import DeliveryState, Ledger, State
from tests.conftest import ROOT
from tests.mail.batches import batch, entries
from tests.mail.server import Fault, MailServer, certificates, mail_server, twice

needs_fork = pytest.mark.skipif(
    not hasattr(os, "fork"),
    reason="THE 200 KILLINGS ARE NOT RUN HERE: this system cannot fork; DescribeKillingOnAnySystem stands for them",
)

MESSAGES = 50
LARGE = 100_000
"""Bytes of every tenth message, which takes many packets."""
KILLINGS = 10
"""Of one test; of the twenty in two files, two hundred."""
LONGEST = 0.09
"""Seconds a sending is left to live at most, where it is killed by the clock."""
FURTHEST = 45
"""Commands it may say at most, where it is killed by what it does; a batch takes a hundred and fifty."""


def job(outputs: Path, server: MailServer, count: int, is_double: bool = False, large: int = LARGE) -> str:
    return json.dumps([str(outputs), server.port, str(certificates().ca_file), count, is_double, large])


class Sender:
    """A process that sends in forked children."""

    def __init__(
        self,
        process: subprocess.Popen[str],
        outputs: Path,
        server: MailServer,
        count: int,
        is_double: bool = False,
        large: int = LARGE,
    ) -> None:
        self._process = process
        self._job = job(outputs, server, count, is_double, large)
        self.pid = 0

    def start(self) -> None:
        """Begins a sending."""
        print(self._job, file=self._stream(self._process.stdin), flush=True)
        self.pid = int(self._stream(self._process.stdout).readline())

    def kill(self) -> None:
        """At once, whatever it does."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    def ended(self) -> bool:
        """Waits for it to be gone; whether it came to its end. Anything but that and being killed is a fault."""
        status = int(self._stream(self._process.stdout).readline())
        assert status == 0 or os.WTERMSIG(status) == signal.SIGKILL, status
        return status == 0

    def _stream(self, stream: IO[str] | None) -> IO[str]:
        assert stream is not None
        return stream


@pytest.fixture
def process() -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.mail.sender"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as started:
        yield started
        assert started.stdin is not None
        started.stdin.close()
        assert started.wait(20) == 0


def kill_at_random(outputs: Path, process: subprocess.Popen[str], draw: random.Random, *, is_double: bool) -> None:
    """`KILLINGS` times, over as many batches as that takes. With two addresses the server puts off some of the second ones."""
    killed = 0
    while killed < KILLINGS:
        killed += _one_batch(outputs / str(killed), process, draw, KILLINGS - killed, is_double)


def _one_batch(outputs: Path, process: subprocess.Popen[str], draw: random.Random, most: int, is_double: bool) -> int:
    """Until it is through, or was killed so often; how often it was."""
    outputs.mkdir()
    later = Fault("RCPT", b"450 4.2.0 greylisted", where="phu", times=25)
    with mail_server(later, slowness=lambda: draw.uniform(0, 0.002)) as server:
        sender = Sender(process, outputs, server, MESSAGES, is_double)
        has_ended = False
        killed = 0
        while not has_ended and killed < most:
            sender.start()
            _wait(draw, server)
            sender.kill()
            has_ended = sender.ended()
            killed += not has_ended
            check(outputs, server, killed)
        if not has_ended:
            sender.start()
            assert sender.ended()
        check(outputs, server, killed)
        check_end(outputs, server)
        _settle(outputs, server)
        sender.start()
        assert sender.ended()
        assert Counter(server.deliveries) == _each_once(is_double)
        assert {entry.state for entry in entries(outputs).values()} == {State.SENT}
    return killed


def _settle(outputs: Path, server: MailServer) -> None:
    """As an officer who asked the communes."""
    with Ledger.open(outputs) as ledger:
        for entry in ledger.everything():
            if entry.state is State.SENDING:
                offered = [d.address for d in entry.deliveries if d.state is DeliveryState.OFFERED]
                is_there = any((entry.message_id, address) in server.deliveries for address in offered)
                assert ledger.mark_sent(entry.message_id) if is_there else ledger.resend(entry.message_id)


def _each_once(is_double: bool) -> Counter[tuple[str, str]]:
    return Counter(
        (one.message_id, address) for one in batch(MESSAGES, is_double=is_double) for address in one.everyone
    )


def _wait(draw: random.Random, server: MailServer) -> None:
    """Until a random moment: of the clock, or, so that a busy machine does not shift all to the beginning, of the dialogue."""
    if draw.random() < 0.3:
        time.sleep(draw.uniform(0, LONGEST))
        return
    until = time.monotonic() + 2
    further = len(server.heard) + draw.randint(1, FURTHEST)
    while len(server.heard) < further and time.monotonic() < until:
        time.sleep(0.0002)
    time.sleep(draw.uniform(0, 0.004))


def check(outputs: Path, server: MailServer, killings: int) -> None:
    """What holds at any time: none twice, and what the ledger says has arrived, and may have, is what has."""
    assert not twice(server.deliveries)
    found = entries(outputs) if any(outputs.iterdir()) else {}
    arrived = {
        (i, d.address) for i, entry in found.items() for d in entry.deliveries if d.state is DeliveryState.ACCEPTED
    }
    offered = {
        (i, d.address) for i, entry in found.items() for d in entry.deliveries if d.state is DeliveryState.OFFERED
    }
    assert arrived <= set(server.deliveries) <= arrived | offered
    assert {i for i, _ in offered} == {i for i, entry in found.items() if entry.state is State.SENDING}
    assert Counter(entry.state for entry in found.values())[State.SENDING] <= killings


def check_end(outputs: Path, server: MailServer, count: int = MESSAGES) -> None:
    """What holds when a run came to its end: all are at the server, or listed."""
    found = entries(outputs)
    assert list(found) == [one.message_id for one in batch(count)]
    assert {entry.state for entry in found.values()} <= {State.SENT, State.SENDING}
    for entry in found.values():
        assert entry.state is State.SENDING or {d.state for d in entry.deliveries} == {DeliveryState.ACCEPTED}
