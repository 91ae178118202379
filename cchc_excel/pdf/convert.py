"""Turns delivered Word documents into PDFs beside them, and says in Vietnamese what came of it."""

from __future__ import annotations

import os
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..apart.guardian import Guardian
from ..errors import OutputError
from ..files.disk_words import told
from ..files.pdf_beside import deliver_pdf
from .batch import Batch, Why
from .made import usable_pdf
from .office import SETTING, Office, find_office
from .profile import write_profile

Step = Callable[[int, int, str], None]

_MOST_NAMED = 20
_BY_HAND = "mở báo cáo bằng Word rồi chọn Tệp > Lưu dưới dạng (Save As) > PDF"
_ALL_THERE = "Các văn bản .docx đã lập đủ."


@dataclass(frozen=True, slots=True)
class Converted:
    """What became of the documents."""

    delivered: tuple[Path, ...]
    """The PDFs, each beside its document."""
    troubles: tuple[str, ...] = ()
    """A Vietnamese line for each thing that went wrong, with the way out; empty when every document has its PDF."""


def convert(documents: Sequence[Path], step: Step) -> Converted:
    """Converts Word documents, all in one LibreOffice process; `step` is told how many of them are done."""
    if not documents:
        return Converted(())
    office = find_office()
    if office is None:
        return Converted((), (_no_office(),))
    try:
        # what a killed process still holds on Windows is no reason to end with a traceback
        with (
            tempfile.TemporaryDirectory(prefix="cchc-pdf-", dir=office.workplace, ignore_cleanup_errors=True) as made,
            Guardian(Path(made)) as guardian,
        ):
            return _converted(documents, office, Path(made), step, guardian)
    except OSError as error:
        reason = f"Chưa có PDF: không dùng được thư mục tạm ({told(error)}). {_ALL_THERE}"
        return Converted((), (f"{reason} Hãy kiểm tra ổ đĩa còn chỗ rồi chạy lại.",))


def _converted(documents: Sequence[Path], office: Office, root: Path, step: Step, guardian: Guardian) -> Converted:
    """Works on copies under short plain names, so that nobody who has a document open, and no name, stands in the way."""
    sources = {root / "docx" / f"{number:04}.docx": path for number, path in enumerate(documents, 1)}
    for folder in ("docx", "pdf"):
        (root / folder).mkdir()
    write_profile(root / "profile")
    for copy, path in sources.items():
        copy.write_bytes(path.read_bytes())
    # an empty file would become an empty page
    sound = [copy for copy in sources if zipfile.is_zipfile(copy)]
    batch = Batch(office.program, root / "profile", root / "pdf", sound, guardian)
    batch.convert(lambda done: step(done, len(documents), documents[max(done, 1) - 1].name))
    delivered: list[Path] = []
    failed: list[tuple[Path, str]] = []
    for copy, path in sources.items():
        result = root / "pdf" / f"{copy.stem}.pdf"
        pdf = usable_pdf(result)
        if pdf is None:
            failed.append((path, (Why.NO_PDF if result.exists() else batch.faults.get(copy, Why.REFUSED)).value))
            continue
        try:
            delivered.append(deliver_pdf(path, copy.read_bytes(), pdf))
        except OutputError as error:
            failed.append((path, str(error)))
    return Converted(tuple(delivered), tuple(_told(failed, len(documents))))


def _told(failed: Sequence[tuple[Path, str]], of: int) -> list[str]:
    """One line for what all suffer from, else one for each."""
    reasons = {reason for _, reason in failed}
    if len(failed) == of > 1 and len(reasons) == 1:
        return [
            f"Chưa có PDF nào: {reasons.pop()}. {_ALL_THERE} Hãy mở thử một báo cáo bằng LibreOffice Writer, cài lại "
            f"LibreOffice nếu không mở được, rồi chạy lại; hoặc {_BY_HAND}."
        ]
    lines = [_one(path, reason) for path, reason in failed[:_MOST_NAMED]]
    if len(failed) > _MOST_NAMED:
        lines.append(f"... và {len(failed) - _MOST_NAMED} văn bản khác chưa có PDF.")
    return lines


def _one(path: Path, reason: str) -> str:
    if reason in {why.value for why in Why}:
        return f"“{path.name}” chưa có PDF: {reason}. Hãy chạy lại, hoặc {_BY_HAND}."
    return reason


def _no_office() -> str:
    named = os.environ.get(SETTING, "").strip()
    if named:
        return (
            f"Chưa có PDF: biến môi trường {SETTING} ghi “{named}” nhưng đó không phải tệp chương trình chạy được. "
            f"{_ALL_THERE} Hãy sửa hoặc xóa biến đó rồi chạy lại."
        )
    return (
        f"Chưa có PDF: không thấy LibreOffice trên máy này. {_ALL_THERE} Hãy cài LibreOffice (miễn phí, libreoffice.org) rồi "
        f"chạy lại đúng lệnh này; hoặc {_BY_HAND}."
    )
