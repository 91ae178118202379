"""Tells what no command foresaw: a disk that fails, a fault of the program's own."""

from __future__ import annotations

import contextlib
from pathlib import Path

from ..errors import ExitCode
from ..files.disk_words import told
from . import console


def unusable(error: OSError) -> ExitCode:
    """A disk or a folder failed where nothing more exact can be said."""
    what = f"“{error.filename}”" if error.filename else "màn hình hoặc tệp nhận những gì in ra"
    # the screen may be what failed
    with contextlib.suppress(OSError):
        console.say(f"Không dùng được {what}: {told(error)}. Hãy kiểm tra rồi chạy lại.", to_error=True)
    return ExitCode.OUTPUT


def internal(error: Exception) -> ExitCode:
    """Keeps the traceback in a file for the maintainer, and tells the user one line."""
    import tempfile
    import traceback

    log = Path(tempfile.gettempdir()) / "cchc-loi-noi-bo.txt"
    try:
        log.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
        where = f" Chi tiết ghi ở “{log}”; hãy gửi tệp đó cho người phụ trách phần mềm."
    except OSError:
        where = ""
    console.say(f"Chương trình gặp lỗi nội bộ ({type(error).__name__}: {error}).{where}", to_error=True)
    return ExitCode.INTERNAL
