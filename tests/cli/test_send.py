"""`cchc send` after `cchc run`, as an officer uses it, against a real mail server on loopback: what is shown, what goes."""

from __future__ import annotations

import os
import subprocess
import sys

import openpyxl
import pytest

from cchc_excel.mail.lock import sole_sender
from tests.builders.districts import District
from tests.builders.mail_office import ADDRESSES, GROUP, MEMBERS, Office, attached, of, parsed
from tests.conftest import ROOT
from tests.mail.server import PASSWORD, USER, Does, Fault, MailServer, mail_server


class DescribeADryRun:
    def it_sends_nothing_and_shows_everything(self, office: Office, server: MailServer) -> None:
        done = office.cchc("send", password=None)
        assert done.returncode == 0 and not done.stderr
        assert server.connections == 0 and not (office.folder / "outputs/so-gui-thu.sqlite3").exists()
        assert "UBND huyện Thanh Hà - năm 2022: 3 thư sẽ gửi" in done.stdout and "Chưa gửi thư nào" in done.stdout
        assert "Tiêu đề: “Báo cáo khắc phục Chỉ số CCHC năm 2022 - UBND [đơn vị]”" in done.stdout
        assert "“Báo cáo khắc phục CCHC năm 2022 - [đơn vị].docx”" in done.stdout
        assert "Xã Thanh An       | ubnd@thanhan.example, vanphong@thanhan.example |" in done.stdout
        for name, member in MEMBERS.items():
            data = (office.folder / GROUP / "thu" / f"bao-cao-khac-phuc_2022_{member}.eml").read_bytes()
            inline = name[0].lower() + name[1:]
            assert parsed(data)["Subject"] == f"Báo cáo khắc phục Chỉ số CCHC năm 2022 - UBND {inline}"
            assert attached(data) == {
                f"Báo cáo khắc phục CCHC năm 2022 - {name}.docx": office.report(name).read_bytes()
            }

    def it_takes_away_a_message_that_would_not_go_any_more(self, office: Office, server: MailServer) -> None:
        office.here("send")
        office.report("Xã Thanh Xá").unlink()
        done = office.here("send")
        assert done.returncode == 7 and "Chưa gửi được 1 đơn vị" in done.stdout and "Không tìm thấy" in done.stdout
        assert len(list((office.folder / GROUP / "thu").iterdir())) == 2

    def it_warns_of_an_address_that_gets_the_reports_of_two(self, office: Office, server: MailServer) -> None:
        office.change("Xã Thanh An", emails=("UBND@thanhxa.example",))
        done = office.here("send")
        assert done.returncode == 0, done.stdout
        told = " ".join(done.stdout.split())
        assert "ubnd@thanhxa.example nhận thư của 2 đơn vị: Xã Thanh Xá, Xã Thanh An." in told

    def it_warns_of_reports_that_went_under_another_name_of_the_authority(
        self, office: Office, server: MailServer
    ) -> None:
        server.faults.append(Fault("RCPT", b"550 5.1.1 nobody", times=9, where="thitran"))
        assert "ghi lại tên" not in office.send().stdout and len(server.kept) == 2
        renamed = District()
        renamed.information[0] = ("Cơ quan thẩm định", "UBND thị xã Thanh Hà")
        office.fill(renamed, **{"xa-thanh-an": "moi@thanhan.example"})
        told = " ".join(office.here("send").stdout.split())
        assert (
            "sổ gửi thư ghi “UBND huyện Thanh Hà” đã gửi báo cáo năm 2022 tới 1 đơn vị ở chính các địa chỉ này" in told
        )

    @pytest.mark.parametrize("columns", [40])
    def it_fits_a_narrow_window(self, office: Office, server: MailServer, columns: int) -> None:
        office.report("Xã Thanh Xá").unlink()
        done = subprocess.run(
            [sys.executable, "-m", "cchc_excel", "send"], capture_output=True, cwd=office.folder, encoding="utf-8", check=False,
            env={**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT), "COLUMNS": str(columns)},
        )  # fmt: skip
        assert max(map(len, done.stdout.splitlines())) < columns


