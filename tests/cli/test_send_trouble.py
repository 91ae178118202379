"""`cchc send` where something goes wrong: a server that refuses, drops or is not what it says, and slips of the officer."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from cchc_excel.cli.send import Asked, send
from cchc_excel.errors import ExitCode, MailError, NothingReadable
from tests.builders.mail_office import GROUP, Office, of
from tests.mail.server import Does, Fault, MailServer, mail_server, twice


class DescribeTrouble:
    def it_stops_at_a_wrong_password(self, office: Office, server: MailServer) -> None:
        done = office.send(password="wrong")
        assert done.returncode == 7 and "mật khẩu" in done.stderr and not server.kept
        assert len(done.stderr.strip().splitlines()) <= 4
        assert office.send().returncode == 0 and len(server.kept) == 3

    def it_stops_where_nobody_gives_a_password(self, office: Office, server: MailServer) -> None:
        done = office.send(password=None)
        assert done.returncode == 7 and "CCHC_MAIL_PASSWORD" in done.stderr and server.connections == 0

    def it_stops_at_the_certificate_of_another_host(self, office: Office) -> None:
        with mail_server(certificate="other_host") as server:
            office.settings(server)
            done = office.send()
            assert done.returncode == 7 and "chứng thư" in done.stderr.lower() and not server.kept

    def it_tells_who_was_refused_and_in_whose_words(self, office: Office) -> None:
        with mail_server(Fault("RCPT", b"550 5.1.1 no such mailbox", times=9, where="thanhxa")) as server:
            office.settings(server)
            done = office.send()
            assert done.returncode == 7 and "Máy chủ từ chối 1 thư" in done.stdout
            assert "Xã Thanh Xá" in done.stdout and "5.1.1 no such mailbox" in done.stdout and len(server.kept) == 2
            assert "Bị từ chối" in office.here("send", "--status").stdout
            office.change("Xã Thanh Xá", emails=("moi@thanhxa-moi.example",))
            server.faults.clear()
            assert office.send().returncode == 0
            assert len(of(server, "moi@thanhxa-moi.example")) == 1 and len(server.kept) == 3

    def it_tries_again_when_the_server_is_busy(self, office: Office) -> None:
        with mail_server(Fault("RCPT", b"450 4.2.0 greylisted", times=2, where="thanhxa")) as server:
            office.settings(server)
            assert office.send().returncode == 0 and len(server.kept) == 3

    def it_never_sends_again_what_may_have_arrived(self, office: Office) -> None:
        with mail_server(Fault("KEPT", Does.DROP)) as server:
            office.settings(server)
            done = office.send()
            assert done.returncode == 7 and "Chưa rõ 1 thư đã tới hay chưa" in done.stdout
            done = office.send()
            assert done.returncode == 7 and len(server.kept) == 3 and not twice(server.deliveries)
            assert '--mark-sent "Xã Thanh Xá"' in " ".join(done.stdout.split())
            done = office.here("send", "--status")
            assert done.returncode == 7 and "Chưa rõ" in done.stdout
            done = office.here("send", "--mark-sent", "Thanh An")
            assert done.returncode == 7 and "Xã Thanh An: sổ gửi thư đã ghi là đã gửi" in done.stdout
            done = office.here("send", "--mark-sent", "thanh xa")
            assert done.returncode == 0 and "đã nhận được thư" in done.stdout
            assert office.send().returncode == 0 and len(server.kept) == 3
            assert office.here("send", "--status").returncode == 0

    def it_sends_again_what_the_commune_has_not_got(self, office: Office) -> None:
        with mail_server(Fault("END", Does.DROP)) as server:
            office.settings(server)
            assert office.send().returncode == 7 and len(server.kept) == 2
            done = office.send("--resend", "xã Thanh An")
            assert done.returncode == 7 and "--resend không đổi gì" in done.stdout and len(server.kept) == 2
            assert "3 thư sẽ gửi" not in office.here("send", "--resend", "thanh xa").stdout and len(server.kept) == 2
            assert office.send("--resend", "thanh xa").returncode == 0
            assert len(of(server, "ubnd@thanhxa.example")) == 1 and not twice(server.deliveries)

    def it_may_be_asked_for_once_more_when_it_was_broken_off(self, office: Office) -> None:
        with mail_server(Fault("END", Does.DROP)) as server:
            office.settings(server)
            assert office.send().returncode == 7 and len(server.kept) == 2
            server.faults.append(Fault("RCPT", b"451 4.3.0 busy", times=9, where="thanhxa"))
            done = office.send("--resend", "thanh xa")
            assert done.returncode == 7 and "chạy lại lệnh này" in done.stdout and len(server.kept) == 2
            assert office.here("send", "--mark-sent", "thanh xa").returncode == 2
            server.faults.clear()
            assert office.send("--resend", "thanh xa").returncode == 0 and len(server.kept) == 3
            assert office.send("--resend", "thanh xa").returncode == 0 and len(server.kept) == 3

    def it_may_be_told_once_more_what_was_told(self, office: Office) -> None:
        office.edit("Xã Thanh Xá")
        with mail_server(Fault("END", Does.DROP, where="")) as server:
            office.settings(server)
            assert "như đang có" in office.here("send", "--accept", "thanh xa").stdout
            assert "đã được chấp nhận từ trước" in office.here("send", "--accept", "thanh xa").stdout
            assert office.send().returncode == 7
            assert office.here("send", "--mark-sent", "thanh xa").returncode == 0
            done = office.here("send", "--mark-sent", "thanh xa")
            assert done.returncode == 0 and "--mark-sent không đổi gì" in done.stdout


class DescribeSlips:
    """Within this process: what the terminal shows for such faults, other tests tell."""

    @pytest.fixture(autouse=True)
    def _here(self, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(office.folder)

    @pytest.mark.parametrize(
        ("asked", "told"),
        [
            (Asked(force=("Không Có",)), "không có đơn vị nào tên “Không Có”"),
            (Asked(accept=("thanh xa",)), "không có bản sửa"),
            (Asked(resend=("thanh xa",)), "không có thư nào chưa rõ"),
            (Asked(mark_sent=("thanh xa",)), "không có thư nào chưa rõ"),
        ],
    )
    def it_tells_what_cannot_be(self, server: MailServer, asked: Asked, told: str) -> None:
        with pytest.raises(click.BadParameter, match=told):
            send(Path("outputs"), asked)

    def it_says_why_a_file_cannot_be_accepted(self, office: Office, server: MailServer) -> None:
        office.report("Xã Thanh Xá").write_bytes(office.report("Xã Thanh An").read_bytes())
        with pytest.raises(click.BadParameter, match="là báo cáo của Xã Thanh An"):
            send(Path("outputs"), Asked(accept=("thanh xa",)))

    def it_knows_a_name_though_the_terminal_knows_no_vietnamese(self, office: Office, server: MailServer) -> None:
        office.edit("Xã Thanh Xá")
        typed = "Xã Thanh Xá".encode().decode("ascii", "surrogateescape")
        assert send(Path("outputs"), Asked(accept=(typed,))) is ExitCode.OK

    def it_tells_options_that_do_not_go_together(self, office: Office) -> None:
        done = office.cchc("send", "--status", "--yes")
        assert done.returncode == 2 and "--status" in done.stderr
        done = office.here("send", "--remember")
        assert done.returncode == 2 and "--send" in done.stderr
        done = office.cchc("send", "--nope")
        assert done.returncode == 2 and "Không có tùy chọn" in done.stderr

    @pytest.mark.parametrize("folder", ["nowhere", "leer"])
    def it_needs_a_run_first(self, office: Office, folder: str) -> None:
        (office.folder / "leer").mkdir()
        with pytest.raises(NothingReadable, match="cchc run"):
            send(Path(folder), Asked())

    def it_tells_a_list_or_a_ledger_that_is_damaged(self, office: Office, server: MailServer) -> None:
        listed = office.folder / GROUP / "danh-sach-gui_2022.json"
        good = listed.read_bytes()
        listed.write_bytes(good[: len(good) // 2])
        with pytest.raises(MailError, match="cchc run"):
            send(Path("outputs"), Asked(send=True, yes=True))
        listed.write_bytes(good)
        (office.folder / "outputs/so-gui-thu.sqlite3").write_bytes(b"x" * 5000)
        done = office.send()
        assert done.returncode == 5 and "hỏng" in done.stderr and server.connections == 0

    def it_tells_what_is_missing_in_the_settings(self, office: Office) -> None:
        done = office.here("send")
        assert done.returncode == 7 and "Chưa có máy chủ thư và địa chỉ gửi" in done.stderr
        # what would go where can be looked at all the same
        drafts = sorted((office.folder / GROUP / "thu").glob("*.eml"))
        assert len(drafts) == 3 and b"chua-co-dia-chi-gui@" in drafts[0].read_bytes()
        with pytest.raises(MailError, match="Chưa có máy chủ thư"):
            send(Path("outputs"), Asked(send=True, yes=True))
        with pytest.raises(MailError, match=r"khac\.toml"):
            send(Path("outputs"), Asked(settings=Path("khac.toml")))
