"""How much text a document may hold: a report has some hundred lines, a bomb has millions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...errors import UnreadableFile
from ...model.statement import TextBlock

MOST_LINES = 50_000
MOST_CHARACTERS = 3_000_000
MOST_PAGES = 400
MOST_COLUMNS = 200
"""Of a table; Word itself allows 63."""
MOST_CELLS = 300_000
"""What the tables of one document are laid out to in memory, however few of their cells are filled."""


def bounded(blocks: Iterable[TextBlock]) -> Iterator[TextBlock]:
    """The same lines. Raises UnreadableFile where there are too many."""
    characters = 0
    for number, block in enumerate(blocks):
        characters += len(block.text)
        if number >= MOST_LINES or characters > MOST_CHARACTERS:
            raise too_long()
        yield block


def too_long() -> UnreadableFile:
    """Why such a document is not read."""
    return UnreadableFile(
        "văn bản quá dài so với một báo cáo",
        "Kiểm tra lại có đúng là báo cáo của đơn vị không; nếu đúng thì tách phần số liệu ra một tệp riêng rồi chạy lại",
    )
