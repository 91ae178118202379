"""Messages over a pipe: a tag of one byte and a pickled value, behind their length."""

from __future__ import annotations

import dataclasses
import io
import pickle
from collections.abc import Callable
from operator import attrgetter
from typing import Any, Protocol

MAX_FRAME = 64 * 2**20
"""Bytes of one message. What a workbook of 24 score sheets says takes a third of a megabyte."""

READY, BEGAN, ANSWER, RAISED = b"R", b"B", b"A", b"X"
"""What a process says: that it waits, that it has begun, the result, the name of the error that came instead."""

_LENGTH = 8


class Source(Protocol):
    """A binary stream that may give less than was asked for."""

    def readinto(self, buffer: memoryview, /) -> int | None:
        """Fills the front of `buffer`; 0 at the end."""


class FrameTooLarge(Exception):
    """A message is longer than any honest one."""


def packed(tag: bytes, value: object = None) -> bytes:
    """The message, ready to be written. Raises FrameTooLarge, and what pickle raises."""
    stream = io.BytesIO()
    _Pickler(stream, 5).dump(value)
    body = stream.getbuffer()
    if len(body) > MAX_FRAME:
        raise FrameTooLarge
    return b"".join((len(body).to_bytes(_LENGTH, "little"), tag, body))


def write_all(write: Callable[[memoryview], int | None], data: bytes) -> None:
    """Writes to the last byte with a `write` that may take fewer. Raises OSError."""
    view = memoryview(data)
    while view:
        view = view[write(view) or 0 :]


def read_frame(source: Source) -> tuple[bytes, memoryview] | None:
    """The next message's tag and pickle; None at the end of the stream. Raises FrameTooLarge, OSError."""
    head = _exactly(source, _LENGTH + 1)
    if head is None:
        return None
    length = int.from_bytes(head[:_LENGTH], "little")
    if length > MAX_FRAME:
        raise FrameTooLarge
    body = _exactly(source, length)
    return None if body is None else (bytes(head[_LENGTH:]), body)


def value_of(body: memoryview) -> Any:
    """What was pickled; only ever what one of our own processes has written."""
    return pickle.loads(body)


class _Pickler(pickle.Pickler):
    """Writes frozen dataclasses as their fields' values: half the time of what `dataclasses` does for them."""

    def reducer_override(self, obj: Any) -> Any:
        """What pickle asks first of every object."""
        kind = type(obj)
        take = _TAKES[kind] if kind in _TAKES else _learnt(kind)
        return NotImplemented if take is None else (_made, (kind, *take(obj)))


_TAKES: dict[type, Callable[[Any], tuple[Any, ...]] | None] = {}
"""What takes the fields' values out of a frozen dataclass with slots; None for anything else."""
_PUTS: dict[type, tuple[Callable[[Any, Any], None], ...]] = {}


def _learnt(kind: type) -> Callable[[Any], tuple[Any, ...]] | None:
    names = _slots(kind)
    if len(names) == 1:
        _TAKES[kind] = lambda obj: (getattr(obj, names[0]),)
    else:
        _TAKES[kind] = attrgetter(*names) if names else None
    return _TAKES[kind]


def _slots(kind: type) -> tuple[str, ...]:
    """Its fields, if it is pickled by the way that `dataclasses` gives to frozen ones with slots."""
    usual = getattr(dataclasses, "_dataclass_getstate", None)
    if usual is None or getattr(kind, "__getstate__", None) is not usual:
        return ()
    return tuple(f.name for f in dataclasses.fields(kind))


def _made(kind: type, *values: Any) -> Any:
    puts = _PUTS.get(kind)
    if puts is None:
        puts = _PUTS[kind] = tuple(getattr(kind, name).__set__ for name in _slots(kind))
    made: Any = object.__new__(kind)
    for put, value in zip(puts, values, strict=True):
        put(made, value)
    return made


def _exactly(source: Source, length: int) -> memoryview | None:
    """So many bytes; None when the stream ends before."""
    view = memoryview(bytearray(length))
    at = 0
    while at < length:
        got = source.readinto(view[at:])
        if not got:
            return None
        at += got
    return view
