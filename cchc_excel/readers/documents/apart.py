"""Reads PDFs in a process of its own, which is ended when a file takes too long or brings it down."""

from __future__ import annotations

import contextlib
import multiprocessing
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from ...errors import UnreadableFile
from ...model.statement import WrittenDocument

SECONDS = 120
"""A report of ten pages takes two."""
_MEMORY = 3 * 2**30
_SLOW = UnreadableFile(
    f"tệp PDF phức tạp bất thường, đọc quá {SECONDS} giây chưa xong",
    "Xin tệp Word (.docx) của báo cáo, hoặc xuất lại PDF từ Word rồi chạy lại",
)
_KILLED = UnreadableFile(
    "tệp PDF hỏng, làm chương trình đọc bị dừng",
    "Mở thử tệp bằng trình đọc PDF; nếu không mở được thì xin lại tệp, hoặc xuất lại PDF từ Word",
)


class PdfProcess:
    """A process that reads one PDF after another; started when it is first needed, and again after it was ended."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._process: BaseProcess | None = None
        self._line: Connection | None = None

    def __enter__(self) -> PdfProcess:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def read(self, file: str, data: bytes) -> WrittenDocument:
        """The document. Raises UnreadableFile, also when the process dies over it or does not answer in time."""
        if self._line is None:
            self._start()
        assert self._line is not None
        try:
            self._line.send((file, data))
            if not self._line.poll(self._seconds):
                self._end()
                raise _SLOW
            answer = self._line.recv()
        except (EOFError, OSError) as error:
            self._end()
            raise _KILLED from error
        if isinstance(answer, WrittenDocument):
            return answer
        raise UnreadableFile(*answer)

    def _start(self) -> None:
        # spawn on every system: what works here then works on Windows
        context = multiprocessing.get_context("spawn")
        self._line, other = context.Pipe()
        self._process = context.Process(target=serve, args=(other,), daemon=True)
        self._process.start()
        other.close()

    def _end(self) -> None:
        if self._line is not None:
            self._line.close()
        if self._process is not None:
            self._process.kill()
            self._process.join()
        self._line = self._process = None


def serve(line: Connection) -> None:
    """What the process does: answers each file with its document, or with the reason and the way out."""
    from .pdf import read_pdf

    _bound_memory()
    with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            file, data = line.recv()
            try:
                line.send(read_pdf(file, data))
            except UnreadableFile as error:
                line.send((str(error), error.way_out))
            except (MemoryError, RecursionError):
                line.send((str(_KILLED), _KILLED.way_out))


def _bound_memory() -> None:
    """Where the system can, so that one file cannot take all memory."""
    try:
        import resource
    except ImportError:
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
