"""Keeps processes for the calls to come."""

from __future__ import annotations

import atexit
import os
import sys
import threading

from .process import OwnProcess

MOST_PROCESSES = 8


class Pool:
    """Processes that wait for calls; each belongs to one call at a time, so calls may come from any threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: list[OwnProcess] = []
        self.is_hopeless = bool(getattr(sys, "frozen", False)) or not sys.executable
        """Whether no process can be had: calls are then answered here. A frozen application would start itself."""

    def take(self) -> OwnProcess:
        """A process that waits, else a new one. Raises OSError."""
        with self._lock:
            while self._idle:
                process = self._idle.pop()
                if process.is_fit:
                    return process
                process.end()
        return OwnProcess()

    def give_back(self, process: OwnProcess) -> None:
        """Keeps it for the next call, or ends it."""
        with self._lock:
            if process.is_fit and len(self._idle) < MOST_PROCESSES:
                self._idle.append(process)
                return
        process.end()

    def end(self) -> None:
        """Ends all that wait."""
        with self._lock:
            ending, self._idle = self._idle, []
        for process in ending:
            process.end()


POOL = Pool()
"""What this program keeps; they go when it goes, however it goes, since nobody calls them any more."""

atexit.register(lambda: POOL.end())


def _start_anew() -> None:
    """In a forked process: the ones of the process it was forked from are not its own."""
    global POOL
    POOL = Pool()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_start_anew)
