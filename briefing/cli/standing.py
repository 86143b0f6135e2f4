"""``briefing watch``: a standing brief, made anew when articles arrive, with the decisions of its reviewer."""

from __future__ import annotations

import datetime as dt
import os
import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefing.cli import chain, console, disk, options, output, sources, stories
from briefing.errors import BriefingError, UsageError

if TYPE_CHECKING:
    from briefing.model.text import Document

#: Formats of the page where none are named; the record is always written, as the next page is compared with it.
_FORMATS = "docx,pdf,html"
_NAME = "standing"
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Story:
    """Where a standing brief is kept."""

    folder: Path
    name: str

    @property
    def review(self) -> Path:
        """The review file: the articles, and what a person decided."""
        return self.folder / f"{self.name}.yaml"

    @property
    def record(self) -> Path:
        """The record of the page as it was last made."""
        return self.folder / f"{self.name}.json"

    @property
    def before(self) -> Path:
        """The record that page is compared with."""
        return self.folder / ".before" / f"{self.name}.json"

    @property
    def fetched(self) -> Path:
        """Feeds as they were fetched."""
        return self.folder / ".fetched"


@click.command("watch", short_help="Keep a brief up to date: make it again when articles arrive.")
@click.argument("names", nargs=-1, required=True, metavar="SOURCE...")
@click.option("-o", "--output", "folder", default="out", metavar="DIR", show_default=True, help="Folder for the files.")
@click.option("--name", default=_NAME, metavar="NAME", show_default=True, help="Name of the files.")
@click.option("--about", multiple=True, metavar="WORDS", help="Only articles that hold all these words; repeatable.")
@click.option("--once", is_flag=True, help="Look once and end, as a scheduler wants it.")
@click.option(
    "--every",
    type=click.FloatRange(min=0, min_open=True),
    default=15.0,
    metavar="MINUTES",
    show_default=True,
    help="How often feeds are fetched; folders are noticed at once.",
)
@click.option(
    "--format", "forms", default=_FORMATS, metavar="LIST", show_default=True, help="Formats to write, besides json."
)
@click.option("--title", type=options.WORDS, metavar="T", help="The page's title; by default the first article's own.")
@click.option("--as-of", type=options.DAY, metavar="DAY", help="The day of the briefing; by default today.")
@click.option(
    "--template", default="policy-brief", metavar="NAME", show_default=True, help="A template's name or path."
)
@click.option("--stories/--no-stories", "many", help="SOURCE holds a folder for each story; each has a folder in DIR.")
@click.option(
    "-j", "--processes", type=click.IntRange(1), metavar="N", help="Stories made at a time; by default one per core."
)
@click.option("--scheduler", metavar="ADDRESS", help="Of many stories: a Dask scheduler, such as tcp://host:8786.")
@options.engine
@options.allow_private
@options.longest
@options.day_first
@click.pass_context
def command(
    context: click.Context,
    names: tuple[str, ...],
    folder: str,
    name: str,
    about: tuple[str, ...],
    once: bool,
    every: float,
    forms: str,
    title: str | None,
    as_of: dt.date | None,
    template: str,
    many: bool,
    processes: int | None,
    scheduler: str | None,
    engine: str,
    allow_private: bool,
    longest: int,
    day_first: bool,
) -> None:
    """Keep a brief up to date: make its page again when articles arrive, until Ctrl-C.

    SOURCE is a folder, a file, a feed's address (RSS, Atom) or a mailbox (mbox). New articles are added to the review
    file DIR/NAME.yaml, which keeps your changes, and the page is made from it, with what is new since the last one in
    a section of its own. Standard error says what was added and what is new; paths written are printed.

    With --stories each folder in SOURCE is a story, kept in DIR/FOLDER. Only stories in which something was added or
    changed are made again, several at a time, or on a cluster. A .url or .webloc file in a story's folder is its feed.
    """
    if "-" in names:
        raise UsageError("standard input cannot be watched", where="-", next_step="Name a folder, a file or a feed.")
    _check(name, processes, scheduler, many=many)
    if many:
        given = _typed(
            about,
            flags={"--allow-private": allow_private, "--day-first": day_first},
            format=forms,
            template=template,
            engine=engine,
            longest=longest,
            title=title,
            as_of=as_of,
        )
        at_once = processes or os.cpu_count() or 1
        _keep(
            lambda: stories.look(names, Path(folder), given, processes=at_once, scheduler=scheduler, last=once),
            None if once else _moments(names, every, inside=True),
        )
        return
    story = _Story(Path(folder), disk.file_name(name))
    wanted = ",".join(dict.fromkeys([*output.formats(forms), "json"]))
    common = ["--template", template, *(["--as-of", as_of.isoformat()] if as_of else [])]
    head = [*(["--title", title] if title else []), "--engine", engine]

    def look() -> None:
        fresh = list(_fresh(story, names, about, allow_private=allow_private, longest=longest))
        if not fresh and story.record.exists():
            console.step("nothing new")
            return
        if not fresh and not story.review.exists():
            console.note("note: no article yet")
            return
        for _, document in fresh:
            console.note(f"note: new article: {document.title or document.id}")
        places = [place for place, _ in fresh]
        limits = ["--longest", str(longest), *(["--day-first"] if day_first else [])]
        chain.run(context, "extract", [*places, "-o", str(story.review), *common, *head, *limits])
        since = _kept(story)
        args = [str(story.review), "-o", folder, "--format", wanted, "--template", template]
        chain.run(context, "render", [*args, *(["--since", str(since)] if since else [])])
        for change in output.load(str(story.record)).brief.changes:
            console.note(f"new: {change.line.text}")

    _keep(look, None if once else _moments(names, every))


