"""The same work done on many tasks, in processes of this machine; a task that kills its process costs no other."""

from __future__ import annotations

import contextlib
import itertools
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from briefing.batch import threads

T = TypeVar("T")
R = TypeVar("R")

#: Tasks handed out ahead, for each process: keeps them busy and memory flat.
AHEAD = 2


def each(do: Callable[[T], R], tasks: Iterable[T], *, processes: int) -> Iterator[tuple[T, R | None]]:
    """Each task with what came of it, as they are done; with ``None`` where it killed its process twice.

    Args:
        do: the work; it and the tasks must be picklable where there are several processes.
        tasks: taken as they are needed.
        processes: how many at a time; 1 works in this process.
    """
    if processes == 1:
        for task in tasks:
            yield task, do(task)
        return
    waiting = iter(tasks)
    running: dict[Future[R], T] = {}
    processes_ = pool(processes)
    try:
        while True:
            for task in itertools.islice(waiting, processes * AHEAD - len(running)):
                with _unheard():
                    running[processes_.submit(do, task)] = task
            if not running:
                return
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                task = running.pop(future)
                try:
                    yield task, future.result()
                except BrokenProcessPool:
                    # A process died, and all that was running with it. Each of those tasks is tried by itself.
                    lost = [task, *running.values()]
                    running.clear()
                    processes_.shutdown(wait=False, cancel_futures=True)
                    processes_ = pool(processes)
                    for item in lost:
                        yield item, alone(do, item)
                    break
    finally:
        processes_.shutdown(wait=True, cancel_futures=True)


def alone(do: Callable[[T], R], task: T) -> R | None:
    """What comes of a task in a process of its own; ``None`` where it kills it."""
    with pool(1) as executor:
        try:
            with _unheard():
                made = executor.submit(do, task)
            return made.result()
        except BrokenProcessPool:
            return None


def pool(processes: int) -> ProcessPoolExecutor:
    """Processes that compute with one thread each, end with Ctrl-C, and outlive this one by nothing."""
    # spawn: a forked child would share the parent's open files and half-held locks
    return ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn"), initializer=_begin)


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
