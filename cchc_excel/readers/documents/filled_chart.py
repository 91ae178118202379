"""Reads back the chart of a report that was just filled: its series, the names and figures of their bars."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from ...model.filled import FilledSeries

_SERIES = re.compile(r"<c:ser>(.*?)</c:ser>", re.DOTALL)
_NAME = re.compile(r"<c:tx>.*?<c:v>([^<]*)</c:v>.*?</c:tx>", re.DOTALL)
_LABEL = re.compile(r'<c:dLbl><c:idx val="(\d+)"/><c:numFmt formatCode="&quot;([^"]*?)&quot;"')
_LISTS = tuple(re.compile(rf"<c:{part}>(.*?)</c:{part}>", re.DOTALL) for part in ("cat", "val"))
_POINT = re.compile(r'<c:pt idx="(\d+)"><c:v>([^<]*)</c:v>')


def read_chart(content: str) -> Iterator[FilledSeries]:
    """The series of a chart whose data are written in it as literals, as `writers.report` fills one."""
    for found in _SERIES.finditer(content):
        series = found[1]
        name = _NAME.search(series)
        names, values = ({} if (part := pattern.search(series)) is None else _points(part[1]) for pattern in _LISTS)
        labels = {index: html.unescape(text) for index, text in _LABEL.findall(series)}
        yield FilledSeries(
            html.unescape(name[1]) if name else "",
            tuple((names.get(i, ""), value, labels.get(i)) for i, value in values.items()),
        )


def _points(xml: str) -> dict[str, str]:
    return {index: html.unescape(text) for index, text in _POINT.findall(xml)}
