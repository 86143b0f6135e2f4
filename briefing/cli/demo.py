"""``briefing demo``: a page made of three invented articles that come with the program."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import click

from briefing.cli import chain, console, disk
from briefing.errors import OutputError

#: The day printed: the one after the newest article, so that nothing "coming up" has passed.
AS_OF = "2026-06-05"


@click.command("demo", short_help="Make a page, its evidence and a review file from three invented articles.")
@click.option("-o", "--output", "folder", default="briefing-demo", metavar="DIR", show_default=True, help="Folder.")
@click.option("--open", "opening", is_flag=True, help="Show the evidence page and the PDF when they are made.")
@click.option("--force", is_flag=True, help="Overwrite files that others wrote or changed.")
@click.pass_context
def command(context: click.Context, folder: str, opening: bool, force: bool) -> None:
    """Make a page, its evidence and a review file from three invented articles.

    The articles are written to DIR/articles; the page (PDF, DOCX), its evidence (HTML) and the review file (YAML) into
    DIR. Nothing is fetched. It prints the commands it runs, so that you can run them on your own articles.
    """
    place = Path(folder)
    articles = place / "articles"
    shipped = texts()
    for name, data in shipped:
        _put(articles / name, data, force=force)
    stem = f"{Path(shipped[0][0]).stem}-and-more"  # as make names the page of several articles
    review = place / f"{stem}.yaml"
    common = [str(articles), "--as-of", AS_OF]
    forced = ["--force"] if force else []
    _run(context, "make", [*common, "-o", str(place), "--format", "pdf,docx,html", *forced])
    _run(context, "extract", [*common, "-o", str(review)])
    pdf, evidence = place / f"{stem}.pdf", place / f"{stem}.html"
    console.note(
        f"Look at {evidence} first: click a line of the brief, and its sentence is shown in the article.\n"
        f"To correct a line, change it in {review}, then: briefing render {review} -o {place}\n"
        f"To check the page against its articles: briefing verify {pdf} {articles}"
    )
    if opening:
        for path in (evidence, pdf):
            if click.launch(str(path)) != 0:
                console.note(f"note: {path} could not be opened from here; open it yourself.")


def texts() -> list[tuple[str, bytes]]:
    """The articles, each with its file's name, in order."""
    inside = resources.files("briefing") / "demo"
    return [(article.name, article.read_bytes()) for article in sorted(inside.iterdir(), key=lambda x: x.name)]


def _put(path: Path, data: bytes, *, force: bool) -> None:
    try:
        there = path.read_bytes() if path.exists() else None
    except OSError as error:
        raise disk.refused(path, error) from error
    if there is not None and there != data and not force:
        raise OutputError(
            "already exists, and is not the demo's article",
            where=str(path),
            next_step="Give another folder with -o, or overwrite it with --force.",
        )
    if there != data:
        disk.write(path, data)


def _run(context: click.Context, name: str, args: list[str]) -> None:
    """Another command of this program, run and told as a user would type it."""
    import shlex

    console.note(f"Running: briefing {name} {shlex.join(args)}")
    chain.run(context, name, args, settings=("template", "paper", "engine"))
