"""`cchc send --trial`: one message to the officer's own address, and what the server said of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ..errors import ExitCode, MailError
from ..mail.outcome import Accepted, Lost, Outcome, Refused, Unusable
from ..mail.outgoing import Withheld
from ..mail.trial import send_trial, trial_message
from .console import say
from .send_password import keep_password, password_for
from .send_ready import Ready


def send_one_to_oneself(made: Sequence[Ready], *, remember: bool) -> ExitCode:
    """The first message that would go. Raises MailError where the server does not take it, and TemplateError."""
    one = next((one for one in made if one.messages), None)
    if one is None:
        say("Không có thư nào để gửi thử.")
        return ExitCode.MAIL if any(one.plan.held_back for one in made) else ExitCode.OK
    settings, planned = one.settings, one.messages[0].planned
    try:
        message = trial_message(
            planned, one.reports, one.group.listed, one.letter, settings, datetime.now().astimezone()
        )
    except Withheld as changed:
        raise MailError(f"{planned.commune}: {changed}") from changed
    say(f"Gửi thử thư của {planned.commune} tới {settings.sender} qua máy chủ {settings.server}:{settings.port}.")
    password = password_for(settings, anew=remember)
    problem = _problem(send_trial(message, settings, password.reveal if password is not None else str))
    if problem:
        raise MailError(problem)
    say(
        f"Máy chủ đã nhận thư gửi thử. Hãy mở hộp thư {settings.sender} xem thư và tệp đính kèm. Chưa có thư nào gửi cho các đơn vị; "
        "gửi thì chạy: cchc send --send"
    )
    if remember:
        keep_password(settings, password)
    return ExitCode.OK


def _problem(outcome: Outcome) -> str:
    """One line; "" where the server has taken it."""
    match outcome:
        case Accepted():
            return ""
        case Refused(reply, is_permanent=True):
            return f"Máy chủ thư từ chối thư gửi thử: “{reply}”. Hãy kiểm tra mục “dia_chi_gui” rồi thử lại."
        case Refused(reply):
            return f"Máy chủ thư đang bận: “{reply}”. Hãy thử lại sau ít phút."
        case Lost(told=told):
            return f"Không gửi thử được: {told}. Hãy kiểm tra mạng rồi thử lại."
        case Unusable(line):
            return line
