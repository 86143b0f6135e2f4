"""The same batch on a Dask cluster: one task a chunk, the model loaded once a worker, parts written by the workers."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING

from briefing.batch import work
from briefing.batch.items import Chunk
from briefing.batch.parts import Parts
from briefing.batch.run import CHUNK, Outcome, Source, job
from briefing.errors import NetworkError, UsageError

if TYPE_CHECKING:
    from distributed import Client

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
    try:
        from distributed import Client, as_completed
    except ImportError as error:
        raise UsageError(
            "needs Dask", where="--scheduler", next_step="Install it: pip install 'policy-briefing[cluster]'."
        ) from error
    source = Source(inputs, parts, parts.begin(job(inputs, engine, chunk)), chunk, progress, expect)
    failed = 0
    with ExitStack() as stack:
        if isinstance(scheduler, str):
            try:
                client = stack.enter_context(Client(scheduler, timeout=timeout))
            except OSError as error:
                raise NetworkError(
                    f"no Dask scheduler answers ({error})", where=scheduler, next_step="Check the address and the port."
                ) from error
        else:
            client = scheduler
        following = iter(source)
        threads = max(1, sum(client.ncores().values()))
        running: dict[str, int] = {}
        finished = as_completed()

        def hand_out() -> None:
            if (part := next(following, None)) is not None:
                future = client.submit(annotate_part, parts, part, engine, pure=False, retries=RETRIES)
                running[future.key] = len(part.items)
                finished.add(future)

        for _ in range(threads * AHEAD):
            hand_out()
        for future in finished:
            failed += future.result()
            progress(running.pop(future.key))
            hand_out()
    parts.finish(source.names)
    return Outcome(source.documents, failed, source.skipped)


#: Threads of a worker take turns: Python runs one at a time anyway, and chunks in several would hold more memory.
_ONE = threading.Lock()


def annotate_part(parts: Parts, part: Chunk, engine: str) -> int:
    """Annotate a chunk and write its part where this runs; the number of documents that failed."""
    with _ONE:
        work.one_thread()
        work.keep_memory()
        data, failed = work.annotate(part.items, engine)
    parts.write(part, data)
    return failed
