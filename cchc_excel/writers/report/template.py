"""A report template: opened, checked and compiled once per run, filled once per commune."""

from __future__ import annotations

import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.parsers.expat import ExpatError, ParserCreate

from lxml import etree

from ...errors import TemplateError
from .opening import DECLARATION, has_tags, label, labels, open_template, parsed, source_of
from .package import LEVEL_ONCE, PackedPart, package, packed
from .tags import TAGS, Tag

if TYPE_CHECKING:
    from jinja2 import Template

    from .tag_check import TagCheck

_TEMPLATE_FRAME = "<template>"


@dataclass(frozen=True, slots=True)
class _TaggedPart:
    """A part that is filled for each report."""

    name: str
    template: Template

    def rendered(self, values: Mapping[str, object]) -> bytes:
        """The part with its tags filled in, not yet checked."""
        return (DECLARATION + self.template.render(values)).encode()

    def filled(self, values: Mapping[str, object]) -> bytes:
        """The part's XML. Raises ExpatError where tags tear the document apart."""
        data = self.rendered(values)
        ParserCreate().Parse(data, True)  # builds nothing, opens nothing
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
        except (Fault, ExpatError, TypeError, ValueError, ArithmeticError) as problem:
            detail = " ".join(str(problem).split())
            raise TemplateError(f"Mẫu báo cáo {self.name}: không điền được ({detail}).") from problem


def _compiled(part: str, source: str, where: str, tags: Sequence[Tag]) -> _TaggedPart:
    """Checks and compiles a part, then tries it out with every tag filled, and with every tag empty."""
    from jinja2 import Template

    from .environment import ReportEnvironment
    from .tag_check import TagCheck

    environment = ReportEnvironment()
    check = TagCheck(environment, tags, where, source)
    code = check.run()
    tagged = _TaggedPart(part, Template.from_code(environment, code, environment.make_globals(None)))
    for values in ({t.name: t.sample() for t in tags}, {t.name: t.empty() for t in tags}):
        _try_out(tagged, values, check)
    return tagged


def _try_out(part: _TaggedPart, values: Mapping[str, object], check: TagCheck) -> None:
    try:
        parsed(part.rendered(values))
    except etree.XMLSyntaxError as problem:
        raise check.torn() from problem
    except Exception as problem:  # whatever an expression typed into a Word file can raise
        frames = [f for f in traceback.extract_tb(problem.__traceback__) if f.filename == _TEMPLATE_FRAME]
        line = frames[-1].lineno if frames else None
        detail = " ".join(str(problem).split())
        raise check.fault(f"có thẻ không điền được ({detail})", line or 1) from problem
