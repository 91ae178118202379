"""A run over many messages: its pace, its waits, its order, and being stopped by hand."""

from __future__ import annotations

import _thread
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from filelock import FileLock

from cchc_excel.errors import ExitCode, MailError, OutputError
from cchc_excel.mail.dispatch import MOST_TRIES, Outgoing
from cchc_excel.mail.interrupt import Interruption
from cchc_excel.mail.ledger import LEDGER_NAME, Ledger, State
from cchc_excel.mail.lock import LOCK_NAME, is_sending, sole_sender
from cchc_excel.mail.outgoing import Withheld
from tests.conftest import ROOT
from tests.mail.batches import Settings, batch, entries, outgoing, sent
from tests.mail.server import PASSWORD, Does, Fault, MailServer, certificates, mail_server, twice


def _to(server: MailServer, /, **more: object) -> Settings:
    return replace(Settings(server.port, ca_file=certificates().ca_file), **more)  # type: ignore[arg-type]


def _wished(number: int) -> None:
    """Told to the main thread, as if from outside; in Windows `os.kill` would end the process."""
    if sys.platform == "win32":
        _thread.interrupt_main(number)
    else:
        os.kill(os.getpid(), number)


class DescribeARun:
    def it_sends_in_the_order_of_the_plan_and_tells_how_far_it_is(self, tmp_path: Path) -> None:
        told: list[tuple[int, int, str]] = []
        with mail_server() as server:
            sent(tmp_path, batch(5), _to(server), lambda: PASSWORD, lambda *one: told.append(one))
        assert server.message_ids == [one.message_id for one in batch(5)]
        assert told == [(number, 5, f"Xã {number:03}") for number in range(5)] + [(5, 5, "")]

    def it_has_nothing_to_do_the_second_time(self, tmp_path: Path) -> None:
        with mail_server() as server:
            first = sent(tmp_path, batch(4), _to(server), lambda: PASSWORD)
            again = sent(tmp_path, batch(6), _to(server), lambda: PASSWORD)
        assert len(first.sent) == 4 and len(again.sent) == 6
        assert server.message_ids == [one.message_id for one in batch(6)]

    def it_connects_to_nobody_when_there_is_nothing_to_send(self, tmp_path: Path) -> None:
        with mail_server() as server:
            assert sent(tmp_path, [], _to(server), lambda: PASSWORD).stopped == ""
            assert server.connections == 0

    def it_enters_all_before_the_first_goes_out(self, tmp_path: Path) -> None:
        with mail_server(Fault("CONNECT", Does.DROP, times=99)) as server:
            result = sent(tmp_path, batch(7), _to(server), lambda: PASSWORD)
        assert len(result.waiting) == 7 and "Dừng gửi sau 5 lần" in result.stopped
        assert [entry.state for entry in entries(tmp_path).values()] == [State.READY] * 7
        assert server.connections == MOST_TRIES

    def it_keeps_to_the_pace(self, tmp_path: Path) -> None:
        with mail_server() as server:
            began = time.monotonic()
            sent(tmp_path, batch(5), _to(server, per_minute=600), lambda: PASSWORD)
        assert 0.4 <= time.monotonic() - began < 3

    def it_waits_longer_each_time(self, tmp_path: Path) -> None:
        with mail_server(Fault("RCPT", b"450 4.2.0 greylisted", times=3)) as server:
            began = time.monotonic()
            result = sent(tmp_path, [outgoing()], _to(server, first_wait=0.1), lambda: PASSWORD)
        assert len(result.sent) == 1
        assert 0.7 <= time.monotonic() - began < 3
        assert server.connections == 1

    def it_goes_on_with_the_others_while_one_is_put_off(self, tmp_path: Path) -> None:
        with mail_server(Fault("RCPT", b"450 4.2.0 greylisted", where="xa001")) as server:
            result = sent(tmp_path, batch(4), _to(server, first_wait=0.5), lambda: PASSWORD)
        assert len(result.sent) == 4
        assert [int(i[1:4]) for i in server.message_ids] == [0, 2, 3, 1]

    def it_gives_one_up_without_giving_up_the_others(self, tmp_path: Path) -> None:
        with mail_server(Fault("RCPT", b"450 4.2.0 greylisted", where="xa001", times=99)) as server:
            result = sent(tmp_path, batch(4), _to(server), lambda: PASSWORD)
        assert (len(result.sent), result.waiting, result.stopped) == (3, (batch(2)[1].message_id,), "")
        assert len([line for line in server.heard_of("RCPT") if "xa001" in line]) == MOST_TRIES
        assert entries(tmp_path)[batch(2)[1].message_id].reply == "450 4.2.0 greylisted"

    def it_gives_one_up_that_always_breaks_the_connection(self, tmp_path: Path) -> None:
        with mail_server(Fault("RCPT", Does.DROP, where="xa001", times=99)) as server:
            result = sent(tmp_path, batch(12), _to(server), lambda: PASSWORD)
        assert (len(result.sent), result.waiting) == (11, (batch(2)[1].message_id,))

    def it_tells_that_it_waits(self, tmp_path: Path) -> None:
        told: list[str] = []
        with mail_server(Fault("CONNECT", b"421 4.3.2 busy", then_drop=True)) as server:
            sent(
                tmp_path, batch(2), _to(server, first_wait=1.6), lambda: PASSWORD, lambda d, o, what: told.append(what)
            )
        assert "Xã 000: chờ 2 giây" in told

    def it_does_not_send_a_message_that_is_under_way_elsewhere(self, tmp_path: Path) -> None:
        with mail_server() as server:
            with Ledger.open(tmp_path) as ledger:
                ledger.prepare(batch(2))
                ledger.begin(batch(2)[0].message_id, ["xa000@thanhha.example"], {})
            result = sent(tmp_path, batch(2), _to(server), lambda: PASSWORD)
            assert result.unknown == (batch(1)[0].message_id,)
            with Ledger.open(tmp_path) as ledger:
                ledger.resend(batch(1)[0].message_id)
            assert len(sent(tmp_path, batch(2), _to(server), lambda: PASSWORD).sent) == 2
        assert not twice(server.deliveries)

    def it_sends_five_hundred(self, tmp_path: Path) -> None:
        with mail_server() as server:
            result = sent(tmp_path, batch(500), _to(server), lambda: PASSWORD)
        assert server.message_ids == [one.message_id for one in batch(500)] == list(result.sent)
        assert server.connections == 1

    def it_sends_nothing_that_the_ledger_cannot_take(self, tmp_path: Path) -> None:
        def spoil(done: int, of: int, what: str) -> None:
            if done == 2:
                base = sqlite3.connect(tmp_path / LEDGER_NAME)
                base.execute("DROP TABLE event")
                base.close()

        with mail_server() as server, pytest.raises(OutputError) as told:
            sent(tmp_path, batch(5), _to(server), lambda: PASSWORD, spoil)
        assert len(server.kept) == 2 and "\n" not in str(told.value)


