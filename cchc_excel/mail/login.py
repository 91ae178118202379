"""Logs in, so that neither the password nor anything made of it can be found in what is told or raised."""

from __future__ import annotations

import hmac
import smtplib
from collections.abc import Callable
from typing import Any, cast

from .dialogue import Dialogue
from .outcome import Lost, Refused, Stage, Trouble, Unusable

_NOT_THIS_WAY = frozenset({500, 501, 502, 503, 504, 538})
"""Codes that speak of the way of logging in, not of the password: another way may be tried."""


def log_in(dialogue: Dialogue, user: str, password: str) -> None:
    """Tries the ways the server offers; a password that one of them refused is not tried again, lest the account be locked.

    Raises Trouble, and smtplib.SMTPServerDisconnected where the connection is gone.
    """
    if not (password.isascii() and password.isprintable() and user.isascii() and user.isprintable()):
        raise Trouble(Unusable("Tên tài khoản hoặc mật khẩu thư có chữ có dấu hoặc ký tự lạ. Hãy nhập lại."))
    dialogue.hide(user, password)
    offered = dialogue.esmtp_features.get("auth", "").upper().split()
    ways = {mechanism: way for mechanism, way in _ways(user, password).items() if mechanism in offered}
    if not ways:
        raise Trouble(
            Unusable("Máy chủ thư không có cách đăng nhập bằng tài khoản và mật khẩu ở cổng này. Hãy kiểm tra cổng.")
        )
    trouble: Refused | Unusable | Lost | None = None
    for mechanism, (way, begins) in ways.items():
        trouble = _try(dialogue, mechanism, way, begins)
        if trouble is None:
            return
        if not isinstance(trouble, Refused):
            break
        if not trouble.is_permanent or trouble.reply.code not in _NOT_THIS_WAY:
            break
    raise Trouble(_final(trouble))


Way = Callable[[bytes | None], str]


def _ways(user: str, password: str) -> dict[str, tuple[Way, bool]]:
    """By mechanism, the best first: how it answers the server, and whether it begins with its first answer."""
    answers = iter((user, password))

    def plain(challenge: bytes | None = None) -> str:
        return f"\0{user}\0{password}"

    def login(challenge: bytes | None = None) -> str:
        return next(answers, "")

    def cram_md5(challenge: bytes | None = None) -> str:
        digest = hmac.new(password.encode(), challenge or b"", "md5").hexdigest()
        return f"{user} {digest}"

    return {"PLAIN": (plain, True), "LOGIN": (login, False), "CRAM-MD5": (cram_md5, False)}


def _try(dialogue: Dialogue, mechanism: str, way: Way, begins: bool) -> Refused | Lost | None:
    """None where the server let it in."""
    try:
        dialogue.auth(mechanism, cast(Any, way), initial_response_ok=begins)
    except smtplib.SMTPAuthenticationError as error:
        reply = dialogue.told(error.smtp_code, error.smtp_error)
        if reply.is_for_now or reply.is_for_good:
            return Refused(reply, Stage.OPENING, is_permanent=reply.is_for_good)
    except smtplib.SMTPServerDisconnected:
        raise
    except (smtplib.SMTPException, ValueError):
        # a dialogue that goes on for ever, or a challenge that is none
        pass
    else:
        return None
    return Lost(True, Stage.OPENING, "máy chủ thư trả lời lạ khi đăng nhập")


def _final(trouble: Refused | Unusable | Lost | None) -> Refused | Unusable | Lost:
    if not isinstance(trouble, Refused):
        return trouble or Unusable("Không đăng nhập được máy chủ thư.")
    if not trouble.is_permanent:
        return trouble
    return Unusable(
        f"Máy chủ thư không nhận tên tài khoản hoặc mật khẩu: “{trouble.reply}”. Hãy kiểm tra mục “tai_khoan_thu” và nhập lại mật khẩu "
        "(có nơi phải tạo mật khẩu ứng dụng riêng). Chưa có thư nào bị tính là lỗi."
    )
