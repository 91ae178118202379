"""A progress bar on stderr, shown to people only."""

from __future__ import annotations

import sys
from types import TracebackType

from . import console

_BAR = 24


class Progress:
    """Shows how far a phase has come; shows nothing when stderr is no terminal."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._shown = sys.stderr.isatty()

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown:
            self._write("\r" + " " * (console.width() - 1) + "\r")

    def step(self, done: int, of: int, what: str) -> None:
        """`done` of `of` pieces are done, `what` the last."""
        if not self._shown:
            return
        filled = _BAR * done // of if of else _BAR
        line = f"{self._label} [{'#' * filled}{'.' * (_BAR - filled)}] {done}/{of} {what}"
        self._write("\r" + line[: console.width() - 1].ljust(console.width() - 1))

    def _write(self, text: str) -> None:
        """A window that was closed meanwhile is no reason to stop."""
        try:
            sys.stderr.write(text)
            sys.stderr.flush()
        except OSError:
            self._shown = False
