"""Says which commune a name means, without ever guessing between two."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.names import CommuneName, folded


def match(name: CommuneName, candidates: Iterable[CommuneName]) -> tuple[CommuneName, ...]:
    """The communes a name can mean: one is a match, none a stranger, several a question to the officer.

    A name typed without any tones also matches a single commune whose letters are the same.
    """
    candidates = tuple(candidates)
    same = tuple(c for c in candidates if c.same_as(name))
    sure = tuple(c for c in same if c.kind == name.kind)
    if len(sure) == 1 or same:
        return sure if len(sure) == 1 else same
    if name.name.isascii():
        bare = folded(name.name)
        return tuple(
            c for c in candidates if folded(c.name) == bare and (not name.kind or not c.kind or name.kind == c.kind)
        )
    return ()
