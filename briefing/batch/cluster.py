"""The same batch on a Dask cluster: one task a chunk, the model loaded once a worker, parts written by the workers."""

from __future__ import annotations

import functools
import itertools
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from briefing.batch import threads, work
from briefing.batch.items import Chunk
from briefing.batch.parts import Parts
from briefing.batch.run import CHUNK, Failures, Outcome, Source, begun, job
from briefing.batch.tasks import End
from briefing.batch.work import Fault
from briefing.errors import NetworkError, UsageError

if TYPE_CHECKING:
    from distributed import Client

T = TypeVar("T")
R = TypeVar("R")

#: Chunks handed out ahead, for each worker thread.
AHEAD = 3
#: How often a chunk is tried again when its worker is lost.
RETRIES = 3


def run(
    inputs: Sequence[str],
    parts: Parts,
    *,
    scheduler: str | Client,
    engine: str = "auto",
    chunk: int = CHUNK,
    progress: Callable[[int], None] = lambda _: None,
    expect: Callable[[int], None] = lambda _: None,
    timeout: float = 30.0,
) -> Outcome:
    """As :func:`briefing.batch.run.run`, on the workers of a Dask cluster.

    Args:
        inputs: read by this process and sent to the workers.
        parts: where the output goes; the workers must see the same folder.
        scheduler: the scheduler's address, or a Dask client.
        engine: as :func:`briefing.annotate` takes it.
        chunk: documents in one part.
        progress: told the number of documents of each part that is done.
        expect: told how many documents there are, once all inputs are counted: well before the last is done.
        timeout: seconds to wait for the scheduler.

    Raises:
        NetworkError: no scheduler answers at the address.
        UsageError: Dask is not installed.
    """
    failures = Failures()
    with connected(scheduler, timeout=timeout) as client, begun(parts, job(inputs, engine, chunk)) as there:
        source = Source(inputs, parts, there, chunk, progress, expect)
        for part, faults in each(client, functools.partial(annotate_part, parts, engine=engine), source):
            if isinstance(faults, End):
                raise NetworkError(
                    "every worker that took one of its chunks died",
                    where=part.items[0].where,
                    next_step="Run it again with -j instead of --scheduler to learn which document it is.",
                )
            failures.add(faults)
            progress(len(part.items))
    parts.finish(source.names)
    return Outcome(source.documents, failures.count, source.skipped, tuple(failures.first))


@contextmanager
def connected(scheduler: str | Client, *, timeout: float = 30.0) -> Iterator[Client]:
    """A client of a scheduler: the one given, or one that ends with the block.

    Raises:
        NetworkError: no scheduler answers at the address.
        UsageError: Dask is not installed.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise UsageError(
            "needs Dask", where="--scheduler", next_step="Install it: pip install 'policy-briefing[cluster]'."
        ) from error
    if not isinstance(scheduler, str):
        yield scheduler
        return
    try:
        client = Client(scheduler, timeout=timeout)
    except OSError as error:
        raise NetworkError(
            f"no Dask scheduler answers ({error})", where=scheduler, next_step="Check the address and the port."
        ) from error
    with client:
        yield client


def each(client: Client, do: Callable[[T], R], tasks: Iterable[T]) -> Iterator[tuple[T, R | End]]:
    """As :func:`briefing.batch.tasks.each`, on a cluster; that a process died is told where each did that took a task.

    Raises:
        NetworkError: the scheduler was lost.
    """
    from concurrent.futures import CancelledError

    from distributed import KilledWorker, as_completed
    from distributed.comm import CommClosedError

    following = iter(tasks)
    running: dict[str, T] = {}
    finished = as_completed()

    def hand_out() -> None:
        for task in itertools.islice(following, 1):
            future = client.submit(in_turn, do, task, pure=False, retries=RETRIES)
            running[future.key] = task
            finished.add(future)

    for _ in range(max(1, sum(client.ncores().values())) * AHEAD):
        hand_out()
    for future in finished:
        try:
            result: R | End = future.result()
        except KilledWorker:
            result = End.DIED
        except (CancelledError, CommClosedError) as error:  # the second where it was lost while it answered
            raise NetworkError(
                "the connection to the Dask scheduler was lost",
                where=str(client.scheduler.address) if client.scheduler else "--scheduler",
                next_step="Start it and run the same command again; finished work is kept.",
            ) from error
        yield running.pop(future.key), result
        hand_out()


#: Threads of a worker take turns: Python runs one at a time anyway, and chunks in several would hold more memory.
_ONE = threading.Lock()


def in_turn(do: Callable[[T], R], task: T) -> R:
    """What comes of a task, done by one thread of this worker at a time."""
    with _ONE:
        threads.one_thread()
        work.keep_memory()
        return do(task)


def annotate_part(parts: Parts, part: Chunk, engine: str) -> list[Fault]:
    """Annotate a chunk and write its part where this runs; the documents that failed."""
    data, faults = work.annotate(part.items, engine)
    parts.write(part, data)
    return faults
