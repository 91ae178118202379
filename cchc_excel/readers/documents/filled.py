"""Reads back a report that was just filled, only as far as it can state figures, in a fraction of `docx`'s time."""

from __future__ import annotations

import html
import io
import re
import zipfile

from ...model.statement import TextBlock, WrittenDocument

_MAIN = "word/document.xml"
_PIECE = re.compile(
    r'<w:t(?: [^>]*)?>([^<]*)</w:t>|<(/w:p|w:tbl|/w:tbl|w:tr|w:tc|w:tab|w:br|w:cr|w:noBreakHyphen)(?=[ />])|<w:gridSpan w:val="(\d{1,2})"'
)
_LONGEST_HEADING = 220
_HEADER_ROWS = 3
_LONGEST_CELL = 24
"""Of a code, a figure, or the label of a sum."""
_DIGIT = re.compile(r"\d")
_UNIT = re.compile("%|[đĐ]iểm|ĐIỂM|\u0309")
"""Of a figure: "điểm" composed or not."""
_SPACE = {"w:tab": " ", "w:br": " ", "w:cr": " ", "w:noBreakHyphen": "-"}


def read_filled(file: str, data: bytes) -> WrittenDocument:
    """Lines with points or percentages, lines that can head them, and short table cells of a filled report.

    `data` is our own package: it is neither hostile nor bounded. Raises KeyError for a package without a body.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = archive.read(_MAIN).decode("utf-8")
    return WrittenDocument(file=file, blocks=tuple(_blocks(body)))


def _blocks(body: str) -> list[TextBlock]:
    blocks: list[TextBlock] = []
    texts: list[str] = []
    paragraph = tables = depth = row = column = 0
    for text, mark, span in _PIECE.findall(body):
        if text:
            texts.append(text)
        elif mark == "/w:p":
            paragraph += 1
            line = "".join(texts)
            texts.clear()
            if line and _matters(line, row if depth > 0 else 0):
                line = html.unescape(line) if "&" in line else line
                inside = (tables, row, column) if depth else (0, 0, 0)
                blocks.append(
                    TextBlock(text=line, paragraph=paragraph, table=inside[0], row=inside[1], column=inside[2])
                )
        elif mark == "w:tc":
            column += 1
        elif mark == "w:tr":
            row, column = row + 1, 0
        elif mark == "w:tbl":
            tables, depth, row = tables + 1, depth + 1, 0
        elif mark == "/w:tbl":
            depth -= 1
        elif mark:
            texts.append(_SPACE[mark])
        elif span:
            column += int(span) - 1
    return blocks


def _matters(line: str, row: int) -> bool:
    """Whether a line states a figure, or can head lines that do; `row` is 0 outside of tables."""
    if row:
        return len(line) <= (_LONGEST_CELL if row > _HEADER_ROWS else _LONGEST_HEADING)
    if _UNIT.search(line) and _DIGIT.search(line):
        return True
    return len(line) <= _LONGEST_HEADING and (line[:1].isdigit() or line[:1] in "IVXABC(")
