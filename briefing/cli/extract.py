"""``briefing extract``: the whole brief as a file to be read, corrected and kept."""

from __future__ import annotations

import datetime as dt
import itertools
import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.cli import console, disk, inputs, known_people, options, output, sources, story_files, templates, written
from briefing.errors import OutputError, UsageError

if TYPE_CHECKING:
    from briefing.compose.brief import BriefOptions
    from briefing.layout.template import Template
    from briefing.model.brief import Brief
    from briefing.model.text import Document
    from briefing.review import Review


@click.command("extract", short_help="Write the whole brief to a file for review.")
@click.argument("articles", nargs=-1, metavar="[ARTICLE...]")
@click.option("-o", "--output", "file", metavar="FILE", help="The review file; by default out/NAME.yaml.")
@click.option(
    "--template", default="policy-brief", metavar="NAME", show_default=True, help="Mark the rows that it prints."
)
@click.option(
    "--full/--short",
    default=None,
    help="All that is known of every row, why it was chosen included; by default only of those printed.",
)
@options.head
@options.steering
@options.engine
@options.allow_private
@options.longest
@options.day_first
@options.only
@options.text
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
    full: bool | None,
    engine: str,
    allow_private: bool,
    longest: int,
    day_first: bool,
    only: frozenset[int] | None,
    column: str | None,
) -> Path | None:
    """Write the whole brief to a file for review: every line, printed or not, with where it comes from and why.

    If FILE exists, its articles stay, the articles named are added, and your changes are kept: new rows are marked,
    and rows that are no longer found get a section of their own. "briefing render FILE" makes the page. The articles
    are stored next to FILE in a second file (.articles), which is part of it.
    """
    from briefing import pipeline
    from briefing.compose.brief import BriefOptions
    from briefing.layout.template import load

    look = load(template, [templates.folder()])
    # Read before the articles: a file that cannot be used should cost no time, and nothing is written over it.
    if file and file != "-" and Path(file).exists():
        pipeline.reviewed(output.read_review(Path(file)), name=file)
    elif not articles:
        raise UsageError(
            "no article is named", next_step="Name an article, or a review file that is there with -o FILE."
        )
    given = (
        inputs.documents(
            articles,
            date=date,
            allow_private=allow_private,
            longest=longest,
            only=only,
            column=column,
            day_first=day_first,
        )
        if articles
        else []
    )
    path = Path(file or Path("out") / f"{disk.file_name(given[0].id)}.yaml")
    if file != "-" and any(written.same(path, place) for place in sources.paths(articles)):
        raise OutputError(
            "is an input of this run and would be overwritten",
            where=str(path),
            next_step="Give another name with -o FILE.",
        )

    def made(before: Review | None) -> tuple[bytes, Review]:
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
        findings = inputs.annotated(documents, engine=engine)
        with console.waiting(console.COMPOSING):
            brief = pipeline.compose(findings, wanted)
        brief = replace(brief, remarks=old.remarks if old else ())
        return _written(brief, documents, before, wanted, look, path.name, full=full)

    if file == "-":
        data, now = made(None)
        sys.stdout.buffer.write(data)
        _tell(now)
        return None
    # Whoever else extracts into this file waits here, and reads what was written then.
    with written.locked(path.parent):
        there = path.read_bytes() if path.exists() else None
        before = output.read_review(path) if there is not None else None
        if before is not None and not file and not _same_story(before.documents, given):
            raise OutputError(
                "is the review file of another article",
                where=str(path),
                next_step="Give another name with -o FILE; with -o and this name, both articles go into one file.",
            )
        data, now = made(before)
        if (path.read_bytes() if path.exists() else None) != there:
            raise OutputError(
                "was changed while the articles were read", where=str(path), next_step="Run it again; nothing is lost."
            )
        if there is not None and (lost := _comments(story_files.whole(path, there), data)):
            kept = _free(path)
            disk.write(kept, there)
            lines = "1 comment line" if lost == 1 else f"{lost} comment lines"
            console.note(f"note: {lines} of yours stay in {kept} only; what a row's note says is carried over.")
        story_files.save(path, data)
    console.place(path)
    _tell(now, again=before is not None)
    return path


