"""Bounds on the memory and the processor time of a process, as far as the system keeps to them."""

from __future__ import annotations

import contextlib
import math
import os
import sys
import threading
import time

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

#: Whether the system bounds the processor time of a process.
KEEPS_TIME = resource is not None

#: Seconds between two looks at how much memory a process has held.
_LOOK_S = 0.1


def keep(*, memory: int, seconds: int | None = None) -> None:
    """Bound this process; Windows has no such bounds, and nothing is done there.

    Args:
        memory: the most bytes of address space. Linux keeps to it, macOS does not.
        seconds: the most processor seconds, all in all; ``None`` for as many as it takes.
    """
    if resource is None:
        return
    _set(resource.RLIMIT_AS, memory)
    if seconds is not None:
        _set(resource.RLIMIT_CPU, seconds)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def grant(seconds: float) -> None:
    """Let this process have so many processor seconds from now on; not on Windows."""
    if resource is not None:
        _set(resource.RLIMIT_CPU, math.ceil(time.process_time() + seconds))


def _set(kind: int, most: int) -> None:
    """Set a bound of this process that it may move again."""
    assert resource is not None  # noqa: S101 - asked by those who call it
    _, hard = resource.getrlimit(kind)
    with contextlib.suppress(ValueError, OSError):  # macOS refuses a bound below what is mapped already
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def end_beyond(memory: int, code: int) -> None:
    """Let a thread end this process once it has held more memory than it may, as macOS does not; not on Windows.

    Args:
        memory: bytes.
        code: what the process ends with.
    """
    if resource is None:
        return
    usage, this_process = resource.getrusage, resource.RUSAGE_SELF
    unit = 1 if sys.platform == "darwin" else 1024  # of ``ru_maxrss``

    def most() -> int:
        return usage(this_process).ru_maxrss * unit

    # On Linux a process begins with the most that the one held which started it.
    allowed = max(memory, most())

    def look() -> None:
        while most() <= allowed:
            time.sleep(_LOOK_S)
        os._exit(code)

    threading.Thread(target=look, daemon=True).start()
