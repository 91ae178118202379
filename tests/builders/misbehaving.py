"""What a reading process may be asked by a test: to hang, to grow, to die, to talk where it must not."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time
from pathlib import Path
from typing import NoReturn

MODULE = "tests.builders.misbehaving"


def same(value: object) -> object:
    """Gives back what it is given."""
    return value


def after(seconds: float) -> float:
    """Takes its time."""
    time.sleep(seconds)
    return seconds


def hang(marker: str) -> NoReturn:
    """Says where it runs, then never ends."""
    _mark(marker)
    while True:
        time.sleep(1)


def spin(marker: str) -> int:
    """Says where it runs, then never ends, in one call of compiled code that lets no other thread run."""
    _mark(marker)
    return sum(range(10**12))


def come_late(marker: str) -> str:
    """Says where it runs, and takes a second."""
    _mark(marker)
    time.sleep(1)
    return "done"


def _mark(marker: str) -> None:
    if marker:
        Path(marker).write_text(str(os.getpid()), encoding="utf-8")


def grow(megabytes: int) -> NoReturn:
    """Takes memory, and keeps it."""
    kept = []
    for _ in range(megabytes):
        kept.append(bytearray(b"x" * 2**20))
        time.sleep(0.001)
    while True:
        time.sleep(1)


_KEPT: list[bytearray] = []


def keep(megabytes: int) -> int:
    """Takes memory, slowly enough to be seen, and keeps it when it is done; says which process it was."""
    for _ in range(megabytes):
        _KEPT.append(bytearray(b"x" * 2**20))
        time.sleep(0.002)
    return os.getpid()


def take_addresses(_: object) -> int:
    """Asks for more than the system gives out to one process."""
    return len(bytearray(8 * 2**30))


def abort(_: object) -> NoReturn:
    """Dies as a compiled reader does that gives up."""
    os.abort()


def crash(_: object) -> None:
    """Dies of a wrong address."""
    ctypes.string_at(0)


def leave(_: object) -> NoReturn:
    """Goes without a word."""
    os._exit(0)


def kill_itself(_: object) -> None:
    """Is ended from outside, as by a system short of memory."""
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))


def exit_politely(_: object) -> NoReturn:
    """Raises SystemExit."""
    sys.exit(3)


def fail(_: object) -> NoReturn:
    """Raises an error."""
    raise ZeroDivisionError("chia cho 0")


def chatter(value: object) -> object:
    """Prints, as a library might, also past Python's own streams."""
    print("tiếng ồn" * 1000)
    sys.stderr.write("tiếng ồn\n")
    os.write(1, b"noise" * 1000)
    os.write(2, b"noise")
    return value


def too_much(_: object) -> bytes:
    """Has more to say than any honest file."""
    return bytes(65 * 2**20)


def unspeakable(_: object) -> object:
    """Gives what cannot pass between processes."""
    return lambda: None


def process_id(_: object) -> int:
    """Which process answers."""
    return os.getpid()


def process_id_after(seconds: float) -> int:
    """Likewise, in its own time."""
    time.sleep(seconds)
    return os.getpid()
