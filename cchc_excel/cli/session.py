"""Reading and auditing a folder for a command, with progress."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..audit.district import audit
from ..audit.loose import loose_findings
from ..errors import NothingReadable
from ..model.audited import AuditedDistrict, linked
from ..model.finding import Finding
from ..reading import FolderContents, read_folder
from .progress import Progress


@dataclass(frozen=True, slots=True)
class Session:
    """What a command works on."""

    contents: FolderContents
    districts: tuple[AuditedDistrict, ...]
    loose: tuple[Finding, ...]


def open_folder(folder: Path, *, leave_out: Path | None, workers: int) -> Session:
    """Reads and audits. Raises NothingReadable when the folder is missing."""
    with Progress("Đọc") as progress:
        contents = read_folder(folder, leave_out=leave_out, workers=workers, step=progress.step)
    districts = []
    with Progress("Kiểm tra") as progress:
        for number, group in enumerate(contents.groups, 1):
            districts.append(audit(group))
            progress.step(number, len(contents.groups), group.authority)
    return Session(contents, linked(districts), loose_findings(contents.loose))


def nothing_readable(session: Session, folder: Path) -> NothingReadable:
    """Why there is nothing to work on, with the way out."""
    if session.contents.files == 0:
        return NothingReadable(
            f"Thư mục “{folder}” không có tệp nào. Hãy chép sổ bảng điểm (.xlsx) vào đó rồi chạy lại."
        )
    return NothingReadable(
        f"Không đọc được bảng điểm nào trong “{folder}”. Mỗi đơn vị cần một trang có các cột: TT, Tiêu chí, Điểm tối đa, "
        "Điểm thẩm định; xem sổ mẫu bằng lệnh: cchc init THƯ_MỤC"
    )
