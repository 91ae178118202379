"""Reads an .ods into grids.

All of it by lxml, values too: what stands where is told by repetitions that have to be followed, and bounded, for the
formulas, formats and hidden rows anyway, and the compiled reader tells no errors, lengths of time or bounds there.
"""

from __future__ import annotations

import re
import zipfile
import zlib

from lxml import etree

from ...errors import UnreadableFile
from ...files.archive import open_workbook_archive
from ..grid import Grid
from ..safe_xml import parsed
from ..sheet_cells import MAX_SHEETS, MAX_WORKBOOK_AREA, area_left
from .names import MANIFEST, OFFICE, TABLE
from .styles import Styles
from .table import TableWalk

MAX_CONTENT = 32 * 2**20
"""Bytes of XML that are laid out as a tree, at ten times their size."""
_CONTENT, _STYLES, _LIST, _TYPE = "content.xml", "styles.xml", "META-INF/manifest.xml", "mimetype"
_ENCRYPTED = "encrypted-package"
"""The one part of a workbook that is encrypted as a whole."""
_SHEETS = b"application/vnd.oasis.opendocument.spreadsheet"
_PROTECTED = "tệp được bảo vệ bằng mật khẩu"
_UNPROTECT = "Mở tệp bằng chương trình đã tạo ra nó, lưu lại không đặt mật khẩu rồi chạy lại"
_OF_ANOTHER_FILE = re.compile(r"'(?:[^']|'')*'#")
"""Sheets of other files that LibreOffice keeps a hidden copy of are named so."""


def read_ods(file: str, data: bytes) -> tuple[Grid, ...]:
    """Every sheet, in the order of its tabs. Raises UnreadableFile."""
    try:
        with open_workbook_archive(data, _ENCRYPTED if _ENCRYPTED.encode() in data else _CONTENT) as archive:
            return _grids(file, archive)
    except UnreadableFile:
        raise
    except (etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error) as error:
        raise UnreadableFile("tệp hỏng, nội dung bên trong không đọc được") from error
    except (KeyError, ValueError, IndexError, OverflowError, EOFError, OSError, NotImplementedError) as error:
        raise UnreadableFile("tệp hỏng, cấu trúc bên trong sai") from error


def _grids(file: str, archive: zipfile.ZipFile) -> tuple[Grid, ...]:
    names = frozenset(archive.namelist())
    _check(archive, names)
    body = _part(archive, _CONTENT)
    styles = Styles(body, *([_part(archive, _STYLES)] if _STYLES in names else []))
    tables = [
        table
        for table in body.iterfind(f"{OFFICE}body/{OFFICE}spreadsheet/{TABLE}table")
        if not _OF_ANOTHER_FILE.match(table.get(f"{TABLE}name", ""))
    ]
    if len(tables) > MAX_SHEETS:
        raise UnreadableFile(f"tệp có {len(tables)} trang tính, quá mức {MAX_SHEETS}")
    grids: list[Grid] = []
    area = MAX_WORKBOOK_AREA
    for table in tables:
        grids.append(TableWalk(table, styles).grid(file))
        area = area_left(area, len(grids[-1].rows) * len(grids[-1].rows[0]) if grids[-1].rows else 0)
    return tuple(grids)


def _check(archive: zipfile.ZipFile, names: frozenset[str]) -> None:
    """Raises UnreadableFile for what is encrypted and for texts and drawings, which are packed likewise."""
    if _LIST in names and any(True for _ in _part(archive, _LIST).iter(f"{MANIFEST}encryption-data")):
        raise UnreadableFile(_PROTECTED, _UNPROTECT)
    if _TYPE in names and archive.getinfo(_TYPE).file_size < 200 and not archive.read(_TYPE).startswith(_SHEETS):
        raise UnreadableFile("tệp không phải bảng tính OpenDocument (.ods)")


def _part(archive: zipfile.ZipFile, name: str) -> etree._Element:
    size = archive.getinfo(name).file_size
    if size > MAX_CONTENT:
        raise UnreadableFile(f"phần {name} của tệp lớn {size // 2**20} MB, quá mức {MAX_CONTENT // 2**20} MB")
    return parsed(archive.read(name))
