"""Makes the message of each commune in a plan: its letter, its files under their Vietnamese names, its bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from ..model.send_list import SendList
from .addresses import Mailbox
from .attachment import Opened
from .letter import LetterTemplate, attached_name, letter_for
from .message import Envelope, Part, built_message
from .outgoing import Outgoing
from .plan import Planned
from .settings import MailSettings


@dataclass(frozen=True, slots=True)
class Composed:
    """A message, and what the officer is shown of it."""

    planned: Planned
    outgoing: Outgoing
    names: tuple[str, ...]
    """Of the attached files, as the people who get them see them."""


def composed(
    planned: Planned,
    opened: Opened,
    again: Callable[[], Opened],
    listed: SendList,
    template: LetterTemplate,
    settings: MailSettings,
    date: datetime,
    *,
    mark: str = "",
) -> Composed:
    """The message as it would go out at `date`, which has a time zone; `mark` stands before its subject.

    `opened` is what it would carry, `again` opens that once more when it goes. Raises TemplateError where the letter cannot
    be filled.
    """
    item, attachment = planned.item, planned.attachment
    letter = letter_for(template, listed, item, planned.earlier, has_pdf=attachment.pdf_sha256 is not None)
    letter = replace(letter, subject=f"{mark}{letter.subject}")
    names = [attached_name(listed, item)]
    if attachment.pdf_sha256 is not None:
        names.append(attached_name(listed, item, ".pdf"))
    copies = tuple(address for address in settings.cc if address.casefold() not in planned.reached)
    envelope = Envelope(
        sender=Mailbox(settings.sender_name, settings.sender),
        to=planned.to,
        cc=copies,
        reply_to=settings.reply_to,
        message_id=planned.message_id,
        replaces=planned.earlier.message_id if planned.earlier is not None else "",
        date=date,
    )

    def message(carried: Opened) -> bytes:
        files = [data for data in (carried.docx, carried.pdf) if data is not None]
        return built_message(envelope, letter, tuple(map(Part, names, files)))

    outgoing = Outgoing(
        message_id=planned.message_id,
        authority=listed.authority,
        year=listed.year,
        commune=item.commune,
        sha256=attachment.sha256,
        pdf_sha256=attachment.pdf_sha256,
        subject=letter.subject,
        envelope_from=settings.sender,
        addresses=tuple(one.address for one in planned.to),
        copies=copies,
        size=len(message(opened)),
        make=lambda: message(again()),
        replaces=envelope.replaces,
    )
    return Composed(planned, outgoing, tuple(names))
