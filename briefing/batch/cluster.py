"""The same batch on a Dask cluster: one task a chunk, the model loaded once a worker, parts written by the workers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from briefing.batch import work
from briefing.batch.items import Item, chunks, items
from briefing.batch.parts import Parts
from briefing.batch.run import CHUNK, Outcome, job
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
        timeout: seconds to wait for the scheduler.

    Raises:
        NetworkError: no scheduler answers at the address.
        UsageError: Dask is not installed.
    """
    try:
        from distributed import Client, as_completed
    except ImportError as error:
        raise UsageError(
            "needs Dask", where="--scheduler", next_step="Install it: pip install 'briefing[cluster]'."
        ) from error
    parts.begin(job(inputs, engine, chunk))
    counted = {"parts": 0, "documents": 0, "skipped": 0, "failed": 0}
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
        source = _ahead(inputs, parts, chunk, counted, progress)
        threads = max(1, sum(client.ncores().values()))
        running: dict[str, int] = {}
        finished = as_completed()

        def hand_out() -> None:
            following = next(source, None)
            if following is not None:
                number, part = following
                future = client.submit(annotate_part, parts, number, part, engine, pure=False, retries=RETRIES)
                running[future.key] = len(part)
                finished.add(future)

        for _ in range(threads * AHEAD):
            hand_out()
        for future in finished:
            counted["failed"] += future.result()
            progress(running.pop(future.key))
            hand_out()
    parts.finish(counted["parts"])
    return Outcome(counted["documents"], counted["failed"], counted["skipped"])


def annotate_part(parts: Parts, number: int, part: list[Item], engine: str) -> int:
    """Annotate a chunk and write its part where this runs; the number of documents that failed."""
    data, failed = work.annotate(part, engine)
    parts.write(number, data)
    return failed


def _ahead(
    inputs: Sequence[str], parts: Parts, chunk: int, counted: dict[str, int], progress: Callable[[int], Any]
) -> Iterator[tuple[int, list[Item]]]:
    for number, part in chunks(items(inputs), chunk):
        counted["parts"] = number + 1
        counted["documents"] += len(part)
        if parts.done(number):
            counted["skipped"] += len(part)
            progress(len(part))
        else:
            yield number, part
