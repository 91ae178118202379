"""What ends a run: one root error class, each with its exit status and its way out."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """Exit statuses scripts may rely on (DOMAIN section 6); 1 stays free for stray tracebacks."""

    OK = 0
    USAGE = 2
    FINDINGS = 3
    NOTHING_READABLE = 4
    OUTPUT = 5
    TEMPLATE = 6
    MAIL = 7
    INTERNAL = 70
    INTERRUPTED = 130


class CchcError(Exception):
    """Something that stops the work. `str()` is one Vietnamese line that names the thing and the way out."""

    exit_code: ExitCode = ExitCode.INTERNAL
    listed: tuple[str, ...] = ()
    """What `str()` sums up, where it is more than a line holds: a heading, then a line for each thing."""


class NothingReadable(CchcError):
    """No workbook with scores could be read."""

    exit_code = ExitCode.NOTHING_READABLE


class OutputError(CchcError):
    """A result cannot be written."""

    exit_code = ExitCode.OUTPUT


class TemplateError(CchcError):
    """A Word template is faulty."""

    exit_code = ExitCode.TEMPLATE


class MailError(CchcError):
    """Sending cannot begin, or cannot go on."""

    exit_code = ExitCode.MAIL


class UnreadableFile(CchcError):
    """One input file cannot be read; becomes finding R01, never ends a run.

    `str()` is the reason, a Vietnamese clause; `way_out` what to do about it.
    """

    def __init__(self, reason: str, way_out: str = "") -> None:
        super().__init__(reason)
        self.way_out = way_out or (
            "Mở thử tệp bằng Excel; nếu Excel cũng báo lỗi thì xin lại tệp từ nơi gửi, nếu mở được thì lưu lại thành .xlsx"
        )
