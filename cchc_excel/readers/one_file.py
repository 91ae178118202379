"""Reads one input file, whatever it turns out to be; what cannot be read comes back as a trouble, never raised."""

from __future__ import annotations

from ..errors import UnreadableFile
from ..files.archive import looks_like_workbook, read_bounded
from ..files.folder import InputFile
from ..model.finding import Place
from ..model.group import Trouble
from .workbook import Contents, read_contents
from .xlsx import is_own_output, read_xlsx


def read_file(source: InputFile) -> Contents:
    """Everything one file holds. Files that are something else altogether are ignored with the reason."""
    if not source.named_workbook and not looks_like_workbook(source.path):
        return Contents(source.relative, ignored="không phải bảng tính")
    try:
        data = read_bounded(source.path)
        if is_own_output(data):
            return Contents(source.relative, ignored="là kết quả của chính chương trình này")
        contents = read_contents(source.relative, read_xlsx(source.relative, data))
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
