"""Servers that say more than they are asked, or the wrong thing: no message is taken for sent, or lost, on such words."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from cchc_excel.mail.dispatch import Dispatched, Timeouts
from cchc_excel.mail.ledger import Ledger, State
from tests.mail.batches import Settings, batch, entries, outgoing, sent
from tests.mail.server import PASSWORD, Does, Fault, MailServer, certificates, mail_server, twice

AT_ONCE = Timeouts(reply=0.3, after_data=0.3)
ONE = outgoing().message_id


def _sent(outputs: Path, server: MailServer, count: int = 3, /, **more: object) -> Dispatched:
    settings = replace(Settings(server.port, ca_file=certificates().ca_file), **more)  # type: ignore[arg-type]
    return sent(outputs, batch(count), settings, lambda: PASSWORD, timeouts=AT_ONCE)


class DescribeWordsUnasked:
    """The second of two answers must not be taken for the answer to the next question."""

    @pytest.mark.parametrize(
        "fault",
        [
            Fault("EHLO-TLS", b"250-mail.thanhha.example\r\n250 AUTH PLAIN\r\n235 2.7.0 welcome"),
            Fault("AUTH", b"235 2.7.0 welcome\r\n550 5.7.1 go away"),
            Fault("MAIL", b"250 2.1.0 fine\r\n550 5.1.1 no such user"),
            Fault("RCPT", b"250 2.1.5 fine\r\n554 5.5.1 no"),
            Fault("RCPT", b"250 2.1.5 fine\r\n354 go on"),
            Fault("DATA", b"354 go on\r\n250 2.0.0 kept as 7"),
            Fault("DATA", b"354 go on\r\n554 5.7.1 looks like spam", then_hang=True),
        ],
        ids=lambda fault: f"{fault.stage}-{fault.does[-12:].decode()}",
    )
    def it_begins_again(self, tmp_path: Path, fault: Fault) -> None:
        with mail_server(replace(fault)) as server:
            result = _sent(tmp_path, server)
        if fault.then_hang:
            # within the message a server may well say that it will not have it
            assert (result.failed, len(result.sent)) == ((ONE,), 2), result
        else:
            assert (len(result.sent), result.stopped) == (3, ""), result
            assert sorted(server.message_ids) == sorted(one.message_id for one in batch(3))
        assert server.connections == 2

    def it_hears_a_goodbye_between_two_questions(self, tmp_path: Path) -> None:
        later = Fault("RCPT", b"250 2.1.5 fine\r\n421 4.3.2 shutting down", then_drop=True)
        with mail_server(replace(later)) as server:
            assert len(_sent(tmp_path, server).sent) == 3
        assert server.connections == 2 and not twice(server.deliveries)
        with mail_server(replace(later, times=99)) as server:
            assert "421 4.3.2 shutting down" in _sent(tmp_path, server, 5).stopped

    @pytest.mark.parametrize("reply", [b"250 2.0.0 kept\r\n550 5.0.0 or not", b"250 2.0.0 kept\r\n250 2.0.0 kept"])
    def it_believes_the_first(self, tmp_path: Path, reply: bytes) -> None:
        with mail_server(Fault("KEPT", reply)) as server:
            assert len(_sent(tmp_path, server).sent) == 3
        assert server.connections == 2 and not twice(server.deliveries)


class DescribeGoodbyes:
    @pytest.mark.parametrize(
        "stage", ["CONNECT", "EHLO", "STARTTLS", "EHLO-TLS", "AUTH", "MAIL", "RCPT", "DATA", "CONTENT", "END"]
    )
    def it_comes_back_after_one_at_any_point(self, tmp_path: Path, stage: str) -> None:
        """The server stays, silent, where it should have hung up."""
        with mail_server(Fault(stage, b"421 4.3.2 shutting down", then_hang=True)) as server:
            result = _sent(tmp_path, server)
        assert (len(result.sent), result.stopped) == (3, ""), result
        assert not twice(server.deliveries)

    @pytest.mark.parametrize("stage", ["MAIL", "DATA", "END"])
    @pytest.mark.parametrize("does", [b"", b"\0\0\0", b"25", b"250ok", b"250-", b"-1 no", b"600 what"], ids=repr)
    def it_does_not_take_for_a_yes_what_is_none(self, tmp_path: Path, stage: str, does: bytes) -> None:
        with mail_server(Fault(stage, does)) as server:
            result = _sent(tmp_path, server, 2)
        if stage == "END" and does != b"250-":
            assert (result.unknown, server.message_ids) == ((ONE,), [batch(2)[1].message_id])
            assert entries(tmp_path)[ONE].state is State.SENDING
        elif stage != "END":
            assert (len(result.sent), len(server.kept)) == (2, 2), result


class DescribeTlsThatIsNone:
    def it_says_so(self, tmp_path: Path) -> None:
        with mail_server(Fault("STARTTLS", b"220 go ahead", times=9)) as server:
            result = _sent(tmp_path, server)
            assert "kết nối bảo mật" in result.stopped and "“bao_mat”" not in result.stopped
        assert not server.heard_of("AUTH") and len(result.waiting) == 3


class DescribeSlowness:
    @pytest.mark.parametrize("stage", ["STARTTLS", "EHLO-TLS", "AUTH"])
    @pytest.mark.parametrize("does", [Does.DRIP, Does.FLOOD])
    def it_does_not_wait_for_ever(self, tmp_path: Path, stage: str, does: Does) -> None:
        began = time.monotonic()
        with mail_server(Fault(stage, does)) as server:
            assert len(_sent(tmp_path, server).sent) == 3
        assert time.monotonic() - began < 5


class DescribePartlyTaken:
    """Two addresses, one put off, and then the fate of what went to the other is unknown."""

    def _unknown(self, outputs: Path, server: MailServer) -> None:
        one = outgoing(addresses=("a@xa.example", "b@xa.example"))
        settings = Settings(server.port, ca_file=certificates().ca_file)
        assert sent(outputs, [one], settings, lambda: PASSWORD, timeouts=AT_ONCE).unknown == (ONE,)

    def _again(self, outputs: Path, server: MailServer) -> None:
        one = outgoing(addresses=("a@xa.example", "b@xa.example"))
        settings = Settings(server.port, ca_file=certificates().ca_file)
        assert sent(outputs, [one], settings, lambda: PASSWORD).sent == (ONE,)
        assert sorted(server.deliveries) == [(ONE, "a@xa.example"), (ONE, "b@xa.example")]

    def it_reaches_the_other_when_it_had_arrived(self, tmp_path: Path) -> None:
        with mail_server(Fault("RCPT", b"450 4.2.0 later", where="b@"), Fault("KEPT", Does.DROP)) as server:
            self._unknown(tmp_path, server)
            with Ledger.open(tmp_path) as ledger:
                assert ledger.mark_sent(ONE)
            self._again(tmp_path, server)

    def it_reaches_both_when_it_had_not(self, tmp_path: Path) -> None:
        with mail_server(Fault("RCPT", b"450 4.2.0 later", where="b@"), Fault("END", Does.DROP)) as server:
            self._unknown(tmp_path, server)
            with Ledger.open(tmp_path) as ledger:
                assert ledger.resend(ONE)
            self._again(tmp_path, server)
