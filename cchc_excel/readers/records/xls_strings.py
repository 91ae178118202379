"""Measures the texts that cells of an .xls share, over all the records that they go on in."""

from __future__ import annotations

from collections.abc import Sequence

from .facts import Damaged, unpacked

_SMALLEST = 3
_WIDE, _PHONETIC, _RUNS = 1, 4, 8
_RUN = 4


def lengths(chunks: Sequence[bytes]) -> list[int]:
    """Letters of each text; takes the record and those that continue it. Raises Damaged when they hold fewer texts
    than they say."""
    (count,) = unpacked("<I", chunks[0], 4)
    if count > sum(map(len, chunks)) // _SMALLEST:
        raise Damaged("texts")
    measure = _Measure(chunks)
    return [measure.next() for _ in range(count)]


class _Measure:
    """Goes from text to text."""

    def __init__(self, chunks: Sequence[bytes]) -> None:
        self._chunks = chunks
        self._chunk, self._at = 0, 8

    def next(self) -> int:
        """Letters of the next text."""
        if self._at >= len(self._chunks[self._chunk]):
            self._go_on()
        letters, flags = unpacked("<HB", self._chunks[self._chunk], self._at)
        self._at += 3
        behind = 0
        if flags & _RUNS:
            behind += _RUN * self._number("<H", 2)
        if flags & _PHONETIC:
            behind += self._number("<I", 4)
        self._pass_letters(letters, flags & _WIDE)
        self._pass(behind)
        return letters

    def _number(self, code: str, size: int) -> int:
        (number,) = unpacked(code, self._chunks[self._chunk], self._at)
        self._at += size
        return number

    def _go_on(self) -> None:
        self._chunk += 1
        self._at = 0
        if self._chunk >= len(self._chunks):
            raise Damaged("text")

    def _pass_letters(self, letters: int, wide: int) -> None:
        """A text that goes on in a further record has flags of its own there."""
        while letters:
            here = (len(self._chunks[self._chunk]) - self._at) // (2 if wide else 1)
            taken = min(letters, here)
            self._at += taken * (2 if wide else 1)
            letters -= taken
            if letters:
                self._go_on()
                (flags,) = unpacked("<B", self._chunks[self._chunk])
                wide = flags & _WIDE
                self._at = 1

    def _pass(self, size: int) -> None:
        while size:
            taken = min(size, len(self._chunks[self._chunk]) - self._at)
            self._at += taken
            size -= taken
            if size:
                self._go_on()
