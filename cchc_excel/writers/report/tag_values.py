"""What an expression in a tag stands for, and the names that are known where it stands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum

from ...model.names import folded
from .tags import Tag

_DASHES = re.compile(r"\s*[-\u2010-\u2015\u2017\u2212]\s*")
"""What is typed, or what Word makes of it, in the place of a low line."""


class Plain(Enum):
    """Values that are no list and no item of one."""

    TEXT = "chữ"
    NUMBER = "số"
    YES_NO = "điều kiện"


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list whose items have tags of their own."""

    of: Tag


@dataclass(frozen=True, slots=True)
class Unknown:
    """An item of a list that is not known, because its loop is faulty: nothing more is said about it."""


Value = Plain | Item | Unknown | Tag
"""What an expression stands for; a Tag is a list."""


LOOP_FIELDS = tuple(f"loop.{name}" for name in ("index", "first", "last"))
"""What is most often asked of `loop`."""


class TagProblem(Exception):
    """What is wrong inside a tag, and the way out; Vietnamese clauses."""

    def __init__(self, what: str, way_out: str) -> None:
        super().__init__(what)
        self.what = what
        self.way_out = way_out


@dataclass(frozen=True, slots=True)
class Scope:
    """The names known at a place: every tag, and the variables of the loops around it."""

    known: Mapping[str, Tag]
    variables: Mapping[str, Value]
    loops: Mapping[str, str]
    """Variables of all loops of the part, each with its loop as it is typed."""

    def names(self) -> list[str]:
        """What may be typed here: names of texts, and fields of the items at hand."""
        fields = [
            f"{v}.{f.name}" for v, item in self.variables.items() if isinstance(item, Item) for f in item.of.fields
        ]
        return [*self.variables, *fields, *self.known, *(LOOP_FIELDS if self.variables else ())]


def value_of_item(tag: Tag) -> Value:
    """What a loop's variable stands for."""
    return Item(tag) if tag.fields else Plain.TEXT


def nearest(name: str, known: Sequence[str]) -> str | None:
    """The known name that a mistyped one was most likely meant to be: capitals and tones do not count."""
    name = _DASHES.sub("_", unicodedata.normalize("NFKC", name))
    plain = "_".join(folded(name.replace(".", " . ")).split())
    same = [k for k in known if "_".join(folded(k.replace(".", " . ")).split()) == plain]
    close = same or get_close_matches(name, known, n=1) or get_close_matches(plain, known, n=1)
    return close[0] if close else None
