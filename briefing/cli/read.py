"""``briefing read``: what was read from an article, before anything is found in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from briefing.cli import console, inputs, options
from briefing.errors import UsageError
from briefing.model import sanitizers

if TYPE_CHECKING:
    from briefing.model.text import Document


@click.command("read", short_help="Show what was read from an article.")
@click.argument("article", metavar="ARTICLE")
@click.option("--date", "date", type=options.DAY, metavar="DAY", help="The document's own date (YYYY-MM-DD).")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per article.")
@options.allow_private
@options.longest
@options.day_first
@options.only
@options.text
def command(
    article: str,
    date: dt.date | None,
    as_json: bool,
    allow_private: bool,
    longest: int,
    day_first: bool,
    only: frozenset[int] | None,
    column: str | None,
) -> None:
    """Show what was read from an article: its head, its story, and what was set aside as not the story.

    Of a file that holds several, such as an archive's export, a table; ARTICLE#3 shows the third.
    """
    documents = inputs.documents(
        (article,),
        date=date,
        allow_private=allow_private,
        longest=longest,
        only=only,
        column=column,
        day_first=day_first,
    )
    if len(documents) > 1 and any(document.number is None for document in documents):
        raise UsageError(
            f"holds {len(documents)} articles; read shows one file at a time",
            where=article,
            next_step="Name one of them.",
        )
    if as_json:
        for document in documents:
            click.echo(sanitizers.json_text(form(document)))
        return
    if len(documents) > 1:
        from briefing.cli.tables import print_articles

        print_articles(documents)
        _notes(documents)
        return
    (document,) = documents
    for key, value in form(document).items():
        if key not in ("text", "dropped", "notes") and value:
            console.out(f"{key}: {', '.join(value) if isinstance(value, list) else value}")
    for number, span in enumerate(document.paragraphs, start=1):
        console.out(f"\n¶{number} {' '.join(span.of(document.text).split())}")
    if document.dropped:
        console.out("\nset aside as not the story:")
    for dropped in document.dropped:
        words = " ".join(dropped.span.of(document.text).split())
        console.out(f"  {dropped.category}: {words[:100]}{'…' if len(words) > 100 else ''}")
    _notes(documents)


def _notes(documents: Sequence[Document]) -> None:
    """What a reader should know, each once; of several articles only what concerns the file, not each."""
    texts = [note.text for document in documents for note in document.notes if len(documents) == 1 or not note.document]
    for text in dict.fromkeys(texts):
        console.note(f"note: {text}")


def form(document: Document) -> dict[str, Any]:
    """The document in the published form; ``text`` is the story, a paragraph a line."""
    return {
        "id": document.id,
        "title": document.title,
        "date": document.date.isoformat() if document.date else None,
        "date_from": document.date_from,
        "authors": list(document.authors),
        "publisher": document.publisher,
        "url": document.url,
        "language": document.language,
        "section": document.section,
        "page": document.page,
        "subjects": list(document.subjects),
        "status": document.status,
        "text": "\n".join(" ".join(span.of(document.text).split()) for span in document.paragraphs),
        "dropped": [
            {"text": d.span.of(document.text), "start": d.span.start, "end": d.span.end, "category": d.category}
            for d in document.dropped
        ],
        "notes": [note.text for note in document.notes],
    }
