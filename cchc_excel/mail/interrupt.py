"""Holds Ctrl-C, and the system's wish to end, back until the fate of the message under way is known."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from time import monotonic, sleep
from types import FrameType

_GLANCE = 0.5
_WISHES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
"""Ctrl-C, the system shutting down, the terminal gone, its window closed in Windows; each system has some of them."""


class Interruption:
    """Whether somebody wants it to stop. A second Ctrl-C does not wait any longer."""

    def __init__(self) -> None:
        self.told: Callable[[], None] | None = None
        """Called when it is wanted but cannot be at once."""
        self._is_wanted = False
        self._is_waiting = False

    @classmethod
    @contextmanager
    def held(cls) -> Iterator[Interruption]:
        """Takes Ctrl-C and the like over while it lasts; only in the main thread, which alone can."""
        one = cls()
        with ExitStack() as stack:
            if threading.current_thread() is threading.main_thread():
                for name in _WISHES:
                    number = getattr(signal, name, None)
                    # what is ignored (nohup) stays so; what did not come from Python could not be put back
                    if number is not None and signal.getsignal(number) not in (signal.SIG_IGN, None):
                        stack.callback(signal.signal, number, signal.signal(number, one._interrupt))
            yield one

    def check(self) -> None:
        """Raises KeyboardInterrupt if somebody wants it to stop: for between two messages."""
        if self._is_wanted:
            raise KeyboardInterrupt

    def wait(self, until: float) -> Iterator[float]:
        """Waits until `monotonic()` is `until`, giving every little while the seconds that are left. Ctrl-C ends it at once."""
        self._is_waiting = True
        try:
            # told just before it began to wait
            self.check()
            while (left := until - monotonic()) > 0:
                yield left
                sleep(min(_GLANCE, left))
        finally:
            self._is_waiting = False

    def _interrupt(self, number: int, frame: FrameType | None) -> None:
        if self._is_waiting or self._is_wanted:
            raise KeyboardInterrupt
        self._is_wanted = True
        if self.told is not None:
            # the screen may just be written to, or be gone
            with suppress(RuntimeError, OSError):
                self.told()
