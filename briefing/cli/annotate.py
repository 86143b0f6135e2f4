"""``briefing annotate``: one JSON document a line in, one line of annotations out."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from os.path import commonprefix
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.cli import console, disk, inputs, options, sources, written
from briefing.cli.output import force as force_option
from briefing.errors import InputError, OutputError
from briefing.model import sanitizers

if TYPE_CHECKING:
    from briefing.model.text import Document


@click.command("annotate", short_help="Annotate documents: one JSON line in, one out.")
@click.argument("documents", metavar="DOCS.jsonl|-")
@click.option("-o", "--output", metavar="OUT.jsonl", help="Write here instead of to standard output.")
@click.option("--chronology", is_flag=True, help="Print one line: the days of the story, most important first.")
@force_option
@options.engine
@options.only
def command(
    documents: str,
    output: str | None,
    engine: str,
    only: frozenset[int] | None,
    *,
    chronology: bool,
    force: bool,
) -> None:
    """Annotate documents: one JSON line in, one out, in order.

    A line holds {"id", "text", "date"?, "title"?}. Offsets in the answer count characters of exactly that text.

    A file that is not JSON Lines is read as make reads it: an article, or the export of an archive with many.

    With --chronology all documents are one story, and the answer is one line: {"id", "dates", "days"}, the days by
    importance, each with how many articles appeared on it or mention it and the sentences that say what happened.
    Copies of one text count once.
    """
    from briefing import pipeline
    from briefing.renderers import annotated

    if output is not None and Path(output).exists():
        if documents != "-" and written.same(Path(output), Path(documents)):
            raise OutputError("is the input and would be overwritten", where=output, next_step="Give another -o.")
        if not force:
            raise OutputError(
                "already exists", where=output, next_step="Give another -o, or overwrite it with --force."
            )
    given = _given(documents, only)

    rows: Iterable[dict[str, object]]
    if chronology:
        read = list(given)
        name = "story" if documents == "-" else Path(documents).name.partition(".")[0]
        with console.waiting("finding the days of the story"):
            rows = [annotated.days(_story(read) or name, pipeline.chronology(read))]
    else:
        rows = map(annotated.plain, pipeline.annotate_many(given, engine=engine))
    lines = (sanitizers.json_text(row) + "\n" for row in rows)
    if output is None:
        for line in lines:
            click.echo(line, nl=False)
    else:
        disk.write(Path(output), "".join(lines).encode())


def _given(name: str, only: frozenset[int] | None) -> Iterator[Document]:
    """The documents of a JSON Lines file, or those of an article's or an archive's file."""
    path, chosen = sources.chosen(name)
    if name == "-" or (chosen is None and only is None and _is_lines(Path(path))):
        return read_lines(name)
    from briefing.pipeline import LONGEST

    return iter(inputs.documents((name,), longest=LONGEST, only=only))


def _is_lines(path: Path) -> bool:
    """Whether a file begins like JSON Lines, or cannot be read, which its reader says; a folder holds articles."""
    if path.is_dir():  # an empty name, too
        return False
    try:
        with path.open("rb") as file:
            head = file.read(4096)
    except (OSError, ValueError):
        return True
    return path.suffix == ".jsonl" or head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b""}


def _story(documents: Sequence[Document]) -> str:
    """What the ids of the documents begin with alike: ``flood-01`` and ``flood-02`` tell the story ``flood``."""
    return re.sub(r"(?<![-_.:/ ])[-_.:/ ]+\d*$", "", commonprefix([document.id for document in documents]))  # noqa: RUF071


def read_lines(name: str) -> Iterator[Document]:
    """The documents of a JSON Lines file (``-``: standard input), each prepared, one at a time.

    Raises:
        InputError: the file is missing or a line is not what it should be; the message names the line.
    """
    from briefing import pipeline
    from briefing.readers import rows

    try:
        stream = sys.stdin.buffer if name == "-" else Path(name).open("rb")  # noqa: SIM115 - closed by the with below
    except OSError as error:
        raise InputError(
            f"cannot be read ({error.strerror})",
            where=name,
            next_step="Give a JSON Lines file, or - for standard input.",
        ) from error
    with stream, io.TextIOWrapper(stream, encoding="utf-8-sig", errors="strict") as lines:
        number = 0
        try:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    row = rows.row(line, f"{name}:{number}")
                    yield pipeline.from_text(row.text, id=row.id, date=row.date, title=row.title)
        except UnicodeDecodeError as error:
            raise InputError(
                "is not UTF-8", where=f"{name}, after line {number}", next_step="Save the file as UTF-8."
            ) from error
