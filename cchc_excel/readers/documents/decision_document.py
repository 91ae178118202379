"""Reads a decision's tables of communes from a Word document or a PDF; says of another document why it is passed over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...errors import UnreadableFile
from ...files.archive import FileType, file_type
from ...model.decision import CommuneTable
from ...model.finding import Place
from ...model.group import Trouble
from ..contents import Contents
from ..pins.pins import NO_PINS
from ..tables.commune_table import read_commune_table
from ..understanding import understood
from ..understanding.asking import rival_figures
from ..wordings.titles import authority_in, year_in
from .decision_signs import OF_ONE_COMMUNE, speaks_of_scores, whole_lines, why_not, written_by_a_commune
from .document_grid import with_numbers
from .logical_tables import Arrangement, LogicalTable, arranged, is_title
from .pdf_tables import pdf_parts
from .word_tables import word_parts

_NO_TABLE = "văn bản không có bảng điểm, xếp hạng của các đơn vị"
_SCANNED = UnreadableFile(
    "tệp PDF là bản chụp (quét), không có chữ để đọc nên chưa đối chiếu được",
    "Nếu đây là quyết định công bố thì chép tệp Word (.docx) hoặc Excel của quyết định vào thư mục, hoặc nhận dạng chữ (OCR) "
    "thành PDF có chữ; nếu là giấy tờ khác thì bỏ qua",
)
_EMPTY = UnreadableFile("tệp rỗng", "Xin lại tệp từ nơi gửi rồi chạy lại")
_NO_PDF = UnreadableFile(
    "tệp mang tên PDF nhưng hỏng hoặc không phải là PDF",
    "Xin lại tệp từ nơi gửi, hoặc xuất lại PDF từ Word rồi chạy lại",
)
_UNRULED = (
    "bảng trong tệp PDF không kẻ ô và các cột không thẳng hàng, nên không biết chắc số nào ở cột nào",
    "Nếu đây là quyết định công bố thì chép tệp Word (.docx) hoặc Excel của quyết định vào thư mục; nếu không thì bỏ qua",
)


def read_decision_document(file: str, data: bytes) -> Contents:
    """The decision's tables in a .docx, .docm or .pdf; `ignored` says why another document has none.

    What the document says of year and authority outside of a table holds for every table that says nothing itself.
    A PDF may take for ever or use up the memory on a hostile file: run it in a process of its own. Raises UnreadableFile.
    """
    kind = file_type(data)
    if not data:
        raise _EMPTY
    if kind is not FileType.PDF and file.lower().endswith(".pdf"):
        raise _NO_PDF
    try:
        if kind is not FileType.PDF:
            return _contents(file, arranged(file, word_parts(data)))
        read = pdf_parts(data)
        contents = _contents(file, arranged(file, read.parts), unsure=read.unsure)
    except RecursionError as error:
        raise UnreadableFile("cấu trúc văn bản lồng nhau quá sâu, không an toàn") from error
    except UnreadableFile as error:
        if kind is not FileType.OLE:
            raise
        return _perhaps_decision(file, error)
    return _perhaps_decision(file, _SCANNED) if contents.ignored and read.scanned else contents


def _contents(file: str, found: Arrangement, *, unsure: bool = False) -> Contents:
    """`unsure`: a page seems to have a table that could not be read."""
    if written_by_a_commune(found.lines):
        return Contents(file, ignored=OF_ONE_COMMUNE)
    told = [_table(table, found) for table in found.tables]
    pairs = [(t, read) for t, read in zip(found.tables, told, strict=True) if isinstance(read, CommuneTable)]
    if (unsure or found.unsure) and (pairs or speaks_of_scores(found.lines)):
        what, way_out = _UNRULED
        trouble = Trouble(code="R02", place=Place(file), what=what, way_out=way_out, unless_decided=True)
        return _read(file, pairs, trouble)
    if pairs:
        return _read(file, pairs)
    return Contents(file, ignored=next((why for why in told if isinstance(why, str)), _NO_TABLE))


def _read(file: str, pairs: Sequence[tuple[LogicalTable, CommuneTable]], *troubles: Trouble) -> Contents:
    """The tables with how each was understood, and what about their columns is in doubt."""
    return Contents(
        file,
        tables=[read for _, read in pairs],
        troubles=[*troubles, *(doubt.trouble for t, _ in pairs for doubt in rival_figures(t.grid, t.columns))],
        understood=[understood.table(t.grid, t.columns, read, NO_PINS) for t, read in pairs],
    )


def _perhaps_decision(file: str, error: UnreadableFile) -> Contents:
    """Of a scan or a .doc: it harms nothing where the decision is there in another form, too."""
    trouble = Trouble(code="R01", place=Place(file), what=str(error), way_out=error.way_out, unless_decided=True)
    return Contents(file, troubles=[trouble])


def _table(table: LogicalTable, found: Arrangement) -> CommuneTable | str:
    """The table as a model, or why it is none of a decision's."""
    grid = with_numbers(table.grid, table.columns)
    read = read_commune_table(grid, table.columns, beside_scores=False)
    if read is None:
        return _NO_TABLE
    reason = why_not(grid, table.columns, len({row.commune.key for row in read.rows}), found.lines)
    if reason:
        return reason
    return replace(
        read,
        year=read.year or year_in(_titles(found)),
        authority=read.authority or authority_in(_titles(found)),
    )


def _titles(found: Arrangement) -> Iterator[str]:
    return filter(is_title, whole_lines(found.lines))
