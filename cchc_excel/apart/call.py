"""What a process is asked to do, what it may take for that, and how it can fail."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from importlib import import_module
from typing import Any

MEMORY = 3 * 2**28
"""Bytes a process may hold, seen a twentieth of a second late at most. The sample's largest workbook takes 60 MB of it."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one call may take."""

    seconds: float
    """From the moment the process begins it; time during which the machine slept does not count."""
    memory: int = MEMORY
    """Bytes resident."""


@dataclass(frozen=True, slots=True)
class Call:
    """One function with one argument. Function and argument are named, not carried: whoever asks need not load them."""

    function: str
    """ "package.module:function"."""
    argument: object
    """Whatever can be pickled and, so that calls can be compared, hashed."""
    bounds: Bounds

    def resolve(self) -> Any:
        """The function itself, its module loaded if need be. Raises whatever stands in the way of that."""
        module, _, name = self.function.partition(":")
        return getattr(import_module(module), name)


class Fault(Enum):
    """Why a call has no result."""

    TIME = "time"
    MEMORY = "memory"
    DIED = "died"
    """The process went down over it."""
    RAISED = "raised"
    NOT_STARTED = "not started"
    """No process came up to begin it: the call is not to blame."""
    NOT_LOADED = "not loaded"
    """The process could not load the function: our own fault."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A call that broke a bound or its process."""

    fault: Fault
    detail: str = ""
    """The name of the error that was raised, or how many seconds were too few."""
