"""Reads back reports that were just filled: opens each finished package, proves its XML sound, and takes out its lines."""

from __future__ import annotations

import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from xml.parsers.expat import ExpatError, ParserCreate

from ...errors import UnreadableFile
from ...model.filled import OWN_NAMES, FilledLine, FilledReport, FilledRow, FilledSeries, FilledTable
from ...model.statement import WrittenDocument
from .filled_chart import read_chart
from .filled_lines import Lines, Part, hide

_MAIN = "word/document.xml"
_SIDE = re.compile(r"word/(?:header|footer|footnotes|endnotes)\d*\.xml")
_CHART = re.compile(r"word/charts/chart\d*\.xml")
_PROPERTIES = "docProps/core.xml"
_PROPERTY = re.compile(r"<(?:dc|cp):\w+>([^<]+)</")
_NAMED = re.compile(f"[{OWN_NAMES}]")
_XML = (".xml", ".rels")
_LOCAL_HEADER = 30


class FilledReader:
    """Reads the reports of one run; what stood in one before is not taken apart, nor proved sound, again."""

    def __init__(self) -> None:
        self._lines = Lines()
        self._sound: dict[str, bytes] = {}
        """By part: its packed bytes, as they were last found sound."""
        self._others: dict[str, tuple[FilledLine, ...]] = {}

    def read(
        self, file: str, data: bytes, own: Sequence[str] = (), parsed: Mapping[str, bytes] | None = None
    ) -> FilledReport:
        """The lines of a report. `own` are the forms of the unit's own name (`model.filled.OWN_NAMES`).

        `parsed` holds what was found to be sound XML before it was packed; a part that unpacks to the very same bytes
        is not parsed again. Raises UnreadableFile where the package is damaged or a part is no XML.
        """
        hidden = [html.escape(name).encode() for name in own]
        lines: list[FilledLine] = []
        series: list[FilledSeries] = []
        body: tuple[FilledLine | FilledTable, ...] | None = None
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                for entry in archive.infolist():
                    name = entry.filename
                    packed = _packed(data, entry)
                    if self._sound.get(name) != packed:
                        content = archive.read(entry)
                        if name.endswith(_XML) and content != (parsed or {}).get(name):
                            ParserCreate().Parse(content, True)
                        if name == _MAIN:
                            parts = list(self._lines.read(hide(content, hidden)))
                            body = _arranged(parts)
                            lines += [part for part in parts if isinstance(part, FilledLine)]
                            continue
                        if _CHART.fullmatch(name):
                            series += read_chart(content.decode())
                            continue
                        self._others[name] = tuple(self._side(name, hide(content, hidden)))
                        # a part that names its unit reads otherwise in another one's report
                        self._sound[name] = (
                            b"" if any(_NAMED.search(line.wording) for line in self._others[name]) else packed
                        )
                    lines += self._others[name]
        except (zipfile.BadZipFile, zlib.error, ExpatError, EOFError, ValueError) as problem:
            raise UnreadableFile(f"tệp vừa ghi không mở lại được ({problem})") from problem
        if body is None:
            raise UnreadableFile("tệp vừa ghi không có phần văn bản")
        return FilledReport(
            file=file, body=body, lines=tuple(lines), series=tuple(series), reread=partial(_reread, file, data)
        )

    def _side(self, name: str, content: bytes) -> Iterable[FilledLine]:
        """The lines of a part beside the main text."""
        if name == _PROPERTIES:
            return [FilledLine(html.unescape(text)) for text in _PROPERTY.findall(content.decode())]
        if _SIDE.fullmatch(name):
            return [part for part in self._lines.read(content) if isinstance(part, FilledLine)]
        return ()


def _reread(file: str, data: bytes) -> WrittenDocument:
    from .docx import read_docx  # seldom needed

    return read_docx(file, data)


def _packed(data: bytes, entry: zipfile.ZipInfo) -> bytes:
    """A part as it lies in the package, with its header."""
    begin = entry.header_offset
    extra = int.from_bytes(data[begin + 28 : begin + _LOCAL_HEADER], "little")
    return data[begin : begin + _LOCAL_HEADER + len(entry.filename) + extra + entry.compress_size]


def _arranged(parts: Iterable[Part]) -> tuple[FilledLine | FilledTable, ...]:
    """Lines and marks as lines outside of tables, and tables; what a table inside of a table holds is the outer one's."""
    body: list[FilledLine | FilledTable] = []
    rows: list[FilledRow] = []
    row: FilledRow = {}
    depth = column = span = 0
    for part in parts:
        if isinstance(part, FilledLine):
            if not depth:
                body.append(part)
            elif column in row:
                row[column].append(part)
            else:
                row[column] = [part]
        elif depth > 1 and part not in ("w:tbl", "/w:tbl"):
            continue
        elif part == "w:tc":
            column += span
            span = 1
        elif part == "w:tr":
            row = {}
            rows.append(row)
            column, span = 0, 1
        elif part == "w:tbl":
            depth += 1
            if depth == 1:
                rows = []
        elif part == "/w:tbl":
            depth -= 1
            if not depth:
                body.append(FilledTable(tuple(r for r in rows if r)))
        else:
            span = int(part)
    return tuple(body)
