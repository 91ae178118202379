"""Quotes the sentence around a figure, short enough for a line or two."""

from __future__ import annotations

import re

from ...model.statement import StatedFigure

LONGEST = 110
_BEFORE = 70
_SENTENCE = re.compile(r"[.;!?](?=\s)")
_LONGEST_FIGURE = 24


def quote(figure: StatedFigure) -> str:
    """The sentence that states a figure; of a table's row its beginning."""
    if figure.at is None:
        return figure.text if len(figure.text) <= LONGEST else figure.text[: LONGEST - 1].rstrip(" |") + "…"
    return quoted(figure.text, figure.at, figure.at + 1)


def quoted(text: str, start: int, end: int) -> str:
    """The sentence in which `text[start:end]` stands, with "…" where it is cut."""
    marks = [m.end() for m in _SENTENCE.finditer(text)]
    begin = max((m for m in marks if m <= start), default=0)
    stop = min((m for m in marks if m >= end), default=len(text))
    if stop - begin > LONGEST:
        early = max(begin, start - _BEFORE)
        if early > begin:
            early = text.find(" ", early, start) + 1 or early
        late = min(stop, max(end + _LONGEST_FIGURE, early + LONGEST))
        if late < stop:
            late = text.rfind(" ", end, late) if text.rfind(" ", end, late) > 0 else late
        return ("…" if early > begin else "") + text[early:late].strip() + ("…" if late < stop else "")
    return text[begin:stop].strip()