def _keep(look: Callable[[], None], moments: Iterator[Any] | None) -> None:
    """Look at each moment, or once where there are none."""
    if moments is None:
        look()
        return
    for _ in moments:
        try:
            look()
        except BriefingError as error:
            console.error(error)  # the next look may find it mended


def _check(name: str, processes: int | None, scheduler: str | None, *, many: bool) -> None:
    """Refuse what is for one story where there are many, and the other way round."""
    if many and name != _NAME:
        raise UsageError("names a single story", where="--name", next_step="Leave it out; a folder gives its name.")
    if not many and (processes or scheduler):
        where = "--scheduler" if scheduler else "-j"
        raise UsageError("is for many stories", where=where, next_step="Give --stories with it.")


def _typed(about: Sequence[str], *, flags: Mapping[str, bool], **values: object) -> list[str]:
    """The options of one story as they would be typed; those without a value are left out."""
    named = [part for words in about for part in ("--about", words)]
    given = [
        part
        for key, value in values.items()
        if value is not None
        for part in (f"--{key.replace('_', '-')}", str(value))
    ]
    return [*named, *given, *(flag for flag, on in flags.items() if on)]


def _fresh(
    story: _Story, names: Sequence[str], about: Sequence[str], *, allow_private: bool, longest: int
) -> Iterator[tuple[str, Document]]:
    """Each article that the review file does not hold yet, with the name by which it can be read again."""
    known = (
        {document.text for document in output.read_review(story.review).documents} if story.review.exists() else set()
    )
    for source in sources.gather(names, stdin=sys.stdin.buffer, allow_private=allow_private):
        if isinstance(source, sources.Failure):
            console.error(source.error)
            continue
        yield from _of(story, source, known, about, longest)


def _of(
    story: _Story, source: sources.Source, known: set[str], about: Sequence[str], longest: int
) -> Iterator[tuple[str, Document]]:
    from briefing import pipeline

    try:
        documents = pipeline.read_all(source.data, name=source.name, longest=longest, only=source.only)
    except BriefingError as error:
        console.error(error)
        return
    path = source.name
    for document in documents:
        if document.text in known or not _tells(document, about):
            continue
        known.add(document.text)
        if path == source.name and not Path(path).exists():
            path = str(story.fetched / disk.file_name(source.name))
            disk.write(Path(path), source.data)
        yield f"{path}#{document.number}" if document.number is not None else path, document


def _tells(document: Document, about: Sequence[str]) -> bool:
    """Whether an article holds all the words of one of some requests; every article does where there is none."""
    held = {word.casefold() for word in _WORD.findall(f"{document.title or ''} {document.text}")}
    return not about or any({word.casefold() for word in _WORD.findall(words)} <= held for words in about)


def _kept(story: _Story) -> Path | None:
    """A copy of the last page's record, as the next one is written over it; ``None`` where there is none yet."""
    if not story.record.exists():
        return None
    disk.write(story.before, story.record.read_bytes())
    return story.before


def _moments(names: Sequence[str], every: float, *, inside: bool = False) -> Iterator[Any]:
    """Now, and each time a file changes or so many minutes have passed.

    Args:
        names: files and folders; what else stands among them is looked at after the minutes.
        every: minutes.
        inside: a change in a folder inside one of them counts, too.
    """
    yield None
    paths = [Path(name).resolve() for name in names if Path(name).exists()]
    if not paths:
        while True:
            time.sleep(every * 60)
            yield None
    import watchfiles

    folders = {path if path.is_dir() else path.parent for path in paths}
    console.note("note: waiting for articles; Ctrl-C ends it")
    yield from watchfiles.watch(
        *folders, debounce=300, recursive=inside, rust_timeout=int(every * 60_000), yield_on_timeout=True
    )
