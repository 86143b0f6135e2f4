"""``briefing verify``: whether what was delivered, or what anybody wrote, stands up against articles."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import click

from briefing.cli import console, inputs, options, output, sources, templates
from briefing.errors import InputError, UncheckedError, UsageError, VerifyError
from briefing.model import sanitizers


@click.command("verify", short_help="Check a page, a review file, or anybody's text against articles.")
@click.argument("file", metavar="FILE")
@click.argument("articles", nargs=-1, metavar="[ARTICLE...]")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--html", metavar="FILE", help="Of a text: write it with each claim marked.")
@click.option("--date", "date", type=options.DAY, metavar="DAY", help="The day a text was written (YYYY-MM-DD).")
@click.option(
    "--template",
    "made_with",
    metavar="NAME",
    help="The file the page was made with, if it was one: a template, a letterhead.",
)
@click.option("--key", metavar="PUB", help="The file must be signed by the holder of this public key, a PEM file.")
@click.option("--signature", metavar="SIG", help="Where its signature is; by default FILE.sig.")
@options.engine
@options.allow_private
@options.longest
@options.day_first
def command(
    file: str,
    articles: tuple[str, ...],
    as_json: bool,
    html: str | None,
    date: dt.date | None,
    made_with: str | None,
    key: str | None,
    signature: str | None,
    engine: str,
    allow_private: bool,
    longest: int,
    day_first: bool,
) -> None:
    """Check a delivered page, a review file, a record, or a text that anybody wrote, against articles.

    FILE is a PDF, a DOCX, a JSON or a review file that briefing wrote. Alone it is checked against the sentences it
    carries, and the page is made again from its record; with each ARTICLE, against the articles, from which the brief
    is made again. What fails is printed, one fault a line, and the exit code is 9. What is consistent with itself, and
    was not checked against all its articles or holds what a person set, ends with exit code 12.

    With --key the file must have a signature made with that key ("briefing sign"); if it does not, nothing else in it
    is checked, and the exit code is 9.

    Any other FILE (text, Markdown, DOCX, PDF, HTML, mail, or - for standard input) is taken for
    somebody's own text: each quotation, speaker, date and number in it is held against the articles. Exit code 9 means
    that they contradict it, 12 that they do not mention all of it.
    """
    from briefing import pipeline

    source = output.one_source(file)
    signer = _signer(file, source.data, key, signature, as_json=as_json)
    if not output.is_ours(source):
        _of_anybody(source, articles, as_json, html, date, engine, allow_private, longest, day_first)
        return
    given = output.loaded(source)
    documents = (
        inputs.documents(articles, allow_private=allow_private, longest=longest, day_first=day_first)
        if articles
        else []
    )
    with console.waiting(console.CHECKING):
        report = pipeline.verify(
            given.brief,
            given.printed,
            delivered=given.delivered,
            articles=documents,
            folders=[templates.folder()],
            page=not given.reviewed,
            template=made_with,
        )
    if as_json:
        faults = [{"kind": f.kind, "where": f.where, "what": f.what} for f in report.faults]
        counts = {key: getattr(report, key) for key in ("lines", "quotations", "dates", "paragraphs", "articles")}
        result = {"file": file, "faults": faults, **counts, "open": list(report.open), "signed_by": signer}
        click.echo(sanitizers.json_text(result, indent=1))
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
            next_step="Check each of them before you pass it on.",
        )
    if not as_json:
        console.out(f"{file}: {looked}: {'consistent with itself' if report.open else 'all stand'}")
    if report.open:
        raise UncheckedError(
            "; ".join(report.open),
            where=file,
            next_step="Check these yourself."
            if documents
            else "Name the articles it was made from to check those, too.",
        )


def _signer(file: str, data: bytes, key: str | None, signature: str | None, *, as_json: bool) -> str | None:
    """The fingerprint of the key that signed a file; ``None`` where no signature is asked for.

    Raises:
        UsageError: a signature is named without a key, or cannot be found by the file's name.
        VerifyError: the file is not signed by that key's holder.
    """
    from briefing.cli import sign

    if key is None:
        if signature is not None:
            raise UsageError("needs the key to check it with", where="--signature", next_step="Give --key PUB.")
        return None
    from briefing import signatures

    public = sign.public(key)
    if signature is None and not Path(file).is_file():
        raise UsageError(
            "is needed where FILE is not a file on this machine",
            where="--signature",
            next_step="Give --signature PATH.",
        )
    fault = sign.fault(data, public, signature or f"{file}{signatures.SUFFIX}")
    if fault is None:
        fingerprint = signatures.fingerprint(public)
        if not as_json:
            console.out(f"{file}: signed by the key {fingerprint}")
        return fingerprint
    if as_json:
        faults = [{"kind": "signature", "where": "signature", "what": fault}]
        click.echo(sanitizers.json_text({"file": file, "faults": faults, "signed_by": None}, indent=1))
    else:
        console.out(f"signature: {fault}")
    raise VerifyError(
        "its signature is not valid", where=file, next_step="Do not use it: nothing else in it was checked."
    )


def _of_anybody(
    source: sources.Source,
    articles: tuple[str, ...],
    as_json: bool,
    html: str | None,
    date: dt.date | None,
    engine: str,
    allow_private: bool,
    longest: int,
    day_first: bool,
) -> None:
    """A text that briefing did not write."""
    if not articles:
        raise InputError(
            "not a file written by briefing",
            where=source.name,
            next_step="To check it as a text, name the articles: briefing verify FILE ARTICLE...",
        )
    from briefing.cli import drafts

    console.note(f"note: {source.name} carries no record of briefing; it is checked as a text of somebody.")
    documents = inputs.documents(articles, allow_private=allow_private, longest=longest, day_first=day_first)
    drafts.check(
        source,
        documents,
        date=date,
        engine=engine,
        longest=longest,
        day_first=day_first,
        as_json=as_json,
        html=html,
        named=articles,
    )


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
