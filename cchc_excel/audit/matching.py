"""Says which commune a name means, without ever guessing between two."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..model.names import CommuneName, folded

_TONELESS_KIND = re.compile(r"^(?:xa|phuong|thi tran|dac khu) ")


class NameIndex:
    """Communes by their names, so that finding one takes the same time among ten and among thousands."""

    def __init__(self, communes: Iterable[CommuneName]) -> None:
        self._by_key: dict[str, list[CommuneName]] = {}
        self._by_letters: dict[str, list[CommuneName]] = {}
        for commune in communes:
            self._by_key.setdefault(commune.key, []).append(commune)
            # typed without tones "Xa Thanh Xa" shows no kind apart from its name
            for spelling in {folded(commune.name), folded(commune.display)}:
                self._by_letters.setdefault(spelling, []).append(commune)

    def match(self, name: CommuneName) -> tuple[CommuneName, ...]:
        """The communes a name can mean: one is a match, none a stranger, several a question to the officer.

        A name typed without any tones also matches a single commune whose letters are the same.
        """
        same = tuple(c for c in self._by_key.get(name.key, ()) if name.kind_fits(c))
        if same:
            sure = tuple(c for c in same if c.kind == name.kind)
            return sure if len(sure) == 1 else same
        if name.name.isascii():
            letters = folded(name.name)
            found = self._by_letters.get(letters) or self._by_letters.get(_TONELESS_KIND.sub("", letters), [])
            return tuple(c for c in found if name.kind_fits(c))
        return ()

    def only(self, name: CommuneName) -> CommuneName | None:
        """The one commune that a name means; None for a stranger or a question."""
        found = self.match(name)
        return found[0] if len(found) == 1 else None


def match(name: CommuneName, candidates: Iterable[CommuneName]) -> tuple[CommuneName, ...]:
    """The communes among `candidates` that a name can mean, as `NameIndex.match` says; for a single question."""
    return NameIndex(candidates).match(name)
