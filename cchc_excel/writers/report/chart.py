"""Fills a native Word chart: its series and texts are written in for each report, all else stays as it is.

The data are written as literals, which Word and LibreOffice show without a workbook. The figures beside the bars are
spelt out, too: both programs would write them with the decimal mark of the computer, not of the report.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol, cast
from xml.parsers.expat import ParserCreate

from .xml_text import xml_text

COMPARED = "trung_binh"
"""The field of a bar that is empty in all of them where nobody is there to be compared with."""

_SLOT = re.compile(rb"<\?fill (\w+) (\w+)\?>")


class _Bar(Protocol):
    """One category: a `chart_values.ChartBar`, or a template check's example."""

    ten: str
    chi_so: str
    trung_binh: str


@dataclass(frozen=True, slots=True)
class ChartPart:
    """A chart of a template: static bytes in turn with the kind and the name of what goes there."""

    name: str
    _compared: tuple[bytes, ...]
    _alone: tuple[bytes, ...]
    """Without the series of the means."""
    _looks: Mapping[str, str]
    """How the figures beside the bars of a series look, by the field it shows."""

    @classmethod
    def from_xml(cls, name: str, compared: bytes, alone: bytes, looks: Mapping[str, str]) -> ChartPart:
        """Cuts both forms of a chart at their slots (`slot`); `looks` is the XML of data labels after their format."""
        return cls(name, tuple(_SLOT.split(compared)), tuple(_SLOT.split(alone)), looks)

    def filled(self, values: Mapping[str, object]) -> bytes:
        """The chart's XML.

        Raises KeyError or AttributeError where a value is missing, ExpatError where the result is no XML.
        """
        bars = cast(Sequence[_Bar], values["bieu_do"])
        pieces = self._compared if any(getattr(bar, COMPARED) for bar in bars) else self._alone
        filled = [pieces[0]]
        for kind, name, static in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
            filled += (self._filling(kind, name.decode(), bars, values).encode(), static)
        data = b"".join(filled)
        ParserCreate().Parse(data, True)
        return data

    def _filling(self, kind: bytes, name: str, bars: Sequence[_Bar], values: Mapping[str, object]) -> str:
        if kind == b"text":
            return xml_text(values[name])
        texts = tuple([getattr(bar, name) for bar in bars])
        if kind == b"labels":
            return _labels(texts, self._looks[name])
        return _points(texts, kind == b"numbers")


@lru_cache(maxsize=256)
def _points(texts: tuple[object, ...], numbers: bool) -> str:
    """The points of a literal; remembered, since the names and the means are the same in every report."""
    escaped = [xml_text(text).replace(",", ".") if numbers else xml_text(text) for text in texts]
    points = (f'<c:pt idx="{i}"><c:v>{text}</c:v></c:pt>' for i, text in enumerate(escaped) if text)
    return f'<c:ptCount val="{len(texts)}"/>{"".join(points)}'


@lru_cache(maxsize=256)
def _labels(texts: tuple[object, ...], look: str) -> str:
    """A data label for each figure, whose number format is the figure's text."""
    return "".join(
        f'<c:dLbl><c:idx val="{i}"/><c:numFmt formatCode="&quot;{xml_text(text)}&quot;" sourceLinked="0"/>{look}</c:dLbl>'
        for i, text in enumerate(texts)
        if text
    )


def slot(kind: str, name: str) -> tuple[str, str]:
    """Target and text of the processing instruction that marks a place to fill.

    `kind` is "text" (the value `name`), or "names", "numbers" or "labels" (that field of every bar).
    """
    return "fill", f"{kind} {name}"
