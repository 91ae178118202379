"""Sends one message to the officer's own address, to see before the batch that settings, letter and attachment are right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from ..model.send_list import SendList
from .addresses import Mailbox
from .composing import composed
from .connection import Connection, Mailing, ServerSettings, Timeouts
from .letter import LetterTemplate
from .message import message_id
from .outcome import Outcome
from .outgoing import Outgoing
from .plan import Planned
from .reports import Reports
from .settings import MailSettings

_MARK = "[Gửi thử] "


def trial_message(
    planned: Planned,
    reports: Reports,
    listed: SendList,
    template: LetterTemplate,
    settings: MailSettings,
    date: datetime,
) -> Outgoing:
    """The same letter and files to the sender's own address and nobody else's, its subject marked.

    Its Message-ID is not the one of the message to the commune, which a mailbox could otherwise take for a copy. Raises
    TemplateError and Withheld.
    """
    own = message_id(listed.authority, listed.year, planned.commune, f"trial {date.isoformat()}", settings.sender)
    to = (Mailbox(settings.sender_name, settings.sender),)
    alone = replace(planned, to=to, message_id=own, reached=frozenset())
    opened = reports.again(planned)
    own_settings = replace(settings, cc=())
    return composed(alone, opened, lambda: opened, listed, template, own_settings, date, mark=_MARK).outgoing


def send_trial(
    message: Outgoing,
    settings: ServerSettings,
    password: Callable[[], str],
    *,
    timeouts: Timeouts = Timeouts(),  # noqa: B008 (frozen)
) -> Outcome:
    """Gives it to the server, once; nothing is entered into a ledger. Raises what `password` raises."""
    connection = Connection(settings, password, timeouts)
    try:
        to = message.addresses
        return connection.send(Mailing(message.envelope_from, message.data(), to, to, _before_data))
    finally:
        connection.close()


def _before_data(taken: Sequence[str], refused: Mapping[str, object]) -> None:
    """Nothing to enter: whoever tries it sees for himself what became of it."""
