"""Runs a program that is not ours under a bound on time, and ends it with everything it has started."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from .call import Broken, Fault
from .guardian import Guardian

_LOOK = 0.2
"""Seconds between two looks; on Windows nothing but a time-out lets Ctrl-C through while waiting."""
_LONGEST_LOOK = 1.0
"""Whatever takes longer between two looks, the machine slept or the watcher stood still."""
_ENDING = 10.0
"""Seconds a killed process gets to be gone, so that its files can be removed."""

_UNSEEN: dict[str, Any] = {"process_group": 0}
"""A group of its own: it is ended whole, and Ctrl-C in the user's window is for the user's own program."""
if sys.platform == "win32":
    _UNSEEN = {"creationflags": subprocess.CREATE_NO_WINDOW}


def run_program(
    command: Sequence[str], folder: Path, seconds: float, may_go_on: Callable[[float], bool], guardian: Guardian
) -> int | Broken:
    """Runs it to its end in `folder`, without input, output or window; its exit status, or Broken when it was ended early.

    `may_go_on` is told a few times a second how long it has been running, and ends it by saying no. Whatever way this
    function is left, an interruption included, nothing that the program started goes on running; where it cannot be left,
    as when this process is killed, `guardian` sees to that.
    """
    try:
        popen = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **_UNSEEN,
        )
    except (OSError, ValueError) as error:
        return Broken(Fault.NOT_STARTED, str(error))
    try:
        guardian.watch(popen.pid)
        return _watched(popen, seconds, may_go_on)
    finally:
        _end(popen)
        guardian.leave()


def _watched(popen: subprocess.Popen[bytes], seconds: float, may_go_on: Callable[[float], bool]) -> int | Broken:
    spent, last = 0.0, time.monotonic()
    while True:
        with contextlib.suppress(subprocess.TimeoutExpired):
            return popen.wait(_LOOK)
        now = time.monotonic()
        spent, last = spent + min(now - last, _LONGEST_LOOK), now
        if spent > seconds or not may_go_on(spent):
            return Broken(Fault.TIME, f"{spent:.0f}")


def _end(popen: subprocess.Popen[bytes]) -> None:
    """Ends the whole tree at once, what outlived its parent included where the system keeps groups."""
    import psutil

    tree = []
    if popen.poll() is None:
        with contextlib.suppress(psutil.Error):
            top = psutil.Process(popen.pid)
            tree = [top, *top.children(recursive=True)]
    # from the top: a parent that is gone starts nothing more
    for process in tree:
        with contextlib.suppress(psutil.Error):
            process.kill()
    if sys.platform != "win32":
        with contextlib.suppress(OSError):
            os.killpg(popen.pid, signal.SIGKILL)
    with contextlib.suppress(subprocess.TimeoutExpired):
        popen.wait(_ENDING)
    psutil.wait_procs(tree, _ENDING)
