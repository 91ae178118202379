"""The list that a run left to be sent, as it was read, and what it says by now."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from ..errors import MailError, UnreadableFile
from ..files.archive import read_bounded
from ..model.send_list import SendItem, SendList
from ..writers.send_list import read_send_list

_Stamp = tuple[int, int, int] | None


class ListFile:
    """A list on the disk; a run that is done again puts another one in its place."""

    def __init__(self, path: Path, listed: SendList, stamp: _Stamp) -> None:
        self.path = path
        self.listed = listed
        self._now = listed
        self._stamp = stamp

    @classmethod
    def read(cls, path: Path) -> Self:
        """Raises MailError."""
        # before it is read: what is put in its place meanwhile shows later
        stamp = _stamp(path)
        return cls(path, _read(path), stamp)

    def still_has(self, item: SendItem) -> bool:
        """Whether it says the same of this commune by now; not while it cannot be read."""
        stamp = _stamp(self.path)
        if stamp != self._stamp:
            try:
                self._now = _read(self.path)
            except MailError:
                return False
            self._stamp = stamp
        is_same = (self._now.authority, self._now.year) == (self.listed.authority, self.listed.year)
        return is_same and item in self._now.items


def _read(path: Path) -> SendList:
    try:
        return read_send_list(read_bounded(path))
    except (UnreadableFile, ValueError) as problem:
        raise MailError(f"Không dùng được “{path}”: {problem}. Hãy chạy lại cchc run.") from problem


def _stamp(path: Path) -> _Stamp:
    """What a file that is put in another's place does not share with it."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
