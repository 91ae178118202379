"""`cchc send` from wherever and however the outputs are named: one ledger, one list of each group, all of it readable or told."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders.districts import District
from tests.builders.mail_office import GROUP, Office
from tests.conftest import ROOT
from tests.mail.server import PASSWORD, Does, Fault, MailServer, mail_server, twice

OTHER = "outputs/huyen-nam-sach_2022"
LISTED = f"{GROUP}/danh-sach-gui_2022.json"


def sheet_settings(office: Office, authority: str, **settings: object) -> None:
    """A run over another authority's workbook, or the same one's, with the settings of sending in its sheet."""
    district = District()
    district.information[0] = ("Cơ quan thẩm định", authority)
    shown = {"port": "Cổng", "user": "Tài khoản thư", "security": "Bảo mật"}
    usual = {"security": "không", "port": 1}
    district.information += [("Máy chủ thư", "localhost"), ("Địa chỉ gửi", "noivu@thanhha.example")]
    district.information += [(shown[key], value) for key, value in (usual | settings).items()]
    office.fill(district)


class DescribeOneLedger:
    @pytest.mark.parametrize("way", [GROUP, f"{GROUP}/bao_cao/..", f"./{GROUP}/", "lối tắt", "outputs"])
    def it_is_found_however_the_folder_is_named(self, office: Office, server: MailServer, way: str) -> None:
        (office.folder / "lối tắt").symlink_to(office.folder / GROUP, target_is_directory=True)
        assert office.send().returncode == 0
        done = office.send(way)
        assert done.returncode == 0 and "Không có thư nào để gửi" in done.stdout and len(server.kept) == 3
        assert [path.parent.name for path in office.folder.rglob("so-gui-thu.sqlite3")] == ["outputs"]

    def it_is_not_left_for_a_shortcut_among_the_outputs(self, office: Office, server: MailServer) -> None:
        away = office.folder / "nơi khác/huyen-thanh-ha_2022"
        shutil.move(office.folder / GROUP, away)
        (office.folder / GROUP).symlink_to(away, target_is_directory=True)
        done = office.send()
        assert done.returncode == 7 and "chỉ là lối tắt" in done.stderr and server.connections == 0
        assert office.send("nơi khác").returncode == 0 and len(server.kept) == 3


class DescribeCopies:
    def it_sends_nothing_while_a_copy_of_the_group_lies_there(self, office: Office, server: MailServer) -> None:
        copy = shutil.copytree(office.folder / GROUP, office.folder / f"{GROUP} - Copy")
        for asked in ((), ("--send", "--yes"), ("--status",), ("--trial",)):
            done = office.here("send", *asked)
            told = " ".join(done.stderr.split())
            assert done.returncode == 7 and "Có hai danh sách gửi của UBND huyện Thanh Hà - năm 2022" in told
            assert "huyen-thanh-ha_2022 - Copy" in told and server.connections == 0
        assert office.send(GROUP).returncode == 0 and len(server.kept) == 3
        shutil.rmtree(copy)
        assert office.send().returncode == 0 and len(server.kept) == 3

    def it_passes_over_a_copy_of_the_list(self, office: Office, server: MailServer) -> None:
        for name in ("danh-sach-gui_2022 (1).json", "danh-sach-gui_2022 - Copy.json"):
            shutil.copy(office.folder / LISTED, office.folder / GROUP / name)
        done = office.send()
        assert done.returncode == 0 and "Đã gửi 3 thư" in done.stdout and not twice(server.deliveries)


class DescribeSeveralGroups:
    def it_gives_no_password_of_one_account_to_another(self, office: Office) -> None:
        sheet_settings(office, "UBND huyện Thanh Hà", user="a@thanhha.example")
        sheet_settings(office, "UBND huyện Nam Sách", user="b@namsach.example")
        done = office.send()
        told = " ".join(done.stderr.split())
        assert done.returncode == 7 and "chỉ giữ mật khẩu của một tài khoản" in told
        assert "a@thanhha.example ở localhost" in told and "b@namsach.example ở localhost" in told

    def it_sends_the_others_although_one_server_fails(self, office: Office) -> None:
        with mail_server(security="none", has_login=False) as server:
            sheet_settings(office, "UBND huyện Nam Sách", port=server.port, security="starttls")
            sheet_settings(office, "UBND huyện Thanh Hà", port=server.port)
            done = office.send("--per-minute", 0, password=None)
            assert done.returncode == 7 and done.stdout.count(f"localhost:{server.port}, địa chỉ gửi") == 2
            assert (
                "STARTTLS" in done.stderr
                and "Đã gửi 0 thư" in done.stdout
                and "Đã gửi 3 thư" in done.stdout
                and len(server.kept) == 3
            )

    def it_tells_whose_settings_are_missing(self, office: Office) -> None:
        sheet_settings(office, "UBND huyện Nam Sách")
        done = office.send()
        assert done.returncode == 7 and "UBND huyện Thanh Hà - năm 2022: Chưa có" in " ".join(done.stderr.split())

    def it_accepts_a_report_of_one_although_anothers_is_lost(self, office: Office, server: MailServer) -> None:
        sheet_settings(office, "UBND huyện Nam Sách")
        office.edit("Xã Thanh An")
        shutil.rmtree(office.folder / OTHER / "bao_cao")
        assert "Đã chấp nhận tệp của Xã Thanh An" in office.here("send", "--accept", "thanh an").stdout


class DescribeACommuneThatIsGone:
    def it_is_told_and_settled_all_the_same(self, office: Office) -> None:
        with mail_server(Fault("KEPT", Does.DROP)) as server:
            office.settings(server)
            assert office.send().returncode == 7
            office.drop("Xã Thanh Xá")
            done = office.here("send")
            told = " ".join(done.stdout.split())
            assert done.returncode == 7 and "Xã Thanh Xá: Danh sách gửi không còn đơn vị này" in told
            assert not (office.folder / GROUP / "thu/bao-cao-khac-phuc_2022_xa-thanh-xa.eml").exists()
            assert 'cchc send --mark-sent "Xã Thanh Xá"' in " ".join(office.here("send", "--status").stdout.split())
            assert office.here("send", "--resend", "thanh xa").returncode == 2
            assert office.here("send", "--mark-sent", "thanh xa").returncode == 0
            assert office.send().returncode == 0 and not twice(server.deliveries) and len(server.kept) == 3

    def it_leaves_no_draft(self, office: Office, server: MailServer) -> None:
        own = office.folder / GROUP / "thu/của tôi.eml"
        assert office.here("send").returncode == 0
        own.write_bytes(b"x")
        office.drop("Xã Thanh Xá")
        assert office.here("send").returncode == 0
        assert len(list(own.parent.iterdir())) == 3 and own.exists()


class DescribeWhatCannotBeOpened:
    @pytest.mark.parametrize("what", ["bao_cao", "report_templates", "letter", "pdf", "drafts"])
    def it_is_told(self, office: Office, server: MailServer, what: str) -> None:
        report = office.report("Xã Thanh Xá")
        path = {
            "bao_cao": report.parent,
            "report_templates": office.folder / "report_templates",
            "letter": office.folder / "report_templates/thu-gui.txt",
            "pdf": report.with_suffix(".pdf"),
            "drafts": office.folder / GROUP / "thu",
        }[what]
        if path.exists():
            shutil.rmtree(path)
        path.parent.mkdir(exist_ok=True)
        # a link to itself fails in another way than what is not there
        path.symlink_to(path)
        done = office.here("send")
        assert done.returncode in (0, 5, 6, 7)
        assert office.send().returncode in (0, 6, 7)

    @pytest.mark.parametrize("length", [300, 5000])
    def it_is_told_of_names_that_are_too_long(self, office: Office, length: int) -> None:
        assert office.here("send", "x" * length).returncode == 4
        (office.folder / "gui-thu.toml").write_text(f"tep_chung_thu_goc = '{'x' * 3000}'", encoding="utf-8")
        assert "không thấy tệp" in office.here("send").stderr

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such files here")
    def it_does_not_wait_for_a_pipe(self, office: Office) -> None:
        os.mkfifo(office.folder / "gui-thu.pipe")
        done = office.here("send", "--settings", "gui-thu.pipe")
        assert done.returncode == 7 and "không phải tệp" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell that closes streams")
class DescribeNoScreen:
    @pytest.mark.parametrize("streams", [">&-", "2>&-", ">&- 2>&- <&-"])
    def it_works_where_nobody_reads(self, office: Office, server: MailServer, streams: str) -> None:
        done = self.shell(office, f"send --send --yes {streams}")
        assert done.returncode == 0 and "Traceback" not in done.stderr + done.stdout and len(server.kept) == 3

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
    def it_says_that_the_disk_is_full(self, office: Office, server: MailServer) -> None:
        done = self.shell(office, "send > /dev/full")
        assert "lỗi nội bộ" not in done.stderr and "Traceback" not in done.stderr

    @staticmethod
    def shell(office: Office, line: str) -> subprocess.CompletedProcess[str]:
        env = {**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT), "CCHC_MAIL_PASSWORD": PASSWORD}
        env["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
        return subprocess.run(
            ["/bin/sh", "-c", f'"{sys.executable}" -m cchc_excel {line}'],
            capture_output=True, cwd=office.folder, encoding="utf-8", check=False, env=env, timeout=60,
        )  # fmt: skip
