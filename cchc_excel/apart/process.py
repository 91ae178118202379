"""One process of our own: started, asked, watched while it works, ended when it breaks a bound."""

from __future__ import annotations

import contextlib
import pickle
import subprocess
import sys
import threading
import time
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import IO, Any

from .call import Bounds, Broken, Call, Fault
from .frames import ANSWER, BEGAN, READY, FrameTooLarge, packed, read_frame, value_of, write_all

_CODE = (
    # nothing that is loaded goes away again: looking for what does would only delay the first call
    "import gc; gc.disable(); import sys, pickle; sys.path[:] = pickle.load(sys.stdin.buffer); "
    "from {package}.child import serve; serve()"
)
_START_SECONDS = 60.0
"""A cold disk and a virus scanner take some."""
_UNWATCHED = 0.2
"""Seconds a call may run before its memory is looked at: most are over by then."""
_LOOK = 0.05
"""Seconds between two looks."""
_LONGEST_LOOK = 1.0
"""Whatever takes longer between two looks, the machine slept or the watcher stood still."""
_SPENT = 2**28
"""Bytes above which a process is not asked again, so that no file pays for what another one left behind."""
_ROOT = str(Path(__file__).resolve().parent.parent.parent)

_PIPE = 2**19
"""Bytes: a whole answer goes over at once, where a system lets a pipe be so large."""
_UNSEEN: dict[str, Any] = {"process_group": 0}
"""No window; and what is typed in the user's window, Ctrl-C above all, is for the user's own program."""
if sys.platform == "win32":
    _UNSEEN = {"creationflags": subprocess.CREATE_NO_WINDOW}

_Frame = tuple[bytes, memoryview]


def module_path() -> list[str]:
    """Where a process finds the very modules that this one has; never the folder it happens to be started in."""
    path = [entry for entry in sys.path if entry]
    return path if _ROOT in path else [_ROOT, *path]


class OwnProcess:
    """A process that answers calls, one at a time."""

    def __init__(self) -> None:
        """Starts it and does not wait for it. Raises OSError."""
        package = __name__.rpartition(".")[0]
        self._popen = subprocess.Popen(
            [sys.executable, "-P", "-X", f"utf8={sys.flags.utf8_mode}", "-c", _CODE.format(package=package)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            pipesize=_PIPE,
            **_UNSEEN,
        )
        assert self._popen.stdin is not None and self._popen.stdout is not None
        self._requests: IO[bytes] = self._popen.stdin
        self._frames: SimpleQueue[_Frame | None] = SimpleQueue()
        self._pid = 0
        self._most = 0
        threading.Thread(target=_listen, args=(self._popen.stdout, self._frames), daemon=True).start()
        # a process that is gone already is told by its silence
        with contextlib.suppress(OSError):
            write_all(self._requests.write, pickle.dumps(module_path(), 5))

    @property
    def is_fit(self) -> bool:
        """Whether it can be asked again."""
        return self._popen.poll() is None and self._most < _SPENT

    def ask(self, call: Call) -> memoryview | Broken:
        """The call's result, still pickled, or Broken; then the process may be gone. Raises what pickle raises of the call."""
        message = packed(b"C", call)
        # OSError from a process that is gone, ValueError after `end`
        with contextlib.suppress(OSError, ValueError):
            write_all(self._requests.write, message)
        began = self._wait_for(BEGAN, None)
        if isinstance(began, Broken):
            return Broken(Fault.NOT_LOADED if began.fault is Fault.RAISED else Fault.NOT_STARTED)
        return self._wait_for(ANSWER, call.bounds)

    def end(self) -> None:
        """Ends it at once; nothing happens when it is gone already. Safe from any thread."""
        with contextlib.suppress(OSError):
            self._popen.kill()
        with contextlib.suppress(OSError):
            self._requests.close()
        with contextlib.suppress(subprocess.TimeoutExpired, OSError):
            self._popen.wait(10)

    def _wait_for(self, tag: bytes, bounds: Bounds | None) -> memoryview | Broken:
        """The next message of this kind, or Broken; without bounds it only has to come up."""
        spent, pause, last = 0.0, _UNWATCHED, time.monotonic()
        while True:
            try:
                frame = self._frames.get(timeout=pause)
            except Empty:
                now = time.monotonic()
                spent, last, pause = spent + min(now - last, _LONGEST_LOOK), now, _LOOK
                broken = self._broken(spent, bounds)
                if broken is not None:
                    self.end()
                    return broken
                continue
            if frame is None:
                self.end()
                return Broken(Fault.DIED)
            if frame[0] == READY:
                self._pid = value_of(frame[1])
            elif frame[0] == tag:
                return frame[1]
            else:
                name = str(value_of(frame[1]))
                return Broken(Fault.MEMORY if name == MemoryError.__name__ else Fault.RAISED, name)

    def _broken(self, spent: float, bounds: Bounds | None) -> Broken | None:
        if bounds is None:
            return Broken(Fault.TIME) if spent > _START_SECONDS else None
        if spent > bounds.seconds:
            return Broken(Fault.TIME, f"{bounds.seconds:.0f}")
        self._most = max(self._most, _resident(self._pid))
        return Broken(Fault.MEMORY) if self._most > bounds.memory else None


def _listen(source: IO[bytes], frames: SimpleQueue[_Frame | None]) -> None:
    """Passes on what a process says until it says no more."""
    with contextlib.suppress(OSError, ValueError, FrameTooLarge), source:
        while (frame := read_frame(source)) is not None:  # type: ignore[arg-type]
            frames.put(frame)
    frames.put(None)


def _resident(pid: int) -> int:
    """Bytes the process holds; 0 when that cannot be told."""
    if not pid:
        return 0
    import psutil

    try:
        return int(psutil.Process(pid).memory_info().rss)
    except psutil.Error:
        return 0