class DescribeWhoIsNotWantedAnyMore:
    def it_is_not_waited_for(self, tmp_path: Path) -> None:
        both = outgoing(addresses=("a@xa.example", "b@xa.example"), copies=("luu@huyen.example",))
        later = b"451 4.7.1 greylisted"
        with mail_server(
            Fault("RCPT", later, times=99, where="b@"), Fault("RCPT", later, times=99, where="luu@")
        ) as server:
            told = sent(tmp_path, [both], _to(server), lambda: PASSWORD)
            assert told.waiting == (both.message_id,) and not told.sent
            alone = replace(both, addresses=("a@xa.example",), copies=())
            told = sent(tmp_path, [alone], _to(server), lambda: PASSWORD)
            assert told.sent == told.settled == (both.message_id,) and not told.waiting
        assert len(server.kept) == 1


class DescribeWhatIsWithheld:
    def it_stays_ready_while_the_others_go(self, tmp_path: Path) -> None:
        def changed() -> bytes:
            raise Withheld("Báo cáo đã thay đổi.")

        planned = batch(3)
        with mail_server() as server:
            steps: list[tuple[int, int]] = []
            those = [planned[0], replace(planned[1], make=changed), planned[2]]
            told = sent(tmp_path, those, _to(server), lambda: PASSWORD, lambda done, of, what: steps.append((done, of)))
            assert steps[-1] == (3, 3)
            assert told.withheld == ((planned[1].message_id, "Báo cáo đã thay đổi."),) and not told.waiting
            assert told.sent == (planned[0].message_id, planned[2].message_id) and not told.stopped
            entry = entries(tmp_path)[planned[1].message_id]
            assert (entry.state, entry.attempts) == (State.READY, 0)
            assert not any("xa001" in line for line in server.heard)
            assert len(sent(tmp_path, planned, _to(server), lambda: PASSWORD).sent) == 3
        assert len(server.kept) == 3 and not twice(server.deliveries)

    def it_is_opened_again_for_every_try(self, tmp_path: Path) -> None:
        opened = []

        def fewer() -> bytes:
            opened.append(1)
            if len(opened) == 3:
                raise Withheld("Báo cáo đã thay đổi.")
            return outgoing().data()

        with mail_server(Fault("RCPT", b"450 4.2.0 later", times=9)) as server:
            told = sent(tmp_path, [outgoing(make=fewer)], _to(server), lambda: PASSWORD)
        assert len(told.withheld) == 1 and not server.kept and entries(tmp_path)[outgoing().message_id].attempts == 2


