"""The elements of a document in the form of Nghị định 30/2020/NĐ-CP, told by what they say and where they stand."""

from __future__ import annotations

from dataclasses import dataclass

from ...model.form import DocumentForm, FormParagraph, FormSection
from .kinds import Kind
from .lines import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The block above the title."""

    lines: tuple[Line, ...]
    """All of it."""
    national: Line | None
    motto: Line | None
    parent: tuple[Line, ...]
    issuing: tuple[Line, ...]
    """Lines of the body's name."""
    number: Line | None
    place_date: Line | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """The type of the document and what it is about."""

    type: Line | None
    kind: Kind | None
    """What the type, or else the symbol, says it is; None for a letter (công văn) and where nothing tells."""
    subject: tuple[Line, ...]
    letter: bool = False
    """Whether it is a letter, which has no type and tells below its number what it is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Foot:
    """What stands below the text."""

    recipients: Line | None
    """ "Nơi nhận:"."""
    listed: tuple[Line, ...]
    signature: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something is missing: a paragraph and its words."""

    paragraph: FormParagraph | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A document with its elements."""

    form: DocumentForm
    head: Head
    title: Title
    body: tuple[FormParagraph, ...]
    """From the title to the closing words, outside of tables, blank ones included."""
    foot: Foot
    annex: tuple[Line, ...]
    """The heading lines of the annexes."""

    def after(self, line: Line | None) -> Spot:
        """The spot of a line; the document's beginning without one."""
        if line is not None:
            return Spot(line.paragraph, line.text)
        first = next((p for p in self.form.paragraphs if not p.is_blank), None)
        return Spot(first or next(iter(self.form.paragraphs), None), first.text if first else "")

    @property
    def end_of_text(self) -> Spot:
        """The spot where the text ends."""
        last = next((p for p in reversed(self.body) if not p.is_blank), None)
        return Spot(last, last.text) if last is not None else self.after(None)

    def section(self, paragraph: FormParagraph) -> FormSection:
        """The section a paragraph stands in."""
        return self.form.sections[min(paragraph.section, len(self.form.sections) - 1)]

    def page_middle(self, paragraph: FormParagraph) -> float:
        """Millimetres from the left edge of the text to the middle of its width."""
        return self.section(paragraph).text_width / 2
