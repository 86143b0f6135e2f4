"""``briefing render``: the page from a file that a person has reviewed."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.cli import known_people, output, templates, watch

if TYPE_CHECKING:
    from briefing.model.page import NotesAt


@click.command("render", short_help="Make the page from a reviewed file.")
@click.argument("file", metavar="FILE")
@output.options
@watch.option
def command(
    file: str,
    folder: str,
    forms: str,
    paper: str,
    template: str,
    notes_at: NotesAt,
    large_print: bool,
    type_size: str | None,
    force: bool,
    since: str | None,
    subject: str | None,
    cc: str | None,
    opening: bool,
    watching: bool,
) -> None:
    """Make the page from a reviewed file.

    FILE is what "briefing extract" wrote, with your changes. If an edit is not supported by the articles, the command
    reports its line and the allowed values, and writes no page.
    """
    from briefing import pipeline
    from briefing.layout.template import load

    wanted = output.target(folder, output.formats(forms))
    look = load(template, [templates.folder()])
    earlier = output.earlier(since)

    named = [Path(name) for name in (since, template) if name]
    stories: set[str] = set()

    def work() -> None:
        review = output.read_review(Path(file))
        brief = pipeline.reviewed(review, name=file)
        known_people.keep(review)
        if earlier is not None:
            brief = pipeline.compare(brief, earlier)
        output.write(
            brief,
            look,
            forms=wanted,
            folder=folder,
            stem=Path(file).stem,
            paper=paper,
            large=int(type_size) if type_size else large_print,
            notes_at=notes_at,
            subject=subject,
            cc=cc,
            inputs=[Path(file), *named],
            force=force,
            stories=stories,
            opening=opening,
            then=f"briefing review {shlex.quote(file)}",
        )

    watch.again([file], work) if watching else work()