class DescribeOutgoing:
    @pytest.mark.parametrize(
        "spoilt",
        [
            {"addresses": ("a@xa.example>\r\nRCPT TO:<b@xa.example",)},
            {"addresses": ("a@xa.example> SIZE=1",)},
            {"copies": ("a@xa.example\n",)},
            {"envelope_from": "a@xa.example\r\nDATA"},
            {"addresses": ("xã@xa.example",)},
        ],
        ids=str,
    )
    def it_holds_nothing_that_could_be_taken_for_a_command(self, spoilt: dict[str, object]) -> None:
        with pytest.raises(ValueError):
            outgoing(**spoilt)  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        "data",
        [
            b"Subject: x\n\nlone line feeds\n",
            b"Subject: x\r\n\r\n\n.\r\nMAIL FROM:<b@xa.example>\r\n",
            b"Subject: x\r\n\r\n\r.\r\n",
        ],
    )
    def it_has_no_line_breaks_of_another_kind(self, data: bytes) -> None:
        with pytest.raises(ValueError):
            outgoing(make=lambda: data).data()

    def it_is_for_somebody(self) -> None:
        with pytest.raises(ValueError):
            replace(outgoing(), addresses=())

    def it_names_everybody_once(self) -> None:
        one = outgoing(addresses=("a@xa.example", "b@xa.example"), copies=("A@xa.example", "c@xa.example"))
        assert one.everyone == ("a@xa.example", "b@xa.example", "c@xa.example")

    def it_arrives_as_it_was(self, tmp_path: Path) -> None:
        odd: list[Outgoing] = [
            outgoing(number, make=partial(bytes, f"Message-ID: {outgoing(number).message_id}\r\n\r\n".encode() + body))
            for number, body in enumerate([b"", b".", b".\r\n", b"..\r\n.\r\n.", b"\r\n.\r\n", b"a.\r\n.b\r\n"])
        ]
        with mail_server() as server:
            assert len(sent(tmp_path, odd, _to(server), lambda: PASSWORD).sent) == len(odd)
        assert [one.data.removesuffix(b"\r\n") for one in server.kept] == [o.data().removesuffix(b"\r\n") for o in odd]


