"""What ``make`` and ``render`` share: the options of a page, its files, and the earlier brief it is compared with."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from briefing.cli import console, disk, settings, sources, story_files, written
from briefing.cli.options import WORDS, epoch, today
from briefing.errors import FitError, InputError, UsageError

if TYPE_CHECKING:
    from briefing.layout.template import Template
    from briefing.model.brief import Brief, EventRow, PositionRow
    from briefing.model.page import NotesAt, Page
    from briefing.model.record import Printed
    from briefing.review import Review

F = TypeVar("F", bound=Callable[..., Any])
DEFAULT_FORMATS = "docx,pdf"
_NEXT = "Give a PDF, DOCX, JSON or review file that briefing wrote."


def options(command: F) -> F:
    """The page's options, from ``--output`` to ``--since``."""
    for option in reversed(
        (
            click.option(
                "-o",
                "--output",
                "folder",
                default="out",
                metavar="DIR",
                show_default=True,
                help="Folder for the files.",
            ),
            click.option(
                "--format",
                "forms",
                default=DEFAULT_FORMATS,
                metavar="LIST",
                show_default=True,
                shell_complete=_formats,
                help="Formats to write, separated by commas.",
            ),
            click.option(
                "--paper",
                type=click.Choice(["a4", "letter"], case_sensitive=False),
                default="a4",
                show_default=True,
                help="Paper size.",
            ),
            click.option(
                "--template",
                default="policy-brief",
                metavar="NAME",
                show_default=True,
                shell_complete=_templates,
                help="A template's name, or its path.",
            ),
            click.option(
                "--subject", type=WORDS, metavar="S", help="Subject of the mail (--format eml); by default the title."
            ),
            click.option("--cc", type=WORDS, metavar="WHO", help="Who is sent a copy of the mail (--format eml)."),
            click.option("--open", "opening", is_flag=True, help="Open the page when it is made."),
            click.option(
                "--notes",
                "notes_at",
                type=click.Choice(["inline", "foot", "end"], case_sensitive=False),
                default="inline",
                show_default=True,
                help="Sources after each line, or as notes: at the foot of the page, or at its end.",
            ),
            click.option("--large-print", is_flag=True, help="12 pt body; may take two pages."),
            click.option(
                "--type-size",
                "type_size",
                type=click.Choice(["12", "14", "18"]),
                metavar="PT",
                help="Large print with a body of 12, 14 or 18 pt; 14 and 18 take as many pages as they need.",
            ),
            force,
            since,
        )
    ):
        command = option(command)
    return command


def _formats(context: click.Context, param: click.Parameter, typed: str) -> list[str]:
    """The formats that may follow those typed."""
    from briefing.renderers import RENDERERS, SHORT

    before, comma, last = typed.rpartition(",")
    return [f"{before}{comma}{form}" for form in (*RENDERERS, *SHORT) if form.startswith(last)]


def _templates(context: click.Context, param: click.Parameter, typed: str) -> list[str]:
    from briefing.cli import templates
    from briefing.layout.template import names

    return [name for name in names([templates.folder()]) if name.startswith(typed)]


def since(command: F) -> F:
    """``--since``: an earlier brief."""
    return click.option(
        "--since", metavar="FILE", help="An earlier page, record or review file; what is new since then gets a section."
    )(command)


def force(command: F) -> F:
    """``--force``: write over what is there."""
    return click.option("--force", is_flag=True, help="Overwrite files that others wrote or changed.")(command)


def formats(forms: str) -> list[str]:
    """The formats named, each known.

    Raises:
        UsageError: one is unknown, or none is named.
    """
    from briefing.renderers import RENDERERS, SHORT

    named = [form.strip().lower().lstrip(".") for form in forms.split(",") if form.strip()]
    wanted = list(dict.fromkeys(form for name in named for form in SHORT.get(name, (name,))))
    unknown = [form for form in wanted if form not in RENDERERS]
    if unknown or not wanted:
        from briefing.config.suggestions import closest

        meant = closest(unknown[0], [*RENDERERS, *SHORT]) if unknown else ""
        raise UsageError(
            f"unknown format {', '.join(unknown) or repr(forms)}{meant}",
            where="--format",
            next_step=f"Choose from {', '.join([*RENDERERS, *SHORT])}.",
        )
    return wanted


