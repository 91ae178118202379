"""Killed at any moment and started again: every message is at the server once or listed as unknown, none twice, none lost."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from cchc_excel.mail.ledger import State
from tests.conftest import ROOT
from tests.mail.batches import batch, entries
from tests.mail.killing import Sender, check, check_end, job, kill_at_random, needs_fork, process
from tests.mail.server import Fault, mail_server

__all__ = ["process"]


@needs_fork
class DescribeKilling:
    @pytest.mark.parametrize("seed", range(10))
    def it_loses_nothing_and_sends_nothing_twice(
        self, tmp_path: Path, process: subprocess.Popen[str], seed: int
    ) -> None:
        kill_at_random(tmp_path, process, random.Random(seed), is_double=False)

    @pytest.mark.parametrize(
        "stage", ["CONNECT", "EHLO", "STARTTLS", "EHLO-TLS", "AUTH", "MAIL", "RCPT", "DATA", "CONTENT", "END", "KEPT"]
    )
    def it_knows_where_it_was(self, tmp_path: Path, process: subprocess.Popen[str], stage: str) -> None:
        with mail_server() as server:
            # so large that the server, which reads no further, has only its beginning
            sender = Sender(process, tmp_path, server, 3, large=9_000_000 if stage == "CONTENT" else 0)
            server.faults.append(Fault(stage, sender.kill))
            sender.start()
            assert not sender.ended()
            states = [entry.state for entry in entries(tmp_path).values()]
            is_unknown = stage in ("DATA", "CONTENT", "END", "KEPT")
            assert states == [State.SENDING if is_unknown else State.READY, State.READY, State.READY]
            sender.start()
            assert sender.ended()
        first = batch(1)[0].message_id
        assert server.message_ids.count(first) == (stage not in ("DATA", "CONTENT"))
        check(tmp_path, server, 1)
        check_end(tmp_path, server, 3)


class DescribeKillingOnAnySystem:
    @pytest.mark.parametrize("stage", ["RCPT", "END", "KEPT"])
    def it_knows_where_it_was(self, tmp_path: Path, stage: str) -> None:
        with mail_server() as server:
            command = [sys.executable, "-m", "tests.mail.sender", job(tmp_path, server, 2, large=0)]
            started: list[subprocess.Popen[bytes]] = []
            server.faults.append(Fault(stage, lambda: started[0].kill()))
            with subprocess.Popen(command, cwd=ROOT) as first:
                started.append(first)
                assert first.wait(30) != 0
            assert subprocess.run(command, cwd=ROOT, check=False, timeout=30).returncode == 0
        states = [entry.state for entry in entries(tmp_path).values()]
        assert states == [State.SENT if stage == "RCPT" else State.SENDING, State.SENT]
        check(tmp_path, server, 1)
