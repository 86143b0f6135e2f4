"""A batch on this machine: as many processes as wanted, each with the model loaded once."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from briefing import __version__
from briefing.batch import tasks, work
from briefing.batch.items import Chunk, Item, chunks, items
from briefing.batch.parts import Parts, name
from briefing.text.engine import check

#: Documents in one part: small enough that a killed run loses little, large enough for the model's own batches.
CHUNK = 32


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
    check(engine)
    failed = 0
    with begun(parts, job(inputs, engine, chunk)) as there:
        source = Source(inputs, parts, there, chunk, progress, expect)
        for part, outcome in tasks.each(functools.partial(_annotated, engine=engine), source, processes=processes):
            data, bad = outcome or _split(part.items, engine)
            parts.write(part, data)
            failed += bad
            progress(len(part.items))
    parts.finish(source.names)
    return Outcome(source.documents, failed, source.skipped)


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


def _annotated(chunk: Chunk, engine: str) -> tuple[bytes, int]:
    return work.annotate(chunk.items, engine)


def _split(documents: Sequence[Item], engine: str) -> tuple[bytes, int]:
    """Each document of a chunk that killed its process in one of its own, to find the one that kills it."""
    if len(documents) == 1:
        return work.killed(documents[0]), 1
    annotate = functools.partial(work.annotate, engine=engine)
    each = [tasks.alone(annotate, [item]) or (work.killed(item), 1) for item in documents]
    return b"".join(data for data, _ in each), sum(bad for _, bad in each)
