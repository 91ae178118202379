"""Makes the message of each commune in a plan: its letter, its files under their Vietnamese names, its bytes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from ..model.send_list import SendList
from .addresses import Mailbox
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
    listed: SendList,
    template: LetterTemplate,
    settings: MailSettings,
    date: datetime,
    *,
    mark: str = "",
) -> Composed:
    """The message as it would go out at `date`, which has a time zone; `mark` stands before its subject.

    Raises TemplateError where the letter cannot be filled.
    """
    item, attachment = planned.item, planned.attachment
    letter = letter_for(template, listed, item, planned.earlier, has_pdf=attachment.pdf is not None)
    letter = replace(letter, subject=f"{mark}{letter.subject}")
    parts = [Part(attached_name(listed, item), attachment.docx)]
    if attachment.pdf is not None:
        parts.append(Part(attached_name(listed, item, ".pdf"), attachment.pdf))
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
        data=built_message(envelope, letter, tuple(parts)),
        replaces=envelope.replaces,
    )
    return Composed(planned, outgoing, tuple(part.name for part in parts))
