"""``briefing make``: articles in, the page out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from briefing.cli import disk, inputs, options, say, templates
from briefing.errors import UsageError

DEFAULT_FORMATS = "docx,pdf"


@click.command("make", short_help="Make a one-page briefing from one article or several.")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@click.option("-o", "--output", default="out", metavar="DIR", show_default=True, help="Folder for the files.")
@click.option(
    "--format",
    "forms",
    default=DEFAULT_FORMATS,
    metavar="LIST",
    show_default=True,
    help="Formats to write, parted by commas.",
)
@click.option("--paper", type=click.Choice(["a4", "letter"]), default="a4", show_default=True, help="Paper size.")
@click.option("--title", metavar="T", help="The page's title; by default the article's own.")
@click.option("--date", "date", type=options.DAY, metavar="DAY", help="The document's own date (YYYY-MM-DD).")
@click.option("--as-of", type=options.DAY, metavar="DAY", help="The day printed on the page; by default today.")
@click.option(
    "--template", default="policy-brief", metavar="NAME", show_default=True, help="A template's name, or its path."
)
@click.option("--actor", multiple=True, metavar="NAME", help="Bring lines of this actor first; may be repeated.")
@click.option("--topic", multiple=True, metavar="WORDS", help="Bring lines on these words first; may be repeated.")
@click.option("--reference", metavar="REF", help="Reference printed at the head.")
@click.option("--mark", metavar="MARK", help='Handling mark, such as "INTERNAL".')
@click.option("--to", metavar="WHO", help="Whom the page is for.")
@click.option("--from", "from_", metavar="WHO", help="Whom the page is from.")
@click.option("--large-print", is_flag=True, help="12 pt body; may take two pages.")
@options.engine
@options.allow_private
def command(
    articles: tuple[str, ...],
    output: str,
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
    large_print: bool,
    engine: str,
    allow_private: bool,
) -> None:
    """Make a one-page briefing from one article or several.

    ARTICLE is a file, a folder, a pattern, or - for standard input. The paths written are printed, one a line.
    """
    from briefing import pipeline
    from briefing.compose.brief import BriefOptions
    from briefing.compose.template import load
    from briefing.renderers import RENDERERS

    wanted = [form.strip().lower().lstrip(".") for form in forms.split(",") if form.strip()]
    unknown = [form for form in wanted if form not in RENDERERS]
    if unknown or not wanted:
        raise UsageError(
            f"unknown format {', '.join(unknown) or repr(forms)}",
            where="--format",
            next_step=f"Choose from {', '.join(RENDERERS)}.",
        )
    look = load(template, [templates.folder()])  # told before the articles are read: a wrong name should cost no time
    documents = inputs.documents(articles, date=date, allow_private=allow_private)
    findings = inputs.annotated(documents, engine=engine)
    brief = pipeline.compose(
        findings,
        BriefOptions(
            as_of=as_of or options.today(),
            title=title,
            actor=actor,
            topic=topic,
            reference=reference,
            mark=mark,
            to=to,
            from_=from_,
        ),
    )
    page = pipeline.lay_out(brief, look, paper=paper, large_print=large_print)
    stem = disk.file_name(documents[0].id if len(documents) == 1 else title or f"{documents[0].id}-and-more")
    # Every file is made before the first is written: an error leaves nothing half done.
    made = [(Path(output) / f"{stem}.{form}", pipeline.render(brief, page, form)) for form in wanted]
    for path, data in made:
        disk.write(path, data)
        say.step(f"wrote {path}: {len(data)} bytes")
    for path, _ in made:
        click.echo(path)
    for note in brief.notes:
        say.note(f"note: {note.text}")
