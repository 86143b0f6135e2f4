"""Many standing briefs at once: each folder a story, and only those made anew in which something is new.

Each story is kept as ``briefing watch`` keeps one, by that very command, in processes of the batch engine
(:mod:`briefing.batch.tasks`) or on the workers of its cluster.
"""

from __future__ import annotations

import contextlib
import functools
import io
import json
import os
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.cli import console, disk
from briefing.errors import BriefingError, InputError, UsageError
from briefing.file_names import is_link

if TYPE_CHECKING:
    from briefing.batch.tasks import End

#: In a story's output folder, what lay in its own folder when it was last looked at.
LOOKED = ".looked.json"


@dataclass(frozen=True, slots=True)
class Look:
    """One story to be looked at."""

    name: str
    typed: tuple[str, ...]
    """The command without its name, as it would be typed for this story alone."""
    looked: str
    """Where it is kept what was looked at."""
    seen: str
    """What is kept there if all of it could be read."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a look said."""

    out: str
    err: str
    fault: str = ""
    """Why the story's page was not made; empty where it was, or nothing was new."""


def folders(names: Sequence[str], output: Path) -> list[Path]:
    """The folders that are stories, in order.

    Raises:
        UsageError: a name is no folder of folders, two stories have one name, or the output lies among them.
    """
    by_name: dict[str, Path] = {}
    for name in names:
        path = Path(name)
        if not path.is_dir():
            raise UsageError(
                "is not a folder of stories",
                where=name,
                next_step="Name a folder that holds one folder for each story.",
            )
        if path.resolve() in (output.resolve(), *output.resolve().parents):
            raise UsageError(
                "is inside the folder of stories", where=str(output), next_step="Give a folder elsewhere with -o DIR."
            )
        for inside in sorted(p for p in path.iterdir() if p.is_dir() and not p.name.startswith(".")):
            other = by_name.setdefault(disk.file_name(inside.name), inside)
            if other is not inside:
                raise UsageError(f"has the same name as {other}", where=str(inside), next_step="Give it another name.")
    return list(by_name.values())


def look(
    names: Sequence[str],
    output: Path,
    options: Sequence[str],
    *,
    processes: int,
    scheduler: str | None = None,
    last: bool = False,
) -> None:
    """Look at every story once, several at a time, and tell what each says under its name.

    Args:
        names: folders that hold a folder for each story.
        output: in it, each story has a folder of its name.
        options: of ``briefing watch``, the same for every story.
        processes: how many stories at a time; 1 works in this process.
        scheduler: a Dask scheduler's address; its workers must see the same folders.
        last: whether nobody looks again: a story that could not be made is then an error.

    Raises:
        BriefingError: the stories cannot be listed, no scheduler answers, or one could not be made at the last look.
    """
    stories = folders(names, output)
    looks = list(_looks(stories, output, options))
    failed = 0
    with console.bar(len(looks), "stories") as bar, _each(looks, processes, scheduler) as done:
        for story, outcome in done:
            said = outcome if isinstance(outcome, Told) else Told("", "", "the process that looked at it died")
            _tell(story.name, said)
            failed += bool(said.fault)
            if not said.fault and not said.err:
                console.step(f"{story.name}: nothing new")
            bar.advance(1)
    console.note(f"note: {len(stories)} stories, {len(looks)} looked at, {failed} failed")
    if last and failed:
        raise InputError(f"{failed} of {len(stories)} stories could not be made", next_step="The errors above say why.")


def _looks(stories: Sequence[Path], output: Path, options: Sequence[str]) -> Iterator[Look]:
    """The stories in which something came, went or changed since they were last looked at, or which follow a link."""
    for story in stories:
        name = disk.file_name(story.name)
        kept = output / name
        files, links = _inside(story)
        seen = json.dumps({"options": list(options), "files": files})
        looked = kept / LOOKED
        if not files and not links:
            continue
        if not links and (kept / f"{name}.json").exists() and _text(looked) == seen:
            continue
        places = [*([str(story)] if files else []), *links]
        typed = (*places, "-o", str(kept), "--name", name, "--once", "--no-stories", *options)
        yield Look(name, typed, str(looked), seen)


def _inside(story: Path) -> tuple[list[tuple[str, int, int]], list[str]]:
    """The files of a story, each with its size and the time of its last change in nanoseconds; and its links."""
    files: list[tuple[str, int, int]] = []
    links: list[str] = []
    with os.scandir(story) as inside:
        for entry in sorted(inside, key=lambda e: e.name):
            if entry.name.startswith(".") or not entry.is_file():
                continue
            if is_link(entry.name):
                links.append(entry.path)
            else:
                state = entry.stat()
                files.append((entry.name, state.st_size, state.st_mtime_ns))
    return files, links


@contextlib.contextmanager
def _each(looks: Sequence[Look], processes: int, scheduler: str | None) -> Iterator[Iterator[tuple[Look, Told | End]]]:
    from briefing.batch import tasks

    do = functools.partial(once, quiet=console.loudness() <= console.QUIET)
    if scheduler is None:
        yield tasks.each(do, looks, processes=max(1, min(processes, len(looks))))
        return
    from briefing.batch import cluster

    with cluster.connected(scheduler) as client:
        yield cluster.each(client, do, looks)


#: Threads of one process take turns: what a command says is caught for the whole of it.
_ONE = threading.Lock()


def once(story: Look, *, quiet: bool = False) -> Told:
    """Look at a story as ``briefing watch --once`` does; what was looked at is kept if all of it could be read."""
    from briefing.cli import group

    out, err = io.StringIO(), io.StringIO()
    fault = ""
    with _ONE, contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            group.main(["watch", *story.typed, *(["-q"] if quiet else [])], prog_name="briefing", standalone_mode=False)
            if not any(line.startswith("briefing: ") for line in err.getvalue().splitlines()):
                disk.write(Path(story.looked), story.seen.encode())
        except BriefingError as error:
            fault = str(error)
        except Exception as error:  # noqa: BLE001 - told under the story's name; the other stories go on
            fault = f"{type(error).__name__}: {error}"
    return Told(out.getvalue(), err.getvalue(), fault)


def _tell(name: str, said: Told) -> None:
    for line in said.out.splitlines():
        console.out(line)
    for line in dict.fromkeys(said.err.splitlines()):
        console.note(f"{name}: {line}")
    if said.fault:
        console.error(f"{name}: {said.fault}")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""
