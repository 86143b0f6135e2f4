"""``--watch``: work done again whenever an input changes, until it is interrupted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click

from briefing.cli import console
from briefing.errors import BriefingError, UsageError

F = TypeVar("F", bound=Callable[..., Any])


def option(command: F) -> F:
    """``--watch``."""
    return click.option(
        "--watch", "watching", is_flag=True, help="Make the page again when an input changes; ends with Ctrl-C."
    )(command)


def again(names: Iterable[str], work: Callable[[], None]) -> None:
    """Do some work, and again after each change of the files and folders named.

    What goes wrong is told and waited out: the next change may mend it.

    Raises:
        UsageError: none of the inputs is a file or a folder.
    """
    import watchfiles

    paths = [Path(name).resolve() for name in names if Path(name).exists()]
    if not paths:
        raise UsageError("nothing to watch", where="--watch", next_step="Name a file or a folder.")
    # Editors write beside and rename: a file is watched through its folder.
    folders = {path if path.is_dir() else path.parent for path in paths}

    def ours(_: watchfiles.Change, changed: str) -> bool:
        here = Path(changed)
        return any(here == path or (path.is_dir() and here.parent == path) for path in paths)

    _told(work)
    console.note("note: waiting for changes; Ctrl-C ends it")
    for _ in watchfiles.watch(*folders, watch_filter=ours, debounce=300, recursive=False):
        _told(work)


def _told(work: Callable[[], None]) -> None:
    try:
        work()
    except BriefingError as error:
        console.error(error)
