"""Where `cchc send` gets the account's password, and keeps it when asked to."""

from __future__ import annotations

import sys

import click

from ..mail.password import Password, find_password, remember
from ..mail.settings import MailSettings
from .console import say


def password_for(settings: MailSettings, *, anew: bool) -> Password | None:
    """Asks whoever sits in front, where it is nowhere to be found; None where there is no account. Raises MailError."""
    ask = _asked_unseen if sys.stdin.isatty() else None
    return find_password(settings.server, settings.user, ask, anew=anew)


def keep_password(settings: MailSettings, password: Password | None) -> None:
    """Puts it into the system's keyring, and says whether that went."""
    if password is None:
        return
    if remember(settings.server, settings.user, password):
        say("Đã giữ mật khẩu trong kho mật khẩu của máy.")
    else:
        say("Máy này không có kho mật khẩu dùng được, nên lần sau sẽ hỏi lại mật khẩu.")


def _asked_unseen(question: str) -> str:
    return str(click.prompt(question, hide_input=True, err=True))
