"""An officer's working folder with `cchc` at hand, and what a mail server got from there."""

from __future__ import annotations

import email
import email.policy
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from email.message import EmailMessage
from io import StringIO
from pathlib import Path

import pytest

from cchc_excel.cli import main
from cchc_excel.errors import ExitCode
from cchc_excel.writers.report.package import package, packed, read_package
from cchc_excel.writers.send_list import encoded_list, read_send_list
from tests.builders.books import write_book
from tests.builders.districts import District
from tests.builders.templates import MAIN
from tests.conftest import ROOT
from tests.mail.server import PASSWORD, USER, MailServer, certificates

GROUP = "outputs/huyen-thanh-ha_2022"
ADDRESSES = {
    "Xã Thanh Xá": "ubnd@thanhxa.example",
    "Xã Thanh An": "ubnd@thanhan.example; vanphong@thanhan.example",
    "Thị trấn Thanh Hà": "ubnd@thitran.example",
}
MEMBERS = {"Xã Thanh Xá": "xa-thanh-xa", "Xã Thanh An": "xa-thanh-an", "Thị trấn Thanh Hà": "thi-tran-thanh-ha"}


@dataclass
class Office:
    """A working folder, with `cchc` at hand."""

    folder: Path
    said: str = ""
    """Everything that was ever printed."""

    def cchc(self, *args: object, password: str | None = PASSWORD) -> subprocess.CompletedProcess[str]:
        env = {**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT), "COLUMNS": "100"}
        env["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
        done = subprocess.run(
            [sys.executable, "-m", "cchc_excel", *map(str, args)],
            capture_output=True, cwd=self.folder, encoding="utf-8", timeout=120, check=False, stdin=subprocess.DEVNULL,
            env=env | ({"CCHC_MAIL_PASSWORD": password} if password is not None else {}),
        )  # fmt: skip
        return self._kept(done)

    def here(self, *args: object, password: str | None = PASSWORD) -> subprocess.CompletedProcess[str]:
        """The same within this process, which takes a fifth of the time."""
        said, complained = StringIO(), StringIO()
        with pytest.MonkeyPatch.context() as changed, Path(os.devnull).open(encoding="utf-8") as nobody:
            changed.chdir(self.folder)
            changed.setattr(sys, "argv", ["cchc", *map(str, args)])
            changed.setattr(sys, "stdin", nobody)
            changed.setenv("COLUMNS", "100")
            changed.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
            changed.delenv("CCHC_MAIL_PASSWORD", raising=False)
            if password is not None:
                changed.setenv("CCHC_MAIL_PASSWORD", password)
            with redirect_stdout(said), redirect_stderr(complained):
                status = main._status()
        return self._kept(subprocess.CompletedProcess(args, status, said.getvalue(), complained.getvalue()))

    def _kept(self, done: subprocess.CompletedProcess[str]) -> subprocess.CompletedProcess[str]:
        self.said += done.stdout + done.stderr
        assert done.returncode != ExitCode.INTERNAL and "Traceback" not in done.stderr, done.stderr
        return done

    def send(self, *args: object, password: str | None = PASSWORD) -> subprocess.CompletedProcess[str]:
        return self.here("send", "--send", "--yes", *args, password=password)

    def fill(self, district: District | None = None, **addresses: str) -> None:
        """The workbooks, and a run over them."""
        (district or District()).write(self.folder / "workbooks")
        rows = [("Đơn vị", "E-mail", "Người nhận")]
        rows += [(name, addresses.get(MEMBERS[name], text), "Chủ tịch UBND") for name, text in ADDRESSES.items()]
        write_book(self.folder / "workbooks/danh ba.xlsx", {"Danh bạ": rows})
        assert self.cchc("run").returncode in (0, 3)

    def change(self, name: str, **changed: object) -> None:
        """What the list of the run says of a commune, as another run over another workbook would have it."""
        path = self.folder / GROUP / "danh-sach-gui_2022.json"
        listed = read_send_list(path.read_bytes())
        items = [replace(one, **changed) if one.commune == name else one for one in listed.items]  # type: ignore[arg-type]
        path.write_bytes(encoded_list(listed.with_items(items)))

    def drop(self, name: str) -> None:
        """The list without a commune, as another run over workbooks without it would leave it."""
        path = self.folder / GROUP / "danh-sach-gui_2022.json"
        listed = read_send_list(path.read_bytes())
        path.write_bytes(encoded_list(listed.with_items([one for one in listed.items if one.commune != name])))

    def settings(self, server: MailServer, *lines: str) -> None:
        own = [
            'may_chu_thu = "localhost"', f"cong = {server.port}", f'tai_khoan_thu = "{USER}"', "so_thu_moi_phut = 0",
            'dia_chi_gui = "Phòng Nội vụ <noivu@thanhha.example>"', "cho_lan_dau = 0.05",
            f"tep_chung_thu_goc = '{certificates().ca_file}'", *lines,
        ]  # fmt: skip
        (self.folder / "gui-thu.toml").write_text("\n".join(own), encoding="utf-8")

    def report(self, name: str) -> Path:
        return self.folder / GROUP / "bao_cao" / f"bao-cao-khac-phuc_2022_{MEMBERS[name]}.docx"

    def edit(self, name: str) -> bytes:
        """As an officer who corrects a word and saves the report again."""
        parts = dict(read_package(self.report(name).read_bytes()))
        parts[MAIN] = parts[MAIN].replace("BÁO CÁO".encode(), "BÁO CÁO SỬA".encode(), 1)
        data = package(packed(n, d) for n, d in parts.items())
        self.report(name).write_bytes(data)
        return data


def parsed(data: bytes) -> EmailMessage:
    found = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(found, EmailMessage) and not found.defects
    return found


def attached(data: bytes) -> dict[str, bytes]:
    return {str(part.get_filename()): part.get_content() for part in parsed(data).iter_attachments()}


def of(server: MailServer, address: str) -> list[bytes]:
    return [one.data for one in server.kept if address in one.recipients]
