"""``briefing batch``: annotate many documents, with several processes or on a cluster."""

from __future__ import annotations

import os

import click

from briefing.cli import console, options
from briefing.errors import InputError, UsageError


@click.command("batch", short_help="Annotate many documents; an interrupted run continues where it stopped.")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("-o", "--output", required=True, metavar="DIR|OUT.jsonl", help="One file, or a folder of parts.")
@click.option("-j", "--processes", type=click.IntRange(1), metavar="N", help="Processes; by default one per core.")
@click.option("--scheduler", metavar="ADDRESS", help="A Dask scheduler, such as tcp://host:8786.")
@click.option("--chunk", type=click.IntRange(1), default=32, show_default=True, help="Documents in one part.")
@click.option(
    "--seconds",
    type=click.IntRange(1),
    metavar="N",
    help="Most processor time for one document; by default 300.",
)
@click.option(
    "--memory", type=click.IntRange(500), metavar="MB", help="Most memory for one document, in MB; by default 4000."
)
@options.engine
def command(
    inputs: tuple[str, ...],
    output: str,
    processes: int | None,
    scheduler: str | None,
    chunk: int,
    seconds: int | None,
    memory: int | None,
    engine: str,
) -> None:
    """Annotate many documents; an interrupted run continues where it stopped.

    INPUT is a file, a folder, a pattern, or an address such as s3://bucket/*.jsonl. JSON Lines, Parquet and WARC
    files hold many documents each. It writes one line of annotations per document, in the order of the
    inputs; a document that fails, or takes more time or memory than it may, has its error there, and the rest goes on.
    """
    from briefing.batch.parts import Parts
    from briefing.batch.run import BOUND, run
    from briefing.batch.tasks import Bounds

    if output.endswith(".gz"):
        raise UsageError("cannot write compressed files", where="-o", next_step="Give a name that ends in .jsonl.")
    if scheduler and (seconds or memory):
        raise UsageError(
            "is for processes of this machine",
            where="--seconds" if seconds else "--memory",
            next_step="On a cluster, bound its workers: dask worker --memory-limit.",
        )
    parts = Parts(output, one_file=output.endswith(".jsonl"))
    with console.bar(None, "documents") as bar:
        if scheduler:
            from briefing.batch import cluster

            outcome = cluster.run(
                inputs, parts, scheduler=scheduler, engine=engine, chunk=chunk, progress=bar.advance, expect=bar.expect
            )
        else:
            outcome = run(
                inputs,
                parts,
                engine=engine,
                processes=processes or os.cpu_count() or 1,
                chunk=chunk,
                bound=Bounds(seconds or BOUND.seconds, memory or BOUND.megabytes),
                progress=bar.advance,
                expect=bar.expect,
            )
    for fault in outcome.faults:
        console.error(InputError(fault.what, where=fault.where, next_step=fault.next_step or None))
    if more := outcome.failed - len(outcome.faults):
        console.note(f"note: {more} more failed; each has its error in the output")
    console.place(output)
    note = f"{outcome.documents} document{'' if outcome.documents == 1 else 's'}, {outcome.failed} failed"
    console.note(f"{note}, {outcome.skipped} done by an earlier run" if outcome.skipped else note)
