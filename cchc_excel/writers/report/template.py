"""A report template: opened, checked and compiled once per run, filled once per commune."""

from __future__ import annotations

import re
import traceback
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from ...errors import TemplateError
from .opening import DECLARATION, has_tags, label, labels, open_template, parsed, source_of
from .package import LEVEL_ONCE, PackedPart, package, packed
from .tags import TAGS, Tag

if TYPE_CHECKING:
    from jinja2 import Environment, Template

    from .tag_check import TagCheck

_LINE_BREAK = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+")
_NOT_XML = re.compile("[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TEMPLATE_FRAME = "<template>"


@dataclass(frozen=True, slots=True)
class _TaggedPart:
    """A part that is filled for each report."""

    name: str
    template: Template

    def filled(self, values: Mapping[str, object]) -> bytes:
        """The part's XML. Raises etree.XMLSyntaxError where tags tear the document apart."""
        data = (DECLARATION + self.template.render(values)).encode()
        parsed(data)
        return data


@dataclass(frozen=True, slots=True)
class ReportTemplate:
    """A compiled template."""

    name: str
    """The template's file name, for messages."""
    _parts: tuple[PackedPart | _TaggedPart, ...]

    @classmethod
    def compile(cls, data: bytes, name: str, tags: Sequence[Tag] = TAGS) -> ReportTemplate:
        """Compiles a .docx with docxtpl tags. Raises TemplateError, naming the tag, when it is faulty."""
        contents = open_template(data, name)
        kinds = labels(contents, name)
        parts: list[PackedPart | _TaggedPart] = []
        for part, content in contents.items():
            where = f"Mẫu báo cáo {name}, {label(kinds[part])}" if part in kinds else ""
            source = source_of(content, where) if where else ""
            if has_tags(source):
                parts.append(_compiled(part, source, where, tags))
            else:
                parts.append(packed(part, content, LEVEL_ONCE))
        return cls(name, tuple(parts))

    def fill(self, values: Mapping[str, object]) -> bytes:
        """The report: the same values give the same bytes.

        Raises TemplateError where the template cannot be filled with these values.
        """
        from jinja2 import TemplateError as Fault

        try:
            return package(
                packed(part.name, part.filled(values)) if isinstance(part, _TaggedPart) else part
                for part in self._parts
            )
        except (Fault, etree.XMLSyntaxError, TypeError, ValueError, ArithmeticError) as problem:
            detail = " ".join(str(problem).split())
            raise TemplateError(f"Mẫu báo cáo {self.name}: không điền được ({detail}).") from problem


def _compiled(part: str, source: str, where: str, tags: Sequence[Tag]) -> _TaggedPart:
    """Checks and compiles a part, then tries it out with every tag filled, and with every tag empty."""
    from .tag_check import TagCheck

    environment = _environment()
    check = TagCheck(environment, tags, where, source)
    check.run()
    tagged = _TaggedPart(part, environment.from_string(source))
    for values in ({t.name: t.sample() for t in tags}, {t.name: t.empty() for t in tags}):
        _try_out(tagged, values, check)
    return tagged


def _try_out(part: _TaggedPart, values: Mapping[str, object], check: TagCheck) -> None:
    try:
        part.filled(values)
    except etree.XMLSyntaxError as problem:
        raise check.torn() from problem
    except Exception as problem:  # whatever an expression typed into a Word file can raise
        frames = [f for f in traceback.extract_tb(problem.__traceback__) if f.filename == _TEMPLATE_FRAME]
        line = frames[-1].lineno if frames else None
        detail = " ".join(str(problem).split())
        raise check.fault(f"có thẻ không điền được ({detail})", line or 1) from problem


def _environment() -> Environment:
    """Text goes in as text; a missing name stops; a template can change nothing and call nothing unsafe."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, finalize=_as_text, keep_trailing_newline=True
    )


def _as_text(value: object) -> str:
    """One line of composed Unicode that XML can hold."""
    text = str(value)
    if text.isascii() and text.isprintable():
        return text
    return _NOT_XML.sub("", _LINE_BREAK.sub(" ", unicodedata.normalize("NFC", text)))
