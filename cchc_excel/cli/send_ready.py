"""Gets a group ready to be sent: its reports opened, the plan, the letters."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from ..bundled import LETTER_NAME, folder, template_places
from ..errors import TemplateError, UnreadableFile
from ..files.archive import read_bounded
from ..files.delivery import deliver
from ..files.presence import is_file
from ..mail.attachment import Opened
from ..mail.composing import Composed, composed
from ..mail.letter import LetterTemplate
from ..mail.outgoing import Withheld
from ..mail.past import Past
from ..mail.plan import Choices, Left, Plan, Planned, decided, gathered
from ..mail.reports import Reports
from ..mail.settings import MailSettings
from ..templates import authority_slug
from ..writers.report.file_name import REPORT_STEM
from .send_groups import Group

DRAFTS = "thu"
"""The folder beside the reports where a dry run puts the messages."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A group with all its messages made."""

    group: Group
    reports: Reports
    settings: MailSettings
    letter: LetterTemplate
    plan: Plan
    messages: tuple[Composed, ...]


def ready(
    group: Group,
    reports: Reports,
    settings: MailSettings,
    letter: LetterTemplate,
    past: Mapping[str, Sequence[Past]],
    choices: Choices,
    step: Callable[[int, int, str], None],
) -> Ready:
    """The plan and its messages. `step(done, of, commune)` tells how far it has come. Raises TemplateError."""
    items = group.listed.items
    date = datetime.now().astimezone().replace(microsecond=0)
    decisions: list[Planned | Left] = []
    messages = []
    # one after the other: the bytes of hundreds of signed PDFs would not fit into the memory together
    for number, item in enumerate(items, 1):
        found = reports.opened(item)
        attached = found.attachment if isinstance(found, Opened) else found
        one = decided(group.listed, item, attached, past.get(item.commune, ()), settings.sender, choices)
        decisions.append(one)
        if isinstance(one, Planned) and isinstance(found, Opened):
            messages.append(composed(one, found, partial(reports.again, one), group.listed, letter, settings, date))
        step(number, len(items), item.commune)
    return Ready(group, reports, settings, letter, gathered(group.listed, decisions, past), tuple(messages))


def letter_template(outputs: Path, authority: str) -> LetterTemplate:
    """The authority's own letter, else the common one, found where the report's templates are. Raises TemplateError."""
    own = f"{Path(LETTER_NAME).stem}_{authority_slug(authority)}.txt"
    places = [*template_places(outputs), folder("report_templates")]
    path = next(p for name in (own, LETTER_NAME) for place in places if is_file(p := place / name))
    try:
        return LetterTemplate.compile(read_bounded(path), path.name)
    except UnreadableFile as problem:
        raise TemplateError(f"Không đọc được mẫu thư “{path}”: {problem}.") from problem


def write_drafts(made: Ready) -> None:
    """The messages as .eml files, in place of those of an earlier dry run. Raises OutputError."""
    folder = made.group.folder / DRAFTS
    written = set()
    for one in made.messages:
        target = folder / Path(one.planned.item.report).with_suffix(".eml")
        with contextlib.suppress(Withheld):
            deliver(target, one.outgoing.data())
            written.add(target.name)
    # what would not go now must not lie there as if it would; files of other names are somebody's own
    with contextlib.suppress(OSError):
        for left in folder.glob("*.eml"):
            if left.name not in written and REPORT_STEM.fullmatch(left.stem):
                left.unlink()
