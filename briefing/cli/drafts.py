"""What ``verify`` does with a text that briefing did not write: each of its claims held against articles."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefing.cli import console, disk, written
from briefing.cli.sources import Source, paths
from briefing.errors import OutputError, UncheckedError, VerifyError
from briefing.model import sanitizers
from briefing.model.claims import AGAINST, BORNE_OUT, UNSUPPORTED, Checked, Claim

if TYPE_CHECKING:
    from briefing.model.text import Document

#: How a verdict is worded.
WORDS = {
    "found": "found",
    "altered": "altered",
    "absent": "absent",
    "right": "right person",
    "another": "somebody else",
    "nobody": "nobody",
    "borne_out": "borne out",
    "contradicted": "contradicted",
    "not_told": "not told",
    "open": "not judged",
}
KINDS = {"quotation": "quotation", "speaker": "attribution", "date": "date", "number": "number"}


def check(
    source: Source,
    documents: Sequence[Document],
    *,
    date: dt.date | None,
    engine: str,
    longest: int,
    day_first: bool,
    as_json: bool,
    html: str | None,
    named: Sequence[str],
) -> None:
    """Print the report on a text, and write its annotated form where that is asked for.

    Raises:
        VerifyError: a claim stands against the articles.
        UncheckedError: nothing does, and something is not told in them or could not be judged.
        OutputError: the annotated text would be written over an input.
    """
    from briefing import pipeline

    draft = pipeline.read_draft(source.data, name=source.name, date=date, longest=longest, day_first=day_first)
    with console.waiting(f"checking {source.name}"):
        checked = pipeline.check_draft(draft, documents, engine=engine)
    if html is not None:
        _write(Path(html), draft, checked, documents, [*paths(named), Path(source.name)])
    if as_json:
        click.echo(sanitizers.json_text(form(source.name, draft, checked), indent=1))
    else:
        from briefing.cli.tables import print_claims

        print_claims(checked.claims, WORDS, KINDS)
    _end(source.name, checked, as_json=as_json)


def form(file: str, draft: Document, checked: Checked) -> dict[str, Any]:
    """The report as JSON knows it; spans count characters of ``text``."""
    return {
        "file": file,
        "text": draft.text,
        "claims": [_claim(claim) for claim in checked.claims],
        "counts": dict(sorted(Counter(f"{c.kind}: {c.verdict}" for c in checked.claims).items())),
        "articles": checked.articles,
        "notes": list(checked.notes),
    }


def _claim(claim: Claim) -> dict[str, Any]:
    place = claim.place
    return {
        "kind": claim.kind,
        "start": claim.span.start,
        "end": claim.span.end,
        "text": claim.text,
        "verdict": claim.verdict,
        "note": claim.note or None,
        "article": place.document if place else None,
        "paragraph": place.paragraph if place else None,
        "sentence": place.text if place else None,
    }


def _write(
    path: Path, draft: Document, checked: Checked, documents: Sequence[Document], inputs: Sequence[Path]
) -> None:
    from briefing.renderers import checked as renderer

    if any(written.same(path, place) for place in inputs):
        raise OutputError(
            "is an input of this run and would be overwritten",
            where=str(path),
            next_step="Give another name with --html FILE.",
        )
    titles = {document.id: document.title or document.id for document in documents}
    disk.write(path, renderer.render(draft, checked, titles, WORDS))
    console.note(f"note: the annotated text is {path}.")


def _end(file: str, checked: Checked, *, as_json: bool) -> None:
    borne, against, unsupported = (len(checked.of(group)) for group in (BORNE_OUT, AGAINST, UNSUPPORTED))
    open_ = len(checked.claims) - borne - against - unsupported
    articles = f"{checked.articles} article{'' if checked.articles == 1 else 's'}"
    verdict = (
        f"{len(checked.claims)} claim{'' if len(checked.claims) == 1 else 's'} held against {articles}: "
        f"{borne} borne out, {against} against them, {unsupported} not in them, {open_} not judged"
    )
    if against:
        raise VerifyError(verdict, where=file, next_step="Check each of them before you pass it on.")
    if unsupported or open_ or not checked.claims:
        raise UncheckedError(verdict, where=file, next_step="Check what is not borne out yourself.")
    if not as_json:
        console.out(f"{file}: {verdict}")
