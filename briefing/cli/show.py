"""``briefing show``: the chronology and the positions as tables in the terminal."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from briefing.cli import console, inputs, options

if TYPE_CHECKING:
    from briefing.model.brief import Brief


@click.command("show", short_help="Show chronology and positions in the terminal.")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@options.steering
@options.engine
@options.allow_private
@options.longest
@options.day_first
@options.only
@options.text
def command(
    articles: tuple[str, ...],
    date: dt.date | None,
    as_of: dt.date | None,
    actor: tuple[str, ...],
    topic: tuple[str, ...],
    engine: str,
    allow_private: bool,
    longest: int,
    day_first: bool,
    only: frozenset[int] | None,
    column: str | None,
) -> None:
    """Show the chronology and the positions of articles as tables, every row with its source.

    Nothing is left out for lack of room: this is what make chooses from. Tables are as wide as the terminal, or as
    COLUMNS says; there are no colours if NO_COLOR is set or the output is not a terminal.
    """
    from briefing import pipeline
    from briefing.cli.tables import print_tables
    from briefing.compose.brief import BriefOptions
    from briefing.layout.template import load

    documents = inputs.documents(
        articles, date=date, allow_private=allow_private, longest=longest, only=only, column=column, day_first=day_first
    )
    findings = inputs.annotated(documents, engine=engine)
    asked = BriefOptions(as_of=as_of or options.today(), actor=actor, topic=topic)
    with console.waiting(console.COMPOSING):
        brief: Brief = pipeline.compose(findings, asked)
    print_tables(brief, load("policy-brief"))
    console.notes(brief.notes, articles=len(brief.sources))
