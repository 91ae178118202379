"""The account's password: from the environment, the system's keyring or a hidden prompt, and never shown."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from typing import NoReturn

from ..errors import MailError

VARIABLE = "CCHC_MAIL_PASSWORD"
_SERVICE = "cchc_excel"
_LONGEST = 1000


class Password:
    """A password that no message, log or copy of an object shows."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """The password itself: for logging in, and the keyring."""
        return self._text

    def __repr__(self) -> str:
        return "***"

    __str__ = __repr__

    def __format__(self, form: str) -> str:
        return "***"

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("a password is not stored")


def is_given() -> bool:
    """Whether the environment holds one."""
    return bool(os.environ.get(VARIABLE))


def find_password(server: str, user: str, ask: Callable[[str], str] | None, *, anew: bool = False) -> Password | None:
    """The password for an account; None where there is no account.

    `ask` shows a question and takes the answer unseen; None where nobody sits in front. `anew` leaves the keyring out, so
    that a password it holds can be replaced. Raises MailError.
    """
    if not user:
        return None
    given = os.environ.get(VARIABLE, "")
    if given:
        return _checked(given, f"Biến môi trường {VARIABLE}")
    kept = None if anew else _kept(server, user)
    if kept:
        return _checked(kept, "Mật khẩu trong kho mật khẩu của máy")
    if ask is None:
        raise MailError(
            f"Chưa có mật khẩu của tài khoản {user}. Hãy chạy cchc send --send trong cửa sổ dòng lệnh để nhập mật khẩu, hoặc đặt "
            f"biến môi trường {VARIABLE}."
        )
    return _checked(ask(f"Mật khẩu của tài khoản {user} ở {server}"), "Mật khẩu vừa nhập")


def remember(server: str, user: str, password: Password) -> bool:
    """Puts it into the system's keyring; whether there is one that took it."""
    import keyring

    # a keyring's own faults come as exceptions of any library it stands on
    with suppress(Exception):
        keyring.set_password(service(server), user, password.reveal())
        return keyring.get_password(service(server), user) == password.reveal()
    return False


def service(server: str) -> str:
    """The keyring's name for it: of one server, so that no workbook can have it sent to another."""
    return f"{_SERVICE}:{server.casefold()}"


def _kept(server: str, user: str) -> str | None:
    with suppress(Exception):
        import keyring

        return keyring.get_password(service(server), user)
    return None


def _checked(text: str, where: str) -> Password:
    """Only what logging in can carry; an answer typed with a Vietnamese keyboard on is told before the server refuses it."""
    text = text.strip("\r\n")
    if not text:
        raise MailError(f"{where} để trống.")
    if not text.isascii() or not text.isprintable() or len(text) > _LONGEST:
        raise MailError(f"{where} có chữ có dấu hoặc ký tự lạ. Hãy tắt bộ gõ tiếng Việt (Unikey) rồi nhập lại.")
    return Password(text)
