"""What a template may do: text goes in as text, a missing name stops, nothing can be changed or called unsafely."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from time import monotonic

from jinja2 import StrictUndefined, TemplateRuntimeError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from .annex import AnnexRow
from .chart_values import ChartBar
from .direct_code import DirectCode
from .remedied import RemediedField, RemediedGroup
from .results import PartResult
from .tag_language import LIST_FILTERS, TESTS, TEXT_FILTERS
from .xml_text import XmlBytes, one_line

LARGEST_REPORT = 20 * 2**20
"""Bytes of XML that a part of a report may have."""
LONGEST_FILLING = 10
"""Seconds."""
_AT_ONCE = 64
"""So many pieces are taken before size and clock are looked at: one by one would cost half as much as the filling."""
_OWN = (AnnexRow, ChartBar, PartResult, RemediedField, RemediedGroup)
"""The types of our own values."""


class ReportEnvironment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, to which the fields of our own values are no secret.

    The code it compiles yields bytes: it is for `template.ReportTemplate`, not for Jinja's `render`.
    """

    code_generator_class = DirectCode
    own_fields = frozenset(field for kind in _OWN for field in kind.__slots__)

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=one_line, keep_trailing_newline=True)
        self.xml_bytes = XmlBytes()
        # the check lets nothing else through; this holds should it ever err
        self.globals = {}
        self.filters = {name: self.filters[name] for name in TEXT_FILTERS | LIST_FILTERS} | {
            "first": _first,
            "last": _last,
        }
        self.tests = {name: self.tests[name] for name in TESTS}


class RunAway(TemplateRuntimeError):
    """A report that grows or lasts beyond all measure."""


def _first(texts: Sequence[object]) -> object:
    """The first of them; nothing where there are none, which Jinja's own filter stops at."""
    return texts[0] if texts else ""


def _last(texts: Sequence[object]) -> object:
    """Likewise the last."""
    return texts[-1] if texts else ""


def within_bounds(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The pieces, several in one. Raises RunAway where they grow too large or take too long."""
    room, until = LARGEST_REPORT, monotonic() + LONGEST_FILLING
    while some := list(islice(pieces, _AT_ONCE)):
        joined = b"".join(some)
        room -= len(joined)
        if room < 0:
            raise RunAway(f"văn bản dài quá {LARGEST_REPORT // 2**20} MB")
        if monotonic() > until:
            raise RunAway(f"điền lâu quá {LONGEST_FILLING} giây")
        yield joined
