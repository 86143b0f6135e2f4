"""What is said on standard error beside the data: notes, and on request each step; errors are always told."""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from briefing.model import sanitizers

if TYPE_CHECKING:
    from briefing.model.text import Note

C = TypeVar("C", bound=click.Command)

#: Under this key the root context keeps how much is said.
_KEY = "briefing.loudness"
QUIET, PLAIN, VERBOSE = -1, 0, 1
#: Seconds after which a person at a terminal wants to know what goes on.
PATIENCE = 2.0
#: What is said of the steps that several commands have.
COMPOSING, FITTING, CHECKING = "choosing what goes on the page", "fitting the page", "checking every line"


def out(text: str = "") -> None:
    """A line of data for a person: what an article says is printed, and no terminal obeys it."""
    click.echo(sanitizers.terminal(text))


def place(path: object) -> None:
    """Where something was written: for a program letter by letter, on a terminal so that nothing of it acts."""
    text = str(path)
    click.echo(sanitizers.terminal(text) if sys.stdout.isatty() else text)


def error(text: object) -> None:
    """What went wrong; told however quiet the user wants it."""
    click.echo(sanitizers.terminal(f"briefing: {text}"), err=True)


def note(text: str) -> None:
    """Something worth knowing; ``--quiet`` keeps it back."""
    if loudness() > QUIET:
        click.echo(sanitizers.terminal(text), err=True)


def notes(remarks: Iterable[Note], *, articles: int) -> None:
    """What is worth knowing of some articles, each thing once, with the articles it holds for where those are not all.

    Args:
        remarks: of the articles and of the page.
        articles: how many there are.
    """
    by_text: dict[str, list[str | None]] = {}
    for remark in remarks:
        by_text.setdefault(remark.text, []).append(remark.document)
    for text, named in by_text.items():
        places = [name for name in dict.fromkeys(named) if name is not None]
        some = places and None not in named and len(places) < articles
        note(f"note: {', '.join(places)}: {text}" if some else f"note: {text}")


def step(text: str) -> None:
    """What was just done, with its numbers; only with ``--verbose``."""
    if loudness() >= VERBOSE:
        click.echo(sanitizers.terminal(text), err=True)


class Bar(NamedTuple):
    """What moves a bar."""

    advance: Callable[[int], None]
    """Told how many more are done."""
    expect: Callable[[int], None]
    """Told how many there are, once that is known."""


@contextlib.contextmanager
def bar(total: int | None, unit: str) -> Iterator[Bar]:
    """A bar on standard error for work on several things; none where that is no terminal, nor with ``--quiet``.

    Args:
        total: how many there are, where that is known; otherwise it is told once it is.
        unit: what they are called.

    Yields:
        What is told how many more are done, and of how many.
    """
    if loudness() <= QUIET or not sys.stderr.isatty() or (total is not None and total < 2):
        yield Bar(lambda _: None, lambda _: None)
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn(unit), TimeElapsedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task(unit, total=total)
        yield Bar(lambda count: progress.update(task, advance=count), lambda count: progress.update(task, total=count))


@contextlib.contextmanager
def waiting(doing: str) -> Iterator[None]:
    """On a terminal a line that says what is being done, where it takes longer than :data:`PATIENCE`.

    Args:
        doing: such as ``reading 3 files``.
    """
    if loudness() <= QUIET or not sys.stderr.isatty():
        yield
        return
    timer = threading.Timer(PATIENCE, lambda: click.echo(sanitizers.terminal(f"{doing} …"), err=True))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()  # nothing is said of it afterwards


def loudness() -> int:
    """How much the user wants to hear; as without options where no command runs."""
    context = click.get_current_context(silent=True)
    return int(context.find_root().meta.get(_KEY, PLAIN)) if context else PLAIN


def _set(context: click.Context, param: click.Parameter, value: bool) -> None:
    if value:
        context.find_root().meta[_KEY] = QUIET if param.name == "quiet" else VERBOSE


def options() -> list[click.Option]:
    """``--quiet`` and ``--verbose``; the later one holds."""
    attributes: dict[str, Any] = {"expose_value": False, "is_flag": True, "callback": _set}
    return [
        click.Option(["-q", "--quiet"], help="Say nothing but errors on standard error.", **attributes),
        click.Option(["-v", "--verbose"], help="Tell each step on standard error.", **attributes),
    ]


def with_options(command: C) -> C:
    """The command, and the commands inside it, with ``--quiet`` and ``--verbose``, so that they work after its name."""
    if not any(param.name == "quiet" for param in command.params):
        command.params.extend(options())
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            with_options(inner)
    return command
