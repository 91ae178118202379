"""What a template may do: text goes in as text, a missing name stops, nothing can be changed or called unsafely."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from .annex import AnnexRow
from .remedied import RemediedField, RemediedGroup
from .results import PartResult
from .wording import NBSP

_LINE_BREAK = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+")
_NOT_XML = re.compile("[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_OWN = {kind: frozenset(kind.__slots__) for kind in (AnnexRow, RemediedField, RemediedGroup, PartResult)}
"""The fields of our own values."""


class ReportEnvironment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, to which the fields of our own values are no secret."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=_as_text, keep_trailing_newline=True)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """As the sandbox has it; a field of our own is given without its checks, which cost more than the report."""
        if attribute in _OWN.get(type(obj), ()):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)


def _as_text(value: object) -> str:
    return _one_line(str(value))


@lru_cache(maxsize=8192)
def _one_line(text: str) -> str:
    """One line of composed Unicode that XML can hold."""
    text = unicodedata.normalize("NFC", text)
    if text.replace(NBSP, " ").isprintable():
        return text
    return _NOT_XML.sub("", _LINE_BREAK.sub(" ", text))
