"""Lets one `cchc send` at a time work on the same outputs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import MailError, OutputError

LOCK_NAME = "so-gui-thu.lock"
_PATIENCE = 0.5
"""Seconds: who only looks whether somebody sends holds the lock for a moment."""


@contextmanager
def sole_sender(outputs: Path) -> Iterator[None]:
    """Holds the lock on the outputs; the system lets go of it however the process ends.

    Raises MailError where another process holds it, OutputError where the folder cannot be written.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(outputs / LOCK_NAME, timeout=_PATIENCE)
    try:
        lock.acquire()
    except Timeout:
        raise MailError(
            f"Một lệnh cchc send khác đang gửi thư của “{outputs}”. Hãy chờ lệnh đó xong rồi chạy lại; mỗi lúc chỉ một lệnh được gửi."
        ) from None
    except (OSError, NotImplementedError) as error:
        raise OutputError(
            f"Không khóa được “{outputs / LOCK_NAME}”: không có quyền ghi, hoặc ổ đĩa không cho khóa tệp. Hãy kiểm tra rồi chạy lại."
        ) from error
    try:
        yield
    finally:
        lock.release()


def is_sending(outputs: Path) -> bool:
    """Whether another process sends what is in the outputs at this moment; False where that cannot be told."""
    from filelock import FileLock, Timeout

    path = outputs / LOCK_NAME
    if not path.exists():
        return False
    try:
        with FileLock(path, timeout=0):
            return False
    except Timeout:
        return True
    except (OSError, NotImplementedError):
        return False