class DescribeStoppingByHand:
    @pytest.mark.parametrize("wish", [name for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)])
    def it_ends_between_two_messages(self, tmp_path: Path, wish: str) -> None:
        number = getattr(signal, wish)
        before = signal.getsignal(number)
        with mail_server(Fault("KEPT", lambda: _wished(number))) as server:
            with pytest.raises(KeyboardInterrupt):
                sent(tmp_path, batch(5), _to(server), lambda: PASSWORD)
            states = [entry.state for entry in entries(tmp_path).values()]
            assert states == [State.SENT] + [State.READY] * 4
            assert len(sent(tmp_path, batch(5), _to(server), lambda: PASSWORD).sent) == 5
        assert not twice(server.deliveries)
        assert signal.getsignal(number) is before

    def it_ends_although_the_screen_is_gone(self, tmp_path: Path) -> None:
        def gone(done: int, of: int, what: str) -> None:
            if "đang dừng" in what:
                raise OSError("no terminal")

        with mail_server(Fault("KEPT", lambda: _wished(signal.SIGINT))) as server:
            with pytest.raises(KeyboardInterrupt):
                sent(tmp_path, batch(3), _to(server), lambda: PASSWORD, gone)
            assert [entry.state for entry in entries(tmp_path).values()] == [State.SENT, State.READY, State.READY]
        assert len(server.kept) == 1

    def it_ends_where_it_was_told_just_before_it_waits(self) -> None:
        with Interruption.held() as interruption:
            signal.raise_signal(signal.SIGINT)
            with pytest.raises(KeyboardInterrupt):
                next(interruption.wait(time.monotonic() + 5))

    @pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="Windows has no SIGHUP to ignore")
    def it_goes_on_without_a_terminal_where_that_is_wanted(self) -> None:
        before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
        try:
            with Interruption.held():
                assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
        finally:
            signal.signal(signal.SIGHUP, before)

    def it_ends_at_once_while_it_waits(self, tmp_path: Path) -> None:
        told: list[str] = []

        def stop(done: int, of: int, what: str) -> None:
            told.append(what)
            if "chờ" in what and len(told) < 4:
                told.extend(["once", "is", "enough"])
                _thread.interrupt_main()

        with mail_server(Fault("CONNECT", b"421 4.3.2 busy", then_drop=True)) as server:
            began = time.monotonic()
            with pytest.raises(KeyboardInterrupt):
                sent(tmp_path, batch(2), _to(server, first_wait=9), lambda: PASSWORD, stop)
        assert time.monotonic() - began < 5

    def it_ends_at_once_when_it_is_told_twice(self, tmp_path: Path) -> None:
        told: list[str] = []

        def twice_told() -> None:
            _wished(signal.SIGINT)
            time.sleep(0.2)
            _wished(signal.SIGINT)

        with mail_server(Fault("END", twice_told), Fault("END", Does.HANG)) as server:
            with pytest.raises(KeyboardInterrupt):
                sent(tmp_path, batch(2), _to(server), lambda: PASSWORD, lambda d, o, what: told.append(what))
            server.faults.clear()
            assert any("đang dừng" in one for one in told)
            # a hanging server: nobody knows
            assert len(sent(tmp_path, batch(2), _to(server), lambda: PASSWORD).unknown) == 1
        assert not twice(server.deliveries)


class DescribeTwoAtOnce:
    def it_lets_one_in(self, tmp_path: Path) -> None:
        code = (
            "import sys; from pathlib import Path; from cchc_excel.mail.lock import sole_sender\n"
            "with sole_sender(Path(sys.argv[1])):\n    print('in', flush=True)\n    sys.stdin.read()"
        )
        command = [sys.executable, "-c", code, str(tmp_path)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT) as first:
            assert first.stdout is not None and first.stdout.readline().strip() == b"in"
            began = time.monotonic()
            with pytest.raises(MailError, match="lệnh cchc send khác") as told, sole_sender(tmp_path):
                pass
            assert told.value.exit_code is ExitCode.MAIL and "\n" not in str(told.value)
            assert time.monotonic() - began < 2 and is_sending(tmp_path)
            # however it ends, the next one gets in
            first.kill()
            first.wait(10)
            assert not is_sending(tmp_path)
            with sole_sender(tmp_path):
                pass

    def it_lets_one_in_after_the_other(self, tmp_path: Path) -> None:
        for _ in range(2):
            with sole_sender(tmp_path):
                assert (tmp_path / LOCK_NAME).exists()

    def it_lets_in_whoever_meets_somebody_who_only_looks(self, tmp_path: Path) -> None:
        looking = FileLock(tmp_path / LOCK_NAME, thread_local=False)
        looking.acquire()
        ending = threading.Timer(0.1, looking.release)
        ending.start()
        with sole_sender(tmp_path):
            pass
        ending.join()

    def it_says_when_the_folder_cannot_be_written(self, tmp_path: Path) -> None:
        (tmp_path / "outputs").write_bytes(b"a file")
        with pytest.raises(OutputError, match="Không khóa được"), sole_sender(tmp_path / "outputs"):
            pass