class DescribeSending:
    def it_gives_each_commune_its_own_report_once(self, office: Office, server: MailServer) -> None:
        done = office.cchc("send", "--send", "--yes")
        assert done.returncode == 0 and "Đã gửi 3 thư." in done.stdout, done.stdout + done.stderr
        assert f"localhost:{server.port}, tài khoản {USER}" in done.stdout
        for name, text in ADDRESSES.items():
            for address in text.split("; "):
                (data,) = of(server, address)
                assert list(attached(data).values()) == [office.report(name).read_bytes()]
                assert f"UBND {name[0].lower()}{name[1:]}" in parsed(data)["Subject"]
        again = office.send()
        assert again.returncode == 0 and "Không có thư nào để gửi" in again.stdout and len(server.kept) == 3
        assert "Đã gửi từ trước, không gửi lại: 3 đơn vị" in again.stdout

    def it_reuses_one_connection(self, office: Office, server: MailServer) -> None:
        office.send()
        assert server.connections == 1 and len(server.kept) == 3

    def it_attaches_the_pdf_and_copies_who_is_to_be_copied(self, office: Office, server: MailServer) -> None:
        office.settings(server, 'dong_gui = "luu@thanhha.example"', 'dia_chi_nhan_tra_loi = "cchc@thanhha.example"')
        pdf = office.report("Xã Thanh Xá").with_suffix(".pdf")
        pdf.write_bytes(b"%PDF-1.7\n1 0 obj << >> endobj\n% signed\n%%EOF\n")
        assert "không do chương trình lập" in office.here("send").stdout
        assert office.send("--accept", "thanh xa").returncode == 0
        (data,) = of(server, "ubnd@thanhxa.example")
        assert list(attached(data)) == [
            f"Báo cáo khắc phục CCHC năm 2022 - Xã Thanh Xá.{end}" for end in ("docx", "pdf")
        ]
        assert len(of(server, "luu@thanhha.example")) == 3 and parsed(data)["Reply-To"] == "cchc@thanhha.example"

    def it_asks_first(self, office: Office, server: MailServer) -> None:
        done = office.cchc("send", "--send")
        assert done.returncode == 2 and "--yes" in done.stderr and server.connections == 0

    def it_takes_the_settings_of_the_sheet(self, office: Office) -> None:
        with mail_server(security="none", has_login=False) as server:
            district = District()
            district.information += [
                ("Máy chủ thư", "localhost"), ("Cổng", server.port), ("Bảo mật", "không"),
                ("Địa chỉ gửi", "noivu@thanhha.example"), ("Số thư mỗi phút", 6000),
            ]  # fmt: skip
            office.fill(district)
            assert office.send(password=None).returncode == 0
            assert {one.sender for one in server.kept} == {"noivu@thanhha.example"} and len(server.kept) == 3

    def it_is_paced(self, office: Office, server: MailServer) -> None:
        assert office.send("--per-minute", 600).returncode == 0

    def it_works_from_the_groups_own_folder_with_the_same_ledger(self, office: Office, server: MailServer) -> None:
        assert office.send(GROUP).returncode == 0
        assert office.send().returncode == 0 and len(server.kept) == 3
        assert not (office.folder / GROUP / "so-gui-thu.sqlite3").exists()

    def it_lets_one_send_at_a_time(self, office: Office, server: MailServer) -> None:
        with sole_sender(office.folder / "outputs"):
            done = office.send()
            assert done.returncode == 7 and "cchc send khác" in done.stderr and server.connections == 0
            for look in (("send",), ("send", "--status")):
                assert "cchc send khác đang gửi" in " ".join(office.here(*look).stdout.split())
        assert "khác đang gửi" not in office.here("send", "--status").stdout
        assert office.send().returncode == 0


