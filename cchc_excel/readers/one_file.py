"""Reads one input file, whatever it turns out to be; what cannot be read comes back as a trouble, never raised."""

from __future__ import annotations

from ..errors import UnreadableFile
from ..files.archive import FileType, file_type, looks_like_workbook, read_bounded
from ..files.folder import InputFile
from ..model.finding import Place
from ..model.group import Trouble
from .contents import Contents
from .documents.decision_document import read_decision_document
from .ods import read_ods
from .workbook import read_contents
from .xls import read_xls
from .xlsb import read_xlsb
from .xlsx import is_own_output, read_xlsx

_DOCUMENTS = (".docx", ".docm", ".dotx", ".doc", ".pdf")
"""Names that promise a document, which may be the decision."""
_WORKBOOKS = (FileType.XLSX, FileType.XLSB, FileType.ODS)
_READERS = {FileType.OLE: read_xls, FileType.XLSB: read_xlsb, FileType.ODS: read_ods}
"""Whatever else bears a workbook's name is told what it is by the reader of .xlsx."""


def read_file(source: InputFile) -> Contents:
    """Everything one file holds. Files that are something else altogether are ignored with the reason."""
    named_document = source.path.suffix.lower() in _DOCUMENTS
    if not source.named_workbook and not named_document and not looks_like_workbook(source.path):
        return Contents(source.relative, ignored="không phải bảng tính")
    try:
        data = read_bounded(source.path)
        if is_own_output(data):
            return Contents(source.relative, ignored="là kết quả của chính chương trình này")
        kind = file_type(data)
        if kind in (FileType.DOCX, FileType.PDF) or (named_document and kind not in _WORKBOOKS):
            return read_decision_document(source.relative, data)
        contents = read_contents(source.relative, _READERS.get(kind, read_xlsx)(source.relative, data))
    except UnreadableFile as error:
        return _unreadable(source, error)
    except MemoryError:
        return _unreadable(source, UnreadableFile("tệp quá lớn so với bộ nhớ của máy"))
    except Exception as error:
        reason = f"cấu trúc tệp khác thường, chương trình chưa đọc được ({type(error).__name__})"
        return _unreadable(source, UnreadableFile(reason))
    except BaseException as error:
        # pyo3 raises its PanicException, a BaseException, when the compiled reader gives up on a damaged file
        if type(error).__name__ != "PanicException":
            raise
        return _unreadable(source, UnreadableFile("tệp hỏng, nội dung bên trong không đọc được"))
    if not contents.is_useful and not contents.troubles:
        contents.ignored = "không có bảng điểm hay bảng nào nhận ra được"
    return contents


def _unreadable(source: InputFile, error: UnreadableFile) -> Contents:
    trouble = Trouble(code="R01", place=Place(source.relative), what=str(error), way_out=error.way_out)
    return Contents(source.relative, troubles=[trouble])
