"""The same work done on many tasks, in processes of this machine; a task that ends its process costs no other.

The processes are our own and not those of ``concurrent.futures``: when one of those dies, all that was running is lost,
and nobody is told which task it was, nor can a task that never ends be stopped.
"""

from __future__ import annotations

import contextlib
import enum
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from multiprocessing import connection
from typing import Any, Generic, TypeVar

from briefing import bounds
from briefing.batch import threads

T = TypeVar("T")
R = TypeVar("R")

#: Seconds that a task may take by the clock for each of its processor seconds; the machine may be busy.
PATIENCE = 5


class End(enum.Enum):
    """Why a process ended before its task was done."""

    DIED = "died"
    TIME = "time"
    """The task took longer than it may."""
    MEMORY = "memory"
    """The task needed more memory than it may."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one task may take."""

    seconds: float
    """Processor time of its process, since the task began or :func:`goes_on` was last called."""
    megabytes: int
    """Memory of its process: address space on Linux, resident memory on macOS, unbounded on Windows."""

    @property
    def patience(self) -> float:
        """Seconds by the clock, since the same moment: more where the system counts processor time."""
        return self.seconds * (PATIENCE if bounds.KEEPS_TIME else 1)


class _Message(enum.Enum):
    """What a process tells before it hands over what came of its task."""

    GOES_ON = "goes on"
    DONE = "done"
    FAILED = "failed"


#: What a process ends with that was out of memory.
_OUT_OF_MEMORY = 77
#: What a process ended with → why.
_ENDS = {_OUT_OF_MEMORY: End.MEMORY}
if hasattr(signal, "SIGXCPU"):
    _ENDS[-signal.SIGXCPU] = End.TIME
# spawn: a forked child would share the parent's open files and half-held locks
_SPAWN = multiprocessing.get_context("spawn")
#: In a process that works for another, what it tells that one with, and what a task may take.
_parents: list[tuple[connection.Connection, Bounds | None]] = []


def goes_on() -> None:
    """Tell whoever waits for this task that a part of it is done, and that its time begins anew."""
    for parent, bound in _parents:
        if bound is not None:
            bounds.grant(bound.seconds)
        parent.send((_Message.GOES_ON, None))


def each(
    do: Callable[[T], R],
    tasks: Iterable[T],
    *,
    processes: int,
    bound: Bounds | None = None,
    ready: Callable[[], object] = int,
) -> Iterator[tuple[T, R | End]]:
    """Each task with what came of it, as they are done; with why, where its process ended before.

    Args:
        do: the work; it, the tasks and what comes of them must be picklable where it is done in other processes.
        tasks: taken as they are needed, a few ahead.
        processes: how many at a time; 1 without a bound works in this process.
        bound: what one task may take.
        ready: called in each other process before its first task, whose time it does not take.
    """
    if processes == 1 and bound is None:
        for task in tasks:
            yield task, do(task)
        return
    waiting = iter(tasks)
    ahead = deque(islice(waiting, processes))
    idle: list[_Worker[T, R]] = []
    busy: list[_Worker[T, R]] = []
    try:
        while ahead or busy:
            free = min(len(ahead), processes - len(busy))
            # All are started before the first is given its task: they start side by side.
            idle += [_Worker(do, bound, ready) for _ in range(free - len(idle))]
            for _ in range(free):
                busy.append(idle.pop())
                busy[-1].begin(ahead.popleft())
            ahead.extend(islice(waiting, processes - len(ahead)))
            for worker, task, outcome in _next(busy):
                busy.remove(worker)
                idle += [] if isinstance(outcome, End) else [worker]
                yield task, outcome
    finally:
        for worker in (*idle, *busy):
            worker.end()


@contextlib.contextmanager
def apart(do: Callable[[T], R], bound: Bounds) -> Iterator[Callable[[T], R | End]]:
    """What does one task after the other in a process of its own, and gives why, where that ended before.

    Args:
        do: the work; it, the tasks and what comes of them must be picklable.
        bound: what one task may take.
    """
    workers: list[_Worker[T, R]] = []

    def ask(task: T) -> R | End:
        worker = workers.pop() if workers else _Worker(do, bound)
        worker.begin(task)
        try:
            while not (ended := list(_next([worker]))):
                pass
        except BaseException:
            worker.end()
            raise
        outcome = ended[0][2]
        workers.extend([] if isinstance(outcome, End) else [worker])
        return outcome

    try:
        yield ask
    finally:
        for worker in workers:
            worker.end()


