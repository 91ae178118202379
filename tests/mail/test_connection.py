"""Whatever a mail server does, the ledger tells what became of the message, and the password is nowhere."""

from __future__ import annotations

import logging
import socket
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cchc_excel.mail.dispatch import MOST_TRIES, Dispatched, Timeouts
from cchc_excel.mail.ledger import DeliveryState, State
from tests.mail.batches import Settings, batch, entries, outgoing, sent, shown
from tests.mail.server import PASSWORD, Does, Fault, MailServer, certificates, mail_server, twice

AT_ONCE = Timeouts(reply=0.3, after_data=0.3)
ONE = outgoing().message_id


@pytest.fixture(autouse=True)
def nothing_shown(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> Iterator[None]:
    """No output and no log holds the password."""
    logging.getLogger("mail.log").setLevel(logging.CRITICAL)
    yield
    out, err = capfd.readouterr()
    assert not shown(PASSWORD, (out + err + caplog.text).encode())


def _to(server: MailServer, /, **more: object) -> Settings:
    plain = replace(Settings(server.port, ca_file=certificates().ca_file), security=server.security)
    return replace(plain, **more)  # type: ignore[arg-type]


def _sent(outputs: Path, server: MailServer, /, **more: object) -> Dispatched:
    return sent(outputs, [outgoing()], _to(server, **more), lambda: PASSWORD, timeouts=AT_ONCE)


class DescribeAConnection:
    @pytest.mark.parametrize("security", ["starttls", "tls"])
    def it_sends_over_a_verified_connection(self, tmp_path: Path, security: str) -> None:
        with mail_server(security=security) as server:
            assert _sent(tmp_path, server) == Dispatched(sent=(ONE,))
        assert [one.data for one in server.kept] == [outgoing().data()]
        assert server.kept[0].recipients == ("xa000@thanhha.example",)
        entry = entries(tmp_path)[ONE]
        assert (entry.state, entry.reply, entry.attempts) == (State.SENT, "250 2.0.0 kept as 1", 1)
        assert server.heard_of("QUIT")

    @pytest.mark.parametrize("place", ["keys", "no such folder/keys", "."])
    def it_gives_its_keys_to_nobody(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
        with mail_server() as server:
            monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / place))
            (tmp_path / "outputs").mkdir()
            assert _sent(tmp_path / "outputs", server).sent == (ONE,)
        assert [path.name for path in tmp_path.iterdir()] == ["outputs"]

    def it_logs_in_before_it_names_anybody(self, tmp_path: Path) -> None:
        with mail_server() as server:
            _sent(tmp_path, server)
        commands = [line.split()[0] for line in server.heard]
        assert commands == ["EHLO", "STARTTLS", "EHLO-TLS", "AUTH", "MAIL", "RCPT", "DATA", "QUIT"]
        assert socket.gethostname() not in " ".join(server.heard)

    def it_uses_one_connection_for_all(self, tmp_path: Path) -> None:
        with mail_server() as server:
            result = sent(tmp_path, batch(12), _to(server), lambda: PASSWORD)
        assert (len(result.sent), server.connections) == (12, 1)
        assert not twice(server.deliveries)

    def it_logs_in_where_the_password_is_asked_for_by_itself(self, tmp_path: Path) -> None:
        with mail_server(ways_left_out=("PLAIN",)) as server:
            assert _sent(tmp_path, server).sent == (ONE,)
        assert server.heard_of("AUTH") == ["AUTH LOGIN"]

    def it_logs_in_another_way_where_one_is_not_known(self, tmp_path: Path) -> None:
        with mail_server(Fault("AUTH", b"504 5.5.4 not this way")) as server:
            assert _sent(tmp_path, server).sent == (ONE,)
        assert server.heard_of("AUTH") == ["AUTH PLAIN", "AUTH LOGIN"]

    def it_goes_without_a_login_where_there_is_no_account(self, tmp_path: Path) -> None:
        with mail_server(has_login=False) as server:
            assert _sent(tmp_path, server, user="").sent == (ONE,)
        assert not server.heard_of("AUTH")

    def it_sends_plain_text_within_this_machine(self, tmp_path: Path) -> None:
        with mail_server(security="none") as server:
            assert _sent(tmp_path, server).sent == (ONE,)

    def it_opens_again_what_the_server_closed_meanwhile(self, tmp_path: Path) -> None:
        said_goodbye = Fault("MAIL", b"421 4.4.2 idle too long", where="SIZE", times=0, then_drop=True)
        with mail_server(said_goodbye, Fault("MAIL", Does.DROP, times=0)) as server:

            def spoil(done: int, of: int, what: str) -> None:
                for fault, at in zip(server.faults, (2, 4), strict=True):
                    fault.times = int(done == at and server.connections == at // 2)

            result = sent(tmp_path, batch(6), _to(server, first_wait=60), lambda: PASSWORD, spoil)
        assert len(result.sent) == 6
        assert server.connections == 3
        assert not twice(server.deliveries)


class DescribeWhatStopsIt:
    """Nothing is marked failed; one line says why."""

    def _stopped(self, outputs: Path, server: MailServer, /, **more: object) -> str:
        result = _sent(outputs, server, **more)
        assert (result.waiting, result.sent, result.failed, result.unknown) == ((ONE,), (), (), ())
        assert entries(outputs)[ONE].state is State.READY
        assert not server.kept
        assert result.stopped.endswith((".", "”")) and "\n" not in result.stopped
        return result.stopped

    def it_tells_a_wrong_password(self, tmp_path: Path) -> None:
        with mail_server() as server:
            result = sent(tmp_path, batch(3), _to(server), lambda: "sai-" + PASSWORD[:8])
        assert "không nhận tên tài khoản hoặc mật khẩu: “535 5.7.8" in result.stopped
        assert len(result.waiting) == 3
        # once only: many servers lock an account after a few
        assert len(server.heard_of("AUTH")) == 1

    def it_keeps_to_itself_a_password_that_the_server_repeats(self, tmp_path: Path) -> None:
        with mail_server(Fault("AUTH", f"535-no\r\n535 5.7.8 wrong: {PASSWORD}!".encode())) as server:
            assert "wrong: ***!" in self._stopped(tmp_path, server)

    @pytest.mark.parametrize(
        ("kind", "told"),
        [
            ("other_host", "cấp cho máy chủ khác"),
            ("expired", "đã hết hạn"),
            ("not_yet", "chưa tới ngày có hiệu lực"),
            ("self_signed", "tự ký"),
            ("unknown_issuer", "không tin cậy"),
        ],
    )
    @pytest.mark.parametrize("security", ["starttls", "tls"])
    def it_trusts_no_other_certificate(self, tmp_path: Path, kind: str, told: str, security: str) -> None:
        with mail_server(certificate=kind, security=security) as server:
            assert told in self._stopped(tmp_path, server)
        assert not server.heard_of("AUTH") and not server.heard_of("MAIL")

    def it_does_not_trust_what_only_the_extra_file_would_vouch_for(self, tmp_path: Path) -> None:
        with mail_server() as server:
            assert "không tin cậy" in self._stopped(tmp_path, server, ca_file=None)

    def it_does_not_go_on_without_starttls(self, tmp_path: Path) -> None:
        with mail_server(security="none") as server:
            line = self._stopped(tmp_path, server, security="starttls")
        assert "không có STARTTLS" in line
        assert not server.heard_of("AUTH") and not server.heard_of("MAIL")

    def it_does_not_go_on_when_starttls_is_refused(self, tmp_path: Path) -> None:
        with mail_server(Fault("STARTTLS", b"502 5.5.1 not now")) as server:
            assert "502 5.5.1 not now" in self._stopped(tmp_path, server)
        assert not server.heard_of("AUTH")

    def it_takes_nothing_that_was_slipped_in_before_tls(self, tmp_path: Path) -> None:
        with mail_server(Fault("STARTTLS", b"220 go ahead\r\n250 slipped in", times=9)) as server:
            assert "Dừng gửi sau 5 lần" in self._stopped(tmp_path, server)
        assert not server.heard_of("AUTH")

    def it_says_when_the_port_does_not_speak_tls(self, tmp_path: Path) -> None:
        with mail_server() as server:
            assert "không nói TLS ở cổng" in self._stopped(tmp_path, server, security="tls")

    def it_sends_no_plain_text_to_another_machine(self, tmp_path: Path) -> None:
        with mail_server(security="none") as server:
            line = self._stopped(tmp_path, server, server="192.0.2.1")
            assert "ở dạng đọc được" in line
            assert not server.connections

    def it_says_when_no_login_is_offered(self, tmp_path: Path) -> None:
        with mail_server(Fault("EHLO-TLS", b"250-mail.thanhha.example\r\n250 SIZE 1000000")) as server:
            assert "không có cách đăng nhập" in self._stopped(tmp_path, server)

    def it_says_when_the_address_may_not_send(self, tmp_path: Path) -> None:
        with mail_server(Fault("MAIL", b"553 5.7.1 sender address not owned by user")) as server:
            assert "553 5.7.1 sender address" in self._stopped(tmp_path, server)

    def it_says_when_a_login_is_wanted(self, tmp_path: Path) -> None:
        with mail_server() as server:
            assert "530 5.7.0" in self._stopped(tmp_path, server, user="")

    def it_says_when_it_is_no_mail_server(self, tmp_path: Path) -> None:
        with mail_server(Fault("CONNECT", b"HTTP/1.1 400 Bad Request", then_drop=True)) as server:
            assert "không phải máy chủ thư" in self._stopped(tmp_path, server)

    def it_says_when_the_server_serves_nobody(self, tmp_path: Path) -> None:
        with mail_server(Fault("CONNECT", b"554 5.7.1 your address is blocked", then_drop=True)) as server:
            assert "554 5.7.1 your address is blocked" in self._stopped(tmp_path, server)

    def it_says_when_the_server_is_unknown(self, tmp_path: Path) -> None:
        with mail_server() as server:
            line = self._stopped(tmp_path, server, server="khong-co.invalid")
        # the second where even the name server cannot be reached
        assert "Không tìm thấy máy chủ thư" in line or "không tìm được máy chủ thư" in line

    def it_says_when_nobody_answers_there(self, tmp_path: Path) -> None:
        with mail_server() as server:
            pass
        assert "từ chối kết nối" in self._stopped(tmp_path, server)

    @pytest.mark.parametrize(
        "data", [b"", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", b"\xff\xfe"]
    )
    def it_says_when_the_extra_certificates_are_none(self, tmp_path: Path, data: bytes) -> None:
        outputs, ca_file = tmp_path / "outputs", tmp_path / "ca.pem"
        outputs.mkdir()
        ca_file.write_bytes(data)
        with mail_server() as server:
            assert "tệp chứng thư gốc" in self._stopped(outputs, server, ca_file=ca_file)


ANSWERED_LATER = [
    Fault("CONNECT", b"421 4.3.2 too busy", then_drop=True),
    Fault("EHLO", b"421 4.3.2 too busy", then_drop=True),
    Fault("STARTTLS", b"454 4.7.0 TLS not available for now"),
    Fault("EHLO-TLS", b"421 4.3.2 too busy", then_drop=True),
    Fault("AUTH", b"454 4.7.0 temporary authentication failure"),
    Fault("AUTH", b"421 4.7.0 too many logins", then_drop=True),
    Fault("MAIL", b"451 4.7.1 slow down"),
    Fault("MAIL", b"421 4.7.0 too many messages", then_drop=True),
    Fault("RCPT", b"450 4.2.0 greylisted"),
    Fault("RCPT", b"421 4.3.2 shutting down", then_drop=True),
    Fault("DATA", b"451 4.3.0 not now"),
    Fault("DATA", b"421 4.3.2 shutting down", then_drop=True),
    Fault("END", b"451 4.3.0 not now"),
    Fault("END", b"421 4.3.2 shutting down", then_drop=True),
]


def _named(fault: Fault) -> str:
    return f"{fault.stage}-{fault.does[:3].decode()}" if isinstance(fault.does, bytes) else fault.stage


class DescribeTemporaryRefusals:
    @pytest.mark.parametrize("times", [1, 4])
    @pytest.mark.parametrize("fault", ANSWERED_LATER, ids=_named)
    def it_tries_again(self, tmp_path: Path, fault: Fault, times: int) -> None:
        with mail_server(replace(fault, times=times)) as server:
            result = sent(tmp_path, batch(2), _to(server), lambda: PASSWORD)
        assert len(result.sent) == 2, result
        assert sorted(server.message_ids) == sorted(one.message_id for one in batch(2))

    @pytest.mark.parametrize("fault", ANSWERED_LATER, ids=_named)
    def but_not_for_ever(self, tmp_path: Path, fault: Fault) -> None:
        with mail_server(replace(fault, times=99)) as server:
            result = sent(tmp_path, batch(2), _to(server), lambda: PASSWORD)
            assert not server.kept
            assert len(result.waiting) == 2, result
            assert server.connections <= MOST_TRIES
            server.faults.clear()
            # the next run goes on
            assert len(sent(tmp_path, batch(2), _to(server), lambda: PASSWORD).sent) == 2
        assert not twice(server.deliveries)


HANDSHAKE = [
    Fault("STARTTLS", b"220 go ahead", then_drop=True),
    Fault("STARTTLS", b"220 go ahead", then_hang=True),
]
CUT = [(Does.DROP, stage) for stage in ("CONNECT", "EHLO", "STARTTLS", "EHLO-TLS", "AUTH", "MAIL", "RCPT", "DATA")] + [
    (Does.HANG, stage) for stage in ("CONNECT", "EHLO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA")
]
AFTER = [Does.DROP, Does.HANG, Does.DRIP, b"never heard of it", b"354 go on", b"999 what"]


class DescribeLostConnections:
    @pytest.mark.parametrize(("does", "stage"), CUT, ids=str)
    def it_sends_again_what_the_server_cannot_have(self, tmp_path: Path, does: Does, stage: str) -> None:
        with mail_server(Fault(stage, does)) as server:
            result = sent(tmp_path, batch(3), _to(server), lambda: PASSWORD, timeouts=AT_ONCE)
        assert len(result.sent) == 3, result
        assert sorted(server.message_ids) == sorted(one.message_id for one in batch(3))

    @pytest.mark.parametrize("fault", HANDSHAKE, ids=["drop", "hang"])
    def it_opens_again_what_was_cut_off_in_the_handshake(self, tmp_path: Path, fault: Fault) -> None:
        with mail_server(replace(fault)) as server:
            result = sent(tmp_path, batch(3), _to(server), lambda: PASSWORD, timeouts=AT_ONCE)
        assert (len(result.sent), server.connections) == (3, 2), result
        assert not twice(server.deliveries)

    @pytest.mark.parametrize("does", [Does.DROP, Does.HANG, b"500 what", b"421 bye"], ids=str)
    def it_goes_on_when_a_refused_message_is_not_forgotten(self, tmp_path: Path, does: bytes | Does) -> None:
        unknown = Fault("RCPT", b"550 5.1.1 no such user")
        with mail_server(unknown, Fault("RSET", does)) as server:
            result = sent(tmp_path, batch(3), _to(server), lambda: PASSWORD, timeouts=AT_ONCE)
        assert (result.failed, len(result.sent), server.connections) == ((ONE,), 2, 2), result
        assert not twice(server.deliveries)

    @pytest.mark.parametrize("does", [Does.DROP, Does.HANG, Does.DRIP, b"500 what", b"nonsense"], ids=str)
    def it_needs_no_goodbye(self, tmp_path: Path, does: bytes | Does) -> None:
        began = time.monotonic()
        with mail_server(Fault("QUIT", does)) as server:
            result = sent(tmp_path, batch(3), _to(server), lambda: PASSWORD, timeouts=AT_ONCE)
        assert len(result.sent) == 3 and not result.stopped
        assert time.monotonic() - began < 4

    @pytest.mark.parametrize(
        ("stage", "does"),
        [("CONTENT", Does.DROP), ("CONTENT", Does.HANG), *((s, d) for s in ("END", "KEPT") for d in AFTER)],
        ids=str,
    )
    def it_never_sends_again_what_the_server_may_have(self, tmp_path: Path, stage: str, does: bytes | Does) -> None:
        with mail_server(Fault(stage, does)) as server:
            result = sent(tmp_path, batch(3), _to(server), lambda: PASSWORD, timeouts=AT_ONCE)
            assert (result.unknown, len(result.sent)) == ((ONE,), 2), result
            assert entries(tmp_path)[ONE].state is State.SENDING
            again = sent(tmp_path, batch(3), _to(server), lambda: PASSWORD)
            assert (again.unknown, len(again.sent)) == ((ONE,), 2)
        assert server.message_ids.count(ONE) == (stage == "KEPT")
        assert not twice(server.deliveries)

    def it_sends_again_what_was_cut_off_within(self, tmp_path: Path) -> None:
        one = outgoing(size=12_000_000)
        with mail_server(Fault("CONTENT", Does.DROP)) as server:
            result = sent(tmp_path, [one], _to(server), lambda: PASSWORD, timeouts=Timeouts(reply=2, after_data=60))
        assert (result.sent, len(server.kept)) == ((ONE,), 1)
        assert server.kept[0].data == one.data()
        assert entries(tmp_path)[ONE].attempts == 2

    def it_believes_the_first_line_of_an_answer_that_breaks_off(self, tmp_path: Path) -> None:
        with mail_server(Fault("KEPT", b"250-2.0.0 kept, and", then_drop=True)) as server:
            assert _sent(tmp_path, server).sent == (ONE,)

    @pytest.mark.parametrize("stage", ["CONNECT", "EHLO", "MAIL", "RCPT", "DATA"])
    @pytest.mark.parametrize("does", [Does.DRIP, Does.FLOOD])
    def it_does_not_listen_for_ever(self, tmp_path: Path, stage: str, does: Does) -> None:
        began = time.monotonic()
        # what is said without an end is cut by its length, what comes in drops by the clock
        patience = AT_ONCE if does is Does.DRIP else Timeouts(reply=30, after_data=30)
        with mail_server(Fault(stage, does)) as server:
            result = sent(tmp_path, [outgoing()], _to(server), lambda: PASSWORD, timeouts=patience)
        assert result.sent == (ONE,), result
        assert time.monotonic() - began < 5

    def it_stops_before_all_are_unknown(self, tmp_path: Path) -> None:
        with mail_server(Fault("KEPT", Does.DROP, times=99)) as server:
            result = sent(tmp_path, batch(9), _to(server), lambda: PASSWORD, timeouts=AT_ONCE)
        assert (len(result.unknown), len(result.waiting)) == (3, 6)
        assert "3 thư liền nhau chưa rõ" in result.stopped
        assert not twice(server.deliveries)

    def it_reads_the_words_of_a_server_that_hangs_up_on_a_long_message(self, tmp_path: Path) -> None:
        one = outgoing(size=12_000_000)
        with mail_server(Fault("CONTENT", b"552 5.3.4 too large", times=9, then_drop=True)) as server:
            result = sent(tmp_path, [one], _to(server), lambda: PASSWORD)
        assert (result.failed, result.unknown) == ((ONE,), ()) or result.waiting == (ONE,), result
        assert not server.kept


class DescribeRefusals:
    @pytest.mark.parametrize(
        ("fault", "told"),
        [
            (Fault("RCPT", b"550 5.1.1 no such user"), "550 5.1.1 no such user"),
            (Fault("DATA", b"554 5.5.1 no"), "554 5.5.1 no"),
            (Fault("END", b"554 5.7.1 looks like spam"), "554 5.7.1 looks like spam"),
            (Fault("MAIL", b"552 5.3.4 too large"), "552 5.3.4 too large"),
        ],
        ids=lambda value: value.stage if isinstance(value, Fault) else "",
    )
    def it_keeps_the_servers_words(self, tmp_path: Path, fault: Fault, told: str) -> None:
        with mail_server(fault) as server:
            result = sent(tmp_path, batch(2), _to(server), lambda: PASSWORD)
            assert (result.failed, len(result.sent), result.stopped) == ((ONE,), 1, "")
            assert server.connections == 1
            entry = entries(tmp_path)[ONE]
            assert (entry.state, entry.reply) == (State.FAILED, told)
            # an officer who starts it again wants it tried again
            assert len(sent(tmp_path, batch(2), _to(server), lambda: PASSWORD).sent) == 2
        assert not twice(server.deliveries)

    def it_sends_to_those_the_server_takes(self, tmp_path: Path) -> None:
        one = outgoing(addresses=("chet@xa.example", "song@xa.example"), copies=("huyen@huyen.example",))
        with mail_server(Fault("RCPT", b"550 5.1.1 no such user", where="chet@")) as server:
            result = sent(tmp_path, [one], _to(server), lambda: PASSWORD)
        assert result.sent == (ONE,)
        assert server.kept[0].recipients == ("song@xa.example", "huyen@huyen.example")
        (refused,) = entries(tmp_path)[ONE].refused
        assert (refused.address, refused.reply) == ("chet@xa.example", "550 5.1.1 no such user")

    def it_sends_no_copy_where_the_commune_gets_nothing(self, tmp_path: Path) -> None:
        one = outgoing(addresses=("a@xa.example", "b@xa.example"), copies=("huyen@huyen.example",))
        with mail_server(Fault("RCPT", b"550 5.1.1 no such user", where="@xa.", times=2)) as server:
            result = sent(tmp_path, [one], _to(server), lambda: PASSWORD)
        assert (result.failed, server.kept) == ((ONE,), [])
        assert {d.address for d in entries(tmp_path)[ONE].refused} == {"a@xa.example", "b@xa.example"}

    @pytest.mark.parametrize("times", [1, 3])
    def it_gives_nobody_the_same_twice_when_somebody_is_put_off(self, tmp_path: Path, times: int) -> None:
        one = outgoing(addresses=("a@xa.example", "b@xa.example"), copies=("huyen@huyen.example",))
        with mail_server(Fault("RCPT", b"450 4.2.0 greylisted", where="b@", times=times)) as server:
            result = sent(tmp_path, [one, outgoing(1)], _to(server), lambda: PASSWORD)
        assert len(result.sent) == 2
        assert not twice(server.deliveries)
        assert {address for i, address in server.deliveries if i == ONE} == {*one.addresses, *one.copies}

    def it_is_sent_when_a_further_address_is_refused_in_the_end(self, tmp_path: Path) -> None:
        one = outgoing(addresses=("a@xa.example", "b@xa.example"))
        later = Fault("RCPT", b"450 4.2.0 greylisted", where="b@")
        with mail_server(later, Fault("RCPT", b"550 5.1.1 no", where="b@")) as server:
            result = sent(tmp_path, [one], _to(server), lambda: PASSWORD)
        entry = entries(tmp_path)[ONE]
        assert (result.sent, entry.reply) == ((ONE,), "250 2.0.0 kept as 1")
        assert [d.state for d in entry.deliveries] == [DeliveryState.ACCEPTED, DeliveryState.REFUSED]
        assert len(server.kept) == 1

    def it_does_not_send_what_is_larger_than_the_server_takes(self, tmp_path: Path) -> None:
        with mail_server(size_limit=1000) as server:
            result = _sent(tmp_path, server)
        assert (result.failed, server.kept) == ((ONE,), [])
        assert entries(tmp_path)[ONE].reply.startswith("552")
        assert not server.heard_of("DATA")


class DescribeReplies:
    @pytest.mark.parametrize(
        ("reply", "told"),
        [
            (b"250-2.0.0 first\r\n250-second\r\n250 third", "250 2.0.0 first second third"),
            ("250 Đã nhận thư số 1".encode(), "250 Đã nhận thư số 1"),
            (b"250 re\xe7u", "250 reçu"),
            (b"250", "250"),
            (b"250 \x1b[31mred\x07\ttab", "250 [31mred tab"),
            (b"250 " + b"x" * 100_000, "250 " + "x" * 399 + "…"),
            (b"\r\n".join([b"250-" + b"z" * 400] * 400 + [b"250 end"]), "250 " + "z" * 399 + "…"),
            (f"250 kept for {PASSWORD}".encode(), "250 kept for ***"),
        ],
        ids=["lines", "utf8", "latin1", "bare", "controls", "long_line", "many_lines", "password"],
    )
    def it_takes_a_yes_however_it_is_said(self, tmp_path: Path, reply: bytes, told: str) -> None:
        with mail_server(Fault("KEPT", reply)) as server:
            result = sent(tmp_path, batch(2), _to(server), lambda: PASSWORD)
        assert len(result.sent) == 2, result
        assert entries(tmp_path)[ONE].reply == told
        assert not twice(server.deliveries)


class DescribeErrors:
    @pytest.mark.parametrize("raised", [RuntimeError("locked"), KeyboardInterrupt()], ids=repr)
    def it_lets_through_what_asking_for_the_password_raises(self, tmp_path: Path, raised: BaseException) -> None:
        def password() -> str:
            raise raised

        with mail_server() as server, pytest.raises(type(raised)):
            sent(tmp_path, [outgoing()], _to(server), password)
        assert entries(tmp_path)[ONE].state is State.READY

    def it_shows_no_password_in_a_traceback(self, tmp_path: Path) -> None:
        """The one thing that may be raised while a connection is open: the ledger is gone."""

        def break_ledger() -> None:
            (tmp_path / "so-gui-thu.sqlite3").write_bytes(b"\0" * 100)
            for path in tmp_path.glob("*-wal"):
                path.write_bytes(b"")

        with mail_server(Fault("RCPT", break_ledger)) as server:
            try:
                result = sent(tmp_path, [outgoing()], _to(server), lambda: PASSWORD)
            except Exception as error:
                told = "".join(traceback.format_exception(error))
                assert not shown(PASSWORD, told.encode())
                assert not server.kept
            else:
                assert result.sent == (ONE,)

    @pytest.mark.parametrize("password", ["mật-khẩu", "a\r\nRSET", "a\0b-sach", "🔑"])
    def it_does_not_choke_on_odd_passwords(self, tmp_path: Path, password: str) -> None:
        with mail_server() as server:
            result = sent(tmp_path, [outgoing()], _to(server), lambda: password)
        assert "chữ có dấu hoặc ký tự lạ" in result.stopped
        assert not server.heard_of("RSET")


class DescribeThreads:
    def it_sends_outside_the_main_thread(self, tmp_path: Path) -> None:
        results: list[Dispatched] = []
        with mail_server() as server:
            work: Callable[[], None] = lambda: results.append(_sent(tmp_path, server))  # noqa: E731
            thread = threading.Thread(target=work)
            thread.start()
            thread.join(20)
        assert results[0].sent == (ONE,)
