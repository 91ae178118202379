"""Reads one document, told apart by what it holds, not by its name."""

from __future__ import annotations

from pathlib import Path

from ...errors import UnreadableFile
from ...files.archive import read_bounded
from ...model.finding import Place
from ...model.group import Trouble
from ...model.statement import WrittenDocument
from .docx import read_docx
from .text_file import read_text

_KINDS = (".docx", ".docm", ".dotx", ".pdf", ".txt")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_EMPTY = UnreadableFile("tệp rỗng", "Kiểm tra lại tệp ở nơi gửi rồi chạy lại")
_OTHER = UnreadableFile(
    "tệp không phải báo cáo dạng .docx, .pdf hay .txt",
    "Mở tệp bằng Word, chọn Lưu thành dạng “Tài liệu Word (.docx)” rồi chạy lại",
)

_SUMMARY = UnreadableFile(
    "đây là báo cáo tổng hợp của nhiều đơn vị do chương trình này lập từ chính số liệu đã kiểm tra",
    "Chỉ kiểm tra báo cáo của từng đơn vị, ví dụ: cchc check bao_cao/*.docx",
)


def read_document(path: Path) -> WrittenDocument | Trouble:
    """The file's text, or the trouble (R01) that it cannot be read.

    Never raises, but a hostile PDF may take for ever or all memory: it is called in a process that can be ended.
    """
    try:
        return _read(path)
    except UnreadableFile as error:
        return _trouble(path, error)
    except MemoryError:
        return _trouble(path, UnreadableFile("tệp quá lớn so với bộ nhớ của máy", _OTHER.way_out))
    except Exception as error:
        reason = f"cấu trúc tệp khác thường, chương trình chưa đọc được ({type(error).__name__})"
        return _trouble(path, UnreadableFile(reason, _OTHER.way_out))


def _read(path: Path) -> WrittenDocument:
    if path.is_dir():
        raise UnreadableFile("đây là thư mục, không phải tệp", "Ghi tên từng tệp, ví dụ: cchc check bao_cao/*.docx")
    if not path.exists():
        raise UnreadableFile("không thấy tệp", "Kiểm tra lại đường dẫn và tên tệp rồi chạy lại")
    data, name = _bytes(path), path.as_posix()
    if not data:
        raise _EMPTY
    if b"%PDF-" in data[:1024]:
        from .pdf import read_pdf

        return read_pdf(name, data)
    ending = path.suffix.lower()
    if data.startswith((b"PK\x03\x04", _OLE)) or ending in (".docx", ".docm", ".dotx"):
        from ..xlsx.own_output import is_own_output

        if is_own_output(data):
            raise _SUMMARY
        return read_docx(name, data)
    if ending == ".pdf":
        raise UnreadableFile("tệp PDF hỏng, không mở được", "Xin lại tệp, hoặc xuất lại PDF từ Word rồi chạy lại")
    if ending not in _KINDS:
        raise _OTHER
    return read_text(name, data)


def _bytes(path: Path) -> bytes:
    try:
        return read_bounded(path)
    except UnreadableFile as error:
        raise UnreadableFile(str(error), error.way_out.replace("Excel", "Word")) from error


def _trouble(path: Path, error: UnreadableFile) -> Trouble:
    return Trouble(code="R01", place=Place(path.as_posix()), what=str(error), way_out=error.way_out)
