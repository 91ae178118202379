"""Takes a filled report's XML apart into lines and marks of tables; a piece that stood in a report before costs a look-up."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from ...model.filled import FIGURE, OWN_NAMES, FilledLine

END = b"</w:p>"
"""Where a piece ends."""
_PIECE = re.compile(
    r'<w:t(?: [^>]*)?>([^<]*)</w:t>|<(/w:p|w:tbl|/w:tbl|w:tr|w:tc|w:tab|w:br|w:cr|w:noBreakHyphen)(?=[ />])|<w:gridSpan w:val="(\d{1,2})"'
)
_BLANK = {"w:tab": " ", "w:br": " ", "w:cr": " ", "w:noBreakHyphen": "-"}
_NUMBER = rb"[0-9][0-9]*(?:[.,][0-9]+)*"  # a search for one of some characters is quick, one for a repeated one is not
_GAP = rb"(?: |\xc2\xa0)?"
_FIGURES = re.compile(
    rb"(%b)(?=(?:/%b)?%b(?:%%|%b|%b)|/[0-9]+%b%b|%b(?:%b|%b)|/KH-)"
    % (_NUMBER, _NUMBER, _GAP, *(w.encode() for w in ("điểm", "tiêu chí")), _GAP, "đơn vị".encode(),
       _GAP, "tháng".encode(), "năm".encode())
)  # fmt: skip
"""Numbers that may differ between two reports' sentences that say the same: figures, counts, places, days."""
_PLAIN = re.compile(rb"(?:[0-9]{1,3}(?:[.,][0-9]{1,6})?/)+")
"""Each of them short enough to be a figure, with a slash behind it."""
_LONE = re.compile(rb"<w:t(?: [^>]*)?>([0-9]{1,3}(?:,[0-9]{1,6})?)</w:t>")
"""A number that may be all that a cell holds."""
_WHY = "Nguyên nhân".encode()
"""From here on most of a report tells why, and what is done about it: only percentages are worth telling apart."""
_TEXT = b"<w:t"
_END_OF_TEXT = b"</w:t>"
_FORM = bytes.maketrans(b"123456789", b"000000000")
_MOST = 50_000

Mark = str
Part = FilledLine | Mark
"""A line, or a mark: "w:tbl", "/w:tbl", "w:tr", "w:tc", or the columns that a cell spans ("2")."""
_Alike = tuple[str, int, int] | tuple[Part]
"""A line's wording with which of the piece's figures are its own; or what is the same in all pieces alike."""


class Lines:
    """Reads pieces of one run's reports."""

    def __init__(self) -> None:
        self._same: dict[bytes, tuple[Part, ...]] = {}
        self._alike: dict[tuple[bytes, ...], tuple[_Alike, ...] | None] = {}
        """By what stands around the figures; None where the figures cannot be told apart from the wording."""

        self._forms: dict[bytes, tuple[tuple[tuple[int, int], ...], tuple[bytes, ...], tuple[_Alike, ...]]] = {}
        """Where the figures of a piece stand, by the piece with every digit alike; what is around them; their lines."""

    def read(self, body: bytes) -> Iterator[Part]:
        """The lines and marks of a part's XML in which the unit's own name is hidden."""
        same = self._same
        return chain.from_iterable([same[p] if p in same else self._new(p) for p in body.split(END)])

    def _new(self, piece: bytes) -> tuple[Part, ...]:
        parts = self._filled(piece)
        if len(self._same) < _MOST:
            self._same[piece] = parts
        return parts

    def _filled(self, piece: bytes) -> tuple[Part, ...]:
        form = piece.translate(_FORM)
        known = self._forms.get(form)
        if known is not None:
            # of two pieces of one form the figures stand at the same places; the wordings may yet differ
            places, wording, parts = known
            if wording == tuple([piece[end:begin] for (_, end), (begin, _) in pairwise(places)]):
                return _with_figures(parts, [piece[begin:end] for begin, end in places[1:-1]])
        around, figures = _told_apart(piece)
        if not figures or not _PLAIN.fullmatch(b"/".join((*figures, b""))):
            return tuple(_parts(piece.decode()))
        if around in self._alike:
            alike = self._alike[around]
        else:
            alike = self._alike[around] = _wordings(around)
        if alike is None:
            return tuple(_parts(piece.decode()))
        if len(self._forms) < _MOST:
            self._forms[form] = (_places(around, figures), around, alike)
        return _with_figures(alike, figures)


def _with_figures(alike: tuple[_Alike, ...], figures: Sequence[bytes]) -> tuple[Part, ...]:
    texts = tuple([figure.decode() for figure in figures])
    return tuple([part[0] if len(part) == 1 else FilledLine(part[0], texts[part[1] : part[2]]) for part in alike])


def _places(around: Sequence[bytes], figures: Sequence[bytes]) -> tuple[tuple[int, int], ...]:
    """Where each figure begins and ends, between the edges of the piece."""
    places = [(0, 0)]
    for before, figure in zip(around, figures, strict=False):
        begin = places[-1][1] + len(before)
        places.append((begin, begin + len(figure)))
    end = places[-1][1] + len(around[-1])
    return (*places, (end, end))


def hide(xml: bytes, own: Sequence[bytes]) -> bytes:
    """The same with the forms of the unit's own name (`model.filled.OWN_NAMES`) as marks.

    As it stands, what one report says of its own unit would be read alike in a report of which it is not the unit.
    """
    for mark, name in zip(OWN_NAMES, own, strict=False):
        if name in xml:
            xml = xml.replace(name, mark.encode())
    return xml


def _told_apart(piece: bytes) -> tuple[tuple[bytes, ...], list[bytes]]:
    """What stands around a piece's figures, and the figures."""
    begin = max(0, piece.find(_TEXT))
    end = piece.find(_WHY, begin)
    end = len(piece) if end < 0 or b"%" in piece[end:] else end
    found = _FIGURES.split(piece[begin:end])
    if len(found) > 1:
        found[-1] += piece[end:]
        found[0] = piece[:begin] + found[0]
        return tuple(found[::2]), found[1::2]
    lone = _LONE.match(piece, piece.rfind(_TEXT))
    if lone is None:
        return (), []
    return (piece[: lone.start(1)], piece[lone.end(1) :]), [lone[1]]


def _wordings(around: Sequence[bytes]) -> tuple[_Alike, ...] | None:
    """The lines and marks of pieces alike, with the figures of each; None where a figure cannot be told from a code."""
    found: list[_Alike] = []
    begin = 0
    for part in _parts(FIGURE.join(piece.decode() for piece in around)):
        count = part.wording.count(FIGURE) if isinstance(part, FilledLine) else 0
        if isinstance(part, FilledLine) and count:
            found.append((part.wording, begin, begin + count))
        else:
            found.append((part,))
        begin += count
    if begin != len(around) - 1 or (around[1].startswith(_END_OF_TEXT) and (FIGURE, 0, 1) not in found):
        return None
    return tuple(found)


def _parts(piece: str) -> Iterator[Part]:
    """What a piece holds, in its order."""
    texts: list[str] = []
    for text, mark, span in _PIECE.findall(piece + END.decode()):
        if text:
            texts.append(text)
        elif mark == "/w:p":
            line = " ".join(html.unescape("".join(texts)).split())
            texts.clear()
            if line:
                yield FilledLine(line)
        elif span:
            yield span
        elif mark in _BLANK:
            texts.append(_BLANK[mark])
        elif mark:
            yield mark
