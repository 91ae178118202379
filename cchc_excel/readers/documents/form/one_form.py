"""Reads one document's form, whatever it is called; the trouble where it is no Word document."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from ....errors import UnreadableFile
from ....files.archive import read_bounded
from ....model.finding import Place
from ....model.form import DocumentForm, FormParagraph
from ....model.group import Trouble
from .margins import Settings, sections
from .numbering import Numbering
from .package import Package, open_form
from .paragraphs import Paragraphs
from .runs import Runs
from .style_sheet import StyleSheet
from .theme import Theme
from .walk import Walk

_WAY_OUT = "Mở tệp bằng Word, chọn Lưu thành dạng “Tài liệu Word (.docx)” rồi chạy lại"
_FOLDER = UnreadableFile("đây là thư mục, không phải tệp", "Ghi tên từng tệp, ví dụ: cchc check --form bao_cao/*.docx")
_MISSING = UnreadableFile("không thấy tệp", "Kiểm tra lại đường dẫn và tên tệp rồi chạy lại")
_EMPTY = UnreadableFile("tệp rỗng", "Kiểm tra lại tệp ở nơi gửi rồi chạy lại")


def read_form(path: Path) -> DocumentForm | Trouble:
    """The document's form, or the trouble (R01) that it cannot be read. Never raises."""
    try:
        return _read(path)
    except UnreadableFile as error:
        return _trouble(path, error)
    except MemoryError:
        return _trouble(path, UnreadableFile("tệp quá lớn so với bộ nhớ của máy", _WAY_OUT))
    except Exception as error:
        reason = f"cấu trúc tệp khác thường, chương trình chưa đọc được ({type(error).__name__})"
        return _trouble(path, UnreadableFile(reason, _WAY_OUT))


def document_form(file: str, data: bytes) -> DocumentForm:
    """The form of a .docx. Raises UnreadableFile."""
    return _form(file, open_form(data))


def _read(path: Path) -> DocumentForm:
    if path.is_dir():
        raise _FOLDER
    if not path.exists():
        raise _MISSING
    try:
        data = read_bounded(path)
    except UnreadableFile as error:
        raise UnreadableFile(str(error), error.way_out.replace("Excel", "Word")) from error
    if not data:
        raise _EMPTY
    if not data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise UnreadableFile("chỉ kiểm tra được thể thức của văn bản Word dạng .docx", _WAY_OUT)
    return document_form(path.as_posix(), data)


def _form(file: str, package: Package) -> DocumentForm:
    styles, settings = StyleSheet(package.styles), Settings.of(package.settings)
    paragraphs = Paragraphs(styles, Numbering(package.numbering), Runs(styles, Theme(package.theme)))

    def margin(text: etree._Element, room: float) -> tuple[FormParagraph, ...]:
        return Walk(styles, paragraphs).read(text, [room], numbered=False)

    found = tuple(sections(package, settings, margin))
    walk = Walk(styles, paragraphs)
    read = walk.read(package.body, [section.text_width for section in found])
    return DocumentForm(
        file=file, sections=found, paragraphs=read, tables=tuple(walk.tables),
        summed_spacing=settings.summed_spacing, default_tab=settings.default_tab,
    )  # fmt: skip


def _trouble(path: Path, error: UnreadableFile) -> Trouble:
    return Trouble(code="R01", place=Place(path.as_posix()), what=str(error), way_out=error.way_out)
