"""``briefing extract``: the whole brief as a file to be read, corrected and kept."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.cli import console, disk, inputs, options, output, templates
from briefing.errors import UsageError

if TYPE_CHECKING:
    from briefing.model.brief import Brief
    from briefing.model.text import Document
    from briefing.review import Review


@click.command("extract", short_help="Write the whole brief to a file for review.")
@click.argument("articles", nargs=-1, metavar="[ARTICLE...]")
@click.option("-o", "--output", "file", metavar="FILE", help="The review file; by default out/NAME.yaml.")
@click.option(
    "--template", default="policy-brief", metavar="NAME", show_default=True, help="What is printed in it is told."
)
@options.head
@options.steering
@options.engine
@options.allow_private
@options.longest
def command(
    articles: tuple[str, ...],
    file: str | None,
    title: str | None,
    date: dt.date | None,
    as_of: dt.date | None,
    actor: tuple[str, ...],
    topic: tuple[str, ...],
    reference: str | None,
    mark: str | None,
    to: str | None,
    from_: str | None,
    template: str,
    engine: str,
    allow_private: bool,
    longest: int,
) -> None:
    """Write the whole brief to a file for review: every line, printed or not, with where it comes from and why.

    Where FILE is there already, its articles stay, those named are added, and what was changed in it is kept: new rows
    are marked, rows no longer found are kept apart. "briefing render FILE" makes the page.
    """
    from briefing import pipeline, review
    from briefing.compose.brief import BriefOptions
    from briefing.layout.template import load

    look = load(template, [templates.folder()])
    # Read before the articles: a file that cannot be used should cost no time, and nothing is written over it.
    before = output.read_review(Path(file)) if file and file != "-" and Path(file).exists() else None
    if before is not None:
        pipeline.reviewed(before, name=str(file))
    if not articles and before is None:
        raise UsageError(
            "no article is named", next_step="Name an article, or a review file that is there with -o FILE."
        )
    given = inputs.documents(articles, date=date, allow_private=allow_private, longest=longest) if articles else []
    documents = _together(before.documents if before else (), given)
    old = before.brief if before else None
    wanted = BriefOptions(
        as_of=as_of or options.today(),
        title=title or (old.title if old and old.title_from == "given" else None),
        actor=actor or (before.actor if before else ()),
        topic=topic or (before.topic if before else ()),
        reference=reference or (old.reference if old else None),
        mark=mark or (old.mark if old else None),
        to=to or (old.to if old else None),
        from_=from_ or (old.from_ if old else None),
    )
    brief = pipeline.compose(inputs.annotated(documents, engine=engine), wanted)
    now = review.Review(brief, tuple(documents), actor=wanted.actor, topic=wanted.topic)
    if before is not None:
        now = review.carry(before, now)
    path = Path(file or Path("out") / f"{disk.file_name(documents[0].id)}.yaml")
    shown = pipeline.reviewed(now, name=path.name)
    page = pipeline.lay_out(shown, look)
    data = review.write(now, _printed(now, shown, {x.id: x.reason for x in page.left_out}), name=path.name)
    if file == "-":
        sys.stdout.buffer.write(data)
    else:
        disk.write(path, data)
        click.echo(path)
    if before is not None:
        told = f"new: {len(now.new)}, no longer found: {len(now.vanished)}, kept as you changed them: {now.touched}"
        console.note(f"note: rows {told}.")
    for note in brief.notes:
        console.note(f"note: {note.text}")


def _together(old: tuple[Document, ...], given: list[Document]) -> list[Document]:
    """The articles of the file and those named; one read anew takes the place of the one it is."""
    anew = {document.id: document for document in given}
    documents = [anew.pop(document.id, document) for document in old]
    texts = {document.text for document in documents}
    return documents + [document for document in anew.values() if document.text not in texts]


def _printed(now: Review, shown: Brief, no_room: dict[str, str]) -> dict[str, str]:
    """Row id → ``yes``, or why it is not printed."""
    from briefing.model import record

    reasons = {one.id: one.reason for one in shown.left_out}
    on_page = {id_ for _, id_, _ in record.lines(shown)} - set(no_room)
    held = {row.id for row in now.brief.held_events} | {row.id for row in now.brief.held_positions}
    ids: list[str] = sorted(held | {id_ for _, id_, _ in record.lines(now.brief)})
    return {
        id_: "yes" if id_ in on_page else f"no ({no_room.get(id_) or reasons.get(id_, 'held back')})" for id_ in ids
    }
