"""``briefing review``: the story in the browser, on this machine alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefing.cli import console, disk, extract, known_people, options, output, sources, story_files, templates, written
from briefing.errors import InputError, UsageError

if TYPE_CHECKING:
    from briefing.desk import Store

#: What the desk makes in the end: two pages and the mail that carries them.
FORMS = ("docx", "pdf", "eml")


@click.command("review", short_help="Review a story in the browser, and make its page.")
@click.argument("names", nargs=-1, required=True, metavar="STORY.yaml|ARTICLE...")
@click.option(
    "-o", "--output", "folder", default="out", metavar="DIR", show_default=True, help="Folder for the files made."
)
@click.option(
    "--template", default="policy-brief", metavar="NAME", show_default=True, help="A template's name or path."
)
@click.option(
    "--paper",
    type=click.Choice(["a4", "letter"], case_sensitive=False),
    default="a4",
    show_default=True,
    help="Paper size.",
)
@click.option("--no-open", is_flag=True, help="Only print the address; do not open the browser.")
@output.since
@click.pass_context
def command(
    context: click.Context,
    names: tuple[str, ...],
    folder: str,
    template: str,
    paper: str,
    no_open: bool,
    since: str | None,
) -> None:
    """Review a story in the browser, and make its page.

    A review file is opened as it is; articles are extracted first, as "briefing extract" does. Every decision is saved
    in the review file at once. The desk listens on 127.0.0.1 only, and answers only those who have the address it
    prints; end it with Ctrl-C or its own button.
    """
    from briefing.desk import Desk, Store
    from briefing.layout.template import load

    look = load(template, [templates.folder()])
    earlier = output.earlier(since)
    path = _story(context, names, template)
    store = Store(
        load=lambda: story_files.load(path),
        save=lambda data: story_files.save(path, data),
        look=look,
        name=path.name,
        paper=paper,
        today=options.today(),
        earlier=earlier,
        remember=known_people.keep,
    )
    with console.waiting("opening the story"):
        store.now()  # told before a window opens: a file that cannot be used
    desk = Desk(store, finishing(store, path, Path(folder)))
    click.echo(desk.address)
    console.note("The desk is open in your browser. Ctrl-C closes it; every decision is saved at once.")
    if not no_open and click.launch(desk.address) != 0:
        console.note("note: the browser could not be opened from here; open the address yourself.")
    try:
        desk.serve()
    except KeyboardInterrupt:
        console.note("The desk is closed.")


def _story(context: click.Context, names: tuple[str, ...], template: str) -> Path:
    """The review file: the one named, or that of the articles named."""
    from briefing import review

    first = Path(names[0])
    if first.suffix.lower() in (".yaml", ".yml") and review.is_review(story_files.load(first)):
        if len(names) > 1:
            raise UsageError(
                "a review file is opened on its own",
                where=names[1],
                next_step=f"Add articles to it first: briefing extract ARTICLE -o {first}",
            )
        return first
    if any(written.same(first, place) for place in sources.paths(names)) and first.suffix.lower() in (".yaml", ".yml"):
        raise InputError(
            "is not a review file of this version", where=names[0], next_step="Make one: briefing extract."
        )
    made: Path = context.invoke(extract.command, articles=names, template=template)
    return made


def finishing(store: Store, path: Path, folder: Path) -> Callable[[], Mapping[str, Any]]:
    """What makes the files and checks them."""

    def finish() -> Mapping[str, Any]:
        from briefing import pipeline
        from briefing.model import record

        made = store.now()
        stem = disk.file_name(path.stem)
        files = [(folder / f"{stem}.{form}", pipeline.render(made.brief, made.page, form)) for form in FORMS]
        notes = written.write(files, written.story(made.brief), inputs=[path], force=False)
        delivered = next(data for place, data in files if place.suffix == ".pdf")
        report = pipeline.verify(
            made.brief,
            record.printed(made.page),
            delivered=delivered,
            articles=made.review.documents,
            folders=[templates.folder()],
            page=True,
        )
        counts = f"{report.lines} lines, {report.quotations} quotations, {report.dates} dates"
        held = "consistent with the articles" if not report.faults else f"{len(report.faults)} faults"
        return {
            "files": [str(place) for place, _ in files],
            "verified": f"Checked against {len(made.review.documents)} articles: {counts}: {held}.",
            "faults": [f"{fault.where}: {fault.what}" for fault in report.faults],
            "open": [*report.open, *notes],
        }

    return finish