class DescribeATrial:
    def it_sends_one_to_oneself_and_none_to_a_commune(self, office: Office, server: MailServer) -> None:
        office.settings(server, 'dong_gui = "luu@thanhha.example"')
        done = office.cchc("send", "--trial")
        assert done.returncode == 0 and "Máy chủ đã nhận thư gửi thử" in done.stdout, done.stdout + done.stderr
        (kept,) = server.kept
        message = parsed(kept.data)
        assert kept.recipients == (kept.sender,) and f"<{kept.sender}>" in message["To"] and message["Cc"] is None
        assert message["Subject"].startswith("[Gửi thử] Báo cáo khắc phục Chỉ số CCHC năm 2022")
        ((name, data),) = attached(kept.data).items()
        assert "Thanh" in name and data in [office.report(one).read_bytes() for one in MEMBERS]
        assert not (office.folder / "outputs/so-gui-thu.sqlite3").exists()
        # as often as one likes, and the batch goes out whole afterwards
        assert office.here("send", "--trial").returncode == 0
        assert office.send().returncode == 0
        assert len({parsed(one.data)["Message-ID"] for one in server.kept}) == len(server.kept) == 5
        assert "Không có thư nào để gửi thử" in office.here("send", "--trial").stdout and len(server.kept) == 5

    @pytest.mark.parametrize(
        ("fault", "told"),
        [
            (Fault("RCPT", b"550 5.7.1 not you"), "từ chối thư gửi thử: “550 5.7.1 not you”"),
            (Fault("DATA", b"451 4.3.0 later"), "đang bận: “451 4.3.0 later”"),
            (Fault("END", Does.DROP), "Không gửi thử được: mất kết nối"),
        ],
    )
    def it_tells_what_is_wrong(self, office: Office, fault: Fault, told: str) -> None:
        with mail_server(fault) as server:
            office.settings(server)
            done = office.here("send", "--trial")
            assert done.returncode == 7 and told in " ".join(done.stderr.split()) and not server.kept
            done = office.here("send", "--trial", password="wrong")
            assert done.returncode == 7 and "mật khẩu" in done.stderr and not server.kept

    def it_needs_the_settings(self, office: Office) -> None:
        done = office.here("send", "--trial")
        assert done.returncode == 7 and "may_chu_thu" in done.stderr

    @pytest.mark.parametrize("other", [("--send",), ("--yes",), ("--status",), ("--accept", "thanh xa")])
    def it_goes_with_nothing_that_is_entered(self, office: Office, server: MailServer, other: tuple[str, ...]) -> None:
        done = office.here("send", "--trial", *other)
        assert done.returncode == 2 and server.connections == 0


class DescribeTheStatus:
    def it_is_a_table_and_a_sheet(self, office: Office, server: MailServer) -> None:
        office.edit("Xã Thanh An")
        office.send()
        done = office.here("send", "--status")
        assert done.returncode == 7 and "Bị giữ lại" in done.stdout and "Đã gửi" in done.stdout
        book = openpyxl.load_workbook(office.folder / "outputs/tinh-hinh-gui-thu.xlsx")
        rows = [[cell.value for cell in row] for row in book.active.iter_rows(min_row=5)]  # type: ignore[union-attr]
        assert [(row[2], row[3]) for row in rows] == [
            ("Xã Thanh An", "Bị giữ lại"), ("Xã Thanh Xá", "Đã gửi"), ("Thị trấn Thanh Hà", "Đã gửi"),
        ]  # fmt: skip
        sent = next(row for row in rows if row[2] == "Xã Thanh Xá")
        assert sent[5] == "ubnd@thanhxa.example" and "250" in sent[6] and sent[7] == 1 and sent[8].startswith("<")

    def it_needs_no_settings_and_no_ledger(self, office: Office) -> None:
        done = office.here("send", "--status")
        assert done.returncode == 7 and done.stdout.count("Chờ gửi") == 3


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal that a program can hold")
class DescribeTheTerminal:
    def it_asks_once_and_takes_the_password_unseen(self, office: Office, server: MailServer) -> None:
        said = typed(office, "c", PASSWORD)
        assert "Gửi 3 thư?" in said and "Mật khẩu" in said and "Đã gửi 3 thư." in said, said
        assert len(server.kept) == 3
        office.said += said

    def it_sends_nothing_at_a_no(self, office: Office, server: MailServer) -> None:
        assert "Chưa gửi thư nào" in typed(office, "k") and server.connections == 0


def typed(office: Office, *answers: str) -> str:
    """What stands on a terminal where these answers are typed, each to a question."""
    import pty

    env = {
        **os.environ,
        "PYTHONUTF8": "1",
        "PYTHONPATH": str(ROOT),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
    }
    env.pop("CCHC_MAIL_PASSWORD", None)
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(office.folder)
        os.execvpe(sys.executable, [sys.executable, "-m", "cchc_excel", "send", "--send"], env)
    said, rest = b"", list(answers)
    while True:
        try:
            piece = os.read(terminal, 4096)
        except OSError:
            break
        if not piece:
            break
        said += piece
        if rest and said.rstrip().endswith(b":"):
            os.write(terminal, rest.pop(0).encode() + b"\n")
            said += b"\n"
    os.waitpid(child, 0)
    os.close(terminal)
    return said.decode()
