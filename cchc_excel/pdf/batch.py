"""Has one LibreOffice process turn many Word documents into PDF, and another one take over where it breaks down."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from pathlib import Path

from ..apart.call import Broken, Fault
from ..apart.guardian import Guardian
from ..apart.program import run_program
from .made import is_finished

START_SECONDS = 60.0
"""For LibreOffice to come up on a cold disk behind a virus scanner; where it was used before it takes 2 s."""
DOCUMENT_SECONDS = 6.0
"""For each document; a report of four pages takes 0.4 s."""
_MOST = 500
"""Documents of one process: their names must fit into one command of Windows."""
_MOST_FRUITLESS = 2
"""Processes in a row that bring nothing, after which LibreOffice is at fault and no document."""


class Why(Enum):
    """Why a document has no PDF."""

    NOT_STARTED = "LibreOffice không khởi động được"
    TOO_LONG = "LibreOffice chạy quá lâu nên đã bị dừng"
    DIED = "LibreOffice dừng giữa chừng"
    REFUSED = "LibreOffice không mở được văn bản này"
    NO_PDF = "tệp LibreOffice ghi ra không phải PDF dùng được"


class Batch:
    """Documents of one folder on their way into PDFs of the same names in another."""

    def __init__(
        self, program: Path, profile: Path, results: Path, documents: Sequence[Path], guardian: Guardian
    ) -> None:
        """`documents` lie in one folder, under names that are no option."""
        self._program, self._profile, self._results = program, profile, results
        self._guardian = guardian
        self._gave_up = False
        self._left = list(documents)
        self._seconds = START_SECONDS + DOCUMENT_SECONDS * len(documents)
        self.faults: dict[Path, Why] = {}
        """What was found out about documents that have no PDF now."""

    def convert(self, seen: Callable[[int], None]) -> None:
        """Converts in order, one process at a time; `seen` is told how many PDFs there are.

        A document at which a process breaks down is passed over and the rest tried anew, while there is time; at the end it
        gets a second chance, since it need not have been to blame: somebody may have ended LibreOffice.
        """
        self._convert_left(seen)
        again = [d for d, why in self.faults.items() if why is Why.DIED]
        if again and not self._gave_up:
            self._left = again
            self._convert_left(seen)

    def _convert_left(self, seen: Callable[[int], None]) -> None:
        fruitless = 0
        while self._left:
            documents = self._left[:_MOST]
            watch = _Watch(lambda: self._count(seen))
            ended = run_program(
                self._command(documents), documents[0].parent, self._seconds, watch.may_go_on, self._guardian
            )
            self._seconds -= watch.spent
            self._count(seen)
            done = self._done(documents)
            why = _why(ended)
            if done < len(documents):
                self.faults[documents[done]] = why
            fruitless = 0 if done else fruitless + 1
            self._left = self._left[done + 1 if done < len(documents) else done :]
            if fruitless == _MOST_FRUITLESS or self._seconds <= 0 or why is Why.NOT_STARTED:
                self.faults.update(dict.fromkeys(self._left, why))
                self._gave_up = True
                return

    def _command(self, documents: Sequence[Path]) -> list[str]:
        return [
            str(self._program),
            f"-env:UserInstallation={self._profile.as_uri()}",
            *("--headless", "--norestore", "--nologo", "--nolockcheck", "--nodefault"),
            # what is no Word document is refused, not converted as the text of its bytes
            "--infilter=MS Word 2007 XML",
            *("--convert-to", "pdf:writer_pdf_Export", "--outdir", str(self._results)),
            *(document.name for document in documents),
        ]

    def _count(self, seen: Callable[[int], None]) -> int:
        count = sum(1 for _ in self._results.glob("*.pdf"))
        seen(count)
        return count

    def _done(self, documents: Sequence[Path]) -> int:
        """How many, from the first, the process was through with: up to the last PDF that is finished."""
        finished = (n for n, d in enumerate(documents, 1) if is_finished(self._results / f"{d.stem}.pdf"))
        return max(finished, default=0)


class _Watch:
    """Ends a process that brings nothing any more, long before all documents' time is up."""

    def __init__(self, count: Callable[[], int]) -> None:
        self._count = count
        self._last, self._since = 0, 0.0
        self.spent = 0.0

    def may_go_on(self, spent: float) -> bool:
        """Whether something has come of late."""
        self.spent = spent
        count = self._count()
        if count != self._last:
            self._last, self._since = count, spent
        return spent - self._since <= START_SECONDS + DOCUMENT_SECONDS


def _why(ended: int | Broken) -> Why:
    if isinstance(ended, Broken):
        return Why.NOT_STARTED if ended.fault is Fault.NOT_STARTED else Why.TOO_LONG
    return Why.DIED if ended else Why.REFUSED
