"""What a process of our own does: answers one call after another until whoever started it is gone."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
import threading
from collections.abc import Iterator
from queue import SimpleQueue

from .call import Call
from .frames import ANSWER, BEGAN, RAISED, READY, FrameTooLarge, Source, packed, read_frame, value_of, write_all

_ADDRESSES = 3 * 2**30
"""Bytes a process may map: the second belt, held by the system where it can."""
_CYCLES = 200_000
"""New values after which cycles are looked for: looking often only rescans the tree of values that a call builds."""
_GRACE = 4
"""Seconds after its bound at which the system ends a call that nobody watches any more."""


def serve() -> None:
    """Answers calls from standard input on standard output; nothing else gets through there."""
    out = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _bound()
    gc.set_threshold(_CYCLES)
    gc.enable()
    calls: SimpleQueue[memoryview] = SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, calls), daemon=True).start()
    _send(out, packed(READY, os.getpid()))
    while True:
        _answer(out, calls.get())


def _listen(source: Source, calls: SimpleQueue[memoryview]) -> None:
    """Takes calls in, and ends the process, even amid a call, once nobody is there to make any."""
    with contextlib.suppress(BaseException):
        while (frame := read_frame(source)) is not None:
            calls.put(frame[1])
    os._exit(0)


def _answer(out: int, body: memoryview) -> None:
    """Says when it begins and what came of it."""
    try:
        call: Call = value_of(body)
        function = call.resolve()
        # what is loaded by now stays, and need not be looked through
        gc.freeze()
        _send(out, packed(BEGAN))
        with _ended_by_the_system(call.bounds.seconds):
            answer = packed(ANSWER, function(call.argument))
    except FrameTooLarge:
        answer = packed(RAISED, MemoryError.__name__)
    except BaseException as error:
        answer = packed(RAISED, type(error).__name__)
    _send(out, answer)


def _send(out: int, message: bytes) -> None:
    try:
        write_all(lambda view: os.write(out, view), message)
    except OSError:
        os._exit(0)


@contextlib.contextmanager
def _ended_by_the_system(seconds: float) -> Iterator[None]:
    """A clock that ends the process even where compiled code lets no other thread run."""
    if sys.platform == "win32":
        yield
        return
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(int(seconds) + _GRACE)
    try:
        yield
    finally:
        signal.alarm(0)


def _bound() -> None:
    """What the system itself can hold back: memory, core files, a window that tells of a crash."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.SetErrorMode(
            msvcrt.SEM_FAILCRITICALERRORS | msvcrt.SEM_NOGPFAULTERRORBOX | msvcrt.SEM_NOOPENFILEERRORBOX
        )
        return
    import resource

    for what, bound in ((resource.RLIMIT_AS, _ADDRESSES), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(ValueError, OSError):
            _, hard = resource.getrlimit(what)
            resource.setrlimit(what, (bound if hard == resource.RLIM_INFINITY else min(bound, hard), hard))
