"""Gets a group ready to be sent: its reports opened again, the plan, the letters."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ..bundled import LETTER_NAME, folder, template_places
from ..errors import TemplateError, UnreadableFile
from ..files.archive import read_bounded
from ..files.delivery import deliver
from ..mail.attachment import Attachment, Refusal, checked_attachment
from ..mail.composing import Composed, composed
from ..mail.letter import LetterTemplate
from ..mail.plan import Choices, Past, Plan, plan
from ..mail.settings import MailSettings
from ..templates import authority_slug
from .send_groups import Group

DRAFTS = "thu"
"""The folder beside the reports where a dry run puts the messages."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A group with all its messages made."""

    group: Group
    settings: MailSettings
    letter: LetterTemplate
    plan: Plan
    messages: tuple[Composed, ...]


def attachments(
    group: Group, accepted: Mapping[str, Collection[str]], step: Callable[[int, int, str], None]
) -> dict[str, Attachment | Refusal]:
    """Every report of the group, opened again. `accepted` holds the hashes an officer has accepted, by commune."""
    items = group.listed.items
    found = {}
    for number, item in enumerate(items, 1):
        found[item.commune] = checked_attachment(group.folder, item, group.listed, accepted.get(item.commune, ()))
        step(number, len(items), item.commune)
    return found


def ready(
    group: Group,
    settings: MailSettings,
    letter: LetterTemplate,
    attached: Mapping[str, Attachment | Refusal],
    past: Mapping[str, Sequence[Past]],
    choices: Choices,
) -> Ready:
    """The plan and its messages. Raises TemplateError."""
    made = plan(group.listed, attached, past, settings.sender, choices)
    date = datetime.now().astimezone().replace(microsecond=0)
    messages = tuple(composed(one, group.listed, letter, settings, date) for one in made.planned)
    return Ready(group, settings, letter, made, messages)


def letter_template(outputs: Path, authority: str) -> LetterTemplate:
    """The authority's own letter, else the common one, found where the report's templates are. Raises TemplateError."""
    own = f"{Path(LETTER_NAME).stem}_{authority_slug(authority)}.txt"
    places = [*template_places(outputs), folder("report_templates")]
    path = next(p for name in (own, LETTER_NAME) for place in places if (p := place / name).is_file())
    try:
        return LetterTemplate.compile(read_bounded(path), path.name)
    except UnreadableFile as problem:
        raise TemplateError(f"Không đọc được mẫu thư “{path}”: {problem}.") from problem


def write_drafts(made: Ready) -> None:
    """The messages as .eml files, in place of those of an earlier dry run. Raises OutputError."""
    folder = made.group.folder / DRAFTS
    names = {one.planned.item.report: one for one in made.messages}
    for item in made.group.listed.items:
        target = folder / Path(item.report).with_suffix(".eml")
        if item.report in names:
            deliver(target, names[item.report].outgoing.data)
        else:
            # what would not go now must not lie there as if it would
            with contextlib.suppress(OSError):
                target.unlink()
