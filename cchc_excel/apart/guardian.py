"""Ends a program that is not ours, and removes its folder, where we ourselves are killed and can no longer do it."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, Self

_CODE = """
import os, shutil, signal, subprocess, sys, time
folder, running = sys.argv[1], 0
for line in sys.stdin:
    if line == "end\\n":
        sys.exit(0)
    running = int(line)
if running and os.name == "nt":
    subprocess.run(["taskkill", "/T", "/F", "/PID", str(running)], capture_output=True, creationflags=0x08000000)
elif running:
    try:
        os.killpg(running, signal.SIGKILL)
    except OSError:
        pass
for _ in range(50):
    shutil.rmtree(folder, ignore_errors=True)
    if not os.path.exists(folder):
        break
    time.sleep(0.2)
"""
"""Waits for the end of its input, which comes in whatever way we end."""
_ENDING = 10.0
"""Seconds it gets to go when it is no longer wanted."""
_APART: dict[str, Any] = {"start_new_session": True}
"""Whatever closes the user's window does not reach it."""
if sys.platform == "win32":
    _APART = {"creationflags": subprocess.CREATE_NO_WINDOW}


class Guardian:
    """A small process beside ours; a context that is left in any orderly way removes nothing and ends nothing."""

    def __init__(self, folder: Path) -> None:
        """`folder` goes with us. Where no process can be started there is none, and all else works as with one."""
        self._popen: subprocess.Popen[str] | None = None
        if not sys.executable or getattr(sys, "frozen", False):
            return
        with contextlib.suppress(OSError):
            self._popen = subprocess.Popen(
                [sys.executable, "-I", "-S", "-X", "utf8", "-c", _CODE, str(folder)],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                text=True,
                encoding="utf-8",
                cwd=folder.parent,
                **_APART,
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._say("end")
        if self._popen is not None and self._popen.stdin is not None:
            with contextlib.suppress(OSError):
                self._popen.stdin.close()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._popen.wait(_ENDING)

    def watch(self, process: int) -> None:
        """From now on this process, the first of its group, is to end with us."""
        self._say(str(process))

    def leave(self) -> None:
        """It has ended; its number may be another's soon."""
        self._say("0")

    def _say(self, word: str) -> None:
        if self._popen is not None and self._popen.stdin is not None:
            with contextlib.suppress(OSError, ValueError):
                self._popen.stdin.write(f"{word}\n")
                self._popen.stdin.flush()
