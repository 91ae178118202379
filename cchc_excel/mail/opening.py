"""Opens a connection to the mail server: reached, secured with a verified certificate, logged in."""

from __future__ import annotations

import smtplib
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import NoReturn, Protocol

from .certificates import certificate_fault, tls_fault
from .dialogue import Dialogue
from .login import log_in
from .outcome import Lost, Refused, Reply, Stage, Trouble, Unusable


class ServerSettings(Protocol):
    """What the connection needs of the settings."""

    @property
    def server(self) -> str:
        """A host's name or address."""

    @property
    def port(self) -> int:
        """Its port."""

    @property
    def security(self) -> str:
        """ "starttls", "tls" or "none"."""

    @property
    def user(self) -> str:
        """The account; "" to go without."""

    @property
    def ca_file(self) -> Path | None:
        """Certificates (PEM) to trust beside the system's."""


@dataclass(frozen=True, slots=True)
class Timeouts:
    """How long the server may keep silent, in seconds."""

    reply: float = 60
    after_data: float = 600
    """After the end of a message, where a server may look through it first (RFC 5321, 4.5.3.2.6): giving up here is what leaves
    a message's fate unknown."""


def trusted(settings: ServerSettings) -> ssl.SSLContext:
    """Who is believed. Raises Trouble."""
    # the same as ssl.create_default_context, but that writes keys to wherever the environment says
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_default_certs()
    if settings.ca_file is not None:
        try:
            context.load_verify_locations(settings.ca_file)
        except (OSError, ValueError):
            stop(f"Không dùng được tệp chứng thư gốc “{settings.ca_file}”. Tệp phải là chứng thư dạng PEM.")
    return context


def open_dialogue(
    settings: ServerSettings,
    password: Callable[[], str],
    trust: ssl.SSLContext,
    timeouts: Timeouts,
    *,
    has_worked: bool,
) -> Dialogue:
    """A dialogue in which messages may be given. `has_worked`: an earlier one did, so that what looks wrong is the network's.

    Raises Trouble, and nothing else but what `password` raises.
    """
    connected = _reached(settings, timeouts.reply, has_worked)
    dialogue = None
    try:
        if settings.security == "tls":
            connected = _secured(connected, settings, trust, has_worked)
        dialogue = Dialogue(connected, timeouts.reply)
        _greet(dialogue, settings, trust, has_worked)
        if settings.user:
            log_in(dialogue, settings.user, password())
        return dialogue
    except (smtplib.SMTPServerDisconnected, OSError) as error:
        trouble = Trouble(Lost(True, Stage.OPENING, _why_lost(error, settings)))
    except BaseException:
        (dialogue or connected).close()
        raise
    (dialogue or connected).close()
    raise trouble


def stop(line: str) -> NoReturn:
    """Raises Trouble: nothing can be sent until somebody changes something."""
    raise Trouble(Unusable(line))


def _reached(settings: ServerSettings, patience: float, has_worked: bool) -> socket.socket:
    where = f"{settings.server}:{settings.port}"
    try:
        if settings.security not in ("starttls", "tls"):
            _only_here(settings)
        connected = socket.create_connection((settings.server, settings.port), patience)
    except socket.gaierror as error:
        if has_worked or error.errno == socket.EAI_AGAIN:
            trouble = Trouble(Lost(True, Stage.OPENING, f"không tìm được máy chủ thư {settings.server} trên mạng"))
        else:
            trouble = Trouble(
                Unusable(
                    f"Không tìm thấy máy chủ thư “{settings.server}”. Hãy kiểm tra kết nối mạng và mục “may_chu_thu” (tên máy chủ)."
                )
            )
    except UnicodeError:
        trouble = Trouble(Unusable(f"Tên máy chủ thư “{settings.server}” không hợp lệ. Hãy sửa mục “may_chu_thu”."))
    except TimeoutError:
        trouble = Trouble(Lost(True, Stage.OPENING, f"máy chủ thư {where} không trả lời"))
    except ConnectionRefusedError:
        trouble = Trouble(Lost(True, Stage.OPENING, f"máy chủ thư {where} từ chối kết nối; có thể sai cổng"))
    except OSError:
        trouble = Trouble(Lost(True, Stage.OPENING, f"không kết nối được tới máy chủ thư {where}"))
    else:
        if settings.security not in ("starttls", "tls") and not _is_here(connected.getpeername()[0]):
            connected.close()
            _refuse_plain(settings)
        # the few bytes that end a message must not wait for the reply to those before them
        connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connected
    raise trouble


