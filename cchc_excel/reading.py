"""Reads a folder into groups, and written reports, each file within bounds; how many processes read changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from . import bounded
from .apart.call import Broken, Fault
from .errors import UnreadableFile
from .files.folder import InputFile, input_files
from .model.finding import Place
from .model.form import DocumentForm
from .model.group import Group, Trouble
from .model.statement import WrittenDocument
from .model.understanding import SheetUnderstanding
from .readers.contents import Contents
from .readers.groups.grouping import group

Step = Callable[[int, int, str], None]
"""Told after each piece of work: how many are done, of how many, and what was done."""

_SMALLER_BOOK = (
    "Mở tệp bằng Excel, chép riêng các trang bảng điểm sang một sổ mới rồi chạy lại; nếu tệp nằm trên ổ mạng hoặc OneDrive "
    "thì chép về máy trước"
)
_SMALLER_REPORT = "Mở tệp bằng Word, lưu lại thành “Tài liệu Word (.docx)” rồi chạy lại; nếu chỉ có tệp PDF thì xin tệp Word của báo cáo"
_DAMAGED_REPORT = "Mở thử tệp; nếu không mở được thì xin lại tệp, hoặc xuất lại từ Word rồi chạy lại"
_REASONS = {
    Fault.TIME: "đọc quá {detail} giây chưa xong, nội dung phức tạp bất thường",
    Fault.MEMORY: "tệp quá lớn so với bộ nhớ của máy",
    Fault.DIED: "tệp hỏng, làm chương trình đọc bị dừng",
    Fault.RAISED: "cấu trúc tệp khác thường, chương trình chưa đọc được ({detail})",
}
_CLOSED = UnreadableFile(
    "không mở được thư mục con này, nên các tệp trong đó chưa được đọc",
    "Kiểm tra quyền truy cập thư mục (và đường dẫn có quá dài không), hoặc chép các tệp ra ngoài rồi chạy lại",
)


def no_step(done: int, of: int, what: str) -> None:
    """Tells nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderContents:
    """A folder's files, read and put together."""

    folder: Path
    groups: tuple[Group, ...]
    loose: tuple[Trouble, ...]
    """Troubles that belong to no group."""
    ignored: tuple[tuple[str, str], ...]
    """Files passed over, with the reason."""
    files: int
    """How many files there were."""
    understood: tuple[SheetUnderstanding, ...] = ()
    """How each sheet was taken, file by file in the order of tabs."""


def read_folder(
    folder: Path, *, leave_out: Path | None = None, workers: int = 0, step: Step = no_step
) -> FolderContents:
    """Everything the folder (or single file) holds.

    `workers` 0 chooses by the files' sizes. Raises NothingReadable when the folder is not there.
    """
    sources = input_files(folder, leave_out)
    contents: list[Contents] = []
    for one in _read_all(sources, workers):
        contents.append(one)
        step(len(contents), len(sources), one.file)
    groups, loose = group(contents)
    return FolderContents(
        folder=folder if folder.is_dir() else folder.parent,
        groups=groups,
        loose=loose,
        ignored=tuple((c.file, c.ignored) for c in contents if c.ignored),
        files=len(sources),
        understood=tuple(sheet for c in contents for sheet in c.understood),
    )


def _read_all(sources: Sequence[InputFile], workers: int) -> Iterator[Contents]:
    """In the order of `sources`, whatever finishes first."""
    results = bounded.read_files([s for s in sources if not s.closed], workers).results()
    for source in sources:
        result = _CLOSED if source.closed else next(results)
        if isinstance(result, Broken):
            ways_out = (_SMALLER_BOOK, "") if source.named_workbook else (_SMALLER_REPORT, _DAMAGED_REPORT)
            result = _unreadable(result, *ways_out)
        if isinstance(result, UnreadableFile):
            yield Contents(source.relative, troubles=[_trouble(source.relative, result)])
        else:
            yield result


def read_reports(paths: Sequence[Path]) -> Iterator[WrittenDocument | Trouble]:
    """Each written report in order: its text, or the trouble that it cannot be read."""
    for path, result in zip(paths, bounded.read_reports(paths).results(), strict=True):
        if isinstance(result, Broken):
            yield _trouble(path.as_posix(), _unreadable(result, _SMALLER_REPORT, _DAMAGED_REPORT))
        else:
            yield result


def read_forms(paths: Sequence[Path]) -> Iterator[DocumentForm | Trouble]:
    """Each Word document in order: its form, or the trouble that it cannot be read."""
    for path, result in zip(paths, bounded.read_forms(paths).results(), strict=True):
        if isinstance(result, Broken):
            yield _trouble(path.as_posix(), _unreadable(result, _SMALLER_REPORT, _DAMAGED_REPORT))
        else:
            yield result


def _unreadable(broken: Broken, smaller: str, damaged: str) -> UnreadableFile:
    """The reason and the way out; `smaller` is advised where the file is too much."""
    reason = _REASONS.get(broken.fault, _REASONS[Fault.DIED]).format(detail=broken.detail)
    return UnreadableFile(reason, smaller if broken.fault in (Fault.TIME, Fault.MEMORY) else damaged)


def _trouble(file: str, error: UnreadableFile) -> Trouble:
    return Trouble(code="R01", place=Place(file), what=str(error), way_out=error.way_out)
