"""Makes any value text that XML can hold: one line of composed Unicode, escaped; the same text is worked out once."""

from __future__ import annotations

import re
import unicodedata
from html import escape

from .notes import NBSP

_LINE_BREAK = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+")
_NOT_XML = re.compile("[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REMEMBERED = 8192
"""Texts: those that a district's reports share, and one report's own many times over."""


def one_line(value: object) -> str:
    """The value as one line of composed Unicode that XML can hold, not yet escaped."""
    text = unicodedata.normalize("NFC", str(value))
    if text.replace(NBSP, " ").isprintable():
        return text
    return _NOT_XML.sub("", _LINE_BREAK.sub(" ", text))


def xml_text(value: object) -> str:
    """The value as it goes between tags or into an attribute. Raises what str() of the value raises."""
    return escape(one_line(value))


class XmlBytes(dict[object, bytes]):
    """`xml_text` in UTF-8, by value: a text that was met before costs no call."""

    def __missing__(self, value: object) -> bytes:
        done = xml_text(value).encode()
        if type(value) is str:  # of other values, some are equal that are written differently
            if len(self) >= _REMEMBERED:
                self.clear()
            self[value] = done
        return done
