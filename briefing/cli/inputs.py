"""What the user named, as documents."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import itertools
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefing.cli import console
from briefing.cli.sources import Failure, Source, gather
from briefing.errors import InputError

if TYPE_CHECKING:
    from briefing.model.findings import Findings
    from briefing.model.text import Document


def documents(
    names: Sequence[str],
    *,
    longest: int,
    date: dt.date | None = None,
    allow_private: bool = False,
    only: frozenset[int] | None = None,
    column: str | None = None,
    day_first: bool = False,
) -> list[Document]:
    """The documents of every input, in order; two of one id are told apart by a number.

    One input that cannot be read is an error; among several it is told on standard error and the rest goes on.

    Raises:
        InputError: nothing could be read.
    """
    documents: list[Document] = []
    failures: list[InputError] = []
    for source in _gathered(names, allow_private=allow_private):
        try:
            with console.waiting(f"reading {source.name}"):
                documents += _read(source, date, longest, only, column, day_first=day_first)
        except InputError as error:
            failures.append(error)
    if not documents and len(failures) == 1:
        raise failures[0]
    for failure in failures:
        console.error(failure)
    if not documents:
        raise InputError("none of the inputs could be read", next_step="Correct the errors above and try again.")
    return _told_apart(documents)


def annotated(documents: Sequence[Document], *, engine: str) -> list[Findings]:
    """What is found in each document, with a bar on a terminal where there are several."""
    from briefing import pipeline

    several: list[Findings] = []
    where = f" in {documents[0].id}" if len(documents) == 1 else ""
    working = console.waiting(f"finding events and positions{where}")
    with console.bar(len(documents), "articles") as bar, working if where else contextlib.nullcontext():
        for findings in pipeline.annotate_many(documents, engine=engine):
            several.append(findings)
            bar.advance(1)
            console.step(
                f"found in {findings.document.id}: {len(findings.timexes)} time expressions, "
                f"{len(findings.events)} events, {len(findings.attributions)} attributions (engine: "
                f"{findings.parse.engine})"
            )
    return several


def _gathered(names: Sequence[str], *, allow_private: bool) -> list[Source | Failure]:
    with console.waiting("fetching" if any("://" in name for name in names) else "reading"):
        return list(gather(names, stdin=sys.stdin.buffer, allow_private=allow_private))


def _read(
    source: Source | Failure,
    date: dt.date | None,
    longest: int,
    only: frozenset[int] | None,
    column: str | None,
    *,
    day_first: bool,
) -> tuple[Document, ...]:
    from briefing import pipeline
    from briefing.renderers import attached

    if isinstance(source, Failure):
        raise source.error
    attached.refuse_own(source.data, name=source.name)
    wanted = source.only if source.only is not None else only
    documents = pipeline.read_all(
        source.data, name=source.name, date=date, longest=longest, only=wanted, column=column, day_first=day_first
    )
    for document in documents:
        dated = f"{document.date} ({document.date_from})" if document.date else "no date"
        place = f"{source.name}#{document.number}" if document.number else source.name
        console.step(
            f"read {place}: {document.kind}, {len(document.paragraphs)} paragraphs, {len(document.dropped)} set aside, "
            f"{dated}"
        )
    return documents


def _told_apart(documents: list[Document]) -> list[Document]:
    taken = {document.id for document in documents}
    seen: set[str] = set()
    out = []
    for document in documents:
        name = document.id
        if name in seen:
            # Not the number alone: a file may be called so by itself.
            name = next(n for i in itertools.count(2) if (n := f"{document.id}-{i}") not in taken | seen)
        seen.add(name)
        out.append(document if name == document.id else dataclasses.replace(document, id=name))
    return out
