"""A batch on this machine: as many processes as wanted, each with the model loaded once."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field

from briefing import __version__
from briefing.batch import tasks, work
from briefing.batch.items import Chunk, File, Item, chunks, documents_of, items
from briefing.batch.parts import Parts, name
from briefing.batch.tasks import Bounds, End
from briefing.batch.work import Annotated, Fault
from briefing.text.engine import check, load

#: Documents in one part: small enough that a killed run loses little, large enough for the model's own batches.
CHUNK = 32
#: What a document may take. The longest article of nothing but speech takes a minute. The programs that read
#: a scanned page or an old Word file have five minutes each, by the clock.
BOUND = Bounds(seconds=300, megabytes=4000)
#: Documents that failed of which it is told why; the output tells it of all.
MOST_TOLD = 10


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a batch came to."""

    documents: int
    failed: int
    skipped: int
    """Documents that an earlier, unfinished run had already done."""
    faults: tuple[Fault, ...] = ()
    """Why the first of them failed, at most :data:`MOST_TOLD`."""


def run(
    inputs: Sequence[str],
    parts: Parts,
    *,
    engine: str = "auto",
    processes: int = 1,
    chunk: int = CHUNK,
    bound: Bounds | None = None,
    progress: Callable[[int], None] = lambda _: None,
    expect: Callable[[int], None] = lambda _: None,
) -> Outcome:
    """Annotate every document of the inputs into the parts; started again, go on where it stopped.

    Args:
        inputs: as :func:`briefing.batch.items.items` takes them.
        parts: where the output goes.
        engine: as :func:`briefing.annotate` takes it.
        processes: how many at a time; 1 without a bound works in this process.
        chunk: documents in one part.
        bound: what a document may take; one that takes more fails, and the rest goes on.
        progress: told the number of documents of each part that is done.
        expect: told how many documents there are, once all inputs are counted: well before the last is done.

    Raises:
        BriefingError: an input or the output cannot be used. What is done is kept.
    """
    check(engine)
    failures = Failures()
    opened = nullcontext(documents_of) if bound is None else _parted(bound)
    with begun(parts, job(inputs, engine, chunk)) as there, opened as parted:
        source = Source(inputs, parts, there, chunk, progress, expect, parted)
        annotate = functools.partial(_annotated, engine=engine, bounded=bound is not None)
        for part, outcome in tasks.each(
            annotate, source, processes=processes, bound=bound, ready=functools.partial(load, engine)
        ):
            made = _split(part.items, engine, processes, bound, outcome) if isinstance(outcome, End) else outcome
            parts.write(part, made.data)
            failures.add(made.faults)
            progress(len(part.items))
    parts.finish(source.names)
    return Outcome(source.documents, failures.count, source.skipped, tuple(failures.first))


@dataclass(slots=True)
class Failures:
    """The documents that failed so far."""

    count: int = 0
    first: list[Fault] = field(default_factory=list)
    """At most :data:`MOST_TOLD`."""

    def add(self, faults: Sequence[Fault]) -> None:
        """Count some more."""
        self.count += len(faults)
        self.first += faults[: MOST_TOLD - len(self.first)]


@contextmanager
def begun(parts: Parts, job: dict[str, object]) -> Iterator[frozenset[str]]:
    """The names of the parts that are there; where the block fails before any is, nothing of the batch stays.

    Raises:
        OutputError: another batch is writing there, or was begun there.
    """
    with parts.alone():
        there = parts.begin(job)
        try:
            yield there
        except BaseException:
            parts.give_up()
            raise


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
    parted: Callable[[File], list[Item] | None] = documents_of
    """As :func:`briefing.batch.items.items` takes it."""
    names: list[str] = field(default_factory=list)
    """Of all parts so far, done or not."""
    documents: int = 0
    skipped: int = 0

    def __iter__(self) -> Iterator[Chunk]:
        for part in chunks(items(self.inputs, self.parts.holds, self.parted), self.size):
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


def _annotated(chunk: Chunk, engine: str, *, bounded: bool) -> Annotated:
    return work.annotate(chunk.items, engine, goes_on=tasks.goes_on, passed_on=(MemoryError,) if bounded else ())


def _split(documents: Sequence[Item], engine: str, processes: int, bound: Bounds | None, end: End) -> Annotated:
    """Each document by itself of a chunk whose process ended, to find the one that ends it.

    Args:
        documents: of the chunk.
        engine: as :func:`briefing.annotate` takes it.
        processes: how many at a time.
        bound: what a document may take.
        end: why the chunk's process ended.
    """
    if len(documents) == 1:
        return work.ended(documents[0], end, bound)
    annotate = functools.partial(_annotated, engine=engine, bounded=bound is not None)
    chunks = (Chunk(number, [item]) for number, item in enumerate(documents))
    made: dict[int, Annotated] = {}
    # Two processes at least: with one and no bound, each would work in this process.
    for part, outcome in tasks.each(
        annotate, chunks, processes=max(2, processes), bound=bound, ready=functools.partial(load, engine)
    ):
        made[part.number] = work.ended(part.items[0], outcome, bound) if isinstance(outcome, End) else outcome
    in_order = [made[number] for number in sorted(made)]
    return Annotated(b"".join(part.data for part in in_order), [fault for part in in_order for fault in part.faults])


@contextmanager
def _parted(bound: Bounds) -> Iterator[Callable[[File], list[Item] | None]]:
    """What takes the articles out of an export in a process of its own; a file that takes too much has a fault."""
    with tasks.apart(documents_of, bound) as ask:

        def parted(file: File) -> list[Item] | None:
            outcome = ask(file)
            if not isinstance(outcome, End):
                return outcome
            fault = work.fault(file.place, outcome, bound)
            return [Item(file.place, "", b"", fault=fault.what, next_step=fault.next_step)]

        yield parted
