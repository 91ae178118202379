"""A report template: opened, checked and compiled once per run, filled once per commune."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, cast
from xml.parsers.expat import ExpatError, ParserCreate

from ...errors import TemplateError
from ...model.report_mark import ReportMark
from .chart import ChartPart
from .chart_template import take_charts
from .mark import Marking
from .opening import DECLARATION, open_template, parsed
from .package import LEVEL_ONCE, PackedPart, package, packed
from .part_source import PartSource
from .room_left import with_room
from .tags import TAGS, Tag
from .template_fault import FaultyTemplate

if TYPE_CHECKING:
    from jinja2 import Template

_DECLARATION = DECLARATION.encode()
_RUN = r"(<w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t(?: [^>]*)?>\{\{ ([\w.]+) \}\}</w:t></w:r>)"
_ONE_TAG = re.compile(rf"(?<=</w:r>){_RUN}|{_RUN}(?=<w:r>)")
_TEMPLATE_FRAME = "<template>"


@dataclass(frozen=True, slots=True)
class _TaggedPart:
    """A part that is filled for each report."""

    name: str
    template: Template
    may_empty: bool = False
    """Whether cells, rows or tables may be left with nothing in them."""

    def rendered(self, values: Mapping[str, object]) -> bytes:
        """The part with its tags filled in, not yet checked."""
        from .environment import within_bounds

        try:
            pieces = cast(Iterator[bytes], self.template.root_render_func(self.template.new_context(dict(values))))
            data = b"".join(chain((_DECLARATION,), within_bounds(pieces)))
        except Exception:
            self.template.environment.handle_exception()  # raises it again, with the template's line
        return with_room(data) if self.may_empty else data

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
    _parts: tuple[PackedPart | ChartPart | _TaggedPart, ...]
    _marking: Marking

    @classmethod
    def compile(cls, data: bytes, name: str, tags: Sequence[Tag] = TAGS) -> ReportTemplate:
        """Compiles a .docx with docxtpl tags. Raises TemplateError, naming the tag, when it is faulty."""
        from .template_sources import template_sources

        contents = open_template(data, name)
        sources = template_sources(contents, name, tags)
        charts = take_charts(contents, tags)
        if faults := (*sources.faults, *charts.faults):
            raise FaultyTemplate(name, faults)
        parts: list[PackedPart | ChartPart | _TaggedPart] = []
        for part, content in contents.items():
            if part in charts.parts:
                parts.append(charts.parts[part])
                continue
            if part in sources.parts:
                parts.append(_compiled(part, sources.parts[part], name, tags, may_empty=part in sources.emptied))
            else:
                parts.append(packed(part, content, LEVEL_ONCE))
        return cls(name, tuple(parts), Marking.for_template(contents, name))

    def fill(self, values: Mapping[str, object], parsed: dict[str, bytes] | None = None) -> bytes:
        """The report: the same values give the same bytes. `parsed` takes up the parts that were found to be sound XML.

        Raises TemplateError where the template cannot be filled with these values.
        """
        return package(self._filled(values, parsed))

    def fill_marked(
        self, values: Mapping[str, object], mark: ReportMark, parsed: dict[str, bytes] | None = None
    ) -> tuple[bytes, str]:
        """The report as `fill` gives it, with its mark in its properties, and what the mark says of its content."""
        parts, content = self._marking.marked(self._filled(values, parsed), mark)
        return package(parts), content

    def _filled(self, values: Mapping[str, object], parsed: dict[str, bytes] | None) -> list[PackedPart]:
        from jinja2 import TemplateError as Fault

        try:
            filled = {p.name: p.filled(values) for p in self._parts if not isinstance(p, PackedPart)}
        except (Fault, ExpatError, TypeError, ValueError, LookupError, AttributeError, ArithmeticError) as problem:
            detail = " ".join(str(problem).split())
            raise TemplateError(f"Mẫu báo cáo {self.name}: không điền được ({detail}).") from problem
        if parsed is not None:
            parsed.update(filled)
        return [p if isinstance(p, PackedPart) else packed(p.name, filled[p.name]) for p in self._parts]


def _without_empty_runs(source: str) -> str:
    """Has a run that holds one tag and stands beside others left out of a report where the tag is empty."""
    return _ONE_TAG.sub(lambda run: f'{{% if {run[2] or run[4]} != "" %}}{run[0]}{{% endif %}}', source)


def _compiled(part: str, source: PartSource, name: str, tags: Sequence[Tag], *, may_empty: bool) -> _TaggedPart:
    """Compiles a part that was checked, then tries it out with every tag filled, and with every tag empty."""
    from jinja2 import Template

    from .environment import ReportEnvironment

    environment = ReportEnvironment()
    try:
        code = environment.compile(_without_empty_runs(source.text))
    except (
        Exception
    ) as problem:  # the check has read every tag; what it lets through by mistake must not end in a trace
        fault = source.fault("có thẻ viết sai", getattr(problem, "lineno", None) or 1)
        raise FaultyTemplate(name, [fault]) from problem
    tagged = _TaggedPart(part, Template.from_code(environment, code, environment.make_globals(None)), may_empty)
    for values in ({t.name: t.sample() for t in tags}, {t.name: t.empty() for t in tags}):
        _try_out(tagged, values, name, source)
    return tagged


def _try_out(part: _TaggedPart, values: Mapping[str, object], name: str, source: PartSource) -> None:
    try:
        parsed(part.rendered(values))
    except Exception as problem:  # whatever a document from outside can raise that its check did not foresee
        frames = [f for f in traceback.extract_tb(problem.__traceback__) if f.filename == _TEMPLATE_FRAME]
        line = frames[-1].lineno if frames else None
        detail = " ".join(str(problem).split())
        fault = source.fault(f"có thẻ không điền được ({detail})", line or 1)
        raise FaultyTemplate(name, [fault]) from problem
