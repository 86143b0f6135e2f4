"""``briefing make``: articles in, the page out."""

from __future__ import annotations

import datetime as dt
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.cli import console, inputs, options, output, sources, templates, watch

if TYPE_CHECKING:
    from briefing.model.page import NotesAt


@click.command("make", short_help="Make a one-page briefing from one article or several.")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@output.options
@watch.option
@options.head
@options.steering
@options.engine
@options.allow_private
@options.longest
@options.day_first
@options.only
@options.text
def command(
    articles: tuple[str, ...],
    folder: str,
    forms: str,
    paper: str,
    title: str | None,
    date: dt.date | None,
    as_of: dt.date | None,
    template: str,
    actor: tuple[str, ...],
    topic: tuple[str, ...],
    reference: str | None,
    mark: str | None,
    to: str | None,
    from_: str | None,
    notes_at: NotesAt,
    large_print: bool,
    type_size: str | None,
    force: bool,
    since: str | None,
    subject: str | None,
    cc: str | None,
    opening: bool,
    watching: bool,
    engine: str,
    allow_private: bool,
    longest: int,
    day_first: bool,
    only: frozenset[int] | None,
    column: str | None,
) -> None:
    """Make a one-page briefing from one article or several.

    ARTICLE is a file, a folder, a pattern, or - for standard input. The paths written are printed, one a line.
    """
    from briefing import pipeline
    from briefing.compose.brief import BriefOptions
    from briefing.layout.template import load

    wanted = output.target(folder, output.formats(forms))
    look = load(template, [templates.folder()])  # told before the articles are read: a wrong name should cost no time
    earlier = output.earlier(since)

    named = [Path(name) for name in (since, template) if name]
    stories: set[str] = set()

    def work() -> None:
        documents = inputs.documents(
            articles,
            date=date,
            allow_private=allow_private,
            longest=longest,
            only=only,
            column=column,
            day_first=day_first,
        )
        findings = inputs.annotated(documents, engine=engine)
        asked = BriefOptions(
            as_of=as_of or options.today(),
            title=title,
            actor=actor,
            topic=topic,
            reference=reference,
            mark=mark,
            to=to,
            from_=from_,
        )
        with console.waiting(console.COMPOSING):
            brief = pipeline.compose(findings, asked)
        output.unmatched(brief, actor, topic)
        if earlier is not None:
            brief = pipeline.compare(brief, earlier)
        stem = documents[0].id if len(documents) == 1 else title or f"{documents[0].id}-and-more"
        output.write(
            brief,
            look,
            forms=wanted,
            folder=folder,
            stem=stem,
            paper=paper,
            large=int(type_size) if type_size else large_print,
            notes_at=notes_at,
            subject=subject,
            cc=cc,
            inputs=[*sources.paths(articles), *named],
            force=force,
            stories=stories,
            opening=opening,
            then=f"briefing review {shlex.join(articles)}",
        )

    watch.again(articles, work) if watching else work()
