"""Splits sets of culprits into conflicts that have nothing to do with each other."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

from .own_ways import Key

Sets = tuple[frozenset[Key], ...]


def factored(sets: Sequence[frozenset[Key]]) -> tuple[Sets, ...]:
    """Blocks such that the sets are just the choices of one set from every block; one block where that fails.

    Two figures belong to one block when exchanging them makes one set of another.
    """
    group = {key: key for one in sets for key in one}

    def head(key: Key) -> Key:
        while group[key] != key:
            key = group[key]
        return key

    met: dict[frozenset[Key], Key] = {}
    for one in sets:
        for key in one:
            other = met.setdefault(one - {key}, key)
            if head(other) != head(key):
                group[head(key)] = head(other)
    blocks: dict[Key, dict[frozenset[Key], None]] = {}
    for one in sets:
        parts: dict[Key, set[Key]] = {}
        for key in one:
            parts.setdefault(head(key), set()).add(key)
        for name, part in parts.items():
            blocks.setdefault(name, {})[frozenset(part)] = None
    choices = prod(len(block) for block in blocks.values())
    meet_all = all(len({head(key) for key in one}) == len(blocks) for one in sets)
    if not meet_all or choices != len(sets):
        return (tuple(sets),)
    return tuple(tuple(block) for block in blocks.values())