def write(
    brief: Brief,
    look: Template,
    *,
    forms: Sequence[str],
    folder: str,
    stem: str,
    paper: str,
    large: int,
    notes_at: NotesAt = "inline",
    subject: str | None,
    cc: str | None,
    inputs: Sequence[Path],
    force: bool,
    stories: set[str],
    opening: bool,
    then: str,
) -> None:
    """The page in each format, in a folder; the paths are printed, then the brief's notes.

    Raises:
        OutputError: a file would be written over an input, or over something that is no earlier page of this story.
    """
    from briefing import pipeline

    epoch()  # told where it is wrong: what draws the PDF reads it, too
    brief = replace(brief, subject=subject, cc=cc)
    page = _page(brief, look, forms=forms, paper=paper, large=large, notes_at=notes_at)
    place = _file(folder, forms)
    name = disk.file_name(stem)
    # A page that is watched may become that of another article; this run's own files are its own.
    stories |= written.story(brief)
    # Every file is made before the first is written: an error leaves nothing half done.
    paths = [(place, form) for form in forms] if place else [(Path(folder) / f"{name}.{form}", form) for form in forms]
    made = []
    for path, form in paths:
        with console.waiting(f"writing {form}"):
            made.append((path, pipeline.render(brief, page, form)))
    for remark in written.write(made, frozenset(stories), inputs=inputs, force=force):
        console.note(f"note: {remark}.")
    for path, data in made:
        console.step(f"wrote {path}: {len(data)} bytes")
    for path, _ in made:
        console.place(path)
    # That a line is cut for want of room can be seen on the page.
    if opening:
        show([path for path, _ in made])
    context = click.get_current_context(silent=True)
    if context is not None and (words := settings.words_of_the_folder(context)) is not None:
        console.note(f"note: {words}.")
    of_page = (note for note in (page.notes if page else ()) if note.code != "cut")
    console.notes((*brief.notes, *of_page), articles=len(brief.sources))
    if notes_at == "end" and "docx" in forms:
        console.note("note: LibreOffice sets endnotes on a sheet of their own; Word sets them behind the text.")
    if page is not None:
        summary(brief, page, then=then)


def _page(
    brief: Brief, look: Template, *, forms: Sequence[str], paper: str, large: int, notes_at: NotesAt
) -> Page | None:
    """The page; ``None`` where it cannot be made and no format that is wanted draws it, which is said.

    Raises:
        FitError: the content cannot be brought onto the page that is wanted.
    """
    from briefing import pipeline
    from briefing.renderers import DATA

    try:
        with console.waiting(console.FITTING):
            return pipeline.lay_out(brief, look, paper=paper, large_print=large, notes_at=notes_at)
    except FitError as error:
        if not DATA.issuperset(forms):
            raise
        console.note(f"note: the files tell nothing as printed, since no page can be made: {error.what}.")
        return None


def target(folder: str, forms: Sequence[str]) -> list[str]:
    """The formats to write: where ``--output`` names a file, such as ``brief.pdf``, its own alone."""
    place = Path(folder)
    form = place.suffix.lower().lstrip(".")
    from briefing.renderers import RENDERERS

    return [form] if form in RENDERERS and not place.is_dir() else list(forms)


def _file(folder: str, forms: Sequence[str]) -> Path | None:
    """The file that ``--output`` names; ``None`` where it names a folder."""
    named = len(forms) == 1 and Path(folder).suffix.lower() == f".{forms[0]}" and not Path(folder).is_dir()
    return Path(folder) if named else None


