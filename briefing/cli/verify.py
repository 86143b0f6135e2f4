"""``briefing verify``: whether what was delivered stands up against its sources."""

from __future__ import annotations

from collections import Counter

import click

from briefing.cli import console, inputs, options, output, templates
from briefing.errors import UncheckedError, VerifyError
from briefing.model import sanitizers


@click.command("verify", short_help="Check a delivered page, a review file or a record.")
@click.argument("file", metavar="FILE")
@click.argument("articles", nargs=-1, metavar="[ARTICLE...]")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@options.allow_private
@options.longest
def command(file: str, articles: tuple[str, ...], as_json: bool, allow_private: bool, longest: int) -> None:
    """Check a delivered page, a review file or a record: every line, every quotation, every date.

    FILE is a PDF, a DOCX, a JSON or a review file that briefing wrote. Alone it is checked against the sentences it
    carries, and the page is made again from its record; with each ARTICLE, against the articles, from which the brief
    is made again. What fails is printed, one fault a line, and the exit code is 9. What is consistent with itself, and
    was not checked against all its articles or holds what a person set, ends with exit code 12.
    """
    from briefing import pipeline

    given = output.load(file)
    documents = inputs.documents(articles, allow_private=allow_private, longest=longest) if articles else []
    report = pipeline.verify(
        given.brief,
        given.printed,
        delivered=given.delivered,
        articles=documents,
        folders=[templates.folder()],
        page=not given.reviewed,
    )
    if as_json:
        faults = [{"kind": f.kind, "where": f.where, "what": f.what} for f in report.faults]
        counts = {key: getattr(report, key) for key in ("lines", "quotations", "dates", "paragraphs", "articles")}
        told = {"file": file, "faults": faults, **counts, "open": list(report.open)}
        click.echo(sanitizers.json_text(told, indent=1))
    else:
        for fault in report.faults:
            console.out(f"{fault.where}: {fault.what}")
    looked = ", ".join(_counted(getattr(report, f"{word}s"), word) for word in ("line", "quotation", "date"))
    looked += f", {_counted(report.paragraphs, 'printed paragraph')}" if report.paragraphs else ""
    looked += f", against {_counted(report.articles, 'article')}" if report.articles else ""
    if report.faults:
        kinds = Counter(f.kind for f in report.faults)
        summary = ", ".join(f"{n} of {kind}" for kind, n in sorted(kinds.items()))
        raise VerifyError(
            f"{_counted(len(report.faults), 'fault')} ({summary}) in {looked}",
            where=file,
            next_step="Do not pass it on before each has been looked at.",
        )
    if not as_json:
        console.out(f"{file}: {looked}: {'consistent with itself' if report.open else 'all stand'}")
    if report.open:
        raise UncheckedError(
            "; ".join(report.open),
            where=file,
            next_step="Look at these yourself."
            if documents
            else "Name the articles it was made of to check those, too.",
        )


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
