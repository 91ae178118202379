"""Knows the report's own sentences about a node word for word, whatever a criterion's name may look like.

A name may hold figures ("dưới 90%: 0 điểm"), or the words of another criterion: a reader of any document's language can
be misled by it. A sentence that ends a node's name and goes on with that node's own figures is right all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from ...model.audited import AuditedCommune, AuditedNode
from ...model.codes import is_part
from ...model.names import composed
from ...model.numbers import Exact, stands_for
from ...model.statement import StatedFigure

_NUMBER = r"(-?\d+(?:,\d+)?)"
_POINTS = re.compile(
    rf"đạt\s+{_NUMBER}/{_NUMBER}\s+điểm(?:,\s+(?:bị trừ|chưa đạt)\s+{_NUMBER}\s+điểm)?(?:,\s+chỉ số\s+{_NUMBER}%)?"
)
_OF_A_PART = "điểmthẩmđịnh"
"""How the sentence begins that gives a part's points without its name."""
_LONGEST_END = 40
"""Letters of a name's end that are compared; all of it where less of it is left."""


def stands_in_own_sentence(figure: StatedFigure, commune: AuditedCommune) -> bool:
    """Whether the figure is part of a sentence of the report's own wording that gives a node its audited points.

    It may be one of those points, or stand in the node's name.
    """
    begin = 0
    for found in _POINTS.finditer(figure.text):
        if figure.at is not None and begin <= figure.at < found.end():
            of_name = _letters(figure.text[figure.at : found.start()])
            return any(_letters(node.name).endswith(of_name) for node in _meant(found, begin, commune))
        begin = found.end()
    return False


def stands_in_note(figure: StatedFigure, notes: Iterable[str]) -> bool:
    """Whether the figure stands in a text that the office wrote itself and a template repeats word for word.

    Where a template has its own words around a reason or a remedy, no "Nguyên nhân" tells it from the report's.
    """
    if figure.at is None:
        return False
    line, before = _letters(figure.text), len(_letters(figure.text[: figure.at]))
    for note in map(_letters, notes):
        at = line.find(note) if note else -1
        while at >= 0:
            if at <= before < at + len(note):
                return True
            at = line.find(note, at + 1)
    return False


def _meant(found: re.Match[str], begin: int, commune: AuditedCommune) -> Iterator[AuditedNode]:
    """The nodes whose name stands before the points, and whose points they are."""
    stated = [None if text is None else Decimal(text.replace(",", ".")) for text in found.groups()]
    for node in _named(found.string[begin : found.start()], commune):
        if all(map(_stands_for, stated, _figures(node))):
            yield node


def _figures(node: AuditedNode) -> tuple[Exact, ...]:
    """In the order of `_POINTS`."""
    return node.score, node.max_points, node.deduction, node.index


def _stands_for(stated: Decimal | None, exact: Exact) -> bool:
    return stated is None or stands_for(stated, exact)


def _named(before: str, commune: AuditedCommune) -> Iterator[AuditedNode]:
    """The nodes with whose name the text ends, or of whose name it is the end."""
    letters = _letters(before)
    if letters.endswith(_OF_A_PART):
        yield from (node for node in commune.nodes if is_part(node.code))
    for node in commune.nodes:
        end = (_letters(node.name) or _letters(node.code))[-_LONGEST_END:]
        if letters and (letters.endswith(end) or end.endswith(letters)):
            yield node


def _letters(text: str) -> str:
    """Small letters and digits alone."""
    return "".join(c for c in composed(text).lower() if c.isalnum())
