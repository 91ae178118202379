"""Answers many calls at once, in processes of our own, and tells the results in the order of the calls."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any

from . import pool
from .call import Broken, Call, Fault
from .frames import value_of
from .process import OwnProcess

_STARTS = 2
"""So many times a call may find no process to begin it before processes are given up for good."""
_INTERRUPTIBLE = 0.2
"""Seconds: on Windows nothing but a time-out lets Ctrl-C through while waiting."""


@dataclass(frozen=True, slots=True)
class _Escaped:
    """An error of this program itself, for the one who asks."""

    error: BaseException


class Running:
    """Calls under way; they begin at once, whether or not anybody asks for the results."""

    def __init__(self, calls: Sequence[Call], processes: int = 1) -> None:
        self._count = len(calls)
        self._left = iter(enumerate(calls))
        self._lock = threading.Lock()
        self._at_work: set[OwnProcess] = set()
        self._done: SimpleQueue[tuple[int, Any]] = SimpleQueue()
        self._is_stopped = False
        for _ in range(min(processes, self._count)):
            threading.Thread(target=self._work, daemon=True).start()

    def results(self) -> Iterator[Any]:
        """Each call's result or Broken, once, in the order of the calls; whoever stops asking stops the rest.

        Raises what stands in the way of loading a function.
        """
        early: dict[int, Any] = {}
        try:
            for number in range(self._count):
                while number not in early:
                    try:
                        done, result = self._done.get(timeout=_INTERRUPTIBLE)
                    except Empty:
                        continue
                    early[done] = result
                yield _unpacked(early.pop(number))
        finally:
            self.stop()

    def stop(self) -> None:
        """Begins nothing more and ends what is under way."""
        with self._lock:
            self._is_stopped = True
            ending = tuple(self._at_work)
        for process in ending:
            process.end()

    def _work(self) -> None:
        while (next_one := self._next()) is not None:
            number, call = next_one
            try:
                result = self._answer(call)
            except BaseException as error:
                result = _Escaped(error)
            self._done.put((number, result))

    def _next(self) -> tuple[int, Call] | None:
        with self._lock:
            return None if self._is_stopped else next(self._left, None)

    def _answer(self, call: Call) -> Any:
        """The result, still pickled; or found here, where no process can be had."""
        own = pool.POOL
        for _ in range(_STARTS):
            if own.is_hopeless:
                break
            try:
                result = self._asked(own, call)
            except OSError:
                continue
            fault = result.fault if isinstance(result, Broken) else None
            if self._is_stopped or fault not in (Fault.NOT_STARTED, Fault.NOT_LOADED):
                return result
            if fault is Fault.NOT_LOADED:
                return _answered_here(call)
        own.is_hopeless = True
        return _answered_here(call)

    def _asked(self, own: pool.Pool, call: Call) -> memoryview | Broken:
        process = own.take()
        with self._lock:
            self._at_work.add(process)
        try:
            return Broken(Fault.DIED) if self._is_stopped else process.ask(call)
        finally:
            with self._lock:
                self._at_work.discard(process)
            own.give_back(process)


def _answered_here(call: Call) -> Any:
    function = call.resolve()
    try:
        return function(call.argument)
    except BaseException as error:
        return Broken(Fault.RAISED, type(error).__name__)


def _unpacked(result: Any) -> Any:
    if isinstance(result, _Escaped):
        raise result.error
    try:
        return value_of(result) if isinstance(result, memoryview) else result
    except (MemoryError, RecursionError) as error:
        return Broken(Fault.MEMORY, type(error).__name__)