def show(paths: Sequence[Path]) -> None:
    """Open the first file that a person reads with the program the system has for it."""
    readable = [path for kind in (".pdf", ".html", ".docx", ".md", ".eml") for path in paths if path.suffix == kind]
    for path in readable[:1]:
        if click.launch(str(path)) != 0:
            console.note(f"note: {path} could not be opened from here; open it yourself.")


def summary(brief: Brief, page: Page, *, then: str) -> None:
    """On a terminal: what of the page should be looked at, and how to go on."""
    if not sys.stderr.isatty():
        return
    printed = {line.id for line in page.lines}
    rows: list[EventRow | PositionRow] = [*brief.chronology, *brief.scheduled, *brief.positions]
    shown = [row for row in rows if row.id in printed]
    counts = {
        "marked likely": sum(row.certainty != "sure" for row in shown),
        "with an open date": sum(row.when is not None and row.when.value is None for row in shown),
        "on which sources differ": sum(getattr(row, "conflict", None) is not None for row in shown),
    }
    doubts = ", ".join(f"{count} {words}" for words, count in counts.items() if count)
    console.note(f"{len(printed)} lines printed; to check: {doubts or 'nothing in doubt'}. To correct them: {then}")


def unmatched(brief: Brief, actor: Sequence[str], topic: Sequence[str]) -> None:
    """Say which names and topics that were asked for stand in no article."""
    text = " ".join(" ".join(p.text.split()) for p in brief.passages).casefold()
    for option, words in (*(("--actor", name) for name in actor), *(("--topic", word) for word in topic)):
        if " ".join(words.split()).casefold() not in text:
            console.note(f"note: {option} {words}: stands in none of the articles.")


def earlier(file: str | None) -> Brief | None:
    """The brief named by ``--since``, as it was reviewed."""
    return load(file).brief if file else None


class Loaded(NamedTuple):
    """What a file that briefing wrote holds."""

    brief: Brief
    printed: Printed | None
    """What was printed of it, where that is told."""
    delivered: bytes | None
    """The file itself, where it is a page."""
    reviewed: bool = False
    """Whether it is a review file, of which no page is made yet."""


def load(file: str) -> Loaded:
    """The brief in a file, with all else that it holds.

    Raises:
        InputError: there is no such file, or it is not a file written by briefing.
        ReviewError: it is a review file that cannot be used.
    """
    return loaded(one_source(file))


def one_source(file: str) -> sources.Source:
    """The bytes of one file, address or ``-``.

    Raises:
        InputError: it cannot be read.
    """
    source = next(iter(sources.gather([file], stdin=sys.stdin.buffer)))
    if isinstance(source, sources.Failure):
        raise source.error
    return source


def is_ours(source: sources.Source) -> bool:
    """Whether a file is, or claims to be, one that briefing wrote: a page with its record, a review file, a record."""
    from briefing import review
    from briefing.renderers import attached

    if source.data.startswith((b"%PDF-", b"PK\x03\x04")):
        return bool(attached.carried(source.data))
    return review.is_review(source.data) or source.data.lstrip().startswith(b"{")


def loaded(source: sources.Source) -> Loaded:
    """As :func:`load`, of bytes that were read."""
    from briefing import pipeline, review
    from briefing.model import record
    from briefing.renderers import attached

    if source.data.startswith((b"%PDF-", b"PK\x03\x04")):
        brief, printed = record.load(attached.take(source.data, name=source.name), name=source.name)
        return Loaded(brief, printed, source.data)
    if review.is_review(source.data):
        return Loaded(pipeline.reviewed(_review(source), name=source.name), None, None, reviewed=True)
    if source.data.lstrip().startswith(b"{"):
        return Loaded(*record.load(source.data, name=source.name), None)
    raise InputError("not a file written by briefing", where=source.name, next_step=_NEXT)


def read_review(path: Path) -> Review:
    """A review file.

    Raises:
        InputError: there is no such file, or it cannot be read.
        ReviewError: it cannot be used as it is.
    """
    return _review(one_source(str(path)))


def _review(source: sources.Source) -> Review:
    from briefing import review

    return review.read(story_files.whole(Path(source.name), source.data), name=source.name, today=today())
