"""Sends what is ready, after one question, and says what became of it."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from ..errors import ExitCode, MailError
from ..mail.dispatch import Dispatched, dispatch
from ..mail.ledger import Ledger
from ..mail.password import VARIABLE, Password, is_given
from ..mail.plan import Choices
from ..mail.settings import MailSettings
from ..model.names import folded
from .console import say
from .progress import Progress
from .send_password import keep_password, password_for
from .send_ready import Ready
from .send_settle import let_go_again

_UNKNOWN = (
    'Chưa rõ {} thư đã tới hay chưa, không tự gửi lại. Hãy hỏi đơn vị; đã nhận thì chạy: cchc send --mark-sent "TÊN ĐƠN VỊ"; chưa '
    'nhận thì chạy: cchc send --send --resend "TÊN ĐƠN VỊ"'
)
_WAITING = "Chưa gửi được {} thư; chạy lại lệnh này để gửi tiếp."
_WITHHELD = "Giữ lại {} thư; xem lý do rồi chạy lại lệnh này."
_MOST_NAMES = 400
_YES = frozenset({"c", "co", "y", "yes"})


def send_out(made: Sequence[Ready], ledger: Ledger, choices: Choices, *, yes: bool, remember: bool) -> ExitCode:
    """MAIL where anything is left to do. Raises MailError, where the answer is no, too, and OutputError."""
    count = sum(len(one.messages) for one in made)
    if not count:
        say("Không có thư nào để gửi.")
        return _ended(made, ())
    several = tuple(dict.fromkeys(one.settings for one in made if one.messages))
    _require_one_account(several)
    _confirm(several, count, yes)
    done = []
    for settings in several:
        some = [one for one in made if one.settings == settings]
        password = password_for(settings, anew=remember)
        let_go_again([one.group for one in some], ledger, _planned_again(some, choices))
        if len(several) > 1:
            say(f"Máy chủ {settings.server}:{settings.port}, địa chỉ gửi {settings.sender}:")
        result = _dispatch(some, ledger, settings, password)
        done.append(result)
        _tell(result, ledger)
        if remember and not result.stopped:
            keep_password(settings, password)
    return _ended(made, done)


def _require_one_account(several: Sequence[MailSettings]) -> None:
    """The environment's password is one account's: no list may have it sent to another server. Raises MailError."""
    accounts = dict.fromkeys((one.server, one.user) for one in several if one.user)
    if len(accounts) > 1 and is_given():
        told = ", ".join(f"{user} ở {server}" for server, user in accounts)
        raise MailError(
            f"Biến môi trường {VARIABLE} chỉ giữ mật khẩu của một tài khoản, mà các thư này đi qua {len(accounts)} tài khoản: {told}. "
            "Hãy gửi từng đợt bằng cách nêu thư mục của đợt ấy, hoặc bỏ biến ấy đi để nhập từng mật khẩu."
        )


def _confirm(several: Sequence[MailSettings], count: int, yes: bool) -> None:
    for settings in several:
        account = f", tài khoản {settings.user}" if settings.user else ""
        say(f"Gửi từ {settings.sender} qua máy chủ {settings.server}:{settings.port}{account}.")
    if yes:
        return
    if not sys.stdin.isatty():
        raise click.UsageError("không có ai để hỏi lại trước khi gửi; chạy tự động thì thêm --yes")
    answer = click.prompt(f"Gửi {count} thư? Gõ c (có) hoặc k (không)", default="k", show_default=False)
    if folded(answer) not in _YES:
        raise MailError("Chưa gửi thư nào.")


def _planned_again(made: Sequence[Ready], choices: Choices) -> list[str]:
    return [m.outgoing.commune for one in made for m in one.messages if m.outgoing.commune in choices.resend]


def _dispatch(made: Sequence[Ready], ledger: Ledger, settings: MailSettings, password: Password | None) -> Dispatched:
    messages = [m.outgoing for one in made for m in one.messages]
    with Progress("Gửi thư") as progress:
        return dispatch(messages, ledger, settings, password.reveal if password is not None else str, progress.step)


def _tell(result: Dispatched, ledger: Ledger) -> None:
    told = {entry.message_id: entry for entry in ledger.everything()}
    say(f"Đã gửi {len(result.sent) - len(result.settled)} thư.")
    if result.settled:
        names = ", ".join(told[one].commune for one in result.settled[:_MOST_NAMES])
        say(f"{len(result.settled)} thư đã tới từ trước, nay không còn địa chỉ nào chờ: {names}.", hanging="  ")
    for one in result.sent:
        for delivery in told[one].refused:
            say(f"{told[one].commune}: {delivery.address} không nhận ({delivery.reply})", indent="  - ", hanging="    ")
    for ids, what in (
        (result.failed, "Máy chủ từ chối {} thư:"),
        (result.unknown, _UNKNOWN),
        (result.waiting, _WAITING),
    ):
        if ids:
            say(what.format(len(ids)))
        for one in ids:
            # of those that were not reached there is nothing to say but their number
            if one in told and (told[one].reply or ids is result.unknown):
                reply = f": {told[one].reply}" if told[one].reply else ""
                say(f"{told[one].commune}{reply}", indent="  - ", hanging="    ")
    if result.withheld:
        say(_WITHHELD.format(len(result.withheld)))
        for one, reason in result.withheld:
            say(f"{told[one].commune}: {reason}", indent="  - ", hanging="    ")
    if result.stopped:
        say(result.stopped, to_error=True)


def _ended(made: Sequence[Ready], done: Sequence[Dispatched]) -> ExitCode:
    count, sent = sum(len(one.messages) for one in made), sum(len(one.sent) for one in done)
    held = sum(len(one.plan.held_back) for one in made)
    if held:
        say(f"Còn {held} đơn vị chưa gửi được, lý do ở trên.")
    return ExitCode.OK if sent == count and not held else ExitCode.MAIL
