"""What briefing has written into a folder: so that it writes over its own files and over nobody else's.

A small hidden file in the output folder tells for each page its checksum and, in short digests, the sentences it was
made of. A file that is not told there, or was changed since, or is the page of another story stays unless ``--force``
is given. An input of the same run always stays.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.cli import disk
from briefing.errors import OutputError

if TYPE_CHECKING:
    from briefing.model.brief import Brief
NAME = ".briefing-written.json"
#: Larger than any that is written: a strange one is not read whole.
_MOST_BYTES = 2**22
#: Sentences of a source by which its story is known again after the article was corrected here and there.
_SENTENCES = 12
_FORCE = "Keep it under another name, give another folder with -o, or overwrite it with --force."


@dataclass(frozen=True, slots=True)
class _Entry:
    """One file as it was written."""

    checksums: frozenset[str]
    """Two of them while it is being replaced."""
    story: frozenset[str]


def story(brief: Brief) -> frozenset[str]:
    """What a story is known by: digests of its sources' first sentences."""
    by_document: dict[str, list[str]] = {}
    for passage in brief.passages:
        by_document.setdefault(passage.document, []).append(" ".join(passage.text.split()))
    texts = [text for inside in by_document.values() for text in inside[:_SENTENCES]] or [brief.title]
    return frozenset(hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12] for text in texts)


def ours(path: Path) -> bool:
    """Whether briefing wrote a file, and nobody has changed it since."""
    entry = _read(path.parent)[0].get(path.name)
    try:
        return entry is not None and _checksum(path.read_bytes()) in entry.checksums
    except OSError:
        return False


def write(
    files: Sequence[tuple[Path, bytes]], about: frozenset[str], *, inputs: Sequence[Path], force: bool
) -> list[str]:
    """Write the files of one run, all or none of them, over nothing but files of this story.

    Args:
        files: of one folder, each with its bytes.
        about: what their story is known by.
        inputs: what this run was made of.
        force: write over files that others wrote, or that were changed.

    Returns:
        What is worth telling: an earlier run that was stopped half-way.

    Raises:
        OutputError: a file may not be replaced or cannot be written. Then none has been.
    """
    folder = files[0][0].parent
    with locked(folder):
        known, unfinished = _read(folder)
        for path, data in files:
            _check(path, data, known.get(path.name), about, inputs, force=force)
        notes = []
        if half := sorted(set(unfinished)):
            notes.append(f"an earlier run was stopped while it replaced {', '.join(half)}; these may differ in age")
        names = [path.name for path, _ in files]
        now = {path.name: _Entry(frozenset({_checksum(data)}), about) for path, data in files}
        before = {name: known[name].checksums for name in names if name in known}
        both = {n: _Entry(e.checksums | before.get(n, frozenset()), about) for n, e in now.items()}
        beside: list[tuple[Path, Path]] = []
        try:
            for path, data in files:
                beside.append((path, disk.beside(path, data)))
            # Should the machine stop between two of them, the next run can tell.
            disk.write(folder / NAME, _bytes(known | both, names))
            for path, whole in beside:
                disk.put(whole, path)
        finally:
            for _, whole in beside:
                whole.unlink(missing_ok=True)
        left = [name for name in unfinished if name not in names]
        disk.write(folder / NAME, _bytes(known | now, left))
        return notes


def _check(
    path: Path, data: bytes, entry: _Entry | None, about: frozenset[str], inputs: Sequence[Path], *, force: bool
) -> None:
    if any(same(path, source) for source in inputs):
        raise OutputError(
            "is an input of this run and would be overwritten",
            where=str(path),
            next_step="Give another folder with -o.",
        )
    try:
        if path.is_symlink() and not force:
            raise OutputError("is a link to another place", where=str(path), next_step=_FORCE)
        there = path.read_bytes() if path.is_file() else None
    except OSError as error:
        raise disk.refused(path, error) from error
    if there is None or there == data or force:
        return
    if entry is None:
        raise OutputError("already exists, and briefing did not write it", where=str(path), next_step=_FORCE)
    if _checksum(there) not in entry.checksums:
        raise OutputError("was changed after briefing wrote it", where=str(path), next_step=_FORCE)
    if not entry.story & about:
        raise OutputError("is the page of another article", where=str(path), next_step=_FORCE)


def same(path: Path, other: Path) -> bool:
    """Whether two paths lead to one file."""
    try:
        return path.samefile(other)
    except (OSError, ValueError):
        return False


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Alone in a folder, which is made where it is missing: another briefing that writes there is waited for.

    Where the system cannot lock a folder (Windows), nobody is waited for.

    Raises:
        OutputError: the folder cannot be made or opened.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise disk.refused(folder, error) from error
    try:
        import fcntl
    except ImportError:
        yield
        return
    try:
        held = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise disk.refused(folder, error) from error
    try:
        with contextlib.suppress(OSError):  # a network's file system that knows no locks
            fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)


def _checksum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _read(folder: Path) -> tuple[dict[str, _Entry], list[str]]:
    """What a folder's list says; nothing where it is missing or strange."""
    try:
        with (folder / NAME).open("rb") as file:
            listing = json.loads(file.read(_MOST_BYTES))
        entries = {
            str(name): _Entry(frozenset(map(str, entry["checksums"])), frozenset(map(str, entry["story"])))
            for name, entry in listing["files"].items()
        }
        return entries, [str(name) for name in listing["unfinished"]]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}, []


def _bytes(entries: Mapping[str, _Entry], unfinished: Sequence[str]) -> bytes:
    files = {
        name: {"checksums": sorted(entry.checksums), "story": sorted(entry.story)}
        for name, entry in sorted(entries.items())
    }
    about = "what briefing has written here, so that it overwrites nothing else"
    listing = {"about": about, "files": files, "unfinished": sorted(unfinished)}
    return (json.dumps(listing, indent=1) + "\n").encode()