def _next(busy: list[_Worker[T, R]]) -> Iterator[tuple[_Worker[T, R], T, R | End]]:
    """The processes that are done with their tasks, once something is heard of one or its time is over."""
    until = min(worker.until for worker in busy)
    left = None if until == float("inf") else max(0.0, until - time.monotonic())
    heard = connection.wait([worker.pipe for worker in busy], left)
    for worker in tuple(busy):
        for outcome in worker.outcome(heard=worker.pipe in heard):
            yield worker, worker.task, outcome


class _Worker(Generic[T, R]):
    """A process that does one task after the other."""

    task: T

    def __init__(self, do: Callable[[T], R], bound: Bounds | None, ready: Callable[[], object] = int) -> None:
        self._bound = bound
        self.until = float("inf")
        """When the time of its task is over, on the clock of ``time.monotonic``."""
        self.pipe, there = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=_serve, args=(there, bound), daemon=True)
        with _unheard():
            self._process.start()
        there.close()
        self._send((ready, do))

    def begin(self, task: T) -> None:
        """Give it a task; its time begins when it is known to work."""
        self.task = task
        self._send(task)

    def _send(self, thing: object) -> None:
        with contextlib.suppress(OSError):  # a process that is gone is told by what is heard of it
            self.pipe.send(thing)

    def outcome(self, *, heard: bool) -> Iterator[R | End]:
        """What came of its task, if that is known now.

        Args:
            heard: whether there is something to be heard of it.

        Raises:
            Exception: what the task raised.
        """
        if not heard:
            if time.monotonic() >= self.until:
                self.end()
                yield End.TIME
            return
        try:
            message, content = self.pipe.recv()
        except (EOFError, OSError):
            self._process.join()
            yield _ENDS.get(self._process.exitcode or 0, End.DIED)
            return
        if message is _Message.GOES_ON:
            self.until = time.monotonic() + self._bound.patience if self._bound else self.until
            return
        self.until = float("inf")
        if message is _Message.FAILED:
            raise content
        yield content

    def end(self) -> None:
        """End it at once, whatever it does."""
        self._process.kill()
        self._process.join()
        self.pipe.close()


def _serve(parent: connection.Connection, bound: Bounds | None) -> None:
    """Do what the parent asks for, until it is gone."""
    _begin()
    if bound is not None:
        bounds.keep(memory=bound.megabytes * 10**6)
        if sys.platform != "linux":
            bounds.end_beyond(bound.megabytes * 10**6, _OUT_OF_MEMORY)
    _parents.append((parent, bound))
    with contextlib.suppress(EOFError, BrokenPipeError):
        ready, do = parent.recv()
        with contextlib.suppress(Exception):  # its first task meets it again, and tells it
            ready()
        while True:
            task = parent.recv()
            goes_on()
            parent.send(_answer(do, task))


def _answer(do: Callable[[Any], Any], task: Any) -> tuple[_Message, Any]:
    try:
        return _Message.DONE, do(task)
    except MemoryError:
        # What a library had half done when it got no memory may be left so.
        os._exit(_OUT_OF_MEMORY)
    except Exception as error:  # noqa: BLE001 - raised where the work was asked for
        return _Message.FAILED, error


@contextlib.contextmanager
def _unheard() -> Iterator[None]:
    """Ctrl-C waits while a process is started: until it knows how to end, it would end with a traceback.

    The new process inherits the mask and lifts it in :func:`_begin`.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows has no masks
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_with_parent() -> None:
    """End when the process that gives out the work is gone, however it ended: nobody would take what is done."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _begin() -> None:
    # Ctrl-C reaches every process of the terminal: the workers end at once, and this one tells it.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    threading.Thread(target=_end_with_parent, daemon=True).start()
    threads.one_thread()