def _tell(now: Review, *, again: bool = False) -> None:
    if again:
        counts = f"new: {len(now.new)}, no longer found: {len(now.vanished)}, kept as you changed them: {now.touched}"
        console.note(f"note: rows {counts}.")
    console.notes(now.brief.notes, articles=len(now.brief.sources))


def _written(
    brief: Brief,
    documents: list[Document],
    before: Review | None,
    wanted: BriefOptions,
    look: Template,
    name: str,
    *,
    full: bool | None,
) -> tuple[bytes, Review]:
    """The review file's bytes, with what a person had changed in the one before, and what they hold."""
    from briefing import pipeline, review

    now = review.Review(brief, tuple(documents), actor=wanted.actor, topic=wanted.topic, full=False)
    if before is not None:
        now = review.carry(before, now)
    if full is not None:
        now = replace(now, full=full)
    now = known_people.put_in(now, before)
    known_people.keep(now)
    shown = pipeline.reviewed(now, name=name)
    with console.waiting(console.FITTING):
        page = pipeline.lay_out(shown, look)
    return review.write(now, review.printed(shown, page), name=name), now


#: A comment on a line of its own, or after a value.
_COMMENT = re.compile(rb"^[ \t]*#.*$|[ \t]#[ \t].*$", re.MULTILINE)
#: The lines that tell the sources, which change when one is added, and the first, which names the file.
_OURS = re.compile(rb"# (?:\d+: |Review file\. )")


def _comments(before: bytes, now: bytes) -> int:
    """How many comment lines a file had that the new one has not."""
    mine = {line.strip() for line in _COMMENT.findall(now)}
    theirs = [line.strip() for line in _COMMENT.findall(before.partition(b"\nrecord: ")[0])]
    from briefing.review.fields import SECTIONS
    from briefing.review.write import NOT_PRINTED

    mine |= {NOT_PRINTED.encode().strip()}
    ours = {f"# {words}".encode() for words in SECTIONS.values()}
    return sum(line not in mine and line not in ours and not _OURS.match(line) for line in theirs)


def _free(path: Path) -> Path:
    """A name beside a file that nobody has taken, for a copy of it."""
    names = (path.with_name(f"{path.name}.bak{n or ''}") for n in itertools.count())
    return next(name for name in names if not name.exists())


def _same_story(old: Sequence[Document], given: Sequence[Document]) -> bool:
    """Whether an article that is named is one of those a file was made of, be it corrected since."""
    return any(_same(document, other) for document in old for other in given)


def _same(document: Document, other: Document) -> bool:
    """Whether two documents are one article: of one address, or with a third of the shorter one's paragraphs alike."""
    if document.text == other.text or (document.url and document.url == other.url):
        return True
    mine, theirs = ({" ".join(p.of(d.text).split()) for p in d.paragraphs} for d in (document, other))
    return 3 * len(mine & theirs) >= max(1, min(len(mine), len(theirs)))


def _together(old: tuple[Document, ...], given: list[Document]) -> list[Document]:
    """The articles of the file and those named; one read anew takes the place of the one it is.

    Another article of the same name is another: it is told apart by a number.
    """
    taken = {document.id: document for document in old}
    anew: dict[str, Document] = {}
    for document in given:
        known = taken.get(document.id)
        if known is not None and not _same(known, document):
            names = (f"{document.id}-{n}" for n in itertools.count(2))
            free = next(n for n in names if n not in taken and n not in anew)
            anew[free] = replace(document, id=free)
        else:
            anew[document.id] = document
    documents = [anew.pop(document.id, document) for document in old]
    texts = {document.text for document in documents}
    return documents + [document for document in anew.values() if document.text not in texts]
