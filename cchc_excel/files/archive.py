"""Decides, before anything is parsed, whether a file is a workbook that is safe to open."""

from __future__ import annotations

import io
import stat
import zipfile
from enum import Enum
from pathlib import Path

from ..errors import UnreadableFile
from .disk_words import told
from .lookalikes import no_workbook

MAX_FILE = 64 * 2**20
MAX_ENTRIES = 4000
MAX_ENTRY = 256 * 2**20
MAX_UNPACKED = 512 * 2**20
MAX_RATIO = 400
"""A real sheet of scores packs about 10 to 1; a bomb packs 1000 to 1."""

_ODS_FIRST = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
"""How every .ods begins: its type is the first part, and not packed."""
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROTECTED = "tệp được bảo vệ bằng mật khẩu"
_UNPROTECT = "Mở tệp bằng Excel, bỏ mật khẩu (Tệp > Thông tin > Bảo vệ sổ làm việc), lưu lại rồi chạy lại"
_UNPROTECT_DOCUMENT = "Mở tệp bằng Word, bỏ mật khẩu (Tệp > Thông tin > Bảo vệ tài liệu), lưu lại rồi chạy lại"
_SAVE_DOCUMENT = "Mở tệp bằng Word, chọn Lưu thành dạng “Tài liệu Word (.docx)” rồi chạy lại"
_OPEN_DOCUMENT = (
    "Mở thử tệp bằng Word; nếu Word cũng báo lỗi thì xin lại tệp từ nơi gửi, nếu mở được thì lưu lại thành .docx"
)
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class FileType(Enum):
    """What a file is by its content."""

    XLSX = "xlsx"
    """Any OOXML workbook with XML sheets: .xlsx, .xlsm, .xltx, .xltm."""
    XLSB = "xlsb"
    ODS = "ods"
    OLE = "ole"
    """A compound file: .xls, .doc, or anything protected by a password."""
    DOCX = "docx"
    ARCHIVE = "zip"
    """Another zip archive."""
    PDF = "pdf"
    OTHER = "other"


def file_type(data: bytes) -> FileType:
    """What the file is, told by its content and never by its name. Looks only at names inside of an archive."""
    if data.startswith(_OLE):
        return FileType.OLE
    if not data.startswith(_ZIP):
        return FileType.PDF if b"%PDF-" in data[:1024] else FileType.OTHER
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = frozenset(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
        return FileType.ARCHIVE
    for name, kind in _MAIN_PARTS:
        if name in names:
            return kind
    return FileType.ARCHIVE


_MAIN_PARTS = (
    ("xl/workbook.xml", FileType.XLSX),
    ("xl/workbook.bin", FileType.XLSB),
    ("word/document.xml", FileType.DOCX),
    ("content.xml", FileType.ODS),
    ("encrypted-package", FileType.ODS),
)


def looks_like_workbook(path: Path) -> bool:
    """Whether an oddly named file holds a zipped workbook all the same. False when it cannot be opened."""
    try:
        with path.open("rb") as stream:
            head = stream.read(128)
            if not head.startswith(_ZIP):
                return False
            if _ODS_FIRST in head:
                return True
            with zipfile.ZipFile(stream) as archive:
                return not {"xl/workbook.xml", "xl/workbook.bin"}.isdisjoint(archive.namelist())
    except (OSError, zipfile.BadZipFile, ValueError):
        return False


def read_bounded(path: Path) -> bytes:
    """The file's bytes. Raises UnreadableFile when it is too large, a device, or held by another program."""
    try:
        found = path.stat()
        size = found.st_size
        if not stat.S_ISREG(found.st_mode):
            raise UnreadableFile("đây là thư mục hoặc thiết bị, không phải tệp")
        if size > MAX_FILE:
            raise UnreadableFile(f"tệp lớn {size // 2**20} MB, quá mức {MAX_FILE // 2**20} MB")
        return path.read_bytes()
    except PermissionError as error:
        reason = "tệp đang được chương trình khác giữ hoặc không có quyền đọc"
        raise UnreadableFile(reason, "Đóng tệp trong Excel rồi chạy lại") from error
    except OSError as error:
        raise UnreadableFile(f"không đọc được tệp từ đĩa ({told(error)})") from error


def is_encrypted(data: bytes) -> bool:
    """Whether a compound file holds nothing but an encrypted document of the newer formats."""
    return _ENCRYPTED in data


def protected_workbook() -> UnreadableFile:
    """What is told of a workbook that only opens with a password."""
    return UnreadableFile(_PROTECTED, _UNPROTECT)


def open_workbook_archive(data: bytes, main_part: str = "xl/workbook.xml") -> zipfile.ZipFile:
    """The checked zip archive of an .xlsx or .xlsb. Raises UnreadableFile with the reason, a Vietnamese clause."""
    if not data.startswith(_ZIP):
        raise no_workbook(data)
    archive = _checked(data)
    if main_part not in archive.namelist():
        raise UnreadableFile("tệp không phải sổ tính Excel")
    return archive


def open_document_archive(data: bytes) -> zipfile.ZipFile:
    """The checked zip archive of a .docx. Raises UnreadableFile with the reason and the way out."""
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise UnreadableFile(_PROTECTED, _UNPROTECT_DOCUMENT)
        raise UnreadableFile("tệp thuộc định dạng Word cũ (.doc), chưa đọc được", _SAVE_DOCUMENT)
    if not data.startswith(_ZIP):
        raise UnreadableFile("tệp không phải văn bản Word dạng .docx", _SAVE_DOCUMENT)
    try:
        archive = _checked(data)
    except UnreadableFile as error:
        protected = str(error) == _PROTECTED
        raise UnreadableFile(str(error), _UNPROTECT_DOCUMENT if protected else _OPEN_DOCUMENT) from error
    if "[Content_Types].xml" not in archive.namelist():
        raise UnreadableFile("tệp không phải văn bản Word dạng .docx", _SAVE_DOCUMENT)
    return archive


def _checked(data: bytes) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        _check_sizes(archive, len(data))
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
        raise UnreadableFile("tệp hỏng, không mở được") from error
    return archive


def _check_sizes(archive: zipfile.ZipFile, packed: int) -> None:
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        raise UnreadableFile(f"tệp chứa tới {len(entries)} phần, quá mức {MAX_ENTRIES}")
    if any(entry.flag_bits & 1 for entry in entries):
        raise protected_workbook()
    unpacked = sum(entry.file_size for entry in entries)
    largest = max((entry.file_size for entry in entries), default=0)
    if largest > MAX_ENTRY or unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * packed:
        raise UnreadableFile("tệp nở ra quá lớn khi mở, không an toàn")
