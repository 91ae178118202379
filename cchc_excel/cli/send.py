"""What `cchc send` does: shows what would go where, sends it when asked to, settles and tells what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from ..errors import ExitCode, MailError
from ..files.delivery import deliver
from ..mail.ledger import Ledger
from ..mail.lock import is_sending, sole_sender
from ..mail.past import past_of
from ..mail.plan import Choices, plan
from ..mail.reports import Reports
from ..mail.settings import mail_settings, settings_file
from ..mail.status import status_rows
from ..writers.mail_status import StatusRow, status_workbook
from .console import say
from .progress import Progress
from .send_groups import Group, Outputs, named, open_outputs
from .send_out import send_out
from .send_ready import DRAFTS, Ready, letter_template, ready, write_drafts
from .send_settle import in_doubt, require_unknown, settle
from .send_told import tell_left, tell_messages, tell_other_names, tell_replacing, tell_shared, tell_status
from .send_trial import send_one_to_oneself

STATUS_NAME = "tinh-hinh-gui-thu.xlsx"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked for at the keyboard."""

    send: bool = False
    trial: bool = False
    yes: bool = False
    force: tuple[str, ...] = ()
    accept: tuple[str, ...] = ()
    resend: tuple[str, ...] = ()
    mark_sent: tuple[str, ...] = ()
    per_minute: int | None = None
    settings: Path | None = None
    remember: bool = False


def send(folder: Path, asked: Asked) -> ExitCode:
    """Shows, or sends. Raises CchcError and click's own errors."""
    outputs = open_outputs(folder)
    resend = named(outputs.groups, asked.resend, "--resend")
    choices = Choices(named(outputs.groups, asked.force, "--force"), resend)
    accept = named(outputs.groups, asked.accept, "--accept")
    with ExitStack() as stack:
        is_writing = asked.send or accept or asked.mark_sent
        if is_writing:
            stack.enter_context(sole_sender(outputs.root))
        else:
            _tell_another(outputs)
        ledger = stack.enter_context(Ledger.open(outputs.root) if is_writing else Ledger.look(outputs.root))
        gone = in_doubt(outputs.groups, ledger) if asked.mark_sent else ()
        arrived = named(outputs.groups, asked.mark_sent, "--mark-sent", gone)
        settle(outputs.groups, ledger, accept=accept, arrived=arrived)
        made = [_ready(outputs, group, ledger, asked, choices) for group in outputs.groups]
        # a message to a new address goes again, too
        moved = {one.commune for group in made for one in group.plan.planned if one.reached}
        require_unknown(outputs.groups, ledger, resend - moved)
        if asked.trial:
            return send_one_to_oneself(made, remember=asked.remember)
        _tell(made)
        tell_other_names([m for one in made for m in one.messages], ledger.everything())
        if asked.send:
            return send_out(made, ledger, choices, yes=asked.yes, remember=asked.remember)
    return _ended_dry(made)


def status(folder: Path) -> ExitCode:
    """Tells what became of every message, and writes it as a sheet. MAIL where something is left to do."""
    outputs = open_outputs(folder)
    rows: list[StatusRow] = []
    is_through = True
    _tell_another(outputs)
    with Ledger.look(outputs.root) as ledger:
        for group in outputs.groups:
            past = past_of(ledger.entries(group.listed.authority, group.listed.year))
            reports = _reports(group, ledger)
            attached = {item.commune: reports.attached(item) for item in group.listed.items}
            made = plan(group.listed, attached, past, "", Choices())
            told = status_rows(group.listed, made, past)
            say(f"{group.title}: {len(group.listed.items)} đơn vị")
            tell_status(told)
            rows += told
            is_through = is_through and not made.planned and not made.held_back
    target = outputs.root / STATUS_NAME
    deliver(target, status_workbook(rows))
    say(f"Bảng Excel: {target}")
    return ExitCode.OK if is_through else ExitCode.MAIL


def _tell_another(outputs: Outputs) -> None:
    """That what is shown changes while it is shown: the message under way looks as if nobody knew of it."""
    if is_sending(outputs.root):
        say("Một lệnh cchc send khác đang gửi: thư đang tới lượt hiện là “Chưa rõ”. Chờ lệnh ấy xong rồi xem lại.")


def _ready(outputs: Outputs, group: Group, ledger: Ledger, asked: Asked, choices: Choices) -> Ready:
    listed = group.listed
    file = settings_file(outputs.root, asked.settings)
    try:
        settings = mail_settings(file, listed.settings, for_looking=not (asked.send or asked.trial))
    except MailError as error:
        if len(outputs.groups) == 1:
            raise
        raise MailError(f"{group.title}: {error}") from error
    if asked.per_minute is not None:
        settings = replace(settings, per_minute=asked.per_minute)
    letter = letter_template(outputs.root, listed.authority)
    past = past_of(ledger.entries(listed.authority, listed.year))
    with Progress("Mở lại báo cáo") as progress:
        return ready(group, _reports(group, ledger), settings, letter, past, choices, progress.step)


def _reports(group: Group, ledger: Ledger) -> Reports:
    listed = group.listed
    accepted = {i.commune: ledger.accepted(listed.authority, listed.year, i.commune) for i in listed.items}
    return Reports(group.file, accepted)


def _tell(made: Sequence[Ready]) -> None:
    for one in made:
        say(f"{one.group.title}: {len(one.messages)} thư sẽ gửi")
        if one.messages:
            tell_messages(one.messages)
            tell_replacing(one.messages)
        tell_left(one.plan.left)
    tell_shared([message for one in made for message in one.messages])


def _ended_dry(made: Sequence[Ready]) -> ExitCode:
    """Writes the messages as files, says that nothing has left."""
    for one in made:
        write_drafts(one)
        if one.messages:
            say(f"Mở xem từng thư (.eml) bằng Outlook, Thunderbird: {one.group.folder / DRAFTS}")
    missing = dict.fromkeys(one.settings.missing for one in made if one.settings.missing)
    for line in missing:
        say(line, to_error=True)
    if any(one.messages for one in made):
        ready_then = "Cài đặt xong, gửi" if missing else "Gửi"
        say(
            f"Chưa gửi thư nào. {ready_then} thì thêm --send vào lệnh này; gửi thử một thư cho chính mình thì thêm --trial."
        )
    several = [one.group.folder for one in made if one.messages]
    if len(several) > 1:
        say(f"Có {len(several)} đợt báo cáo; chỉ gửi một đợt thì nêu thư mục của đợt ấy, ví dụ: cchc send {several[0]}")
    return ExitCode.MAIL if missing or any(one.plan.held_back for one in made) else ExitCode.OK
