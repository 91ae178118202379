"""Finds the tags in a text as Word shows it, and the braces that were meant to be tags but are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

LONGEST_TAG = 300
WORDS = ("if", "elif", "else", "endif", "for", "endfor")
"""What a control tag may begin with."""
MARKERS = {"p": "đoạn", "tr": "dòng của bảng", "tc": "ô của bảng"}
"""What a control tag or a comment may take with it; docxtpl's "r", its own run, is what every other tag does."""

_TAG = re.compile(
    r"\{\{((?:(?!\{[{%#]|[}%#]\}).)*)\}\}|\{%((?:(?!\{[{%#]|[}%#]\}).)*)%\}|\{#((?:(?!\{#|#\}).)*)#\}",
    re.DOTALL,
)
_STRAY = re.compile(
    r"(?P<wide>[｛｝][｛｝％%{}]?|\{％|％\})|(?P<brace>\{\{|\{%|%\}|\}\}|\{#|#\})"
    r"|(?P<apart>\{\s+[{%](?=\s*\w))|(?P<single>\{\s*(?P<name>[^\W\d][\w.]*)\s*\}(?!\}))"
)
_MARKED = re.compile(r"(p|tr|tc|r)\s+(?=(?:if|elif|else|endif|for|endfor)\b)", re.IGNORECASE)
_MARKED_COMMENT = re.compile(r"(p|tr|tc|r)\s")
_SPELT = {**{word: word for word in WORDS}, "end if": "endif", "end for": "endfor", "else if": "elif", "elseif": "elif"}
"""Control words as they are typed, in small letters, and as they are spelt."""
_WORD = re.compile(rf"(?:{'|'.join(sorted(_SPELT, key=len, reverse=True))})(?!\S)", re.IGNORECASE)
_BLANKS = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u3000]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_QUOTES = str.maketrans({**dict.fromkeys("“”„‟«»″＂", '"'), **dict.fromkeys("‘’‚‛′＇", "'"), "｜": "|", "．": "."})


class Kind(Enum):
    """What a tag does."""

    VALUE = "{{"
    CONTROL = "{%"
    COMMENT = "{#"


@dataclass(frozen=True, slots=True)
class WrittenTag:
    """A tag in a text, tidied: blanks single, quotes straight."""

    start: int
    end: int
    kind: Kind
    marker: str
    """What a control tag takes with it (a key of MARKERS); "" for nothing."""
    word: str
    """The first word of a control tag, as it should be spelt."""
    inner: str
    """A value's expression; what follows the word of a control tag."""
    raw: str
    """As it was typed."""
    amiss: str = ""
    """How the first word was typed, where the tag is not written as it should be; "" where it is."""

    @property
    def text(self) -> str:
        """As the template's language has it."""
        if self.kind is Kind.VALUE:
            return f"{{{{ {self.inner} }}}}"
        return f"{{% {' '.join(filter(None, (self.word, self.inner)))} %}}" if self.kind is Kind.CONTROL else ""

    @property
    def shown(self) -> str:
        """As an officer should type it."""
        if self.kind is not Kind.CONTROL:
            return self.text or self.raw
        return f"{{%{self.marker} {' '.join(filter(None, (self.word, self.inner)))} %}}"


@dataclass(frozen=True, slots=True)
class Stray:
    """Braces outside any tag that look as if they were meant for one."""

    start: int
    text: str
    kind: str
    """"brace" (half a tag), "wide" (full-width), "apart" ("{ {"), "single" ("{ten_xa}")."""
    name: str = ""
    """What stands in single braces."""


def may_have_tags(text: str) -> bool:
    """Whether it is worth looking closer."""
    return "{" in text or "}" in text or "｛" in text or "｝" in text


def tags_in(text: str) -> list[WrittenTag]:
    """The tags, in order."""
    return [_tag(found) for found in _TAG.finditer(text)]


def strays_in(text: str, tags: list[WrittenTag]) -> list[Stray]:
    """What else in the text looks like a brace of a tag; prose in single braces is among it only as "single"."""
    rest = list(text)
    for tag in tags:
        rest[tag.start : tag.end] = "\x00" * (tag.end - tag.start)
    doubled = (Stray(t.start - 1, "{", "brace") for t in tags if t.start and text[t.start - 1] == "{")
    return sorted([*_strays("".join(rest)), *doubled], key=lambda stray: stray.start)


def _strays(text: str) -> Iterator[Stray]:
    for found in _STRAY.finditer(text):
        yield Stray(found.start(), found[0], str(found.lastgroup).replace("name", "single"), found["name"] or "")


def _tag(found: re.Match[str]) -> WrittenTag:
    value, control, _ = found.groups()
    start, end, raw = *found.span(), found[0]
    if value is not None:
        return WrittenTag(start, end, Kind.VALUE, "", "", _tidied(value), raw)
    if control is None:
        marked = _MARKED_COMMENT.match(found[3])
        return WrittenTag(start, end, Kind.COMMENT, _marker(marked), "", "", raw)
    inner = _tidied(control)
    marked = _MARKED.match(inner)
    inner = inner[marked.end() :] if marked else inner
    bare = inner.strip("-+ ")
    known = _WORD.match(bare)
    typed = known[0] if known else bare.partition(" ")[0]
    word = _SPELT[typed.lower()] if known else typed
    amiss = inner[: inner.find(typed) + len(typed)] if typed != word or bare != inner else ""
    return WrittenTag(start, end, Kind.CONTROL, _marker(marked), word, bare[len(typed) :].strip(), raw, amiss)


def _marker(found: re.Match[str] | None) -> str:
    """What a tag takes with it; its own run it leaves empty, which nobody sees."""
    return found[1].lower() if found and found[1].lower() != "r" else ""


def _tidied(inner: str) -> str:
    return _BLANKS.sub(" ", _INVISIBLE.sub("", inner)).strip().translate(_QUOTES)
