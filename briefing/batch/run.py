"""A batch on this machine: as many processes as wanted, each with the model loaded once."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field

from briefing import __version__
from briefing.batch import work
from briefing.batch.items import Chunk, Item, chunks, items
from briefing.batch.parts import Parts, name

#: Documents in one part: small enough that a killed run loses little, large enough for the model's own batches.
CHUNK = 32
#: Chunks handed out ahead, for each process: keeps them busy and memory flat.
AHEAD = 2


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a batch came to."""

    documents: int
    failed: int
    skipped: int
    """Documents that an earlier, unfinished run had already done."""


def run(
    inputs: Sequence[str],
    parts: Parts,
    *,
    engine: str = "auto",
    processes: int = 1,
    chunk: int = CHUNK,
    progress: Callable[[int], None] = lambda _: None,
    expect: Callable[[int], None] = lambda _: None,
) -> Outcome:
    """Annotate every document of the inputs into the parts; started again, go on where it stopped.

    Args:
        inputs: as :func:`briefing.batch.items.items` takes them.
        parts: where the output goes.
        engine: as :func:`briefing.annotate` takes it.
        processes: how many at a time; 1 works in this process.
        chunk: documents in one part.
        progress: told the number of documents of each part that is done.
        expect: told how many documents there are, once all inputs are counted: well before the last is done.

    Raises:
        BriefingError: an input or the output cannot be used. What is done is kept.
    """
    source = Source(inputs, parts, parts.begin(job(inputs, engine, chunk)), chunk, progress, expect)
    failed = 0
    done = _here(iter(source), engine) if processes == 1 else _there(iter(source), engine, processes)
    for part, (data, bad) in done:
        parts.write(part, data)
        failed += bad
        progress(len(part.items))
    parts.finish(source.names)
    return Outcome(source.documents, failed, source.skipped)


@dataclass(slots=True)
class Source:
    """The chunks that are still to be done, and what was counted while they were handed out."""

    inputs: Sequence[str]
    parts: Parts
    there: frozenset[str]
    """Names of the parts that an earlier run wrote."""
    size: int
    progress: Callable[[int], None]
    expect: Callable[[int], None]
    names: list[str] = field(default_factory=list)
    """Of all parts so far, done or not."""
    documents: int = 0
    skipped: int = 0

    def __iter__(self) -> Iterator[Chunk]:
        for part in chunks(items(self.inputs, self.parts.holds), self.size):
            self.names.append(name(part))
            self.documents += len(part.items)
            if self.names[-1] in self.there and self.parts.whole(self.names[-1], len(part.items)):
                self.skipped += len(part.items)
                self.progress(len(part.items))
            else:
                yield part
        self.expect(self.documents)


def job(inputs: Sequence[str], engine: str, chunk: int) -> dict[str, object]:
    """What must be the same for a batch to go on where it stopped."""
    return {"version": __version__, "inputs": list(inputs), "engine": engine, "chunk": chunk}


Done = Iterator[tuple[Chunk, tuple[bytes, int]]]


def _here(source: Iterator[Chunk], engine: str) -> Done:
    for part in source:
        yield part, work.annotate(part.items, engine)


def _there(source: Iterator[Chunk], engine: str, processes: int) -> Done:
    running: dict[Future[tuple[bytes, int]], Chunk] = {}
    pool = _pool(processes)
    try:
        exhausted = False
        while running or not exhausted:
            while not exhausted and len(running) < processes * AHEAD:
                following = next(source, None)
                if following is None:
                    exhausted = True
                else:
                    running[pool.submit(work.annotate, following.items, engine)] = following
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                part = running.pop(future)
                try:
                    yield part, future.result()
                except BrokenProcessPool:
                    # A process died, and all that was running with it. Each of those chunks is tried by itself.
                    lost = [part, *running.values()]
                    running.clear()
                    pool.shutdown(wait=False, cancel_futures=True)
                    pool = _pool(processes)
                    for one in sorted(lost):
                        yield one, _alone(one.items, engine)
                    break
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _alone(part: list[Item], engine: str) -> tuple[bytes, int]:
    """The chunk in a process of its own; where that dies too, each document in one, to find the one that kills it."""
    with _pool(1) as pool:
        try:
            return pool.submit(work.annotate, part, engine).result()
        except BrokenProcessPool:
            pass
    if len(part) == 1:
        return work.killed(part[0]), 1
    done = [_alone([item], engine) for item in part]
    return b"".join(data for data, _ in done), sum(bad for _, bad in done)


def _pool(processes: int) -> ProcessPoolExecutor:
    # spawn: a forked child would share the parent's open files and half-held locks
    return ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn"), initializer=_begin)


def _end_with_parent() -> None:
    """End when the process that gives out the work is gone, however it ended: nobody would take what is done."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _begin() -> None:
    # Ctrl-C reaches every process of the terminal: the workers end at once, and this one tells it.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    work.one_thread()
