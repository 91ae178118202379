"""Opens a PDF and finds the ruled tables of a page; says why a file cannot be opened."""

from __future__ import annotations

import io
import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from ...errors import UnreadableFile

_DAMAGED = "tệp PDF hỏng, không mở được"
_AGAIN = "Mở thử tệp bằng trình đọc PDF; nếu không mở được thì xin lại tệp, hoặc xuất lại PDF từ Word"
_PASSWORD = ("tệp PDF được bảo vệ bằng mật khẩu", "Xin bản không có mật khẩu hoặc tệp Word (.docx) rồi chạy lại")
_MOST_RULES = 4000
"""Lines and boxes of a page in which tables are looked for; a drawing has more."""


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """The PDF, to be read inside of the block. May take for ever or use up the memory on a hostile file.

    Raises UnreadableFile, also for what goes wrong inside of the block.
    """
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect, PDFTextExtractionNotAllowed

    logging.disable(logging.CRITICAL)
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            yield pdf
    except (UnreadableFile, MemoryError):
        raise
    except (PDFPasswordIncorrect, PDFTextExtractionNotAllowed) as error:
        raise UnreadableFile(*_PASSWORD) from error
    except Exception as error:
        if any(isinstance(e, PDFPasswordIncorrect) for e in (error.__cause__, error.__context__, *error.args)):
            raise UnreadableFile(*_PASSWORD) from error
        raise UnreadableFile(_DAMAGED, _AGAIN) from error


def readable(page: Any) -> Any:
    """The page turned so that its figures stand upright: a wide table is often printed along the page's long side."""
    turns = Counter(_turn(c["matrix"]) for c in page.chars if c["text"].isdigit())
    turn, most = turns.most_common(1)[0] if turns else (0, 0)
    if not turn or 2 * most <= turns.total():
        return page
    told = page.page_obj
    told.rotate = (page.rotation + turn) % 360
    told.attrs = {**told.attrs, "Rotate": told.rotate}
    return type(page)(page.pdf, told, page.page_number, page.initial_doctop)


def _turn(matrix: Sequence[float]) -> int:
    """By how many degrees clockwise a character has to be turned to stand upright."""
    across, up = matrix[0], matrix[1]
    if abs(up) > abs(across):
        return 90 if up > 0 else 270
    return 0 if across >= 0 else 180


def _straightened(page: Any) -> None:
    """Takes the noise out of lines that were turned with their page: one that rises by 1e-13 is level."""
    for line in page.lines:
        line.update({key: round(float(line[key]), 3) for key in ("x0", "x1", "top", "bottom")})


def ruled_tables(page: Any, most_rules: int = _MOST_RULES) -> list[Any]:
    """Ruled tables of two columns or more, from the top; a frame around a text is none."""
    rules = len(page.lines) + len(page.rects)
    if not 4 <= rules <= most_rules:
        return []
    _straightened(page)
    found = (t for t in page.find_tables() if len(t.rows) >= 2 and max(len(r.cells) for r in t.rows) >= 2)
    return sorted(found, key=lambda t: float(t.bbox[1]))


def outside(page: Any, tables: Sequence[Any]) -> Any:
    """The page without what stands in its tables."""
    boxes = [t.bbox for t in tables]
    return page.filter(lambda o: not _inside(o, boxes)) if boxes else page


def _inside(thing: dict[str, Any], boxes: Sequence[tuple[float, float, float, float]]) -> bool:
    if thing.get("object_type") != "char":
        return False
    across, down = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
    return any(x0 <= across <= x1 and top <= down <= bottom for x0, top, x1, bottom in boxes)
