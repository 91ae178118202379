"""The settings of sending: from the settings file, and for what it leaves out from the information sheet."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from typing import TypeVar

from ..errors import MailError
from ..files.presence import is_file
from ..model.names import composed, folded
from .addresses import LONGEST, Mailbox, addresses, mailbox
from .settings_source import SHEET, Given, given_by_file, given_by_sheet

FILE_NAME = "gui-thu.toml"
T = TypeVar("T")
_NEEDED = {"may_chu_thu": "Máy chủ thư", "dia_chi_gui": "Địa chỉ gửi"}
_NOBODY = Mailbox("(chưa có địa chỉ gửi)", "chua-co-dia-chi-gui@cchc.example")
"""Who a message comes from that is only looked at."""
_HOST = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z.-]{0,251}[0-9A-Za-z])?")
MOST_PER_MINUTE = 6000
_USUAL_PER_MINUTE = 20
_USUAL_FIRST_WAIT = 20.0
_LONGEST_FIRST_WAIT = 600


class Security(StrEnum):
    """How the connection is kept from being read on its way."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


_PORTS = {Security.STARTTLS: 587, Security.TLS: 465, Security.NONE: 25}
_SECURITY = {
    "starttls": Security.STARTTLS,
    "tls": Security.TLS,
    "ssl": Security.TLS,
    "ssl tls": Security.TLS,
    "khong": Security.NONE,
    "none": Security.NONE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MailSettings:
    """How messages leave; no password is among it."""

    server: str
    """A host's name or address."""
    port: int
    security: Security
    user: str
    """The account's name; "" where the server asks for none."""
    sender: str
    """The bare address that messages come from."""
    sender_name: str = ""
    """What is shown beside it."""
    reply_to: str = ""
    """A bare address; "" for the sender's."""
    cc: tuple[str, ...] = ()
    """Bare addresses that get every message, too."""
    ca_file: Path | None = None
    """Certificates (PEM) to trust beside the system's."""
    per_minute: int = _USUAL_PER_MINUTE
    """So many messages in a minute at most; 0 for no limit."""
    first_wait: float = _USUAL_FIRST_WAIT
    """Seconds before the first further try."""
    missing: str = ""
    """Where these settings do for looking only: what is missing before anything can be sent, one Vietnamese line."""


def settings_file(outputs: Path, chosen: Path | None) -> Path | None:
    """The settings file: the one asked for, else the one in the working folder, else the one beside the outputs."""
    if chosen is not None:
        return chosen
    candidates = (Path(FILE_NAME), outputs.absolute().parent / FILE_NAME)
    return next((path for path in candidates if is_file(path)), None)


def mail_settings(file: Path | None, sheet: Mapping[str, str], *, for_looking: bool = False) -> MailSettings:
    """The settings that a file and a send list's `settings` give together; the file's count more.

    Raises MailError, one line that names the place and the key; what is not there at all is only told in `missing` where
    the messages are just `for_looking` at.
    """
    given = given_by_sheet(sheet) | (given_by_file(file) if file is not None else {})
    missing = _missing(given, file.name if file is not None else FILE_NAME)
    if missing and not for_looking:
        raise MailError(missing)
    security = _security(given)
    sender = _optional(given, "dia chi gui", mailbox, _NOBODY)
    return MailSettings(
        missing=missing,
        server=_optional(given, "may chu thu", _host, ""),
        port=_optional(given, "cong", _whole(1, 65535), _PORTS[security]),
        security=security,
        user=_optional(given, "tai khoan thu", _line, ""),
        sender=sender.address,
        sender_name=sender.name,
        reply_to=_optional(given, "dia chi nhan tra loi", lambda text: mailbox(text).address, ""),
        cc=_optional(given, "dong gui", lambda text: addresses([text]), ()),
        ca_file=_optional(given, "tep chung thu goc", lambda text: _beside(file, text), None),
        per_minute=_optional(given, "so thu moi phut", _whole(0, MOST_PER_MINUTE), _USUAL_PER_MINUTE),
        first_wait=_optional(given, "cho lan dau", _seconds, _USUAL_FIRST_WAIT),
    )


def _missing(given: Mapping[str, Given], file: str) -> str:
    """One line for all that is missing; "" for nothing."""
    missing = {key: shown for key, shown in _NEEDED.items() if folded(key) not in given}
    if not missing:
        return ""
    keys, lines = (", ".join(f"“{one}”" for one in some) for some in (missing, missing.values()))
    return (
        f"Chưa có {' và '.join(shown.lower() for shown in missing.values())}. Hãy ghi mục {keys} trong {file} hoặc dòng {lines} "
        f"của trang “{SHEET}” (ghi vào sổ thì chạy lại cchc run); cchc init chép tệp mẫu."
    )


def _optional(given: Mapping[str, Given], key: str, read: Callable[[str], T], default: T) -> T:
    found = given.get(key)
    return default if found is None else _read(found, read)


def _read(given: Given, read: Callable[[str], T]) -> T:
    """The setting as `read`, which raises ValueError with a clause, takes it."""
    try:
        return read(given.text)
    except ValueError as problem:
        given.wrong(str(problem))


def _security(given: Mapping[str, Given]) -> Security:
    """As it is given; else what the port is commonly for."""
    found = given.get("bao mat")
    if found is None:
        port = given.get("cong")
        return Security.TLS if port is not None and port.text.strip() == "465" else Security.STARTTLS
    security = _SECURITY.get(folded(found.text))
    if security is None:
        found.wrong("chỉ ghi được starttls, tls hoặc khong (khong: chỉ khi máy chủ thư chạy trên chính máy này)")
    return security


def _host(text: str) -> str:
    """A host's name or address; what is typed is not told again where it may hold more than that."""
    host = composed(text)
    if not _HOST.fullmatch(host) or ".." in host:
        try:
            return ip_address(host).compressed
        except ValueError:
            raise ValueError("chỉ ghi tên máy chủ, ví dụ smtp.thanhha.example; cổng ghi riêng ở mục “cong”") from None
    return host


def _whole(lowest: int, highest: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        digits = text.strip()
        if not (digits.isascii() and digits.isdigit() and len(digits) < 9) or not lowest <= int(digits) <= highest:
            raise ValueError(f"phải là số nguyên từ {lowest} đến {highest}")
        return int(digits)

    return read


def _seconds(text: str) -> float:
    try:
        seconds = float(text.strip().replace(",", "."))
    except ValueError:
        seconds = -1
    if not 0 <= seconds <= _LONGEST_FIRST_WAIT:
        raise ValueError(f"phải là số giây từ 0 đến {_LONGEST_FIRST_WAIT}")
    return seconds


def _line(text: str) -> str:
    line = composed(text)
    if not line.isprintable() or not line.isascii() or len(line) > LONGEST:
        raise ValueError("tên tài khoản không được có chữ có dấu hoặc quá dài")
    return line


def _beside(file: Path | None, text: str) -> Path:
    """A file that the settings file names, from where that lies."""
    path = (file.parent if file is not None else Path()) / text.strip()
    if not is_file(path):
        raise ValueError(f"không thấy tệp “{path}”")
    return path
