"""What `cchc init` does: a new folder with the sample workbooks, the templates and the settings of sending."""

from __future__ import annotations

from pathlib import Path

from ..bundled import SETTINGS_NAME
from ..bundled import folder as bundled_folder
from ..errors import ExitCode, OutputError
from ..files.delivery import deliver
from .console import say

_PARTS = ("workbooks", "report_templates")
_AT_THE_TOP = frozenset({SETTINGS_NAME})
"""What stands in the folder itself, where `cchc send` looks for it."""


def init(folder: Path) -> ExitCode:
    """Copies what is shipped; a file already there is kept and named. Raises OutputError."""
    if folder.exists() and not folder.is_dir():
        raise OutputError(f"“{folder}” là một tệp, không phải thư mục. Hãy chọn tên khác.")
    kept = []
    for part in _PARTS:
        for source in sorted(bundled_folder(part).iterdir()):
            if not source.is_file() or source.name.startswith((".", "~$")):
                continue
            target = folder / source.name if source.name in _AT_THE_TOP else folder / part / source.name
            if target.exists():
                kept.append(target)
                continue
            deliver(target, source.read_bytes())
    say(f"Đã chuẩn bị thư mục “{folder}”.")
    for target in kept:
        say(f"Giữ nguyên tệp đã có: {target}", indent="  ", hanging="    ")
    say("Bước tiếp theo: thay sổ mẫu trong workbooks bằng sổ bảng điểm của cơ quan, rồi chạy:")
    say(f'cd "{folder}"', indent="  ")
    say("cchc run", indent="  ")
    return ExitCode.OK