def _only_here(settings: ServerSettings) -> None:
    """Plain text goes to this machine alone, looked up before anything is sent."""
    found = socket.getaddrinfo(settings.server, settings.port, type=socket.SOCK_STREAM)
    if not all(_is_here(str(address[0])) for *_, address in found):
        _refuse_plain(settings)


def _is_here(address: str) -> bool:
    one = ip_address(address.partition("%")[0])
    mapped = getattr(one, "ipv4_mapped", None)
    return bool((mapped or one).is_loopback)


def _refuse_plain(settings: ServerSettings) -> NoReturn:
    stop(
        f"Không gửi mật khẩu và thư ở dạng đọc được tới {settings.server}. Hãy đặt mục “bao_mat” là starttls hoặc tls; “khong” chỉ "
        "dùng được khi máy chủ thư chạy trên chính máy này."
    )


def _secured(plain: socket.socket, settings: ServerSettings, trust: ssl.SSLContext, has_worked: bool) -> socket.socket:
    """The connection under TLS, the certificate checked for the server's name."""
    try:
        return trust.wrap_socket(plain, server_hostname=settings.server)
    except ssl.SSLCertVerificationError as error:
        line = certificate_fault(error, settings.server)
    except ssl.SSLError as error:
        if has_worked or isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError):
            raise ConnectionResetError from None
        line = tls_fault(error, settings.server, settings.port, settings.security)
    except ValueError:
        line = f"Tên máy chủ thư “{settings.server}” không hợp lệ. Hãy sửa mục “may_chu_thu”."
    stop(line)


def _greet(dialogue: Dialogue, settings: ServerSettings, trust: ssl.SSLContext, has_worked: bool) -> None:
    """The greeting, the two names, and STARTTLS where it is wanted."""
    _expect(dialogue.answer(), settings)
    _hello(dialogue, settings)
    if settings.security != "starttls":
        return
    if not dialogue.has_extn("starttls"):
        stop(
            f"Máy chủ thư {settings.server} cổng {settings.port} không có STARTTLS, nên không gửi gì. Hãy kiểm tra cổng (thường là "
            "587), hoặc đặt mục “bao_mat” là tls với cổng 465."
        )
    _expect(dialogue.ask("STARTTLS"), settings)
    if dialogue.has_unasked() or dialogue.sock is None:
        raise ConnectionResetError
    dialogue.upgrade(_secured(dialogue.sock, settings, trust, has_worked))
    _hello(dialogue, settings)


def _hello(dialogue: Dialogue, settings: ServerSettings) -> None:
    try:
        dialogue.ehlo_or_helo_if_needed()
    except smtplib.SMTPHeloError as error:
        reply = dialogue.told(error.smtp_code, error.smtp_error)
    else:
        return
    _expect(reply, settings)


def _expect(reply: Reply, settings: ServerSettings) -> None:
    if reply.is_yes:
        return
    if reply.is_for_now:
        raise Trouble(Refused(reply, Stage.OPENING, is_permanent=False))
    if reply.is_for_good:
        stop(f"Máy chủ thư {settings.server} từ chối phục vụ: “{reply}”. Hãy hỏi người quản trị máy chủ thư.")
    stop(f"{settings.server} cổng {settings.port} không phải máy chủ thư. Hãy kiểm tra tên máy chủ và cổng.")


def _why_lost(error: OSError, settings: ServerSettings) -> str:
    silent = isinstance(error, TimeoutError) or "Timeout" in str(error)
    told = f"máy chủ thư {settings.server}:{settings.port} " + ("không trả lời" if silent else "ngắt kết nối")
    if settings.port == 465 and settings.security == "starttls":
        return f"{told}; cổng 465 thường cần mục “bao_mat” là tls"
    return told
