"""Runs trials in processes of their own, ends one that hangs, and watches their memory."""

from __future__ import annotations

import contextlib
import multiprocessing
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

import psutil

from .seeds import Seed, good_workbook
from .trial import Outcome, trial

SLOWEST = 10.0
"""Seconds an input may take."""
LARGEST = 2**30
"""Bytes that reading and auditing may hold."""
_HANGS = 45.0
_LOOK_EVERY = 0.2
"""Seconds between two looks at the memory."""
TEMPLATE = Path(__file__).resolve().parent.parent / "report_templates" / "bao-cao-khac-phuc.docx"


@dataclass(slots=True)
class Campaign:
    """What many trials came to."""

    outcomes: list[Outcome] = field(default_factory=list)
    most_memory: int = 0
    """Bytes, of one process."""

    @property
    def failures(self) -> list[Outcome]:
        """Trials that must not be: an exception, a hang, a process that died; one more for too much memory."""
        bad = [o for o in self.outcomes if o.kind == "FAILED" or o.seconds > SLOWEST]
        if self.most_memory > LARGEST:
            bad.append(Outcome(-1, "", "FAILED", f"memory {self.most_memory / 2**20:.0f} MiB", 0))
        return bad


class _Worker:
    """A process that tries every n-th input, started again behind an input that it did not survive."""

    def __init__(self, seeds: tuple[Seed, ...], start: int, numbers: range) -> None:
        self._seeds, self._start, self._left = seeds, start, numbers
        self.process: BaseProcess
        self.line: Connection
        self._begin()

    def _begin(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.line, other = context.Pipe(duplex=False)
        self.process = context.Process(target=_serve, args=(other, self._seeds, self._start, self._left))
        self.process.start()
        other.close()
        self.heard = time.monotonic()

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to try."""
        return not self._left

    def outcome(self) -> Outcome:
        """What the process says of its next input; that it died over it, if it says nothing."""
        try:
            answer: Outcome = self.line.recv()
        except (EOFError, OSError):
            return self._lost("the process died")
        self._left = self._left[1:]
        self.heard = time.monotonic()
        if self.is_done:
            self.process.join()
        return answer

    def overdue(self) -> Outcome | None:
        """The outcome of an input that has taken far too long."""
        seconds = time.monotonic() - self.heard
        return self._lost(f"still running after {seconds:.0f} s") if seconds > _HANGS else None

    def _lost(self, why: str) -> Outcome:
        for process in _family(self.process.pid, with_itself=True):
            with contextlib.suppress(psutil.Error):
                process.kill()
        number, self._left = self._left[0], self._left[1:]
        if not self.is_done:
            self._begin()
        return Outcome(
            number, self._seeds[number % len(self._seeds)].name, "FAILED", why, time.monotonic() - self.heard
        )


def campaign(seeds: tuple[Seed, ...], start: int, inputs: int, workers: int, *, progress: bool = False) -> Campaign:
    """Tries that many inputs. The outcomes are the same for the same seeds, start and number."""
    done = Campaign()
    running = [_Worker(seeds, start, range(first, inputs, workers)) for first in range(min(workers, inputs))]
    looked = 0.0
    while running:
        ready = wait([w.line for w in running], timeout=0.5)
        for worker in running:
            if worker.line in ready:
                done.outcomes.append(worker.outcome())
            elif (lost := worker.overdue()) is not None:
                done.outcomes.append(lost)
        if time.monotonic() - looked > _LOOK_EVERY:
            done.most_memory = max(done.most_memory, *(_memory(w.process.pid) for w in running))
            looked = time.monotonic()
        running = [w for w in running if not w.is_done]
        if progress:
            sys.stderr.write(f"\r{len(done.outcomes)}/{inputs} ")
    return done


def _memory(pid: int | None) -> int:
    """Bytes of the largest process of a worker's family."""
    return max((_resident(p) for p in _family(pid, with_itself=True)), default=0)


def _resident(process: psutil.Process) -> int:
    with contextlib.suppress(psutil.Error):
        return int(process.memory_info().rss)
    return 0


def _family(pid: int | None, *, with_itself: bool = False) -> Iterator[psutil.Process]:
    with contextlib.suppress(psutil.Error):
        first = psutil.Process(pid)
        yield from ([first] if with_itself else [])
        yield from first.children(recursive=True)


def _serve(line: Connection, seeds: tuple[Seed, ...], start: int, numbers: range) -> None:
    good = good_workbook()
    for number in numbers:
        line.send(trial(seeds, good, start, number, TEMPLATE))
